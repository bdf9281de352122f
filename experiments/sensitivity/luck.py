"""Chance in an analysis of a model with chance: what part of the variance it is, and how far it carries into a mean.

Everywhere `values` is an array (sets, seeds) of one outcome. All sets meet the same seeds, so that a set's mean over
seeds is a function of its parameters alone. What is left of chance in that function is told by the seeds.
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

    def left(self, seeds: int) -> float:
        """The share of the variance between sets' means over so many seeds that is chance still."""
        whole = self.parameters + self.rest / seeds
        return self.rest / seeds / whole if whole > 0 else np.nan


def variances(values: np.ndarray) -> Variances:
    """Components of variance of a table of sets by seeds without repetition; missing with one seed.

    From the mean squares of a two-way analysis of variance with random effects (Searle, Casella and McCulloch 1992).
    """
    sets, seeds = values.shape
    if sets < 2 or seeds < 2:
        return Variances(np.nan, np.nan, np.nan)
    by_set, by_seed = values.mean(axis=1), values.mean(axis=0)
    within = values - by_set[:, None] - by_seed[None, :] + values.mean()
    rest = float(np.sum(within**2)) / ((sets - 1) * (seeds - 1))
    between = (seeds * np.var(by_set, ddof=1) - rest) / seeds
    common = (sets * np.var(by_seed, ddof=1) - rest) / sets
    return Variances(max(0.0, float(between)), max(0.0, float(common)), rest)


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
    no further runs are needed. Raises ValueError with one seed.
    """
    seeds = values.shape[1]
    if seeds < 2:
        raise ValueError("one seed: other luck cannot be told; allowed two or more")
    signs = np.where(np.arange(seeds) % 2 == 0, 1.0, -1.0)
    signs -= signs.mean()
    signs *= np.sqrt(2 / seeds / np.sum(signs**2))
    difference = values @ signs
    return values.mean(axis=1) + difference - difference.mean()
