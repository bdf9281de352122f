"""What the figures of a sensitivity analysis share: colours, the footnote, and bars with intervals."""

from typing import TYPE_CHECKING

import numpy as np

from experiments.figures import style
from experiments.figures.pages import inches
from experiments.sensitivity.inputs import DUMMY, HEADINGS, REST, colour_group, label_of
from model.language import Words, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame

    from experiments.sensitivity.experiment import Sensitivity

COLOURS = {
    "urgency": "#C4512D", "leadership": "#0A5F9E", "risk_appetite": "#E0A100", REST: "#8A9096", DUMMY: style.INK,
    "sourced": "#0A5F9E", "calibrated": "#8A9096", "size_assumed": "#E0A100", "nothing_cited": "#C4512D",
}  # fmt: skip
"""Vermilion, blue, amber, grey: told apart with any deficiency of colour vision."""

UNITS = {
    "morris": Words("trajectories", "trajecten"),
    "sobol": Words("Saltelli blocks", "blokken van Saltelli"),
    "pawn": Words("sets", "combinaties"),
    "delta": Words("sets", "combinaties"),
}
"""What a method's sample is counted in."""

SHOWN = 20
"""A ranking shows so many inputs, the highest, and the dummy."""


def footnote(asked: "Sensitivity", sample: str, reading: str) -> str:
    """How to read a figure, and what it rests on."""
    seeds, number = asked.seeds, len(asked.seeds)
    under = f"seed {seeds[0]}" if number == 1 else say(
        f"{number} seeds, the same for every set of parameters",
        f"{number} seeds, voor elke combinatie van parameters dezelfde",
    )  # fmt: skip
    resting = style.not_observed(style.quoted(asked.scenarios[0]))
    return f"{reading}\n{sample[:1].upper()}{sample[1:]}; {under}.\n{resting}"


def shown_inputs(table: "DataFrame") -> "DataFrame":
    """Rows of one index (input, value, low, high), the highest first, cut to what a figure shows, the dummy last."""
    real = table[table["input"] != DUMMY].sort_values(["value", "input"], ascending=[False, True])
    return real.head(SHOWN)


def dots(axes: "Axes", rows: "DataFrame", places: np.ndarray, colours: list[str], filled: bool = True) -> None:
    """Dots with horizontal intervals, one for each row (value, low, high)."""
    for place, colour, (_, row) in zip(places, colours, rows.iterrows(), strict=True):
        if np.isfinite(row["low"]) and np.isfinite(row["high"]):
            axes.plot([row["low"], row["high"]], [place, place], color=colour, linewidth=1.6, alpha=0.8)
        axes.plot(
            row["value"], place, "o", markersize=5.5, markeredgecolor=colour, markeredgewidth=1.4,
            color=colour if filled else "white", zorder=3,
        )  # fmt: skip


LABELS = 9.5
"""Size of the labels of inputs."""


def room_for(names: list[str], least: float = 1.8) -> float:
    """Inches left of the axes in which the longest label of inputs still fits."""
    return max(least, room_of([label_of(name) for name in names], LABELS))


def room_of(labels: list[str], size: float) -> float:
    """Inches that the longest of some labels takes at this size of letters, with what is around it."""
    return 0.4 + max((inches(each, size) for each in labels), default=0.0)


def name_inputs(axes: "Axes", names: list[str]) -> None:
    """Labels of inputs along the vertical axis, the first at the top."""
    axes.set_yticks(range(len(names)), [label_of(name) for name in names])
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.grid(True, axis="x")
    axes.grid(False, axis="y")
    axes.tick_params(axis="y", length=0)


def dummy_band(axes: "Axes", table: "DataFrame") -> None:
    """What a dummy may reach: below the end of the band an input is not told apart from nothing."""
    dummy = table[table["input"] == DUMMY]
    if len(dummy) and np.isfinite(dummy["high"].iloc[0]):
        axes.axvspan(min(0.0, float(dummy["low"].iloc[0])), float(dummy["high"].iloc[0]), color=style.FAINT, zorder=0)


def colours_of(names: list[str]) -> list[str]:
    """The colour of each input: that of its group."""
    return [COLOURS[colour_group(name)] for name in names]


def group_handles(names: list[str]) -> list[object]:
    """A legend's squares for the groups that occur."""
    from matplotlib.patches import Patch

    present = {colour_group(name) for name in names}
    return [Patch(color=COLOURS[group], label=label_of(group)) for group in HEADINGS if group in present]
