"""The memory that many runs with their summaries take, in a process of its own.

What is kept of a run does not depend on the country's size, so a small country does. `python -m
experiments.benchmarks.memory RUNS` prints the most memory in bytes, before and after.
"""

import json
import resource
import subprocess
import sys

from experiments.benchmarks.growth import GIGABYTE, PAGES
from experiments.benchmarks.measuring import Figure

RUNS = 100_000


def many_runs(runs: int) -> dict[str, int]:
    """Return the most memory in bytes before and after an ensemble of so many runs, and its rows."""
    from model import Scenario, simulate

    scenario = Scenario.load("baseline").with_(population={"kind": "synthetic", "number": 10, "seed": 1})
    simulate(scenario, 0)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * PAGES
    ensemble = simulate(scenario, range(runs))
    rows = len(ensemble.runs)
    ensemble.summary()
    return {"before": before, "after": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * PAGES, "rows": rows}


def measure(rounds: int) -> list[Figure]:
    """Return the figure; memory does not vary from round to round, so one is enough."""
    command = [sys.executable, "-m", "experiments.benchmarks.memory", str(RUNS)]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    note = f"{(found['after'] - found['before']) / RUNS:.0f} bytes a run over the {found['before'] / 1e6:.0f} MB before"
    return [
        Figure(f"most memory of {RUNS:,} runs with summaries", 1, False, "GB", found["after"] / GIGABYTE, note, found)
    ]


if __name__ == "__main__":
    print(json.dumps(many_runs(int(sys.argv[1]))))
