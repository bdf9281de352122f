"""P18 on made-up tempos and goals."""

from collections.abc import Callable

import numpy as np
import pytest

from experiments.patterns.p18 import FASTER, FasterIsNotBetter
from experiments.patterns.verdicts import Verdict
from model import Scenario
from model.engine import Run

PATTERN = FasterIsNotBetter()
NUMBER = 200
TEMPO = np.linspace(0.0, 4.0, NUMBER)
LUCK = np.random.default_rng(1).normal(size=NUMBER)


def seen_with(goals: np.ndarray, dropped: np.ndarray, dip: float, growth: float) -> dict[str, dict[str, np.ndarray]]:
    """Each embeds ten measures; every other one begins faster, with a dip after a year and goals that grow."""
    half = np.arange(NUMBER) % 2 == 0
    base = {
        "after a year": np.full(NUMBER, 0.3), "tempo": TEMPO, "goals": goals,
        "embedded": np.full(NUMBER, 10.0), "dropped": dropped, "factor": np.ones(NUMBER),
    }  # fmt: skip
    faster = base | {
        "after a year": np.where(half, 0.3 + dip, 0.9),
        "goals": goals * np.where(half, growth, 9.0),
        "factor": np.where(half, FASTER, 1.0),
    }
    return {"base": base, "faster": faster}


def test_weakly_related_and_some_slow_arrive_is_shown(said: Callable) -> None:
    goals = 0.5 + 0.02 * TEMPO + 0.1 * LUCK
    seen = seen_with(goals, np.where(TEMPO < 2.0, 5.0, 10.0), dip=-0.01, growth=FASTER**0.25)
    found = PATTERN.measure(seen)
    assert found["failures"] == pytest.approx(0.5)
    assert found["dip"] == pytest.approx(-0.01)
    assert found["elasticity"] == pytest.approx(0.25)
    assert set(said(PATTERN, seen).values()) == {Verdict.SHOWN}


def test_better_in_proportion_to_tempo_is_contradicted(said: Callable) -> None:
    seen = seen_with(0.2 + 0.1 * TEMPO, np.full(NUMBER, 10.0), dip=0.01, growth=FASTER**0.8)
    found = PATTERN.measure(seen)
    assert found["correlation"] == pytest.approx(1.0)
    assert found["slow arrivals"] == 0.0 and np.isnan(found["failures"])
    verdicts = said(PATTERN, seen)
    assert verdicts.pop("failures") is Verdict.NOT_SHOWN
    assert verdicts.pop("slow arrivals") is Verdict.NOT_SHOWN, "nobody who was slow arrives: no direction either"
    assert set(verdicts.values()) == {Verdict.CONTRADICTED}


def test_slow_arrivals_that_fail_as_often_contradict_it(said: Callable) -> None:
    seen = seen_with(np.full(NUMBER, 0.5) + 0.1 * LUCK, np.where(TEMPO < 2.0, 12.0, 10.0), dip=0.0, growth=1.0)
    assert PATTERN.measure(seen)["slow arrivals"] > 0.4
    assert said(PATTERN, seen)["failures"] is Verdict.CONTRADICTED


def test_one_who_waited_and_arrived_is_counted() -> None:
    goals = 0.2 + 0.1 * TEMPO
    goals[0] = 0.9
    assert PATTERN.measure(seen_with(goals, np.ones(NUMBER), 0.0, 1.0))["slow arrivals"] == 1 / 100


def test_goals_or_tempo_that_do_not_vary_have_no_correlation() -> None:
    found = PATTERN.measure(seen_with(np.full(NUMBER, 0.5), np.ones(NUMBER), 0.0, 1.0))
    assert np.isnan(found["correlation"])


def test_about_half_begin_faster_and_only_from_the_law_on(small: Scenario) -> None:
    scenarios = PATTERN.scenarios(small)
    early, as_it_is = (Run(scenarios[word], 1).go_on(24).series for word in ("faster", "base"))
    assert np.array_equal(early[:24], as_it_is[:24])
    observed = {word: PATTERN.observe(word, Run(each, 1)) for word, each in scenarios.items()}
    assert 0.25 < (observed["faster"]["factor"] == FASTER).mean() < 0.75
    assert np.all(observed["base"]["factor"] == 1.0)
    # One seed of a small country may go the other way.
    reached = {
        word: np.mean([PATTERN.observe(word, Run(each, seed))["embedded"].mean() for seed in range(1, 11)])
        for word, each in scenarios.items()
    }
    assert reached["faster"] > reached["base"]
