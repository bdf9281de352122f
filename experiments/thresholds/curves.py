"""An S-curve through a sweep: where it crosses half of its change, and how much of the range the change takes.

A logistic curve is fitted by least squares: for each pair of centre and scale on a fine grid, height and lower level
follow in closed form, and the pair that leaves least wins. Other than an iterative search this cannot fail to converge
on a step, a straight line or noise, and it fits thousands of resampled curves at once.

"Range" is that of the sweep, as 0 to 1. All is read off the curve within the range: the point where it crosses half of
its change there, and the width, the part of the range between 10 and 90 % of that change: 0 for a step, 0.8 for a
straight line.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
from scipy.special import expit, logit

CENTRES = 201
SCALES = np.geomspace(0.004, 2.0, 45)
"""Scales as parts of the range: from a step to what cannot be told from a straight line."""
STRAIGHT = 0.8
"""The width of a straight line."""
TIE = 1e-6
"""Curves that leave so little more than the best, as a part of the whole, are as good: the middle one of them is taken.
"""
ROWS_AT_ONCE = 200


class Curve(NamedTuple):
    """Fitted curves, arrays with one number each: `centre`, `scale`, `point` and `width` in parts of the range, `start`
    (at its lowest end) and `change` (from there to its highest end) in the unit of what is fitted.
    """

    centre: np.ndarray
    scale: np.ndarray
    point: np.ndarray
    width: np.ndarray
    start: np.ndarray
    change: np.ndarray

    def at(self, places: np.ndarray) -> np.ndarray:
        """Return the curves at places within the range, an array (curves, places)."""
        centre, scale = self.centre[:, None], self.scale[:, None]
        first, last = expit(-centre / scale), expit((1 - centre) / scale)
        risen = (expit((places - centre) / scale) - first) / (last - first)
        return self.start[:, None] + self.change[:, None] * risen


class _Grid(NamedTuple):
    """All pairs of centre and scale, and what each says of point and width."""

    centre: np.ndarray
    scale: np.ndarray
    point: np.ndarray
    width: np.ndarray


@cache
def _grid() -> _Grid:
    centre, scale = (each.ravel() for each in np.meshgrid(np.linspace(0, 1, CENTRES), SCALES, indexing="ij"))
    first, last = expit(-centre / scale), expit((1 - centre) / scale)

    def crossing(part: float) -> np.ndarray:
        height = np.clip(first + part * (last - first), 1e-12, 1 - 1e-12)
        return np.clip(centre + scale * logit(height), 0, 1)

    return _Grid(centre, scale, crossing(0.5), crossing(0.9) - crossing(0.1))


def fitted(places: np.ndarray, values: np.ndarray) -> Curve:
    """Return the curve through each row of `values` (curves, places); `places` lie within 0 to 1, ends included."""
    grid = _grid()
    shapes = expit((places[None, :] - grid.centre[:, None]) / grid.scale[:, None])
    means = shapes.mean(axis=1)
    apart = shapes - means[:, None]
    squares = np.sum(apart**2, axis=1)
    usable = squares > 1e-9
    parts = [
        _fitted(grid, shapes, means, apart, squares, usable, values[begin : begin + ROWS_AT_ONCE])
        for begin in range(0, len(values), ROWS_AT_ONCE)
    ]
    return Curve(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _fitted(
    grid: _Grid,
    shapes: np.ndarray,
    means: np.ndarray,
    apart: np.ndarray,
    squares: np.ndarray,
    usable: np.ndarray,
    values: np.ndarray,
) -> Curve:
    level = values.mean(axis=1)
    centred = values - level[:, None]
    together = centred @ apart.T
    explained = np.where(usable, together**2 / np.where(usable, squares, 1.0), -1.0)
    whole = np.sum(centred**2, axis=1)
    as_good = explained >= (explained.max(axis=1) - TIE * whole)[:, None]
    number = as_good.sum(axis=1)
    middle_point, middle_width = as_good @ grid.point / number, as_good @ grid.width / number
    off = np.abs(grid.point - middle_point[:, None]) + np.abs(grid.width - middle_width[:, None])
    chosen = np.argmin(np.where(as_good, off, np.inf), axis=1)
    rows = np.arange(len(values))
    height = together[rows, chosen] / squares[chosen]
    lowest = level - height * means[chosen]
    centre, scale = grid.centre[chosen], grid.scale[chosen]
    first, last = expit(-centre / scale), expit((1 - centre) / scale)
    return Curve(
        centre, scale, grid.point[chosen], grid.width[chosen], lowest + height * first, height * (last - first)
    )
