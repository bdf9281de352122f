"""What is learnt of others, and which teams measures call for, with municipalities made by hand."""

from typing import Any

import pytest

from model.acts import deliver, surroundings
from model.decentralisation import Tie
from model.measures import (
    A_TEAM,
    AREA_TEAMS,
    CO_CREATION,
    CONSIDERED,
    DROPPED,
    EMBEDDED,
    FIRST_TEAM,
    NUMBER,
    PILOT,
    REORGANISATION,
)
from model.parameters import Parameters
from tests.model.countries import blank, somewhere

P = Parameters()


# Others.


def tied(*others: Any, likeness: tuple[float, ...] = ()) -> tuple[Any, list[Any], list[Tie]]:
    """A municipality tied as neighbour to others, who have published something; itself in the first place."""
    one = somewhere(conviction=0.4, director_power=0.5, first_tie=0, last_tie=len(others))
    n = len(others)
    ties = [Tie(place, 1, 0, 0, 1, alike) for place, alike in enumerate(likeness or [1.0] * n, start=1)]
    return one, [blank("publication"), *others], ties


def there(key: int, **values: Any) -> Any:
    return blank("publication", **{"key": key, "conviction": 0.4} | values)


def test_what_others_think_and_have_is_a_weighted_mean() -> None:
    p = P._replace(circle_strength=0.0)
    one, everybody, ties = tied(there(1, team=1, failure_seen=2.0), there(2), likeness=(0.75, 0.25))
    everybody[2].conviction = 0.8
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
    other = there(363, ended_to=NUMBER)
    other.success[CO_CREATION], other.failure[REORGANISATION] = 1, 1
    one, everybody, ties = tied(other, likeness=(0.6,))
    one.fit = [p.untried_fit] * NUMBER
    surroundings.look_around(one, everybody, ties, 5, p)
    weight = 0.6 / (1.5 + p.regional_weight)
    assert one.successes[CO_CREATION] == pytest.approx(weight)
    assert one.failures[REORGANISATION] == pytest.approx(0.5 * weight)
    assert (one.fit[CO_CREATION], one.source[CO_CREATION]) == (0.6, 363)
    assert (one.fit[REORGANISATION], one.source[REORGANISATION]) == (p.untried_fit, 0)
    other.ended_to = 0
    for month in range(12):
        surroundings.look_around(one, everybody, ties, 6 + month, p)
    assert one.successes[CO_CREATION] == pytest.approx(0.5 * weight), "half after the half-life"


def test_the_most_alike_is_copied_but_never_over_ones_own() -> None:
    near, far = there(1, ended_to=NUMBER), there(2, ended_to=NUMBER)
    near.success[CO_CREATION] = far.success[CO_CREATION] = 1
    one, everybody, ties = tied(far, near, likeness=(0.3, 0.9))
    one.fit[CO_CREATION] = 0.5
    surroundings.look_around(one, everybody, ties, 5, P)
    assert (one.source[CO_CREATION], one.fit[CO_CREATION]) == (1, 0.9)
    own, everybody, ties = tied(far, near, likeness=(0.3, 0.9))
    own.origin[CO_CREATION] = A_TEAM
    surroundings.look_around(own, everybody, ties, 5, P)
    assert (own.source[CO_CREATION], own.fit[CO_CREATION]) == (0, 1.0)


def test_only_directors_meet() -> None:
    director = there(1, director=0.8)
    director.conviction = 0.9
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
