"""The searches as a figure: how many of the sets that were tried reach each target, and all of a search at once."""

import textwrap
from typing import TYPE_CHECKING

from experiments.figures import style
from experiments.patterns.answer import figure, wanted
from experiments.reverse.found import FOUND
from experiments.reverse.targets import K

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from pandas import DataFrame, Series

    from experiments.reverse.experiment import Reverse

WIDTH, ROW, GAP = 11.5, 0.25, 0.5
"""Width of the page, height of a target's row and of what stands above the first, in inches."""


@style.styled
def draw(asked: "Reverse", searches: "DataFrame", targets: "DataFrame") -> "Figure":
    """Draw the tables of searches and of their targets."""
    height = len(targets) * ROW + len(searches) * (GAP + 0.2)
    base = asked.scenarios[0]
    page = style.page(
        WIDTH, height + 2.0, headline(searches),
        f"Scenario “{base.title or base.name}”: {asked.tries} sets out of what the waves of each search left, under "
        f"{len(asked.seeds)} seeds each",
        "Square: share of sets in the first wave, over the whole ranges, that reach a target. Circle: share of those "
        "tried in the end. Nearest: the value that comes nearest to the band, or lies furthest in it.\nA search has "
        "found what it is after when a set reaches all its targets at once, and does so again under new seeds. "
        "Simulated, not observed. decentralisation-dynamics.",
        left=5.3, right=2.7, top=1.1, bottom=0.95,
    )  # fmt: skip
    axes = page.subplots()
    axes.set(xlim=(-0.02, 1.02), ylim=(height, 0), xlabel="share of sets")
    axes.set_yticks([])
    axes.grid(False)
    axes.grid(True, axis="x")
    y = 0.0
    for _, row in searches.iterrows():
        y += GAP
        draw_search(axes, y - 0.3, row)
        for _, target in targets[targets["search"] == row["search"]].iterrows():
            draw_target(axes, y, target)
            y += ROW
        y += 0.2
    return page


def headline(searches: "DataFrame") -> str:
    """How many reverses cannot be reached, and whether the targets themselves can."""
    reverses = searches[searches["search"] != K]
    failed = int((reverses["outcome"] != FOUND).sum())
    itself = (searches["outcome"][searches["search"] == K] == FOUND).all()
    return (
        f"{failed} of {len(reverses)} reverses are not reached; with equal effort the targets themselves are"
        f"{'' if itself else ' not'}"
    )


def draw_search(axes: "Axes", y: float, row: "Series") -> None:
    """Write a search's claim and what came of it above its targets."""
    weight = "bold" if row["outcome"] == FOUND else "normal"
    claim = textwrap.shorten(f"{row['search'].replace('_', ' ')}: {row['claim']}", 112, placeholder=" …")
    at = axes.get_yaxis_transform()
    axes.text(-1.46, y, claim, transform=at, size=9, weight="bold", va="center")
    axes.text(
        1.03, y, f"{row['outcome']}: {row['reached']} of {row['sets']} sets", transform=at, size=9, weight=weight,
        va="center",
    )  # fmt: skip


def draw_target(axes: "Axes", y: float, row: "Series") -> None:
    """Draw how many sets reach a target."""
    at = axes.get_yaxis_transform()
    words = textwrap.shorten(f"{row['target'].split(':')[0]} {row['words']}", 86, placeholder=" …")
    axes.text(-0.03, y, words, transform=at, size=8, ha="right", va="center", color=style.QUIET)
    axes.hlines(y, *sorted((row["reached_first"], row["reached_last"])), color=style.FAINT, linewidth=2)
    axes.plot(row["reached_first"], y, "s", color="white", markeredgecolor=style.QUIET, markersize=5, clip_on=False)
    axes.plot(row["reached_last"], y, "o", color=style.TYPE_COLOURS["changer"], markersize=6, clip_on=False)
    near = "no value" if row["nearest"] != row["nearest"] else figure(row["nearest"])
    axes.text(
        1.03, y, f"nearest {near} (wanted {wanted(row['from'], row['to'])})", transform=at, size=8, va="center",
        color=style.QUIET,
    )  # fmt: skip
