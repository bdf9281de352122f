"""From a statistic of each seed to a verdict on a pattern.

*Shown*: the whole interval meets the threshold. *Weak*: the direction is certain, the threshold is missed.
*Contradicted*: the whole interval is on the wrong side. *Not shown*: the rest.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from scipy.stats import bootstrap

from experiments.patterns.pattern import Statistic

RESAMPLES = 2_000
LEVEL = 0.95
FEWEST = 0.8
"""At least this part of the seeds must have a value, or nothing is said."""


class Verdict(StrEnum):
    """What the seeds say of a pattern, best first."""

    SHOWN = "shown"
    WEAK = "weak"
    NOT_SHOWN = "not shown"
    CONTRADICTED = "contradicted"


class Interval(NamedTuple):
    """A mean over seeds, with the interval in which it lies."""

    mean: float
    low: float
    high: float


def interval(values: Sequence[float] | np.ndarray) -> Interval:
    """Return the mean over seeds and its 95 % bootstrap interval; nan where too few seeds have a value."""
    all_values = np.asarray(values, dtype=float)
    there = all_values[np.isfinite(all_values)]
    if len(there) < max(2, FEWEST * len(all_values)):
        return Interval(np.nan, np.nan, np.nan)
    mean = float(there.mean())
    if np.ptp(there) == 0.0:
        return Interval(mean, mean, mean)
    drawn = bootstrap(
        (there,), np.mean, n_resamples=RESAMPLES, confidence_level=LEVEL, method="percentile",
        rng=np.random.default_rng(1),
    ).confidence_interval  # fmt: skip
    return Interval(mean, float(drawn.low), float(drawn.high))


def verdict_on(statistic: Statistic, found: Interval) -> Verdict:
    """Return the verdict on one statistic."""
    if np.isnan(found.mean):
        return Verdict.NOT_SHOWN
    if statistic.low <= found.low and found.high <= statistic.high:
        return Verdict.SHOWN
    neutral = statistic.neutral
    if neutral is None:
        outside = found.high < statistic.low or found.low > statistic.high
        return Verdict.CONTRADICTED if outside else Verdict.NOT_SHOWN
    upward = statistic.low >= neutral
    if (found.high < neutral) if upward else (found.low > neutral):
        return Verdict.CONTRADICTED
    if (found.low > neutral) if upward else (found.high < neutral):
        return Verdict.WEAK
    return Verdict.NOT_SHOWN


def together(verdicts: Sequence[Verdict]) -> Verdict:
    """Return the verdict on a pattern from those on its statistics: as good as the worst of them."""
    return max(verdicts, key=list(Verdict).index)
