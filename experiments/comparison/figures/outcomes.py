"""Dots and intervals: the effect on every summary, in units of the noise between seeds, and in its own."""

from typing import TYPE_CHECKING

import numpy as np

from experiments.comparison import wording
from experiments.comparison.figures import APART, APART_AT, COLOURS, INTERVAL, Pair
from experiments.comparison.lead import moved
from experiments.comparison.paired import HIGHER, LOWER, NEVER, UNCHANGED
from experiments.figures import style
from experiments.naming import called, called_shortly
from model.language import Words, say
from model.summaries import SUMMARY

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame, Series

ROW = 0.27
"""Inches a row."""
SEEDS_AT, FIGURES_AT = 1.03, 1.42
"""Where the columns of words begin, in widths of the axes."""
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
    figure = style.page(
        12, 2.25 + ROW * len(table),
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
        left=3.35, right=5.0, top=1.1, bottom=1.15,
    )  # fmt: skip
    axes = figure.subplots()
    for place, (_, row) in enumerate(table.iterrows()):
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
    axes.set_yticks(range(len(table)), [wording.capital(called(SUMMARY[name])) for name in table["outcome"]])
    axes.set_xlabel(say("effect, in times the noise between seeds", "effect, in malen de ruis tussen seeds"))
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0)
    heads = say("seeds with its sign", "seeds met teken"), say(f"effect ({INTERVAL}), unit", "effect, eenheid")
    for x, words in zip((SEEDS_AT, FIGURES_AT), heads, strict=True):
        axes.text(x, 1.005, words, transform=axes.transAxes, size=8.5, color=style.QUIET, va="bottom")
    figure.data = table.drop(columns="scenario")
    return figure


def headline(table: "DataFrame") -> str:
    """What rises or falls most clearly, in times the noise, and of how many differences it is the clearest."""
    clear = table[table["verdict"].isin([HIGHER, LOWER])]
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
    nothing = row["verdict"] in (UNCHANGED, NEVER)
    figures = str(wording.VERDICTS[row["verdict"]]) if nothing else wording.with_unit(row)
    words = [(FIGURES_AT, figures)]
    if np.isfinite(row["same_sign"]):
        words.append((SEEDS_AT, f"{round(row['same_sign'] * row['seeds'])} {say('of', 'van')} {int(row['seeds'])}"))
    for x, text in words:
        colour = style.INK if row["verdict"] in COLOURS else style.QUIET
        axes.text(x, place, text, transform=axes.get_yaxis_transform(), size=8.5, va="center", color=colour)
