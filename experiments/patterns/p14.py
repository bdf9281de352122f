"""P14: what early teams are like."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.looking import teams, until
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from model.language import Words

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

EARLY, LATER, YEARS = "2015-12", "2019-12", 4
ATTRIBUTES = (
    "breadth", "integration", "competence", "specialist_knowledge", "help_seeking", "informal_ties",
    "work_participation",
)  # fmt: skip
"""What a team is born with at one half. Mandate and budget are no attributes: they are given."""


class EarlyTeams(Pattern):
    """Teams as they are in December 2015, and the same teams four years later.

    Rises are those of the teams there are in December 2015: the claim is about early teams, and means over all teams
    of each date would count each one that is founded in between, at one half on everything, as a change.
    """

    code = "P14"
    kind = Kind.EMERGENT
    claim = (
        "Early teams: mostly access, per target group, weak informal ties, work participation lagging; slow "
        "improvement after."
    )
    evidence = ("C4", "B7", "E4")
    rule_revised = Words(
        "mandate carries breadth; informal ties come where networks are and as a team settles; work participation "
        "falls back too; a team lacks specialist knowledge by its character; no falling back in the month of birth "
        "(C3, C4, C10, E4)",
        "mandaat draagt de breedte; informele banden komen waar netwerken zijn en als een team inslijt; ook "
        "werktoeleiding valt terug; een team mist specialistische kennis naar zijn aard; geen terugval in de "
        "geboortemaand (C3, C4, C10, E4)",
    )
    statistics = (
        Statistic("access", "teams with breadth below 0.4, December 2015", "share", low=0.6),
        Statistic("target groups", "teams with integration below 0.5", "share", low=0.5),
        Statistic("informal ties", "mean informal ties", "0-1", high=0.4),
        Statistic("work last", "teams with work participation as their lowest attribute", "share", low=0.6),
        Statistic("least rise", "smallest yearly rise of an attribute's mean, to December 2019", "0-1 a year",
                  low=0.0, neutral=0.0),
        Statistic("most rise", "largest yearly rise of an attribute's mean, to December 2019", "0-1 a year", high=0.12),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        return {"base": base}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        early = teams(until(run, EARLY))
        later = teams(until(run, LATER)).merge(early[["place", "area"]], on=["place", "area"])
        return {
            "early": early[list(ATTRIBUTES)].to_numpy(),
            "later": later[list(ATTRIBUTES)].to_numpy(),
        }

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        early, later = (seen["base"][when].reshape(-1, len(ATTRIBUTES)) for when in ("early", "later"))
        if not len(early):
            return {statistic.name: np.nan for statistic in self.statistics}
        by_name = dict(zip(ATTRIBUTES, early.T, strict=True))
        rises = (later.mean(axis=0) - early.mean(axis=0)) / YEARS
        return {
            "access": (by_name["breadth"] < 0.4).mean(),
            "target groups": (by_name["integration"] < 0.5).mean(),
            "informal ties": by_name["informal_ties"].mean(),
            "work last": (early.argmin(axis=1) == ATTRIBUTES.index("work_participation")).mean(),
            "least rise": rises.min(),
            "most rise": rises.max(),
        }
