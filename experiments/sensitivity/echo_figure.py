"""The echo's figure: each input's index under every range, and which ranks that leaves."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.figures import style
from experiments.sensitivity.drawing import COLOURS, SHOWN, UNITS, footnote, name_inputs
from experiments.sensitivity.echo import AS_DECLARED, NOT_RANKABLE, RANKED, label_of_variant
from experiments.sensitivity.inputs import label_of
from experiments.sensitivity.outcomes import declared
from experiments.sensitivity.wording import INDEX_LABELS, capital

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

    from experiments.sensitivity.experiment import Sensitivity


def of_echo(
    asked: "Sensitivity",
    indices: "Mapping[str, DataFrame]",
    pairs: "Mapping[str, DataFrame]",
    ranks: "Mapping[str, DataFrame]",
) -> "dict[str, Figure]":
    """A figure for each outcome, by its name."""
    return {name: draw(asked, name, table, pairs[name], ranks[name]) for name, table in indices.items()}


def title(label: str, pairs: "DataFrame") -> str:
    """What the echo leaves of the ranking."""
    counts = pairs["verdict"].value_counts()
    loose, ranked = int(counts.get(NOT_RANKABLE, 0)), int(counts.get(RANKED, 0))
    if not loose + ranked:
        return f"{label}: no inputs are told apart to begin with"
    if not loose:
        return f"{label}: no rank that is told apart hangs on the ranges"
    return f"{label}: {loose} of {loose + ranked} ranked pairs are not rankable under other ranges"


@style.styled
def draw(asked: "Sensitivity", outcome: str, indices: "DataFrame", pairs: "DataFrame", ranks: "DataFrame") -> style.Page:
    """Rows: inputs by their place under the declared ranges; a mark for each variant."""
    names = list(ranks["input"].head(SHOWN))
    variants = list(indices["variant"].unique())
    text = title(capital(declared(outcome).label), pairs)
    height = 2.6 + (0.62 if len(names) < 9 else 0.42) * len(names)
    figure = style.page(
        10, height, text, f"{INDEX_LABELS[str(indices['index'].iloc[0])]} with other ranges; lines: 95 % intervals",
        footnote(asked, f"{asked.n} {UNITS[asked.ranking]} for each of {len(variants)} variants",
                 "Halved: around the defaults. Doubled: relative, the others' ranges halved. "
                 "Not rankable: some other range turns round a pair that was told apart."),
        left=3.3, right=2.2, bottom=1.2,
    )  # fmt: skip
    axes = figure.subplots()
    offsets = np.linspace(-0.3, 0.3, len(variants))
    for variant, offset in zip(variants, offsets, strict=True):
        mine = indices[indices["variant"] == variant].set_index("input").loc[names]
        group, _, how = variant.rpartition("_")
        colour = style.INK if variant == AS_DECLARED else COLOURS[group]
        places = np.arange(len(names)) + offset
        axes.hlines(places, mine["low"], mine["high"], color=colour, linewidth=1.1, alpha=0.7)
        axes.plot(mine["value"], places, {"halved": "v", "doubled": "^"}.get(how, "o"), color=colour, markersize=5,
                  linewidth=0, label=label_of_variant(variant))  # fmt: skip
    name_inputs(axes, names)
    rankable = ranks.set_index("input")["rankable"]
    labels = [label_of(name) + ("" if rankable[name] else "\n(not rankable)") for name in names]
    axes.set_yticks(range(len(names)), labels)
    axes.axvline(0, color="#B4B9BD", linewidth=0.8)
    axes.set_xlabel(INDEX_LABELS[str(indices["index"].iloc[0])])
    figure.legend(loc="upper right", bbox_to_anchor=(0.99, 1 - 1.0 / height), fontsize=7.5)
    return figure
