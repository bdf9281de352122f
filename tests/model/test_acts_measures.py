"""Taking measures, made by hand: the agenda, the decision, the pilot and its end; and what is learnt of others."""

from typing import Any

import pytest

from model.acts import deliver, surroundings, take_measures
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
    NUMBER,
    OWN,
    PILOT,
    REORGANISATION,
    THE_STATE,
    THE_TOP,
    UNSEEN,
)
from model.parameters import Parameters
from model.world import Ties
from tests.model.countries import blank

P = Parameters()


def somewhere(stages: dict[int, int] | None = None, **values: Any) -> Any:
    """A convinced municipality with plenty of attention, and measures in these stages."""
    usual: dict[str, Any] = {
        "key": 344, "size": 1.0, "conviction": 0.8, "strategy": 0.5, "power": 0.6, "urgency": 0.6, "room": 0.6,
        "slack": 5.0, "served": 1.0, "capacity": 1.0, "activity_cost": 0.1, "internal_change": 0.5, "learning": 0.5,
    }  # fmt: skip
    one = blank("municipality", **usual | values)
    one.waiting_months = [-1.0] * NUMBER
    one.began, one.ended, one.fit = [-1] * NUMBER, [-1] * NUMBER, [1.0] * NUMBER
    one.first_team_month = one.eighth_month = -1
    for measure, stage in (stages or {}).items():
        one.stage[measure] = stage
    return one


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
    while one.stage[CO_CREATION] == CONSIDERED:
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
        take_measures.set_agenda(one, month, P, 1)
    assert (one.stage[REORGANISATION], one.stage[CO_CREATION]) == (PILOT, EMBEDDED)
    considered = {measure for measure in range(NUMBER) if one.stage[measure] == CONSIDERED}
    assert FIRST_TEAM in considered and AREA_TEAMS not in considered and MANDATE not in considered
    assert {one.origin[measure] for measure in considered} == {THE_TOP}


def test_without_change_inside_the_own_organisation_stays_off_the_agenda() -> None:
    one = somewhere(internal_change=0.0)
    for month in range(400):
        take_measures.set_agenda(one, month, P, 1)
    considered = [measure for measure in range(NUMBER) if one.stage[measure] == CONSIDERED]
    assert considered and not any(OWN[measure] for measure in considered)


def test_a_pilot_is_finished_once_it_has_been_attended_long_enough() -> None:
    p = P._replace(pilot_length=6.0)
    for served, months in ((1.0, 6), (0.5, 12)):
        one = somewhere({CO_CREATION: PILOT}, served=served)
        one.began[CO_CREATION] = 10
        month = 10
        while one.stage[CO_CREATION] == PILOT:
            take_measures.run_pilots(one, COUNCIL, month, p, 1)
            month += 1
        assert one.ended[CO_CREATION] - 10 == months == one.running[CO_CREATION]


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


def test_what_the_state_imposes_is_not_adapted() -> None:
    p = P._replace(base_success=0.55, likeness_penalty=0.5, lesson_gain=0.0)
    embedded = {}
    for origin in (THE_TOP, THE_STATE):
        ends = []
        for key in range(1, 2001):
            one = somewhere({CO_CREATION: PILOT}, key=key, landing=1.0, learning=1.0)
            one.fit[CO_CREATION], one.origin[CO_CREATION] = 0.2, origin
            take_measures.finish(one, CO_CREATION, 20, p, 1)
            ends.append(one)
        embedded[origin] = sum(one.stage[CO_CREATION] == EMBEDDED for one in ends) / 2000
    assert embedded[THE_STATE] == pytest.approx(0.55 - 0.5 * 0.8, abs=0.04)
    assert embedded[THE_TOP] == pytest.approx(0.55 - 0.5 * 0.4, abs=0.04)


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
    busy, team = somewhere({CO_CREATION: PILOT}, learning=1.0, power=1.0), blank("social_team")
    for key in range(1, 50):
        take_measures.notice(busy, COUNCIL, team, key, CO_CREATION, 5, P, 1)
    assert (busy.stage[CO_CREATION], team.invented) == (PILOT, 0)


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


# Others.


def tied(*others: Any, likeness: tuple[float, ...] = ()) -> tuple[Any, list[Any], Ties]:
    """A municipality tied as neighbour to others, in the first place of the table."""
    one = somewhere(conviction=0.4, director_power=0.5, first_tie=0, last_tie=len(others))
    n = len(others)
    ties = Ties(list(range(1, n + 1)), [1.0] * n, [0.0] * n, [0.0] * n, [1.0] * n, list(likeness or [1.0] * n))
    return one, [one, *others], ties


def there(key: int, **values: Any) -> Any:
    made = blank("municipality", key=key, published_conviction=0.4, **values)
    return made


def test_what_others_think_and_have_is_a_weighted_mean() -> None:
    p = P._replace(circle_strength=0.0)
    one, everybody, ties = tied(
        there(1, published_team=1, published_failure_seen=2.0), there(2), likeness=(0.75, 0.25)
    )
    everybody[2].published_conviction = 0.8
    surroundings.look_around(one, everybody, ties, 5, p)
    assert one.peers_with_team == pytest.approx(0.75)
    assert one.peer_gap == pytest.approx(0.25 * 0.4)
    assert one.failures_elsewhere == pytest.approx(2.0 * 0.75 / (1.5 + p.regional_weight))


def test_without_ties_nothing_is_seen() -> None:
    one, everybody, ties = tied()
    surroundings.look_around(one, everybody, ties, 5, P)
    assert (one.peer_gap, one.peers_with_team, one.failures_elsewhere, one.meeting) == (0.0, 0.0, 0.0, 0.0)


def test_successes_and_failures_elsewhere_are_learnt_and_forgotten() -> None:
    p = P._replace(circle_strength=0.0, failure_visibility=0.5, evidence_halflife=12.0)
    other = there(363, published_events=2)
    other.published_success[CO_CREATION], other.published_failure[REORGANISATION] = 1, 1
    one, everybody, ties = tied(other, likeness=(0.6,))
    surroundings.look_around(one, everybody, ties, 5, p)
    weight = 0.6 / (1.5 + p.regional_weight)
    assert one.successes[CO_CREATION] == pytest.approx(weight)
    assert one.failures[REORGANISATION] == pytest.approx(0.5 * weight)
    assert (one.fit[CO_CREATION], one.source[CO_CREATION]) == (0.6, 363)
    assert (one.fit[REORGANISATION], one.source[REORGANISATION]) == (1.0, 0)
    other.published_events = 0
    for month in range(12):
        surroundings.look_around(one, everybody, ties, 6 + month, p)
    assert one.successes[CO_CREATION] == pytest.approx(0.5 * weight), "half after the half-life"


def test_the_most_alike_is_copied_but_never_over_ones_own() -> None:
    near, far = there(1, published_events=1), there(2, published_events=1)
    near.published_success[CO_CREATION] = far.published_success[CO_CREATION] = 1
    one, everybody, ties = tied(far, near, likeness=(0.3, 0.9))
    surroundings.look_around(one, everybody, ties, 5, P)
    assert (one.source[CO_CREATION], one.fit[CO_CREATION]) == (1, 0.9)
    own, everybody, ties = tied(far, near, likeness=(0.3, 0.9))
    own.origin[CO_CREATION] = A_TEAM
    surroundings.look_around(own, everybody, ties, 5, P)
    assert (own.source[CO_CREATION], own.fit[CO_CREATION]) == (0, 1.0)


def test_only_directors_meet() -> None:
    director = there(1, published_director=0.8)
    director.published_conviction = 0.9
    one, everybody, ties = tied(director, there(2))
    surroundings.look_around(one, everybody, ties, 5, P)
    assert one.meeting > 0.0 and one.circle_conviction == pytest.approx(0.9)
    one.director_power = 0.0
    surroundings.look_around(one, everybody, ties, 6, P)
    assert (one.meeting, one.circle_conviction) == (0.0, 0.0)


# Teams called for.


@pytest.mark.parametrize(
    ("stages", "areas", "wanted"),
    [
        ({}, 9, 0), ({FIRST_TEAM: CONSIDERED}, 9, 0), ({FIRST_TEAM: PILOT}, 9, 1), ({FIRST_TEAM: EMBEDDED}, 9, 1),
        ({FIRST_TEAM: EMBEDDED, AREA_TEAMS: PILOT}, 9, 5), ({FIRST_TEAM: EMBEDDED, AREA_TEAMS: EMBEDDED}, 9, 9),
        ({FIRST_TEAM: DROPPED}, 9, 0), ({AREA_TEAMS: EMBEDDED}, 1, 1),
    ],
)  # fmt: skip
def test_measures_call_for_teams(stages: dict[int, int], areas: int, wanted: int) -> None:
    one = somewhere(stages, areas=areas)
    assert deliver.wanted_teams(one) == wanted
    one.number_of_teams = 3
    deliver.plan_teams(one)
    assert one.founding == max(0, min(wanted - 3, 1 + areas // 12)), "a team stays, and few are founded at a time"
