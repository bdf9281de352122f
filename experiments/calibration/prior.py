"""What is held of the parameters before calibration, and sets of them as points of the unit cube.

"declared": values near the declared default are likelier than those at the ends of the range, by a PERT distribution
(a beta distribution with its mode at the default; Malcolm and others 1959). "even": every value of a range is as likely
as any other. A coordinate of the cube says which part of the prior lies below a value, so that points drawn evenly from
the cube are sets drawn from the prior.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from scipy.stats import beta, qmc

from experiments.calibration import Prior
from experiments.discovery.sample import SET
from model.parameters import parameter

PEAK = 4.0
"""How much the mode weighs beside the two ends in the mean of a PERT distribution."""


def unit(sets: pd.DataFrame, prior: str) -> np.ndarray:
    """Sets (a column for each parameter) as points of the unit cube (sets, parameters)."""
    low, width, rises, falls = shapes(sets.columns, prior)
    return np.asarray(beta.cdf((sets.to_numpy() - low) / width, rises, falls))


def as_sets(points: np.ndarray, names: Sequence[str], prior: str) -> pd.DataFrame:
    """Points of the unit cube as sets, named by their numbers from 0."""
    low, width, rises, falls = shapes(names, prior)
    # Rounding may carry a value over the edge.
    values = np.clip(low + width * beta.ppf(points, rises, falls), low, low + width)
    return pd.DataFrame(values, columns=list(names), index=pd.RangeIndex(len(points), name=SET))


def hypercube(names: Sequence[str], number: int, seed: int, prior: str) -> pd.DataFrame:
    """A Latin hypercube of so many sets drawn from the prior."""
    return as_sets(qmc.LatinHypercube(len(names), rng=np.random.default_rng(seed)).random(number), names, prior)


def density(name: str, values: np.ndarray, prior: str) -> np.ndarray:
    """The prior's density at values of a parameter."""
    low, width, rises, falls = shapes([name], prior)
    return np.asarray(beta.pdf((values - low) / width, rises, falls) / width)


def shapes(names: Iterable[str], prior: str) -> tuple[np.ndarray, ...]:
    """The lower ends and widths of the parameters' ranges, and the two exponents of their beta distributions."""
    declared = [parameter(str(name)) for name in names]
    low = np.array([each.low for each in declared])
    width = np.array([each.high for each in declared]) - low
    if prior == Prior.EVEN:
        return low, width, np.ones(len(low)), np.ones(len(low))
    mode = (np.array([each.default for each in declared]) - low) / width
    return low, width, 1.0 + PEAK * mode, 1.0 + PEAK * (1.0 - mode)
