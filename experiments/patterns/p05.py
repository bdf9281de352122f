"""P5: the position of the champion."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.looking import tempo
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import mean, partial, ratio
from model.intervention_kinds import SEATS, Champion
from model.language import Words
from model.rules.leadership import DIRECTOR

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

TOP = 2
OTHER_ROLES = ("fatigue", "circle", "reflex")
"""What a seat brings beside power: a coached director or head tires less (D7), a director meets others (A10), a
councillor shields from the reflex (B14). Where seats are to be equal these are held too.
"""


class PositionOfTheChampion(Pattern):
    """The same champion in each of the six seats in turn; the same with seats of equal power and nobody leaving.

    How readings were chosen: no other champion is there at the start, though those placed may win over more. Only
    municipalities that have a director's seat are compared, for elsewhere the champion who is to be director becomes
    secretary and two of the six scenarios are one. *Equal power and exits* is no loss of power down the ladder,
    turnover held (nobody leaves and nobody is won over), and the other roles of a seat held. The spread is that between
    the highest and the lowest of the six, relative to their mean. Seat rank in the cross-section is that of the highest
    champion in January 2013, among municipalities that have one.
    """

    code = "P5"
    kind = Kind.VERIFICATION
    claim = "Tempo rises with the position of the champion; director of the social domain highest or nearly so."
    evidence = ("A10", "B12")
    searched = True
    reading_revised = Words(
        "a seat's other roles are held where seats are to be equal",
        "de andere rollen van een positie liggen vast waar posities gelijk moeten zijn",
    )
    statistics = (
        Statistic("director on top", "seeds in which the director's tempo is among the two highest", "share", low=0.8),
        Statistic("over leader", "tempo with a champion as director, relative to one as project leader", "ratio",
                  low=1.25, neutral=1.0),
        Statistic("equal spread", "spread over the seats with equal power and exits, relative to the mean", "share",
                  high=0.05),
        Statistic("cross section", "partial rank correlation of the seat's rank and tempo given size",
                  low=0.2, neutral=0.0),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        bare = base.with_(parameters={"champions_mean": 0.0})
        equal = bare.with_(parameters={"power_gradient": 0.0}, held=(*base.held, *OTHER_ROLES, "turnover"))
        found = {"as they are": base}
        for seat in SEATS:
            word, placed = seat.replace("_", " "), Champion(start=base.start, seat=seat)
            for scenario, name in ((bare, word), (equal, f"equal {word}")):
                found[name] = scenario.with_(interventions=(*base.interventions, placed))
        return found

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        seats = run.go_on(1).country.seats["active"].reshape(-1, len(SEATS)) == 1
        rank = np.where(seats.any(axis=1), -np.argmax(seats, axis=1), np.nan)
        rows = run.go_on().country.municipalities
        return {
            "tempo": tempo(run.country),
            "population": rows["population"].copy(),
            "rank": rank,
            "with director": rows["population"] >= run.parameters.director_size,
        }

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        def tempo_of(word: str) -> float:
            return mean(seen[word]["tempo"][seen[word]["with director"] == 1])

        words = [seat.replace("_", " ") for seat in SEATS]
        placed = np.array([tempo_of(word) for word in words])
        equal = np.array([tempo_of(f"equal {word}") for word in words])
        base = seen["as they are"]
        there = np.isfinite(base["rank"])
        below = (placed < placed[DIRECTOR]).sum()
        return {
            "director on top": float(below >= len(SEATS) - TOP) if np.isfinite(placed).all() else np.nan,
            "over leader": ratio(placed[DIRECTOR], placed[-1]),
            "equal spread": ratio(np.ptp(equal), equal.mean()),
            "cross section": partial(base["rank"][there], base["tempo"][there], base["population"][there]),
        }
