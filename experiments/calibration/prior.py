"""What is held of the parameters before calibration, and sets of them as points of the unit cube.

"declared": a value below the declared default is as likely as one above it, and one near the default likelier than one
at an end of the range: a PERT distribution (Malcolm and others 1959) of which each half is stretched to its side of the
default. An ordinary one puts more than half of its weight on the wider side; here the default is the median (or, where
it is an end of the range, that end). "even": every value of a range is as likely as any other.

A coordinate of the cube says which part of the prior lies below a value, so that points drawn evenly from the cube are
sets drawn from the prior.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import beta, qmc

from experiments.calibration import Prior
from experiments.discovery.sample import SET
from model.parameters import parameter

SYMMETRIC = beta(3.0, 3.0)
"""A PERT distribution with its mode half-way."""


@dataclass(frozen=True)
class Ranges:
    """Lower ends, defaults and upper ends of parameters' ranges, and the part of the prior below each default."""

    low: np.ndarray
    middle: np.ndarray
    high: np.ndarray

    @property
    def below(self) -> np.ndarray:
        """The part of the prior that lies below the default."""
        return np.where(self.middle == self.low, 0.0, np.where(self.middle == self.high, 1.0, 0.5))

    def away(self, values: np.ndarray) -> np.ndarray:
        """How far values are from the default, in parts of their side of the range: -1 and 1 are its ends."""
        side = np.where(values < self.middle, self.middle - self.low, self.high - self.middle)
        return (values - self.middle) / np.where(side > 0.0, side, 1.0)


def unit(sets: pd.DataFrame, prior: str) -> np.ndarray:
    """Sets (a column for each parameter) as points of the unit cube (sets, parameters)."""
    of, values = ranges(sets.columns), sets.to_numpy(float)
    if prior == Prior.EVEN:
        return (values - of.low) / (of.high - of.low)
    # From -1 to 0 this runs over the half below the default, from 0 to 1 over the one above.
    part = 2.0 * SYMMETRIC.cdf(0.5 + 0.5 * of.away(values)) - 1.0
    return of.below + np.where(part < 0.0, of.below, 1.0 - of.below) * part


def as_sets(points: np.ndarray, names: Sequence[str], prior: str) -> pd.DataFrame:
    """Points of the unit cube as sets, named by their numbers from 0."""
    of = ranges(names)
    if prior == Prior.EVEN:
        values = of.low + (of.high - of.low) * points
    else:
        side = np.where(points < of.below, of.below, 1.0 - of.below)
        part = (points - of.below) / np.where(side > 0.0, side, 1.0)
        away = 2.0 * SYMMETRIC.ppf(0.5 + 0.5 * part) - 1.0
        values = of.middle + np.where(away < 0.0, of.middle - of.low, of.high - of.middle) * away
    # Rounding may carry a value over the edge.
    values = np.clip(values, of.low, of.high)
    return pd.DataFrame(values, columns=list(names), index=pd.RangeIndex(len(points), name=SET))


def hypercube(names: Sequence[str], number: int, seed: int, prior: str) -> pd.DataFrame:
    """A Latin hypercube of so many sets drawn from the prior."""
    return as_sets(qmc.LatinHypercube(len(names), rng=np.random.default_rng(seed)).random(number), names, prior)


def density(name: str, values: np.ndarray, prior: str) -> np.ndarray:
    """The prior's density at values of a parameter that lie in its range."""
    of = ranges([name])
    if prior == Prior.EVEN:
        return np.ones(len(values)) / (of.high - of.low)
    away = of.away(values)
    part = np.where(away < 0.0, of.below, 1.0 - of.below)
    side = np.where(away < 0.0, of.middle - of.low, of.high - of.middle)
    return np.asarray(part * SYMMETRIC.pdf(0.5 + 0.5 * away) / np.where(side > 0.0, side, 1.0))


def ranges(names: Iterable[str]) -> Ranges:
    """The ranges of these parameters, in their order."""
    declared = [parameter(str(name)) for name in names]
    return Ranges(*(np.array([getattr(each, end) for each in declared], float) for end in ("low", "default", "high")))
