"""Taking measures, made by hand: the agenda, the decision, the pilot and its end."""

from typing import Any

import pytest

from model.acts import take_measures
from model.acts.attention import cost_of, spend_attention
from model.measures import (
    A_TEAM,
    AREA_TEAMS,
    CO_CREATION,
    CONSIDERED,
    DROPPED,
    EMBEDDED,
    FIRST_TEAM,
    MANDATE,
    NEEDS,
    NUMBER,
    OWN,
    PILOT,
    REORGANISATION,
    THE_STATE,
    THE_TOP,
    UNSEEN,
)
from model.parameters import Parameters
from tests.model.countries import blank, somewhere

P = Parameters()


COUNCIL = blank("council", appetite=0.6, trust=0.6)
NATION = blank("national", law_month=24, announced_month=-2)


def decide(one: Any, month: int = 5, p: Parameters = P, seed: int = 1) -> None:
    take_measures.decide(one, COUNCIL, NATION, month, p, seed)


def test_only_what_is_considered_begins() -> None:
    eager = P._replace(start_rate=1.5, participation_delay=0.0)
    one = somewhere({CO_CREATION: CONSIDERED, MANDATE: CONSIDERED}, power=1.0, urgency=1.0, room=1.0)
    for month in range(1, 60):
        decide(one, month, eager)
    assert one.stage[CO_CREATION] == PILOT
    assert one.stage[MANDATE] == CONSIDERED, "needs a first team"
    assert {one.stage[m] for m in range(NUMBER) if m not in (CO_CREATION, MANDATE)} == {UNSEEN}
    assert (one.starts, one.all_starts) == (1, 1)


def test_beginning_asks_for_attention_and_takes_it() -> None:
    eager = P._replace(start_rate=1.5, participation_delay=0.0, spare_wanted=0.5)
    poor, rich = (somewhere({CO_CREATION: CONSIDERED}, slack=slack, room=1.0, power=1.0) for slack in (0.05, 5.0))
    for month in range(1, 200):
        poor.slack = 0.05
        decide(poor, month, eager)
        if rich.stage[CO_CREATION] == CONSIDERED:
            decide(rich, month, eager)
    assert poor.stage[CO_CREATION] == CONSIDERED
    assert rich.stage[CO_CREATION] == PILOT
    assert 5.0 - rich.slack == pytest.approx(cost_of(CO_CREATION, 0.1, eager)) == pytest.approx(rich.attention_spent)


@pytest.mark.parametrize(("participation", "months"), [(0.0, 0), (0.5, 3), (1.0, 6)])
def test_deliberation_delays_by_participation(participation: float, months: int) -> None:
    p = P._replace(start_rate=1.5, participation_delay=6.0)
    one = somewhere({CO_CREATION: CONSIDERED}, participation=participation, room=1.0, power=1.0)
    decided, month = -1, 1
    while one.stage[CO_CREATION] == CONSIDERED and month < 600:
        decide(one, month, p)
        if decided < 0 and (one.waiting_months[CO_CREATION] >= 0 or one.stage[CO_CREATION] == PILOT):
            decided = month
        month += 1
    assert one.began[CO_CREATION] - decided == pytest.approx(months, abs=1)


def test_blocked_measures_do_not_begin() -> None:
    one = somewhere({CO_CREATION: CONSIDERED}, room=1.0, power=1.0)
    one.blocked[CO_CREATION] = 1
    for month in range(1, 60):
        decide(one, month, P._replace(start_rate=1.5))
    assert one.stage[CO_CREATION] == CONSIDERED


def test_the_agenda_takes_in_what_can_begin_and_is_new() -> None:
    one = somewhere({REORGANISATION: PILOT, CO_CREATION: EMBEDDED})
    for month in range(400):
        take_measures.set_agenda(one, NATION, month, P, 1)
    assert (one.stage[REORGANISATION], one.stage[CO_CREATION]) == (PILOT, EMBEDDED)
    considered = {measure for measure in range(NUMBER) if one.stage[measure] == CONSIDERED}
    assert FIRST_TEAM in considered and AREA_TEAMS not in considered and MANDATE not in considered
    assert {one.origin[measure] for measure in considered} == {THE_TOP}


@pytest.mark.parametrize("embedded", [0.0, 5.0])
@pytest.mark.parametrize("internal_change", [0.0, 0.5])
def test_the_own_organisation_changes_only_where_it_is_meant_to_and_has_something_to_fit(
    embedded: float, internal_change: float
) -> None:
    stages = {measure: CONSIDERED for measure in range(NUMBER) if NEEDS[measure] < 0}
    one = somewhere(
        stages, internal_change=internal_change, embedded=embedded, power=1.0, urgency=1.0, room=1.0, slack=5.0
    )
    decide(one, 0, P._replace(participation_delay=0.0))
    for measure in stages:
        inside = OWN[measure] == 1.0
        assert (one.hazard[measure] > 0.0) == (not inside or (embedded > 0.0 and internal_change > 0.0))


def test_a_pilot_is_finished_once_it_has_been_attended_long_enough() -> None:
    p = P._replace(pilot_length=6.0, pilot_spread=0.0, participation_gain=0.0)
    for served, months in ((1.0, 6), (0.5, 12)):
        one = somewhere({CO_CREATION: PILOT}, served=served)
        one.began[CO_CREATION] = 10
        month = 10
        while one.stage[CO_CREATION] == PILOT and month < 100:
            take_measures.run_pilots(one, COUNCIL, month, p, 1)
            month += 1
        assert one.ended[CO_CREATION] - 10 == months == one.running[CO_CREATION]


def test_support_brings_a_pilot_to_its_end_sooner_and_no_two_need_last_alike() -> None:
    def months(key: int = 344, **values: float) -> int:
        one = somewhere({CO_CREATION: PILOT}, **{"served": 1.0, "key": key} | values)
        one.began[CO_CREATION] = 10
        for month in range(10, 100):
            take_measures.run_pilots(one, COUNCIL, month, P, 1)
        return int(one.running[CO_CREATION])

    won = dict.fromkeys(("support_staff", "support_partners", "support_citizens"), 1.0)
    lost = dict.fromkeys(won, 0.1)
    assert months(**won) < months(**lost)
    assert len({months(key) for key in range(1, 40)}) > 3


def finished(p: Parameters, **values: Any) -> list[Any]:
    """Two thousand municipalities whose pilot ends this month."""
    made = []
    for key in range(1, 2001):
        one = somewhere({CO_CREATION: PILOT}, **values | {"key": key, "landing": 1.0})
        take_measures.finish(one, CO_CREATION, 20, p, 1)
        made.append(one)
    return made


@pytest.mark.parametrize("chance", [0.35, 0.55, 0.8])
def test_pilots_succeed_at_the_base_rate_where_they_fit(chance: float) -> None:
    p = P._replace(base_success=chance, failure_seen=0.5, lesson_gain=0.0)
    ends = finished(p)
    landed = [one for one in ends if one.stage[CO_CREATION] == EMBEDDED]
    dropped = [one for one in ends if one.stage[CO_CREATION] == DROPPED]
    assert len(landed) + len(dropped) == 2000
    assert len(landed) / 2000 == pytest.approx(chance, abs=4 * (chance / 2000) ** 0.5)
    for one in landed:
        assert (one.successes[CO_CREATION], one.embeddings, one.drops, one.failure_seen) == (1.0, 1, 0, 0.0)
    for one in dropped:
        assert (one.failures[CO_CREATION], one.embeddings, one.drops, one.all_drops) == (1.0, 0, 1, 1)
    seen = sum(one.failure_seen for one in dropped) / len(dropped)
    assert seen == pytest.approx(0.5, abs=4 * (0.25 / len(dropped)) ** 0.5)


def test_a_copy_succeeds_by_its_fit_once_adapted() -> None:
    """Whoever it came from: what the state imposed differs by its likeness alone."""
    p = P._replace(base_success=0.55, likeness_penalty=0.5, lesson_gain=0.0)
    for origin in (THE_TOP, THE_STATE):
        ends = []
        for key in range(1, 2001):
            one = somewhere({CO_CREATION: PILOT}, key=key, landing=1.0, learning=0.5)
            one.fit[CO_CREATION], one.origin[CO_CREATION] = 0.2, origin
            take_measures.finish(one, CO_CREATION, 20, p, 1)
            ends.append(one)
        embedded = sum(one.stage[CO_CREATION] == EMBEDDED for one in ends) / 2000
        assert embedded == pytest.approx(0.55 - 0.5 * 0.4, abs=0.04)


def test_a_noticed_practice_becomes_ones_own() -> None:
    noticed = 0
    for key in range(1, 200):
        one, team = somewhere({CO_CREATION: UNSEEN}, learning=1.0, power=1.0), blank("social_team")
        one.fit[CO_CREATION], one.source[CO_CREATION] = 0.3, 363
        take_measures.notice(one, COUNCIL, team, key, CO_CREATION, 5, P, 1)
        if team.invented:
            noticed += 1
            assert (one.stage[CO_CREATION], one.origin[CO_CREATION]) == (CONSIDERED, A_TEAM)
            assert (one.fit[CO_CREATION], one.source[CO_CREATION], one.successes[CO_CREATION]) == (1.0, 0, 1.0)
    assert noticed > 100
    team = blank("social_team")
    busy, decided = (somewhere({CO_CREATION: stage}, learning=1.0, power=1.0) for stage in (PILOT, CONSIDERED))
    decided.origin[CO_CREATION], decided.waiting_months[CO_CREATION] = THE_TOP, 2.0
    for one in (busy, decided):
        for key in range(1, 50):
            take_measures.notice(one, COUNCIL, team, key, CO_CREATION, 5, P, 1)
    assert (busy.stage[CO_CREATION], team.invented) == (PILOT, 0)
    assert decided.origin[CO_CREATION] == THE_TOP, "what is decided is no team's any more"


# Attention.


def test_readiness_is_worked_to_completion_before_the_date() -> None:
    one = somewhere(pressure=0.8)
    for month in range(25):
        spend_attention(one, blank("council"), NATION, month, P)
        assert one.attention_spent <= one.attention_budget * (1 + 1e-12)
    assert one.readiness == pytest.approx(1.0)
    spend_attention(one, blank("council"), NATION, 25, P)
    assert one.haste == 0.0 and one.slack == pytest.approx(one.attention_budget)


def test_pilots_get_what_is_left() -> None:
    many = dict.fromkeys(range(NUMBER), PILOT)
    p = P._replace(pilot_attention=0.3)
    crowded, free = somewhere(many), somewhere({CO_CREATION: PILOT}, size=8.0)
    for one in (crowded, free):
        one.readiness = 1.0
        spend_attention(one, blank("council"), NATION, 30, p)
    assert 0.0 < crowded.served < 1.0 and crowded.slack == pytest.approx(0.0, abs=1e-12)
    assert free.served == 1.0 and free.slack > 0.0
    assert crowded.overload > 0.5 > free.overload


def test_what_is_embedded_goes_on_asking_attention() -> None:
    asked = {}
    for upkeep in (0.0, 0.3, 1.0):
        settled = somewhere({CO_CREATION: EMBEDDED, MANDATE: EMBEDDED}, size=8.0)
        settled.readiness = 1.0
        spend_attention(settled, blank("council"), NATION, 30, P._replace(upkeep=upkeep))
        asked[upkeep] = settled.attention_spent
    running = somewhere({CO_CREATION: PILOT, MANDATE: PILOT}, size=8.0, participation=0.0)
    running.readiness = 1.0
    spend_attention(running, blank("council"), NATION, 30, P)
    pilots = sum(cost_of(measure, running.activity_cost, P) for measure in (CO_CREATION, MANDATE))
    assert asked[0.3] - asked[0.0] == pytest.approx(0.3 * pilots)
    assert asked[1.0] == pytest.approx(running.attention_spent)
