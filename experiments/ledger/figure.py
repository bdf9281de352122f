"""How firmly the numbers of each group stand, as bars."""

from typing import TYPE_CHECKING

from experiments.figures import style
from experiments.provenance import package_version
from model.evidence import STANDINGS
from model.language import say
from model.parameters import GROUPS

if TYPE_CHECKING:
    from pandas import DataFrame

COLOURS = dict(zip(STANDINGS, ("#0A5F9E", "#6FA8CF", "#F0C05A", "#DB8E00"), strict=True))
"""From the firmest to the weakest."""
ROW = 0.42
"""Inches a row."""


@style.styled
def draw(numbers: "DataFrame") -> style.Page:
    """A bar for each group of parameters and constants: which part there is of each standing, and how many."""
    counts = numbers.groupby(["group", "standing"]).size().unstack(fill_value=0)
    counts = counts.reindex(index=[each for each in GROUPS if each in counts.index], columns=[*STANDINGS], fill_value=0)
    sourced, of = int(counts["sourced"].sum()), len(numbers)
    page = style.page(
        9.5, 2.3 + ROW * len(counts),
        say(f"{sourced} of {of} numbers have a source", f"{sourced} van de {of} getallen hebben een bron"),
        say(
            "Parameters and constants by group, and how firmly their values stand",
            "Parameters en constanten naar groep, en hoe stevig hun waarden staan",
        ),
        say(
            f"{of} parameters and constants as declared. {package_version()}.",
            f"{of} parameters en constanten zoals opgegeven. {package_version()}.",
        ),
        left=2.4, right=0.5, top=1.35, bottom=0.85,
    )  # fmt: skip
    axes = page.subplots()
    shares = 100 * counts.div(counts.sum(axis=1), axis=0)
    left = shares.iloc[:, 0] * 0
    for name in STANDINGS:
        axes.barh(range(len(counts)), shares[name], left=left, color=COLOURS[name], edgecolor="white", height=0.7,
                  label=f"{STANDINGS[name]} ({counts[name].sum()})")  # fmt: skip
        for place, (start, share, number) in enumerate(zip(left, shares[name], counts[name], strict=True)):
            if number:
                colour = "white" if style.luminance(COLOURS[name]) < 0.2 else style.INK
                axes.text(start + share / 2, place, str(number), ha="center", va="center", size=8.5, color=colour)
        left = left + shares[name]
    axes.set_yticks(range(len(counts)), [f"{say(*GROUPS[str(name)])} ({own.sum()})" for name, own in counts.iterrows()])
    axes.set(xlim=(0, 100), ylim=(len(counts) - 0.5, -0.5))
    axes.set_xlabel(
        say("% of a group’s numbers; in the bars how many", "% van de getallen van een groep; in de balken hoeveel")
    )
    axes.grid(axis="y", visible=False)
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0)
    height = page.get_figheight()
    page.legend(loc="upper left", ncols=2, bbox_to_anchor=(0.2 / 9.5, 1 - 0.68 / height), fontsize=8.5)
    page.data = counts.reset_index()
    return page
