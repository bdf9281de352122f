"""The last step tried on itself: sets are kept whose means lie in bands, though what happened is one country.

Each truth is a set of the chosen stages. Its data are one run, under the last of its seeds, and all other sets are
judged by their means over the other seeds, as `Search.plausible` judges them: in a band as wide as the target's, at a
random height around the data; where the target is open to one side, so is the band, and its one end lies within the
middle half of all sets from the data. A truth whose own mean lies outside is dropped by chance alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.calibration.selftest import LEVEL, band_width
from experiments.calibration.targets import SHARE_OF_SEEDS, Target, means

FEWEST_KEPT = 20
"""Intervals of parameters need so many sets that are kept."""
TRUTHS = 400


@dataclass(frozen=True)
class LastStep:
    """Whether each truth is `kept` (truths), and whether 90 % intervals of the sets kept `held` it (truths with sets
    enough, parameters).
    """

    kept: np.ndarray
    held: np.ndarray


def tried_last(points: np.ndarray, values: np.ndarray, targets: Sequence[Target], seed: int) -> LastStep:
    """Try the last step on sets (`points` of the unit cube: sets, parameters) with `values` (sets, seeds, targets)."""
    generator = np.random.default_rng([seed, len(points)])
    counted = [column for column, each in enumerate(targets) if each.statistic.unit != SHARE_OF_SEEDS]
    data, averages = values[:, -1, counted], means(values[:, :-1, counted])
    known = np.flatnonzero(np.isfinite(data).all(axis=1) & np.isfinite(averages).all(axis=1))
    truths = generator.permutation(known)[:TRUTHS]
    if not counted or not len(truths):
        return LastStep(np.empty(0, dtype=bool), np.empty((0, points.shape[1]), dtype=bool))
    inside = np.ones((len(truths), len(known)), dtype=bool)
    for place, column in enumerate(counted):
        each = targets[column].statistic
        width = band_width(targets[column], values[known][:, :-1, column])
        low = data[truths, place] - generator.random(len(truths)) * width
        high = low + width
        mean = averages[known, place]
        inside &= (mean >= low[:, None]) | (not np.isfinite(each.low))
        inside &= (mean <= high[:, None]) | (not np.isfinite(each.high))
    kept = inside[np.arange(len(truths)), np.searchsorted(known, truths)]
    tails = (1.0 - LEVEL) / 2.0
    held = []
    for truth, mine in zip(truths, inside, strict=True):
        others = known[mine & (known != truth)]
        if len(others) >= FEWEST_KEPT:
            low, high = np.quantile(points[others], [tails, 1.0 - tails], axis=0)
            held.append((points[truth] >= low) & (points[truth] <= high))
    return LastStep(kept, np.array(held, dtype=bool).reshape(-1, points.shape[1]))
