"""The network: who is tied to whom, layer by layer, and of which type each municipality becomes."""

from typing import TYPE_CHECKING

import numpy
from matplotlib.collections import LineCollection

from experiments.figures import maps, style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from experiments.replicates import Results

LAYERS = {
    "neighbours": "Neighbours: a shared border",
    "region": "Region: the same youth region",
    "circle": "Circle: directors who could meet",
    "likeness": "Likeness: most alike in size, density, age and income",
}


@style.styled
def draw(results: "Results", place: maps.Country | None = None) -> "Figure":
    """One panel for each layer of ties, on the cartogram, municipalities coloured by their type."""
    place = place or maps.country(results)
    figure = style.page(
        11, 13.4,
        "Who can learn from whom: the layers of the network",
        "Lines are ties between municipalities; circles as on the cartogram, coloured by type at the end",
        style.source(results, maps.reading(results, type_shown=True)),
        left=0.2, right=0.2, top=1.3, bottom=0.6,
    )  # fmt: skip
    kinds = maps.most_frequent_type(results).loc[place.table["code"]]
    position = {code: row for row, code in enumerate(place.table["code"])}
    panels = figure.subplots(2, 2, gridspec_kw={"wspace": 0.04, "hspace": 0.08})
    for axes, (layer, title) in zip(panels.flat, LAYERS.items(), strict=True):
        graph = results.network.graph(layer)
        ties = numpy.array([(position[one], position[other]) for one, other in graph.edges], dtype=int)
        ends = place.centres[ties.reshape(-1, 2)]
        length = float(numpy.hypot(*(ends[:, 1] - ends[:, 0]).T).sum())
        maps.draw_ground(axes, place)
        axes.add_collection(
            LineCollection(ends, colors=style.QUIET, linewidths=0.5, alpha=tie_opacity(length, place), zorder=1)
        )
        maps.draw_circles(axes, place, [style.TYPE_COLOURS[kind] for kind in kinds], scale=0.55)
        mean_degree = 2 * len(ties) / len(place.table)
        axes.set_title(f"{title} ({mean_degree:.1f} ties each)", loc="center", size=9.5)
    maps.type_legend(panels[0, 0], results, kinds)
    return figure


def tie_opacity(length: float, place: maps.Country) -> float:
    """Fainter lines where there is more line to draw, so that every layer reads equally quiet."""
    crowding = length / (len(place.radius) * place.radius.mean())
    return float(numpy.clip(10 / max(crowding, 1), 0.1, 0.7))
