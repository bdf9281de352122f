"""The peeling trajectory: coverage against density of every box that PRIM passed, and the box chosen."""

from typing import TYPE_CHECKING

import matplotlib
import numpy as np

from experiments.comparison.wording import counted
from experiments.discovery.answer import share
from experiments.discovery.discovered import Discovered
from experiments.discovery.figures.drawing import MARK, SUCH, footnote, headline
from experiments.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from pandas import DataFrame, Series

    from experiments.discovery.experiment import Discovery

WIDTH = 7.4
READING = (
    "Coverage: part of such cases in the box. Density: part of the cases in the box that are such. Crosses: middle 95 "
    "%, over resamples of the cases (blue) and over boxes found on one half and scored on the other (amber)."
)


@style.styled
def draw(asked: "Discovery", each: Discovered, row: "Series", steps: "DataFrame") -> style.Page:
    """`row` is the box's in the table of boxes, `steps` are its rows of the trajectories."""
    assert each.found is not None
    where = "" if each.number == 1 else f" Among the {len(each.table):,} cases outside."
    subtitle = (
        f"Box chosen: coverage {share(row['coverage'])}, density {share(row['density'])}; on cases on which it was not "
        f"found {share(row['held_out_coverage'])} and {share(row['held_out_density'])}.{where}"
    )
    page = style.page(WIDTH, 6.3, headline(each), subtitle, footnote(asked, WIDTH, READING), bottom=1.3, top=0.95)
    axes = page.subplots()
    _draw_steps(axes, steps)
    _draw_cross(axes, row, "held_out_", MARK, "found on one half, scored on the other")
    _draw_cross(axes, row, "", SUCH, f"the box chosen ({counted(len(each.found.limits), 'limit', 'limits')})")
    axes.axhline(row["share"], color=style.QUIET, linewidth=0.9, linestyle=(0, (4, 3)))
    axes.annotate(
        f"{share(row['share'])} of all cases", (0.01, row["share"]), (0, 4), "data", "offset points",
        size=8, color=style.QUIET,
    )  # fmt: skip
    axes.set(xlim=(0, 1.04), ylim=(0, 1.04), xlabel="coverage", ylabel="density")
    axes.grid(True, axis="both")
    # Where the boxes are dense the space below them is free, and above them where they are not.
    axes.legend(loc="lower left" if row["density"] > 0.6 else "upper right", fontsize=8.5)
    return page


def _draw_steps(axes: "Axes", steps: "DataFrame") -> None:
    most = max(1, int(steps["limits"].max()))
    colours = matplotlib.colormaps["Greys"](0.25 + 0.6 * steps["limits"].to_numpy() / most)
    axes.scatter(steps["coverage"], steps["density"], s=34, c=colours, edgecolors="white", linewidths=0.6, zorder=2)
    axes.plot(
        [], [], "o", color=style.QUIET, markeredgecolor="white", label="boxes that PRIM passed (darker: more limits)"
    )
    first, least = steps.iloc[0], steps.iloc[int(steps["cases"].argmin())]
    text_of_least = counted(least["limits"], "limit", "limits")
    for step, text, shift, side in ((first, "all cases", (0, -14), "right"), (least, text_of_least, (0, -14), "left")):
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
