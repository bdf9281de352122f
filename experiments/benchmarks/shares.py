"""What each act takes of a month: are the two that are compared with C the dearest?

Each act is carried out for all municipalities before the next, on states of seven months of a run, in the engine's
order. The states that come of it must be the engine's, so that no act is left out. In the engine a municipality goes
through its whole month while its states are at hand; here every act has to fetch them again, so that the quick ones
look dearer than they are.
"""

import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from experiments.benchmarks.measuring import Figure, NotMeasured, medians, ratio
from model import Scenario
from model.acts import attention, council, deliver, month, national, pressures, record, steer, surroundings, team
from model.acts import take_measures as measures
from model.country import found_teams
from model.engine import Run
from model.world import SEAT_NUMBER

MONTHS = (6, 18, 24, 30, 42, 60, 84)
"""Months whose states are used: before the law, around it, and after."""

TWO = ("look_around", "decide")
"""The acts that are written in C."""
NAMED = 5
"""So many acts are named with their share."""

DEAREST = Figure("dearest act beside those two / the cheaper of the two", 1, False, "times")


class Around(NamedTuple):
    """What an act may need beside its municipality, as `model.country` gives it."""

    council: Any
    seats: Any
    teams: Any
    publication: Any
    national: Any
    publications: Any
    ties: Any
    row: Any
    now: Any
    type_month: Any
    seed: Any
    p: Any


def work(m: Any, x: Any) -> None:
    """The month of the municipality's teams."""
    for area in range(m.number_of_teams):
        team.work(x.teams[m.first_team + area], m, x.council, x.now, x.p, x.seed)


ACTS: dict[str, Callable[[Any, Any], None]] = {
    "look_around": lambda m, x: surroundings.look_around(m, x.publications, x.ties, x.now, x.p),
    "deliberate": lambda m, x: council.deliberate(x.council, m, x.national, x.now, x.p, x.seed),
    "lead": lambda m, x: month.lead(m, x.seats, x.now, x.p, x.seed),
    "be_persuaded": lambda m, x: pressures.be_persuaded(m, x.now, x.p),
    "win_support": lambda m, x: steer.win_support(m, x.now, x.p),
    "turn_the_page": lambda m, x: measures.turn_the_page(m, x.now),
    "keep_the_books": lambda m, x: pressures.keep_the_books(m, x.national, x.now, x.p),
    "feel_pressure": lambda m, x: pressures.feel_pressure(m, x.national, x.now, x.p),
    "steer": lambda m, x: steer.steer(m, x.now, x.p, x.seed),
    "spend_attention": lambda m, x: attention.spend_attention(m, x.council, x.national, x.now, x.p),
    "set_agenda": lambda m, x: measures.set_agenda(m, x.national, x.now, x.p, x.seed),
    "decide": lambda m, x: measures.decide(m, x.council, x.national, x.now, x.p, x.seed),
    "run_pilots": lambda m, x: measures.run_pilots(m, x.council, x.now, x.p, x.seed),
    "plan_teams": lambda m, x: deliver.plan_teams(m),
    "put_in_use": lambda m, x: deliver.put_in_use(m, x.national, x.now, x.p),
    "found_teams": lambda m, x: found_teams(m, x.teams, x.now, x.p, x.seed),
    "work": work,
    "tally_teams": lambda m, x: deliver.tally_teams(m, x.teams, m.first_team, m.number_of_teams, x.p),
    "deliver": lambda m, x: deliver.deliver(m, x.now, x.p),
    "grant": lambda m, x: deliver.grant(m, x.council, x.now, x.p),
    "take_form": lambda m, x: steer.take_form(m, x.council, x.national, x.now, x.p),
    "count_measures": lambda m, x: deliver.count_measures(m, x.now, x.type_month, x.p),
    "publish": lambda m, x: deliver.publish(x.publication, m, x.now),
    "record": lambda m, x: record.add(x.row, m, x.council, x.p),
}
"""Every act of a municipality's month, in the engine's order."""


def for_all(act: Callable[[Any, Any], None]) -> Callable[..., None]:
    """Return an act for all municipalities, compiled."""
    one = njit(act)

    @njit
    def all_of_them(country: Any, ties: Any, row: Any, now: int, type_month: int, seed: int, table: Any) -> None:
        for place in range(len(country.municipalities)):
            seats = country.seats[place * SEAT_NUMBER : (place + 1) * SEAT_NUMBER]
            around = Around(
                country.councils[place], seats, country.teams, country.publications[place], country.national[0],
                country.publications, ties, row, now, type_month, seed, table[0],
            )  # fmt: skip
            one(country.municipalities[place], around)

    return all_of_them


@njit
def open_month(country: Any, now: int, election: int, table: Any) -> None:
    """What comes before the municipalities' month, where no intervention does."""
    country.national[0].election = election
    national.govern(country.national[0], now, table[0])


def months_of(scenario: Scenario, seed: int, months: Sequence[int] = MONTHS) -> tuple[Run, dict[int, Any]]:
    """Return a run of a scenario, and copies of its states before each of some months."""
    run = Run(scenario, seed)
    before = {}
    for each in months:
        run.go_on(each)
        before[each] = run.country.copied()
    return run, before


def same(one: Sequence[Any], other: Sequence[Any]) -> bool:
    """Whether tables of records are the same in every field."""
    return all(
        np.array_equal(here[field], there[field])
        for here, there in zip(one, other, strict=True)
        for field in here.dtype.names
    )


class Months:
    """The months that acts are timed on: `before` has the states before each, `after` those that the engine leaves."""

    def __init__(self, scenario: Scenario, seed: int, months: Sequence[int] = MONTHS) -> None:
        self.run, self.before = months_of(scenario, seed, months)
        self.after = months_of(scenario, seed, [each + 1 for each in months])[1]
        self.acts = {name: for_all(act) for name, act in ACTS.items()}

    def seconds(self) -> dict[str, float]:
        """Return what each act takes in all months together. Raises NotMeasured where other states come of it."""
        run, world, taken = self.run, self.run.world, dict.fromkeys(self.acts, 0.0)
        for now, states in self.before.items():
            country, row = states.copied(), np.zeros(run.series.shape[1])
            open_month(country, now, world.election[now], run.table)
            for name, act in self.acts.items():
                begun = time.perf_counter()
                act(country, world.ties, row, now, world.type_month, run.seed, run.table)
                taken[name] += time.perf_counter() - begun
            # The nation, which comes first, takes stock only after the last act.
            if not same(country[1:], self.after[now + 1][1:]):
                raise NotMeasured("the acts leave other states than the engine")
        return taken


def dearest(rounds: int) -> list[Figure]:
    """The dearest act that is not written in C against the cheaper of those that are; each act's share in the note."""
    months = Months(Scenario.load("baseline"), 1)
    months.seconds()
    rounds = 4 * rounds
    taken: dict[str, list[float]] = {name: [] for name in ACTS}
    for _ in range(rounds):
        for name, seconds in months.seconds().items():
            taken[name].append(seconds)
    middle = medians(taken)
    whole, falling = sum(middle.values()), sorted(middle, key=lambda name: -middle[name])
    cheaper = min(TWO, key=lambda name: middle[name])
    other = next(name for name in falling if name not in TWO)
    named = ", ".join(f"{name} {middle[name] / whole:.0%}" for name in falling[:NAMED])
    note = f"of the time of all {len(ACTS)} acts: {named}; each act for all municipalities before the next"
    return [DEAREST.found(ratio(taken, other, cheaper), note, rounds, {"seconds": taken})]
