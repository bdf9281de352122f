"""In the engine's technique: acts compiled by numba and kept, over the rows of a numpy record array.

The loop is its own: `model.engine` itself runs municipalities and nothing else.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from experiments.benchmarks.threshold_diffusion import acts
from experiments.benchmarks.threshold_diffusion.declaration import DECLARED, RECORDED, Graph, Parameters, check
from model import chance
from model.compilation import kept
from model.rule import rule

AGENT = np.dtype(
    [
        ("key", np.int64),
        ("first_tie", np.int64),
        ("last_tie", np.int64),
        ("threshold", np.float64),
        ("exposure", np.float64),
        ("adopted", np.bool_),
        ("new", np.bool_),
    ],
    align=True,
)

HERE, MODEL = Path(__file__).parent, Path(chance.__file__).parent
SOURCES = (HERE / "acts.py", HERE / "declaration.py", HERE / "ours.py", MODEL / "chance.py", MODEL / "rule.py")
"""The files of all that is compiled."""


@rule
def go_through(table: Any, agents: Any, published: Any, target: Any, p: Any, seed: int) -> None:
    """Go through the months, and fill a row of the table in each."""
    for place in range(len(agents)):
        acts.begin(agents[place], p, seed)
        published[place] = agents[place].adopted
    for month in range(len(table)):
        for place in range(len(agents)):
            acts.look_around(agents[place], published, target)
            acts.decide(agents[place], month, p, seed)
        for place in range(len(agents)):
            published[place] = agents[place].adopted
        acts.record(table[month], agents)


@cache
def compiled() -> Callable[..., None]:
    """Return `go_through`, compiled and kept on disk under the fingerprint of its sources."""

    def threshold_diffusion(table: Any, agents: Any, published: Any, target: Any, p: Any, seed: int) -> None:
        go_through(table, agents, published, target, p, seed)

    return kept(threshold_diffusion, SOURCES)


def agents_of(graph: Graph) -> np.ndarray:
    """Return a blank agent for every place of the graph."""
    agents = np.zeros(len(graph.key), AGENT)
    agents["key"] = graph.key
    agents["first_tie"] = graph.start[:-1]
    agents["last_tie"] = graph.start[1:]
    return agents


def run(graph: Graph, months: int, seed: int, p: Parameters = DECLARED) -> list[list[float]]:
    """Return a row for each month with the numbers that RECORDED names. Raises ValueError for bad months or seed."""
    check(months, seed)
    table = np.empty((months, len(RECORDED)))
    # What all read of all, month after month, is kept close together: bytes, and places that fit 32 bits. Places are
    # unsigned, because with a signed one the compiled code asks each time whether it counts from the end.
    published = np.zeros(len(graph.key), dtype=np.uint8)
    target = graph.target.astype(np.uint32)
    compiled()(table, agents_of(graph), published, target, p, seed)
    return table.tolist()
