"""The sixteen measures: the table, and that what a measure needs is there when it begins."""

from collections import Counter

from hypothesis import given

from model import measures
from model.decentralisation import Decentralisation
from model.evidence import EVIDENCE
from model.intervention_kinds import Block
from model.measures import (
    A_TEAM,
    CELL,
    CELLS,
    CONSIDERED,
    DROPPED,
    EMBEDDED,
    FIRST_TEAM,
    FROM_BELOW,
    GOALS,
    IDS,
    MEASURES,
    NEEDS,
    NUMBER,
    PILOT,
    POSITION,
    THE_STATE,
    UNSEEN,
)
from model.scenario import Scenario
from tests.model.countries import SEEDS, random_runs, run, runnable, small

FOLLOWS = {
    UNSEEN: {UNSEEN, CONSIDERED, PILOT},
    CONSIDERED: {CONSIDERED, PILOT},
    PILOT: {PILOT, EMBEDDED, DROPPED, CONSIDERED},
    EMBEDDED: {EMBEDDED},
    DROPPED: {DROPPED, CONSIDERED, PILOT},
}
"""The stages that a month can lead to.

What is considered and begun in one month goes to a pilot at once; what a team invents anew in the month in which it is
dropped is considered at once.
"""


def test_there_are_four_in_each_cell() -> None:
    assert NUMBER == 16 and Counter(CELL) == dict.fromkeys(range(4), 4)
    assert [measure.cell[0].upper() == measure.id[0] for measure in MEASURES] == [True] * 16
    assert CELLS == ("field_setup", "field_ways", "own_setup", "own_ways")


def test_names_are_their_own_and_cite_what_there_is() -> None:
    for field in ("id", "name", "label", "label_nl"):
        assert len({getattr(measure, field) for measure in MEASURES}) == 16, field
    for measure in MEASURES:
        assert set(measure.evidence) <= set(EVIDENCE)
        assert len(measure.effects) == len(GOALS) and all(0 <= effect <= 1 for effect in measure.effects)
        assert sum(measure.effects) > 0


def test_places_by_name_are_right() -> None:
    for place, measure in enumerate(MEASURES):
        if measure.name in ("one_plan", "mandate", "co_creation", "informal_networks", "reorganisation", "area_data"):
            assert getattr(measures, measure.name.upper()) == place
    assert [getattr(measures, name) for name in ("FIRST_TEAM", "AREA_TEAMS", "INTEGRATED_ACCESS", "RESULT_TENDERING",
        "CO_CREATION", "ONE_PLAN", "INFORMAL_NETWORKS", "SPECIALIST_ON_CALL", "REORGANISATION", "AREA_BUDGET",
        "SECONDMENT", "AREA_DATA", "MANDATE", "PEER_CONSULTATION", "ROOM_TO_DEVIATE", "LEARNING_ACCOUNTABILITY")
    ] == list(range(16))  # fmt: skip


def test_needs_do_not_go_round_and_measures_differ() -> None:
    for place in range(NUMBER):
        seen, here = {place}, NEEDS[place]
        while here >= 0:
            assert here not in seen
            seen.add(here)
            here = NEEDS[here]
    assert len({(m.attention, m.risk, m.power, m.effects) for m in MEASURES}) == 16, "not interchangeable"


def in_use(stage: int) -> bool:
    return stage in (PILOT, EMBEDDED)


@random_runs(25)
@given(runnable(most_months=48), SEEDS)
def test_what_a_measure_needs_is_there_when_it_begins(scenario: Scenario, seed: int) -> None:
    """Whatever the state imposes as well: nobody can begin area-wide teams without a team."""
    country = Decentralisation(scenario, seed)
    while country.month < scenario.months:
        before = {one.code: list(one.stage) for one in country.municipality}
        country.step()
        for one in country.municipality:
            for place, need in enumerate(NEEDS):
                if need >= 0 and one.began[place] == country.month - 1:
                    there = in_use(before[one.code][need]) or one.began[need] == country.month - 1
                    by = "the state" if one.origin[place] == THE_STATE else "itself"
                    assert there, f"{IDS[place]} begun without {IDS[need]} by {by}"


@random_runs(25)
@given(runnable(most_months=48), SEEDS)
def test_stages_follow_each_other(scenario: Scenario, seed: int) -> None:
    country = Decentralisation(scenario, seed)
    while country.month < scenario.months:
        before = {one.code: list(one.stage) for one in country.municipality}
        country.step()
        for one in country.municipality:
            for place, (then, now) in enumerate(zip(before[one.code], one.stage, strict=True)):
                assert now in FOLLOWS[then], f"{IDS[place]} from {then} to {now}"
                if (then, now) == (PILOT, CONSIDERED):
                    assert (one.origin[place], one.ended[place]) == (A_TEAM, country.month - 1)
                assert (now == PILOT) <= (one.began[place] >= 0)
                in_use = {PILOT: 0.5, EMBEDDED: 1.0}.get(now, 0.0)
                assert one.deployed[place] == in_use * one.worth[place] * one.coherence
                if now == PILOT:
                    assert one.running[place] == country.month - 1 - one.began[place]


def test_without_a_first_team_nothing_that_needs_one_begins() -> None:
    scenario = small(60, parameters={"pioneer_share": 0.02}, interventions=[Block(start="2013-01", measures=("F1",))])
    country = run(scenario, 3)
    needing = [POSITION[measure.id] for measure in MEASURES if measure.needs == "F1"]
    without = [one for one in country.municipality if not in_use(one.stage[FIRST_TEAM])]
    assert len(without) > 20
    assert all(one.began[place] == -1 for one in without for place in needing)
    assert sum(one.all_starts for one in without) > 0, "others begin"


def test_a_pilot_lasts_as_long_as_it_is_attended() -> None:
    alike = {"pilot_length": 7.0, "pilot_spread": 0.0, "participation_gain": 0.0}
    country = run(small(60, parameters=alike), 1)
    ended = [
        (one.ended[place] - one.began[place], one.progress[place], one.running[place])
        for one in country.municipality for place in range(NUMBER)
        if one.stage[place] in (EMBEDDED, DROPPED) and one.began[place] >= 0
    ]  # fmt: skip
    assert len(ended) > 20
    for months, progress, running in ended:
        assert months == running >= 7 and 7.0 <= progress < 8.0


def test_only_what_can_come_from_below_does() -> None:
    country = run(small(60, parameters={"practice_from_below": 0.2, "pioneer_share": 0.25, "mandate_start": 0.8}), 1)
    invented = {place for one in country.municipality for place in range(NUMBER) if one.origin[place] == 2}
    assert invented and all(FROM_BELOW[place] for place in invented)
