"""The measures' spread: which share of municipalities has deployed each of the sixteen, over time."""

from typing import TYPE_CHECKING

from experiments.figures import style
from experiments.summary import number
from model.language import Words, label, say
from model.measures import CELLS, MEASURES, Measure
from model.typology import DEPLOYED_AFTER

if TYPE_CHECKING:
    from experiments.replicates import Results

CELL_LABELS = {
    "field_setup": Words("field: set-up", "veld: inrichting"),
    "field_ways": Words("field: ways of working", "veld: werkwijze"),
    "own_setup": Words("own organisation: set-up", "eigen organisatie: inrichting"),
    "own_ways": Words("own organisation: ways of working", "eigen organisatie: werkwijze"),
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
def draw(results: "Results") -> style.Page:
    """Sixteen panels, one row for each cell: the share of municipalities that deployed a measure."""
    figure = style.page(
        10, 9.2,
        headline(results),
        say(
            f"Share of municipalities (%) that deployed each: a pilot of {DEPLOYED_AFTER} months or more, or embedded; "
            "dashed: the law takes effect",
            f"Aandeel van de gemeenten (%) dat elk heeft ingezet: een proef van {DEPLOYED_AFTER} maanden of meer, of "
            "ingebed; gestreept: de wet treedt in werking",
        ),
        style.source(results, style.band_reading(len(results.seeds))),
        top=1.45,
    )  # fmt: skip
    panels = figure.subplots(4, 4, sharex=True, sharey=True, gridspec_kw={"hspace": 0.62, "wspace": 0.2})
    for row, cell in zip(panels, CELLS, strict=True):
        colour = CELL_COLOURS[cell]
        for axes, measure in zip(row, (measure for measure in MEASURES if measure.cell == cell), strict=True):
            last = style.draw_band(axes, results, f"ingezet_{measure.id}", colour, factor=100)
            title = f"{measure.id}  {measure_label(measure, results.scenario.domain)}"
            axes.set_title(title, size=min(8.5, 8.5 * LETTERS / len(title)), weight="normal")
            axes.annotate(f"{last:.0f}", (1, last), (3, 0), ("axes fraction", "data"), "offset points",
                          size=8, color=colour, va="center", weight="bold")  # fmt: skip
            axes.set_ylim(0, 100)
            style.date_axis(axes, results.scenario, label_law=False)
            axes.tick_params(labelsize=8)
            if axes is not row[0]:
                axes.tick_params(axis="y", length=0)
        row[0].annotate(str(CELL_LABELS[cell]), (0, 1), (0, 20), "axes fraction", "offset points",
                        size=10, weight="bold", color=colour)  # fmt: skip
        row[0].set_ylabel("%")
    figure.data = style.bands(results, [f"ingezet_{measure.id}" for measure in MEASURES])
    return figure


def headline(results: "Results") -> str:
    """Which measure spreads furthest and which least, at the end, mean over replicates."""
    last = {
        measure: 100 * float(style.over_months(results.series, f"ingezet_{measure.id}").iloc[-1].mean())
        for measure in MEASURES
    }
    most, least = max(last, key=lambda each: last[each]), min(last, key=lambda each: last[each])
    most_words, least_words = (measure_label(each, results.scenario.domain) for each in (most, least))
    return say(
        f"Furthest spread: {most_words} ({number(last[most], 0)} %); least: {least_words} ({number(last[least], 0)} %)",
        f"Verst verspreid: {most_words} ({number(last[most], 0)} %); minst: {least_words} ({number(last[least], 0)} %)",
    )


def measure_label(measure: Measure, domain: str) -> str:
    """A measure's name in the domain at hand."""
    if domain == "environment":
        return say(measure.label_environment, measure.label_environment_nl)
    return label(measure)
