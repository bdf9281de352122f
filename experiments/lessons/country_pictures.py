"""The figures of a run, as pictures for lessons."""

from typing import TYPE_CHECKING

from experiments.lessons.showing import Picture
from experiments.replicates import results_of

if TYPE_CHECKING:
    from model import Ensemble


def types_over_time(ensemble: "Ensemble") -> Picture:
    """Measures per municipality and the shares of the types, over time."""
    from experiments.figures import tempo_and_types

    return Picture(tempo_and_types.draw(results_of(ensemble)), "measures and shares of the three types over time")


def types_by_size(ensemble: "Ensemble") -> Picture:
    """The shares of the types in small, middle-sized and large municipalities."""
    from experiments.figures import types_by_size as by_size

    return Picture(by_size.draw(results_of(ensemble)), "shares of the three types by size of municipality")


def country_map(ensemble: "Ensemble") -> Picture:
    """The country as circles in proportion to inhabitants, by type and by tempo."""
    from experiments.figures import maps

    return Picture(maps.draw(results_of(ensemble)), "map of municipalities by type and by tempo")


def ties(ensemble: "Ensemble") -> Picture:
    """Who can learn from whom."""
    from experiments.figures import network

    return Picture(network.draw(results_of(ensemble)), "four layers of ties between municipalities")
