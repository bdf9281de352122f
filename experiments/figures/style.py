"""What all figures share: page, colours, bands over replicates, dates, footnote."""

from functools import lru_cache, wraps
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import matplotlib
import numpy
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from experiments.language import dutch_numbers
from experiments.provenance import package_version
from model.language import DUTCH, say, speaking
from model.language import title as title_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.axes import Axes
    from pandas import DataFrame

    from experiments.replicates import Results
    from model import Scenario

TYPE_COLOURS = {"changer": "#0A5F9E", "cautious_changer": "#DB8E00", "cautious": "#BEC4C9"}
"""Blue, amber and pale grey: told apart with any deficiency of colour vision, and dark, middle and light in print without
colour.
"""
LIGHTEST_INK = 0.35
"""Letters in a colour lighter than this (relative luminance) are set in QUIET instead."""

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


class Page(Figure):
    """A figure with its texts, the numbers that it shows (`data`), and itself in Dutch."""

    title = subtitle = footnote = ""
    data: "DataFrame | None" = None
    dutch: "Page | None" = None


def styled(draw: "Callable[..., Page]") -> "Callable[..., Page]":
    """A drawing function that draws in this style, whatever style the caller has set, in English and in Dutch."""

    @wraps(draw)
    def within(*arguments: Any, **options: Any) -> Page:
        with matplotlib.rc_context(STYLE):
            drawn = draw(*arguments, **options)
            with speaking(DUTCH):
                drawn.dutch = with_dutch_numbers(draw(*arguments, **options))
            return drawn

    return within


def with_dutch_numbers(figure: Page) -> Page:
    """The figure with commas before decimals, in its texts and along its axes."""
    from matplotlib.axes import Axes
    from matplotlib.text import Text
    from matplotlib.ticker import FixedFormatter, FormatStrFormatter, FuncFormatter, ScalarFormatter

    class Comma(ScalarFormatter):
        def __call__(self, x: float, pos: int | None = None) -> str:
            return dutch_numbers(super().__call__(x, pos))

    class CommaInFormat(FormatStrFormatter):
        def __call__(self, x: float, pos: int | None = None) -> str:
            return dutch_numbers(super().__call__(x, pos))

    for axes in figure.findobj(Axes):
        for axis in (axes.xaxis, axes.yaxis):
            formatter = axis.get_major_formatter()
            if type(formatter) is ScalarFormatter:
                axis.set_major_formatter(Comma())
            elif type(formatter) is FormatStrFormatter:
                axis.set_major_formatter(CommaInFormat(formatter.fmt))
            elif isinstance(formatter, FuncFormatter):
                axis.set_major_formatter(lambda x, pos, plain=formatter: dutch_numbers(plain(x, pos)))
            elif isinstance(formatter, FixedFormatter):
                formatter.seq = [dutch_numbers(str(text)) for text in formatter.seq]
    for text in figure.findobj(Text):
        text.set_text(dutch_numbers(text.get_text()))
    return figure


HEADING, SUBHEADING, NOTE = 14.0, 9.5, 7.5
"""Sizes of a page's title, subtitle and footnote."""
LINE = 0.145
"""Inches that a line of the footnote takes."""


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
) -> Page:
    """An empty page with its headings and footnote; sizes and margins in inches.

    A heading that is too long for the page is set smaller, a line of the footnote folded, which makes the page higher.
    """
    room = width - 0.6
    lines = [line for paragraph in footnote.split("\n") for line in folded(paragraph, room, NOTE)]
    below = folded(subtitle, room, SUBHEADING)
    more, higher = LINE * (len(lines) - footnote.count("\n") - 1), 0.18 * (len(below) - 1)
    height, bottom, top = height + more + higher, bottom + more, top + higher
    figure = Page(figsize=(width, height), facecolor="white")
    figure.title, figure.subtitle, figure.footnote = title, subtitle, footnote
    figure.subplots_adjust(left / width, bottom / height, 1 - right / width, 1 - top / height)
    size = HEADING * min(1.0, room / inches(title, HEADING, "bold")) if title else HEADING
    figure.text(0.3 / width, 1 - 0.22 / height, title, size=size, weight="bold", va="top")
    figure.text(0.3 / width, 1 - 0.52 / height, "\n".join(below), size=SUBHEADING, color=QUIET, va="top")
    note = "\n".join(lines)
    figure.text(0.3 / width, 0.12 / height, note, size=NOTE, color=QUIET, va="bottom", linespacing=1.4)
    return figure


def folded(text: str, room: float, size: float) -> list[str]:
    """A text in lines of so many inches."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and inches(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@lru_cache(maxsize=4096)
def inches(text: str, size: float, weight: str = "normal") -> float:
    """How wide a line of text is."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=STYLE["font.family"], size=size, weight=weight)
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width) / 72


def not_observed(shown: str) -> str:
    """The source line: that it is simulated, what it shows, and by which version of the model."""
    return f"{say('Simulated, not observed.', 'Gesimuleerd, niet waargenomen.')} {shown}. {package_version()}."


def quoted(scenario: "Scenario") -> str:
    """A scenario as a source line names it."""
    return f"Scenario “{title_of(scenario)}”"


def source(results: "Results", reading: str = "") -> str:
    """The footnote: how to read the figure, and which scenario, municipalities, replicates and seeds it shows."""
    number, first, last = len(results.seeds), results.seeds[0], results.seeds[-1]
    seeds = f"seed {first}" if number == 1 else say(f"seeds {first} to {last}", f"seeds {first} tot en met {last}")
    runs = say("1 replicate", "1 run") if number == 1 else say(f"{number} replicates", f"{number} runs")
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
            say("law takes effect", "wet treedt in werking"), (law, 1), (4, -3), ("data", "axes fraction"), "offset points",
            size=8, color=QUIET, va="top",
        )  # fmt: skip


def end_labels(axes: "Axes", labels: "Sequence[tuple[float, str, str]]", x: float, gap: float) -> None:
    """Name lines at their right end: (height, text, colour) each, moved apart to at least `gap`."""
    heights = spread_apart([height for height, _, _ in labels], gap)
    for height, (_, text, colour) in zip(heights, labels, strict=True):
        axes.annotate(
            text, (x, height), (6, 0), "data", "offset points",
            color=QUIET if luminance(colour) > LIGHTEST_INK else colour, size=9, weight="bold", va="center", annotation_clip=False,
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
