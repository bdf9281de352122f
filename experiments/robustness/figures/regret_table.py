"""The table of regret: policies by measures, darker where more is regretted, and how often a policy is good enough."""

import textwrap
from typing import TYPE_CHECKING

import matplotlib
import numpy as np

from experiments.discovery.wording import share
from experiments.figures import style
from experiments.naming import called
from experiments.robustness.answer import difference_unit, in_figures, titles
from experiments.robustness.figures.drawing import footnote, headline
from model.language import Words, say
from model.summaries import SUMMARY

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame, Series

    from experiments.robustness.experiment import Robustness

ROW = 0.52
READING = Words(
    "Large: mean regret over futures, its middle 95 % over resamples of futures and seeds below it. Darker: more "
    "regret, by each measure up to the most of any policy. Dot: no other policy is clearly better. Last column: share "
    "of futures in which the policy is good enough by all measures at once (the answer says what that is).",
    "Groot: gemiddelde spijt over toekomsten, daaronder de middelste 95 % over hertrekkingen van toekomsten en seeds. "
    "Donkerder: meer spijt, per maatstaf tot de meeste van alle opties. Stip: geen andere optie is duidelijk beter. "
    "Laatste kolom: aandeel van de toekomsten waarin de optie op alle maatstaven tegelijk goed genoeg is (het antwoord "
    "zegt wat dat is).",
)


@style.styled
def draw(asked: "Robustness", table: "DataFrame", policies: "DataFrame") -> style.Page:
    """`table` and `policies` are those of the judgement."""
    measures = table["measure"].drop_duplicates().tolist()
    width = 3.1 + 1.34 * (len(measures) + 1)
    page = style.page(
        width, 2.8 + ROW * len(policies), headline(asked, policies),
        say("Mean regret by each measure: how much better the best policy does",
            "Gemiddelde spijt per maatstaf: hoeveel beter de beste optie het doet"),
        footnote(asked, int(table["futures"].iloc[0]), str(READING)),
        left=2.9, right=0.3, top=1.65, bottom=1.0,
    )  # fmt: skip
    axes = page.subplots()
    colours = matplotlib.colormaps["YlOrBr"]
    for column, name in enumerate(measures):
        rows = table[table["measure"] == name].set_index("scenario").loc[policies["scenario"]]
        most = rows["regret_mean"].max() or 1.0
        for place, (_, row) in enumerate(rows.iterrows()):
            part = row["regret_mean"] / most
            axes.barh(place, 0.96, left=column + 0.02, height=0.92, color=colours(0.75 * part))
            _draw_cell(axes, column, place, row, "white" if part > 0.8 else style.INK)
    for place, (_, row) in enumerate(policies.iterrows()):
        text = share(row["all_enough"]) if np.isfinite(row["all_enough"]) else "–"
        axes.text(len(measures) + 0.5, place - 0.1, text, ha="center", va="center", size=10, weight="bold")
        if np.isfinite(row["all_enough"]):
            low, high = (f"{100 * row[name]:.0f}" for name in ("all_enough_low", "all_enough_high"))
            spread = f"{low} {say('to', 'tot')} {high}"
            axes.text(len(measures) + 0.5, place + 0.24, spread, ha="center", va="center", size=7.5)
    heads = [_head(table[table["measure"] == name].iloc[0]) for name in measures]
    axes.set_xticks(
        np.arange(len(measures) + 1) + 0.5,
        [*heads, say("good enough\nby all at once", "goed genoeg\nop alle tegelijk")],
    )
    policy_titles = titles(asked)
    axes.set_yticks(range(len(policies)), [textwrap.fill(policy_titles[name], 34) for name in policies["scenario"]])
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set(xlim=(0, len(measures) + 1), ylim=(len(policies) - 0.5, -0.5))
    axes.grid(False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    shown = ["scenario", "title", "measure", "label", "unit", "regret_mean", "regret_mean_low", "regret_mean_high"]
    enough = policies[["scenario", "all_enough", "all_enough_low", "all_enough_high"]]
    page.data = table[[*shown, "leading"]].merge(enough, on="scenario")
    return page


def _head(row: "Series") -> str:
    unit = difference_unit(row["unit"])[1]
    return "\n".join(
        [textwrap.fill(called(SUMMARY[row["measure"]]), 17), *([f"({textwrap.fill(unit, 15)})"] if unit else [])]
    )


def _draw_cell(axes: "Axes", column: int, place: int, row: "Series", ink: str) -> None:
    mean, low, high = (in_figures(row[name], row) for name in ("regret_mean", "regret_mean_low", "regret_mean_high"))
    axes.text(column + 0.5, place - 0.1, mean, ha="center", va="center", size=10, color=ink)
    axes.text(column + 0.5, place + 0.24, f"{low} {say('to', 'tot')} {high}", ha="center", va="center", size=7.5,
              color=ink)  # fmt: skip
    if row["leading"]:
        axes.plot(column + 0.11, place - 0.1, "o", color=style.TYPE_COLOURS["changer"], markersize=5)
