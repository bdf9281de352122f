"""The two drivers on the same run, and the engine on one thread and on two."""

from functools import partial

import numpy as np

from experiments.benchmarks.measuring import Figure, Measurement, NotMeasured, medians, ratio, seconds_in_turn
from model import Decentralisation, Scenario, simulate
from model.engine import Run, Setting
from model.processors import processors

RUNS = 32
"""Runs of a batch in which threads are compared."""

DRIVERS = Figure("Mesa driver / engine on one thread, same work, same bits", 80, True, "times")
THREADS = Figure("engine on two threads / one thread", 1.8, True, "times")


def drivers(rounds: int) -> list[Figure]:
    """Mesa against the engine."""
    scenario = Scenario.load("baseline")
    setting = Setting.of(scenario)
    if not np.array_equal(np.array(Decentralisation(scenario, 1).run().recorded), Run(setting, 1).go_on().series):
        raise NotMeasured("the bits differ")
    jobs = {
        "Mesa": lambda: Decentralisation(scenario, 1).run(),
        "engine": lambda: Run(setting, 1).go_on(),
    }
    taken = seconds_in_turn(jobs, rounds, {"engine": 10})
    middle = medians(taken)
    note = f"baseline, 393, 96 months: {middle['Mesa']:.2f} s against {1000 * middle['engine']:.1f} ms"
    return [DRIVERS.found(ratio(taken, "Mesa", "engine"), note, rounds, {"seconds": taken})]


def threads(rounds: int) -> list[Figure]:
    """Two threads against one, on a batch of runs."""
    if processors() < 2:
        raise NotMeasured("there is one processor only")
    batch = partial(simulate, Scenario.load("baseline"), range(RUNS))
    if not batch(threads=1).runs.equals(batch(threads=2).runs):
        raise NotMeasured("the bits differ")
    rounds = 2 * rounds
    taken = seconds_in_turn({"one": lambda: batch(threads=1), "two": lambda: batch(threads=2)}, rounds)
    middle = medians(taken)
    note = f"{RUNS} runs: {middle['one']:.2f} s on one, {middle['two']:.2f} s on two"
    return [THREADS.found(ratio(taken, "one", "two"), note, rounds, {"seconds": taken})]


MEASUREMENTS = (Measurement((DRIVERS,), drivers), Measurement((THREADS,), threads))
