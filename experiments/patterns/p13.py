"""P13: a dip in renewal in the second half of 2015."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import ratio
from model.language import Words
from model.measures import EMBEDDED, FIRST_TEAM

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

HALF_YEARS = {"before": "2015-01", "dip": "2015-07", "after": "2016-01"}
"""The first month of each."""
LENGTH = 6


class Dip(Pattern):
    """Renewal in three half-years, with the reassessments and without them.

    How readings were chosen: renewal is the number of pilots begun and of measures embedded in the country, first teams
    left out.

    A threshold that was ill-chosen: with the reassessments off both ratios were to lie in 0.95 to 1.05, so that the
    dip is theirs and not the law date's. That asks that renewal be level over a year and a half; any steady rise or
    decline, which nobody denies, moves one ratio above 1 and the other below it though there is no dip. What was meant
    is asked of their geometric mean, from which a steady trend drops out; the two stand beside it, unjudged.
    """

    code = "P13"
    kind = Kind.VERIFICATION
    claim = "A dip in renewal in the second half of 2015."
    evidence = ("C4",)
    searched = True
    reading_revised = Words(
        "without reassessments the geometric mean of both ratios is asked",
        "zonder herindicaties wordt het meetkundig gemiddelde van beide verhoudingen gevraagd",
    )
    statistics = (
        Statistic("to before", "renewal in July to December 2015, relative to the half-year before", "ratio",
                  low=0.30, high=0.85),
        Statistic("to after", "renewal in July to December 2015, relative to the half-year after", "ratio",
                  low=0.30, high=0.85),
        Statistic("off", "geometric mean of both ratios with the reassessments off", "ratio", low=0.95, high=1.05),
        Statistic("off to before", "the first ratio with the reassessments off (unjudged)", "ratio"),
        Statistic("off to after", "the second ratio with the reassessments off (unjudged)", "ratio"),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        return {"on": base, "off": base.with_(held=(*base.held, "reassessment"))}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        found = {}
        for name, date in HALF_YEARS.items():
            first = run.scenario.month_of(date)
            found[name] = np.array(sum(renewal(run, month) for month in range(first, first + LENGTH)))
        return found

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        found = {}
        for word, prefix in (("on", ""), ("off", "off ")):
            half_year = {name: each.item() for name, each in seen[word].items()}
            for side in ("before", "after"):
                found[f"{prefix}to {side}"] = ratio(half_year["dip"], half_year[side])
        return {**found, "off": np.sqrt(found["off to before"] * found["off to after"])}


def renewal(run: "Run", month: int) -> int:
    """Go through a month, and return the pilots begun and measures embedded in it, first teams left out."""
    rows = run.go_on(month + 1).country.municipalities
    begun = rows["began"] == month
    embedded = (rows["ended"] == month) & (rows["stage"] == EMBEDDED)
    both = begun.astype(int) + embedded
    return int(both.sum() - both[:, FIRST_TEAM].sum())
