"""Dots and intervals: the effect on every summary, in units of the noise between seeds, and in its own."""

from typing import TYPE_CHECKING

import numpy as np

from experiments.comparison import wording
from experiments.comparison.figures import APART, APART_AT, COLOURS, INTERVAL, Pair
from experiments.comparison.lead import moved
from experiments.comparison.paired import HIGHER, LOWER, NEVER, UNCHANGED
from experiments.figures import style
from experiments.figures.looks import STYLE
from experiments.figures.pages import inches
from experiments.naming import called, called_shortly
from model.language import Words, say
from model.summaries import SUMMARY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from pandas import DataFrame, Series

ROW = 0.27
"""Inches a row."""
PLOT, GAP = 3.65, 0.2
"""Inches that the axes are wide, and that lie between columns of words."""
SMALL = 8.5
"""Size of the words beside the axes."""
EDGE = 0.3
"""Inches that stay free at either side."""
WIDE, LINEAR = 12.0, 3.0
"""Where an effect is more than so many times the noise, the axis is logarithmic beyond `LINEAR`; else one hides all."""
ROOM = 1.3
"""So far a logarithmic axis goes beyond the last dot."""
BEYOND = Words(
    f" Beyond {LINEAR:g} either way the scale is logarithmic.", f" Voorbij {LINEAR:g} is de schaal logaritmisch."
)
LEAST_REACH = 1.0
"""The axis reaches at least so many times the noise either way, so that nothing small looks large."""


@style.styled
def draw(pair: Pair, table: "DataFrame") -> style.Page:
    """One row for each summary: dot and interval, and beside them seeds with the effect's sign, effect and unit."""
    reach = np.nanmax(np.abs([*ends(table), LEAST_REACH])) * 1.06
    names = [wording.capital(called(SUMMARY[name])) for name in table["outcome"]]
    columns = [
        [say("seeds with its sign", "seeds met teken"), *map(same_sign, rows_of(table))],
        [say(f"effect ({INTERVAL}), unit", "effect, eenheid"), *map(in_words, rows_of(table))],
    ]
    # Margins are as wide as the words that stand in them, whatever these are.
    widths = [GAP + widest(words, SMALL) for words in columns]
    left, right = EDGE + widest(names, STYLE["font.size"]) + GAP, sum(widths) + EDGE
    figure = style.page(
        left + PLOT + right, 2.25 + ROW * len(table),
        pair.finding(headline(table)),
        pair.subtitle,
        pair.source(
            say(
                f"Dot: mean paired difference. Line: {INTERVAL} (Student's t). Filled: {APART_AT} over all rows; open: "
                "not distinguishable.\nNoise: standard deviation of the reference between seeds. No dot where that is "
                f"zero or nothing changes.{BEYOND.english if reach > WIDE else ''}",
                f"Stip: gemiddeld gepaard verschil. Lijn: {INTERVAL} (Student's t). Gevuld: {APART_AT} over alle "
                "rijen; open: niet te onderscheiden.\nRuis: standaardafwijking van de referentie tussen seeds. Geen "
                f"stip waar die nul is of niets verandert.{BEYOND.dutch if reach > WIDE else ''}",
            )
        ),
        left=left, right=right, top=1.1, bottom=1.15,
    )  # fmt: skip
    axes = figure.subplots()
    for place, row in enumerate(rows_of(table)):
        draw_row(axes, place, row)
    if reach > WIDE:
        steps = [step for step in (LINEAR, 10, 100, 1000) if step < reach]
        reach *= ROOM
        ticks = [*(-step for step in reversed(steps)), 0, *steps]
        axes.set_xscale("symlog", linthresh=LINEAR)
        axes.set_xticks(ticks, [f"{tick:g}".replace("-", "−") for tick in ticks])
        axes.set_xticks([], minor=True)
    axes.set(xlim=(-reach, reach), ylim=(len(table) - 0.4, -0.6))
    axes.axvline(0, color=style.INK, linewidth=0.9, zorder=1)
    axes.set_yticks(range(len(table)), names)
    axes.set_xlabel(say("effect, in times the noise between seeds", "effect, in malen de ruis tussen seeds"))
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0)
    beside = PLOT + GAP
    for words, width in zip(columns, widths, strict=True):
        draw_column(axes, beside / PLOT, words, table["verdict"].isin(list(COLOURS)))
        beside += width
    figure.data = table.drop(columns="scenario")
    return figure


def headline(table: "DataFrame") -> str:
    """What rises or falls most clearly, in times the noise, and of how many differences it is the clearest."""
    if set(table["verdict"]) <= {UNCHANGED, NEVER}:
        return say(
            f"All {len(table)} outcomes are exactly the same under every seed",
            f"Alle {len(table)} uitkomsten zijn onder elke seed precies gelijk",
        )
    clear = wording.told_apart(table)
    if not len(clear) and table["verdict"].isin([HIGHER, LOWER]).any():
        return say(
            f"None of {len(table)} outcomes changes by {wording.LEAST:g} or more",
            f"Geen van de {len(table)} uitkomsten verandert met {wording.LEAST:g} of meer",
        )
    if not len(clear):
        return say(
            f"None of {len(table)} outcomes can be told from chance",
            f"Geen van de {len(table)} uitkomsten is van toeval te onderscheiden",
        )
    # Where the reference has no noise at all, the clearest is what chance explains least.
    measured = clear[np.isfinite(clear["in_noise"])]
    rows, by = (measured, -measured["in_noise"].abs()) if len(measured) else (clear, clear["q"])
    most = rows.iloc[int(np.argmin(by.to_numpy(dtype=float)))]
    what = f"{wording.capital(called_shortly(SUMMARY[most['outcome']]))} {moved(most)}"
    if len(clear) == 1:
        return say(
            f"{what}, the only difference in {len(table)} outcomes",
            f"{what}, het enige verschil in {len(table)} uitkomsten",
        )
    return say(
        f"{what}, the clearest of {len(clear)} differences in {len(table)} outcomes",
        f"{what}, het duidelijkst van {len(clear)} verschillen in {len(table)} uitkomsten",
    )


def ends(table: "DataFrame") -> np.ndarray:
    """The ends of intervals, or the dots where there are none, in times the noise."""
    noise = table["noise"].where(table["noise"] > 0)
    shown = [table[name].fillna(table["effect"]) / noise for name in ("low", "high")]
    return np.concatenate([each.dropna().to_numpy() for each in shown])


def draw_row(axes: "Axes", place: int, row: "Series") -> None:
    """One outcome."""
    colour = COLOURS.get(row["verdict"], APART)
    if row["noise"] > 0 and row["verdict"] not in (UNCHANGED, NEVER):
        if np.isfinite(row["low"]):
            axes.plot([row["low"] / row["noise"], row["high"] / row["noise"]], [place, place], color=colour, zorder=2)
        axes.plot(
            row["in_noise"], place, "o", markersize=6, color=colour, zorder=3,
            markerfacecolor=colour if row["verdict"] in COLOURS else "white",
        )  # fmt: skip


def draw_column(axes: "Axes", x: float, words: "Sequence[str]", clear: "Series") -> None:
    """Words beside the rows under their heading, darker where a row is told apart; `x` in widths of the axes."""
    axes.text(x, 1.005, words[0], transform=axes.transAxes, size=SMALL, color=style.QUIET, va="bottom")
    for place, (text, told_apart) in enumerate(zip(words[1:], clear, strict=True)):
        colour = style.INK if told_apart else style.QUIET
        axes.text(x, place, text, transform=axes.get_yaxis_transform(), size=SMALL, va="center", color=colour)


def rows_of(table: "DataFrame") -> "list[Series]":
    """The rows of a table."""
    return [row for _, row in table.iterrows()]


def same_sign(row: "Series") -> str:
    """In how many seeds the difference has the sign of the mean; nothing where that has none."""
    if not np.isfinite(row["same_sign"]):
        return ""
    return f"{round(row['same_sign'] * row['seeds'])} {say('of', 'van')} {int(row['seeds'])}"


def in_words(row: "Series") -> str:
    """The effect with its unit, or that there is none."""
    nothing = row["verdict"] in (UNCHANGED, NEVER)
    return str(wording.VERDICTS[row["verdict"]]) if nothing else wording.with_unit(row)


def widest(words: "Sequence[str]", size: float) -> float:
    """Inches that the longest of some words takes."""
    return max(inches(text, size) for text in words)
