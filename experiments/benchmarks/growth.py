"""The cost of a run as the country grows, and what a run of 100,000 municipalities takes in time and memory.

`python -m experiments.benchmarks.growth ROUNDS` measures the largest country alone, in a process of its own, and prints
it as JSON.
"""

import json
import math
import sys
import time
from collections.abc import Mapping
from statistics import median
from typing import TYPE_CHECKING, Any

from experiments.benchmarks.measuring import (
    Figure,
    Measurement,
    in_a_process,
    medians,
    most_memory,
    seconds_in_turn,
)

if TYPE_CHECKING:
    from model.engine import Setting

NUMBERS = (100, 393, 1_000, 10_000)
LARGEST = 100_000
THREADS = (1, 2)
MOST_ROUNDS = 3
"""So many rounds at most with the largest country: each takes the better part of a minute."""
WORK = 10_000
"""About so many municipalities are run for a measurement, at least one country."""
GIGABYTE = 1e9

LINEAR = Figure(
    f"cost from {NUMBERS[0]:,} to {NUMBERS[-1]:,} municipalities: power of their number (1 is linear; bound ours)",
    1.1, False, "",
)  # fmt: skip
TIME = Figure(f"a run of {LARGEST:,} municipalities, on two threads", 20, False, "s")
MEMORY = Figure(f"most memory with {LARGEST:,} municipalities", 1, False, "GB")


def setting_of(number: int) -> "Setting":
    """The setting of an imagined country."""
    from model import Scenario
    from model.engine import Setting

    return Setting.of(Scenario.load("baseline").with_(population={"kind": "synthetic", "number": number, "seed": 1}))


def growing(rounds: int) -> list[Figure]:
    """How cost grows: the power within each round, over all numbers and over the last step."""
    from model.engine import Run

    settings = {number: setting_of(number) for number in NUMBERS}
    jobs = {str(number): lambda setting=setting: Run(setting, 1).go_on() for number, setting in settings.items()}
    repeats = {str(number): max(1, WORK // number) for number in NUMBERS}
    taken = seconds_in_turn(jobs, rounds, repeats)
    in_rounds = [{number: taken[str(number)][each] for number in NUMBERS} for each in range(rounds)]
    last = median(exponent({number: seconds[number] for number in NUMBERS[-2:]}) for seconds in in_rounds)
    each = ", ".join(f"{int(number):,}: {cost(int(number), seconds):.2f}" for number, seconds in medians(taken).items())
    note = (
        f"slope of a line through logarithms of number and seconds; from {NUMBERS[-2]:,} to {NUMBERS[-1]:,} alone "
        f"{last:.2f}; microseconds a municipality and month, on one thread: {each}"
    )
    return [LINEAR.found(median(map(exponent, in_rounds)), note, rounds, {"seconds": taken})]


def cost(number: int, seconds: float) -> float:
    """Microseconds a municipality and month, of a run that took so many seconds."""
    return 1e6 * seconds / number / 96


def exponent(seconds: Mapping[int, float]) -> float:
    """The power of the number of municipalities with which time grows: the slope of a line through their logarithms."""
    x = [math.log(number) for number in seconds]
    y = [math.log(value) for value in seconds.values()]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    across = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return across / sum((a - mean_x) * (a - mean_x) for a in x)


def alone(rounds: int, number: int = LARGEST) -> dict[str, Any]:
    """Return seconds of making a country, seconds of its runs for each of THREADS, and the most memory in bytes."""
    from model.engine import Run

    begun = time.perf_counter()
    setting = setting_of(number)
    making = time.perf_counter() - begun
    for threads in THREADS:
        Run(setting, 0, threads=threads).go_on(1)
    seconds: dict[int, list[float]] = {threads: [] for threads in THREADS}
    for _ in range(rounds):
        for threads, taken in seconds.items():
            begun = time.perf_counter()
            Run(setting, 1, threads=threads).go_on()
            taken.append(time.perf_counter() - begun)
    return {"making": making, "seconds": list(seconds.values()), "memory": most_memory()}


def largest(rounds: int) -> list[Figure]:
    """Time and memory of a run of the largest country."""
    rounds = min(rounds, MOST_ROUNDS)
    found = in_a_process("-m", "experiments.benchmarks.growth", str(rounds))
    one, two = map(median, found["seconds"])
    note = (
        f"on one thread {one:.1f} s, {cost(LARGEST, one):.2f} microseconds a municipality and month; "
        f"making the country took {found['making']:.1f} s more"
    )
    return [
        TIME.found(two, note, rounds, found),
        MEMORY.found(found["memory"] / GIGABYTE, "making the country included", 1),
    ]


MEASUREMENTS = (Measurement((LINEAR,), growing), Measurement((TIME, MEMORY), largest))

if __name__ == "__main__":
    print(json.dumps(alone(int(sys.argv[1]))))
