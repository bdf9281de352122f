"""The searches as a figure: how many of the sets that were tried reach each target, and all of a search at once."""

import textwrap
from typing import TYPE_CHECKING

from experiments.figures import style
from experiments.patterns.answer import figure, wanted
from experiments.reverse.found import FAILING, FOUND, OUTCOMES, called
from experiments.reverse.targets import K
from model.language import say, title

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame, Series

    from experiments.reverse.experiment import Reverse

WIDTH, ROW, GAP = 11.5, 0.25, 0.5
"""Width of the page, height of a target's row and of what stands above the first, in inches."""


@style.styled
def draw(asked: "Reverse", searches: "DataFrame", targets: "DataFrame") -> style.Page:
    """Draw the tables of searches and of their targets."""
    height = len(targets) * ROW + len(searches) * (GAP + 0.2)
    name, seeds = title(asked.scenarios[0]), len(asked.seeds)
    reading = say(
        "Square: share of sets in the first wave, over the whole ranges, that reach a target. Circle: share of those "
        "tried in the end. Nearest: the value that comes nearest to the band, or lies furthest in it.\nA search has "
        "found what it is after when a set reaches all its targets at once, and does so again under new seeds.",
        "Vierkant: aandeel van de sets in de eerste ronde, over het hele bereik, dat een doel haalt. Cirkel: aandeel "
        "van de sets die aan het eind zijn beproefd. Dichtst bij: de waarde die het dichtst bij de band komt, of er "
        "het "
        "verst in ligt.\nEen zoektocht heeft gevonden wat hij zoekt als een set al zijn doelen tegelijk haalt, en dat "
        "onder nieuwe seeds weer doet.",
    )
    page = style.page(
        WIDTH, height + 2.3, headline(searches),
        say(
            f"Scenario “{name}”: {asked.tries} sets out of what the waves of each search left, under {seeds} seeds "
            "each",
            f"Scenario “{name}”: {asked.tries} sets uit wat de rondes van elke zoektocht overlieten, elk onder {seeds} "
            "seeds",
        ),
        f"{reading}\n{style.not_observed(style.quoted(asked.scenarios[0]))}",
        left=5.3, right=2.7, top=1.1, bottom=1.2,
    )  # fmt: skip
    axes = page.subplots()
    axes.set(xlim=(-0.02, 1.02), ylim=(height, 0), xlabel=say("share of sets", "aandeel van de sets"))
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
    page.data = targets
    return page


def headline(searches: "DataFrame") -> str:
    """How many reverses that no rule settles cannot be reached, and whether the targets themselves can."""
    reverses = searches[(searches["search"] != K) & (searches["settled"] == "")]
    failed = int(reverses["outcome"].isin(FAILING).sum())
    itself = (searches["outcome"][searches["search"] == K] == FOUND).all()
    of = len(reverses)
    return say(
        f"{failed} of {of} reverses are not reached; with equal effort the targets themselves are"
        f"{'' if itself else ' not'}",
        f"{failed} van de {of} omkeringen zijn niet gehaald; met gelijke inspanning de doelen zelf "
        f"{'wel' if itself else 'ook niet'}",
    )


def draw_search(axes: "Axes", y: float, row: "Series") -> None:
    """Write a search's claim and what came of it above its targets."""
    weight = "bold" if row["outcome"] == FOUND else "normal"
    claim = textwrap.shorten(f"{called(row['search'])}: {say(row['claim'], row['claim_nl'])}", 112, placeholder=" …")
    at = axes.get_yaxis_transform()
    axes.text(-1.46, y, claim, transform=at, size=9, weight="bold", va="center")
    told = f"{OUTCOMES[row['outcome']]}: {row['reached']} {say('of', 'van')} {row['sets']} sets"
    told += say(" (settled by a rule)", " (door een regel bepaald)") if row["settled"] else ""
    axes.text(1.03, y, told, transform=at, size=9, weight=weight, va="center")


def draw_target(axes: "Axes", y: float, row: "Series") -> None:
    """Draw how many sets reach a target."""
    at = axes.get_yaxis_transform()
    words = textwrap.shorten(
        f"{row['target'].split(':')[0]} {say(row['words'], row['words_nl'])}", 86, placeholder=" …"
    )
    axes.text(-0.03, y, words, transform=at, size=8, ha="right", va="center", color=style.QUIET)
    axes.hlines(y, *sorted((row["reached_first"], row["reached_last"])), color=style.FAINT, linewidth=2)
    axes.plot(row["reached_first"], y, "s", color="white", markeredgecolor=style.QUIET, markersize=5, clip_on=False)
    axes.plot(row["reached_last"], y, "o", color=style.TYPE_COLOURS["changer"], markersize=6, clip_on=False)
    near = say("no value", "geen waarde") if row["nearest"] != row["nearest"] else figure(row["nearest"])
    band = wanted(row["from"], row["to"])
    told = say(f"nearest {near} (wanted {band})", f"dichtst bij {near} (gewenst {band})")
    axes.text(1.03, y, told, transform=at, size=8, va="center", color=style.QUIET)
