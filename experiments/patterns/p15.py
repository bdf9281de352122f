"""P15: waiting where nobody knows and nobody asks."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.looking import teams
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import ratio
from model.language import Words

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

FROM, TO = "2016-01", "2016-12"
CELLS = ("neither", "asks", "knows", "both")
"""What a team does where special knowledge is needed."""


class WaitingUnasked(Pattern):
    """Waiting in team-months of 2016, by specialist knowledge and readiness to ask.

    Low is below the median of all team-months, high is the rest.
    """

    code = "P15"
    kind = Kind.EMERGENT
    claim = "Waiting lists are longer where specialist knowledge is missing and help is not asked."
    evidence = ("C3",)
    rule_revised = Words(
        "a team lacks specialist knowledge by its character; what it misses has a step where it knows half (C3, C4)",
        "een team mist specialistische kennis naar zijn aard; wat het mist kent een drempel bij de helft (C3, C4)",
    )
    one_rule = Words(
        "what is neither known nor asked about waits longer",
        "wat niet wordt gekend en niet wordt gevraagd wacht langer",
    )
    statistics = (
        Statistic("knowing little", "median wait where help is not asked, relative to where it is; knowledge low",
                  "ratio", low=1.5, neutral=1.0),
        Statistic("knowing much", "the same where specialist knowledge is high", "ratio", high=1.15),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        return {"base": base}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        months = range(run.scenario.month_of(FROM), run.scenario.month_of(TO) + 1)
        there = [teams(run.go_on(month + 1).country) for month in months]
        knowledge, asking, waiting = (
            np.concatenate([each[name] for each in there])
            for name in ("specialist_knowledge", "help_seeking", "waiting")
        )
        return medians(knowledge, asking, waiting)

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        wait = {cell: seen["base"][cell].item() for cell in CELLS}
        return {
            "knowing little": ratio(wait["neither"], wait["asks"]),
            "knowing much": ratio(wait["knows"], wait["both"]),
        }


def medians(knowledge: np.ndarray, asking: np.ndarray, waiting: np.ndarray) -> "dict[str, np.ndarray]":
    """Return the median waiting in each of CELLS, from three numbers of each team-month; nan for an empty cell."""
    if not len(waiting):
        return {cell: np.array(np.nan) for cell in CELLS}
    knows, asks = knowledge >= np.median(knowledge), asking >= np.median(asking)
    cells = (~knows & ~asks, ~knows & asks, knows & ~asks, knows & asks)
    return {
        cell: np.array(np.median(waiting[there]) if there.any() else np.nan)
        for cell, there in zip(CELLS, cells, strict=True)
    }
