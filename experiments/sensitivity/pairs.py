"""Pairs of inputs: which interact, by second-order indices, and whether the sample is large enough to tell."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from experiments.comparison.wording import listed
from experiments.sensitivity.inputs import DUMMY, label_of
from experiments.sensitivity.wording import percent, settled_of
from model.language import say

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from experiments.sensitivity.analysis import Analysis
    from experiments.sensitivity.methods import Method

NAMED = 3
"""A sentence names so many pairs."""


def second_order(found: "Analysis") -> "DataFrame":
    """The second-order indices of pairs of inputs, the highest first; no rows where none were asked for."""
    table = found.indices[(found.indices["index"] == "S2") & (found.indices["other"] != DUMMY)]
    return table.sort_values("value", ascending=False)


def told_apart(table: "DataFrame") -> "DataFrame":
    """Those of the pairs that interact for all that the sample can tell: their intervals lie above nought."""
    return table[table["low"] > 0]


def label_of_pair(row: "Series") -> str:
    """What a reader is shown for a pair."""
    return f"{label_of(row['input'])} × {label_of(row['other'])}"


def widest(found: "Analysis") -> float:
    """Half-width of the widest interval of a pair; missing where one is unknown, or where there are no pairs."""
    table = second_order(found)
    return float((table["high"] - table["low"]).max(skipna=False)) / 2 if len(table) else math.nan


def on_pairs(found: "Analysis", method: "Method") -> str:
    """Which pairs interact and how much, and whether that is settled, in two sentences."""
    table = second_order(found)
    apart, of = told_apart(table), len(table)
    each = [f"{label_of_pair(row)} {percent(row['value'], row['low'], row['high'])}" for _, row in apart.iterrows()]
    all_pairs = say(
        f"Of {of} pairs of inputs" if of > 1 else "Of the one pair of inputs",
        f"Van de {of} paren factoren" if of > 1 else "Van het ene paar factoren",
    )
    if len(apart):
        interact = say(
            f"{all_pairs} {len(apart)} can be told to interact, and account for so much of the variance together "
            f"beyond what each does alone: {listed(each, most=NAMED)}.",
            f"{all_pairs} is van {len(apart)} te zeggen dat ze op elkaar inwerken, en zoveel van de variantie "
            f"verklaren ze samen boven wat elk alleen doet: {listed(each, most=NAMED)}.",
        )
    else:
        interact = say(
            f"{all_pairs} none can be told to interact.",
            f"{all_pairs} is van geen te zeggen dat ze op elkaar inwerken.",
        )
    half = widest(found)
    if half <= method.tolerance:
        firm = say("Settled for pairs", "Voor paren tot rust gekomen")
    else:
        firm = say("Not settled for pairs", "Voor paren niet tot rust gekomen")
    width = say("unknown", "onbekend") if math.isnan(half) else f"± {half:.2f}"
    return interact + say(
        f" {firm}: widest interval {width}; allowed {method.tolerance:g}.",
        f" {firm}: breedste interval {width}; toegestaan {method.tolerance:g}.",
    )


def how_firm(analyses: "Mapping[str, Analysis]", method: "Method") -> str:
    """For how many outcomes the sample is large enough to tell pairs; an empty text where no pairs were asked for."""
    if not any(len(second_order(found)) for found in analyses.values()):
        return ""
    number, of = sum(widest(found) <= method.tolerance for found in analyses.values()), len(analyses)
    if number == of:
        return say(" For pairs of inputs, too.", " Voor paren factoren ook.")
    return say(
        f" For pairs of inputs it is too small to be firm: {settled_of(number, of)}.",
        f" Voor paren factoren is ze te klein om er vast op te bouwen: {settled_of(number, of)}.",
    )
