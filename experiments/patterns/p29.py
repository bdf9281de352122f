"""P29: change from below."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import mean
from model.intervention_kinds import Level
from model.language import Words
from model.measures import A_TEAM, EMBEDDED, THE_TOP

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

LITTLE, MUCH = 0.2, 0.8


class FromBelow(Pattern):
    """The same municipalities, learning rather than controlling and the reverse.

    How readings were chosen: learning and the council's control are the two poles, each ordered to 0.8 or 0.2 month by
    month (the poles of P9), in every municipality. A measure started in a team when what began it was a practice that
    a team had invented, also where the top had it on its agenda and had not decided (C8: embraced, made important). The
    top's agenda soon holds nearly everything; without what stood there first the difference is told too, unjudged. The
    share is of all measures embedded in the country at the end of the run.
    """

    code = "P29"
    kind = Kind.EMERGENT
    claim = "Change from below: practice of teams becomes policy where it is noticed and valued."
    evidence = ("C7", "C8")
    rule_revised = Words(
        "a noticed practice counts as a team's, whoever thought of it before, unless it is decided (C8)",
        "een opgemerkte praktijk telt als die van een team, wie er ook eerder aan dacht, tenzij erover is besloten "
        "(C8)",
    )
    reading_revised = Words(
        "what the top had on its agenda counts, too",
        "wat de top al op de agenda had telt ook",
    )
    one_rule = Words(
        "the chance that a practice is noticed",
        "de kans dat een praktijk wordt opgemerkt",
    )
    statistics = (
        Statistic("difference", "embedded measures from a team, when learning above when controlling", "share",
                  low=0.10, neutral=0.0),
        Statistic("never from above", "the same without what the top had on its agenda before (unjudged)", "share"),
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
        rows = run.country.municipalities
        above = np.zeros(rows["origin"].shape, dtype=bool)
        for month in range(run.scenario.months):
            rows = run.go_on(month + 1).country.municipalities
            above |= rows["origin"] == THE_TOP
        embedded, from_team = rows["stage"] == EMBEDDED, rows["origin"] == A_TEAM
        return {"from team": from_team[embedded], "never from above": (from_team & ~above)[embedded]}

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        learning, controlling = seen["learning"], seen["controlling"]
        return {
            name: mean(learning[kind]) - mean(controlling[kind])
            for name, kind in (("difference", "from team"), ("never from above", "never from above"))
        }
