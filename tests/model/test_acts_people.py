"""Champions and councils, made by hand: who takes which seat, who leaves, what a council does with an alarm."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.acts import arrival, champion, council
from model.parameters import Parameters
from model.rules.leadership import ALDERMAN, COUNCILLOR, DIRECTOR, HIGH_SEATS, SECRETARY
from tests.model.countries import blank

P = Parameters()
LARGE, SMALL = 200_000.0, 8_000.0


def seats(*occupied: int) -> list[Any]:
    return [
        blank("seat", seat=place, active=int(place in occupied), energy=0.9 * (place in occupied)) for place in range(6)
    ]


@given(st.sets(st.integers(0, 5)), st.floats(0, 1, exclude_max=True), st.sampled_from([LARGE, SMALL]))
def test_a_free_seat_is_one_that_exists_and_is_free(occupied: set[int], draw: float, population: float) -> None:
    free = {place for place in range(6) if place not in occupied and (place != DIRECTOR or population == LARGE)}
    place = arrival.free_seat(seats(*occupied), 0, 6, population, draw, P)
    assert place in free if free else place == -1


def test_every_free_seat_can_be_drawn() -> None:
    drawn = {arrival.free_seat(seats(1, 4), 0, 6, LARGE, draw / 100, P) for draw in range(100)}
    assert drawn == {0, 2, 3, 5}


@pytest.mark.parametrize("mean", [0.0, 0.6, 1.2, 3.0])
def test_the_number_of_champions_is_poisson(mean: float) -> None:
    p, found = P._replace(champions_mean=mean), Counter[int]()
    for key in range(1, 3001):
        there = seats()
        arrival.seat_champions(blank("municipality", key=key, population=LARGE), there, p, 1)
        found[sum(seat.active for seat in there)] += 1
    term = 2.718281828459045**-mean
    for number in range(4):
        assert found[number] / 3000 == pytest.approx(term, abs=4 * (term / 3000) ** 0.5 + 1e-9)
        term *= mean / (number + 1)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_champions_sit_high_or_low_as_declared(share: float) -> None:
    p = P._replace(champions_mean=1.0, high_position_share=share)
    for key in range(1, 300):
        there = seats()
        arrival.seat_champions(blank("municipality", key=key, population=SMALL), there, p, 3)
        high = sum(seat.active for seat in there[:HIGH_SEATS])
        low = sum(seat.active for seat in there[HIGH_SEATS:])
        assert not there[DIRECTOR].active
        assert (high == 0 or low == 3) if share == 0.0 else (low == 0 or high == 2)


def test_nobody_leaves_in_the_first_month_or_from_an_empty_seat() -> None:
    p = P._replace(alderman_exit=0.3, secretary_exit=0.3, champion_exit=0.25, succession=1.0)
    for key in range(1, 300):
        there, one = seats(0, 1, 2), blank("municipality", key=key)
        for seat in there:
            champion.move_on(seat, one, 0, p, 1)
        for month in range(1, 20):
            champion.move_on(there[5], one, month, p, 1)
        assert [seat.active for seat in there] == [1, 1, 1, 0, 0, 0]


@pytest.mark.parametrize("seat", [DIRECTOR, SECRETARY, ALDERMAN, COUNCILLOR])
def test_champions_leave_at_the_rate_of_their_seat(seat: int) -> None:
    p = P._replace(succession=0.0, champion_exit=0.2, alderman_exit=0.12, secretary_exit=0.3)
    yearly = {SECRETARY: 0.3, ALDERMAN: 0.12}.get(seat, 0.2)
    left = 0
    for key in range(1, 2001):
        there = seats(seat)[seat]
        there.energy = 0.5
        for month in range(1, 13):
            champion.move_on(there, blank("municipality", key=key), month, p, 1)
        left += not there.active
        assert there.active or (there.energy, there.power) == (0.0, 0.0)
    expected = 1 - (1 - yearly / 12) ** 12
    assert left / 2000 == pytest.approx(expected, abs=4 * (expected / 2000) ** 0.5)


@pytest.mark.parametrize(("succession", "sits"), [(0.0, 0), (1.0, 1)])
def test_a_successor_may_be_a_champion_too(succession: float, sits: int) -> None:
    p = P._replace(succession=succession, champion_exit=0.25)
    changed = 0
    for key in range(1, 400):
        there = seats(0)[0]
        there.cohort, there.energy = 1, 0.0
        champion.move_on(there, blank("municipality", key=key), 5, p, 1)
        if there.cohort == 2 or not there.active:
            changed += 1
            assert (there.active, there.cohort) == (sits, 1 + sits)
    assert changed > 5


def test_the_power_of_champions_adds_up_short_of_one() -> None:
    there, one = seats(0, 3), blank("municipality")
    there[0].power, there[3].power, there[4].power = 0.5, 0.4, 0.9
    champion.join_forces(there, one, P, 0)
    assert (one.power, one.director_power) == (0.7, 0.5)
    champion.join_forces(seats(), one, P, 1)
    assert (one.power, one.director_power) == (0.0, 0.0)


def test_champions_are_counted_with_those_who_have_just_come() -> None:
    one = blank("municipality", champion_months=7)
    champion.count_champions(seats(1, 4, 5), one)
    assert (one.champions, one.champion_months) == (3, 10)


def test_champions_without_support_tire_and_those_with_it_do_not() -> None:
    tired, helped = seats(0)[0], seats(0)[0]
    for month in range(24):
        champion.lead(tired, blank("municipality", support_staff=0.0), P, month)
        champion.lead(
            helped, blank("municipality", support_staff=1.0, secretary_role=1, champion_support=1.0), P, month
        )
    assert tired.energy < 0.5 < 0.9 < helped.energy
    assert tired.power < helped.power


def month_of(there: Any, one: Any, month: int = 5, election: int = 0, p: Parameters = P) -> Any:
    council.deliberate(there, one, blank("national", election=election), month, p, 1)
    return there


def some_council(**values: float) -> Any:
    normal = {"appetite_council": 0.4, "appetite_alderman": 0.6, "appetite": 0.5, "trust": 0.6, "control": 0.2,
              "resting_control": 0.2, "informal_exchange": 0.0}  # fmt: skip
    return blank("council", **normal | values)


def test_a_quiet_month_leaves_control_where_it_rests() -> None:
    assert month_of(some_council(), blank("municipality", key=1)).control == pytest.approx(0.2)
    assert month_of(some_council(), blank("municipality", key=1)).alarms == 0


def test_failures_and_incidents_alarm_and_exchange_shields() -> None:
    after = {
        name: month_of(some_council(**own), blank("municipality", key=1, **happened))
        for name, own, happened in (
            ("failure", {}, {"failure_seen": 1.0}),
            ("incident", {}, {"incidents": 1}),
            ("shielded", {"informal_exchange": 1.0}, {"failure_seen": 1.0}),
            ("champion inside", {}, {"failure_seen": 1.0, "councillor_power": 1.0}),
            ("elsewhere", {}, {"failures_elsewhere": 1.0}),
        )
    }
    control = {name: there.control for name, there in after.items()}
    assert control["failure"] > control["incident"] > 0.2
    assert 0.2 < control["shielded"] < control["failure"] and 0.2 < control["champion inside"] < control["failure"]
    assert 0.2 < control["elsewhere"] < control["failure"]
    assert after["failure"].alarms == 1 and after["elsewhere"].alarms == 0
    assert after["failure"].trust < 0.6


def test_elections_renew_the_council_and_not_the_alderman() -> None:
    p = P._replace(alderman_exit=0.0, election_renewal=0.43)
    renewed = []
    for key in range(1, 400):
        there = month_of(some_council(), blank("municipality", key=key), 14, 1, p)
        assert there.appetite_alderman == 0.6
        assert there.appetite == pytest.approx(0.5 * (there.appetite_council + 0.6))
        renewed.append((there.appetite_council - 0.57 * 0.4) / 0.43)
    assert sum(renewed) / len(renewed) == pytest.approx(p.appetite_mean, abs=0.05)
    assert month_of(some_council(), blank("municipality", key=1), 14, 0, p).appetite_council == 0.4


def test_another_alderman_has_another_appetite_and_other_doubts() -> None:
    p, changed = P._replace(alderman_exit=0.3), 0
    for key in range(1, 400):
        place = blank("municipality", key=key, conviction_disposition=0.31)
        there = month_of(some_council(), place, 6, 0, p)
        assert (place.conviction_disposition == 0.31) == (there.alderman_cohort == 0), "and doubts of their own (A14)"
        assert (there.appetite_alderman == 0.6) == (there.alderman_cohort == 0)
        assert there.appetite_council == 0.4
        changed += there.alderman_cohort
    assert 0 < changed < 60


def test_room_takes_from_appetite_trust_and_urgency_and_gives_to_control() -> None:
    def room(own: dict[str, float], **happened: float) -> float:
        one = blank("municipality", key=1, **happened)
        month_of(some_council(**own), one, 0)
        return float(one.room)

    usual = room({})
    assert room({"appetite": 0.9}) > usual and room({"trust": 0.9}) > usual and room({}, urgency=0.8) > usual
    assert room({"room_agreed": 0.3}) == pytest.approx(usual + 0.3, abs=0.01)
    assert room({"control": 0.9}) < usual
