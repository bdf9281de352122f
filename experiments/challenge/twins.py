"""Twins: champions, councils and teams replaced by their means. What still shows then did not need them.

At the end of every month each agent of a kind is put at the mean of its peers; the next month goes on from there. So
nothing in a rule knows of it, and within the month everybody acts as always.

- Champions and teams: the mean of those of the same municipality. A champion's seat stays what it is, for a person's
  luck belongs to it; what averages is energy, and the power that others have to do with until the next month.
- Councils: a municipality has just one, so its mean would be itself. Councils are put at the mean of all councils in
  what they lean to and nothing else: appetite month by month, since elections draw it anew, the rest once, after the
  first month, so that an intervention that orders a lean in some of them does not leak into the others. How they react
  stays their own: control, trust, agreement. Averaged, a failure's alarm would be spread over the country, and P8 break
  for that alone.

Whole numbers (who sits where, when a team was born) stay.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from experiments.patterns.looking import rows_of_teams
from experiments.patterns.variants import Variant
from model.language import Words
from model.rules.leadership import COUNCILLOR, DIRECTOR
from model.state import SEAT, SOCIAL_TEAM
from model.world import SEAT_NUMBER

if TYPE_CHECKING:
    from model import Scenario
    from model.country import Country
    from model.engine import Run

PATTERNS = ("P6", "P8", "P14", "P15", "P16", "P18")
BROKEN_AT_LEAST = 4
"""So many of PATTERNS must be lost with all three replaced."""

APPETITE = ("appetite_council", "appetite_alderman", "appetite")
LEANING = ("resting_control", "exchange_disposition", "informal_exchange")
"""What a council leans to: what elections draw anew, and what is there from the first month on."""

Level = Callable[["Country", int], None]
"""Puts agents at their means, at the end of a month (counted from 1)."""


def champions(country: "Country", month: int) -> None:
    """Put every champion at the mean energy and power of the champions of its municipality."""
    seats, rows = country.seats, country.municipalities
    sitting = np.flatnonzero(seats["active"] == 1)
    place = sitting // SEAT_NUMBER
    for state in SEAT:
        if not state.whole:
            seats[state.name][sitting] = mean_by(place, seats[state.name][sitting], len(rows))[place]
    # What others read of a champion's power until the next month: the circle, the council.
    for name, seat in (("director_power", DIRECTOR), ("councillor_power", COUNCILLOR)):
        there = seats["active"].reshape(-1, SEAT_NUMBER)[:, seat] == 1
        rows[name][there] = seats["power"].reshape(-1, SEAT_NUMBER)[there, seat]
    country.publications["director"] = rows["director_power"]


def councils(country: "Country", month: int) -> None:
    """Put every council at the mean of all councils in what it leans to."""
    for name in (*APPETITE, *(LEANING if month == 1 else ())):
        country.councils[name] = country.councils[name].mean()


def teams(country: "Country", month: int) -> None:
    """Put every social team at the means of the teams of its municipality."""
    place, there = rows_of_teams(country)
    for state in SOCIAL_TEAM:
        if not state.whole:
            column = country.teams[state.name]
            column[there] = mean_by(place, column[there], len(country.municipalities))[place]


def mean_by(place: np.ndarray, values: np.ndarray, number: int) -> np.ndarray:
    """The mean of the values at each of so many places; zero where there are none."""
    return np.bincount(place, values, number) / np.maximum(np.bincount(place, minlength=number), 1)


LEVELS: dict[str, tuple[Words, Sequence[Level]]] = {
    "champions": (
        Words("champions at their municipality's means", "trekkers op het gemiddelde van hun gemeente"),
        (champions,),
    ),
    "councils": (
        Words("councils leaning alike", "raden die naar hetzelfde neigen"),
        (councils,),
    ),
    "teams": (Words("teams at their municipality's means", "teams op het gemiddelde van hun gemeente"), (teams,)),
    "all": (
        Words("champions, councils and teams at their means", "trekkers, raden en teams op hun gemiddelde"),
        (champions, councils, teams),
    ),
}
"""The twins: name, label, and what is put at its means."""


class Levelled:
    """A run that stops at the end of every month for agents to be put at their means; else the run itself."""

    def __init__(self, run: "Run", levels: Sequence[Level]) -> None:
        self._run, self._levels = run, levels

    def __getattr__(self, name: str) -> Any:
        return getattr(self._run, name)

    def go_on(self, until: int | None = None) -> "Levelled":
        """Go on as a run does, month by month. Raises what a run raises."""
        end = self._run.scenario.months if until is None else until
        while self._run.month < end:
            self._run.go_on(self._run.month + 1)
            for level in self._levels:
                level(self._run.country, self._run.month)
        self._run.go_on(end)
        return self


def levelled(levels: Sequence[Level], run: "Run") -> "Run":
    """A run with agents at their means, to be taken for a run."""
    return cast("Run", Levelled(run, levels))


def variants(base: "Scenario") -> list[Variant]:
    """The model as it is, and its twins."""
    return [
        Variant("as-it-is", "as it is", "zoals het is", base),
        *(
            Variant(name, words.english, words.dutch, base, partial(levelled, levels))
            for name, (words, levels) in LEVELS.items()
        ),
    ]
