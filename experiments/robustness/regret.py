"""Regret and what is good enough: arrays in, arrays out.

Values are (policies, futures, seeds), turned so that more is better. Regret of a policy in a future is how much better
the best of the policies does there (Savage 1951; Lempert, Popper and Bankes 2003), by means over seeds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

RESAMPLES = 1000
CONFIDENCE = 0.95
TAILS = (100 * (1 - CONFIDENCE) / 2, 100 * (1 + CONFIDENCE) / 2)
HIGH = 90
"""Beside the mean over futures: the regret that is passed in one future of ten."""

ERRORS = 2
"""A policy is worse than the reference in a future where it is so by more than this many standard errors of the paired
difference: about one time in forty by luck alone."""


@dataclass(frozen=True)
class Interval:
    """Numbers, one for each policy, with the ends of their intervals."""

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray


@dataclass(frozen=True)
class Draws:
    """Which futures and which seeds are drawn, with replacement, in each resample: (resamples, futures or seeds)."""

    futures: np.ndarray
    seeds: np.ndarray

    @classmethod
    def of(cls, futures: int, seeds: int, seed: int) -> "Draws":
        """Draw them; the same numbers give the same draws."""
        generator = np.random.default_rng(seed)
        return cls(
            generator.integers(futures, size=(RESAMPLES, futures)), generator.integers(seeds, size=(RESAMPLES, seeds))
        )


@dataclass(frozen=True)
class Regret:
    """Regret of each policy by one measure: mean and high over futures, the most, and ranks (1: least mean regret)."""

    mean: Interval
    high: Interval
    most: np.ndarray
    ranks: Interval
    best_in: np.ndarray
    luck: float

    @property
    def clearly_better(self) -> np.ndarray:
        """(policies, policies): whether the one in the column is ranked above the one in the row without overlap."""
        return self.ranks.high[np.newaxis, :] < self.ranks.low[:, np.newaxis]

    @property
    def leading(self) -> np.ndarray:
        """Which policies none is clearly better than."""
        return np.asarray(~self.clearly_better.any(axis=1))


def cube(runs: pd.DataFrame, measure: str, policies: Sequence[str], futures: int, seeds: Sequence[int]) -> np.ndarray:
    """The values of a measure in an ensemble's runs as (policies, futures, seeds); missing where a run is."""
    values = np.full((len(policies), futures, len(seeds)), np.nan)
    policy = runs["scenario"].map({name: place for place, name in enumerate(policies)}).to_numpy()
    seed = runs["seed"].map({name: place for place, name in enumerate(seeds)}).to_numpy()
    values[policy, runs["set"].to_numpy(), seed] = runs[measure].to_numpy()
    return values


def complete(values: Sequence[np.ndarray]) -> np.ndarray:
    """The futures in which no policy lacks a run or a value, by any measure."""
    return np.flatnonzero(~np.any([np.isnan(each).any(axis=(0, 2)) for each in values], axis=0))


def regret_of(means: np.ndarray) -> np.ndarray:
    """Regret (policies, futures) of means of the same shape."""
    return means.max(axis=0) - means


def ranked(mean_regret: np.ndarray) -> np.ndarray:
    """Ranks from 1 for the least, along the last axis; equals share the lowest."""
    return 1 + (mean_regret[..., np.newaxis, :] < mean_regret[..., :, np.newaxis]).sum(axis=-1)


def regrets(values: np.ndarray, draws: Draws) -> Regret:
    """Regret by one measure, with the middle 95 % over resamples of futures and of seeds."""
    regret = regret_of(values.mean(axis=2))
    means, highs = np.empty((RESAMPLES, len(values))), np.empty((RESAMPLES, len(values)))
    for row, (futures, seeds) in enumerate(zip(draws.futures, draws.seeds, strict=True)):
        drawn = regret_of(values[:, :, seeds].mean(axis=2)[:, futures])
        means[row], highs[row] = drawn.mean(axis=1), np.percentile(drawn, HIGH, axis=1)
    mean = regret.mean(axis=1)
    ranks = ranked(means)
    return Regret(
        _about(mean, means),
        _about(np.percentile(regret, HIGH, axis=1), highs),
        regret.max(axis=1),
        Interval(ranked(mean), *np.percentile(ranks, TAILS, axis=0, method="nearest")),
        (regret == 0).mean(axis=1),
        luck(values, draws),
    )


def _about(value: np.ndarray, resampled: np.ndarray) -> Interval:
    """Regret of each policy with the middle 95 % of its resamples (resamples, policies).

    They are moved so that their mean is the value: drawn anew, seeds are fewer, luck is more, and so is regret.
    """
    low, high = np.percentile(resampled, TAILS, axis=0) - resampled.mean(axis=0) + value
    return Interval(value, np.maximum(low, 0.0), high)


def luck(values: np.ndarray, draws: Draws) -> float:
    """The mean regret that luck alone would bring, were all policies equally good; missing with one seed.

    The best of several means over a few seeds is partly the luckiest. So what is left of values when each policy's
    mean in each future is taken out is resampled over seeds, all policies under the same ones.
    """
    seeds = values.shape[2]
    if seeds < 2:
        return float("nan")
    # Taking the mean out shrinks what is left; so much brings it back.
    left = (values - values.mean(axis=2, keepdims=True)) * np.sqrt(seeds / (seeds - 1))
    return float(np.mean([regret_of(left[:, :, drawn].mean(axis=2)).mean() for drawn in draws.seeds[:200]]))


def not_worse(values: np.ndarray, reference: int) -> np.ndarray:
    """Where (policies, futures) a policy is not worse than the reference, luck aside (see ERRORS)."""
    apart = values - values[reference]
    seeds = values.shape[2]
    error = np.zeros(len(values))
    if seeds > 1:
        error = np.sqrt(apart.var(axis=2, ddof=1).mean(axis=1) / seeds)
    return apart.mean(axis=2) >= -ERRORS * error[:, np.newaxis]


def good_enough(values: np.ndarray, threshold: float) -> np.ndarray:
    """Where (policies, futures) the mean over seeds reaches a threshold, turned as the values are."""
    return values.mean(axis=2) >= threshold


def shares(holds: np.ndarray, draws: Draws) -> Interval:
    """In which share of futures something (policies, futures) holds, with the middle 95 % over resamples of futures."""
    drawn = holds[:, draws.futures].mean(axis=2)
    return Interval(holds.mean(axis=1), *np.percentile(drawn, TAILS, axis=1))
