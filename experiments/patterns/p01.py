"""P1: half are cautious changers."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from experiments.patterns.looking import at_type_date, types
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from model.typology import CAUTIOUS_CHANGER

if TYPE_CHECKING:
    import numpy as np

    from model import Scenario
    from model.engine import Run

SHIFTS = {"as declared": 0, "one lower": -1, "one higher": 1}
"""By how much both cut-offs of the types are moved."""


class HalfAreCautiousChangers(Pattern):
    """The share of cautious changers on the type date, and with both cut-offs moved by one."""

    code = "P1"
    kind = Kind.CALIBRATION
    afterwards = True
    claim = "About half of the municipalities are cautious changers around 2015 (40–60 %)."
    evidence = ("B9",)
    statistics = (
        Statistic("as declared", "cautious changers on 1 May 2015", "share", low=0.40, high=0.60),
        Statistic("one lower", "the same with both cut-offs one lower", "share", low=0.30, high=0.70),
        Statistic("one higher", "the same with both cut-offs one higher", "share", low=0.30, high=0.70),
    )

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        return {"as it is": base}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        country = at_type_date(run)
        return {name: types(country, run, shift=shift) == CAUTIOUS_CHANGER for name, shift in SHIFTS.items()}

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        return {name: float(seen["as it is"][name].mean()) for name in SHIFTS}
