"""P28: reorganisation of the municipality itself."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.looking import types, until
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.pilots import deployed
from experiments.patterns.reckoning import mean
from model.language import Words
from model.measures import EMBEDDED, REORGANISATION
from model.typology import CHANGER

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run


class Reorganisation(Pattern):
    """The merged department, among changers and among the others, at the end of 2016.

    How readings were chosen: it counts as it counts for the type, once it is *ingezet* (piloted for three months, or
    embedded), and who is a changer is read at the same moment. Only embedded ones stand beside it, unjudged.
    """

    code = "P28"
    kind = Kind.EMERGENT
    claim = "Reorganisation of the municipality itself is rare, and found only among changers."
    evidence = ("A13",)
    rule_revised = Words(
        "the own organisation follows what is embedded in the field (A13), and only the top can push it through "
        "(A10); changing it decides what is begun there",
        "de eigen organisatie volgt wat in het veld is ingebed (A13), en alleen de top krijgt het erdoor (A10); "
        "haar veranderen bepaalt wat daar begint",
    )
    reading_revised = Words(
        "it counts once it is deployed, not only embedded",
        "het telt zodra het is ingezet, niet pas ingebed",
    )
    statistics = (
        Statistic("changers", "changers that have reorganised", "share", low=0.10, high=0.50),
        Statistic("others", "others that have reorganised", "share", high=0.05),
        Statistic("changers embedded", "changers with the merged department embedded (unjudged)", "share"),
        Statistic("others embedded", "others with the merged department embedded (unjudged)", "share"),
    )

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        return {"as it is": base}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        country = until(run, "2016-12")
        return {
            "changer": types(country, run, at_date=False) == CHANGER,
            "reorganised": deployed(country)[:, REORGANISATION],
            "embedded": country.municipalities["stage"][:, REORGANISATION] == EMBEDDED,
        }

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        changer = seen["as it is"]["changer"] == 1
        reorganised, embedded = seen["as it is"]["reorganised"], seen["as it is"]["embedded"]
        return {
            "changers": mean(reorganised[changer]),
            "others": mean(reorganised[~changer]),
            "changers embedded": mean(embedded[changer]),
            "others embedded": mean(embedded[~changer]),
        }
