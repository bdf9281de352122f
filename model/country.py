"""A country as rows of numpy records, and what numba compiles: its months, one after the other, or in parts side by
side.
"""

import math
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from model.acts import arrival, council, intervene, month, national, record, summarise, surroundings, team
from model.compilation import kept
from model.measures import NUMBER
from model.parameters import Parameters
from model.programme import PARAMETER, POSTPONE
from model.rule import rule
from model.sources import sources_of_the_engine
from model.state import FACTS
from model.state import record as record_type
from model.world import SEAT_NUMBER, World

MONTH, PLACE = 0, 1
"""Where `at` notes the month and the place in the table of the municipality at work."""
NOBODY = -1
ABREAST = 24
"""So many municipalities go through a month together, stage by stage: what they do and their states are then both at
hand.
"""


class Country(NamedTuple):
    """The states of one run: the nation (one row), municipalities, what each has published, councils, seats (six each)
    and social teams.
    """

    national: Any
    municipalities: Any
    publications: Any
    councils: Any
    seats: Any
    teams: Any

    def copied(self) -> "Country":
        """Return the states as they are now, safe from later months."""
        return Country(*(rows.copy() for rows in self))


def country_of(world: World, p: Parameters) -> Country:
    """Return the blank states of a run in this world."""
    facts, number = world.facts, len(world.facts)
    teams = sum(arrival.areas_of(population, p) for population in facts["population"].tolist())
    municipalities = np.zeros(number, record_type("municipality"))
    for fact in FACTS:
        municipalities[fact.name] = facts[fact.name]
    return Country(
        np.zeros(1, record_type("national")),
        municipalities,
        np.zeros(number, record_type("publication")),
        np.zeros(number, record_type("council")),
        np.zeros(number * SEAT_NUMBER, record_type("seat")),
        np.zeros(teams, record_type("social_team")),
    )


@rule
def settle(country, earlier, p, law_month, seed, at):
    """Make the country as it stands before the first month, with the experience of an earlier domain."""
    national.announce(country.national[0], law_month, p)
    first_team = 0
    for place in range(len(country.municipalities)):
        at[PLACE] = place
        municipality = country.municipalities[place]
        first_team = arrival.divide(municipality, first_team, p)
        seats = country.seats[place * SEAT_NUMBER : (place + 1) * SEAT_NUMBER]
        publication, state = country.publications[place], country.national[0]
        month.begin_with(municipality, publication, country.councils[place], seats, state, p, seed)
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
def carry_out_programme(country, programme, targets, election, values, defaults, p, now, seed, at):
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
        at[PLACE] = place
        municipality, own = country.municipalities[place], country.councils[place]
        seats = country.seats[place * SEAT_NUMBER : (place + 1) * SEAT_NUMBER]
        intervene.clear_orders(municipality, own)
        for row in range(len(programme.kind)):
            intervene.intervene(
                row,
                place,
                programme,
                targets,
                municipality,
                own,
                seats,
                country.municipalities,
                country.publications,
                now,
                seed,
                p,
            )


@rule
def look_around(country, ties, p, now, first, last, at):
    """The municipalities from place `first` up to `last` take in what others have published."""
    for place in range(first, last):
        at[PLACE] = place
        surroundings.look_around(country.municipalities[place], country.publications, ties, now, p)


@rule
def live_through(country, first, last, p, now, type_month, seed, at):
    """The municipalities from place `first` up to `last` go through their whole month, with councils, champions and
    teams.
    """
    state, teams = country.national[0], country.teams
    for place in range(first, last):
        at[PLACE] = place
        municipality, own = country.municipalities[place], country.councils[place]
        council.deliberate(own, municipality, state, now, p, seed)
        month.lead(municipality, country.seats[place * SEAT_NUMBER : (place + 1) * SEAT_NUMBER], now, p, seed)
    for place in range(first, last):
        at[PLACE] = place
        month.decide(country.municipalities[place], country.councils[place], state, now, p, seed)
    for place in range(first, last):
        at[PLACE] = place
        municipality, own = country.municipalities[place], country.councils[place]
        found_teams(municipality, teams, now, p, seed)
        for area in range(municipality.number_of_teams):
            team.work(teams[municipality.first_team + area], municipality, own, now, p, seed)
    for place in range(first, last):
        at[PLACE] = place
        municipality, own, publication = (
            country.municipalities[place],
            country.councils[place],
            country.publications[place],
        )
        month.close(municipality, publication, own, state, teams, municipality.first_team, now, type_month, p)


@rule
def add_to_record(row, country, first, last, p, at):
    """Add the municipalities from place `first` up to `last` to the month's outcomes."""
    for place in range(first, last):
        at[PLACE] = place
        record.add(row, country.municipalities[place], country.councils[place], p)


@rule
def advance(country, ties, p, now, type_month, seed, row, at):
    """One month: the state, everybody looks around, everybody goes through the month.

    Nobody reads of another what has not been published, so that it makes no difference that here some municipalities
    go through their whole month before the next. The month's outcomes are written into `row`; `at` notes who is at
    work.
    """
    state, number = country.national[0], len(country.municipalities)
    national.govern(state, now, p)
    record.clear(row)
    look_around(country, ties, p, now, 0, number, at)
    for first in range(0, number, ABREAST):
        last = min(first + ABREAST, number)
        live_through(country, first, last, p, now, type_month, seed, at)
        add_to_record(row, country, first, last, p, at)
    at[PLACE] = NOBODY
    national.take_stock(state, country.municipalities)
    record.finish(row, state, number)


@rule
def all_finite(row):
    """Whether every number of a row is one."""
    sound = True
    for column in range(len(row)):
        sound = sound and math.isfinite(row[column])
    return sound


@cache
def compiled(checked: bool = False) -> Callable[..., None]:
    """Return the compiled run, kept on disk between sessions. `checked`: with checked bounds."""

    def go_on(
        country, earlier, ties, programme, targets, election, values, defaults, table, law_month, type_month, seed,
        first, last, series, summary, at,
    ):  # fmt: skip
        p = table[0]
        if first == 0:
            settle(country, earlier, p, law_month, seed, at)
        for now in range(first, last):
            at[MONTH], at[PLACE] = now, NOBODY
            carry_out_programme(country, programme, targets, election, values, defaults, p, now, seed, at)
            advance(country, ties, p, now, type_month, seed, series[now], at)
            if not all_finite(series[now]):
                return False
        if last == len(series):
            summarise.summarise(summary, series, country.municipalities, law_month, type_month, p)
        return True

    return kept(go_on, sources_of_the_engine(), checked=checked)


OPEN, LOOK, LIVE, CLOSE = range(4)
"""The steps of a month that is done in parts: LOOK and LIVE can be done for some municipalities beside others."""


@cache
def compiled_steps() -> Callable[..., Any]:
    """Return a compiled step of a month, for the municipalities from place `begin` up to `end`: what `compiled` does,
    in parts, so that threads share the work.

    Outcomes add up in the order of places: those of the first share as it goes, the rest at the close.
    """

    def take_step(
        step, begin, end, country, earlier, ties, programme, targets, election, values, defaults, table, law_month,
        type_month, seed, now, last, series, summary, at,
    ):  # fmt: skip
        p, state, row = table[0], country.national[0], series[now]
        at[MONTH] = now
        if step == OPEN:
            if now == 0:
                settle(country, earlier, p, law_month, seed, at)
            at[PLACE] = NOBODY
            carry_out_programme(country, programme, targets, election, values, defaults, p, now, seed, at)
            national.govern(state, now, p)
            record.clear(row)
        elif step == LOOK:
            look_around(country, ties, p, now, begin, end, at)
        elif step == LIVE:
            for first in range(begin, end, ABREAST):
                last_one = min(first + ABREAST, end)
                live_through(country, first, last_one, p, now, type_month, seed, at)
                if begin == 0:
                    add_to_record(row, country, first, last_one, p, at)
        else:
            add_to_record(row, country, begin, end, p, at)
            at[PLACE] = NOBODY
            national.take_stock(state, country.municipalities)
            record.finish(row, state, end)
            if not all_finite(row):
                return False
            if now + 1 == len(series):
                summarise.summarise(summary, series, country.municipalities, law_month, type_month, p)
        return True

    return kept(take_step, sources_of_the_engine())
