"""Paths: outcomes month by month under both scenarios, and below each the paired difference."""

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.lines import Line2D

from experiments.comparison.figures import APART, COLOURS, INTERVAL, Pair
from experiments.comparison.paired import FEW, HIGHER, LOWER, OPEN, UNCHANGED
from experiments.comparison.wording import VERDICTS, capital, listed
from experiments.figures import style
from model.language import label, say, unit
from model.outcomes import OUTCOME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from pandas import DataFrame

COLUMNS = 3
LETTERS = 33
"""So many letters fit over a panel; where one heading is longer, all are set smaller."""
BEFORE, AFTER = style.QUIET, "#0A5F9E"
"""Colours of reference and alternative."""
LINES: "dict[str, Any]" = {BEFORE: (0, (4, 1.5)), AFTER: "-"}
"""Their lines, told apart in print without colour."""


@style.styled
def draw(pair: Pair, table: "DataFrame") -> style.Page:
    """For each outcome the means and bands of both scenarios, and below them the mean paired difference."""
    outcomes = list(table["outcome"].unique())
    rows = -(-len(outcomes) // COLUMNS)
    ends = [at_end(table[table["outcome"] == name]) for name in outcomes]
    figure = style.page(
        11, 1.9 + 3.5 * rows,
        pair.finding(headline(outcomes, ends)),
        pair.subtitle,
        pair.source(
            say(
                f"Upper panels. {style.band_reading(len(pair.seeds))}\nLower panels. Line: mean paired difference. "
                f"Band: {INTERVAL} (Student's t) for each month by itself. Dashed: the law takes effect.",
                f"Bovenste panelen. {style.band_reading(len(pair.seeds))}\nOnderste panelen. Lijn: gemiddeld gepaard "
                f"verschil. Band: {INTERVAL} (Student's t), voor elke maand afzonderlijk. Gestreept: de wet treedt in "
                "werking.",
            )
        ),
        left=1.0, top=1.45, bottom=0.95,
    )  # fmt: skip
    headings = [heading(name, verdict) for name, verdict in zip(outcomes, ends, strict=True)]
    size = 9.5 * min(1.0, LETTERS / max(map(len, headings)))
    grid = figure.add_gridspec(rows, COLUMNS, hspace=0.32, wspace=0.3)
    for place, (name, verdict, words) in enumerate(zip(outcomes, ends, headings, strict=True)):
        two = grid[place // COLUMNS, place % COLUMNS].subgridspec(2, 1, height_ratios=(3, 2), hspace=0.1)
        above, below = (figure.add_subplot(two[row]) for row in (0, 1))
        above.set_title(words, size=size)
        draw_outcome(above, below, pair, table[table["outcome"] == name], verdict)
    lines = [
        Line2D([], [], color=colour, linestyle=LINES[colour], label=name)
        for colour, name in zip((BEFORE, AFTER), pair.names, strict=True)
    ]
    height = figure.get_figheight()
    figure.legend(handles=lines, loc="upper left", ncols=2, bbox_to_anchor=(0.2 / 11, 1 - 0.78 / height))
    figure.data = table.drop(columns="scenario")
    return figure


MOST_NAMED = 3
"""A title names so many outcomes either way, and counts the others."""


def headline(outcomes: "Sequence[str]", ends: "Sequence[str]") -> str:
    """Which outcomes end higher, and which lower."""
    told = []
    for way in (HIGHER, LOWER):
        apart = [label(OUTCOME[name]) for name, verdict in zip(outcomes, ends, strict=True) if verdict == way]
        if apart:
            told.append(f"{VERDICTS[way]}: {listed(apart, most=MOST_NAMED)}")
    if told:
        return f"{say('At the end', 'Aan het eind')} {'; '.join(told)}"
    if set(ends) == {UNCHANGED}:
        return say("No path differs at the end", "Geen pad verschilt aan het eind")
    if len(outcomes) == 1:
        return say("The path ends neither higher nor lower", "Het pad eindigt hoger noch lager")
    return say(
        f"None of {len(outcomes)} paths ends higher or lower",
        f"Geen van de {len(outcomes)} paden eindigt hoger of lager",
    )


def heading(name: str, verdict: str) -> str:
    """What stands over a panel: the outcome, and how it ends."""
    tail = say(" at the end", " aan het eind") if verdict in COLOURS else ""
    return f"{capital(label(OUTCOME[name]))}: {VERDICTS[verdict]}{tail}"


def at_end(mine: "DataFrame") -> str:
    """Whether a path's last month is higher, lower, or not told apart, by its own interval."""
    last = mine.iloc[-1]
    if np.isnan(last["low"]):
        return FEW
    if last["low"] == last["high"] == 0:
        return UNCHANGED
    if last["low"] > 0:
        return HIGHER
    return LOWER if last["high"] < 0 else OPEN


def draw_outcome(above: "Axes", below: "Axes", pair: Pair, mine: "DataFrame", verdict: str) -> None:
    """One outcome: its paths above, their difference below."""
    x = style.years(pair.reference, mine["month"])
    for name, colour in (("reference", BEFORE), ("alternative", AFTER)):
        if len(pair.seeds) > 1:
            above.fill_between(x, mine[f"{name}_lower"], mine[f"{name}_upper"], color=colour, alpha=0.22, linewidth=0)
        above.plot(x, mine[name], color=colour, linestyle=LINES[colour])
    declared = OUTCOME[mine["outcome"].iloc[0]]
    above.set_ylabel(unit(declared.unit), size=8.5)
    above.tick_params(labelbottom=False)
    colour = COLOURS.get(verdict, APART)
    if np.isfinite(mine["low"]).any():
        below.fill_between(x, mine["low"], mine["high"], color=colour, alpha=0.28, linewidth=0)
    below.plot(x, mine["effect"], color=colour)
    below.axhline(0, color=style.INK, linewidth=0.9, zorder=1)
    below.set_ylabel(say("difference", "verschil"), size=8.5)
    above.figure.align_ylabels([above, below])
    for axes in (above, below):
        style.date_axis(axes, pair.alternative, label_law=False)
