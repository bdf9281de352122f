"""P11: time pressure."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.p10 import READY
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import change

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

EARLY, LATE = 26.0, 12.0
"""Months between the announcement and the date."""
LATER = 24


class TimePressure(Pattern):
    """The law announced 26 and 12 months before its date.

    How readings were chosen: all are means over municipalities. *At the date* is the end of the month before it. The
    page asks "readiness within 5 pp", and P10 has "readiness ≥ 0.95 in ≥ 98 %": readiness is what a municipality has of
    it, and the share of municipalities that have enough is something else. So the mean of readiness is judged; the
    share that is ready, as in P10, is what "percentage points" could mean besides, and is told unjudged.
    """

    code = "P11"
    kind = Kind.VERIFICATION
    claim = "Time pressure: a later announcement or shorter preparation gives less transformation at the date."
    evidence = ("D2",)
    statistics = (
        Statistic("at date", "change in measures deployed at the date by the later announcement", "share",
                  high=-0.20, neutral=0.0),
        Statistic("readiness", "change in readiness at the date", "share", low=-0.05, high=0.05),
        Statistic("ready", "change in the share that is ready at the date (unjudged)", "share"),
        Statistic("later", "change in measures deployed 24 months after the date", "share", high=-0.05, neutral=0.0),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        return {
            "early": base.with_(parameters={"preparation": EARLY}),
            "late": base.with_(parameters={"preparation": LATE}),
        }

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        law = run.world.law_month
        rows = run.go_on(law).country.municipalities
        at_date, readiness, ready = (
            each.mean() for each in (rows["ingezet"], rows["readiness"], rows["readiness"] >= READY)
        )
        later = run.go_on(law + LATER).country.municipalities["ingezet"].mean()
        found = {"at date": at_date, "readiness": readiness, "ready": ready, "later": later}
        return {name: np.array(value) for name, value in found.items()}

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        early, late = ({name: each.item() for name, each in seen[word].items()} for word in ("early", "late"))
        return {
            "at date": change(late["at date"], early["at date"]),
            "readiness": late["readiness"] - early["readiness"],
            "ready": late["ready"] - early["ready"],
            "later": change(late["later"], early["later"]),
        }
