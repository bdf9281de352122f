"""The figures of a run, one small module each. A `draw` returns a Figure and touches no global state."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from experiments.figures.boundaries import Boundaries
    from experiments.figures.style import Page
    from experiments.replicates import Results

MOST_ON_A_MAP = 5_000
"""A country of more municipalities than this is not drawn as a map: its circles would be too small to see."""


def draw_all(results: "Results", boundaries: "Boundaries | None" = None) -> "dict[str, Page]":
    """Every figure of a run by name; the plain map only where boundaries are given."""
    from experiments.figures import boundaries as plain_map
    from experiments.figures import maps, measures, network, outcomes, tempo_and_types, types_by_size

    figures = {
        "tempo_and_types": tempo_and_types.draw(results),
        "types_by_size": types_by_size.draw(results),
        "measures": measures.draw(results),
        "outcomes": outcomes.draw(results),
    }
    if results.municipalities["code"].nunique() <= MOST_ON_A_MAP:
        place = maps.country(results)
        figures["cartogram"] = maps.draw(results, place)
        figures["network"] = network.draw(results, place)
    if boundaries is not None:
        figures["map"] = plain_map.draw(results, boundaries)
    return figures
