"""P16 on made-up municipalities."""

from collections.abc import Callable

import numpy as np
import pytest

from experiments.patterns.looking import teams
from experiments.patterns.p16 import INTEGRAL, SURVEYED, WorkersReport, apart, spread
from experiments.patterns.verdicts import Verdict
from model import Scenario
from model.engine import Run
from model.measures import EMBEDDED, PILOT

PATTERN = WorkersReport()


def seen_with(changers: float, rest: float, number: int = 60) -> dict[str, dict[str, np.ndarray]]:
    """A third are changers; the chance that a worker says yes in each kind; a fifth have no team."""
    changer = np.arange(number) % 3 == 0
    yes = np.where(changer, changers, rest)
    yes[::5] = np.nan
    population = np.tile([10_000.0, 50_000.0, 200_000.0, 20_000.0], number // 4)
    return {"base": {"changer": changer * 1.0, "yes": yes, "population": population}}


def test_what_workers_feel_is_found_back(said: Callable) -> None:
    seen = seen_with(changers=0.7, rest=0.4)
    found = PATTERN.measure(seen)
    assert found["difference"] == pytest.approx(30.0, abs=2.0)
    assert found["significant"] > 0.95
    assert set(said(PATTERN, seen).values()) == {Verdict.SHOWN}


def test_the_opposite_is_contradicted_and_significant_all_the_same(said: Callable) -> None:
    seen = seen_with(changers=0.4, rest=0.7)
    assert said(PATTERN, seen)["difference"] is Verdict.CONTRADICTED
    assert PATTERN.measure(seen)["significant"] > 0.95


def test_where_all_feel_alike_no_more_surveys_are_significant_than_chance_makes() -> None:
    found = PATTERN.measure(seen_with(changers=0.5, rest=0.5))
    assert abs(found["difference"]) < 2.0
    assert found["significant"] < 0.12


def test_without_changers_or_with_nothing_else_there_is_no_survey() -> None:
    for changer in (0.0, 1.0):
        seen = seen_with(0.5, 0.5)
        seen["base"]["changer"][:] = changer
        assert all(np.isnan(value) for value in PATTERN.measure(seen).values())


def test_who_is_asked_is_spread_over_size() -> None:
    size = np.array(["small"] * 30 + ["middle"] * 5 + ["large"] * 2)
    drawn = spread(np.arange(37) + 100, size, np.random.default_rng(1))
    assert len(set(drawn)) == SURVEYED // 2
    assert sorted(np.unique(size[drawn - 100], return_counts=True)[1]) == [2, 3, 3]
    few = spread(np.arange(3), size[:3], np.random.default_rng(1))
    assert sorted(few) == [0, 1, 2]


def test_apart_is_a_difference_of_means_in_each_row() -> None:
    said = np.array([1.0, 0.5, 0.0, 0.5])
    labels = np.array([[True, True, False, False], [True, False, True, False]])
    assert apart(said, labels).tolist() == [0.5, 0.0]


def test_answers_follow_from_what_is_felt_in_the_teams(small: Scenario) -> None:
    run = Run(small, 1)
    observed = PATTERN.observe("base", run)
    country = run.country
    there = teams(country)
    place = int(there["place"].iloc[0])
    mine = there[there["place"] == place]
    control = country.councils["control"][place]
    stages = country.municipalities["stage"][place]
    procedures = sum({EMBEDDED: 1.0, PILOT: 0.5}.get(int(stages[measure]), 0.0) for measure in INTEGRAL) / 3.0
    assert observed["yes"][place] == pytest.approx((mine["mandate"] + procedures + 1.0 - control).mean() / 3.0)
    assert np.array_equal(np.isnan(observed["yes"]), country.municipalities["number_of_teams"] == 0)
