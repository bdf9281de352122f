"""What all four implementations share: the numbers of DECLARATION.md, and the graph as arrays."""

from typing import NamedTuple

import numpy as np

from model import network
from model.chance import checked_seed
from model.population import Population

MONTHS = 120
COUNTRY_NUMBER = 1000
COUNTRY_SEED = 1

# Purposes of draws, out of reach of the list in `model.chance` and of its second halves.
THRESHOLD = 200
START = 201
CHANGE = 202

RECORDED = ("share_adopted", "new_adopters", "mean_exposure")


class Parameters(NamedTuple):
    """The numbers of the rules; meaning and unit stand in DECLARATION.md."""

    threshold_from: float = 0.1
    threshold_to: float = 0.6
    initial_adoption: float = 0.03
    spontaneous_adoption: float = 0.003
    abandonment: float = 0.02


DECLARED = Parameters()


class Graph(NamedTuple):
    """Who is tied to whom, as compressed sparse rows of whole numbers (64 bits).

    `key` (n) is each agent's identity, rising. The ties of agent a are at `start[a]` to `start[a + 1]` of `target`,
    which holds places from 0 to n - 1. Every tie stands there twice, once for each end.
    """

    key: np.ndarray
    start: np.ndarray
    target: np.ndarray


def graph_of(population: Population) -> Graph:
    """Return the graph of a population: all four layers of `model.network`, each tie counting once."""
    ties = network.build(population)
    return Graph(ties.keys, ties.start, ties.target)


def netherlands() -> Graph:
    """Return the graph of the 393 municipalities of 2015."""
    return graph_of(Population.netherlands())


def country(number: int = COUNTRY_NUMBER) -> Graph:
    """Return the graph of a synthetic country."""
    return graph_of(Population.synthetic(number, COUNTRY_SEED))


def check(months: int, seed: int) -> None:
    """Raise ValueError unless these are a number of months that draws can be addressed by, and a seed of 64 bits."""
    checked_seed(seed)
    if isinstance(months, bool) or not isinstance(months, int) or not 1 <= months <= 65_536:
        raise ValueError(f"months: got {months!r}; allowed a whole number from 1 to 65,536")
