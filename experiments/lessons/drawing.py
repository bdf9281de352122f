"""Pictures of lessons, in the house style: paths, scenarios and paired differences in rows, points, a tornado."""

import textwrap
from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.comparison.wording import listed
from experiments.figures import style
from experiments.lessons.showing import Picture
from model.outcomes import OUTCOME
from model.parameters import parameter
from model.summaries import SUMMARY
from model.typology import TYPE_LABELS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame, Series

    from model import Ensemble, Scenario
    from model.declaration import Parameter

COLOURS = ("#6B7177", "#0A5F9E", "#D08700", "#4A7C59", "#7B4B94", "#B5483A")
"""The first scenario grey, since the others are compared with it."""
WIDTH = 9.0
ROW = 0.42


def over_time(ensemble: "Ensemble", *outcomes: str) -> Picture:
    """Outcomes month by month, a panel each: mean over seeds of each scenario, and the band from lowest to highest."""

    @style.styled
    def draw() -> Any:
        labels = [OUTCOME[name].label for name in outcomes]
        figure = style.page(
            WIDTH,
            1.75 + 2.5 * len(outcomes),
            sentence(listed(labels)),
            "Simulated, month by month",
            _source(ensemble, "Line: mean of runs. Band: lowest to highest run."),
            right=2.2,
            top=1.05,
            bottom=0.85,
        )
        panels = np.atleast_1d(figure.subplots(len(outcomes), 1, sharex=True, gridspec_kw={"hspace": 0.28}))
        for axes, name, label in zip(panels, outcomes, labels, strict=True):
            axes.set_title(sentence(label) if len(outcomes) > 1 else "")
            axes.set_ylabel(OUTCOME[name].unit)
            _paths(axes, ensemble, name)
        return figure

    return Picture(draw(), f"{', '.join(outcomes)} over time, {_told(ensemble)}")


def _paths(axes: "Axes", ensemble: "Ensemble", outcome: str) -> None:
    series = ensemble.series[ensemble.series["outcome"] == outcome]
    ends = []
    for scenario, colour in zip(ensemble.design.scenarios, _colours(ensemble), strict=True):
        mine = series[series["scenario"] == scenario.name].pivot(index="month", columns="seed", values="value")
        x, mean = style.years(scenario, mine.index), mine.mean(axis="columns")
        axes.fill_between(x, mine.min(axis="columns"), mine.max(axis="columns"), color=colour, alpha=0.2, linewidth=0)
        axes.plot(x, mean, color=colour)
        ends.append((float(mean.iloc[-1]), textwrap.fill(scenario.title or scenario.name, 28), colour))
    low, high = axes.get_ylim()
    style.date_axis(axes, ensemble.design.scenarios[0])
    rows = max(text.count("\n") for _, text, _ in ends) + 1
    style.end_labels(axes, ends, axes.get_xlim()[1], (high - low) * 0.085 * rows)


def beside(ensemble: "Ensemble", summary: str) -> Picture:
    """A summary of every scenario: a dot for each run, a bar at their mean, and the mean in figures."""

    @style.styled
    def draw() -> Any:
        declared = SUMMARY[summary]
        figure, axes = _rows(
            ensemble, [each.title or each.name for each in ensemble.design.scenarios],
            sentence(declared.label), "Dot: a run. Bar: the mean of runs, written beside it.",
        )  # fmt: skip
        for row, (scenario, colour) in enumerate(zip(ensemble.design.scenarios, _colours(ensemble), strict=True)):
            values = ensemble.runs.loc[ensemble.runs["scenario"] == scenario.name, summary]
            _row(axes, row, values, colour)
        axes.set_xlabel(declared.unit)
        return figure

    return Picture(draw(), f"{SUMMARY[summary].label}, {_told(ensemble)}")


def paired(ensemble: "Ensemble", summary: str) -> Picture:
    """How far each other scenario differs from the first under the same seed: dots for seeds, a bar at the mean."""

    @style.styled
    def draw() -> Any:
        declared, (first, *others) = SUMMARY[summary], ensemble.design.scenarios
        figure, axes = _rows(
            ensemble, [each.title or each.name for each in others],
            f"{sentence(declared.label)}: difference from “{first.title or first.name}”",
            "Dot: two runs with the same luck. Bar: the mean difference, written beside it.",
        )  # fmt: skip
        values = ensemble.runs.pivot(index="seed", columns="scenario", values=summary)
        for row, (scenario, colour) in enumerate(zip(others, _colours(ensemble)[1:], strict=True)):
            _row(axes, row, values[scenario.name] - values[first.name], colour)
        axes.axvline(0, color=style.INK, linewidth=0.9, zorder=1)
        axes.set_xlabel(f"difference, {declared.unit}")
        return figure

    return Picture(draw(), f"paired differences in {SUMMARY[summary].label}, {_told(ensemble)}")


def _rows(ensemble: "Ensemble", names: Sequence[str], title: str, subtitle: str) -> tuple[Any, "Axes"]:
    """A page with a row for each name."""
    figure = style.page(
        WIDTH, 1.95 + ROW * len(names), title, subtitle, _source(ensemble), left=2.7, right=0.9, top=0.85, bottom=1.0
    )
    axes = figure.subplots()
    axes.set_yticks(range(len(names)), [textwrap.fill(name, 34) for name in names])
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0)
    return figure, axes


def _row(axes: "Axes", row: int, values: "Series", colour: str) -> None:
    mean = float(values.mean())
    axes.plot(values, np.full(len(values), row), "o", color=colour, alpha=0.45, markersize=5, markeredgewidth=0)
    axes.plot([mean, mean], [row - 0.3, row + 0.3], color=colour, linewidth=2.6)
    axes.text(
        1.015, row, f"{mean:#.3g}".rstrip(".").replace("-", "−"), transform=axes.get_yaxis_transform(), va="center",
        color=colour, weight="bold", size=9,
    )  # fmt: skip


@style.styled
def _points(table: "DataFrame", x: str, y: str, labels: tuple[str, str], title: str) -> Any:
    figure = style.page(
        WIDTH, 5.2, title, "Each dot is a municipality in one run; colour: its type at the end",
        f"Simulated, not observed. {len(table)} municipalities. decentralisation-dynamics.",
        left=0.9, right=2.1, top=0.95, bottom=0.95,
    )  # fmt: skip
    axes = figure.subplots()
    for kind, colour in style.TYPE_COLOURS.items():
        mine = table[table["type_end"] == kind]
        axes.plot(
            mine[x],
            mine[y],
            "o",
            color=colour,
            markersize=5,
            alpha=0.75,
            markeredgewidth=0,
            label=TYPE_LABELS[kind][0],
        )
    axes.set_xlabel(labels[0])
    axes.set_ylabel(labels[1])
    axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return figure


def points(table: "DataFrame", x: str, y: str, labels: tuple[str, str], title: str) -> Picture:
    """A table's municipalities as dots, coloured by type."""
    return Picture(_points(table, x, y, labels, title), f"{title}: {labels[1]} against {labels[0]}")


@style.styled
def _tornado(table: "DataFrame", title: str, unit: str, middle: float) -> Any:
    figure = style.page(
        WIDTH, 2.0 + ROW * len(table), title, "Grey: at its lowest. Blue: at its highest. Line: all as assumed",
        "Simulated, not observed. All other parameters stay as assumed. decentralisation-dynamics.",
        left=2.7, right=0.5, top=0.85, bottom=1.0,
    )  # fmt: skip
    axes = figure.subplots()
    for row, (_, each) in enumerate(table.iterrows()):
        axes.plot(
            [each["low"], each["high"]], [row, row], color=style.FAINT, linewidth=7, zorder=1, solid_capstyle="butt"
        )
        for name, colour in (("low", COLOURS[0]), ("high", COLOURS[1])):
            axes.plot(each[name], row, "o", color=colour, markersize=8, zorder=3)
    axes.axvline(middle, color=style.INK, linewidth=0.9, zorder=2)
    axes.set_yticks(range(len(table)), [textwrap.fill(name, 34) for name in table.index])
    axes.set_ylim(len(table) - 0.5, -0.5)
    axes.grid(axis="x")
    axes.set_xlabel(unit)
    return figure


def tornado(table: "DataFrame", title: str, unit: str, middle: float) -> Picture:
    """What an outcome is with each parameter (the index) at its lowest and highest: columns `low` and `high`."""
    return Picture(_tornado(table, title, unit, middle), f"{title}: {', '.join(table.index)}")


@style.styled
def _along(runs: "DataFrame", declared: "Parameter", summary: str) -> Any:
    told = SUMMARY[summary]
    figure = style.page(
        WIDTH, 4.6, f"{sentence(told.label)}: {declared.label}, through its range",
        "Thin: the same luck at every value. Thick: their mean. Grey and blue: the two ends. Upright: as assumed",
        "Simulated, not observed. All other parameters stay as assumed. decentralisation-dynamics.",
        left=0.9, right=0.5, top=0.95, bottom=0.95,
    )  # fmt: skip
    axes = figure.subplots()
    by_seed = runs.pivot(index=declared.name, columns="seed", values=summary)
    mean = by_seed.mean(axis="columns")
    axes.plot(by_seed.index, by_seed, color=COLOURS[0], linewidth=0.8, alpha=0.5)
    axes.plot(mean.index, mean, color=style.INK, linewidth=2.2)
    for place, colour in ((0, COLOURS[0]), (-1, COLOURS[1])):
        axes.plot(mean.index[place], mean.iloc[place], "o", color=colour, markersize=9, zorder=3)
    axes.axvline(declared.default, color=style.INK, linewidth=0.9, zorder=1)
    axes.set_xlabel(f"{declared.label} ({declared.unit})" if declared.unit else declared.label)
    axes.set_ylabel(told.unit)
    return figure


def along(runs: "DataFrame", name: str, summary: str) -> Picture:
    """A summary through the range of a parameter, from the runs of `through_range`. Raises UnknownName."""
    declared = parameter(name)
    return Picture(_along(runs, declared, summary), f"{SUMMARY[summary].label} through the range of {declared.label}")


def exploring(first: "str | Scenario", second: "str | Scenario", ensemble: "Ensemble", outcome: str) -> Any:
    """The widget with two scenarios side by side; where it is not installed the path of an outcome instead."""
    if find_spec("anywidget") is None:
        return over_time(ensemble, outcome)
    from experiments.widget.widget import Explorer

    return Explorer(first, second, seeds=ensemble.design.seeds[:4])


def sentence(words: str) -> str:
    """Words with a capital at the beginning."""
    return words[:1].upper() + words[1:]


def _colours(ensemble: "Ensemble") -> tuple[str, ...]:
    number = len(ensemble.design.scenarios)
    return tuple(COLOURS[place % len(COLOURS)] for place in range(number))


def _told(ensemble: "Ensemble") -> str:
    return f"for {', '.join(each.title or each.name for each in ensemble.design.scenarios)}"


def _source(ensemble: "Ensemble", reading: str = "") -> str:
    seeds = ensemble.design.seeds
    which = f"Runs with seeds {seeds[0]} to {seeds[-1]} of each scenario."
    line = f"Simulated, not observed. {which} decentralisation-dynamics."
    return f"{reading}\n{line}" if reading else line
