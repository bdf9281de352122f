"""P21: incidents and national rules."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import ratio
from model.chance import CHOSEN_PART, uniform
from model.intervention_kinds import Incidents, Where
from model.language import Words

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

FIRST, LAST = 36, 41
SHARE = 0.05
TOLERANCES = 3.0
MANDATE_WITHIN, TAILORING_WITHIN, RECOVERED_BY = 6, 18, 48
"""Months from the first incident on."""


class IncidentsAndNationalRules(Pattern):
    """Incidents for half a year in five per cent of municipalities, beside the twin without them; and both with the
    switch off.

    How readings were chosen: the incidents come in chosen places, but tolerance is the nation's, so they are so many
    that the country has three times the rate it tolerates per team and year: the run's own tolerance, its teams at the
    first incident, and as many places as it has chosen. The *others* are those not chosen. Their mandate is the mean
    over their teams, their tailoring the mean over municipalities. *Within* asks for the deepest drop, relative to the
    twin, in so many months from the first incident on; *recovered by 48* is 48 months after that first incident, for
    each of the two apart: the part of the deepest drop so far that is made good. The switch is the pull to centralise,
    held; the drop that is left is asked to be less than a hundredth, for chosen municipalities still reach the others
    by what they publish.
    """

    code = "P21"
    kind = Kind.VERIFICATION
    claim = "(Assumption) Incidents call forth national rules, which slow local tailoring."
    evidence = ("ass.", "D3")
    rule_revised = Words(
        "national rules beat tailoring itself (E5) and pass sooner; incidents are news for a shorter time",
        "landelijke regels gaan ten koste van maatwerk zelf (E5) en zijn sneller voorbij; incidenten zijn korter "
        "nieuws",
    )
    statistics = (
        Statistic("mandate", "deepest change in the mandate of others' teams within 6 months", "share",
                  high=-0.10, neutral=0.0),
        Statistic("tailoring", "deepest change in others' tailoring within 18 months", "share",
                  high=-0.05, neutral=0.0),
        Statistic("mandate back", "part of the drop in mandate made good after 48 months", "share",
                  low=0.9, neutral=0.0),
        Statistic("tailoring back", "part of the drop in tailoring made good after 48 months", "share",
                  low=0.9, neutral=0.0),
        Statistic("off", "the deepest of the two changes with the pull to centralise held", "share", low=-0.01),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        # How many they are is settled in the run, by its own teams.
        incidents = Incidents(start=base.date_of(FIRST), until=base.date_of(LAST), number=1.0, where=Where(share=SHARE))
        held = (*base.held, "centralisation")
        injected = (*base.interventions, incidents)
        return {
            "quiet": base,
            "incidents": base.with_(interventions=injected),
            "quiet held": base.with_(held=held),
            "incidents held": base.with_(held=held, interventions=injected),
        }

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        keys = run.country.municipalities["key"].tolist()
        others = np.array([uniform(run.seed, CHOSEN_PART, key, 0) >= SHARE for key in keys])
        if word.startswith("incidents"):
            order_incidents(run.go_on(FIRST), int(np.count_nonzero(~others)))
        mandate, tailoring = [], []
        for month in range(FIRST, FIRST + RECOVERED_BY + 1):
            rows = run.go_on(month + 1).country.municipalities[others]
            teams = rows["number_of_teams"].sum()
            mandate.append((rows["team_mandate"] * rows["number_of_teams"]).sum() / teams if teams else np.nan)
            tailoring.append(rows["tailoring"].mean())
        return {"mandate": np.array(mandate), "tailoring": np.array(tailoring)}

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        def changes(name: str, held: str = "") -> np.ndarray:
            return seen[f"incidents{held}"][name] / seen[f"quiet{held}"][name] - 1.0

        mandate, tailoring = changes("mandate"), changes("tailoring")
        return {
            "mandate": float(mandate[:MANDATE_WITHIN].min()),
            "tailoring": float(tailoring[:TAILORING_WITHIN].min()),
            "mandate back": made_good(mandate),
            "tailoring back": made_good(tailoring),
            "off": float(min(changes(name, " held").min() for name in ("mandate", "tailoring"))),
        }


def order_incidents(run: "Run", places: int) -> None:
    """Set the number that the last order brings a month in each of some places, to the tolerances of this run."""
    p, programme = run.parameters, run.world.programme
    teams = run.country.municipalities["number_of_teams"].sum()
    number = programme.value.copy()
    number[-1] = TOLERANCES * p.news_tolerance / 12.0 * (teams + p.news_damping) / max(1, places)
    run.world = replace(run.world, programme=programme._replace(value=number))


def made_good(changes: np.ndarray) -> float:
    """Return the part of the deepest drop that is made good at the end; nan where there is none."""
    deepest = changes.min()
    return 1.0 - ratio(changes[-1], deepest) if deepest < 0 else np.nan
