"""Tempo and types over time: how many measures municipalities have taken, and which types they are."""

from typing import TYPE_CHECKING

from experiments.figures import style
from experiments.summary import TYPES
from model.typology import DEPLOYED_AFTER

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from experiments.replicates import Results


@style.styled
def draw(results: "Results") -> "Figure":
    """Two panels over the months of the run: measures per municipality, and the shares of the three types."""
    figure = style.page(
        10, 5.2,
        "Tempo and types over time",
        f"{municipalities(results)} municipalities; a measure counts as deployed once its pilot has run for "
        f"{DEPLOYED_AFTER} months or it is embedded",
        style.source(results, style.band_reading(len(results.seeds))),
        right=1.45,
    )  # fmt: skip
    tempo, types = figure.subplots(1, 2, gridspec_kw={"wspace": 0.52})
    end = style.years(results.scenario, results.scenario.months)

    tempo.set_title("Measures per municipality")
    tempo.set_ylabel("mean number, of 16")
    labels = []
    for outcome, colour, text in (("ingezet", "#4A7C59", "deployed"), ("embedded", "#7B4B94", "embedded")):
        labels.append((style.draw_band(tempo, results, outcome, colour), text, colour))
    tempo.set_ylim(0, max(tempo.get_ylim()[1], 1))
    style.end_labels(tempo, labels, end, tempo.get_ylim()[1] / 16)

    types.set_title("Share of municipalities of each type")
    types.set_ylabel("% of municipalities")
    labels = []
    for kind, colour in style.TYPE_COLOURS.items():
        last = style.draw_band(types, results, f"share_{kind}", colour, factor=100)
        labels.append((last, TYPES[kind].replace(" ", "\n"), colour))
    types.set_ylim(0, 100)
    style.end_labels(types, labels, end, 9)

    for axes in (tempo, types):
        style.date_axis(axes, results.scenario)
    return figure


def municipalities(results: "Results") -> int:
    """How many municipalities a run has."""
    return int(results.municipalities["code"].nunique())
