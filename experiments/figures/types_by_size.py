"""Types by size class: which part of the small, middle-sized and large municipalities is of each type."""

from typing import TYPE_CHECKING

from experiments.figures import style
from experiments.summary import (
    ALL,
    TYPE_COLUMNS,
    number,
    size_class_labels,
    size_label,
    type_label,
    type_moments,
    type_shares,
)
from model.language import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame, Series

    from experiments.replicates import Results

NARROW = 0.09
"""A part of a bar below this share of it has no room for a number: that stands over it, and of a next one under it."""
SEEN = 0.005
"""A part below this share has no number at all: it would be nought."""


@style.styled
def draw(results: "Results") -> style.Page:
    """Stacked bars for each size class and for all, on 1 May 2015 and at the end, with location quotients."""
    figure = style.page(
        10, 4.6,
        headline(results),
        say(
            "Share of municipalities (%), mean over replicates; × is the location quotient: the share in the "
            "size class divided by the share among all",
            "Aandeel van de gemeenten (%), gemiddeld over runs; × is het locatiequotiënt: het aandeel in de "
            "grootteklasse gedeeld door het aandeel onder alle",
        ),
        style.source(results),
        left=2.95, top=1.5, bottom=0.55,
    )  # fmt: skip
    panels = figure.subplots(1, 2, sharey=True, gridspec_kw={"wspace": 0.06})
    for axes, (column, moment) in zip(
        panels, zip(TYPE_COLUMNS, type_moments(results.scenario), strict=True), strict=True
    ):
        axes.set_title(moment[0].upper() + moment[1:], pad=6)
        draw_bars(axes, type_shares(results, column))
    labels = size_class_labels(results)
    panels[0].set_yticks(range(len(labels)), list(labels.values()))
    panels[0].invert_yaxis()
    handles = [matplotlib_patch(colour, type_label(kind)) for kind, colour in style.TYPE_COLOURS.items()]
    top = 1 - 0.85 / figure.get_figheight()
    figure.legend(handles=handles, loc="upper left", ncols=3, bbox_to_anchor=(2.85 / 10, top), handlelength=1)
    figure.data = drawn(results)
    return figure


def drawn(results: "Results") -> "DataFrame":
    """A row for each moment, size class and type: share, and the location quotient."""
    import pandas

    rows = []
    for column in TYPE_COLUMNS:
        shares = type_shares(results, column)
        rows += [
            (column, size, kind, share, share / shares[kind][ALL] if shares[kind][ALL] else None)
            for kind in shares
            for size, share in shares[kind].items()
        ]
    return pandas.DataFrame(rows, columns=["moment", "size_class", "type", "share", "location_quotient"])


def headline(results: "Results") -> str:
    """In which size class the share of changers is highest at the end, where that is so in every replicate."""
    changers = type_shares(results, "type_end")["changer"]
    classes = changers.drop(ALL)
    if not changers[ALL] or len(classes) < 2:
        return say("Types of municipality by size", "Typen gemeente naar grootte")
    by_run = is_changer(results).groupby(level=["replicate", "size_class"], observed=True).mean().unstack()
    if by_run.idxmax(axis="columns").nunique() > 1:
        low, high = (number(100 * share, 0) for share in (classes.min(), classes.max()))
        return say(
            f"No size class has the largest share of changers in every replicate; {low} to {high} % by class at the "
            "end",
            "Geen grootteklasse heeft in elke run het hoogste aandeel veranderaars; aan het eind per klasse "
            f"{low} tot {high} %",
        )
    top = str(classes.idxmax())
    there, all_ = (number(100 * changers[name], 0) for name in (top, ALL))
    return say(
        f"The share of changers is highest among the {size_label(top)}: {there} % there, {all_} % of all",
        f"Het aandeel veranderaars is het hoogst in de klasse {size_label(top)}: daar {there} %, van alle {all_} %",
    )


def is_changer(results: "Results") -> "Series":
    """Whether each municipality is a changer at the end, by replicate and size class."""
    return (results.municipalities.set_index(["replicate", "size_class"])["type_end"] == "changer").astype(float)


def draw_bars(axes: "Axes", shares: "DataFrame") -> None:
    """One bar for each row of shares (0 to 1; columns: types; the last row: all municipalities)."""
    everywhere = shares.iloc[-1]
    for row, (name, parts) in enumerate(shares.iterrows()):
        left, outside = 0.0, int(name == ALL)
        for kind, colour in style.TYPE_COLOURS.items():
            share = float(parts[kind])
            axes.barh(row, share, left=left, height=0.68, color=colour, edgecolor="white",
                      linewidth=1.2 if share > 0.01 else 0)  # fmt: skip
            text = f"{100 * share:.0f}"
            if name != ALL and everywhere[kind] > 0:
                text += f"\n{share / everywhere[kind]:.1f}×"
            if share >= NARROW:
                dark = kind == "changer"
                axes.text(left + share / 2, row, text, ha="center", va="center", size=8.5, linespacing=1.25,
                          color="white" if dark else style.INK)  # fmt: skip
            elif share >= SEEN:
                over, end = outside % 2 == 0, left + share > 0.5
                axes.text(left + share if end else left, row + (-0.36 if over else 0.36), text.replace("\n", " · "),
                          ha="right" if end else "left", va="bottom" if over else "top", size=7,
                          color=style.INK)  # fmt: skip
                outside += 1
            left += share
    axes.axhline(len(shares) - 1.5, color=style.QUIET, linewidth=0.8)
    axes.set(xlim=(0, 1), xticks=[])
    axes.grid(False)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def matplotlib_patch(colour: str, label: str) -> object:
    """A legend's square."""
    from matplotlib.patches import Patch

    return Patch(color=colour, label=label)
