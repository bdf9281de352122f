"""P30: haste and those one has to work with."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from model.language import Words
from model.outcomes import COLUMN
from model.parameters import parameter

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

FROM, TO = "2014-07", "2014-12"
LONGER = 12
"""Months that the twin has more, as in the scenario `longer-preparation`."""


class HasteCostsCooperation(Pattern):
    """The same law announced a year earlier. Support is the mean over municipalities and over the six months."""

    code = "P30"
    kind = Kind.EMERGENT
    claim = "Haste costs cooperation."
    evidence = ("D20",)
    rule_revised = Words(
        "haste costs cooperation more than in proportion (D20); the pace the date asks holds before the first month",
        "haast kost meer dan evenredig samenwerking (D20); het tempo dat de datum vraagt geldt al voor de eerste maand",
    )
    one_rule = Words(
        "haste wears support down",
        "haast slijt draagvlak",
    )
    statistics = (
        Statistic("support", "support of partners, July to December 2014: longer preparation less the base", "0-1",
                  low=0.05, neutral=0.0),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        longer = min(base.parameter_values().preparation + LONGER, parameter("preparation").high)
        return {"base": base, "longer": base.with_(parameters={"preparation": longer})}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        first, last = run.scenario.month_of(FROM), run.scenario.month_of(TO)
        return {"support": run.go_on(last + 1).series[first : last + 1, COLUMN["support_partners"]].copy()}

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        return {"support": seen["longer"]["support"].mean() - seen["base"]["support"].mean()}
