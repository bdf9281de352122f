"""The country as a Dorling cartogram: municipalities as circles, coloured by type and by tempo."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy
from matplotlib.collections import EllipseCollection
from matplotlib.colors import Normalize, to_rgba
from matplotlib.lines import Line2D
from scipy.spatial import cKDTree

from experiments.figures import cartogram, style
from experiments.naming import called_on_a_map
from experiments.summary import number, tempo_period, type_label, type_moments
from model.language import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colorbar import Colorbar
    from matplotlib.colors import Colormap
    from matplotlib.figure import Figure
    from pandas import DataFrame, Series

    from experiments.replicates import Results

LABELLED = 4
"""So many of the largest municipalities are named."""

GRID = 800
"""Cells along the longer side of the ground under the circles."""

SCALED = 0.98
"""The colours of tempo tell apart this part of the municipalities; the few fastest share the last colour."""

SHORE = 1.6
"""The ground reaches this many mean radii beyond the circles."""


@dataclass(frozen=True)
class Country:
    """The places to draw: one row for each municipality in `table` (code, name, province, population), and
    the circles' centres (n, 2) and radii (n,) in kilometres.
    """

    table: "DataFrame"
    centres: numpy.ndarray
    radius: numpy.ndarray

    @cached_property
    def ground(self) -> tuple[numpy.ndarray, tuple[float, float, float, float]]:
        """Pale land under the circles, its provinces set apart: a picture (rows, columns, 4) and where it lies."""
        return ground_under(self)


def country(results: "Results") -> Country:
    """The municipalities of a run, laid out as a Dorling cartogram."""
    first = results.municipalities[results.municipalities["replicate"] == 1]
    table = first.sort_values("code").reset_index(drop=True)
    places = cartogram.projected(table["longitude"], table["latitude"])
    radius = cartogram.radii(places, table["population"])
    return Country(table, cartogram.layout(places, radius), radius)


@style.styled
def draw(results: "Results", place: Country | None = None) -> style.Page:
    """Two cartograms side by side: the type at the end (most frequent over replicates) and tempo (median)."""
    place = place or country(results)
    figure = style.page(
        11, 8.75,
        headline(results),
        say(
            "Circles are municipalities, their area in proportion to inhabitants, near their true place; "
            "provinces are set apart by white lines",
            "Cirkels zijn gemeenten, met een oppervlak naar inwonertal, dicht bij hun werkelijke plaats; "
            "witte lijnen scheiden provincies",
        ),
        style.source(results, reading(results, type_shown=True, tempo_shown=True)),
        left=0.2, right=0.2, top=1.25, bottom=1.15,
    )  # fmt: skip
    types, tempo = figure.subplots(1, 2, gridspec_kw={"wspace": 0.04})
    types.set_title(f"Type, {type_moments(results.scenario)[1]}", loc="center")
    tempo.set_title(f"Tempo, {tempo_period(results.scenario)}", loc="center")
    for axes in (types, tempo):
        draw_ground(axes, place)
    kinds = most_frequent_type(results).loc[place.table["code"]]
    draw_circles(types, place, [style.TYPE_COLOURS[kind] for kind in kinds])
    type_legend(types, results, kinds)

    values = median_tempo(results).loc[place.table["code"]].to_numpy()
    colours, norm = tempo_colours(values)
    draw_circles(tempo, place, colours)
    tempo_bar(tempo, norm)
    for axes in (types, tempo):
        name_largest(axes, place)
    figure.data = drawn(results, place)
    return figure


def headline(results: "Results") -> str:
    """Between which tempi nine in ten municipalities lie."""
    low, high = (number(float(median_tempo(results).quantile(part)), 2) for part in (0.05, 0.95))
    return say(
        f"Nine in ten municipalities embed {low} to {high} measures a year",
        f"Negen van de tien gemeenten bedden per jaar {low} tot {high} maatregelen in",
    )


def drawn(results: "Results", place: Country) -> "DataFrame":
    """A row for each municipality: who it is, its circle (kilometres), and what its colours say."""
    codes = place.table["code"]
    kinds, tempo = most_frequent_type(results).loc[codes], median_tempo(results).loc[codes]
    return circles(place).assign(most_frequent_type=kinds.to_numpy(), median_tempo=tempo.to_numpy())


def circles(place: Country) -> "DataFrame":
    """A row for each municipality: code, name, province, population, and its circle (x, y, radius in kilometres)."""
    who = place.table[["code", "name", "province", "population"]]
    return who.assign(x=place.centres[:, 0], y=place.centres[:, 1], radius=place.radius)


def reading(results: "Results", *, type_shown: bool = False, tempo_shown: bool = False) -> str:
    """How replicates are put together on a map, in words."""
    if len(results.seeds) == 1:
        return say(
            "One replicate: chance alone could colour a municipality otherwise.",
            "Eén run: louter toeval kan een gemeente een andere kleur geven.",
        )
    sentences = []
    if type_shown:
        sentences.append(
            say(
                "Type: the most frequent over replicates (of equals that of the first replicate).",
                "Type: het vaakst voorkomende over runs (bij gelijke aantallen dat van de eerste run).",
            )
        )
    if tempo_shown:
        sentences.append(say("Tempo: the median over replicates.", "Tempo: de mediaan over runs."))
    return " ".join(sentences)


def most_frequent_type(results: "Results", column: str = "type_end") -> "Series":
    """Each municipality's most frequent type over replicates, by code; of equals that of the first replicate that has
    one of them. So of two replicates the first is drawn, and no type gains by a tie.
    """
    table = results.municipalities
    kinds = table.groupby(["code", column], observed=True)["replicate"].agg(["size", "min"]).reset_index()
    first = kinds.sort_values(["size", "min"], ascending=[False, True]).drop_duplicates("code")
    return first.set_index("code")[column].rename(None).sort_index()


def median_tempo(results: "Results") -> "Series":
    """Each municipality's median tempo over replicates, by code, in measures a year."""
    return results.municipalities.groupby("code")["tempo"].median()


def draw_ground(axes: "Axes", place: Country) -> None:
    """Pale land under the circles, its provinces set apart."""
    picture, (left, right, bottom, top) = place.ground
    # As it is: smoothed, it would take a hundred times the room in a saved figure.
    axes.imshow(picture, extent=(left, right, bottom, top), origin="lower", interpolation="none", zorder=0)
    axes.set(xlim=(left, right), ylim=(bottom, top), aspect="equal")
    axes.axis("off")


def ground_under(place: Country) -> tuple[numpy.ndarray, tuple[float, float, float, float]]:
    """The ground: each point belongs to the nearest circle."""
    reach = (place.radius + 1.2 * SHORE * place.radius.mean())[:, None]
    low, high = (place.centres - reach).min(axis=0), (place.centres + reach).max(axis=0)
    cell = (high - low).max() / GRID
    x, y = (numpy.arange(low[axis], high[axis], cell) for axis in (0, 1))
    points = numpy.stack(numpy.meshgrid(x, y), axis=-1)
    # A large circle's edge can be nearer than the centres of small ones, so several candidates are weighed.
    near = min(12, len(place.radius))
    distance, candidates = cKDTree(place.centres).query(points, k=[*range(1, near + 1)])
    shore = distance - place.radius[candidates]
    best = shore.argmin(axis=-1)[..., None]
    owner = numpy.take_along_axis(candidates, best, axis=-1)[..., 0]
    land = numpy.take_along_axis(shore, best, axis=-1)[..., 0] < SHORE * place.radius.mean()
    provinces = numpy.unique(place.table["province"].to_numpy(dtype=str), return_inverse=True)[1]
    province = numpy.where(land, provinces[owner], -1)
    picture = numpy.zeros((*province.shape, 4))
    picture[land] = to_rgba(style.LAND)
    picture[_borders(province)] = to_rgba("white")
    return picture, (float(low[0]), float(high[0]), float(low[1]), float(high[1]))


def _borders(province: numpy.ndarray) -> numpy.ndarray:
    """Cells on land whose neighbour above or to the right lies in another province."""
    border = numpy.zeros(province.shape, dtype=bool)
    for here, there in (
        ((slice(None, -1), slice(None)), (slice(1, None), slice(None))),
        ((slice(None), slice(None, -1)), (slice(None), slice(1, None))),
    ):
        differ = (province[here] != province[there]) & (province[here] >= 0) & (province[there] >= 0)
        border[here] |= differ
        border[there] |= differ
    return border


def draw_circles(axes: "Axes", place: Country, colours: object, scale: float = 1.0) -> None:
    """The municipalities' circles in the given colours, their diameters scaled."""
    diameter = 2 * scale * place.radius
    axes.add_collection(
        EllipseCollection(
            diameter, diameter, numpy.zeros_like(diameter), units="xy", offsets=place.centres,
            offset_transform=axes.transData, facecolors=colours, edgecolors="white", linewidths=0.35,
            zorder=2,
        )
    )  # fmt: skip


def name_largest(axes: "Axes", place: Country) -> None:
    """Names of the largest municipalities, inside their circles."""
    for row in place.table.nlargest(LABELLED, "population").index:
        x, y = place.centres[row]
        axes.text(x, y, called_on_a_map(str(place.table["name"][row])), size=6.6, color="white", weight="bold",
                  ha="center", va="center", zorder=3, path_effects=style.halo())  # fmt: skip


def type_legend(holder: "Axes | Figure", results: "Results", kinds: "Series", **where: Any) -> None:
    """Each type's colour and its number: as drawn, and on average over replicates. It stands below its map, where no
    circle is, or else as `where` has it.

    The two differ because a type that chance hands to other municipalities in each replicate is seldom the
    most frequent one anywhere; the map alone would hide it.
    """
    replicates = len(results.seeds)
    handles = []
    for kind, colour in style.TYPE_COLOURS.items():
        drawn = int((kinds == kind).sum())
        average = (results.municipalities["type_end"] == kind).sum() / replicates
        label = f"{type_label(kind)}: {drawn}" + (f" ({average:.0f})" if replicates > 1 else "")
        handles.append(Line2D([], [], marker="o", linestyle="", markersize=9, color=colour, label=label))
    holder.legend(
        handles=handles, ncols=len(handles), fontsize=8.5, handletextpad=0.1, columnspacing=1.2, title_fontsize=8,
        title=say("number drawn (in the mean run)", "aantal getekend (in de gemiddelde run)")
        if replicates > 1 else say("number", "aantal"),
        **{"loc": "upper center", "bbox_to_anchor": (0.5, 0.0)} | where,
    )  # fmt: skip


def tempo_colours(values: numpy.ndarray) -> tuple[numpy.ndarray, Normalize]:
    """Colours (n, 4) for tempi and their scale, from nought to a value that few municipalities exceed."""
    norm = Normalize(0, max(float(numpy.quantile(values, SCALED)), 0.1))
    return style.tempo_colours()(norm(values)), norm


def tempo_bar(axes: "Axes", norm: Normalize) -> None:
    """The scale of tempo."""
    told = say("measures embedded a year", "maatregelen ingebed per jaar")
    colour_bar(axes, norm, style.tempo_colours(), told, extend="max")


def colour_bar(axes: "Axes", norm: Normalize, colours: "Colormap", label: str, *, extend: str) -> "Colorbar":
    """The scale of a map's colours: below it, where no circle is."""
    from matplotlib.cm import ScalarMappable

    bar = axes.figure.colorbar(
        ScalarMappable(norm, colours), cax=axes.inset_axes((0.32, -0.05, 0.36, 0.022)), orientation="horizontal",
        extend=extend,
    )  # fmt: skip
    bar.outline.set_visible(False)
    bar.ax.tick_params(labelsize=8, length=2)
    bar.ax.grid(False)
    bar.set_label(label, size=8.5)
    return bar
