"""What the plausible sets say of the parameters: which the targets tell apart, and which trade off."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from scipy import stats

from experiments.calibration.prior import unit
from model.language import label
from model.parameters import parameter

LEVEL = 0.90
LEAST_CONTRACTION = 0.15
"""A parameter whose interval is narrowed by less is not told apart, unless its distribution clearly moved."""
FALSE_DISCOVERIES = 0.05
DRAWS = 10_000
LEAST_TRADE = 0.3
"""Pairs with a weaker rank correlation are not listed."""


def marginals(sets: pd.DataFrame, prior: str) -> pd.DataFrame:
    """A row for each parameter: its range, what plausible sets have (mean, and low to high for nine in ten),
    contraction (by how much narrower that is than nine in ten by the prior, both as parts of the prior), q_moved and
    q_narrowed (that they are drawn by the prior and lie elsewhere, or closer together, by chance alone; adjusted for
    their number),
    told_apart (clearly moved, or clearly narrowed and by enough), label.
    """
    rows = []
    by_chance = contraction_by_chance(len(sets))
    for name, points in zip(sets, unit(sets, prior).T, strict=True):
        declared, values = parameter(str(name)), sets[name].to_numpy()
        low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
        contraction = 1.0 - np.subtract(*np.quantile(points, [(1 + LEVEL) / 2, (1 - LEVEL) / 2])) / LEVEL
        rows.append(
            {
                "parameter": name,
                "label": declared.label,
                "unit": declared.unit,
                "from": declared.low,
                "to": declared.high,
                "default": declared.default,
                "mean": values.mean(),
                "low": low,
                "high": high,
                "contraction": contraction,
                "q_moved": stats.kstest(points, "uniform").pvalue,
                "q_narrowed": (1 + np.sum(by_chance >= contraction)) / (1 + len(by_chance)),
            }
        )
    table = pd.DataFrame(rows)
    for name in ("q_moved", "q_narrowed"):
        table[name] = stats.false_discovery_control(table[name])
    narrowed = (table["contraction"] >= LEAST_CONTRACTION) & (table["q_narrowed"] <= FALSE_DISCOVERIES)
    return table.assign(told_apart=narrowed | (table["q_moved"] <= FALSE_DISCOVERIES))


def contraction_by_chance(number: int) -> np.ndarray:
    """The contraction of so many values drawn by the prior, as parts of it, again and again."""
    drawn = np.random.default_rng(1).random((DRAWS, number))
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=1)
    return 1.0 - (high - low) / LEVEL


def trade_offs(sets: pd.DataFrame) -> pd.DataFrame:
    """A row for each pair of parameters whose values go together in the plausible sets: one, other, rank_correlation,
    q; the strongest first.
    """
    columns = ["one", "other", "rank_correlation", "q"]
    if sets.shape[1] < 2:
        return pd.DataFrame(columns=columns)
    correlations = sets.corr(method="spearman").to_numpy()
    places = list(combinations(range(sets.shape[1]), 2))
    rho = np.array([correlations[place] for place in places])
    with np.errstate(divide="ignore"):
        t = rho * np.sqrt((len(sets) - 2) / np.maximum(1.0 - rho**2, 1e-12))
    table = pd.DataFrame(
        {
            "one": [sets.columns[one] for one, _ in places],
            "other": [sets.columns[other] for _, other in places],
            "rank_correlation": rho,
            "q": stats.false_discovery_control(2 * stats.t.sf(np.abs(t), len(sets) - 2)),
        }
    )
    listed = table[(table["rank_correlation"].abs() >= LEAST_TRADE) & (table["q"] <= FALSE_DISCOVERIES)]
    return listed.sort_values("rank_correlation", key=lambda each: -each.abs(), kind="stable", ignore_index=True)


def named(table: pd.DataFrame, told_apart: bool) -> Sequence[str]:
    """The labels of the parameters that the data tell apart, or do not."""
    return [label(parameter(name)) for name in table["parameter"][table["told_apart"] == told_apart]]
