"""The figures: a sweep with its seeds, the same by size of country, and loops up and down."""

import textwrap
from typing import TYPE_CHECKING, Any

import matplotlib
import numpy as np

from experiments.figures import style
from experiments.thresholds.hysteresis import FEW as FEW_RUNS
from experiments.thresholds.hysteresis import HARDLY, KEPT, OPEN, STAYS
from experiments.thresholds.hysteresis import UNCHANGED as NOTHING
from experiments.thresholds.resampling import Draws, Estimate
from experiments.thresholds.tipping import FEW, GRADUAL, STEEP, TIPS, UNCHANGED, UNCLEAR, UNEVEN, WITH_A_POINT, Found
from experiments.thresholds.words import capital, number, percent
from model.outcomes import OUTCOME
from model.parameters import parameter
from model.summaries import SUMMARY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from experiments.thresholds.experiment import Thresholds
    from experiments.thresholds.gathering import Moved, Sweep
    from experiments.thresholds.hysteresis import Loop

BLUE, AMBER, GREEN = "#0A5F9E", "#C27C00", "#4A7C59"
HEADLINE = {
    TIPS: "The country tips by {}",
    STEEP: "A steep response to {}, but no tip",
    GRADUAL: "No tip: a gradual response to {}",
    UNCLEAR: "Steep or gradual, not distinguishable: {}",
    UNEVEN: "A response without an S-curve: {}",
    UNCHANGED: "No effect that can be told from none: {}",
    FEW: "Too few seeds to say: {}",
}
"""Figure titles by verdict, around the parameter."""
COLUMNS = 3


def footnote(experiment: "Thresholds", reading: str) -> str:
    """How to read the figure, and what it shows."""
    seeds = experiment.seeds
    listed = f"{len(seeds)} seeds ({seeds[0]} to {seeds[-1]})"
    title = experiment.scenario.title or experiment.scenario.name
    return f"{reading}\nSimulated, not observed. Scenario “{title}”, {listed}. decentralisation-dynamics."


def driver_axis(axes: "Axes", driver: str, values: np.ndarray) -> None:
    """The driver along the horizontal axis."""
    declared = parameter(driver)
    axes.set_xlabel(f"{declared.label} ({declared.unit})")
    margin = 0.02 * (values[-1] - values[0])
    axes.set_xlim(values[0] - margin, values[-1] + margin)


@style.styled
def draw_sweep(sweep: "Sweep", found: Found, experiment: "Thresholds") -> style.Page:
    """Two panels: the outcome along the sweep, with seeds, fitted curve and point; and how seeds differ."""
    outcome = SUMMARY[sweep.outcome]
    figure = style.page(
        10, 5.2,
        HEADLINE[found.verdict].format(parameter(sweep.driver).label),
        f"{capital(outcome.label)} in {sweep.municipalities} municipalities; {found.seeds} seeds",
        footnote(
            experiment,
            "Thin lines: a seed each. Line: fitted S-curve; band: 95 % interval by resampling seeds. Dashed: half-way "
            "point, with its interval.\nRight: standard deviation between seeds, and what chance gives.",
        ),
        bottom=1.25,
    )  # fmt: skip
    response, spread = figure.subplots(1, 2, gridspec_kw={"wspace": 0.3})
    draw_response(response, sweep, found)
    response.set_title(capital(outcome.label))
    response.set_ylabel(outcome.unit)
    spread.set_title("Do seeds part?")
    spread.set_ylabel(f"standard deviation between seeds, {outcome.unit}")
    spread.plot(sweep.values, found.parting.sd, color=BLUE, marker="o", markersize=4, label="between seeds")
    spread.plot(sweep.values, found.parting.chance, color=style.QUIET, linestyle=(0, (4, 3)), label="by chance")
    spread.set_ylim(0, 1.25 * max(found.parting.sd.max(), found.parting.chance.max(), 1e-9))
    spread.legend(loc="upper right", ncols=2)
    for axes in (response, spread):
        driver_axis(axes, sweep.driver, sweep.values)
    if found.verdict in WITH_A_POINT:
        mark_point(spread, sweep, found)
    return figure


def draw_response(axes: "Axes", sweep: "Sweep", found: Found) -> None:
    """Seeds, fitted curve with its band, and the point."""
    for run in sweep.runs:
        axes.plot(sweep.values, run, color=style.QUIET, linewidth=0.7, alpha=0.5)
    places = np.linspace(0, 1, 201)
    x = sweep.values[0] + sweep.span * places
    low, high = np.percentile(found.curves.at(places), [2.5, 97.5], axis=0)
    axes.fill_between(x, low, high, color=BLUE, alpha=0.22, linewidth=0)
    axes.plot(x, found.curve.at(places)[0], color=BLUE)
    axes.plot(sweep.values, found.mean, color=BLUE, marker="o", markersize=4, linestyle="none")
    if found.verdict in WITH_A_POINT:
        mark_point(axes, sweep, found)
        text = (
            f"half-way at {number(found.point, sweep.span, float(sweep.values[0]))}\n"
            f"80 % of the change in {percent(found.width)} of the range"
        )
        rising = found.change.value > 0
        axes.annotate(
            text, (0.02 if rising else 0.98, 0.97), xycoords="axes fraction", va="top",
            ha="left" if rising else "right", size=8.5, color=style.INK,
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1.5},
        )  # fmt: skip
        low_end, high_end = axes.get_ylim()
        axes.set_ylim(low_end, high_end + 0.18 * (high_end - low_end))


def mark_point(axes: "Axes", sweep: "Sweep", found: Found) -> None:
    """The half-way point and its interval."""
    low, point, high = (
        sweep.values[0] + sweep.span * each for each in (found.point.low, found.point.value, found.point.high)
    )
    axes.axvspan(low, high, color=AMBER, alpha=0.15, linewidth=0)
    axes.axvline(point, color=AMBER, linewidth=1.2, linestyle=(0, (4, 3)))


@style.styled
def draw_sizes(sweep: "Sweep", experiment: "Thresholds") -> style.Page:
    """Three panels: the sweep by size of country, the half-way point by size, and the width by size."""
    outcome, driver = SUMMARY[sweep.outcome], parameter(sweep.driver)
    sizes = sorted(sweep.by_size)
    figure = style.page(
        10, 4.9,
        size_headline(sweep),
        f"{capital(driver.label)}, in {experiment.countries} synthetic countries of each size; amber: the scenario's "
        f"own country ({sweep.municipalities} municipalities)",
        footnote(
            experiment,
            "Left: means over countries and seeds, and fitted S-curves. Dots with bars: 95 % intervals by resampling "
            "seeds and countries. A straight line has a width of 80 %.",
        ),
        bottom=1.15,
    )  # fmt: skip
    curves, points, widths = figure.subplots(1, 3, gridspec_kw={"wspace": 0.42, "width_ratios": [1.3, 1, 1]})
    shades = matplotlib.colormaps["YlGnBu"](np.linspace(0.4, 1, len(sizes)))
    places = np.linspace(0, 1, 201)
    for size, shade in zip(sizes, shades, strict=True):
        here = sweep.by_size[size]
        curves.plot(sweep.values[0] + sweep.span * places, here.curve.at(places)[0], color=shade, label=f"{size:,}")
        curves.plot(sweep.values, here.mean, color=shade, marker="o", markersize=3, linestyle="none")
    if sweep.found is not None:
        curves.plot(
            sweep.values[0] + sweep.span * places, sweep.found.curve.at(places)[0], color=AMBER, linestyle=(0, (4, 3)),
            label=f"own, {sweep.municipalities}",
        )  # fmt: skip
    curves.set_title(capital(outcome.label))
    curves.set_ylabel(outcome.unit)
    driver_axis(curves, sweep.driver, sweep.values)
    curves.legend(loc="best", fontsize=8)
    shown = [(size, here, shade) for (size, here), shade in zip(sorted(sweep.by_size.items()), shades, strict=True)]
    if sweep.found is not None:
        shown.append((sweep.municipalities, sweep.found, AMBER))
    for size, here, shade in shown:
        if here.verdict not in WITH_A_POINT:
            continue
        start, span = float(sweep.values[0]), sweep.span
        whisker(points, size, here.point, shade, start, span)
        whisker(widths, size, here.width, shade, 0.0, 100.0)
    points.set_title("Half-way point")
    points.set_ylabel(driver.unit)
    points.set_ylim(sweep.values[0], sweep.values[-1])
    widths.set_title("Width of the response")
    widths.set_ylabel("% of the range")
    widths.set_ylim(0, 100)
    for axes in (points, widths):
        axes.set_xscale("log")
        axes.set_xlabel("municipalities")
        axes.set_xticks(sizes, [f"{size:,}" for size in sizes], size=8)
        axes.minorticks_off()
        axes.set_xlim(sizes[0] / 1.5, sizes[-1] * 1.5)
    return figure


def size_headline(sweep: "Sweep") -> str:
    """What size does, as a title."""
    grown = sweep.growth
    if grown is None:
        return "No two sizes with a point to compare"
    if grown.widening.clear and grown.widening.value < 0:
        return "The response sharpens as the country grows"
    if grown.shift.clear:
        return "The half-way point moves as the country grows"
    return "Size is not seen to move or to sharpen the response"


def whisker(axes: "Axes", x: float, each: Estimate, colour: Any, start: float, factor: float) -> None:
    """A dot with its interval, each as start + factor * number."""
    value, low, high = (start + factor * number for number in (each.value, each.low, each.high))
    axes.plot([x, x], [low, high], color=colour, linewidth=1.4)
    axes.plot([x], [value], color=colour, marker="o", markersize=5)


@style.styled
def draw_loops(moved: "Sequence[Moved]", experiment: "Thresholds") -> style.Page:
    """A panel for each outcome: up and down, fast and slow, with the slow loop's intervals."""
    driver, way = parameter(moved[0].driver), moved[0].way
    rows = -(-len(moved) // COLUMNS)
    height = 2.15 + 2.75 * rows
    figure = style.page(
        10, height,
        loop_headline(moved),
        f"{capital(driver.label)}, moved up and back: effect against the same country under the same seed, unmoved",
        footnote(
            experiment,
            f"Blue: on the way up; amber: on the way down. Lines: {way.hold * way.slower} months a level; dotted: "
            f"{way.hold}. {len(moved[0].free.slow.net)} seeds with all runs; bars: 95 % "
            "intervals by resampling seeds, slow loop.\nBelow each title: verdict, and the mean gap between the "
            "ways as a part of the largest effect (slow loop).",
        ),
        left=0.95, bottom=1.25, top=1.2,
    )  # fmt: skip
    panels = np.atleast_1d(
        figure.subplots(rows, min(COLUMNS, len(moved)), gridspec_kw={"hspace": 0.62, "wspace": 0.36})
    ).ravel()
    for axes, each in zip(panels, moved, strict=False):
        outcome = OUTCOME[each.outcome]
        axes.axhline(0, color=style.QUIET, linewidth=0.8)
        draw_ways(axes, each.free.fast, (0, (1, 1.5)), 1.2, False)
        draw_ways(axes, each.free.slow, "-", 1.8, True)
        axes.set_title(textwrap.fill(capital(outcome.label), 32), size=9.5, pad=17)
        quiet = each.verdict in (NOTHING, HARDLY, FEW_RUNS)
        said = each.verdict if quiet else f"{each.verdict}; gap {percent(each.free.slow.part)}"
        axes.annotate(said, (0, 1.03), xycoords="axes fraction", size=7.5, color=style.QUIET)
        axes.set_ylabel(f"effect, {outcome.unit}", size=8.5)
        axes.set_xlabel(driver.unit, size=8.5)
        keep_small(axes, each.free.least)
        axes.locator_params(axis="y", nbins=6)
    for axes in panels[len(moved) :]:
        axes.set_visible(False)
    return figure


def loop_headline(moved: "Sequence[Moved]") -> str:
    """What the loops show, as a title."""
    stay = sum(each.verdict == STAYS for each in moved)
    undecided = sum(each.verdict == OPEN for each in moved)
    if stay:
        return f"Hysteresis: {stay} of {len(moved)} outcomes do not come back the same way"
    if undecided:
        return f"No hysteresis shown; {undecided} of {len(moved)} outcomes undecided"
    kept = any(each.verdict == KEPT for each in moved)
    return f"No hysteresis found{', but for what embedded measures keep' if kept else ''}"


def keep_small(axes: "Axes", least: float) -> None:
    """Widen the axis to four of the least effects that count: what hardly moves should not look like something."""
    low, high = axes.get_ylim()
    missing = max(0.0, 4 * least - (high - low)) / 2
    axes.set_ylim(low - missing, high + missing)


def draw_ways(axes: "Axes", loop: "Loop", line: Any, width: float, bars: bool) -> None:
    """A loop's way up and way down."""
    draws = Draws.of(len(loop.net))
    for way, colour in ((loop.up, BLUE), (loop.down, AMBER)):
        axes.plot(loop.levels, way.mean(axis=0), color=colour, linestyle=line, linewidth=width)
        if bars:
            low, high = np.percentile(draws.means(way[None]), [2.5, 97.5], axis=0)
            axes.vlines(loop.levels, low, high, color=colour, linewidth=1.2)
