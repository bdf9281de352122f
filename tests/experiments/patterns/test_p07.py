"""P7 on made-up starts and cost control."""

from collections.abc import Callable

import numpy as np
import pytest

from experiments.patterns.p07 import CutsAndConviction
from experiments.patterns.verdicts import Verdict
from model import Scenario
from model.engine import Run

PATTERN = CutsAndConviction()
CONVICTION = np.linspace(0.1, 0.9, 30)
THIRD = np.repeat([0, 1, 2], 10)


def seen_with(starts: tuple[float, float, float], rise: tuple[float, float, float]) -> dict[str, dict[str, np.ndarray]]:
    """Thirty places that begin two pilots without a cut; with one, as many as given for the thirds from below."""
    chosen = np.random.default_rng(1).permutation(30)
    without = {"starts": np.full(30, 2.0), "cost control": np.full(30, 0.1)}
    deep = {"starts": np.array(starts)[THIRD], "cost control": 0.1 + np.array(rise)[THIRD]}
    return {
        word: {"conviction": CONVICTION[chosen], **{name: values[chosen] for name, values in each.items()}}
        for word, each in (("no cut", without), ("deep cut", deep))
    }


def test_more_starts_above_fewer_below_and_cost_control_below_is_shown(said: Callable) -> None:
    seen = seen_with(starts=(1.8, 9.0, 2.4), rise=(0.5, 9.0, 0.2))
    assert PATTERN.measure(seen) == pytest.approx({"convinced": 0.2, "doubting": -0.1, "cost control": 2.5})
    assert set(said(PATTERN, seen).values()) == {Verdict.SHOWN}


def test_the_opposite_is_contradicted(said: Callable) -> None:
    seen = seen_with(starts=(2.4, 2.0, 1.8), rise=(0.2, 0.2, 0.4))
    assert set(said(PATTERN, seen).values()) == {Verdict.CONTRADICTED}


def test_a_main_effect_is_not_enough(said: Callable) -> None:
    found = said(PATTERN, seen_with(starts=(2.6, 2.6, 2.6), rise=(0.3, 0.3, 0.3)))
    assert found["convinced"] is Verdict.SHOWN
    assert found["doubting"] is Verdict.CONTRADICTED
    assert found["cost control"] is Verdict.NOT_SHOWN


def test_without_starts_there_is_no_change_to_tell() -> None:
    seen = seen_with(starts=(2.0, 2.0, 2.0), rise=(0.0, 0.0, 0.0))
    seen["no cut"]["starts"] = np.zeros(30)
    assert all(np.isnan(value) for value in PATTERN.measure(seen).values())


def test_starts_are_those_of_three_years(small: Scenario) -> None:
    """Counted a second time from the pilots begun in each month."""
    run = Run(small, 1)
    observed = PATTERN.observe("no cut", Run(small, 1))
    begun = np.zeros(40)
    for month in range(48):
        starts = run.go_on(month + 1).country.municipalities["starts"]
        begun += starts if month >= 12 else 0
    assert begun.sum() > 0
    assert np.array_equal(observed["starts"], begun)
