"""What all figures share: page, colours, bands over replicates, dates, footnote."""

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import matplotlib
import numpy
from matplotlib.colors import ListedColormap

from experiments.figures.looks import FAINT, FEW_REPLICATES, INK, LAND, LIGHTEST_INK, QUIET, STYLE, TYPE_COLOURS
from experiments.figures.pages import Page, page, styled
from experiments.language import NOT_OBSERVED
from experiments.provenance import package_version
from model.language import say
from model.language import title as title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from pandas import DataFrame

    from experiments.replicates import Results
    from model import Scenario

__all__ = ["FAINT", "FEW_REPLICATES", "INK", "LAND", "QUIET", "STYLE", "TYPE_COLOURS", "Page", "page", "styled"]


def not_observed(shown: str) -> str:
    """The source line: that it is simulated, what it shows, and by which version of the model."""
    return f"{NOT_OBSERVED} {shown}. {package_version()}."


def quoted(scenario: "Scenario") -> str:
    """A scenario as a source line names it."""
    return f"Scenario “{title_of(scenario)}”"


def source(results: "Results", reading: str = "") -> str:
    """The footnote: how to read the figure, and which scenario, municipalities, replicates and seeds it shows."""
    number, first, last = len(results.seeds), results.seeds[0], results.seeds[-1]
    seeds = f"seed {first}" if number == 1 else say(f"seeds {first} to {last}", f"seeds {first} tot en met {last}")
    runs = say("1 replicate", "1 run") if number == 1 else say(f"{number} replicates", f"{number} runs")
    if results.plausible:
        runs += say(", each with a plausible parameter set", ", elk met een plausibele parameterset")
    municipalities = int(results.municipalities["code"].nunique())
    among = f"{municipalities:,} {say('municipalities', 'gemeenten')}"
    line = not_observed(f"{quoted(results.scenario)}, {among}, {runs} ({seeds})")
    return f"{reading}\n{line}" if reading else line


def band_reading(replicates: int) -> str:
    """What line and band show, in words."""
    if replicates == 1:
        return say(
            "Line: the one replicate; without more replicates there is no band.",
            "Lijn: de ene run; zonder meer runs is er geen band.",
        )
    if replicates < FEW_REPLICATES:
        return say(
            "Line: mean over replicates. Band: lowest to highest replicate.",
            "Lijn: gemiddelde over runs. Band: van de laagste tot de hoogste run.",
        )
    return say(
        "Line: mean over replicates. Band: all but the lowest and the highest twentieth of replicates.",
        "Lijn: gemiddelde over runs. Band: alle runs op het laagste en het hoogste twintigste deel na.",
    )


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


def bands(results: "Results", outcomes: "Sequence[str]") -> "DataFrame":
    """What bands show as a table: outcome, month, date, mean, lowest and highest over replicates."""
    import pandas

    tables = []
    for outcome in outcomes:
        table = over_months(results.series, outcome)
        tables.append(
            pandas.DataFrame(
                {
                    "outcome": outcome,
                    "month": table.index,
                    "date": [results.scenario.date_of(int(month)) for month in table.index],
                    "mean": table.mean(axis="columns").to_numpy(),
                    "lowest": table.min(axis="columns").to_numpy(),
                    "highest": table.max(axis="columns").to_numpy(),
                }
            )
        )
    return pandas.concat(tables, ignore_index=True)


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
            say("law takes effect", "wet treedt in werking"),
            (law, 1), (4, -3), ("data", "axes fraction"), "offset points", size=8, color=QUIET, va="top",
        )  # fmt: skip


def end_labels(axes: "Axes", labels: "Sequence[tuple[float, str, str]]", x: float, gap: float) -> None:
    """Name lines at their right end: (height, text, colour) each, moved apart to at least `gap`."""
    heights = spread_apart([height for height, _, _ in labels], gap)
    for height, (_, text, colour) in zip(heights, labels, strict=True):
        axes.annotate(
            text, (x, height), (6, 0), "data", "offset points", size=9, weight="bold", va="center",
            color=QUIET if luminance(colour) > LIGHTEST_INK else colour, annotation_clip=False,
        )  # fmt: skip


def luminance(colour: str) -> float:
    """How light a colour is in print without colour: 0 for black, 1 for white (as WCAG reckons it)."""
    from matplotlib.colors import to_rgb

    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return float(numpy.dot((0.2126, 0.7152, 0.0722), linear))


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
