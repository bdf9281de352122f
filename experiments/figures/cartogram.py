"""A Dorling cartogram: circles sized by population, near where their places are, without overlap.

After Dorling (1996), Area cartograms: their use and creation. Overlapping circles push each other
apart, larger ones moving less, while each is drawn back to its own place; the pull fades, the pushing stays.
The layout is deterministic.
"""

from typing import Any

import numpy
from scipy.spatial import ConvexHull, QhullError, cKDTree

KILOMETRES_A_DEGREE = 111.2
FILLED = 0.56
"""The share of the country's hull that the circles cover together."""

GAP = 0.06
"""Room left between two circles, as a part of the mean radius."""

PULLED_STEPS = 160
LAST_STEPS = 1200
PULL = 0.06
TOLERANCE = 0.002
"""An overlap of this part of the mean radius is too small to see, and ends the work."""


def projected(longitude: Any, latitude: Any) -> numpy.ndarray:
    """Degrees to kilometres on a plane (n, 2), true to scale at the middle latitude."""
    longitude, latitude = numpy.asarray(longitude, dtype=float), numpy.asarray(latitude, dtype=float)
    middle = (latitude.min() + latitude.max()) / 2
    return KILOMETRES_A_DEGREE * numpy.column_stack([longitude * numpy.cos(numpy.radians(middle)), latitude])


def radii(places: numpy.ndarray, population: Any) -> numpy.ndarray:
    """Radii (n,) of circles in proportion to population that cover FILLED of the places' hull."""
    share = numpy.asarray(population, dtype=float) / numpy.sum(population)
    return numpy.sqrt(FILLED * _hull_area(places) * share / numpy.pi)


def _hull_area(places: numpy.ndarray) -> float:
    try:
        return float(ConvexHull(places).volume)
    except (QhullError, ValueError):
        spans = numpy.ptp(places, axis=0)
        return float(max(numpy.prod(spans), numpy.max(spans) ** 2 / 4, 1.0))


def layout(places: numpy.ndarray, radius: numpy.ndarray) -> numpy.ndarray:
    """Centres (n, 2) of circles of the given radii, near their places and without overlap.

    Raises ValueError where shapes differ or a number is not finite.
    """
    finite = numpy.isfinite(places).all() and numpy.isfinite(radius).all()
    if places.shape != (len(radius), 2) or not finite:
        raise ValueError(f"places must be finite and of shape ({len(radius)}, 2), got {places.shape}")
    centres = places.astype(float).copy()
    tolerance = TOLERANCE * radius.mean()
    padded = radius + GAP * radius.mean() / 2
    for step in range(PULLED_STEPS + LAST_STEPS):
        pull = PULL * (1 - step / PULLED_STEPS) if step < PULLED_STEPS else 0.0
        centres += pull * (places - centres)
        overlap = _push(centres, padded)
        if pull == 0.0 and overlap <= tolerance:
            break
    return centres


def _push(centres: numpy.ndarray, radius: numpy.ndarray) -> float:
    """Move overlapping circles apart, in place; returns the largest overlap there was."""
    first, second = _near(centres, radius)
    between = centres[second] - centres[first]
    distance = numpy.hypot(between[:, 0], between[:, 1])
    overlap = radius[first] + radius[second] - distance
    touching = overlap > 0
    if not touching.any():
        return 0.0
    first, second, overlap = first[touching], second[touching], overlap[touching]
    between, distance = between[touching], distance[touching]
    direction = numpy.where(
        distance[:, None] > 1e-9, between / numpy.maximum(distance, 1e-9)[:, None], _spoke(first + second)
    )
    weight = radius**2
    share = weight[second] / (weight[first] + weight[second])
    # Half of each overlap a step: pushing all of it at once makes crowded places swing.
    moves = numpy.concatenate([-(overlap * share)[:, None] * direction, (overlap * (1 - share))[:, None] * direction])
    who = numpy.concatenate([first, second])
    for axis in (0, 1):
        centres[:, axis] += 0.5 * numpy.bincount(who, moves[:, axis], len(centres))
    return float(overlap.max())


def _near(centres: numpy.ndarray, radius: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Pairs that could overlap, each once; sought by the larger of a pair, so few come in vain."""
    tree = cKDTree(centres)
    found = tree.query_ball_point(centres, 2 * radius)
    first = numpy.repeat(numpy.arange(len(centres)), [len(near) for near in found])
    second = numpy.fromiter((other for near in found for other in near), dtype=int, count=len(first))
    larger = (radius[first] > radius[second]) | ((radius[first] == radius[second]) & (first < second))
    return first[larger], second[larger]


def _spoke(number: numpy.ndarray) -> numpy.ndarray:
    """A direction for circles at one and the same place: spread by the golden angle."""
    angle = number * numpy.pi * (3 - numpy.sqrt(5))
    return numpy.column_stack([numpy.cos(angle), numpy.sin(angle)])
