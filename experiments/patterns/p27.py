"""P27: no champions."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.looking import tempo
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import ratio
from model.intervention_kinds import NoChampions

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run


class WithoutChampions(Pattern):
    """Champions as they are, and none from the first month to the last."""

    code = "P27"
    kind = Kind.EMERGENT
    claim = "Without champions the transformation does not succeed."
    evidence = ("B17",)
    statistics = (
        Statistic("tempo", "tempo without champions, relative to that with them", "ratio", high=0.25, neutral=1.0),
    )

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        none = NoChampions(start=base.start)
        return {"champions": base, "none": base.with_(interventions=(*base.interventions, none))}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        return {"tempo": tempo(run.go_on().country)}

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        return {"tempo": ratio(seen["none"]["tempo"].mean(), seen["champions"]["tempo"].mean())}
