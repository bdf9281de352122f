"""A mechanism that is held keeps its outputs at their first month's value; all held is the null model."""

from itertools import pairwise
from typing import Any

import pytest

from model.intervention_kinds import Impose
from model.measures import A_TEAM, DROPPED, THE_TOP, UNSEEN
from model.mechanisms import MECHANISMS
from model.scenario import Scenario
from model.state import KINDS
from tests.model.countries import States, monthly, run, small, states

OUTPUTS = {mechanism.name: mechanism.outputs for mechanism in MECHANISMS}
EVENTS = {"agenda": THE_TOP, "invention": A_TEAM}
"""Mechanisms whose output is an event, and the origin of what they put on the agenda."""
LEVELS = [name for name in OUTPUTS if name not in (*EVENTS, "experience")]


def lively(*held: str, **changes: Any) -> Scenario:
    """Three years in which every mechanism has something to do.

    An election, reassessments, deficits, new teams and failures all fall within them.
    """
    country = small(36, "Utrecht", "Flevoland", start="2013-08", law_date="2015-01", held=held)
    return country.with_(
        parameters={
            "pioneer_share": 0.25, "champions_mean": 2.0, "second_wave_after": 6.0, "start_rate": 1.5,
            "incident_rate": 0.1, "practice_from_below": 0.2, "pilot_length": 6.0,
        },
        interventions=[Impose(start="2014-02", measures=("F1", "F3", "O2", "O5", "F6"))],
        **changes,
    )  # fmt: skip


def course(scenario: Scenario, seed: int = 1) -> list[States]:
    """All states at the end of each month."""
    return [states(model) for model in monthly(scenario, seed)]


@pytest.fixture(scope="module")
def free() -> list[States]:
    """The course of events with nothing held."""
    return course(lively())


def having(output: str) -> list[str]:
    """The kinds of agents that have a state of this name."""
    return [kind for kind, all_states in KINDS.items() if output in {state.name for state in all_states}]


def moves(months: list[States], kind: str, output: str) -> list[tuple[Any, int, Any, Any]]:
    """Every change of an output from one month to the next: who, when, from what, to what.

    Whoever comes later is followed from the first month on. A seat with another champion is another agent, save for
    the question whether there is one.
    """
    return [
        (who, month, before[kind][who][output], now[output])
        for month, (before, after) in enumerate(pairwise(months), start=1)
        for who, now in after[kind].items()
        if who in before[kind] and (output == "active" or sitting(before[kind][who]) == sitting(now))
        if before[kind][who][output] != now[output]
    ]


def sitting(agent: dict[str, Any]) -> Any:
    return agent.get("cohort"), agent.get("active")


def put_on_the_agenda(months: list[States], origin: int) -> list[tuple[str, int, int]]:
    """Measures that came to be considered after the first month: municipality, measure, month."""
    return [
        (code, measure, month)
        for month, (before, after) in enumerate(pairwise(months), start=1)
        for code, now in after["municipality"].items()
        for measure, stage in enumerate(now["stage"])
        if now["origin"][measure] == origin and stage not in (UNSEEN, DROPPED)
        if before["municipality"][code]["stage"][measure] in (UNSEEN, DROPPED)
        or before["municipality"][code]["origin"][measure] != origin
    ]


@pytest.mark.parametrize("name", LEVELS)
def test_every_output_moves_when_nothing_is_held(name: str, free: list[States]) -> None:
    for output in OUTPUTS[name]:
        assert having(output), f"{name} names {output!r}, which nobody has"
        for kind in having(output):
            assert moves(free, kind, output), f"{kind}.{output}"


@pytest.mark.parametrize("name", LEVELS)
def test_a_held_mechanism_keeps_its_outputs(name: str) -> None:
    months = course(lively(name))
    found = {f"{kind}.{output}": moves(months, kind, output)[:2] for output in OUTPUTS[name] for kind in having(output)}
    assert {name: moved for name, moved in found.items() if moved} == {}


@pytest.mark.parametrize("name", EVENTS)
def test_a_held_door_to_the_agenda_lets_nothing_new_in(name: str, free: list[States]) -> None:
    assert len(put_on_the_agenda(free, EVENTS[name])) > 5
    assert put_on_the_agenda(course(lively(name)), EVENTS[name]) == []


def test_held_experience_carries_nothing_over() -> None:
    without, with_it = lively(), lively(after="baseline")
    assert states(run(with_it)) != states(run(without))
    assert states(run(lively("experience", after="baseline"))) == states(run(lively("experience")))


def test_holding_one_mechanism_leaves_its_first_month_as_it_is() -> None:
    first = states(run(lively().with_(months=1, interventions=())))
    for name in OUTPUTS.keys() - {"experience"}:
        assert states(run(lively(name).with_(months=1, interventions=()))) == first, name


def test_the_null_model_holds_everything() -> None:
    months = course(lively(*OUTPUTS))
    found = {
        f"{kind}.{output}": moves(months, kind, output)[:2]
        for name in LEVELS
        for output in OUTPUTS[name]
        for kind in having(output)
    }
    assert {name: moved for name, moved in found.items() if moved} == {}
    for origin in EVENTS.values():
        assert put_on_the_agenda(months, origin) == []
