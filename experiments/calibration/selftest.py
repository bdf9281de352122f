"""The calibration tried on itself: data made by the model from known parameters, and whether those are recovered.

Each truth is a set of the first wave. Its data are those of one country: one run under a seed of its own, which the
emulators never saw, with its own poll. Around the data lies a band as wide as the target's, at a random height, so that
the true value may lie anywhere in it (a target open to one side: as wide as the middle half of all sets).

Two claims are put to the test: that the truth is hardly ever ruled out, and that intervals of parameters hold it as
often as they say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
import pandas as pd
from scipy.stats import norm, qmc

from experiments.calibration.emulators import Fitted
from experiments.calibration.experiment import CUT
from experiments.calibration.targets import SHARE_OF_SEEDS, Target

KEPT_CLAIM, LEVEL = 0.95, 0.90
"""What is claimed: the truth is kept at least so often, and intervals of parameters hold it so often."""
TRUTHS, CANDIDATES = 200, 16_384
LEVELS = 8
"""Chance between seeds is reckoned at so many levels of a target."""
FEWEST_CANDIDATES = 50
"""Intervals need as many candidates that count (effective sample size)."""


@dataclass(frozen=True)
class SelfTest:
    """What trying the calibration on itself gave.

    `worst` says by how many standard deviations each truth seems to lie outside the band of a target, at most; `held`
    and `contraction` (truths, parameters; nan where too few candidates were left) whether the interval held it, and by
    how much it was narrower than the range's.
    """

    targets: tuple[str, ...]
    worst: np.ndarray
    held: np.ndarray
    contraction: np.ndarray

    @property
    def kept(self) -> np.ndarray:
        """The truths that are not ruled out."""
        return self.worst <= CUT

    @property
    def usable(self) -> np.ndarray:
        """The truths that have intervals."""
        return np.isfinite(self.contraction).all(axis=1)

    def table(self, names: Sequence[str]) -> pd.DataFrame:
        """A row for each parameter: truths, covered (share whose interval held it), claimed, contraction (mean)."""
        held, contraction = self.held[self.usable], self.contraction[self.usable]
        none = np.full(len(names), np.nan)
        return pd.DataFrame(
            {
                "parameter": list(names),
                "truths": len(held),
                "covered": held.mean(axis=0) if len(held) else none,
                "claimed": LEVEL,
                "contraction": contraction.mean(axis=0) if len(held) else none,
            }
        )


def tried(
    points: np.ndarray, values: np.ndarray, fits: Sequence[Fitted | None], targets: Sequence[Target], seed: int
) -> SelfTest:
    """Try the calibration on sets of the first wave: `points` (sets, parameters) of the unit cube, and their `values`
    (sets, seeds, targets), of which the last seed is the country and the emulators were fitted to the others.
    """
    generator = np.random.default_rng(seed)
    usable = [
        column
        for column, (each, fit) in enumerate(zip(targets, fits, strict=True))
        if fit is not None and each.statistic.unit != SHARE_OF_SEEDS
    ]
    names = tuple(targets[column].name for column in usable)
    nothing = SelfTest(names, np.empty(0), *2 * [np.empty((0, points.shape[1]))])
    if not usable:
        return nothing
    data = values[:, -1, usable]
    left_out = [np.column_stack([fits[column].mean, fits[column].sd]) for column in usable]  # type: ignore[union-attr]
    known = np.isfinite(data).all(axis=1) & np.isfinite(np.array(left_out)).all(axis=(0, 2))
    truths = generator.permutation(np.flatnonzero(known))[:TRUTHS]
    if not len(truths):
        return nothing
    candidates = qmc.LatinHypercube(points.shape[1], rng=generator).random(CANDIDATES)
    worst = np.zeros(len(truths))
    log_weights = np.zeros((len(truths), CANDIDATES))
    for place, column in enumerate(usable):
        fit = fits[column]
        assert fit is not None
        spread = Spread.of(values[:, :-1, column])
        width = band_width(targets[column], values[:, :-1, column])
        low = data[truths, place] - generator.random(len(truths)) * width
        beyond = spread.of_one_run(fit.mean[truths], fit.sd[truths])
        far = np.maximum(np.maximum(low - fit.mean[truths], fit.mean[truths] - low - width), 0.0)
        worst = np.maximum(worst, far / beyond)
        mean, sd = fit.emulator.predict(candidates)
        log_weights += log_in_band(mean, spread.of_one_run(mean, sd), low[:, None], width)
    held, contraction = intervals(candidates, log_weights, points[truths])
    return SelfTest(names, worst, held, contraction)


@dataclass(frozen=True)
class Spread:
    """The variance between seeds at several levels of a target, and its mean over all; `seeds` are those of a set.

    Ratios of rare types vary far more than those of common ones, so that one variance would not do.
    """

    levels: np.ndarray
    variances: np.ndarray
    overall: float
    seeds: int

    @classmethod
    def of(cls, values: np.ndarray) -> "Spread":
        """The spread in values (sets, seeds); sets that lack one do not count."""
        there = values[np.isfinite(values).all(axis=1)]
        if there.shape[1] < 2 or len(there) < LEVELS:
            return cls(np.zeros(1), np.zeros(1), 0.0, max(1, there.shape[1]))
        within = there.var(axis=1, ddof=1)
        groups = np.array_split(np.argsort(there.mean(axis=1), kind="stable"), LEVELS)
        levels, variances = (
            np.array([each[group].mean() for group in groups]) for each in (there.mean(axis=1), within)
        )
        return cls(levels, variances, float(within.mean()), there.shape[1])

    def of_one_run(self, mean: np.ndarray, sd: np.ndarray) -> np.ndarray:
        """The standard deviation of one run, given an emulator's mean and standard deviation of means over seeds."""
        # What the emulator allows for chance is the same everywhere; what is left is its own.
        own = np.maximum(sd**2 - self.overall / self.seeds, 0.0)
        return np.sqrt(own + np.interp(mean, self.levels, self.variances)) + 1e-12


def band_width(target: Target, values: np.ndarray) -> float:
    """How wide a target's band is; open to one side: as the middle half of all sets."""
    width = target.statistic.high - target.statistic.low
    if isfinite(width):
        return width
    averages = np.nanmean(values[np.isfinite(values).any(axis=1)], axis=1)
    return float(np.subtract(*np.quantile(averages, [0.75, 0.25])))


def log_in_band(mean: np.ndarray, sd: np.ndarray, low: np.ndarray, width: float) -> np.ndarray:
    """The logarithm of the chance that a normal value lies in a band from `low`, also far out in its tails."""
    upper, lower = (low + width - mean) / sd, (low - mean) / sd
    # By symmetry the lower tail is used, where small numbers keep their digits.
    flip = lower > 0
    upper, lower = np.where(flip, -lower, upper), np.where(flip, -upper, lower)
    high, below = norm.logcdf(upper), norm.logcdf(lower)
    return high + np.log1p(-np.exp(np.minimum(below - high, -1e-12)))


def intervals(candidates: np.ndarray, log_weights: np.ndarray, truths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whether each truth (truths, parameters) lies in its interval of weighted candidates, and by how much that is
    narrower than the range's.
    """
    held, contraction = (np.full(truths.shape, np.nan) for _ in range(2))
    order = np.argsort(candidates, axis=0)
    tails = (1.0 - LEVEL) / 2.0
    for row, logs in enumerate(log_weights):
        weights = np.exp(logs - logs.max())
        weights /= weights.sum()
        if 1.0 / np.sum(weights**2) < FEWEST_CANDIDATES:
            continue
        for column in range(truths.shape[1]):
            at = order[:, column]
            summed = np.cumsum(weights[at])
            low, high = candidates[at[np.searchsorted(summed, [tails, 1.0 - tails])], column]
            held[row, column] = low <= truths[row, column] <= high
            contraction[row, column] = 1.0 - (high - low) / LEVEL
    return held, contraction
