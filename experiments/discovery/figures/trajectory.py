"""The peeling trajectory: coverage against density of every box that PRIM passed, and the box chosen."""

from typing import TYPE_CHECKING

import matplotlib
import numpy as np

from experiments.comparison.wording import counted
from experiments.discovery.discovered import Discovered
from experiments.discovery.figures.drawing import MARK, SUCH, footnote, headline
from experiments.discovery.wording import share
from experiments.figures import style
from model.language import Words, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame, Series

    from experiments.discovery.experiment import Discovery

WIDTH = 7.4
READING = Words(
    "Coverage: part of such cases in the box. Density: part of the cases in the box that are such. Crosses: middle 95 "
    "%, over resamples of the cases (blue) and over boxes found on one half and scored on the other (amber).",
    "Dekking: deel van zulke gevallen in het gebied. Dichtheid: deel van de gevallen in het gebied dat zo'n geval is. "
    "Kruisen: de middelste 95 %, over hertrekkingen van de gevallen (blauw) en over gebieden die op de ene helft zijn "
    "gevonden en op de andere gemeten (oranje).",
)


@style.styled
def draw(asked: "Discovery", each: Discovered, row: "Series", steps: "DataFrame") -> style.Page:
    """`row` is the box's in the table of boxes, `steps` are its rows of the trajectories."""
    assert each.found is not None
    outside = len(each.table)
    where = say(f" Among the {outside:,} cases outside.", f" Onder de {outside:,} gevallen daarbuiten.")
    where = "" if each.number == 1 else where
    covered, dense, held, held_dense = (
        share(row[name]) for name in ("coverage", "density", "held_out_coverage", "held_out_density")
    )
    subtitle = say(
        f"Box chosen: coverage {covered}, density {dense}; on cases on which it was not found {held} and {held_dense}."
        f"{where}",
        f"Gekozen gebied: dekking {covered}, dichtheid {dense}; op gevallen waarop het niet is gevonden {held} en "
        f"{held_dense}.{where}",
    )
    page = style.page(WIDTH, 6.3, headline(each), subtitle, footnote(asked, str(READING)), bottom=1.3, top=0.95)
    axes = page.subplots()
    _draw_steps(axes, steps)
    elsewhere = say("found on one half, scored on the other", "op de ene helft gevonden, op de andere gemeten")
    _draw_cross(axes, row, "held_out_", MARK, elsewhere)
    limits = limits_in_words(len(each.found.limits))
    _draw_cross(axes, row, "", SUCH, say(f"the box chosen ({limits})", f"het gekozen gebied ({limits})"))
    axes.axhline(row["share"], color=style.QUIET, linewidth=0.9, linestyle=(0, (4, 3)))
    axes.annotate(
        f"{share(row['share'])} {say('of all cases', 'van alle gevallen')}",
        (0.01, row["share"]), (0, 4), "data", "offset points", size=8, color=style.QUIET,
    )  # fmt: skip
    axes.set(xlim=(0, 1.04), ylim=(0, 1.04), xlabel=say("coverage", "dekking"), ylabel=say("density", "dichtheid"))
    axes.grid(True, axis="both")
    # Where the boxes are dense the space below them is free, and above them where they are not.
    axes.legend(loc="lower left" if row["density"] > 0.6 else "upper right", fontsize=8.5)
    page.data = steps
    return page


def limits_in_words(number: float) -> str:
    """ "2 limits"."""
    return say(counted(number, "limit", "limits"), counted(number, "grens", "grenzen"))


def _draw_steps(axes: "Axes", steps: "DataFrame") -> None:
    most = max(1, int(steps["limits"].max()))
    colours = matplotlib.colormaps["Greys"](0.25 + 0.6 * steps["limits"].to_numpy() / most)
    axes.scatter(steps["coverage"], steps["density"], s=34, c=colours, edgecolors="white", linewidths=0.6, zorder=2)
    axes.plot(
        [], [], "o", color=style.QUIET, markeredgecolor="white",
        label=say("boxes that PRIM passed (darker: more limits)", "gebieden onderweg (donkerder: meer grenzen)"),
    )  # fmt: skip
    first, least = steps.iloc[0], steps.iloc[int(steps["cases"].argmin())]
    text_of_least, every = limits_in_words(least["limits"]), say("all cases", "alle gevallen")
    for step, text, shift, side in ((first, every, (0, -14), "right"), (least, text_of_least, (0, -14), "left")):
        axes.annotate(
            text, (step["coverage"], step["density"]), shift, "data", "offset points",
            size=8, color=style.QUIET, ha=side,
        )  # fmt: skip


def _draw_cross(axes: "Axes", row: "Series", prefix: str, colour: str, label: str) -> None:
    x, y = row[f"{prefix}coverage"], row[f"{prefix}density"]
    if np.isnan(y):
        return
    ends = {name: (row[f"{prefix}{name}_low"], row[f"{prefix}{name}_high"]) for name in ("coverage", "density")}
    axes.plot(ends["coverage"], (y, y), color=colour, linewidth=1.4, zorder=3)
    axes.plot((x, x), ends["density"], color=colour, linewidth=1.4, zorder=3)
    axes.plot(x, y, "o", color=colour, markersize=8, markeredgecolor="white", label=label, zorder=4)
