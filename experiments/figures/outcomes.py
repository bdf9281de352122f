"""The outcomes over time: what the change is for, and what it costs."""

from typing import TYPE_CHECKING

from experiments.figures import style
from experiments.summary import GOALS_AND_COSTS, YEAR
from model.outcomes import OUTCOME

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from experiments.replicates import Results

COLUMNS = 3
COUNTED = "incidents"
"""Counted for the country month by month, so few that only a year's mean can be seen."""


@style.styled
def draw(results: "Results") -> "Figure":
    """Nine panels, one for each outcome: its mean over municipalities, by month, in its own unit."""
    figure = style.page(
        10, 7.6,
        "Outcomes over time",
        "Means over municipalities (incidents: the country's number a month, mean of twelve months); "
        "dashed: the law takes effect",
        style.source(results, style.band_reading(len(results.seeds))),
    )  # fmt: skip
    panels = figure.subplots(
        len(GOALS_AND_COSTS) // COLUMNS, COLUMNS, sharex=True, gridspec_kw={"hspace": 0.42, "wspace": 0.3}
    )
    for axes, name in zip(panels.flat, GOALS_AND_COSTS, strict=True):
        outcome = OUTCOME[name]
        style.draw_band(axes, results, name, "#0A5F9E", over=YEAR if name == COUNTED else 1)
        axes.set_title(outcome.label, size=9.5)
        axes.set_ylabel(outcome.unit, size=8.5)
        if (outcome.low, outcome.high) == (0, 1):
            axes.set_ylim(0, 1)
        style.date_axis(axes, results.scenario, label_law=False)
    return figure
