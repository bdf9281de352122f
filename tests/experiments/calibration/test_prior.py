"""What is held of parameters beforehand."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from experiments.calibration import Prior
from experiments.calibration.prior import as_sets, density, hypercube, unit
from model.parameters import parameter

NAMES = ("base_success", "likeness_penalty", "evidence_threshold", "champions_mean", "pilot_spread")


@pytest.mark.parametrize("prior", tuple(Prior))
def test_points_and_sets_are_the_same_thing(prior: str) -> None:
    points = np.random.default_rng(1).random((50, len(NAMES)))
    np.testing.assert_allclose(unit(as_sets(points, NAMES, prior), prior), points, atol=1e-9)


@pytest.mark.parametrize("prior", tuple(Prior))
def test_a_hypercube_meets_each_slice_once_and_stays_in_range(prior: str) -> None:
    sets = hypercube(NAMES, 40, 3, prior)
    assert sorted(np.floor(40 * unit(sets, prior)[:, 0]).astype(int)) == list(range(40))
    for name in NAMES:
        assert sets[name].between(parameter(name).low, parameter(name).high).all()
    pd.testing.assert_frame_equal(sets, hypercube(NAMES, 40, 3, prior))


def test_even_is_even() -> None:
    halves = as_sets(np.full((1, len(NAMES)), 0.5), NAMES, Prior.EVEN)
    for name in NAMES:
        assert halves[name][0] == pytest.approx((parameter(name).low + parameter(name).high) / 2)


@pytest.mark.parametrize("name", NAMES[:-1])
def test_the_default_is_median_and_mode_of_what_is_declared(name: str) -> None:
    declared = parameter(name)
    middle = as_sets(np.full((1, 1), 0.5), [name], Prior.DECLARED)
    assert middle[name][0] == pytest.approx(declared.default)
    along = np.linspace(declared.low, declared.high, 100_001)
    found = density(name, along, Prior.DECLARED)
    # The two halves differ in height where they meet: the shorter side is the denser.
    for side in (along < declared.default, along > declared.default):
        assert abs(along[side][found[side].argmax()] - declared.default) < 2e-4 * (declared.high - declared.low)
        assert np.trapezoid(found[side], along[side]) == pytest.approx(0.5, rel=1e-3)


@pytest.mark.parametrize("prior", tuple(Prior))
@pytest.mark.parametrize("name", ("evidence_threshold", "pilot_spread"))
def test_the_density_is_that_of_the_sets(prior: str, name: str) -> None:
    drawn = hypercube([name], 20_000, 1, prior)[name]
    counts, edges = np.histogram(drawn, bins=10, range=(parameter(name).low, parameter(name).high), density=True)
    # The last default is an end of its range, and the prior lies on one side of it.
    expected = [density(name, np.linspace(low, high, 200), prior).mean() for low, high in pairwise(edges)]
    np.testing.assert_allclose(counts, expected, rtol=0.02, atol=1e-3)
