"""Figures of Morris, Sobol', PAWN and delta: a ranking for each outcome, and beside them those of all outcomes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.comparison.wording import capital
from experiments.figures import style
from experiments.sensitivity.analysis import Analysis
from experiments.sensitivity.drawing import (
    COLOURS,
    UNITS,
    colours_of,
    dots,
    dummy_band,
    footnote,
    group_handles,
    name_inputs,
    room_for,
    shown_inputs,
)
from experiments.sensitivity.inputs import DUMMY, colour_group, label_of
from experiments.sensitivity.methods import Method
from experiments.sensitivity.outcomes import declared
from experiments.sensitivity.overviews import convergence, overview, pairs
from experiments.sensitivity.wording import INDEX_LABELS, leaders, listed, of_inputs, unit_in_words
from model import language
from model.language import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from experiments.figures.style import Page
    from experiments.sensitivity.experiment import Sensitivity

LONGEST_TITLE = 76
"""Letters that fit above a page of ten inches."""


def of_rankings(asked: "Sensitivity", method: Method, analyses: Mapping[str, Analysis]) -> "dict[str, Page]":
    """Every figure by name: `overview`, each outcome's ranking under its own name, `convergence`, and `pairs` of the
    first outcome where there are second-order indices.
    """
    figures = {"overview": overview(asked, method, analyses)} if len(analyses) > 1 else {}
    figures |= {name: ranking(asked, method, name, found) for name, found in analyses.items()}
    figures["convergence"] = convergence(asked, method, analyses)
    if asked.second_order:
        name = next(iter(analyses))
        figures["pairs"] = pairs(asked, name, analyses[name])
    return figures


def finding(outcome: str, found: Analysis) -> str:
    """A title that says what was found."""
    first, what = leaders(found.ranks), capital(language.label(declared(outcome)))
    beyond = found.ranks.set_index("input")["beyond_dummy"].fillna(True).astype(bool)
    if not beyond[first].all():
        number = int(beyond.sum())
        return say(
            f"{what}: {of_inputs(number, len(beyond))} told apart from a dummy",
            f"{what}: {of_inputs(number, len(beyond))} te onderscheiden van een dummy",
        )
    several = say(f"{what} depends most on {listed(first)}", f"{what} hangt het meest af van {listed(first)}")
    if len(first) == 1 or len(several) <= LONGEST_TITLE:
        return several
    return say(
        f"{what}: {len(first)} inputs share the first rank", f"{what}: {len(first)} factoren delen de eerste rang"
    )


@style.styled
def ranking(asked: "Sensitivity", method: Method, outcome: str, found: Analysis) -> style.Page:
    """Inputs by the main index with intervals; of Sobol' the first order and chance beside, of Morris the spread."""
    table = found.indices[found.indices["index"] == method.main]
    rows = shown_inputs(table)
    dummy = table[table["input"] == DUMMY]
    names = [*rows["input"], *dummy["input"]]
    shown = pd.concat([rows, dummy])
    height = 2.9 + 0.27 * (len(names) + (method.name == "sobol"))
    number = found.ranks["input"].size
    lines = say("lines: 95 % intervals", "lijnen: intervallen van 95 %")
    subtitle = f"{INDEX_LABELS[method.main]}{unit_of(method, outcome)}; {lines}"
    if len(rows) < number:
        subtitle += say(
            f"; the {len(rows)} highest of {number} inputs", f"; de {len(rows)} hoogste van {number} factoren"
        )
    reading = reading_of(method, found, bool(len(dummy)))
    figure = style.page(
        10, height, finding(outcome, found), subtitle,
        footnote(asked, f"{found.blocks} {UNITS[method.name]}", reading), left=room_for(names), top=1.05, bottom=1.15,
    )  # fmt: skip
    spread = method.name == "morris" and (found.indices["index"] == "sigma").any()
    panels = figure.subplots(1, 2, gridspec_kw={"wspace": 0.28, "width_ratios": [1.5, 1]}) if spread else None
    axes = panels[0] if panels is not None else figure.subplots()
    dummy_band(axes, table)
    colours = colours_of(names)
    places = np.arange(len(names), dtype=float)
    if method.name == "sobol":
        first = found.indices[found.indices["index"] == "S1"].set_index("input").loc[names]
        dots(axes, first, places + 0.17, colours, filled=False)
        places = places - 0.13
    dots(axes, shown, places, colours)
    if method.name == "sobol":
        names = _with_chance(axes, names, found)
    name_inputs(axes, [name for name in names if name != "chance"])
    if "chance" in names:
        by_luck = say("chance, of single runs", "toeval, van losse runs")
        axes.set_yticks(range(len(names)), [label_of(n) if n != "chance" else by_luck for n in names])
        axes.set_ylim(len(names) - 0.4, -0.6)
    axes.axvline(0, color="#B4B9BD", linewidth=0.8)
    axes.set_xlabel(short(method) + unit_of(method, outcome))
    if panels is not None:
        _spread_panel(panels[1], method, found, outcome)
    handles = group_handles(list(found.ranks["input"]))
    handles += _marks() if method.name == "sobol" else []
    figure.legend(handles=handles, loc="upper right", ncols=len(handles), bbox_to_anchor=(0.985, 1 - 0.72 / height),
                  handlelength=1, columnspacing=1.2, fontsize=8.5)  # fmt: skip
    figure.data = found.indices.merge(found.ranks, on="input", how="left")
    return figure


def reading_of(method: Method, found: Analysis, with_dummy: bool) -> str:
    """How to read a ranking."""
    what = say("does nothing but change the luck", "niets doet dan het toeval veranderen")
    if method.name in ("pawn", "delta"):
        what = say("is random numbers", "uit willekeurige getallen bestaat")
    band = say(f"Grey band: what a dummy that {what} reaches. ", f"Grijze band: wat een dummy die {what} haalt. ")
    ranks = say("Inputs whose intervals overlap are not ranked.", "Factoren waarvan intervallen overlappen zijn "
                "niet gerangschikt.")  # fmt: skip
    settled = say("Settled.", "Tot rust gekomen.") if found.settled else say("Not settled.", "Niet tot rust gekomen.")
    return f"{band if with_dummy else ''}{ranks} {settled}"


def unit_of(method: Method, outcome: str) -> str:
    """The unit of Morris' effects, as a tail; the others are shares and have none."""
    return f", {language.unit(declared(outcome).unit)}" if method.name == "morris" and unit_in_words(outcome) else ""


def short(method: Method) -> str:
    """The axis' label."""
    share = say("share of variance", "aandeel van de variantie")
    return {"morris": "mu*", "sobol": share, "pawn": str(INDEX_LABELS["pawn"]), "delta": "delta"}[method.name]


def _with_chance(axes: "Axes", names: list[str], found: Analysis) -> list[str]:
    """Add the share of chance as a bar of its own at the bottom, where it is known."""
    chance = found.chance
    if not np.isfinite(chance.share):
        return names
    place = len(names)
    axes.barh(place, chance.share, height=0.5, color="white", edgecolor=style.QUIET, hatch="////", linewidth=0.8)
    if np.isfinite(chance.low):
        axes.plot([chance.low, chance.high], [place, place], color=style.INK, linewidth=1.6)
    return [*names, "chance"]


def _marks() -> list[object]:
    from matplotlib.lines import Line2D

    return [
        Line2D([], [], marker="o", color=style.INK, markerfacecolor=inside, markersize=5, linewidth=0, label=label)
        for inside, label in ((style.INK, say("total", "totaal")), ("white", say("first order", "eerste orde")))
    ]


def _spread_panel(axes: "Axes", method: Method, found: Analysis, outcome: str) -> None:
    """Spread against mean absolute effect: above the line an effect depends on the other inputs, or bends."""
    wide = found.indices.pivot(index="input", columns="index", values="value")
    for name, row in wide.iterrows():
        dummy = name == DUMMY
        axes.plot(row["mu_star"], row["sigma"], "X" if dummy else "o", color=COLOURS[colour_group(str(name))],
                  markersize=7 if dummy else 4.5, alpha=0.85, zorder=5 if dummy else 3)  # fmt: skip
    top = max(wide["mu_star"].max(), wide["sigma"].max()) * 1.05
    axes.plot([0, top], [0, top], color=style.QUIET, linewidth=0.8, linestyle=(0, (4, 3)))
    axes.set(xlim=(0, top), ylim=(0, top))
    axes.grid(True, axis="both")
    axes.set_xlabel(short(method) + unit_of(method, outcome))
    axes.set_ylabel("sigma")
    reading = say(
        "above the line: an effect\nthat bends or depends\non other inputs",
        "boven de lijn: een effect\ndat buigt of van andere\nfactoren afhangt",
    )
    axes.annotate(reading, (0.04, 0.97), xycoords="axes fraction", size=8, color=style.QUIET, va="top")
