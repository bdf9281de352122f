"""In Mesa: agents who know their neighbours, activated together, recorded by a data collector.

Not on a `discrete_space.Network`: from Mesa 3.5 on that draws a layout of the graph, which takes longer than the run.
"""

import mesa
import numpy as np

from experiments.benchmarks.threshold_diffusion.declaration import (
    CHANGE,
    DECLARED,
    RECORDED,
    START,
    THRESHOLD,
    Graph,
    Parameters,
    check,
)
from model.chance import uniform


class Municipality(mesa.Agent):
    """One agent. `neighbours` are those it is tied to."""

    model: "ThresholdDiffusion"

    def __init__(self, model: "ThresholdDiffusion", place: int, threshold: float, adopted: bool) -> None:
        super().__init__(model)
        self.place = place
        self.neighbours: list[Municipality] = []
        self.threshold = threshold
        self.adopted = adopted
        self.new = False
        self.exposure = 0.0

    def look_around(self) -> None:
        """See which share of those one is tied to had adopted."""
        adopted = [other.adopted for other in self.neighbours]
        self.exposure = sum(adopted) / len(adopted) if adopted else 0.0

    def decide(self) -> None:
        """Adopt or abandon, or leave things as they are."""
        p = self.model.p
        draw = self.model.draws[self.place]
        self.new = False
        if self.adopted:
            self.adopted = draw >= p.abandonment
        elif self.exposure >= self.threshold or draw < p.spontaneous_adoption:
            self.adopted = self.new = True


def share_adopted(model: "ThresholdDiffusion") -> float:
    """The share of agents that have adopted."""
    return model.agents.agg("adopted", sum) / len(model.agents)


def new_adopters(model: "ThresholdDiffusion") -> float:
    """How many adopted this month."""
    return float(model.agents.agg("new", sum))


def mean_exposure(model: "ThresholdDiffusion") -> float:
    """The mean exposure; not by `sum`, which compensates for rounding from Python 3.12 on."""
    total = 0.0
    for exposure in model.agents.get("exposure"):
        total += exposure
    return total / len(model.agents)


class ThresholdDiffusion(mesa.Model):
    """The model on a graph."""

    def __init__(self, graph: Graph, seed: int, p: Parameters) -> None:
        super().__init__(rng=seed % 2**32)
        self.seed = seed
        self.p = p
        self.month = 0
        # `model.chance` takes an array of unsigned words as well: all draws of a month at once.
        self.keys = graph.key.astype(np.uint64)
        number = len(self.keys)
        thresholds = p.threshold_from + (p.threshold_to - p.threshold_from) * uniform(seed, THRESHOLD, self.keys, 0)
        adopted = uniform(seed, START, self.keys, 0) < p.initial_adoption
        everybody = list(
            Municipality.create_agents(self, number, list(range(number)), thresholds.tolist(), adopted.tolist())
        )
        start, target = graph.start.tolist(), graph.target.tolist()
        for one, first, last in zip(everybody, start[:-1], start[1:], strict=True):
            one.neighbours = [everybody[other] for other in target[first:last]]
        reporters = (share_adopted, new_adopters, mean_exposure)
        self.datacollector = mesa.DataCollector(dict(zip(RECORDED, reporters, strict=True)))

    def step(self) -> None:
        """Go through one month."""
        self.draws = uniform(self.seed, CHANGE, self.keys, self.month).tolist()
        self.agents.do("look_around")
        self.agents.do("decide")
        self.datacollector.collect(self)
        self.month += 1


def run(graph: Graph, months: int, seed: int, p: Parameters = DECLARED) -> list[list[float]]:
    """Return a row for each month with the numbers that RECORDED names. Raises ValueError for bad months or seed."""
    check(months, seed)
    model = ThresholdDiffusion(graph, seed, p)
    for _ in range(months):
        model.step()
    # Mesa before 3.4.2 keeps every model alive in a table of counters; a finished run needs none.
    getattr(mesa.Agent, "_ids", {}).pop(model, None)
    return model.datacollector.get_model_vars_dataframe()[list(RECORDED)].to_numpy().tolist()
