"""Chance in an analysis of a model with chance: what part of the variance it is, and how far it carries into a mean.

Everywhere `values` is an array (sets, seeds) of one outcome. All sets meet the same seeds, so that a set's mean over
seeds is a function of its parameters alone. What is left of chance in that function is told by the seeds. Where a run
is missing its value is; what a seed does to all sets alike is then told apart first (`seed_effects`).
"""

from typing import NamedTuple

import numpy as np

Z = 1.959963984540054
"""Standard errors on either side of a 95 % interval."""

RESAMPLES = 200


class Variances(NamedTuple):
    """Of one run: variance by its parameters, by its seed alike in all sets, and by its seed in this set only."""

    parameters: float
    seed: float
    rest: float

    @property
    def chance(self) -> float:
        """The share of the variance between single runs that is chance; missing with one seed."""
        whole = self.parameters + self.seed + self.rest
        return (self.seed + self.rest) / whole if whole > 0 else np.nan

    def left(self, seeds: float) -> float:
        """The share of the variance between sets' means over so many seeds that is chance still."""
        whole = self.parameters + self.rest / seeds
        return self.rest / seeds / whole if whole > 0 else np.nan


def variances(values: np.ndarray) -> Variances:
    """Components of variance of a table of sets by seeds without repetition; missing with one seed.

    From the mean squares of a two-way analysis of variance with random effects (Searle, Casella and McCulloch 1992),
    where values are missing from unweighted means.
    """
    values = values[:, np.isfinite(values).any(axis=0)]
    there = np.isfinite(values)
    counts, by_seed = there.sum(axis=1), seed_effects(values)
    sets, seeds = len(values), values.shape[1]
    free = int(counts.sum()) - sets - seeds + 1
    if sets < 2 or seeds < 2 or free < 1:
        return Variances(np.nan, np.nan, np.nan)
    alone = values - by_seed
    by_set = np.nanmean(alone, axis=1)
    rest = float(np.nansum((alone - by_set[:, None]) ** 2)) / free
    between = float(np.var(by_set, ddof=1)) - rest * float(np.mean(1 / counts))
    common = float(np.var(by_seed, ddof=1)) - rest * float(np.mean(1 / there.sum(axis=0)))
    return Variances(max(0.0, between), max(0.0, common), rest)


def seed_effects(values: np.ndarray) -> np.ndarray:
    """What each seed adds in all sets alike, nought on average: by least squares, together with the sets' means."""
    there = np.isfinite(values)
    if there.all():
        return np.asarray(values.mean(axis=0) - values.mean())
    share = there / np.maximum(there.sum(axis=1, keepdims=True), 1)
    known = np.where(there, values, 0.0)
    # The sets' means are eliminated from the normal equations, so that as many are left as there are seeds.
    left = np.diag(there.sum(axis=0)) - there.T.astype(float) @ share
    right = (known - there * (known * share).sum(axis=1, keepdims=True)).sum(axis=0)
    return np.asarray(np.linalg.lstsq(left, right, rcond=None)[0])


def even(values: np.ndarray) -> np.ndarray:
    """Values of which a set's mean over the seeds that it met tells nothing of which these were."""
    return values if np.isfinite(values).all() else values - seed_effects(values)


def seeds_met(values: np.ndarray) -> float:
    """Over how many seeds the sets' means are taken, as it counts for chance: the harmonic mean."""
    return 1 / float(np.mean(1 / np.isfinite(values).sum(axis=1)))


def fewest(seeds: int) -> int:
    """In how many seeds at least a block must be complete: one, and two where each is left out in turn."""
    return 1 if seeds < 3 else 2


def paired(values: np.ndarray, step: int) -> tuple[np.ndarray, np.ndarray]:
    """Values (sets, seeds, ...) of which each seed is there in all sets of a block of `step` or in none, and whether a
    block has enough seeds.
    """
    seeds = values.shape[1]
    there = np.isfinite(values).reshape(-1, step, seeds, values[0, 0].size).all(axis=(1, 3))
    alike = values.copy()
    alike[~np.repeat(there, step, axis=0)] = np.nan
    return alike, there.sum(axis=1) >= fewest(seeds)


def chance(values: np.ndarray, seed: int) -> tuple[float, float, float]:
    """The share of the variance between single runs that is chance, with a 95 % interval over sets and seeds.

    The interval joins a bootstrap over sets and a jackknife over seeds. Missing with one seed; with two there is no
    interval.
    """
    sets, seeds = values.shape
    share = variances(values).chance
    if seeds < 3:
        return share, np.nan, np.nan
    generator = np.random.default_rng(seed)
    drawn = [variances(values[generator.integers(sets, size=sets)]).chance for _ in range(RESAMPLES)]
    without = [variances(np.delete(values, place, axis=1)).chance for place in range(seeds)]
    half = Z * float(np.hypot(np.std(drawn, ddof=1), jackknife_error(np.array(without))))
    return share, max(0.0, share - half), min(1.0, share + half)


def jackknife_error(without: np.ndarray) -> np.ndarray:
    """Standard error of an estimate from its values (seeds, ...) with each seed left out in turn."""
    seeds = len(without)
    return np.sqrt((seeds - 1) / seeds * np.sum((without - without.mean(axis=0)) ** 2, axis=0))


def with_other_luck(values: np.ndarray) -> np.ndarray:
    """Sets' means as they might have been under as many other seeds: what a dummy is analysed with.

    With paired seeds an input that does nothing changes nothing at all, and would show a resolution that no real input
    has: the least real change also reshuffles who is lucky. So the dummy's value picks the luck. The difference between
    seeds taken in turn, scaled to the variance that the difference between two sets of seeds has, is added to the mean;
    no further runs are needed. For a set of which only one seed is there it is drawn with that variance. Raises
    ValueError where there is one seed only.
    """
    difference = np.empty(len(values))
    patterns, which = np.unique(np.isfinite(values), axis=0, return_inverse=True)
    for number, there in enumerate(patterns):
        rows, seeds = which.ravel() == number, int(there.sum())
        if seeds > 1:
            signs = np.where(np.arange(seeds) % 2 == 0, 1.0, -1.0)
            signs -= signs.mean()
            signs *= np.sqrt(2 / seeds / np.sum(signs**2))
            difference[rows] = values[rows][:, there] @ signs
        elif len(patterns) > 1 and np.isfinite(rest := variances(values).rest):
            difference[rows] = np.random.default_rng(number).normal(0, np.sqrt(2 * rest), rows.sum())
        else:
            raise ValueError("one seed: other luck cannot be told; allowed two or more")
    return np.asarray(np.nanmean(values, axis=1) + difference - difference.mean())
