"""Interventions: each kind does what it says, where and when it says, and nothing elsewhere or at another time."""

from typing import Any

import numpy as np
import pytest

from model import programme
from model.chance import CHOSEN_PART, uniform
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
from model.measures import POSITION
from model.parameters import Parameters
from model.population import Population
from model.programme import compiled
from model.rules.leadership import ALDERMAN
from model.scenario import Scenario
from model.scenario_parts import PopulationChoice
from tests.model.countries import UTRECHT, follow, lever, monthly, run, states, with_

SMALL = {code for code in UTRECHT if Population.netherlands().find(code)["population"] < 30_000}
HELD_BY = {
    "conviction": ["conviction"], "appetite": ["elections"], "trust": ["council"], "control": ["reflex"],
    "strategy": ["steering"], "participation": ["steering"], "communication": ["steering"], "learning": ["steering"],
    "internal_change": ["steering"], "mandate_given": ["development"], "budget_given": ["development"],
}  # fmt: skip
"""The mechanism that moves a lever by itself; the other levers nothing moves."""


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
        list(LEVERS).index("trust"), Parameters._fields.index("cut_size"), ALDERMAN, 0, 0,
        POSITION["F3"], POSITION["O5"],        *blocked, 0, 6,
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
    items: list[Any] = [
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
        item = Level(start="2013-01", variable="room_agreed", value=1.0, where=Where(share=share))
        moved = follow(with_(item, months=1), lambda one: one.council.room_agreed)
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
    moved = follow(
        with_(Level(start="2013-03", until="2013-06", variable=name, value=0.37)), lambda one: lever(one, name)
    )
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
