"""Tempo and types over time: how many measures municipalities have taken, and which types they are."""

from typing import TYPE_CHECKING

from experiments import summary
from experiments.figures import style
from experiments.summary import ALL, TYPES, number, tempo_period, type_label
from model.language import say
from model.typology import DEPLOYED_AFTER

if TYPE_CHECKING:
    from experiments.replicates import Results


@style.styled
def draw(results: "Results") -> style.Page:
    """Two panels over the months of the run: measures per municipality, and the shares of the three types."""
    figure = style.page(
        10, 5.2,
        headline(results),
        say(
            f"{municipalities(results)} municipalities; a measure counts as deployed once its pilot has run for "
            f"{DEPLOYED_AFTER} months or it is embedded",
            f"{municipalities(results)} gemeenten; een maatregel telt als ingezet zodra de proef {DEPLOYED_AFTER} "
            "maanden loopt of de maatregel is ingebed",
        ),
        style.source(results, style.band_reading(len(results.seeds))),
        right=1.45,
    )  # fmt: skip
    tempo, types = figure.subplots(1, 2, gridspec_kw={"wspace": 0.52})
    end = style.years(results.scenario, results.scenario.months)

    tempo.set_title(say("Measures per municipality", "Maatregelen per gemeente"))
    tempo.set_ylabel(say("mean number, of 16", "gemiddeld aantal, van 16"))
    labels = []
    for outcome, colour, text in (
        ("ingezet", "#4A7C59", say("deployed", "ingezet")), ("embedded", "#7B4B94", say("embedded", "ingebed"))
    ):  # fmt: skip
        labels.append((style.draw_band(tempo, results, outcome, colour), text, colour))
    tempo.set_ylim(0, max(tempo.get_ylim()[1], 1))
    style.end_labels(tempo, labels, end, tempo.get_ylim()[1] / 16)

    types.set_title(say("Share of municipalities of each type", "Aandeel van elk type gemeente"))
    types.set_ylabel(say("% of municipalities", "% van de gemeenten"))
    labels = []
    for kind, colour in style.TYPE_COLOURS.items():
        last = style.draw_band(types, results, f"share_{kind}", colour, factor=100)
        labels.append((last, type_label(kind).replace(" ", "\n"), colour))
    types.set_ylim(0, 100)
    style.end_labels(types, labels, end, 9)

    for axes in (tempo, types):
        style.date_axis(axes, results.scenario)
    figure.data = style.bands(results, ("ingezet", "embedded", *(f"share_{kind}" for kind in TYPES)))
    return figure


def headline(results: "Results") -> str:
    """How many end as changers, and at which tempo measures were embedded."""
    share = number(100 * summary.types(results, "type_end")["mean"]["changer"], 0)
    mean = number(summary.tempo(results)["mean"][ALL], 2)
    return say(
        f"At the end {share} % are changers; {mean} measures embedded a year, {tempo_period(results.scenario)}",
        f"Aan het eind is {share} % veranderaar; {mean} maatregelen per jaar ingebed, {tempo_period(results.scenario)}",
    )


def municipalities(results: "Results") -> int:
    """How many municipalities a run has."""
    return int(results.municipalities["code"].nunique())
