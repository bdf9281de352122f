"""P3: size, decline and age hardly relate to tempo."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.looking import tempo
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import partial, spearman
from model.rules.likeness import ELDERLY

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run


class ContextAndTempo(Pattern):
    """Tempo beside size, beside decline of the population, and beside the share of elderly given size."""

    code = "P3"
    kind = Kind.JOINT
    claim = "Size, decline and elderly share shape the manner of change and hardly its tempo."
    evidence = ("A7",)
    statistics = (
        Statistic("size", "rank correlation of size and tempo", low=-0.20, high=0.20),
        Statistic("decline", "difference in tempo where the population declines, Cohen's d", low=-0.3, high=0.3),
        Statistic(
            "elderly", "partial rank correlation of the elderly share and tempo given size", low=-0.15, high=0.15
        ),
    )

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        return {"as it is": base}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        rows = run.go_on().country.municipalities
        return {
            "tempo": tempo(run.country),
            "population": rows["population"],
            "elderly": rows["traits"][:, ELDERLY],
            "decline": run.world.population.table["decline"].to_numpy(),
        }

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        here = seen["as it is"]
        return {
            "size": spearman(here["population"], here["tempo"]),
            "decline": standardised_difference(here["tempo"], here["decline"] == 1),
            "elderly": partial(here["elderly"], here["tempo"], here["population"]),
        }


def standardised_difference(values: np.ndarray, chosen: np.ndarray) -> float:
    """Return Cohen's d between those chosen and the others; nan where a group has fewer than two or nothing varies."""
    groups = values[chosen], values[~chosen]
    if min(len(group) for group in groups) < 2:
        return np.nan
    weights = [len(group) - 1 for group in groups]
    pooled = np.sqrt(sum(w * group.var(ddof=1) for w, group in zip(weights, groups, strict=True)) / sum(weights))
    return float((groups[0].mean() - groups[1].mean()) / pooled) if pooled > 0 else np.nan
