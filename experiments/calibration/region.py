"""The region that is not ruled out: sets drawn evenly from where a function of them is low enough.

The bound is lowered step by step, and at each step the sets that stay within it are moved about evenly (subset
simulation, Au and Beck 2001; moves by differences of sets, ter Braak 2006). So a region that holds one set in a million
is found and filled as well as one that holds half of them. Every second move draws some parameters anew, which spreads
those that do not matter at once.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.stats import qmc

KEPT = 0.3
"""This part of the sets stays at each step."""
STEPS, MOVES, LAST_MOVES = 30, 4, 20
"""Steps at most; moves of every set in a step, and at the end."""


@dataclass(frozen=True)
class Region:
    """Sets of the unit cube (sets, parameters), the function's values, and the share of the cube that it holds (0 where
    the bound was not reached: then these are the lowest that were found).
    """

    points: np.ndarray
    values: np.ndarray
    share: float


def drawn_from(
    function: Callable[[np.ndarray], np.ndarray], dimensions: int, bound: float, number: int, seed: int
) -> Region:
    """Draw sets evenly from where a function (of sets) is at most `bound`."""
    generator = np.random.default_rng(seed)
    points = qmc.LatinHypercube(dimensions, rng=generator).random(number)
    values = function(points)
    share = 1.0
    for _ in range(STEPS):
        level = max(bound, float(np.quantile(values, KEPT)))
        inside = values <= level
        share *= float(inside.mean())
        chosen = generator.choice(np.flatnonzero(inside), number)
        points, values = points[chosen], values[chosen]
        for _ in range(LAST_MOVES if level == bound else MOVES):
            points, values = moved(function, points, values, level, generator)
        if level == bound:
            return Region(points, values, share)
    return Region(points, values, 0.0)


def moved(
    function: Callable[[np.ndarray], np.ndarray],
    points: np.ndarray,
    values: np.ndarray,
    level: float,
    generator: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """Move each set by the difference of two others, in some of its parameters; stay where that leads out.

    Half of the sets move by differences of the other half, then these by theirs: a step and the step back are as
    likely, so that sets end up evenly spread.
    """
    points, values = points.copy(), values.copy()
    halves = np.array_split(generator.permutation(len(points)), 2)
    for mine, others in (halves, halves[::-1]):
        there = stepped(points[mine], points[others], generator)
        found = function(there)
        better = found <= level
        points[mine[better]], values[mine[better]] = there[better], found[better]
    return points, values


def stepped(points: np.ndarray, others: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Points moved by differences of others, in all, some or few of their coordinates, or with few or some of these
    drawn anew; within the cube.
    """
    number, dimensions = points.shape
    if generator.random() < 0.5:
        anew = generator.random((number, dimensions)) < generator.choice([1.0 / dimensions, 0.1, 0.3], size=(number, 1))
        return np.where(anew, generator.random((number, dimensions)), points)
    one, other = (generator.integers(len(others), size=number) for _ in range(2))
    some = generator.random((number, dimensions)) < generator.choice([0.1, 0.3, 1.0], size=(number, 1))
    far = generator.uniform(0.2, 1.0, size=(number, 1)) * 1.7 / np.sqrt(2 * np.maximum(some.sum(axis=1), 1))[:, None]
    step = far * (others[one] - others[other]) + generator.normal(0.0, 0.02, size=points.shape)
    # What leaves the cube comes back as from a mirror.
    there = np.abs((points + np.where(some, step, 0.0)) % 2.0)
    return np.where(there > 1.0, 2.0 - there, there)
