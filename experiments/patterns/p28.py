"""P28: reorganisation of the municipality itself."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.looking import types, until
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import mean
from model.measures import EMBEDDED, REORGANISATION
from model.typology import CHANGER

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run


class Reorganisation(Pattern):
    """The merged department, among changers and among the others, at the end of 2016.

    How readings were chosen: it counts once it is embedded; who is a changer is read at the same moment.
    """

    code = "P28"
    kind = Kind.EMERGENT
    claim = "Reorganisation of the municipality itself is rare, and found only among changers."
    evidence = ("A13",)
    statistics = (
        Statistic("changers", "changers that have reorganised", "share", low=0.10, high=0.50),
        Statistic("others", "others that have reorganised", "share", high=0.05),
    )

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        return {"as it is": base}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        country = until(run, "2016-12")
        return {
            "changer": types(country, run, at_date=False) == CHANGER,
            "reorganised": country.municipalities["stage"][:, REORGANISATION] == EMBEDDED,
        }

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        changer, reorganised = seen["as it is"]["changer"] == 1, seen["as it is"]["reorganised"]
        return {"changers": mean(reorganised[changer]), "others": mean(reorganised[~changer])}
