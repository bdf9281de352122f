"""P22: mandate and budget for teams."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.looking import teams, until
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import mean, ratio
from model.intervention_kinds import Level
from model.language import Words

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

LITTLE, MUCH = 0.1, 0.8
GOALS = ("tailoring", "responsiveness", "prevention")
ACCESS_ONLY = 0.4
"""Breadth below which a team does access only; the bound of P14."""


class MandateAndBudget(Pattern):
    """Two by two: what teams are given in mandate and in budget, little or much, from the first month on.

    How readings were chosen: goals are means over municipalities of what holds at the end of December 2019, those
    without a team included; teams are counted one by one. What a municipality gives is not what a team comes to have:
    national rules and falling back take their part of the mandate as ever.
    """

    code = "P22"
    kind = Kind.EMERGENT
    claim = "Mandate and budget for teams improve outcomes; without them teams stay at access."
    evidence = ("C10", "E4")
    rule_revised = Words(
        "mandate carries the breadth of a team (C10, E4); mandate and budget are given whatever a measure's worth",
        "mandaat draagt de breedte van een team (C10, E4); mandaat en budget worden gegeven wat een maatregel ook "
        "waard is",
    )
    statistics = (
        Statistic("gain", "tailoring, responsiveness and prevention with both, above those with neither", "0-1",
                  low=0.10, neutral=0.0),
        Statistic("mandate alone", "gain from a mandate alone, relative to that from both", "ratio",
                  high=0.5, neutral=1.0),
        Statistic("budget alone", "gain from a budget alone, relative to that from both", "ratio",
                  high=0.5, neutral=1.0),
        Statistic("access with neither", "teams that do access only, with neither", "share", low=0.60),
        Statistic("access with both", "teams that do access only, with both", "share", high=0.30),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        def given(mandate: float, budget: float) -> "Scenario":
            orders = (
                Level(start=base.start, variable="mandate_given", value=mandate),
                Level(start=base.start, variable="budget_given", value=budget),
            )
            return base.with_(interventions=(*base.interventions, *orders))

        return {
            "neither": given(LITTLE, LITTLE),
            "mandate": given(MUCH, LITTLE),
            "budget": given(LITTLE, MUCH),
            "both": given(MUCH, MUCH),
        }

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        country = until(run, "2019-12")
        reached = np.mean([country.municipalities[goal] for goal in GOALS], axis=0)
        return {"goals": reached, "breadth": teams(country)["breadth"].to_numpy(copy=True)}

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        reached = {word: each["goals"].mean() for word, each in seen.items()}
        gain = {word: value - reached["neither"] for word, value in reached.items()}
        both = gain["both"]
        return {
            "gain": both,
            "mandate alone": ratio(gain["mandate"], both) if both > 0 else np.nan,
            "budget alone": ratio(gain["budget"], both) if both > 0 else np.nan,
            "access with neither": mean(seen["neither"]["breadth"] < ACCESS_ONLY),
            "access with both": mean(seen["both"]["breadth"] < ACCESS_ONLY),
        }
