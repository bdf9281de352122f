"""The network: who is tied to whom, layer by layer, and of which type each municipality becomes."""

from typing import TYPE_CHECKING

import numpy
from matplotlib.collections import LineCollection

from experiments.figures import maps, style
from model.language import Words, say

if TYPE_CHECKING:
    from pandas import DataFrame

    from experiments.replicates import Results

LAYERS = {
    "neighbours": Words("Neighbours: a shared border", "Buren: een gedeelde grens"),
    "region": Words("Region: the same youth region", "Regio: dezelfde jeugdregio"),
    "circle": Words("Circle: directors who could meet", "Kring: directeuren die elkaar kunnen treffen"),
    "likeness": Words(
        "Likeness: most alike in size, density, age and income",
        "Gelijkenis: in grootte, dichtheid, leeftijd, inkomen",
    ),
}


@style.styled
def draw(results: "Results", place: maps.Country | None = None) -> style.Page:
    """One panel for each layer of ties, on the cartogram, municipalities coloured by their type."""
    place = place or maps.country(results)
    position = {code: row for row, code in enumerate(place.table["code"])}
    ties = {layer: ties_of(results, layer, position) for layer in LAYERS}
    degrees = {layer: 2 * len(pairs) / len(place.table) for layer, pairs in ties.items()}
    figure = style.page(
        11, 13.9,
        headline(degrees),
        say(
            "Lines are ties between municipalities; circles as on the cartogram, coloured by type at the end",
            "Lijnen zijn banden tussen gemeenten; cirkels als op het kartogram, gekleurd naar het type aan het eind",
        ),
        style.source(results, maps.reading(results, type_shown=True)),
        left=0.2, right=0.2, top=1.3, bottom=1.1,
    )  # fmt: skip
    kinds = maps.most_frequent_type(results).loc[place.table["code"]]
    panels = figure.subplots(2, 2, gridspec_kw={"wspace": 0.04, "hspace": 0.08})
    for axes, (layer, title) in zip(panels.flat, LAYERS.items(), strict=True):
        ends = place.centres[ties[layer]]
        length = float(numpy.hypot(*(ends[:, 1] - ends[:, 0]).T).sum())
        maps.draw_ground(axes, place)
        axes.add_collection(
            LineCollection(ends, colors=style.QUIET, linewidths=0.5, alpha=tie_opacity(length, place), zorder=1,
                           rasterized=True)
        )  # fmt: skip
        maps.draw_circles(axes, place, [style.TYPE_COLOURS[kind] for kind in kinds], scale=0.55)
        each = say(f"{degrees[layer]:.1f} ties each", f"elk {degrees[layer]:.1f} banden")
        axes.set_title(f"{title} ({each})", loc="center", size=9.5)
    below = (0.5, 0.6 / figure.get_figheight())
    maps.type_legend(figure, results, kinds, loc="lower center", bbox_to_anchor=below)
    figure.data = drawn(results, place, ties)
    return figure


def ties_of(results: "Results", layer: str, position: "dict[str, int]") -> numpy.ndarray:
    """The ties of a layer (n, 2), by the places of the municipalities."""
    edges = results.network.graph(layer).edges
    return numpy.array([(position[one], position[other]) for one, other in edges], dtype=int).reshape(-1, 2)


def drawn(results: "Results", place: maps.Country, ties: "dict[str, numpy.ndarray]") -> "DataFrame":
    """A row for each municipality: as on the cartogram, and how many ties it has in each layer."""
    number = {
        f"ties_{layer}": numpy.bincount(pairs.ravel(), minlength=len(place.table)) for layer, pairs in ties.items()
    }
    return maps.drawn(results, place).assign(**number)


def headline(degrees: "dict[str, float]") -> str:
    """How many ties a municipality has, by layer."""
    border, most = degrees["neighbours"], max(degrees, key=lambda layer: degrees[layer])
    name = str(LAYERS[most]).partition(":")[0].lower()
    return say(
        f"A municipality has {border:.1f} neighbours to learn from; most ties run by {name} ({degrees[most]:.1f})",
        f"Een gemeente heeft {border:.1f} buren om van te leren; de meeste banden lopen via {name} "
        f"({degrees[most]:.1f})",
    )


def tie_opacity(length: float, place: maps.Country) -> float:
    """Fainter lines where there is more line to draw, so that every layer reads equally quiet."""
    crowding = length / (len(place.radius) * place.radius.mean())
    return float(numpy.clip(10 / max(crowding, 1), 0.1, 0.7))
