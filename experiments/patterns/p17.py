"""P17: only changers change both the field and their own organisation."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.looking import types
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.pilots import deployed
from experiments.patterns.reckoning import mean, ratio
from model.language import Words
from model.measures import CELL, CELLS, NUMBER, OWN
from model.typology import CHANGER

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

PORTFOLIOS = 500
BURN_IN, BETWEEN = 60, 8
"""Rounds of trading before the first random portfolios, and between one set and the next; in a round every municipality
trades once. A third of either gives the same percentiles."""


class BothFieldAndOrganisation(Pattern):
    """What the portfolios with most measures contain on the type date, and what the rest's contain.

    How readings were chosen: the top are as many municipalities as there are changers, those with most measures
    *ingezet*; of equals those with the lower code, which has nothing to do with what they took. Random portfolios keep
    how many measures each municipality has and how many municipalities each measure has. Which municipalities are the
    top then stays the same, and the question is whether the rest hold fewer measures in their own organisation than the
    rarity of those measures alone would give. The check is one-sided: the part of the random portfolios in which the
    rest's share is as low.
    """

    code = "P17"
    kind = Kind.VERIFICATION
    claim = "Only changers change both field and own organisation, and both set-up and ways of working."
    evidence = ("B8",)
    rule_revised = Words(
        "changing the own organisation decides whether a measure there is begun (A13, B8, D15)",
        "de eigen organisatie veranderen bepaalt of een maatregel daar begint (A13, B8, D15)",
    )
    searched = True
    statistics = (
        Statistic("all cells", "of the top, those with a measure in each of the four cells", "share", low=0.80),
        Statistic("own share", "own organisation in the rest's measures, relative to that in the top's", "ratio",
                  high=0.5, neutral=1.0),
        Statistic("by chance", "random portfolios in which the rest's share is as low", "share",
                  high=0.05, neutral=0.5),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        return {"as it is": base}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        country = run.go_on(run.world.type_month + 1).country
        return {"deployed": deployed(country), "changer": types(country, run) == CHANGER}

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        portfolios = seen["as it is"]["deployed"].reshape(-1, NUMBER) == 1
        top = with_most(portfolios, int(seen["as it is"]["changer"].sum()))
        if not top.any() or not portfolios[~top].any():
            return dict.fromkeys(("all cells", "own share", "by chance"), np.nan)
        there = own_share(portfolios[~top])
        chance = np.array([own_share(each[~top]) for each in shuffled(portfolios)])
        return {
            "all cells": mean(cells(portfolios[top]).sum(axis=1) == len(CELLS)),
            "own share": ratio(there, own_share(portfolios[top])),
            # A hair's breadth, so that sums in another order do not tell equals apart.
            "by chance": mean(chance <= there + 1e-12),
        }


def with_most(portfolios: np.ndarray, number: int) -> np.ndarray:
    """Return which `number` portfolios hold most measures (booleans); of equals the first."""
    chosen = np.zeros(len(portfolios), dtype=bool)
    chosen[np.argsort(-portfolios.sum(axis=1), kind="stable")[:number]] = True
    return chosen


def cells(portfolios: np.ndarray) -> np.ndarray:
    """Return in which of the four cells each portfolio has a measure (n, 4)."""
    return np.column_stack([portfolios[:, np.array(CELL) == cell].any(axis=1) for cell in range(len(CELLS))])


def own_share(portfolios: np.ndarray) -> float:
    """Return the share of own-organisation measures in all measures of these portfolios."""
    return float(portfolios[:, np.array(OWN) == 1].sum() / portfolios.sum())


def shuffled(portfolios: np.ndarray) -> Iterator[np.ndarray]:
    """Yield PORTFOLIOS random sets with the same number of measures in each portfolio, and of portfolios with each
    measure: in a round all trade in pairs what only one of the two has (curveball: Strona and others 2014).
    """
    generator = np.random.default_rng(1)
    now = portfolios.copy()
    for number in range(BURN_IN + BETWEEN * PORTFOLIOS):
        if number >= BURN_IN and (number - BURN_IN) % BETWEEN == 0:
            yield now
        trade(now, generator)


def trade(portfolios: np.ndarray, generator: np.random.Generator) -> None:
    """Have all portfolios trade in random pairs; one stays aside where their number is odd."""
    order = generator.permutation(len(portfolios))
    half = len(order) // 2
    one, other = order[:half], order[half : 2 * half]
    traded = portfolios[one] != portfolios[other]
    keeps = (portfolios[one] & traded).sum(axis=1)
    # Those traded come first in a random order; the first so many of them go to the one.
    draw = np.where(traded, generator.random(traded.shape), 2.0)
    place = np.argsort(np.argsort(draw, axis=1), axis=1)
    to_one = place < keeps[:, None]
    portfolios[one] = np.where(traded, to_one, portfolios[one])
    portfolios[other] = np.where(traded, ~to_one, portfolios[other])
