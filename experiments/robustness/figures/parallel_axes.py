"""Policies along parallel axes: one axis a measure, mean regret from none at the top to the most at the bottom."""

import textwrap
from typing import TYPE_CHECKING

import numpy as np

from experiments.figures import style
from experiments.naming import called
from experiments.robustness.answer import difference_unit, titles
from experiments.robustness.figures.drawing import footnote, most_regretted
from model.language import Words, say
from model.summaries import SUMMARY

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame

    from experiments.robustness.experiment import Robustness

WIDTH, HEIGHT = 11.5, 6.4
COLOURS = ("#0A5F9E", "#F0A202", "#1B9E77", "#C4512D", "#7A5195", "#56B4E9", "#8C6D31", "#D4699E", "#4D4D4D")
"""One after another, again from the first where there are more policies; the reference is drawn in ink, dashed."""
APART = 0.022
"""Between the marks of policies on one axis, so that intervals do not hide each other."""
READING = Words(
    "Each line is a policy. Height: mean regret over futures, that is how much better the best of these policies does "
    "in the same future; none at the top, the most of any policy at the bottom. Bars: middle 95 % over resamples of "
    "futures and seeds. Grey: what luck alone would bring.",
    "Elke lijn is een beleidsoptie. Hoogte: gemiddelde spijt over toekomsten, dus hoeveel beter de beste van deze "
    "opties het in dezelfde toekomst doet; bovenaan geen, onderaan de meeste van alle opties. Streepjes: de middelste "
    "95 % over hertrekkingen van toekomsten en seeds. Grijs: wat alleen toeval zou geven.",
)


@style.styled
def draw(asked: "Robustness", table: "DataFrame", policies: "DataFrame") -> style.Page:
    """`table` and `policies` are those of the judgement."""
    page = style.page(
        WIDTH, HEIGHT, most_regretted(asked, table),
        say("Mean regret by each measure: high on an axis is good",
            "Gemiddelde spijt per maatstaf: hoog op een as is goed"),
        footnote(asked, int(table["futures"].iloc[0]), str(READING)),
        left=0.75, right=3.0, top=1.75, bottom=1.15,
    )  # fmt: skip
    axes = page.subplots()
    measures = table["measure"].drop_duplicates().tolist()
    scale = {name: rows["regret_mean_high"].max() or 1.0 for name, rows in table.groupby("measure")}
    scaled = table.assign(
        **{
            column: -table[column] / table["measure"].map(scale)
            for column in ("regret_mean", "regret_mean_low", "regret_mean_high", "luck")
        }
    )
    ends = []
    policy_titles = titles(asked)
    for number, policy in enumerate(policies["scenario"]):
        rows = scaled[scaled["scenario"] == policy].set_index("measure").loc[measures]
        colour = style.INK if number == 0 else COLOURS[(number - 1) % len(COLOURS)]
        _draw_policy(axes, rows, colour, APART * (number - (len(policies) - 1) / 2), number == 0)
        ends.append((float(rows["regret_mean"].iloc[-1]), textwrap.fill(policy_titles[policy], 34), colour))
    for place, name in enumerate(measures):
        rows = scaled[scaled["measure"] == name]
        _draw_axis(axes, place, rows, scale[name])
    axes.set(xlim=(-0.15, len(measures) - 0.85), ylim=(-1.04, 0.06), xticks=[], yticks=[])
    axes.grid(False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    style.end_labels(axes, ends, len(measures) - 0.85, 0.06)
    page.data = table[["scenario", "title", "measure", "label", "unit", "regret_mean", "regret_mean_low",
                       "regret_mean_high", "luck"]]  # fmt: skip
    return page


def _draw_policy(axes: "Axes", rows: "DataFrame", colour: str, shift: float, reference: bool) -> None:
    places = np.arange(len(rows)) + shift
    line = (0, (5, 2)) if reference else "-"
    axes.plot(places, rows["regret_mean"], color=colour, linewidth=1.5, linestyle=line, zorder=2)
    axes.vlines(places, rows["regret_mean_high"], rows["regret_mean_low"], color=colour, linewidth=2.4, zorder=3)
    axes.plot(places, rows["regret_mean"], "o", color=colour, markersize=5, markeredgecolor="white", zorder=4)


def _draw_axis(axes: "Axes", place: int, rows: "DataFrame", most: float) -> None:
    """One axis: its line, how far luck reaches, its name above and its ends."""
    first = rows.iloc[0]
    axes.vlines(place, -1, 0, color="#B4B9BD", linewidth=0.9, zorder=1)
    if np.isfinite(first["luck"]):
        axes.bar(place, first["luck"], width=0.26, color=style.FAINT, zorder=0)
    factor, unit = difference_unit(first["unit"])
    name = "\n".join([textwrap.fill(called(SUMMARY[first["measure"]]), 18), *([unit] if unit else [])])
    axes.annotate(
        name,
        (place, 0.0),
        (0, 22),
        "data",
        "offset points",
        ha="center",
        va="bottom",
        size=9,
        linespacing=1.25,
    )
    axes.annotate("0", (place, 0), (0, 9), "data", "offset points", ha="center", size=8, color=style.QUIET)
    axes.annotate(
        f"{factor * most:.2g}", (place, -1), (0, -12), "data", "offset points", ha="center", size=8, color=style.QUIET
    )
