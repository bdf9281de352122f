"""What a box is worth on cases on which it was not found.

A box fits the cases on which it was found better than others. So a box is found in the same way on a random half of the
cases and scored on the other half, many times. What that gives is somewhat too low, since half as many cases find a box
less well.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.discovery.boxes import Limit, Limits, coverage_and_density, find, inside

CONFIDENCE = 0.95
TAILS = (100 * (1 - CONFIDENCE) / 2, 100 * (1 + CONFIDENCE) / 2)
RESAMPLES = 2000
CONFIRMED = 0.8
"""A box counts where at least this part of the halves gives one that is denser than all cases of the other half."""


@dataclass(frozen=True)
class Halves:
    """Boxes found on one half and scored on the other.

    `scores` has a row for each time: found, coverage and density on the other half, and share, the part of all its
    cases that are asked for; coverage is zero and density missing where no box was found.
    """

    scores: pd.DataFrame
    boxes: Sequence[Limits]

    @property
    def confirmed(self) -> float:
        """In which part of the times a box was found that is denser than all cases on the other half."""
        return float((self.scores["density"] > self.scores["share"]).mean())

    def like(self, limit: Limit) -> list[Limit]:
        """The limits on the same parameter and side in the boxes found."""
        return [
            each for box in self.boxes for each in box if (each.parameter, each.side) == (limit.parameter, limit.side)
        ]

    def with_parameter(self, name: str) -> float:
        """In which part of the times the box has a limit on a parameter."""
        return float(np.mean([any(limit.parameter == name for limit in box) for box in self.boxes]))


def in_halves(table: pd.DataFrame, wanted: np.ndarray, coverage: float, times: int, seed: int) -> Halves:
    """Find boxes on random halves, in each of which wanted and other cases are halved, and score them on the rest."""
    generator = np.random.default_rng(seed)
    rows, boxes = [], []
    for _ in range(times):
        first = np.zeros(len(table), dtype=bool)
        for group in (np.flatnonzero(wanted), np.flatnonzero(~wanted)):
            first[generator.permutation(group)[: len(group) // 2]] = True
        limits = find(table[first], wanted[first], coverage).limits
        rest = wanted[~first]
        scores = coverage_and_density(inside(limits, table[~first]), rest) if limits else (0.0, np.nan)
        rows.append((bool(limits), *scores, rest.mean()))
        boxes.append(limits)
    return Halves(pd.DataFrame(rows, columns=["found", "coverage", "density", "share"]), boxes)


def middle(values: "pd.Series | np.ndarray | Sequence[float]") -> tuple[float, float]:
    """The ends of the range in which the middle 95 % of values lie, missing ones left out."""
    known = np.asarray(values, dtype=float)
    known = known[~np.isnan(known)]
    if not len(known):
        return np.nan, np.nan
    low, high = np.percentile(known, TAILS)
    return float(low), float(high)


def resampled(within: np.ndarray, wanted: np.ndarray, seed: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Intervals of a given box's coverage and density, when cases are drawn anew with replacement."""
    groups = (within & wanted, within & ~wanted, ~within & wanted, ~within & ~wanted)
    parts = np.array([group.sum() for group in groups]) / len(wanted)
    drawn = np.random.default_rng(seed).multinomial(len(wanted), parts, RESAMPLES)
    hits, others, missed, _ = drawn.T.astype(float)
    with np.errstate(invalid="ignore"):
        return middle(hits / (hits + missed)), middle(hits / (hits + others))
