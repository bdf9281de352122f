"""The memory that many runs with their summaries take, in a process of its own.

What is kept of a run does not depend on the country's size, so a small country does. `python -m
experiments.benchmarks.memory RUNS` prints the most memory in bytes, before and after.
"""

import json
import sys

from experiments.benchmarks.growth import GIGABYTE
from experiments.benchmarks.measuring import Figure, Measurement, in_a_process, most_memory

RUNS = 100_000

MEMORY = Figure(f"most memory of {RUNS:,} runs with summaries", 1, False, "GB")


def many_runs(runs: int) -> dict[str, int]:
    """Return the most memory in bytes before and after an ensemble of so many runs, and its rows."""
    from model import Scenario, simulate

    scenario = Scenario.load("baseline").with_(population={"kind": "synthetic", "number": 10, "seed": 1})
    simulate(scenario, 0)
    before = most_memory()
    ensemble = simulate(scenario, range(runs))
    rows = len(ensemble.runs)
    ensemble.summary()
    return {"before": before, "after": most_memory(), "rows": rows}


def memory(rounds: int) -> list[Figure]:
    """The figure; memory does not vary from round to round, so one is enough."""
    found = in_a_process("-m", "experiments.benchmarks.memory", str(RUNS))
    note = f"{(found['after'] - found['before']) / RUNS:.0f} bytes a run over the {found['before'] / 1e6:.0f} MB before"
    return [MEMORY.found(found["after"] / GIGABYTE, note, 1, found)]


MEASUREMENTS = (Measurement((MEMORY,), memory),)

if __name__ == "__main__":
    print(json.dumps(many_runs(int(sys.argv[1]))))
