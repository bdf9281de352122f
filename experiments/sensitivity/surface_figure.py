"""Response surfaces: on the left the mean over two drivers, on the right how sure it is."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.figures import style
from experiments.sensitivity.drawing import footnote
from experiments.sensitivity.inputs import label_of
from experiments.sensitivity.outcomes import declared
from experiments.sensitivity.wording import capital
from model.parameters import parameter

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from pandas import DataFrame

    from experiments.sensitivity.experiment import Sensitivity


def of_surfaces(
    asked: "Sensitivity", surfaces: "Mapping[str, DataFrame]", together: "Mapping[str, DataFrame]"
) -> "dict[str, Figure]":
    """A figure for each outcome, by its name."""
    return {name: draw(asked, name, table, together[name]) for name, table in surfaces.items()}


@style.styled
def draw(asked: "Sensitivity", outcome: str, surfaces: "DataFrame", together: "DataFrame") -> style.Page:
    """A row of two panels for each pair."""
    told = declared(outcome)
    height = 2.3 + 3.4 * len(together)
    drawn = surfaces["sd_surroundings"].notna().any()
    others = f"all else drawn {asked.draws} times" if asked.draws else "all else as in the scenario"
    right = "standard deviation between drawn surroundings" if drawn else "half its 95 % interval over seeds"
    figure = style.page(
        10, height, title(told.label, together), f"Left: mean {told.label} ({told.unit}). Right: {right}",
        footnote(asked, f"{asked.n} × {asked.n} points for each pair, {others}",
                 "Cross: the declared defaults. Ranges: as declared."),
        right=0.4, top=1.45, bottom=1.2,
    )  # fmt: skip
    panels = figure.subplots(len(together), 2, squeeze=False, gridspec_kw={"hspace": 0.5, "wspace": 0.22})
    low, high = float(surfaces["mean"].min()), float(surfaces["mean"].max())
    levels = np.linspace(low, high, 12) if high > low else np.array([low - 0.5, low + 0.5])
    unsure = surfaces["sd_surroundings"] if drawn else (surfaces["high"] - surfaces["low"]) / 2
    for (left, beside), (_, pair) in zip(panels, together.iterrows(), strict=True):
        mine = surfaces["pair"] == pair["pair"]
        contour(left, surfaces[mine], surfaces.loc[mine, "mean"], levels, "YlGnBu")
        if unsure[mine].notna().any():
            most = max(float(unsure.max()), 1e-12)
            contour(beside, surfaces[mine], unsure[mine], np.linspace(0, most, 7), "Purples")
        else:
            beside.set_visible(False)
        for axes in (left, beside):
            for axis, name in (("x", pair["one"]), ("y", pair["two"])):
                declaration = parameter(name)
                getattr(axes, f"set_{axis}label")(f"{declaration.label} ({declaration.unit})", size=8.5)
        left.set_title(f"{capital(label_of(pair['one']))} × {label_of(pair['two'])}\n{verdict(pair)}", size=9)
        beside.set_title("Uncertainty", size=9)
    return figure


def verdict(pair: Any) -> str:
    """Whether two drivers work together, in a word or two."""
    if not np.isfinite(pair["low"]):
        return "not known with one seed"
    if pair["low"] > 0:
        return "reinforcing: together more than their sum"
    return "substituting: together less than their sum" if pair["high"] < 0 else "not distinguishable from their sum"


def title(label: str, together: "DataFrame") -> str:
    """How many pairs work together."""
    stronger, instead = int((together["low"] > 0).sum()), int((together["high"] < 0).sum())
    pairs = f"{len(together)} pairs of drivers" if len(together) != 1 else "one pair of drivers"
    return f"{capital(label)}: of {pairs}, {stronger} reinforcing, {instead} substituting"


def contour(axes: "Axes", points: "DataFrame", values: "DataFrame", levels: np.ndarray, colours: str) -> None:
    """Filled contours of values on the points' grid, with lines, the declared defaults marked, and a bar."""
    x, y = np.unique(points["x"]), np.unique(points["y"])
    heights = np.ma.masked_invalid(np.asarray(values, dtype=float).reshape(len(x), len(y)).T)
    picture = axes.contourf(x, y, heights, levels=levels, cmap=colours, extend="neither")
    axes.contour(x, y, heights, levels=levels[::2], colors=style.INK, linewidths=0.5, alpha=0.6)
    defaults = [parameter(points[name].iloc[0]).default for name in ("one", "two")]
    axes.plot(*defaults, "+", color="#C4512D", markersize=9, markeredgewidth=1.8)
    axes.grid(False)
    bar = axes.figure.colorbar(picture, ax=axes, fraction=0.05, pad=0.03, format="%.2g")
    bar.ax.tick_params(labelsize=8)
