"""In AgentPy: a list of agents on the nodes of a network, called together, recorded by the model."""

from typing import Any

import networkx as nx
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
from experiments.benchmarks.threshold_diffusion.frameworks import framework
from model.chance import uniform

agentpy: Any = framework("agentpy")


class Municipality(agentpy.Agent):
    """One agent, on a node of its own."""

    def setup(self, threshold: float, adopted: bool) -> None:
        """Take a threshold, and be one of the first adopters or not."""
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
        p = self.p
        self.new = False
        if self.adopted:
            self.adopted = self.draw >= p.abandonment
        elif self.exposure >= self.threshold or self.draw < p.spontaneous_adoption:
            self.adopted = self.new = True


class ThresholdDiffusion(agentpy.Model):
    """The model on a graph."""

    def setup(self, graph: Graph) -> None:
        """Make the agents and the network."""
        number = len(graph.key)
        source = np.repeat(np.arange(number), np.diff(graph.start))
        ties = nx.Graph()
        ties.add_nodes_from(range(number))
        ties.add_edges_from(zip(source.tolist(), graph.target.tolist(), strict=True))
        # `model.chance` takes an array of unsigned words as well: all draws of a month at once.
        self.keys = graph.key.astype(np.uint64)
        p = self.p
        threshold = p.threshold_from + (p.threshold_to - p.threshold_from) * uniform(p.seed, THRESHOLD, self.keys, 0)
        adopted = uniform(p.seed, START, self.keys, 0) < p.initial_adoption
        self.agents = agentpy.AgentList(
            self,
            number,
            Municipality,
            threshold=agentpy.AttrIter(threshold.tolist()),
            adopted=agentpy.AttrIter(adopted.tolist()),
        )
        self.network = agentpy.Network(self, ties)
        self.network.add_agents(self.agents, self.network.nodes)
        # The network stays, so each asks it once.
        for one in self.agents:
            one.neighbours = self.network.neighbors(one).to_list()

    def step(self) -> None:
        """Go through one month."""
        # AgentPy counts its steps from 1, the declaration months from 0.
        self.agents.draw = agentpy.AttrIter(uniform(self.p.seed, CHANGE, self.keys, self.t - 1).tolist())
        self.agents.look_around()
        self.agents.decide()
        number = len(self.agents)
        # Not by `sum`, which compensates for rounding from Python 3.12 on.
        exposure = 0.0
        for one in self.agents.exposure:
            exposure += one
        self.record("share_adopted", sum(self.agents.adopted) / number)
        self.record("new_adopters", float(sum(self.agents.new)))
        self.record("mean_exposure", exposure / number)


def run(graph: Graph, months: int, seed: int, p: Parameters = DECLARED) -> list[list[float]]:
    """Return a row for each month with the numbers that RECORDED names. Raises ValueError for bad months or seed."""
    check(months, seed)
    parameters: dict[str, Any] = p._asdict() | {"steps": months, "seed": seed}
    recorded = ThresholdDiffusion(parameters, graph=graph).run(display=False).variables.ThresholdDiffusion
    return recorded[list(RECORDED)].to_numpy().tolist()
