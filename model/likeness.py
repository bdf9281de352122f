"""How much alike two municipalities are, from 0 (not at all) to 1 (identical).

Likeness is exp(-d/2), where d is the mean of four squared differences: in log population, log address
density, share of elderly and income, each in standard deviations of the 393 municipalities of 2015. It is the
Gaussian kernel common in statistics; that these four count, and count the same, is an assumption. Because the
standard deviations are those of 2015, the likeness of two municipalities does not depend on who else is in
the population.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from model.population import Population

if TYPE_CHECKING:
    import pandas as pd


def profile_of(table: pd.DataFrame) -> np.ndarray:
    """What likeness compares, in standard deviations from the mean of 2015: an array (n, 4)."""
    mean, spread = _standard()
    return (_traits(table) - mean) / spread


def likeness_of(profile: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The likeness of pairs (pairs, 2) of rows of a profile; never quite 0, so that it can be divided by."""
    squares = np.zeros(len(ends))
    for trait in profile.T:
        squares += (trait[ends[:, 0]] - trait[ends[:, 1]]) ** 2
    return np.maximum(np.exp(-squares / (2 * profile.shape[1])), np.finfo(float).tiny)


def _traits(table: pd.DataFrame) -> np.ndarray:
    logged = [np.log(table[column]) for column in ("population", "address_density")]
    return np.column_stack([*logged, table["share_elderly"], table["income"]])


@cache
def _standard() -> tuple[np.ndarray, np.ndarray]:
    traits = _traits(Population.netherlands().table)
    return traits.mean(axis=0), traits.std(axis=0)
