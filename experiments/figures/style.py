"""What all figures share: page, colours, bands over replicates, dates, footnote."""

from functools import wraps
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib
import numpy
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.axes import Axes
    from pandas import DataFrame

    from experiments.replicates import Results
    from model import Scenario

TYPE_COLOURS = {"changer": "#0A5F9E", "cautious_changer": "#F0A202", "cautious": "#9AA0A6"}
"""Blue, amber and grey: told apart with any deficiency of colour vision, and in print without colour."""

INK = "#22262A"
QUIET = "#6B7177"
FAINT = "#E3E6E8"
LAND = "#E6E9E5"
RESOLUTION = 150
"""Dots an inch of a saved figure."""

FEW_REPLICATES = 20
"""From this many replicates a band leaves out the lowest and highest twentieth."""

STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 9.5,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": "#B4B9BD",
    "axes.linewidth": 0.8,
    "axes.titlesize": 10.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.color": FAINT,
    "grid.linewidth": 0.8,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "lines.linewidth": 1.8,
    "lines.solid_capstyle": "round",
    "legend.frameon": False,
}


def styled(draw: "Callable[..., Figure]") -> "Callable[..., Figure]":
    """A drawing function that draws in this style, whatever style the caller has set."""

    @wraps(draw)
    def within(*arguments: Any, **options: Any) -> Figure:
        with matplotlib.rc_context(STYLE):
            return draw(*arguments, **options)

    return within


def page(
    width: float,
    height: float,
    title: str,
    subtitle: str,
    footnote: str,
    *,
    left: float = 0.75,
    right: float = 0.3,
    top: float = 1.15,
    bottom: float = 0.85,
) -> Figure:
    """An empty page with its headings and footnote; sizes and margins in inches."""
    figure = Figure(figsize=(width, height), facecolor="white")
    figure.subplots_adjust(left / width, bottom / height, 1 - right / width, 1 - top / height)
    figure.text(0.3 / width, 1 - 0.22 / height, title, size=14, weight="bold", va="top")
    figure.text(0.3 / width, 1 - 0.52 / height, subtitle, size=9.5, color=QUIET, va="top")
    figure.text(0.3 / width, 0.12 / height, footnote, size=7.5, color=QUIET, va="bottom", linespacing=1.4)
    return figure


def source(results: "Results", reading: str = "") -> str:
    """The footnote: how to read the figure, and which scenario, replicates and seeds it shows."""
    number = len(results.seeds)
    seeds = f"seed {results.seeds[0]}" if number == 1 else f"seeds {results.seeds[0]} to {results.seeds[-1]}"
    runs = "1 replicate" if number == 1 else f"{number} replicates"
    if results.plausible:
        runs += ", each with a plausible parameter set"
    title = results.scenario.title
    line = f"Simulated, not observed. Scenario “{title}”, {runs} ({seeds}). decentralisation-dynamics."
    return f"{reading}\n{line}" if reading else line


def band_reading(replicates: int) -> str:
    """What line and band show, in words."""
    if replicates == 1:
        return "Line: the one replicate; without more replicates there is no band."
    if replicates < FEW_REPLICATES:
        return "Line: mean over replicates. Band: lowest to highest replicate."
    return "Line: mean over replicates. Band: all but the lowest and the highest twentieth of replicates."


def over_months(series: "DataFrame", outcome: str) -> "DataFrame":
    """One outcome as a table of month by replicate. Raises KeyError where the series do not have it."""
    chosen = series[series["outcome"] == outcome]
    if chosen.empty:
        raise KeyError(f"the series hold no outcome {outcome!r}")
    return chosen.pivot(index="month", columns="replicate", values="value").sort_index()


def years(scenario: "Scenario", months: Any) -> Any:
    """Months of a run as years on an axis: 2013.0 is the start of January 2013."""
    return decimal_year(scenario.start) + numpy.asarray(months, dtype=float) / 12


def decimal_year(date: str) -> float:
    """A date such as "2015-07" as a year with a fraction."""
    year, month = str(date).split("-")[:2]
    return int(year) + (int(month) - 1) / 12


def draw_band(
    axes: "Axes", results: "Results", outcome: str, colour: str, *, factor: float = 1.0, over: int = 1
) -> float:
    """Draw an outcome's mean over replicates and the band around it; returns the last mean, for a label.

    Values are multiplied by `factor`, and each is the mean of the last `over` months.
    """
    table = (over_months(results.series, outcome) * factor).rolling(over, min_periods=1).mean()
    x = years(results.scenario, table.index)
    mean = table.mean(axis="columns")
    if table.shape[1] > 1:
        tail = 0.0 if table.shape[1] < FEW_REPLICATES else 0.05
        low, high = table.quantile(tail, axis="columns"), table.quantile(1 - tail, axis="columns")
        axes.fill_between(x, low, high, color=colour, alpha=0.22, linewidth=0)
    axes.plot(x, mean, color=colour)
    return float(mean.iloc[-1])


def date_axis(axes: "Axes", scenario: "Scenario", *, every: int = 2, label_law: bool = True) -> None:
    """Years along the horizontal axis, and a mark where the law takes effect."""
    start, end = years(scenario, [0, scenario.months])
    axes.set_xlim(start, end)
    ticks = numpy.arange(numpy.ceil(start), end, every)
    axes.set_xticks(ticks, [f"{tick:.0f}" for tick in ticks])
    law = float(years(scenario, scenario.law_month(scenario.months - 1)))
    if not start <= law <= end:
        return
    axes.axvline(law, color=INK, linewidth=0.9, linestyle=(0, (4, 3)), zorder=1)
    if label_law:
        axes.annotate(
            "law takes effect", (law, 1), (4, -3), ("data", "axes fraction"), "offset points",
            size=8, color=QUIET, va="top",
        )  # fmt: skip


def end_labels(axes: "Axes", labels: "Sequence[tuple[float, str, str]]", x: float, gap: float) -> None:
    """Name lines at their right end: (height, text, colour) each, moved apart to at least `gap`."""
    heights = spread_apart([height for height, _, _ in labels], gap)
    for height, (_, text, colour) in zip(heights, labels, strict=True):
        axes.annotate(
            text, (x, height), (6, 0), "data", "offset points",
            color=colour, size=9, weight="bold", va="center", annotation_clip=False,
        )  # fmt: skip


def spread_apart(heights: "Sequence[float]", gap: float) -> list[float]:
    """Heights moved as little as a sweep needs so that neighbours are at least `gap` apart; order is kept."""
    order = sorted(range(len(heights)), key=lambda position: heights[position])
    moved = list(heights)
    for lower, upper in pairwise(order):
        moved[upper] = max(moved[upper], moved[lower] + gap)
    excess = (sum(moved) - sum(heights)) / max(len(heights), 1)
    return [height - excess for height in moved]


def tempo_colours() -> ListedColormap:
    """Pale for slow to dark blue for fast; the palest part is left out, to stand off from the land."""
    return ListedColormap(matplotlib.colormaps["YlGnBu"](numpy.linspace(0.12, 1, 256)))


def halo() -> "list[Any]":
    """A dark edge that keeps white letters readable on any colour."""
    from matplotlib.patheffects import withStroke

    return [withStroke(linewidth=1.6, foreground=INK)]


def save(figure: Figure, path: Path) -> None:
    """Write a figure as PNG or SVG, by the path's ending; the bytes depend on the picture only."""
    metadata = {"Date": None} if path.suffix == ".svg" else {"Software": None}
    with matplotlib.rc_context(STYLE | {"svg.hashsalt": path.stem}):
        figure.savefig(path, dpi=RESOLUTION, format=path.suffix[1:], metadata=metadata)
