"""P10: formally ready on the day."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.looking import until
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import ratio
from model.language import Words

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

READY = 0.95
SHORT = 6.0
"""Months between announcement and law in the hasty scenario."""


class FormallyReady(Pattern):
    """Readiness at the end of September and of December 2014, how much the number of measures varies on the type date,
    and readiness where the law is announced half a year ahead: one that is forced would hold there, too.
    """

    code = "P10"
    kind = Kind.VERIFICATION
    claim = "On 1 January 2015 municipalities are formally ready while transformation differs widely."
    evidence = ("B6",)
    rule_revised = Words(
        "the work of getting ready was set for this",
        "het werk om op orde te komen is hierop gezet",
    )
    searched = True
    statistics = (
        Statistic("ready", "ready on 1 January 2015", "share", low=0.98),
        Statistic("not yet", "not ready in September 2014", "share", low=0.30, high=0.70),
        Statistic("varied", "coefficient of variation of measures deployed on 1 May 2015", "ratio", low=0.5),
        Statistic("hasty", "ready on the day where the law is announced six months ahead", "share", high=0.90),
    )

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        return {"as it is": base, "announced late": base.with_(parameters={"preparation": SHORT})}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        september = until(run, "2014-09").municipalities["readiness"] >= READY
        december = until(run, "2014-12").municipalities["readiness"] >= READY
        rows = run.go_on(run.world.type_month + 1).country.municipalities
        return {"september": september, "december": december, "ingezet": rows["ingezet_at_date"]}

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        here = seen["as it is"]
        return {
            "ready": float(here["december"].mean()),
            "not yet": 1.0 - float(here["september"].mean()),
            "varied": ratio(here["ingezet"].std(), here["ingezet"].mean()),
            "hasty": float(seen["announced late"]["december"].mean()),
        }
