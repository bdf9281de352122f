"""A warm start: from nothing to the first result, when the compiled engine is kept from before."""

import time

from experiments.benchmarks.measuring import Figure, Measurement, in_a_process, medians

PROGRAM = """
import time
from model import simulate
imported = time.time()
simulate("baseline", 1)
print(f"[{imported}, {time.time()}]")
"""

START = Figure("warm start: from nothing to the first result", 1.5, False, "s")


def start(rounds: int) -> list[Figure]:
    """A fresh process with one run, round after round; one before, which compiles the engine where it is not kept."""
    in_a_process("-c", PROGRAM)
    taken: dict[str, list[float]] = {"imported": [], "result": [], "ended": []}
    for _ in range(rounds):
        begun = time.time()
        moments = [*in_a_process("-c", PROGRAM), time.time()]
        for name, moment in zip(taken, moments, strict=True):
            taken[name].append(moment - begun)
    middle = medians(taken)
    note = (
        f"a run of the baseline in a fresh process; {middle['imported']:.2f} s of it starting Python and importing; "
        f"with the end of the process {middle['ended']:.2f} s"
    )
    return [START.found(middle["result"], note, rounds, {"seconds": taken})]


MEASUREMENTS = (Measurement((START,), start),)
