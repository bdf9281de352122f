"""P27: no champions."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.looking import tempo
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import ratio
from model.intervention_kinds import NoChampions
from model.language import Words

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run


class WithoutChampions(Pattern):
    """Champions as they are, and none from the first month to the last."""

    code = "P27"
    kind = Kind.EMERGENT
    claim = "Without champions the transformation does not succeed."
    evidence = ("B17",)
    rule_revised = Words(
        "what only the top can push through is harder for all, most for those with little power (A10)",
        "wat alleen de top erdoor krijgt is moeilijker voor allen, het meest voor wie weinig macht heeft (A10)",
    )
    one_rule = Words(
        "little is begun without power",
        "zonder macht begint er weinig",
    )
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
