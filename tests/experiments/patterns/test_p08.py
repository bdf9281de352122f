"""P8 on made-up starts, and its control: a council that does not react makes no difference."""

from collections.abc import Callable

import numpy as np
import pytest

from experiments.patterns.p08 import LONGEST, WINDOW, YEAR, CaughtUnawares, months_until_back
from experiments.patterns.verdicts import Verdict
from model import Scenario
from model.engine import Run

PATTERN = CaughtUnawares()
MONTHS = LONGEST + WINDOW - 1


def stalled(rate: float, months: int) -> np.ndarray:
    """Ten starts a month, and a part of them only in the first months."""
    return np.where(np.arange(MONTHS) < months, 10.0 * rate, 10.0)


def seen_with(uninformed: np.ndarray, informed: np.ndarray) -> dict[str, dict[str, np.ndarray]]:
    twin = {"starts": stalled(1.0, 0)}
    return {
        "uninformed": {"starts": uninformed},
        "uninformed and calm": twin,
        "informed": {"starts": informed},
        "informed and calm": twin,
    }


def test_a_stall_that_is_longer_where_uninformed_is_shown(said: Callable) -> None:
    seen = seen_with(stalled(0.4, 9), stalled(0.4, 4))
    found = PATTERN.measure(seen)
    assert found["uninformed"] == pytest.approx(-0.6 * 9 / YEAR)
    assert found["informed"] == pytest.approx(4 / 9)
    # Six months of which one is stalled hold 90 % of the twin's starts.
    assert found["recovery"] == 9 / 4
    assert found["beyond"] == 9 - 1.5 * 4 and found["longer"] == 5
    assert set(said(PATTERN, seen).values()) == {Verdict.SHOWN}


def test_a_stall_that_is_longer_where_informed_is_contradicted(said: Callable) -> None:
    found = said(PATTERN, seen_with(stalled(0.4, 4), stalled(0.4, 9)))
    assert found["uninformed"] is Verdict.WEAK
    assert found["informed"] is found["longer"] is Verdict.CONTRADICTED
    assert found["recovery"] is Verdict.SHOWN, "it is not judged"


def test_longer_but_not_half_as_long_again_is_weak(said: Callable) -> None:
    found = said(PATTERN, seen_with(stalled(0.4, 8), stalled(0.4, 7)))
    assert (found["longer"], found["beyond"]) == (Verdict.SHOWN, Verdict.WEAK)


def test_recovery_as_a_mean_over_seeds_says_what_its_means_say() -> None:
    """Means of 4 and 4 months: no longer. One seed in which the informed are back at once lifts the mean of ratios."""
    seeds = [PATTERN.measure(seen_with(stalled(0.4, 4), stalled(0.4, informed))) for informed in (1, 7)]
    means = {name: np.mean([each[name] for each in seeds]) for name in ("beyond", "longer", "recovery")}
    assert means["recovery"] > 1.5
    assert means["longer"] == 0.0 and means["beyond"] == 4 - 1.5 * 4


def test_more_starts_after_a_failure_contradict_it(said: Callable) -> None:
    seen = seen_with(stalled(1.5, 12), stalled(1.0, 0))
    assert said(PATTERN, seen)["uninformed"] is Verdict.CONTRADICTED
    assert np.isnan(PATTERN.measure(seen)["informed"])


def test_back_is_when_six_months_are_near_the_twins() -> None:
    twin = stalled(1.0, 0)
    assert months_until_back(twin, twin) == 1
    assert months_until_back(stalled(0.0, 5), twin) == 6
    assert months_until_back(stalled(0.0, MONTHS), twin) == LONGEST
    assert np.isnan(months_until_back(np.zeros(MONTHS), np.zeros(MONTHS)))


def test_the_tenth_that_fails_is_the_same_in_all_scenarios_and_stalls(small: Scenario) -> None:
    starts = {word: PATTERN.observe(word, Run(each, 3))["starts"] for word, each in PATTERN.scenarios(small).items()}
    assert starts["uninformed"].sum() > 0
    assert not np.array_equal(starts["uninformed"], starts["uninformed and calm"])


def test_without_the_reflex_the_twins_are_the_same(small: Scenario) -> None:
    base = small.with_(parameters={"reflex_strength": 0.0})
    starts = {word: PATTERN.observe(word, Run(each, 3))["starts"] for word, each in PATTERN.scenarios(base).items()}
    assert starts["uninformed"].sum() > 0
    for word in ("uninformed", "informed"):
        assert np.array_equal(starts[word], starts[f"{word} and calm"])
