"""The measures' spread: which share of municipalities has deployed each of the sixteen, over time."""

from typing import TYPE_CHECKING

from experiments.figures import style
from model.measures import CELLS, MEASURES
from model.typology import DEPLOYED_AFTER

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from experiments.replicates import Results

CELL_LABELS = {
    "field_setup": "field: set-up",
    "field_ways": "field: ways of working",
    "own_setup": "own organisation: set-up",
    "own_ways": "own organisation: ways of working",
}
LETTERS = 33
"""So many letters fit over a panel; a longer title is set smaller."""

CELL_COLOURS = {
    "field_setup": "#0A5F9E",
    "field_ways": "#2A9D8F",
    "own_setup": "#B5532A",
    "own_ways": "#7B4B94",
}


@style.styled
def draw(results: "Results") -> "Figure":
    """Sixteen panels, one row for each cell: the share of municipalities that deployed a measure."""
    figure = style.page(
        10, 9.2,
        "How the sixteen measures spread",
        "Share of municipalities (%) that deployed each: a pilot of "
        f"{DEPLOYED_AFTER} months or more, or embedded; dashed: the law takes effect",
        style.source(results, style.band_reading(len(results.seeds))),
        top=1.45,
    )  # fmt: skip
    panels = figure.subplots(4, 4, sharex=True, sharey=True, gridspec_kw={"hspace": 0.62, "wspace": 0.2})
    for row, cell in zip(panels, CELLS, strict=True):
        colour = CELL_COLOURS[cell]
        for axes, measure in zip(row, (measure for measure in MEASURES if measure.cell == cell), strict=True):
            last = style.draw_band(axes, results, f"ingezet_{measure.id}", colour, factor=100)
            label = measure_label(measure, results.scenario.domain)
            title = f"{measure.id}  {label}"
            axes.set_title(title, size=min(8.5, 8.5 * LETTERS / len(title)), weight="normal")
            axes.annotate(f"{last:.0f}", (1, last), (3, 0), ("axes fraction", "data"), "offset points",
                          size=8, color=colour, va="center", weight="bold")  # fmt: skip
            axes.set_ylim(0, 100)
            style.date_axis(axes, results.scenario, label_law=False)
            axes.tick_params(labelsize=8)
            if axes is not row[0]:
                axes.tick_params(axis="y", length=0)
        row[0].annotate(CELL_LABELS[cell], (0, 1), (0, 20), "axes fraction", "offset points",
                        size=10, weight="bold", color=colour)  # fmt: skip
        row[0].set_ylabel("%")
    return figure


def measure_label(measure: object, domain: str) -> str:
    """A measure's name in the domain at hand."""
    return str(getattr(measure, "label_environment" if domain == "environment" else "label"))
