"""Ratios and rank correlations that have no value, rather than a wrong one, where there is nothing to reckon with."""

import numpy as np
from scipy.stats import rankdata


def ratio(one: float, other: float) -> float:
    """Return one number relative to another; nan where the other is zero."""
    return float(one) / float(other) if other != 0 else np.nan


def change(one: float, other: float) -> float:
    """Return the relative change from another number to this one; nan where the other is zero."""
    return ratio(one, other) - 1.0


def mean(values: np.ndarray) -> float:
    """Return the mean; nan where there are no values."""
    return float(np.mean(values)) if len(values) else np.nan


def spearman(x: np.ndarray, y: np.ndarray) -> float:
    """Return the rank correlation of x and y; nan where one of them does not vary."""
    return partial(x, y)


def partial(x: np.ndarray, y: np.ndarray, *given: np.ndarray) -> float:
    """Return the partial rank correlation of x and y given other columns; nan where nothing is left to vary."""
    if len(x) < 3:
        return np.nan
    others = np.column_stack([np.ones(len(x)), *(rankdata(column) for column in given)])

    def rest(values: np.ndarray) -> np.ndarray:
        ranks = rankdata(values)
        return ranks - others @ np.linalg.lstsq(others, ranks, rcond=None)[0]

    left = rest(x), rest(y)
    if min(np.ptp(each) for each in left) < 1e-9 * len(x):
        return np.nan
    return float(np.corrcoef(*left)[0, 1])
