"""P29: change from below."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import mean
from model.intervention_kinds import Level
from model.measures import A_TEAM, EMBEDDED

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

LITTLE, MUCH = 0.2, 0.8


class FromBelow(Pattern):
    """The same municipalities, learning rather than controlling and the reverse.

    How readings were chosen: learning and the council's control are the two poles, each ordered to 0.8 or 0.2 month by
    month (the poles of P9), in every municipality. A measure started in a team when a team put it on the agenda; one
    that the top had considered already does not count, though a team may then have given it its shape. The share is of
    all measures embedded in the country at the end of the run.
    """

    code = "P29"
    kind = Kind.EMERGENT
    claim = "Change from below: practice of teams becomes policy where it is noticed and valued."
    evidence = ("C7", "C8")
    statistics = (
        Statistic("difference", "embedded measures from a team, when learning above when controlling", "share",
                  low=0.10, neutral=0.0),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        def leaning(learning: float, control: float) -> "Scenario":
            orders = (
                Level(start=base.start, variable="learning", value=learning),
                Level(start=base.start, variable="control", value=control),
            )
            return base.with_(interventions=(*base.interventions, *orders))

        return {"learning": leaning(MUCH, LITTLE), "controlling": leaning(LITTLE, MUCH)}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        rows = run.go_on().country.municipalities
        return {"from team": (rows["origin"] == A_TEAM)[rows["stage"] == EMBEDDED]}

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        return {"difference": mean(seen["learning"]["from team"]) - mean(seen["controlling"]["from team"])}
