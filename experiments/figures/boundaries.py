"""The plain map: tempo within the true boundaries, where the user has a boundary file."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy
from matplotlib.collections import PolyCollection

from experiments.figures import cartogram, maps, style
from experiments.summary import tempo_period
from model.language import say

if TYPE_CHECKING:
    from experiments.replicates import Results

Boundaries = Mapping[str, Sequence[numpy.ndarray]]
"""Rings (n, 2) of longitude and latitude by municipality code, as `read_boundaries` gives them."""


@style.styled
def draw(results: "Results", boundaries: Boundaries) -> style.Page:
    """Municipalities in their boundaries, coloured by tempo (median over replicates); pale without."""
    tempo = maps.median_tempo(results)
    colours, norm = maps.tempo_colours(tempo.to_numpy())
    by_code = dict(zip(tempo.index, colours, strict=True))
    rings = [(code, ring) for code, rings in boundaries.items() for ring in rings]
    every = cartogram.projected(*numpy.concatenate([ring for _, ring in rings]).T)
    outlines = numpy.split(every, numpy.cumsum([len(ring) for _, ring in rings])[:-1])
    absent = len(set(tempo.index) - set(boundaries))
    note = say(
        f" {absent} municipalities of the run are not in it.", f" {absent} gemeenten van de run staan er niet in."
    )
    reading = maps.reading(results, tempo_shown=True)
    of_user = say("Boundaries: the user's file.", "Grenzen: het bestand van de gebruiker.")
    figure = style.page(
        8, 9.5,
        maps.headline(results),
        say(
            f"Tempo, {tempo_period(results.scenario)}: measures embedded a year, each municipality within its "
            "boundaries",
            f"Tempo, {tempo_period(results.scenario)}: maatregelen ingebed per jaar, elke gemeente binnen haar grenzen",
        ),
        style.source(results, f"{reading} {of_user}{note if absent else ''}"),
        left=0.2, right=0.2, top=1.0, bottom=1.15,
    )  # fmt: skip
    axes = figure.subplots()
    axes.add_collection(
        PolyCollection(outlines, facecolors=[by_code.get(code, style.FAINT) for code, _ in rings],
                       edgecolors="white", linewidths=0.35)
    )  # fmt: skip
    low, high = every.min(axis=0), every.max(axis=0)
    axes.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), aspect="equal")
    axes.axis("off")
    maps.tempo_bar(axes, norm)
    figure.data = tempo.rename("median_tempo").reset_index().assign(drawn=[code in boundaries for code in tempo.index])
    return figure
