"""P26: teams where informal help is scarce."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.looking import tempo
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import spearman
from model.language import Words
from model.rules.likeness import DENSITY

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run


class LocalConditions(Pattern):
    """Address density beside the informal ties of teams, and beside tempo.

    How readings were chosen: ties are the mean of a municipality's teams at the end of the run, where it has any.
    """

    code = "P26"
    kind = Kind.EMERGENT
    claim = "Local conditions shape the manner of change: teams are composed differently where informal help is scarce."
    evidence = ("A7", "B10")
    rule_revised = Words(
        "informal ties are built where networks are (C3, C4) and come as a team settles",
        "informele banden ontstaan waar netwerken zijn (C3, C4) en komen als een team inslijt",
    )
    one_rule = Words(
        "informal help falls with address density",
        "informele hulp daalt met de adressendichtheid",
    )
    statistics = (
        Statistic("ties", "rank correlation of address density and informal ties of teams", high=-0.3, neutral=0.0),
        Statistic("tempo", "rank correlation of address density and tempo", low=-0.2, high=0.2),
    )

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        return {"as it is": base}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        rows = run.go_on().country.municipalities
        return {
            "density": rows["traits"][:, DENSITY].copy(),
            "ties": np.where(rows["number_of_teams"] > 0, rows["team_informal_ties"], np.nan),
            "tempo": tempo(run.country),
        }

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        density, ties, reached = (seen["as it is"][name] for name in ("density", "ties", "tempo"))
        there = np.isfinite(ties)
        return {"ties": spearman(density[there], ties[there]), "tempo": spearman(density, reached)}
