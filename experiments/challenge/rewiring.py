"""Rewiring: the ties of each layer, and of all, redrawn at random with everybody's number of ties kept. A layer that
can be redrawn without changing what it is there for should go.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import rankdata

from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.variants import Variant
from model import network
from model.scenario_parts import LAYERS, LAYERS_IN_DUTCH

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run
    from model.population import Population

PATTERNS = ("P6", "P23")
ALL = "all"
THERE_FOR = {
    "neighbours": ("clustering", "together"),
    "region": ("clustering", "together"),
    "likeness": ("P23", "success"),
    "circle": ("P6", "gain"),
}
"""The pattern and its statistic that have to change when a layer is redrawn: first teams come at once where one looks
at those nearby, like places are copied (fit is likeness), and directors meet in the circle. That more is begun by order
(P23) is left out, since orders are counted.
"""


class FirstTeamsTogether(Pattern):
    """Do municipalities that border on each other have their first social team at about the same time?

    Borders are those of the map, whatever ties the model has: a likeness of neighbours that is due to their ties goes
    when ties are redrawn, one that is due to their alikeness stays. Who never has a team counts as later than all.
    """

    code = "clustering"
    kind = Kind.EMERGENT
    claim = "First social teams cluster among neighbours."
    claim_nl = "Eerste sociale teams komen bij buren tegelijk."
    evidence = ("A6", "D5")
    statistics = (
        Statistic("together", "Moran's I of the rank of the month of the first team, over borders", low=0.0,
                  neutral=0.0, words_nl="Morans I van de rang van de maand van het eerste team, over grenzen"),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        return {"as it is": base}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        month = run.go_on().country.municipalities["first_team_month"]
        return {"month": np.where(month < 0, run.scenario.months, month), "borders": borders(run.world.population)}

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        here = seen["as it is"]
        return {"together": moran(rankdata(here["month"]), here["borders"].reshape(-1, 2).astype(int))}


@lru_cache(maxsize=4)
def borders(population: "Population") -> np.ndarray:
    """The pairs of municipalities that border on each other on the map (pairs, 2)."""
    return network.build(population).pairs("neighbours")


def moran(values: np.ndarray, pairs: np.ndarray) -> float:
    """Return Moran's I of values over pairs of places (pairs, 2), each pair once; nan where nothing varies."""
    deviation = values - values.mean()
    if not len(pairs) or np.ptp(values) == 0.0:
        return np.nan
    return float(np.mean(deviation[pairs[:, 0]] * deviation[pairs[:, 1]]) / np.mean(deviation**2))


def variants(base: "Scenario") -> list[Variant]:
    """The model as it is, with each layer redrawn, and with all of them."""

    def redrawn(*layers: str) -> "Scenario":
        together = tuple(dict.fromkeys((*base.population.rewired, *layers)))
        return base.with_(population=base.population.model_copy(update={"rewired": together}))

    there = base.population.network
    return [
        Variant("as-it-is", "as it is", "zoals het is", base),
        *(
            Variant(layer, f"{layer} redrawn", f"{LAYERS_IN_DUTCH[layer]} opnieuw getrokken", redrawn(layer))
            for layer in LAYERS
            if layer in there
        ),
        Variant(ALL, "all layers redrawn", "alle lagen opnieuw getrokken", redrawn(*there)),
    ]
