"""P9 on made-up curves, and its control: participation that costs and brings nothing moves nothing."""

from collections.abc import Callable

import numpy as np
import pytest

from experiments.patterns.p09 import CurvesCross, changes_of, crossing_of
from experiments.patterns.verdicts import Verdict
from model import Scenario
from model.engine import Run

PATTERN = CurvesCross()
MONTHS = np.arange(1, 97)
CROSSING = np.interp(MONTHS, [1, 9, 20, 60, 96], [0.0, 0.0, -0.3, 0.3, 0.6])
BEHIND = np.interp(MONTHS, [1, 96], [0.0, -0.6])


def seen_with(gap: np.ndarray, no_delay: np.ndarray, no_gain: np.ndarray) -> dict[str, dict[str, np.ndarray]]:
    little = np.linspace(0.0, 8.0, 96)
    seen = {}
    for without, each in (("", gap), (" no delay", no_delay), (" no gain", no_gain), (" no landing", no_gain)):
        seen |= {f"much{without}": {"embedded": little + each}, f"little{without}": {"embedded": little}}
    return seen


def test_slower_at_first_and_faster_later_is_shown(said: Callable) -> None:
    seen = seen_with(CROSSING, np.maximum(CROSSING, 0.0), np.minimum(CROSSING, 0.0))
    found = PATTERN.measure(seen)
    assert found["at first"] == pytest.approx(-0.3) and found["at the end"] == pytest.approx(0.6)
    # From -0.3 in month 20 to 0.3 in month 60 it is zero in month 40.
    assert found["crossing"] == pytest.approx(40, abs=1) and found["once"] == 1.0
    assert set(said(PATTERN, seen).values()) == {Verdict.SHOWN}


def test_curves_that_do_not_cross_contradict_it(said: Callable) -> None:
    found = said(PATTERN, seen_with(BEHIND, BEHIND, -BEHIND))
    assert found["at the end"] is Verdict.CONTRADICTED
    assert found["once"] is Verdict.CONTRADICTED
    assert found["no delay"] is found["no gain"] is Verdict.CONTRADICTED
    assert found["crossing"] is Verdict.NOT_SHOWN


def test_ahead_from_the_first_contradicts_the_beginning(said: Callable) -> None:
    # Never behind at all: the lowest difference is that of the first month.
    assert said(PATTERN, seen_with(0.01 - BEHIND, BEHIND, BEHIND))["at first"] is Verdict.CONTRADICTED


def test_a_difference_that_nobody_would_notice_is_no_change_of_sign() -> None:
    wavering = np.where(np.arange(96) < 30, 0.04 * (-1.0) ** np.arange(96), CROSSING)
    assert changes_of(wavering) == 1
    assert changes_of(np.where(np.arange(96) > 90, -0.2, CROSSING)) == 2
    assert changes_of(np.zeros(96)) == 0 and np.isnan(crossing_of(np.zeros(96)))


@pytest.mark.parametrize(("shift", "once"), [(0, 1.0), (-23, 0.0), (30, 0.0)])
def test_crossing_too_early_or_too_late_is_not_in_time(shift: int, once: float) -> None:
    seen = seen_with(np.roll(CROSSING, shift) * (np.roll(MONTHS, shift) > 9), CROSSING, CROSSING)
    if shift < 0:
        seen["much"]["embedded"][shift:] = seen["little"]["embedded"][shift:] + 1.0
    assert PATTERN.measure(seen)["crossing"] == pytest.approx(40 + shift, abs=1)
    assert PATTERN.measure(seen)["once"] == once


def test_participation_without_delay_cost_and_support_is_the_same(small: Scenario) -> None:
    """Held support and form of steering shut its other ways; then not one number may differ."""
    base = small.with_(
        parameters={"participation_delay": 0.0, "participation_attention": 0.0}, held=("support", "steering_form")
    )
    scenarios = PATTERN.scenarios(base)
    much, little = (PATTERN.observe(word, Run(scenarios[word], 1))["embedded"] for word in ("much", "little"))
    assert much[-1] > 1.0
    assert np.array_equal(much, little)
