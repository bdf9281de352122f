"""What each kind of intervention does: champions, failures, incidents, measures, and those for the whole country."""

from functools import partial
from typing import Any

import numpy as np
import pytest

from model.decentralisation import Decentralisation
from model.intervention_kinds import (
    Block,
    Champion,
    Failure,
    Impose,
    Incidents,
    NoChampions,
    ParameterChange,
    Postpone,
    Where,
)
from model.measures import CELLS, EMBEDDED, MEASURES, PILOT, POSITION, THE_STATE
from model.parameters import Parameters
from model.population import Population
from model.rules.leadership import DIRECTOR, SECRETARY
from model.rules.likeness import likeness
from tests.model.countries import UTRECHT, follow, lever, monthly, run, states, with_

SMALL = {code for code in UTRECHT if Population.netherlands().find(code)["population"] < 30_000}


# Champions.


def test_a_champion_takes_a_seat_with_full_energy() -> None:
    item = Champion(start="2013-04", seat="director")
    country = Decentralisation(with_(item, held=["turnover"], parameters={"champions_mean": 0.0}), 1)
    for month in range(5):
        country.step()
        for one in country.municipality:
            director, secretary = one.seats[DIRECTOR].active, one.seats[SECRETARY].active
            large = one.population >= country.p.director_size
            assert (director, secretary) == ((large, not large) if month >= 3 else (0, 0))
            assert sum(seat.active for seat in one.seats) == (month >= 3)
            if month == 3:
                seat = one.seats[DIRECTOR if large else SECRETARY]
                assert seat.energy > 0.85 and seat.power > 0.0 and one.power == seat.power


def test_a_champion_that_sits_there_already_stays() -> None:
    item = Champion(start="2013-04", seat="alderman")
    for country in monthly(with_(item, held=["turnover"], parameters={"champions_mean": 3.0})):
        assert all(seat.cohort <= 1 for one in country.municipality for seat in one.seats)


def test_no_champions_means_none_and_no_power() -> None:
    item = NoChampions(start="2013-03", until="2013-08", where=Where(size_classes=("small",)))
    scenario = with_(item, months=30, parameters={"champions_mean": 3.0, "mobilisation": 1.0})
    there = follow(scenario, lambda one: sum(seat.active for seat in one.seats))
    power = follow(scenario, lambda one: one.power)
    for code in SMALL:
        assert there[code][2:8] == [0] * 6 and power[code][2:8] == [0.0] * 6
    assert sum(values[1] for code, values in there.items() if code in SMALL) > 10
    assert all(any(values[2:8]) for code, values in there.items() if code not in SMALL)


# Failures and incidents.


def test_a_failure_alarms_the_council_here_and_is_seen_elsewhere() -> None:
    """Control jumps where it happens the month after, and those tied to that place hear of it."""
    here = Where(codes=("GM0344",))
    quiet: dict[str, Any] = {"parameters": {"incident_rate": 0.0, "start_rate": 0.1, "scare_elsewhere": 0.5}}
    as_it_was, moved = (
        {read: follow(with_(*items, **quiet), partial(lever, name=read)) for read in ("control", "trust")}
        for items in ([], [Failure(start="2013-05", visibility=1.0, where=here)])
    )
    jump = np.array(moved["control"]["GM0344"]) - np.array(as_it_was["control"]["GM0344"])
    assert not jump[:4].any() and jump.max() > 0.1
    assert jump[-1] < jump.max(), "and fades"
    assert min(np.array(moved["trust"]["GM0344"]) - np.array(as_it_was["trust"]["GM0344"])) < -0.02
    scared = [code for code in UTRECHT if code != "GM0344" and moved["control"][code] != as_it_was["control"][code]]
    assert scared


@pytest.mark.parametrize("visibility", [0.0, 0.5, 1.0])
def test_a_failure_counts_as_far_as_it_is_visible(visibility: float) -> None:
    item = Failure(start="2013-05", visibility=visibility)
    control = follow(with_(item, network=()), lambda one: one.council.control)
    before = follow(with_(network=()), lambda one: one.council.control)
    jumps = [np.max(np.subtract(control[code], before[code])) for code in UTRECHT]
    assert (max(jumps) > 0.05) == (visibility > 0.0)


@pytest.mark.parametrize(("number", "low", "high"), [(3.0, 3.0, 3.0), (0.5, 0.3, 0.7), (100.0, 100.0, 100.0)])
def test_incidents_come_as_many_as_said(number: float, low: float, high: float) -> None:
    item = Incidents(start="2013-03", until="2013-08", number=number)
    found = follow(with_(item, parameters={"incident_rate": 0.0}), lambda one: one.incidents)
    inside = [value for values in found.values() for value in values[2:8]]
    assert low <= np.mean(inside) <= high
    assert not any(value for values in found.values() for value in values[:2] + values[8:])


# Measures.


def test_imposed_measures_begin_everywhere_as_the_state_has_them() -> None:
    scenario = with_(Impose(start="2014-03", measures=("F1", "F5")), months=16)
    country = Decentralisation(scenario, 1)
    for _ in range(14):
        country.step()
    before = {one.code: list(one.stage) for one in country.municipality}
    country.step()
    imposed = 0
    for one in country.municipality:
        for place in (POSITION["F1"], POSITION["F5"]):
            if before[one.code][place] not in (PILOT, EMBEDDED):
                assert (one.stage[place], one.origin[place], one.began[place]) == (PILOT, THE_STATE, 14)
                imposed += 1
            else:
                assert one.began[place] < 14
    assert imposed > 10
    assert all(len(one.teams) >= 1 for one in country.municipality), "a first team means a team"


def test_imposed_measures_are_copied_from_the_best_performer() -> None:
    scenario = with_(Impose(start="2016-01", measures=("F1",)), months=37, parameters={"pioneer_share": 0.25})
    country = Decentralisation(scenario, 1)
    for _ in range(36):
        country.step()
    having = [one for one in country.municipality if one.publication.embedded[0]]
    best = max(having, key=lambda one: one.publication.performance)
    country.step()
    copied = [one for one in country.municipality if one.origin[0] == THE_STATE]
    assert copied
    for one in copied:
        assert one.source[0] == best.key
        assert one.fit[0] == likeness(one.traits, best.traits)


@pytest.mark.parametrize("cell", CELLS)
def test_blocked_measures_do_not_begin_in_the_window(cell: str) -> None:
    item = Block(start="2013-01", until="2014-12", cell=cell, measures=("F3",))
    country = run(with_(item, months=60, parameters={"start_rate": 1.5, "pioneer_share": 0.25}))
    blocked = {place for place, measure in enumerate(MEASURES) if measure.cell == cell or measure.id == "F3"}
    began = [(place, month) for one in country.municipality for place, month in enumerate(one.began) if month >= 0]
    assert not [month for place, month in began if place in blocked and month < 24]
    assert [month for place, month in began if place in blocked and month >= 24], "they begin afterwards"
    assert [month for place, month in began if place not in blocked and month < 24], "others begin"


# The whole country.


def test_a_parameter_changes_for_its_window() -> None:
    item = ParameterChange(start="2013-03", until="2013-05", name="centralising", value=0.55)
    found = [country.p.centralising for country in monthly(with_(item))]
    default = Parameters().centralising
    assert found == [default] * 2 + [0.55] * 3 + [default] * 7


def test_after_its_window_a_parameter_has_the_scenarios_value() -> None:
    item = ParameterChange(start="2013-03", until="2013-05", name="centralising", value=0.55)
    found = [country.p.centralising for country in monthly(with_(item, parameters={"centralising": 0.1}))]
    assert found == [0.1] * 2 + [0.55] * 3 + [0.1] * 7


def test_of_two_values_at_once_the_one_still_in_force_counts() -> None:
    first = ParameterChange(start="2013-02", until="2013-04", name="centralising", value=0.5)
    second = ParameterChange(start="2013-03", until="2013-08", name="centralising", value=0.6)
    found = [country.p.centralising for country in monthly(with_(first, second))]
    assert found[:8] == [Parameters().centralising, 0.5, *[0.6] * 6]


def test_a_parameter_that_matters_changes_what_happens() -> None:
    item = ParameterChange(start="2013-02", name="start_rate", value=1.5)
    starts = [sum(one.all_starts for one in run(with_(*items, months=36)).municipality) for items in ([item], [])]
    assert starts[0] > starts[1]


def test_a_postponed_law_is_later_and_less_believed() -> None:
    months = [
        (country.national.law_month, country.national.credibility)
        for country in monthly(
            with_(Postpone(start="2013-07", months=12), Postpone(start="2014-02", months=6), months=16)
        )
    ]
    kept = Parameters().credibility_kept
    assert months == [(24, 1.0)] * 6 + [(36, kept)] * 7 + [(42, kept * kept)] * 3


def test_what_is_imposed_again_and_again_is_seen_only_once() -> None:
    """An intervention written twice does what it does once."""
    item = NoChampions(start="2013-02", until="2013-04")
    assert states(run(with_(item, item))) == states(run(with_(item)))
