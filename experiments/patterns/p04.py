"""P4: income and tempo."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.looking import tempo
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import partial, spearman
from model.rules.likeness import DENSITY, INCOME

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run


class StatusAndTempo(Pattern):
    """Income beside tempo, given size and urbanity, and beside the caseload of teams at the end of the run.

    How readings were chosen: caseload is the mean load of a municipality's teams, where it has any.
    """

    code = "P4"
    kind = Kind.JOINT
    claim = "Socio-economic status hardly relates to tempo, though it does to caseload."
    evidence = ("B10",)
    statistics = (
        Statistic(
            "tempo", "partial rank correlation of income and tempo given size and urbanity", low=-0.15, high=0.15
        ),
        Statistic("caseload", "rank correlation of income and caseload", high=-0.3, neutral=0.0),
    )

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        return {"as it is": base}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        rows = run.go_on().country.municipalities
        return {
            "tempo": tempo(run.country),
            "population": rows["population"],
            "income": rows["traits"][:, INCOME],
            "density": rows["traits"][:, DENSITY],
            "load": np.where(rows["number_of_teams"] > 0, rows["team_load"], np.nan),
        }

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        here = seen["as it is"]
        there = np.isfinite(here["load"])
        return {
            "tempo": partial(here["income"], here["tempo"], here["population"], here["density"]),
            "caseload": spearman(here["income"][there], here["load"][there]),
        }
