"""The outcomes over time: what the change is for, and what it costs."""

from typing import TYPE_CHECKING

from experiments import summary
from experiments.figures import style
from experiments.summary import GOALS_AND_COSTS, YEAR
from model.language import label, say, unit
from model.outcomes import OUTCOME
from model.summaries import OVER_LAST_YEAR

if TYPE_CHECKING:
    from experiments.replicates import Results

COLUMNS = 3
COUNTED = "incidents"
"""Counted for the country month by month, so few that only a year's mean can be seen."""


@style.styled
def draw(results: "Results") -> style.Page:
    """Nine panels, one for each outcome: its mean over municipalities, by month, in its own unit."""
    figure = style.page(
        10, 7.6,
        headline(results),
        say(
            "Means over municipalities (incidents: the country's number a month, mean of twelve months); "
            "dashed: the law takes effect",
            "Gemiddelden over gemeenten (incidenten: het aantal per maand in het hele land, gemiddeld over twaalf "
            "maanden); gestreept: de wet treedt in werking",
        ),
        style.source(results, style.band_reading(len(results.seeds))),
    )  # fmt: skip
    panels = figure.subplots(
        len(GOALS_AND_COSTS) // COLUMNS, COLUMNS, sharex=True, gridspec_kw={"hspace": 0.42, "wspace": 0.3}
    )
    for axes, name in zip(panels.flat, GOALS_AND_COSTS, strict=True):
        outcome = OUTCOME[name]
        style.draw_band(axes, results, name, "#0A5F9E", over=YEAR if name == COUNTED else 1)
        axes.set_title(label(outcome), size=9.5)
        axes.set_ylabel(unit(outcome.unit), size=8.5)
        if (outcome.low, outcome.high) == (0, 1):
            axes.set_ylim(0, 1)
        style.date_axis(axes, results.scenario, label_law=False)
    figure.data = style.bands(results, GOALS_AND_COSTS)
    return figure


GOALS = tuple(name for name in GOALS_AND_COSTS if name in OVER_LAST_YEAR[:6])


def headline(results: "Results") -> str:
    """How many of the goals are higher in the last year than in the first in every replicate."""
    table = summary.outcomes(results).loc[list(GOALS)]
    higher = int((table["lowest"] > table["first_highest"]).sum())
    return say(
        f"{higher} of {len(GOALS)} goals are clearly higher in the last year than in the first",
        f"{higher} van de {len(GOALS)} doelen liggen in het laatste jaar duidelijk hoger dan in het eerste",
    )
