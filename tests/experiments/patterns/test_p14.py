"""P14 on made-up teams."""

from collections.abc import Callable

import numpy as np
import pytest

from experiments.patterns.p14 import ATTRIBUTES, EarlyTeams
from experiments.patterns.verdicts import Verdict
from model import Scenario
from model.engine import Run

PATTERN = EarlyTeams()
BORN = dict.fromkeys(ATTRIBUTES, 0.5)
LIKE_ACCESS = BORN | {"breadth": 0.3, "integration": 0.4, "informal_ties": 0.25, "work_participation": 0.2}
ALL_ROUND = BORN | {"breadth": 0.7, "integration": 0.7, "informal_ties": 0.6, "work_participation": 0.8}


def seen_with(early: list[dict[str, float]], rise: float) -> dict[str, dict[str, np.ndarray]]:
    """Teams, as the board keeps them (in one row), and the same four years later."""
    table = np.array([[team[name] for name in ATTRIBUTES] for team in early]).reshape(-1, len(ATTRIBUTES))
    return {"base": {"early": table.ravel(), "later": (table + 4 * rise).ravel()}}


def test_narrow_teams_that_slowly_improve_are_shown(said: Callable) -> None:
    seen = seen_with([LIKE_ACCESS] * 7 + [ALL_ROUND] * 3, rise=0.05)
    found = PATTERN.measure(seen)
    assert found["access"] == found["target groups"] == found["work last"] == pytest.approx(0.7)
    assert found["informal ties"] == pytest.approx(0.7 * 0.25 + 0.3 * 0.6)
    assert [found["least rise"], found["most rise"]] == pytest.approx([0.05, 0.05])
    assert set(said(PATTERN, seen).values()) == {Verdict.SHOWN}


def test_broad_teams_that_decline_contradict_it(said: Callable) -> None:
    found = said(PATTERN, seen_with([ALL_ROUND] * 7 + [LIKE_ACCESS] * 3, rise=-0.01))
    assert found.pop("most rise") is Verdict.SHOWN
    assert set(found.values()) == {Verdict.CONTRADICTED}


def test_a_leap_is_no_slow_improvement(said: Callable) -> None:
    assert said(PATTERN, seen_with([LIKE_ACCESS], rise=0.13))["most rise"] is Verdict.CONTRADICTED


def test_teams_as_they_are_born_show_nothing(said: Callable) -> None:
    found = PATTERN.measure(seen_with([BORN] * 10, rise=0.0))
    assert found["access"] == found["target groups"] == found["work last"] == 0.0


def test_without_teams_there_is_nothing_to_tell() -> None:
    assert all(np.isnan(value) for value in PATTERN.measure(seen_with([], rise=0.0)).values())


def test_the_same_teams_are_looked_at_twice(small: Scenario) -> None:
    """With development held and nothing to pull back, no attribute of any team moves."""
    observed = PATTERN.observe("base", Run(small.with_(held=("development",), parameters={"fallback_rate": 0.0}), 1))
    assert len(observed["early"]) > 20
    assert observed["early"].shape == observed["later"].shape
    assert np.all(observed["early"] == 0.5) and np.all(observed["later"] == 0.5)
    free = PATTERN.observe("base", Run(small, 1))
    assert free["early"].shape == free["later"].shape and not np.array_equal(free["early"], free["later"])
