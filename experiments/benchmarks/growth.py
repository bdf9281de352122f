"""The cost of a run as the country grows, and the memory it takes, each country in a process of its own.

`python -m experiments.benchmarks.growth NUMBER` measures one country and prints it as JSON.
"""

import json
import math
import resource
import subprocess
import sys
import time
from statistics import median

from experiments.benchmarks.measuring import Figure

NUMBERS = (100, 393, 1_000, 10_000, 100_000)
LINEAR_TO = 10_000
WORK = 1_000_000
"""About so many municipality-months are run in a process, at least one run."""
GIGABYTE = 1e9
PAGES = 1024 if sys.platform != "darwin" else 1
"""The system counts memory in kilobytes, but on macOS in bytes."""


def one_country(number: int) -> dict[str, float]:
    """Return seconds of making the country, seconds of a run, and the most memory in bytes."""
    from model import Scenario
    from model.engine import Run, Setting

    scenario = Scenario.load("baseline").with_(population={"kind": "synthetic", "number": number, "seed": 1})
    begun = time.perf_counter()
    setting = Setting.of(scenario)
    made = time.perf_counter() - begun
    Run(setting, 0).go_on(1)
    seconds = []
    for seed in range(1, 1 + max(1, WORK // (number * scenario.months))):
        run = Run(setting, seed)
        begun = time.perf_counter()
        run.go_on()
        seconds.append(time.perf_counter() - begun)
        del run
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * PAGES
    return {"number": number, "making": made, "run": median(seconds), "memory": most}


def measure(rounds: int) -> list[Figure]:
    """Return the figures: how cost grows, and time and memory of a run of the largest country."""
    found: dict[int, list[dict[str, float]]] = {number: [] for number in NUMBERS}
    for turn in range(rounds):
        for number in NUMBERS:
            if number == NUMBERS[-1] and turn > 1:
                continue
            command = [sys.executable, "-m", "experiments.benchmarks.growth", str(number)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            found[number].append(json.loads(done.stdout))
    rows = {
        number: {key: median(each[key] for each in several) for key in ("making", "run", "memory")}
        for number, several in found.items()
    }
    slope = exponent({number: row["run"] for number, row in rows.items() if number <= LINEAR_TO})
    microseconds = ", ".join(f"{number:,}: {1e6 * row['run'] / number / 96:.2f}" for number, row in rows.items())
    largest = rows[NUMBERS[-1]]
    return [
        Figure(
            f"cost up to {LINEAR_TO:,} municipalities: power of their number", 1.1, False, "", slope,
            f"microseconds a municipality and month: {microseconds}", {"by_number": rows},
        ),
        Figure(
            "a run of 100,000 municipalities", 20, False, "s", largest["run"],
            f"making the country took {largest['making']:.1f} s more",
        ),
        Figure("most memory with 100,000 municipalities", 1, False, "GB", largest["memory"] / GIGABYTE),
    ]  # fmt: skip


def exponent(seconds: dict[int, float]) -> float:
    """The power of the number of municipalities with which time grows: the slope of a line through their logarithms."""
    x = [math.log(number) for number in seconds]
    y = [math.log(value) for value in seconds.values()]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    across = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return across / sum((a - mean_x) * (a - mean_x) for a in x)


if __name__ == "__main__":
    print(json.dumps(one_country(int(sys.argv[1]))))
