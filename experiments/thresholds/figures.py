"""The figures: a sweep with its seeds, the same by size of country, and loops up and down."""

from typing import TYPE_CHECKING, Any

import matplotlib
import numpy as np

from experiments.comparison.wording import capital
from experiments.figures import style
from experiments.thresholds import tables
from experiments.thresholds.resampling import Estimate
from experiments.thresholds.tipping import (
    FEW,
    GRADUAL,
    STEEP,
    TIPS,
    UNCHANGED,
    UNCLEAR,
    UNEVEN,
    UNRESOLVED,
    WITH_A_POINT,
    Found,
)
from experiments.thresholds.wording import number
from experiments.thresholds.words import width_in_words
from model.language import Words, label, say, unit
from model.parameters import parameter
from model.summaries import SUMMARY

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from experiments.thresholds.experiment import Thresholds
    from experiments.thresholds.gathering import Sweep

BLUE, AMBER, GREEN = "#0A5F9E", "#C27C00", "#4A7C59"
HEADLINE = {
    TIPS: Words("The country tips by {}", "Het land kantelt door {}"),
    UNRESOLVED: Words("A steep response to {}, or a jump", "Een steile respons op {}, of een sprong"),
    STEEP: Words("A steep response to {}, but no tip", "Een steile respons op {}, maar geen kantelpunt"),
    GRADUAL: Words("No tip: a gradual response to {}", "Geen kantelpunt: een geleidelijke respons op {}"),
    UNCLEAR: Words("Steep or gradual, not distinguishable: {}", "Steil of geleidelijk, niet te onderscheiden: {}"),
    UNEVEN: Words("A response without an S-curve: {}", "Een respons zonder S-kromme: {}"),
    UNCHANGED: Words("No effect that can be told from none: {}", "Geen effect dat van geen te onderscheiden is: {}"),
    FEW: Words("Too few seeds to say: {}", "Te weinig seeds om iets te zeggen: {}"),
}
"""Figure titles by verdict, around the parameter."""


def footnote(experiment: "Thresholds", reading: str) -> str:
    """How to read the figure, and what it shows."""
    seeds = experiment.seeds
    listed = f"{len(seeds)} seeds ({seeds[0]} {say('to', 'tot en met')} {seeds[-1]})"
    return f"{reading}\n{style.not_observed(f'{style.quoted(experiment.scenario)}, {listed}')}"


def driver_axis(axes: "Axes", driver: str, values: np.ndarray) -> None:
    """The driver along the horizontal axis."""
    declared = parameter(driver)
    axes.set_xlabel(f"{label(declared)} ({unit(declared.unit)})")
    margin = 0.02 * (values[-1] - values[0])
    axes.set_xlim(values[0] - margin, values[-1] + margin)


@style.styled
def draw_sweep(sweep: "Sweep", found: Found, experiment: "Thresholds") -> style.Page:
    """Two panels: the outcome along the sweep, with seeds, fitted curve and point; and how seeds differ."""
    outcome = SUMMARY[sweep.outcome]
    figure = style.page(
        10, 5.2,
        str(HEADLINE[found.verdict]).format(label(parameter(sweep.driver))),
        f"{capital(label(outcome))} in {sweep.municipalities} {say('municipalities', 'gemeenten')}; "
        f"{found.seeds} seeds",
        footnote(
            experiment,
            say(
                "Thin lines: a seed each. Line: fitted S-curve; band: 95 % interval by resampling seeds. Dashed: "
                "half-way point, with its interval.\nRight: standard deviation between seeds, and what chance gives.",
                "Dunne lijnen: elk een seed. Lijn: aangepaste S-kromme; band: interval van 95 % door hertrekking van "
                "seeds. Gestreept: het halverwegepunt met interval.\nRechts: standaardafwijking tussen seeds, en wat "
                "toeval geeft.",
            ),
        ),
        bottom=1.25,
    )  # fmt: skip
    response, spread = figure.subplots(1, 2, gridspec_kw={"wspace": 0.3})
    draw_response(response, sweep, found)
    response.set_title(capital(label(outcome)))
    response.set_ylabel(unit(outcome.unit))
    spread.set_title(say("Do seeds part?", "Gaan seeds uiteen?"))
    between = say("standard deviation between seeds", "standaardafwijking tussen seeds")
    spread.set_ylabel(f"{between}, {unit(outcome.unit)}")
    apart, chance = say("between seeds", "tussen seeds"), say("by chance", "door toeval")
    spread.plot(sweep.values, found.parting.sd, color=BLUE, marker="o", markersize=4, label=apart)
    spread.plot(sweep.values, found.parting.chance, color=style.QUIET, linestyle=(0, (4, 3)), label=chance)
    spread.set_ylim(0, 1.25 * max(found.parting.sd.max(), found.parting.chance.max(), 1e-9))
    spread.legend(loc="upper right", ncols=2)
    for axes in (response, spread):
        driver_axis(axes, sweep.driver, sweep.values)
    if found.verdict in WITH_A_POINT:
        mark_point(spread, sweep, found)
    steps = tables.steps([sweep])
    figure.data = steps[steps["country"] == "own"]
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
        point = number(found.point, sweep.span, float(sweep.values[0]))
        width = width_in_words(found, len(sweep.values))
        text = say(
            f"half-way at {point}\n80 % of the change in\n{width} of the range",
            f"halverwege bij {point}\n80 % van de verandering in\n{width} van het bereik",
        )
        rising = found.change.value > 0
        axes.annotate(
            text, (0.02 if rising else 0.98, 0.97), xycoords="axes fraction", va="top",
            ha="left" if rising else "right", size=8.5, color=style.INK,
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1.5},
        )  # fmt: skip
        low_end, high_end = axes.get_ylim()
        axes.set_ylim(low_end, high_end + 0.26 * (high_end - low_end))


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
        say(
            f"{capital(driver.label)}, in {experiment.countries} synthetic countries of each size; amber: the "
            f"scenario's own country ({sweep.municipalities} municipalities)",
            f"{capital(driver.label_nl)}, in {experiment.countries} verzonnen landen van elke grootte; oranje: het "
            f"eigen land van het scenario ({sweep.municipalities} gemeenten)",
        ),
        footnote(
            experiment,
            say(
                "Left: means over countries and seeds, and fitted S-curves. Dots with bars: 95 % intervals by "
                "resampling seeds and countries. A straight line has a width of 80 %.",
                "Links: gemiddelden over landen en seeds, en aangepaste S-krommen. Stippen met strepen: intervallen "
                "van 95 % door hertrekking van seeds en landen. Een rechte lijn heeft een breedte van 80 %.",
            ),
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
            label=f"{say('own', 'eigen')}, {sweep.municipalities}",
        )  # fmt: skip
    curves.set_title(capital(label(outcome)))
    curves.set_ylabel(unit(outcome.unit))
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
    points.set_title(say("Half-way point", "Halverwegepunt"))
    points.set_ylabel(unit(driver.unit))
    points.set_ylim(sweep.values[0], sweep.values[-1])
    widths.set_title(say("Width of the response", "Breedte van de respons"))
    widths.set_ylabel(say("% of the range", "% van het bereik"))
    widths.set_ylim(0, 100)
    for axes in (points, widths):
        axes.set_xscale("log")
        axes.set_xlabel(say("municipalities", "gemeenten"))
        axes.set_xticks(sizes, [f"{size:,}" for size in sizes], size=8)
        axes.minorticks_off()
        axes.set_xlim(sizes[0] / 1.5, sizes[-1] * 1.5)
    steps, found = tables.steps([sweep]), tables.points([sweep], experiment.countries)
    ends = [f"{name}{end}" for name in ("point", "width") for end in ("", "_low", "_high")]
    where = ["country", "municipalities"]
    figure.data = steps.merge(found[[*where, "verdict", *ends]], on=where)
    return figure


def size_headline(sweep: "Sweep") -> str:
    """What size does, as a title."""
    grown = sweep.growth
    if grown is None:
        return say("No two sizes with a point to compare", "Geen twee groottes met een punt om te vergelijken")
    if grown.widening.clear and grown.widening.value < 0:
        return say("The response sharpens as the country grows", "De respons wordt scherper naarmate het land groeit")
    if grown.shift.clear:
        return say(
            "The half-way point moves as the country grows", "Het halverwegepunt schuift op naarmate het land groeit"
        )
    return say(
        "Size is not seen to move or to sharpen the response",
        "Niet te zien is dat grootte de respons verschuift of verscherpt",
    )


def whisker(axes: "Axes", x: float, each: Estimate, colour: Any, start: float, factor: float) -> None:
    """A dot with its interval, each as start + factor * number."""
    value, low, high = (start + factor * number for number in (each.value, each.low, each.high))
    axes.plot([x, x], [low, high], color=colour, linewidth=1.4)
    axes.plot([x], [value], color=colour, marker="o", markersize=5)
