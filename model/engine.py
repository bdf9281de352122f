"""The engine: the same acts, compiled by numba, over rows of numpy record arrays. For ensembles of thousands of runs.

It goes through the month exactly as `model.decentralisation` does, and gives the same numbers to the last bit.
"""

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numba import njit

from model.acts import arrival, council, intervene, month, national, record, surroundings, team
from model.chance import checked_seed
from model.measures import NUMBER
from model.outcomes import OUTCOMES
from model.parameters import dtype as parameters_dtype
from model.programme import PARAMETER, POSTPONE
from model.rule import rule
from model.state import record as record_type
from model.world import SEAT_NUMBER, World, world_of

if TYPE_CHECKING:
    from model.scenario import Scenario


class Country(NamedTuple):
    """The states of one run: the nation (one row), municipalities, councils, seats (six each) and social teams."""

    national: Any
    municipalities: Any
    councils: Any
    seats: Any
    teams: Any


def country_of(world: World) -> Country:
    """Return the blank states of a run in this world."""
    number = len(world.population)
    return Country(
        np.zeros(1, record_type("national")),
        world.municipalities.copy(),
        np.zeros(number, record_type("council")),
        np.zeros(number * SEAT_NUMBER, record_type("seat")),
        np.zeros(world.teams, record_type("social_team")),
    )


@rule
def settle(country, earlier, p, law_month, seed):
    """Make the country as it stands before the first month, with the experience of an earlier domain."""
    national.announce(country.national[0], law_month, p)
    for place in range(len(country.municipalities)):
        municipality = country.municipalities[place]
        seats = country.seats[place * SEAT_NUMBER : (place + 1) * SEAT_NUMBER]
        month.begin_with(municipality, country.councils[place], seats, country.national[0].announced_month, p, seed)
        found_teams(municipality, country.teams, 0, p, seed)
    for place in range(len(earlier)):
        for measure in range(NUMBER):
            arrival.carry_over(country.municipalities[place], 1.0 * earlier[place, measure], measure, p)


@rule
def found_teams(municipality, teams, now, p, seed):
    """Found the teams that are planned."""
    for _ in range(municipality.founding):
        area = municipality.number_of_teams
        team.found(teams[municipality.first_team + area], municipality, area, now, p, seed)
        municipality.number_of_teams = area + 1


@rule
def carry_out_programme(country, programme, targets, election, values, defaults, p, now, seed):
    """Interventions: first those of the whole country, then those in municipalities."""
    state = country.national[0]
    state.election = election[now]
    for row in range(len(programme.kind)):
        if programme.kind[row] == PARAMETER:
            values[programme.argument[row]] = defaults[programme.argument[row]]
    for row in range(len(programme.kind)):
        if programme.kind[row] == PARAMETER and programme.first[row] <= now <= programme.last[row]:
            values[programme.argument[row]] = programme.value[row]
    for row in range(len(programme.kind)):
        if programme.kind[row] == POSTPONE and now == programme.first[row]:
            national.postpone(state, programme.argument[row], p)
    if len(programme.kind) == 0:
        return
    for place in range(len(country.municipalities)):
        municipality, own = country.municipalities[place], country.councils[place]
        seats = country.seats[place * SEAT_NUMBER : (place + 1) * SEAT_NUMBER]
        intervene.clear_orders(municipality, own)
        for row in range(len(programme.kind)):
            intervene.intervene(
                row, place, programme, targets, municipality, own, seats, country.municipalities, now, seed, p
            )


@rule
def advance(country, ties, p, now, type_month, seed):
    """One month: the state, everybody looks around, councils, champions, municipalities, teams, everybody publishes."""
    state, municipalities, councils, teams = (
        country.national[0],
        country.municipalities,
        country.councils,
        country.teams,
    )
    number = len(municipalities)
    national.govern(state, now, p)
    for place in range(number):
        surroundings.look_around(municipalities[place], municipalities, ties, now, p)
    for place in range(number):
        council.deliberate(councils[place], municipalities[place], state, now, p, seed)
    for place in range(number):
        month.lead(
            municipalities[place],
            country.seats[place * SEAT_NUMBER : (place + 1) * SEAT_NUMBER],
            now,
            p,
            seed,
        )
    for place in range(number):
        month.decide(municipalities[place], councils[place], state, now, p, seed)
        found_teams(municipalities[place], teams, now, p, seed)
    for place in range(number):
        municipality = municipalities[place]
        for area in range(municipality.number_of_teams):
            team.work(teams[municipality.first_team + area], municipality, councils[place], now, p, seed)
    for place in range(number):
        municipality = municipalities[place]
        month.close(municipality, councils[place], state, teams, municipality.first_team, now, type_month, p)
    national.take_stock(state, municipalities)


def fingerprint() -> str:
    """Return a digest of every source that is compiled: it changes whenever a rule or an act does."""
    home = Path(__file__).parent
    sources = sorted(path for path in home.rglob("*.py") if path.parent.name in ("model", "rules", "acts"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


@cache
def compiled() -> Callable[..., None]:
    """Return the compiled run; numba keeps it on disk between sessions.

    numba's cache looks only at the file that holds the entry point, so an edited rule would go unnoticed. The
    fingerprint is in the closure, and what is in the closure is part of the cache's key.
    """
    sources = fingerprint()

    @njit(cache=True)
    def run(
        country,
        earlier,
        ties,
        programme,
        targets,
        election,
        values,
        defaults,
        table,
        law_month,
        type_month,
        seed,
        series,
    ):
        sources  # noqa: B018
        p = table[0]
        settle(country, earlier, p, law_month, seed)
        for now in range(len(series)):
            carry_out_programme(country, programme, targets, election, values, defaults, p, now, seed)
            advance(country, ties, p, now, type_month, seed)
            record.record(series[now], country.national[0], country.municipalities, country.councils, p)

    return run


def one_run(scenario: "Scenario", seed: int) -> tuple[np.ndarray, Country]:
    """Return the series (months, outcomes) and the states at the end of one run."""
    seed = checked_seed(seed)
    world = world_of(scenario)
    country = country_of(world)
    predecessor = scenario.predecessor()
    earlier = np.zeros((0, NUMBER), dtype=np.int64)
    if predecessor is not None:
        before = one_run(predecessor, seed)[1]
        earlier = before.municipalities["published_embedded"].copy()
    values = np.array([list(world.parameters)], dtype=np.float64)
    table = values.view(parameters_dtype())[:, 0]
    series = np.empty((scenario.months, len(OUTCOMES)))
    targets = np.zeros(world.programme.chosen.shape)
    compiled()(
        country, earlier, world.ties, world.programme, targets, world.election, values[0], values[0].copy(), table,
        world.law_month, world.type_month, seed, series,
    )  # fmt: skip
    return series, country


def runs(scenario: "Scenario", seeds: Sequence[int]) -> list[tuple[np.ndarray, Country]]:
    """Return the series and end states for each seed."""
    return [one_run(scenario, seed) for seed in seeds]
