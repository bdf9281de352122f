"""P19: only cuts."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import ratio
from model.intervention_kinds import Block
from model.language import Words
from model.outcomes import COLUMN

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

GOALS = ("integral_working", "tailoring", "responsiveness", "prevention")
"""Four of the five goals: result orientation may rise by cost control alone."""
WAYS = ("field_ways", "own_ways")
FIRST_YEARS, LAST_YEARS = ("2015-01", "2016-12"), ("2019-01", "2020-12")


class CutsOnly(Pattern):
    """Measures on ways of working blocked from the first month, as in the preset on cuts alone; and not.

    How readings were chosen: the gain is that of the mean of the four goals, from the end of the first month to the
    end of the run. That result orientation may rise is a permission and not checked. The balance is the mean over
    municipalities and over the months of the two years.
    """

    code = "P19"
    kind = Kind.VERIFICATION
    claim = "Only cuts, no change of ways of working: the goals are not reached."
    evidence = ("B15",)
    rule_revised = Words(
        "another set-up alone brings little (B15)",
        "alleen een andere inrichting brengt weinig (B15)",
    )
    statistics = (
        Statistic("gain", "gain in four goals without other ways of working, relative to that with them", "ratio",
                  high=0.25, neutral=1.0),
        Statistic("balance first", "balance in 2015 and 2016 above that with other ways of working", "share",
                  low=0.0, neutral=0.0),
        Statistic("balance last", "balance in 2019 and 2020 above that with other ways of working", "share",
                  high=0.0, neutral=0.0),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        blocked = (Block(start=base.start, cell=cell) for cell in WAYS)
        return {"changing": base, "cuts only": base.with_(interventions=(*base.interventions, *blocked))}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        series = run.go_on().series
        goals = series[:, [COLUMN[goal] for goal in GOALS]].mean(axis=1)

        def balance(years: tuple[str, str]) -> np.ndarray:
            first, last = (run.scenario.month_of(date) for date in years)
            return np.array(series[first : last + 1, COLUMN["balance"]].mean())

        return {
            "gain": np.array(goals[-1] - goals[0]),
            "balance first": balance(FIRST_YEARS),
            "balance last": balance(LAST_YEARS),
        }

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        alone, changing = (
            {name: each.item() for name, each in seen[word].items()} for word in ("cuts only", "changing")
        )
        return {
            "gain": ratio(alone["gain"], changing["gain"]) if changing["gain"] > 0 else np.nan,
            "balance first": alone["balance first"] - changing["balance first"],
            "balance last": alone["balance last"] - changing["balance last"],
        }
