"""The figure: the simplest case on its equation, and what differences and ties add to it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.lines import Line2D

from experiments.comparison.paired import over_seeds
from experiments.figures import style
from experiments.limits.cases import ALONE, BOTH, LOCAL, MIXED, TITLES, UNEQUAL
from experiments.limits.twins import AGREES, DIFFERS, EXACT, WORTH, Runs

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from pandas import DataFrame

COLOURS = {ALONE: style.QUIET, MIXED: style.INK, UNEQUAL: "#C4512D", LOCAL: "#0A5F9E", BOTH: "#E0A100"}
"""Grey, black, vermilion, blue, amber: told apart with any deficiency of colour vision."""
YEAR = 12


@style.styled
def draw(paths: "DataFrame", agreement: "DataFrame", runs: Runs, seeds: Sequence[int]) -> "Figure":
    """Left: model and equation where the equation holds. Right: paired differences to equals all tied to all."""
    agreed = int((agreement["verdict"] == AGREES).sum())
    title = (
        f"Where the equation holds the model follows it in {agreed} of {len(agreement)} cases"
        if DIFFERS in set(agreement["verdict"])
        else "Where the equation holds the model follows it"
    )
    figure = style.page(
        11, 5.6, title, "Spread of first social teams among imagined municipalities, all else held",
        "Left. Lines: mean over seeds, with 95 % intervals. Dashes: mean-field equation, from the model's own rules.\n"
        "Right. Mean difference under the same seeds, with 95 % intervals for each month by itself.\n"
        f"Simulated, not observed. {len(seeds)} seeds ({seeds[0]} to {seeds[-1]}). decentralisation-dynamics.",
        left=0.8, right=0.35, top=1.2, bottom=1.35,
    )  # fmt: skip
    left, right = figure.subplots(1, 2, gridspec_kw={"wspace": 0.2})
    for name in EXACT:
        _path(left, paths[paths["case"] == name], COLOURS[name])
    left.set_title("With a social team (%)")
    left.set_ylim(0, 104)
    for name in WORTH:
        found = over_seeds(100 * (runs[name] - runs[MIXED]))
        years = (found.index.to_numpy() + 1) / YEAR
        right.fill_between(years, found["low"], found["high"], color=COLOURS[name], alpha=0.2, linewidth=0)
        right.plot(years, found["effect"], color=COLOURS[name])
    right.axhline(0, color=style.INK, linewidth=0.9)
    right.set_title("Difference to equals, all tied to all (percentage points)")
    low, high = right.get_ylim()
    right.set_ylim(low, high + 0.15 * (high - low))
    for axes, names, corner in ((left, EXACT, "lower right"), (right, tuple(WORTH), "upper right")):
        axes.set_xlabel("years")
        handles = [Line2D([], [], color=COLOURS[name], label=TITLES[name]) for name in names]
        if axes is left:
            handles.append(Line2D([], [], color=style.QUIET, linestyle=(0, (2, 2)), label="equation"))
        axes.legend(handles=handles, loc=corner, fontsize=8.5)
    return figure


def _path(axes: "Axes", rows: "DataFrame", colour: str) -> None:
    years = (rows["month"] + 1) / YEAR
    axes.fill_between(years, 100 * rows["low"], 100 * rows["high"], color=colour, alpha=0.25, linewidth=0)
    axes.plot(years, 100 * rows["share"], color=colour, linewidth=1.4)
    axes.plot(years, 100 * rows["equation"], color="white", linewidth=1.2, linestyle=(0, (2, 3)))
