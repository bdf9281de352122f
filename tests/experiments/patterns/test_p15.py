"""P15 on made-up team-months."""

from collections.abc import Callable

import numpy as np

from experiments.patterns.p15 import CELLS, WaitingUnasked, medians
from experiments.patterns.verdicts import Verdict
from model import Scenario
from model.engine import Run

PATTERN = WaitingUnasked()
KNOWLEDGE, ASKING = (each.ravel() for each in np.meshgrid(np.linspace(0.1, 0.9, 20), np.linspace(0.1, 0.9, 20)))


def seen_with(waiting: np.ndarray) -> dict[str, dict[str, np.ndarray]]:
    return {"base": {name: each.ravel() for name, each in medians(KNOWLEDGE, ASKING, waiting).items()}}


def test_waiting_for_what_nobody_knows_or_asks_is_shown(said: Callable) -> None:
    missed = (KNOWLEDGE < 0.5) & (ASKING < 0.5)
    seen = seen_with(np.where(missed, 8.0, 4.0))
    assert PATTERN.measure(seen) == {"knowing little": 2.0, "knowing much": 1.0}
    assert set(said(PATTERN, seen).values()) == {Verdict.SHOWN}


def test_waiting_where_help_is_asked_is_contradicted(said: Callable) -> None:
    seen = seen_with(np.where(KNOWLEDGE < 0.5, 4.0 + 4.0 * (ASKING > 0.5), 8.0 - 4.0 * (ASKING > 0.5)))
    assert PATTERN.measure(seen) == {"knowing little": 0.5, "knowing much": 2.0}
    assert set(said(PATTERN, seen).values()) == {Verdict.CONTRADICTED}


def test_waiting_that_hangs_on_asking_alone_is_not_the_claim(said: Callable) -> None:
    found = said(PATTERN, seen_with(np.where(ASKING < 0.5, 8.0, 4.0)))
    assert found == {"knowing little": Verdict.SHOWN, "knowing much": Verdict.CONTRADICTED}


def test_each_cell_has_its_own_median() -> None:
    found = medians(np.array([0, 0, 0, 1, 1]), np.array([0, 0, 1, 0, 1]), np.array([3.0, 5.0, 7.0, 11.0, 13.0]))
    # The median of knowledge is nought, so all of them know: two cells are empty.
    assert np.isnan(found["neither"]) and np.isnan(found["asks"])
    found = medians(np.array([0, 0, 0, 1, 1, 1]), np.array([0, 0, 1, 0, 1, 1]), np.array([3.0, 5, 7, 11, 13, 17]))
    assert [found[cell].item() for cell in CELLS] == [4.0, 7.0, 11.0, 15.0]


def test_waiting_that_is_held_tells_no_teams_apart(small: Scenario) -> None:
    held = PATTERN.observe("base", Run(small.with_(held=("caseload",)), 1))
    assert PATTERN.measure({"base": held}) == {"knowing little": 1.0, "knowing much": 1.0}
    free = PATTERN.observe("base", Run(small, 1))
    assert len({each.item() for each in free.values()}) == len(CELLS)
