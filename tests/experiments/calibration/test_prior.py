"""What is held of parameters beforehand."""

import numpy as np
import pandas as pd
import pytest

from experiments.calibration import Prior
from experiments.calibration.prior import as_sets, density, hypercube, unit
from model.parameters import parameter

NAMES = ("base_success", "likeness_penalty", "evidence_threshold", "champions_mean")


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


@pytest.mark.parametrize("name", NAMES)
def test_declared_has_mean_and_mode_of_a_pert_distribution(name: str) -> None:
    declared = parameter(name)
    points = np.linspace(0, 1, 200_001)[:, None]
    mean = as_sets(points, [name], Prior.DECLARED)[name].mean()
    assert mean == pytest.approx((declared.low + 4 * declared.default + declared.high) / 6, rel=1e-3)
    along = np.linspace(declared.low, declared.high, 10_001)
    found = density(name, along, Prior.DECLARED)
    assert along[found.argmax()] == pytest.approx(declared.default, abs=2e-4 * (declared.high - declared.low))
    assert np.trapezoid(found, along) == pytest.approx(1.0, rel=1e-3)
