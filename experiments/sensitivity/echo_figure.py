"""The echo's figure: each input's index under every range, and which ranks that leaves."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.comparison.wording import capital
from experiments.figures import style
from experiments.sensitivity.drawing import COLOURS, LABELS, SHOWN, UNITS, footnote, name_inputs, room_of
from experiments.sensitivity.echo import AS_DECLARED, NOT_RANKABLE, NOT_TESTED, RANKED
from experiments.sensitivity.echo_wording import label_of_variant
from experiments.sensitivity.inputs import label_of
from experiments.sensitivity.outcomes import declared
from experiments.sensitivity.wording import INDEX_LABELS
from model import language
from model.language import say

if TYPE_CHECKING:
    from pandas import DataFrame

    from experiments.figures.style import Page
    from experiments.sensitivity.experiment import Sensitivity


def of_echo(
    asked: "Sensitivity",
    indices: "Mapping[str, DataFrame]",
    pairs: "Mapping[str, DataFrame]",
    ranks: "Mapping[str, DataFrame]",
) -> "dict[str, Page]":
    """A figure for each outcome, by its name."""
    return {name: draw(asked, name, table, pairs[name], ranks[name]) for name, table in indices.items()}


def title(label: str, pairs: "DataFrame") -> str:
    """What the echo leaves of the ranking."""
    counts = pairs["verdict"].value_counts()
    loose, ranked, untested = (int(counts.get(verdict, 0)) for verdict in (NOT_RANKABLE, RANKED, NOT_TESTED))
    of = loose + ranked
    if not of + untested:
        return say(
            f"{label}: no inputs are told apart to begin with",
            f"{label}: om te beginnen is geen factor te onderscheiden",
        )
    if not of:
        return say(
            f"{label}: what is told apart is not tested by other ranges",
            f"{label}: wat te onderscheiden is, wordt door ander bereik niet getoetst",
        )
    if not loose:
        return say(
            f"{label}: no rank that is told apart hangs on the ranges",
            f"{label}: geen rang die te onderscheiden is, hangt van het bereik af",
        )
    surely = int((pairs.loc[pairs["verdict"] == NOT_RANKABLE, "surely_in"] != "").sum())
    return say(
        f"{label}: other ranges turn {loose} of {of} ranked pairs round; the intervals support {surely or 'none'} of "
        "these",
        f"{label}: ander bereik keert {loose} van de {of} gerangschikte paren om; de intervallen steunen er "
        f"{surely or 'geen'} van",
    )


KEY = 7.5
"""Size of the letters of the legend."""


@style.styled
def draw(
    asked: "Sensitivity", outcome: str, indices: "DataFrame", pairs: "DataFrame", ranks: "DataFrame"
) -> style.Page:
    """Rows: inputs by their place under the declared ranges; a mark for each variant."""
    names = list(ranks["input"].head(SHOWN))
    rankable, loose = ranks.set_index("input")["rankable"], say("not rankable", "niet te rangschikken")
    labels = [label_of(name) + ("" if rankable[name] else f"\n({loose})") for name in names]
    variants = list(indices["variant"].unique())
    text = title(capital(language.label(declared(outcome))), pairs)
    height = 2.6 + (0.62 if len(names) < 9 else 0.42) * len(names)
    figure = style.page(
        10, height, text,
        say(
            f"{INDEX_LABELS[str(indices['index'].iloc[0])]} with other ranges; lines: 95 % intervals",
            f"{INDEX_LABELS[str(indices['index'].iloc[0])]} bij een ander bereik; lijnen: intervallen van 95 %",
        ),
        footnote(
            asked,
            say(
                f"{asked.n} {UNITS[asked.ranking]} for each of {len(variants)} variants",
                f"{asked.n} {UNITS[asked.ranking]} voor elk van {len(variants)} varianten",
            ),
            say(
                "Halved: around the defaults. Doubled: relative, the others' ranges halved. Not rankable: some other "
                "range turns round a pair that was told apart; supported: the intervals lie apart there, too.",
                "Gehalveerd: rond de standaardwaarden. Verdubbeld: betrekkelijk, het bereik van de andere gehalveerd. "
                "Niet te rangschikken: een ander bereik keert een paar om dat te onderscheiden was; gesteund: "
                "ook daar liggen de intervallen los van elkaar.",
            ),
        ),
        left=max(1.8, room_of([line for label in labels for line in label.split("\n")], LABELS)),
        right=0.4 + room_of([label_of_variant(name) for name in variants], KEY), bottom=1.2,
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
    axes.set_yticks(range(len(names)), labels)
    axes.axvline(0, color="#B4B9BD", linewidth=0.8)
    axes.set_xlabel(str(INDEX_LABELS[str(indices["index"].iloc[0])]))
    figure.legend(loc="upper right", bbox_to_anchor=(0.99, 1 - 1.0 / height), fontsize=KEY)
    figure.data = indices.merge(ranks[["input", "rankable"]], on="input", how="left")
    return figure
