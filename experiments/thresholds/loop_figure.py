"""The figure of loops: a panel for each outcome, up and down."""

import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.comparison.wording import capital
from experiments.figures import style
from experiments.thresholds import tables
from experiments.thresholds.figures import AMBER, BLUE, footnote
from experiments.thresholds.hysteresis import FEW as FEW_RUNS
from experiments.thresholds.hysteresis import HARDLY, KEPT, OPEN, STAYS
from experiments.thresholds.hysteresis import UNCHANGED as NOTHING
from experiments.thresholds.meanings import VERDICTS
from experiments.thresholds.resampling import Draws
from experiments.thresholds.wording import percent
from model.language import label, say, unit
from model.outcomes import OUTCOME
from model.parameters import parameter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from experiments.thresholds.experiment import Thresholds
    from experiments.thresholds.gathering import Moved
    from experiments.thresholds.hysteresis import Loop

COLUMNS = 3


@style.styled
def draw_loops(moved: "Sequence[Moved]", experiment: "Thresholds") -> style.Page:
    """A panel for each outcome: up and down, fast and slow, with the slow loop's intervals."""
    driver, way = parameter(moved[0].driver), moved[0].way
    rows = -(-len(moved) // COLUMNS)
    longer, seeds = way.hold * way.slower, len(moved[0].free.slow.net)
    height = 2.15 + 2.75 * rows
    figure = style.page(
        10, height,
        loop_headline(moved),
        say(
            f"{capital(driver.label)}, moved up and back: effect against the same country under the same seed, unmoved",
            f"{capital(driver.label_nl)}, heen en terug bewogen: effect tegenover hetzelfde land onder dezelfde seed, "
            "onbewogen",
        ),
        footnote(
            experiment,
            say(
                f"Blue, ▲: on the way up; amber, ▼: on the way down. Lines: {longer} months a level; dotted: "
                f"{way.hold}. {seeds} seeds with all runs; bars: 95 % intervals by resampling seeds, slow loop.\n"
                "Below each title: verdict, and the mean gap between the ways as a part of the largest effect (slow "
                "loop).",
                f"Blauw, ▲: heen; oranje, ▼: terug. Lijnen: {longer} maanden per niveau; gestippeld: {way.hold}. "
                f"{seeds} seeds met alle runs; strepen: intervallen van 95 % door hertrekking van seeds, trage lus.\n"
                "Onder elke titel: het oordeel, en de gemiddelde kloof tussen heen en terug als deel van het grootste "
                "effect "
                "(trage lus).",
            ),
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
        axes.set_title(textwrap.fill(capital(label(outcome)), 32), size=9.5, pad=17)
        quiet = each.verdict in (NOTHING, HARDLY, FEW_RUNS)
        verdict = str(VERDICTS[each.verdict])
        said = verdict if quiet else f"{verdict}; {say('gap', 'kloof')} {percent(each.free.slow.part)}"
        axes.annotate(said, (0, 1.03), xycoords="axes fraction", size=7.5, color=style.QUIET)
        axes.set_ylabel(f"effect, {unit(outcome.unit)}", size=8.5)
        axes.set_xlabel(unit(driver.unit), size=8.5)
        keep_small(axes, each.free.least)
        axes.locator_params(axis="y", nbins=6)
    for axes in panels[len(moved) :]:
        axes.set_visible(False)
    shown = tables.loops(moved)
    figure.data = shown[~shown["nothing_new"]]
    return figure


def loop_headline(moved: "Sequence[Moved]") -> str:
    """What the loops show, as a title."""
    stay = sum(each.verdict == STAYS for each in moved)
    undecided = sum(each.verdict == OPEN for each in moved)
    if stay:
        return say(
            f"Hysteresis: {stay} of {len(moved)} outcomes do not come back the same way",
            f"Hysterese: {stay} van de {len(moved)} uitkomsten keren niet langs dezelfde weg terug",
        )
    if undecided:
        return say(
            f"No hysteresis shown; {undecided} of {len(moved)} outcomes undecided",
            f"Geen hysterese aangetoond; {undecided} van de {len(moved)} uitkomsten onbeslist",
        )
    if any(each.verdict == KEPT for each in moved):
        return say(
            "No hysteresis found, but for what embedded measures keep",
            "Geen hysterese gevonden, behalve wat ingebedde maatregelen vasthouden",
        )
    return say("No hysteresis found", "Geen hysterese gevonden")


def keep_small(axes: "Axes", least: float) -> None:
    """Widen the axis to four of the least effects that count: what hardly moves should not look like something."""
    low, high = axes.get_ylim()
    missing = max(0.0, 4 * least - (high - low)) / 2
    axes.set_ylim(low - missing, high + missing)


def draw_ways(axes: "Axes", loop: "Loop", line: Any, width: float, bars: bool) -> None:
    """A loop's way up and way down."""
    draws = Draws.of(len(loop.net))
    for way, colour, marker in ((loop.up, BLUE, "^"), (loop.down, AMBER, "v")):
        axes.plot(
            loop.levels, way.mean(axis=0), color=colour, linestyle=line, linewidth=width,
            marker=marker if bars else "", markersize=4,
        )  # fmt: skip
        if bars:
            low, high = np.percentile(draws.means(way[None]), [2.5, 97.5], axis=0)
            axes.vlines(loop.levels, low, high, color=colour, linewidth=1.2)
