"""Interventions: each kind does what it says, where and when it says, and nothing elsewhere or at another time."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from model import programme
from model.chance import CHOSEN_PART, uniform
from model.decentralisation import Decentralisation
from model.declaration import UnknownName
from model.intervention_kinds import (
    Block,
    Champion,
    Failure,
    Impose,
    Incidents,
    Intervention,
    Level,
    NoChampions,
    ParameterChange,
    Postpone,
    Where,
)
from model.interventions import LEVERS
from model.measures import CELLS, EMBEDDED, MEASURES, PILOT, POSITION, THE_STATE
from model.parameters import Parameters
from model.population import Population
from model.programme import compiled
from model.rules.leadership import ALDERMAN, DIRECTOR, SECRETARY
from model.rules.likeness import likeness
from model.scenario import Scenario
from model.scenario_parts import PopulationChoice
from tests.model.countries import codes_of, monthly, run, small, states

UTRECHT = codes_of("Utrecht")
SMALL = {code for code in UTRECHT if Population.netherlands().find(code)["population"] < 30_000}
HELD_BY = {
    "conviction": ["conviction"], "appetite": ["elections"], "trust": ["council"], "control": ["reflex"],
    "strategy": ["steering"], "participation": ["steering"], "communication": ["steering"], "learning": ["steering"],
    "internal_change": ["steering"], "mandate_given": ["development"], "budget_given": ["development"],
}  # fmt: skip
"""The mechanism that moves a lever by itself; the other levers nothing moves."""
IN_COUNCIL = {"appetite", "trust", "control", "informal_exchange", "accountability", "room_agreed"}


def with_(*items: Intervention, months: int = 12, **changes: Any) -> Scenario:
    return small(months, interventions=list(items), **changes)


def lever(one: Any, name: str) -> float:
    return getattr(one.council if name in IN_COUNCIL else one, name)


def follow(scenario: Scenario, read: Callable[[Any], Any], seed: int = 1) -> dict[str, list[Any]]:
    """What `read` gives of each municipality after each month, by code."""
    found: dict[str, list[Any]] = {code: [] for code in UTRECHT}
    for country in monthly(scenario, seed):
        for one in country.municipality:
            found[one.code].append(read(one))
    return found


# The table.


def table(*items: Intervention) -> programme.Programme:
    scenario = Scenario(name="table", months=24, interventions=items)
    return compiled(scenario, Population.netherlands())


def test_the_table_has_a_row_for_each_intervention_and_measure() -> None:
    made = table(
        Level(start="2013-03", until="2013-05", variable="trust", value=0.2, mode="add", where=Where(share=0.25)),
        ParameterChange(start="2013-02", name="cut_size", value=0.3),
        Champion(start="2013-01", seat="alderman"),
        NoChampions(start="2013-01"),
        Failure(start="2013-06", visibility=0.4),
        Impose(start="2013-07", measures=("F3", "O5")),
        Block(start="2013-01", measures=("O1", "F1"), cell="own_setup"),
        Incidents(start="2013-08", until="2013-09", number=2.5),
        Postpone(start="2014-01", months=6),
    )
    assert list(made.kind) == [
        programme.LEVEL, programme.PARAMETER, programme.CHAMPION, programme.NO_CHAMPIONS, programme.FAILURE,
        *[programme.IMPOSE] * 2, *[programme.BLOCK] * 5, programme.INCIDENTS, programme.POSTPONE,
    ]  # fmt: skip
    blocked = [POSITION[name] for name in ("F1", "O1", "O2", "O3", "O4")]
    assert list(made.argument) == [
        list(LEVERS).index("trust"), Parameters._fields.index("cut_size"), ALDERMAN, 0, 0, POSITION["F3"], POSITION["O5"],
        *blocked, 0, 6,
    ]  # fmt: skip
    assert list(made.value) == [0.2, 0.3, 0, 0, 0.4, *[0] * 7, 2.5, 0]
    assert list(zip(made.first, made.last, strict=True)) == [
        (2, 4), (1, 23), (0, 0), (0, 23), (5, 5), (6, 6), (6, 6), *[(0, 23)] * 5, (7, 8), (12, 12),
    ]  # fmt: skip
    assert list(made.added) == [1.0, *[0.0] * 13]
    assert list(made.part) == [0.25, *[1.0] * 13]
    assert made.chosen.shape == (14, 393) and made.chosen.all()


def test_a_scenario_without_interventions_has_an_empty_table() -> None:
    assert table().chosen.shape == (0, 393)


def test_levers_have_their_place() -> None:
    for place, name in enumerate(LEVERS):
        assert getattr(programme, f"LEVEL_{name.upper()}") == place


def test_chosen_municipalities_meet_every_condition() -> None:
    people = Population.netherlands().table
    where = Where(provinces=("Drenthe", "Utrecht"), size_classes=("large",))
    made = table(Failure(start="2013-02", where=where))
    wanted = people["province"].isin(["Drenthe", "Utrecht"]) & (people["population"] >= 80_000)
    assert np.array_equal(made.chosen[0] == 1, wanted.to_numpy()) and 0 < wanted.sum() < 10


@pytest.mark.parametrize("where", [{"codes": ("GM9999",)}, {"provinces": ("Utrect",)}, {"regions": ("Nowhere",)}])
def test_a_place_that_is_not_there_is_an_error(where: dict[str, Any]) -> None:
    with pytest.raises(UnknownName):
        table(Failure(start="2013-02", where=Where(**where)))


# Where and when.


def test_nothing_changes_before_elsewhere_or_without_ties() -> None:
    """Without ties, and with the state's answer held, an intervention here changes nothing there."""
    here = Where(size_classes=("small",))
    items = [
        Level(start="2013-05", variable="conviction", value=0.9, where=here),
        Champion(start="2013-05", seat="secretary", where=here),
        Failure(start="2013-05", where=here),
        Impose(start="2013-05", measures=("F1", "F5"), where=here),
        Block(start="2013-05", cell="own_ways", where=here),
        Incidents(start="2013-05", number=3.0, where=here),
    ]
    alone: dict[str, Any] = {"network": (), "held": ["centralisation"]}
    assert states(run(with_(*items, months=24, **alone))) != states(run(with_(months=24, **alone)))
    for item in items:
        before = [states(country) for country in monthly(with_(**alone))]
        after = [states(country) for country in monthly(with_(item, **alone))]
        assert before[3] == after[3], f"{item.kind}: before it begins"
        for kind in ("municipality", "council", "seat", "social_team"):
            there = {who for who in before[-1][kind] if (who if isinstance(who, str) else who[0]) not in SMALL}
            assert there or kind == "social_team"
            assert all(before[-1][kind][who] == after[-1][kind][who] for who in there), f"{item.kind}: elsewhere"


def test_a_share_is_drawn_by_identity() -> None:
    for share in (0.2, 0.5, 0.9):
        moved = follow(with_(Level(start="2013-01", variable="room_agreed", value=1.0, where=Where(share=share)), months=1),
                       lambda one: one.council.room_agreed)  # fmt: skip
        chosen = {code for code, values in moved.items() if values[0] == 1.0}
        assert chosen == {code for code in UTRECHT if uniform(1, CHOSEN_PART, int(code[2:]), 0) < share}
        assert 0 < len(chosen) < len(UTRECHT)
    few = with_(Level(start="2013-01", variable="room_agreed", value=1.0, where=Where(share=0.5)), months=1)
    others = few.with_(population=PopulationChoice(codes=UTRECHT[:5]))
    assert [one.council.room_agreed for one in run(others).municipality] == [
        one.council.room_agreed for one in run(few).municipality if one.code in UTRECHT[:5]
    ]


# Levels.


@pytest.mark.parametrize("name", LEVERS)
def test_a_lever_is_set_through_its_window(name: str) -> None:
    item = Level(start="2013-03", until="2013-06", variable=name, value=0.37, where=Where(size_classes=("small",)))
    held = HELD_BY.get(name, [])
    moved = follow(with_(item, held=held), lambda one: lever(one, name))
    as_it_was = follow(with_(held=held), lambda one: lever(one, name))
    for code in UTRECHT:
        assert moved[code][:2] == as_it_was[code][:2]
        if code in SMALL:
            assert moved[code][2:6] == [0.37] * 4
        else:
            assert moved[code] == as_it_was[code]


@pytest.mark.parametrize("name", ["accountability", "room_agreed", "champion_support", "informal_exchange"])
def test_a_lever_that_nothing_else_moves_springs_back(name: str) -> None:
    moved = follow(with_(Level(start="2013-03", until="2013-06", variable=name, value=0.37)), lambda one: lever(one, name))
    as_it_was = follow(with_(), lambda one: lever(one, name))
    for code in UTRECHT:
        assert moved[code][6:] == as_it_was[code][6:]


@pytest.mark.parametrize("name", LEVERS)
@pytest.mark.parametrize("added", [0.1, -0.1, 1.0, -1.0])
def test_a_lever_is_raised_from_where_it_was(name: str, added: float) -> None:
    held = HELD_BY.get(name, [])
    item = Level(start="2013-04", until="2013-07", variable=name, value=added, mode="add")
    moved = follow(with_(item, held=held), lambda one: lever(one, name))
    low, high = LEVERS[name][:2]
    for code, values in moved.items():
        assert values[3:7] == [min(high, max(low, values[2] + added))] * 4, code


@pytest.mark.parametrize("name", sorted(set(HELD_BY) - {"appetite", "mandate_given", "budget_given"}))
def test_a_lever_holds_though_its_mechanism_works(name: str) -> None:
    """What moves it by itself gets a month at a time, and starts again from the level that was set."""
    item = Level(start="2013-03", until="2013-12", variable=name, value=0.6)
    moved = follow(with_(item), lambda one: lever(one, name))
    month_of_drift = 0.25
    for values in moved.values():
        assert all(abs(value - 0.6) < month_of_drift for value in values[2:12])
    spread = [np.std([values[month] for values in moved.values()]) for month in (1, 11)]
    assert spread[1] < spread[0]


@pytest.mark.parametrize("name", ["mandate", "budget"])
def test_teams_get_what_they_are_given(name: str) -> None:
    """Mandate and budget are granted anew at the end of each month; teams work with what the lever set."""
    item = Level(start="2013-03", variable=f"{name}_given", value=0.9)
    quiet: dict[str, Any] = {"held": ["fallback", "centralisation"], "parameters": {"pioneer_share": 0.25}}
    teams = [team for one in run(with_(item, months=30, **quiet)).municipality for team in one.teams]
    assert len(teams) > 5
    # What national rules of the first month leave of it, and the last of a gap that closes in some six months.
    assert all(0.75 < getattr(team, name) <= 0.9 for team in teams if team.born < 10)


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
        {read: follow(with_(*items, **quiet), lambda one, read=read: lever(one, read)) for read in ("control", "trust")}
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
            assert one.stage[place] in (PILOT, EMBEDDED)
            if before[one.code][place] not in (PILOT, EMBEDDED):
                assert (one.origin[place], one.began[place]) == (THE_STATE, 14)
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
    having = [one for one in country.municipality if one.published_embedded[0]]
    best = max(having, key=lambda one: one.published_performance)
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
        for country in monthly(with_(Postpone(start="2013-07", months=12), Postpone(start="2014-02", months=6), months=16))
    ]
    kept = Parameters().credibility_kept
    assert months == [(24, 1.0)] * 6 + [(36, kept)] * 7 + [(42, kept * kept)] * 3


def test_what_is_imposed_again_and_again_is_seen_only_once() -> None:
    """An intervention written twice does what it does once."""
    item = NoChampions(start="2013-02", until="2013-04")
    assert states(run(with_(item, item))) == states(run(with_(item)))
