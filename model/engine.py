"""The engine: the same acts, compiled by numba, over rows of numpy record arrays. For ensembles of thousands of runs.

It gives the numbers of `model.decentralisation` to the last bit. `model.ensemble` runs it many times.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from model.acts import arrival, council, intervene, month, national, record, summarise, surroundings, team
from model.chance import checked_seed
from model.compilation import kept, ready, sources_of_the_engine
from model.declaration import Fault
from model.measures import NUMBER
from model.outcomes import OUTCOMES
from model.parameters import Parameters
from model.parameters import dtype as parameters_dtype
from model.programme import PARAMETER, POSTPONE
from model.rule import rule
from model.rules.leadership import SEATS
from model.state import FACTS, KINDS
from model.state import record as record_type
from model.summaries import SUMMARIES
from model.world import SEAT_NUMBER, World, world_of

if TYPE_CHECKING:
    from model.scenario import Scenario


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
        publication, announced = country.publications[place], country.national[0].announced_month
        month.begin_with(municipality, publication, country.councils[place], seats, announced, p, seed)
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
def advance(country, ties, p, now, type_month, seed, row, at):
    """One month: the state, everybody looks around; then each municipality with its council, champions and teams.

    Nobody reads of another what has not been published, so that it makes no difference that here one municipality
    goes through its whole month before the next; its states are then still at hand. The month's outcomes are written
    into `row`; `at` notes who is at work.
    """
    state, municipalities, councils, teams = (
        country.national[0],
        country.municipalities,
        country.councils,
        country.teams,
    )
    number = len(municipalities)
    national.govern(state, now, p)
    record.clear(row)
    for place in range(number):
        at[PLACE] = place
        surroundings.look_around(municipalities[place], country.publications, ties, now, p)
    for place in range(number):
        at[PLACE] = place
        municipality, own = municipalities[place], councils[place]
        council.deliberate(own, municipality, state, now, p, seed)
        month.lead(municipality, country.seats[place * SEAT_NUMBER : (place + 1) * SEAT_NUMBER], now, p, seed)
        month.decide(municipality, own, state, now, p, seed)
        found_teams(municipality, teams, now, p, seed)
        for area in range(municipality.number_of_teams):
            team.work(teams[municipality.first_team + area], municipality, own, now, p, seed)
        first = municipality.first_team
        month.close(municipality, country.publications[place], own, state, teams, first, now, type_month, p)
        record.add(row, municipality, own, p)
    at[PLACE] = NOBODY
    national.take_stock(state, municipalities)
    record.finish(row, state, number)


MONTH, PLACE = 0, 1
"""Where `at` notes the month and the place in the table of the municipality at work."""
NOBODY = -1


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
            for column in range(len(series[now])):
                if not math.isfinite(series[now][column]):
                    return False
        if last == len(series):
            summarise.summarise(summary, series, country.municipalities, law_month, type_month, p)
        return True

    return kept(go_on, sources_of_the_engine(), checked=checked)


class RunError(RuntimeError):
    """A run that went wrong. The text names scenario, seed, month, agent and what happened."""


@dataclass(frozen=True, eq=False)
class Setting:
    """What all runs of a scenario share. `before` is the setting of the earlier domain that it comes after, if any."""

    scenario: "Scenario"
    world: World
    before: "Setting | None"

    @classmethod
    def of(cls, scenario: "Scenario") -> "Setting":
        """Return the setting of a scenario. Raises what `world_of` and `Scenario.predecessor` raise."""
        predecessor = scenario.predecessor()
        return cls(scenario, world_of(scenario), None if predecessor is None else cls.of(predecessor))


class Run:
    """One run: `month` months of it are done, `country` holds the states as they are now.

    `series` (months, outcomes) is filled up to `month`, `summary` (summaries) when the run is at its end. `parameters`,
    in the order of `Parameters`, replace the scenario's. With `checked` every index is checked against its bounds and
    every state for being a number, month by month: slow, for finding faults. Raises ValueError for a seed that is no
    64-bit whole number.
    """

    def __init__(
        self,
        setting: "Setting | Scenario",
        seed: int,
        parameters: Sequence[float] | np.ndarray | None = None,
        *,
        checked: bool = False,
    ) -> None:
        self.seed = checked_seed(seed)
        self.setting = setting if isinstance(setting, Setting) else Setting.of(setting)
        self.scenario, self.world, self.checked = self.setting.scenario, self.setting.world, checked
        self._values = checked_parameters(self.world.parameters if parameters is None else parameters)
        self._defaults = self._values.copy()
        self.table = self._values.view(parameters_dtype())
        self.country = country_of(self.world, self.parameters)
        self.series = np.full((self.scenario.months, len(OUTCOMES)), np.nan)
        self.summary = np.full(len(SUMMARIES), np.nan)
        self.month = 0
        self._failed: RunError | None = None
        self._targets = np.zeros(self.world.programme.chosen.shape)
        self._at = np.array([0, NOBODY])

    @property
    def parameters(self) -> Parameters:
        """The parameters as they are in force."""
        return Parameters(*self._values.tolist())

    def go_on(self, until: int | None = None) -> "Run":
        """Go on until so many months are done, by default to the end; return the run. Raises RunError."""
        end = self.scenario.months if until is None else until
        whole = isinstance(end, int | np.integer)
        if not whole or not self.month <= end <= self.scenario.months:
            raise ValueError(
                f"until: got {until!r}; allowed a whole number from {self.month} to {self.scenario.months}"
            )
        end = int(end)
        if self._failed is not None:
            raise self._failed
        step = 1 if self.checked else max(1, end - self.month)
        while self.month < end:
            self._go(self.month + step)
        return self

    def _go(self, until: int) -> None:
        world, earlier = self.world, self._earlier()
        arguments = (
            self.country, earlier, world.ties, world.programme, self._targets, world.election, self._values,
            self._defaults, self.table, world.law_month, world.type_month, self.seed, self.month, until,
            self.series, self.summary, self._at,
        )  # fmt: skip
        go_on = ready(compiled(self.checked), arguments, checked=self.checked)
        try:
            sound = go_on(*arguments)
        except (ArithmeticError, LookupError, ValueError) as error:
            raise self._fault(f"{type(error).__name__}: {error}", *self._at.tolist()) from error
        self.month = until if sound else int(self._at[MONTH])
        if self.checked or (sound and until == self.scenario.months):
            self._find_fault()
        if not sound:
            self._trace()

    def _earlier(self) -> np.ndarray:
        """What was embedded in the earlier domain (municipalities, measures), asked for once, at the start."""
        if self.month > 0 or self.setting.before is None:
            return np.zeros((0, NUMBER), dtype=np.int8)
        earlier = Run(self.setting.before, self.seed, checked=self.checked).go_on()
        return earlier.country.publications["embedded"].copy()

    def _find_fault(self) -> None:
        """Raise RunError for the first state that is no finite number."""
        for kind, rows in zip(KINDS, self.country, strict=True):
            for state in KINDS[kind]:
                wrong = np.argwhere(~np.isfinite(rows[state.name]))
                if len(wrong):
                    row = int(wrong[0][0])
                    value = rows[state.name][tuple(wrong[0])]
                    place, who = self._whose(kind, row)
                    raise self._fault(f"{who}{state.name} is {value}", int(self._at[MONTH]), place)

    def _whose(self, kind: str, row: int) -> tuple[int, str]:
        """The place of the municipality that a row belongs to, and what the row is of it, in words."""
        if kind == "social_team":
            first = self.country.municipalities["first_team"]
            place = int(np.searchsorted(first, row, side="right")) - 1
            return place, f"team {row - int(first[place])}: "
        if kind == "seat":
            return row // SEAT_NUMBER, f"{SEATS[row % SEAT_NUMBER].replace('_', ' ')}: "
        return (row if kind != "national" else NOBODY), ("" if kind in ("municipality", "publication") else f"{kind}: ")

    def _trace(self) -> None:
        """Run again with everything checked, so that the first fault is named and not what followed from it."""
        Run(self.setting, self.seed, self._defaults, checked=True).go_on()
        outcome = int(np.argwhere(~np.isfinite(self.series[self._at[MONTH]]))[0][0])
        raise self._fault(f"outcome {OUTCOMES[outcome].name} is no finite number", *self._at.tolist())

    def _fault(self, what: str, month: int, place: int) -> RunError:
        who = "the country"
        if place != NOBODY:
            row = self.world.population.table.iloc[place]
            who = f"{row['name']} ({row['code']})"
        when = f"{self.scenario.date_of(month)} (month {month})"
        self._failed = RunError(f"{self.scenario.name}, seed {self.seed}, {when}, {who}: {what}")
        return self._failed


def checked_parameters(given: Any) -> np.ndarray:
    """Return the values of a run's parameters. Raises Fault unless it is a finite number for each."""
    try:
        values = np.array(given, dtype=np.float64)
    except (TypeError, ValueError):
        values = np.empty(0)
    if values.shape != (len(Parameters._fields),):
        raise Fault(f"parameters: got {given!r}; allowed a number for each of the {len(Parameters._fields)} parameters")
    for name, value in zip(Parameters._fields, values.tolist(), strict=True):
        if not math.isfinite(value):
            raise Fault(f"parameters, {name}: got {value}; allowed a finite number")
    return values
