"""Intervals by resampling: seeds, and countries where there are several, are drawn anew with replacement.

Seeds and countries are drawn independently of each other, as they are crossed (Owen 2007, The pigeonhole bootstrap).
With few of them the intervals are somewhat too narrow.
"""

from dataclasses import dataclass

import numpy as np

CONFIDENCE = 0.95
RESAMPLES = 500
FEWEST = 5
"""With fewer seeds there is no interval and no verdict."""


@dataclass(frozen=True)
class Estimate:
    """A number with the ends of its interval, which are missing where there is none."""

    value: float
    low: float = np.nan
    high: float = np.nan

    @classmethod
    def of(cls, value: float, resampled: np.ndarray) -> "Estimate":
        """The value with the interval in which the middle 95 % of its resampled values lie."""
        tail = 50 * (1 - CONFIDENCE)
        # Without interpolation: resampled values may be infinite.
        low = np.percentile(resampled, tail, method="lower")
        return cls(float(value), float(low), float(np.percentile(resampled, 100 - tail, method="higher")))

    def within(self, reach: float) -> bool:
        """Whether the whole interval lies within so much of zero."""
        return self.low >= -reach and self.high <= reach

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Draws:
    """How often each seed is drawn, as parts of one: (resamples, seeds). Two sweeps under the same seeds share it."""

    seeds: np.ndarray

    @classmethod
    def of(cls, seeds: int) -> "Draws":
        """Resamples of so many seeds; always the same."""
        return cls(_drawn(seeds, 0))

    def means(self, values: np.ndarray) -> np.ndarray:
        """Return the resampled means (resamples, ...) of values (countries, seeds, ...)."""
        return np.einsum("rc,rs,cs...->r...", _drawn(len(values), 1), self.seeds, values, optimize=True)

    def variances(self, values: np.ndarray) -> np.ndarray:
        """Return the resampled variances between seeds, mean over countries, (resamples, ...)."""
        apart = values - values.mean(axis=1, keepdims=True)
        mean, square = (np.einsum("rs,cs...->rc...", self.seeds, each, optimize=True) for each in (apart, apart**2))
        seeds = values.shape[1]
        variance = np.maximum(square - mean**2, 0.0) * seeds / (seeds - 1)
        return np.einsum("rc,rc...->r...", _drawn(len(values), 1), variance, optimize=True)


def _drawn(number: int, stream: int) -> np.ndarray:
    generator = np.random.default_rng([stream, number])
    return generator.multinomial(number, np.full(number, 1 / number), RESAMPLES) / number
