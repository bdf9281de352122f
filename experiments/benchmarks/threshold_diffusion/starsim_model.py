"""In Starsim: a module with the states as arrays, on a network of its own, recorded as results."""

import os
from typing import Any

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

# Otherwise the import adds fonts to Matplotlib and rebuilds the user's font cache.
os.environ.setdefault("STARSIM_INSTALL_FONTS", "0")
starsim: Any = framework("starsim")


class Ties(starsim.Network):
    """The ties, each once from either end, in the order of `p1`."""

    def step(self) -> None:
        """Leave the ties as they are."""


class ThresholdDiffusion(starsim.Module):
    """The behaviour of all agents at once. Nobody is born or dies, so that a state's `raw` array is everybody."""

    def __init__(self, graph: Graph, seed: int, p: Parameters) -> None:
        super().__init__()
        self.define_pars(**p._asdict())
        self.define_states(
            starsim.BoolArr("adopted"),
            starsim.BoolArr("new"),
            # Not a FloatArr, which has 32 bits unless Starsim is told otherwise for all of a session.
            starsim.Arr("threshold", dtype=np.float64, default=0.0),
            starsim.Arr("exposure", dtype=np.float64, default=0.0),
        )
        self.seed = seed
        # `model.chance` takes an array of unsigned words as well: their products wrap, and their shifts are logical.
        self.keys = graph.key.astype(np.uint64)
        self.ties = np.diff(graph.start)
        self.tied = np.flatnonzero(self.ties)
        self.first = graph.start[self.tied]

    def init_results(self) -> None:
        """Declare what is recorded."""
        super().init_results()
        self.define_results(*(starsim.Result(name, dtype=float, scale=False) for name in RECORDED))

    def init_post(self) -> None:
        """Take thresholds, and choose the first adopters."""
        super().init_post()
        p = self.pars
        share = uniform(self.seed, THRESHOLD, self.keys, 0)
        self.threshold.raw[:] = p.threshold_from + (p.threshold_to - p.threshold_from) * share
        self.adopted.raw[:] = uniform(self.seed, START, self.keys, 0) < p.initial_adoption

    def step(self) -> None:
        """Everybody sees which share of those they are tied to had adopted; then some adopt or abandon."""
        p = self.pars
        adopted, exposure = self.adopted.raw, self.exposure.raw
        there = adopted[self.sim.networks.ties.p2]
        exposure[self.tied] = np.add.reduceat(there, self.first, dtype=np.int64) / self.ties[self.tied]
        draw = uniform(self.seed, CHANGE, self.keys, self.ti)
        new = ~adopted & ((exposure >= self.threshold.raw) | (draw < p.spontaneous_adoption))
        self.new.raw[:] = new
        self.adopted.raw[:] = new | (adopted & (draw >= p.abandonment))

    def update_results(self) -> None:
        """Record the month."""
        super().update_results()
        number = len(self.keys)
        self.results.share_adopted[self.ti] = np.count_nonzero(self.adopted.raw) / number
        self.results.new_adopters[self.ti] = np.count_nonzero(self.new.raw)
        # `sum` of numpy adds in pairs, `cumsum` from left to right.
        self.results.mean_exposure[self.ti] = self.exposure.raw.cumsum()[-1] / number


def run(graph: Graph, months: int, seed: int, p: Parameters = DECLARED) -> list[list[float]]:
    """Return a row for each month with the numbers that RECORDED names. Raises ValueError for bad months or seed."""
    check(months, seed)
    number = len(graph.key)
    source = np.repeat(np.arange(number), np.diff(graph.start))
    simulation = starsim.Sim(
        n_agents=number,
        networks=Ties(p1=source, p2=graph.target, beta=np.ones(len(source))),
        modules=ThresholdDiffusion(graph, seed, p),
        # Starsim counts both ends of this span as months to go through.
        start=starsim.months(0),
        stop=starsim.months(months - 1),
        dt=starsim.months(1),
        rand_seed=seed % 2**32,
        verbose=0,
        people_results=False,
        copy_inputs=False,
    )
    simulation.run()
    results = simulation.results.thresholddiffusion
    return np.column_stack([results[name].values for name in RECORDED]).tolist()
