"""The two drivers on the same run, and the engine on one thread and on two."""

from functools import partial

import numpy as np

from experiments.benchmarks.measuring import Figure, medians, seconds_in_turn
from model import Decentralisation, Scenario, simulate
from model.engine import Run, Setting
from model.ensemble import processors

RUNS = 32
"""Runs of a batch in which threads are compared."""


def measure(rounds: int) -> list[Figure]:
    """Return the figures: Mesa against the engine, and two threads against one."""
    scenario = Scenario.load("baseline")
    setting = Setting.of(scenario)
    same = np.array_equal(np.array(Decentralisation(scenario, 1).run().recorded), Run(setting, 1).go_on().series)
    jobs = {
        "Mesa": lambda: Decentralisation(scenario, 1).run(),
        "engine": lambda: Run(setting, 1).go_on(),
    }
    taken = medians(seconds_in_turn(jobs, rounds, {"engine": 10}))
    ratio = taken["Mesa"] / taken["engine"]
    note = f"baseline, 393, 96 months: {taken['Mesa']:.2f} s against {1000 * taken['engine']:.1f} ms"
    drivers = Figure(
        "Mesa driver / engine on one thread, same work, same bits", 80, True, "times", ratio if same else None,
        note if same else "the bits differ", {"seconds": taken},
    )  # fmt: skip
    return [drivers, threads(scenario, rounds)]


def threads(scenario: Scenario, rounds: int) -> Figure:
    """Two threads against one, on a batch of runs."""
    name = "engine on two threads / one thread"
    if processors() < 2:
        return Figure(name, 1.8, True, "times", None, "there is one processor only")
    batch = partial(simulate, scenario, range(RUNS))
    same = batch(threads=1).runs.equals(batch(threads=2).runs)
    taken = medians(seconds_in_turn({"one": lambda: batch(threads=1), "two": lambda: batch(threads=2)}, 2 * rounds))
    note = f"{RUNS} runs: {taken['one']:.2f} s on one, {taken['two']:.2f} s on two"
    return Figure(
        name, 1.8, True, "times", taken["one"] / taken["two"] if same else None,
        note if same else "the bits differ", {"seconds": taken},
    )  # fmt: skip
