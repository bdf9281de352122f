"""The figure: the simplest case on its equation, and what differences and ties add to it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.lines import Line2D

from experiments.comparison.paired import over_seeds
from experiments.figures import style
from experiments.limits.cases import ALONE, BOTH, LOCAL, MIXED, TITLES, UNEQUAL
from experiments.limits.twins import AGREES, DIFFERS, EXACT, WORTH, Runs
from model.language import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame

COLOURS = {ALONE: style.QUIET, MIXED: style.INK, UNEQUAL: "#C4512D", LOCAL: "#0A5F9E", BOTH: "#E0A100"}
"""Grey, black, vermilion, blue, amber: told apart with any deficiency of colour vision."""
DASHES: dict[str, Any] = {UNEQUAL: "-", LOCAL: "--", BOTH: ":"}
"""Told apart in print without colour."""
YEAR = 12


@style.styled
def draw(paths: "DataFrame", agreement: "DataFrame", runs: Runs, seeds: Sequence[int]) -> style.Page:
    """Left: model and equation where the equation holds. Right: paired differences to equals all tied to all."""
    worth = {name: over_seeds(100 * (runs[name] - runs[MIXED])) for name in WORTH}
    under = say(
        f"{len(seeds)} seeds ({seeds[0]} to {seeds[-1]})", f"{len(seeds)} seeds ({seeds[0]} tot en met {seeds[-1]})"
    )
    reading = say(
        "Left. Lines: mean over seeds, with 95 % intervals. Dashes: mean-field equation, from the model's own rules.\n"
        "Right. Mean difference under the same seeds, with 95 % intervals for each month by itself.",
        "Links. Lijnen: gemiddelde over seeds, met intervallen van 95 %. Streepjes: gemiddelde-veldvergelijking, uit "
        "de regels van het model zelf.\n"
        "Rechts. Gemiddeld verschil onder dezelfde seeds, met intervallen van 95 % voor elke maand afzonderlijk.",
    )
    figure = style.page(
        11, 5.6, headline(agreement),
        say(
            "Spread of first social teams among imagined municipalities, all else held",
            "Verspreiding van eerste sociale teams onder verzonnen gemeenten, al het andere vastgehouden",
        ),
        f"{reading}\n{style.not_observed(under)}",
        left=0.8, right=0.35, top=1.2, bottom=1.35,
    )  # fmt: skip
    left, right = figure.subplots(1, 2, gridspec_kw={"wspace": 0.2})
    for name in EXACT:
        _path(left, paths[paths["case"] == name], COLOURS[name])
    left.set_title(say("With a social team (%)", "Met een sociaal team (%)"))
    left.set_ylim(0, 104)
    for name, found in worth.items():
        years = (found.index.to_numpy() + 1) / YEAR
        right.fill_between(years, found["low"], found["high"], color=COLOURS[name], alpha=0.2, linewidth=0)
        right.plot(years, found["effect"], color=COLOURS[name], linestyle=DASHES[name])
    right.axhline(0, color=style.INK, linewidth=0.9)
    right.set_title(
        say(
            "Difference to equals, all tied to all (percentage points)",
            "Verschil met gelijken, allen verbonden (procentpunten)",
        )
    )
    low, high = right.get_ylim()
    right.set_ylim(low, high + 0.15 * (high - low))
    for axes, names, corner in ((left, EXACT, "lower right"), (right, tuple(WORTH), "upper right")):
        axes.set_xlabel(say("years", "jaren"))
        dashes: dict[str, Any] = DASHES if axes is right else dict.fromkeys(TITLES, "-")
        handles = [
            Line2D([], [], color=COLOURS[name], linestyle=dashes[name], label=str(TITLES[name])) for name in names
        ]
        if axes is left:
            equation = say("equation", "vergelijking")
            handles.append(Line2D([], [], color=style.QUIET, linestyle=(0, (2, 2)), label=equation))
        axes.legend(handles=handles, loc=corner, fontsize=8.5)
    figure.data = as_drawn(paths, worth)
    return figure


def headline(agreement: "DataFrame") -> str:
    """Where the model follows its equation."""
    agreed, of = int((agreement["verdict"] == AGREES).sum()), len(agreement)
    if DIFFERS in set(agreement["verdict"]):
        return say(
            f"Where the equation holds the model follows it in {agreed} of {of} cases",
            f"Waar de vergelijking geldt, volgt het model die in {agreed} van de {of} gevallen",
        )
    return say("Where the equation holds the model follows it", "Waar de vergelijking geldt, volgt het model die")


def as_drawn(paths: "DataFrame", worth: "Mapping[str, DataFrame]") -> "DataFrame":
    """The numbers of both panels: paths, and differences to equals all tied to all in percentage points."""
    import pandas as pd

    named = {"effect": "difference", "low": "difference_low", "high": "difference_high"}
    apart = [found[[*named]].rename(columns=named).assign(case=name) for name, found in worth.items()]
    differences = pd.concat(apart).rename_axis("month").reset_index()
    return paths.merge(differences, on=["case", "month"], how="left")


def _path(axes: "Axes", rows: "DataFrame", colour: str) -> None:
    years = (rows["month"] + 1) / YEAR
    axes.fill_between(years, 100 * rows["low"], 100 * rows["high"], color=colour, alpha=0.25, linewidth=0)
    axes.plot(years, 100 * rows["share"], color=colour, linewidth=1.4)
    axes.plot(years, 100 * rows["equation"], color="white", linewidth=1.2, linestyle=(0, (2, 3)))
