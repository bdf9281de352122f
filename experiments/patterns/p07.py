"""P7: what cuts do where the top is convinced, and where it doubts."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import change, mean, ratio
from model.language import Words

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

FROM, TO = "2014-01", "2016-12"
NO_CUT, DEEP_CUT = 0.0, 0.30


class CutsAndConviction(Pattern):
    """No cut against a cut of 30 %, in thirds of municipalities by the conviction they began with.

    Starts are all pilots begun from January 2014 to December 2016, first teams too, as the definition of a start has
    it; cost control is its mean over the same months. Changes are those of the mean of a third. The level between the
    two that the pattern names, a cut of 15 %, is not run: no threshold is stated for it.
    """

    code = "P7"
    kind = Kind.EMERGENT
    claim = "Cuts raise experiments where conviction is high, and cost control where it is low."
    evidence = ("A9", "B13", "C5")
    rule_revised = Words(
        "the top reads pressure as opportunity or threat more decidedly than it leans (A9, C5)",
        "de top leest druk uitgesprokener als kans of bedreiging dan ze neigt (A9, C5)",
    )
    statistics = (
        Statistic("convinced", "change in pilots begun by the most convinced third under a deep cut", "share",
                  low=0.15, neutral=0.0),
        Statistic("doubting", "change in pilots begun by the least convinced third under a deep cut", "share",
                  high=0.0, neutral=0.0),
        Statistic("cost control", "rise of cost control in the least convinced third, relative to the most convinced",
                  "ratio", low=2.0, neutral=1.0),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        return {
            "no cut": base.with_(parameters={"cut_size": NO_CUT}),
            "deep cut": base.with_(parameters={"cut_size": DEEP_CUT}),
        }

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        first, last = run.scenario.month_of(FROM), run.scenario.month_of(TO)
        before = run.go_on(first).country.municipalities["all_starts"].copy()
        cost_control = [
            run.go_on(month + 1).country.municipalities["cost_control"].copy() for month in range(first, last + 1)
        ]
        municipalities = run.country.municipalities
        return {
            "conviction": municipalities["conviction_disposition"].copy(),
            "starts": municipalities["all_starts"] - before,
            "cost control": np.mean(cost_control, axis=0),
        }

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        none, deep = seen["no cut"], seen["deep cut"]
        conviction = none["conviction"]
        top, bottom = conviction >= np.quantile(conviction, 2 / 3), conviction <= np.quantile(conviction, 1 / 3)
        rise = deep["cost control"] - none["cost control"]
        return {
            "convinced": change(mean(deep["starts"][top]), mean(none["starts"][top])),
            "doubting": change(mean(deep["starts"][bottom]), mean(none["starts"][bottom])),
            "cost control": ratio(mean(rise[bottom]), mean(rise[top])) if mean(rise[top]) > 0.0 else np.nan,
        }
