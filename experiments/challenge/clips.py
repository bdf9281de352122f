"""Clips: how often each state stands at a bound."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.challenge.dutch import AGENTS, STATES
from experiments.patterns.looking import rows_of_teams
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from model.bounds import AT_BOUND, bounds_of, counted
from model.state import KINDS

if TYPE_CHECKING:
    from model import Scenario
    from model.country import Country
    from model.engine import Run

HAIR = 1e-9
"""Nearer to a bound than this is at it."""
WHOSE = [kind for kind in KINDS if kind != "publication"]
"""Kinds whose states are counted; a publication repeats what a municipality's states are."""


class Clips(Pattern):
    """The share of agent-months at a bound, of each state that does not rest there by nature (`model.bounds`)."""

    code = "clips"
    kind = Kind.VERIFICATION
    claim = "States stand at a bound in at most 5 % of agent-months."
    claim_nl = "Toestanden staan in ten hoogste 5 % van de agentmaanden op een grens."
    evidence = ("ass.",)
    statistics = tuple(
        Statistic(f"{kind} {state.name}", f"{kind.replace('_', ' ')}: {state.meaning}", "share of agent-months",
                  high=AT_BOUND, words_nl=f"{AGENTS[kind]}: {STATES.get(state.name, state.meaning)}")
        for kind in WHOSE
        for state in counted(kind)
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        return {"base": base}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        at, of = np.zeros(len(self.statistics)), np.zeros(len(self.statistics))
        for month in range(run.scenario.months):
            now = run.go_on(month + 1).country
            found = np.array([at_bound(there[state.name], *bounds_of(state))
                              for kind, there in living(now).items() for state in counted(kind)])  # fmt: skip
            at += found[:, 0]
            of += found[:, 1]
        return {"at": at, "of": of}

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        with np.errstate(invalid="ignore"):
            shares = seen["base"]["at"] / seen["base"]["of"]
        return dict(zip((statistic.name for statistic in self.statistics), shares.tolist(), strict=True))


def living(country: "Country") -> dict[str, np.ndarray]:
    """The rows of the agents there are, by kind: seats with a champion, teams that have been founded."""
    rows = dict(zip(KINDS, country, strict=True))
    rows["social_team"] = rows["social_team"][rows_of_teams(country)[1]]
    rows["seat"] = rows["seat"][rows["seat"]["active"] == 1]
    return {kind: rows[kind] for kind in WHOSE}


def at_bound(values: np.ndarray, low: float, high: float) -> tuple[int, int]:
    """How many values stand at a bound, and of how many."""
    return int(((values <= low + HAIR) | (values >= high - HAIR)).sum()), values.size
