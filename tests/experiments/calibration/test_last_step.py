"""The last step tried on itself, on numbers of which the answer can be reckoned."""

import numpy as np
import pytest

from experiments.calibration.last_step import tried_last
from experiments.calibration.targets import targets_of

WIDTH = 0.2
TARGETS = targets_of((f"P1:as declared=0.4..{0.4 + WIDTH}",))
SEEDS = 40


def sets(noise: float, number: int = 1500) -> tuple[np.ndarray, np.ndarray]:
    """Sets of one parameter, which is the target's mean; and runs that lie about it."""
    generator = np.random.default_rng(3)
    points = generator.random((number, 1))
    return points, points[:, :, None] + noise * generator.standard_normal((number, SEEDS, 1))


def test_without_chance_the_truth_is_kept_and_intervals_are_right() -> None:
    step = tried_last(*sets(0.0), TARGETS, 1)
    assert step.kept.all() and len(step.kept) == 400
    assert step.held.mean() == pytest.approx(0.90, abs=0.05)


def test_chance_in_one_run_drops_the_truth_as_often_as_it_must() -> None:
    noise = 0.05
    step = tried_last(*sets(noise), TARGETS, 1)
    # The band lies at a random height around the run: the truth falls out in E|noise| / width of the cases.
    assert 1.0 - step.kept.mean() == pytest.approx(noise * np.sqrt(2.0 / np.pi) / WIDTH, abs=0.05)
    assert step.held.mean() < 0.88, "the range of the sets kept does not know of it"


def test_a_target_open_to_one_side_bounds_one_side() -> None:
    open_to_above = targets_of(("P2:large",))
    points, values = sets(0.0)
    kept = tried_last(points, values, open_to_above, 1)
    assert kept.kept.all()
    # However high the truth, sets above it stay: no interval ends below it for want of an upper end.
    assert len(kept.held) == 400 and kept.held.mean() > 0.80


def test_with_no_run_there_is_nothing_to_tell() -> None:
    points, values = sets(0.0, 10)
    step = tried_last(points, np.full_like(values, np.nan), TARGETS, 1)
    assert step.kept.shape == (0,) and step.held.shape == (0, 1)
