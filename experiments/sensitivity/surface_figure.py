"""Response surfaces: on the left the mean over two drivers, on the right how sure it is."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.comparison.wording import capital
from experiments.figures import style
from experiments.sensitivity.drawing import footnote
from experiments.sensitivity.inputs import label_of
from experiments.sensitivity.outcomes import declared
from model import language
from model.language import say
from model.parameters import parameter

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame

    from experiments.figures.style import Page
    from experiments.sensitivity.experiment import Sensitivity


def of_surfaces(
    asked: "Sensitivity", surfaces: "Mapping[str, DataFrame]", together: "Mapping[str, DataFrame]"
) -> "dict[str, Page]":
    """A figure for each outcome, by its name."""
    return {name: draw(asked, name, table, together[name]) for name, table in surfaces.items()}


@style.styled
def draw(asked: "Sensitivity", outcome: str, surfaces: "DataFrame", together: "DataFrame") -> style.Page:
    """A row of two panels for each pair."""
    told = declared(outcome)
    height = 2.3 + 3.4 * len(together)
    drawn = surfaces["sd_surroundings"].notna().any()
    if asked.draws:
        others = say(f"all else drawn {asked.draws} times", f"al het andere {asked.draws} maal getrokken")
    else:
        others = say("all else as in the scenario", "al het andere als in het scenario")
    if drawn:
        right = say("standard deviation between drawn surroundings", "standaardafwijking tussen getrokken omgevingen")
    else:
        right = say("half its 95 % interval over seeds", "het halve interval van 95 % daarvan over seeds")
    what, in_units = language.label(told), language.unit(told.unit)
    figure = style.page(
        10, height, title(what, together),
        say(
            f"Left: mean {what} ({in_units}). Right: {right}",
            f"Links: gemiddelde {what} ({in_units}). Rechts: {right}",
        ),
        footnote(
            asked,
            say(
                f"{asked.n} × {asked.n} points for each pair, {others}",
                f"{asked.n} × {asked.n} punten voor elk paar, {others}",
            ),
            say(
                "Cross: the declared defaults. Ranges: as declared.",
                "Kruis: de opgegeven standaardwaarden. Bereik: zoals opgegeven.",
            ),
        ),
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
                getattr(axes, f"set_{axis}label")(
                    f"{language.label(declaration)} ({language.unit(declaration.unit)})", size=8.5
                )
        left.set_title(f"{capital(label_of(pair['one']))} × {label_of(pair['two'])}\n{verdict(pair)}", size=9)
        beside.set_title(say("Uncertainty", "Onzekerheid"), size=9)
    figure.data = surfaces
    return figure


def verdict(pair: Any) -> str:
    """Whether two drivers work together, in a word or two."""
    if not np.isfinite(pair["low"]):
        return say("not known with one seed", "met één seed niet bekend")
    if pair["low"] > 0:
        return say("reinforcing: together more than their sum", "versterkend: samen meer dan hun som")
    if pair["high"] < 0:
        return say("substituting: together less than their sum", "vervangend: samen minder dan hun som")
    return say("not distinguishable from their sum", "niet te onderscheiden van hun som")


def title(label: str, together: "DataFrame") -> str:
    """How many pairs work together."""
    stronger, instead = int((together["low"] > 0).sum()), int((together["high"] < 0).sum())
    number = len(together)
    pairs = "one pair of drivers" if number == 1 else f"{number} pairs of drivers"
    return say(
        f"{capital(label)}: of {pairs}, {stronger} reinforcing, {instead} substituting",
        f"{capital(label)}: {number} paren drijvende krachten, {stronger} versterkend, {instead} vervangend",
    )


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
