"""Many alternatives in one figure: dots and intervals of the outcomes that the answer leads with, a row each."""

from typing import TYPE_CHECKING

import numpy as np

from experiments.comparison import wording
from experiments.comparison.figures import APART, APART_AT, COLOURS, INTERVAL, Pair
from experiments.comparison.lead import MEAN
from experiments.comparison.many import TOLD
from experiments.comparison.paired import HIGHER, LOWER
from experiments.figures import style
from experiments.figures.looks import STYLE
from experiments.figures.pages import inches
from experiments.naming import called_shortly
from model.language import say, title, unit
from model.summaries import SUMMARY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from pandas import DataFrame

    from model import Scenario

ROW, PANEL, GAP, EDGE = 0.27, 2.5, 0.3, 0.3
"""Inches: a row, a panel's width, between panels, and at either side."""
LONGEST = 60
"""A title of more letters is cut here; its file in the capsule and the answer have the whole."""


@style.styled
def draw(pair: Pair, ordered: "Sequence[Scenario]", table: "DataFrame") -> style.Page:
    """A panel for each leading outcome, in its own unit, and a row for each alternative, in the order given."""
    names = [shortened(title(each)) for each in ordered]
    left = EDGE + max(inches(name, STYLE["font.size"]) for name in names) + 0.15
    width = left + len(TOLD) * PANEL + (len(TOLD) - 1) * GAP + EDGE
    figure = style.page(
        width, 2.3 + ROW * len(names),
        pair.finding(headline(table[table["outcome"] == MEAN])),
        say(f"{len(names)} alternatives compared with “{title(pair.reference)}”",
            f"{len(names)} alternatieven vergeleken met “{title(pair.reference)}”"),
        pair.source(
            say(
                f"Dot: mean paired difference. Line: {INTERVAL} (Student's t). Filled: {APART_AT} over all outcomes of "
                "an alternative; open: not distinguishable.\nFrom the highest to the lowest mean of the goals.",
                f"Stip: gemiddeld gepaard verschil. Lijn: {INTERVAL} (Student's t). Gevuld: {APART_AT} over alle "
                "uitkomsten van een alternatief; open: niet te onderscheiden.\nVan het hoogste naar het laagste "
                "gemiddelde van de doelen.",
            )
        ),
        left=left, right=EDGE, top=1.2, bottom=1.15,
    )  # fmt: skip
    panels = figure.subplots(1, len(TOLD), sharey=True, gridspec_kw={"wspace": GAP / PANEL})
    for axes, outcome in zip(panels, TOLD, strict=True):
        mine = table[table["outcome"] == outcome].set_index("scenario")
        draw_panel(axes, outcome, mine.reindex([each.name for each in ordered]))
    panels[0].set_yticks(range(len(names)), names)
    panels[0].set_ylim(len(names) - 0.4, -0.6)
    figure.data = table[table["outcome"].isin(list(TOLD))]
    return figure


def draw_panel(axes: "Axes", outcome: str, rows: "DataFrame") -> None:
    """One outcome: shares in percentage points, others in their own unit."""
    declared = SUMMARY[outcome]
    share = declared.unit == wording.SHARE
    factor = 100 if share else 1
    for place, (_, row) in enumerate(rows.iterrows()):
        colour = COLOURS.get(row["verdict"], APART)
        if np.isfinite(row["low"]):
            axes.plot([factor * row["low"], factor * row["high"]], [place, place], color=colour, zorder=2)
        axes.plot(
            factor * row["effect"], place, "o", markersize=5, color=colour, zorder=3,
            markerfacecolor=colour if row["verdict"] in COLOURS else "white",
        )  # fmt: skip
    axes.axvline(0, color=style.INK, linewidth=0.9, zorder=1)
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0)
    axes.locator_params(axis="x", nbins=5)
    axes.set_title(wording.capital(called_shortly(declared)), size=9.0)
    axes.set_xlabel(str(wording.POINTS) if share else unit(declared.unit), size=8.5)


def headline(mean: "DataFrame") -> str:
    """With how many alternatives the mean of the goals is higher, and with how many lower."""
    clear, of = wording.told_apart(mean)["verdict"], len(mean)
    higher, lower = int((clear == HIGHER).sum()), int((clear == LOWER).sum())
    return say(
        f"The mean of the six goals is higher with {higher} and lower with {lower} of {of} alternatives",
        f"Het gemiddelde van de zes doelen is hoger bij {higher} en lager bij {lower} van de {of} alternatieven",
    )


def shortened(words: str) -> str:
    """A title that fits beside the panels."""
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
