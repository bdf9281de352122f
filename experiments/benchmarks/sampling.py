"""What a large sensitivity analysis costs, and what it costs more on a Dask cluster of this machine's own.

Making all runs would take an hour each time, so chunks from the whole of the design are made, the same by threads, by a
pool of processes and by the cluster, in turns. Starting the pool or the cluster is counted.
"""

from typing import TYPE_CHECKING

from experiments.benchmarks.measuring import Figure, Measurement, medians, ratio, seconds_in_turn
from experiments.sensitivity.experiment import Sensitivity
from experiments.store import Chunk, chunks_of
from experiments.workers import Workers
from model import Scenario
from model.processors import processors

if TYPE_CHECKING:
    from collections.abc import Callable

INPUTS = (
    "champions_mean", "base_success", "appetite_mean", "conviction_mean", "start_rate", "evidence_threshold", "clarity",
    "learning", "participation_delay", "persuasion", "preparation", "likeness_penalty",
)  # fmt: skip
"""The strongest for tempo in `results/morris`."""
BLOCKS, SEEDS = 1024, 10
CHUNKS = 4
MINUTES, TIMES = 60, 1.15

SOBOL = Figure("Sobol of 12 inputs, 1,024 blocks, 10 seeds, on all threads", MINUTES, False, "min")
CLUSTER = Figure("the same on a local Dask cluster / in a pool of processes", TIMES, False, "times")


def sobol(scenario: Scenario | None = None, blocks: int = BLOCKS, seeds: int = SEEDS) -> Sensitivity:
    """The analysis, in which the inputs that screening found strongest are varied."""
    return Sensitivity(
        (scenario or Scenario.load("baseline"),),
        tuple(range(1, seeds + 1)),
        method="sobol",
        parameters=INPUTS,
        by="parameter",
        n=blocks,
    )


def jobs(asked: Sensitivity, number: int) -> "tuple[int, dict[str, Callable[[], None]]]":
    """How many runs a job makes, and the jobs: so many chunks from the whole of the design, by each kind of workers."""
    plans = dict(asked.planned())
    all_chunks = [chunk for part, plan in plans.items() for chunk in chunks_of(part, plan)]
    chosen: list[Chunk] = all_chunks[:: max(1, len(all_chunks) // number)][:number]

    def making(workers: Workers) -> "Callable[[], None]":
        def make() -> None:
            made = {chunk for chunk, _ in workers.make(asked, plans, chosen)}
            assert made == set(chosen)

        return make

    # A local cluster has a worker for each processor.
    by = {"threads": Workers(), "processes": Workers(processors()), "cluster": Workers(cluster="local")}
    return sum(len(chunk.runs) for chunk in chosen), {name: making(workers) for name, workers in by.items()}


def sampling(rounds: int) -> list[Figure]:
    """Both figures."""
    asked = sobol()
    runs, turns = jobs(asked, CHUNKS)
    taken = seconds_in_turn(turns, rounds)
    middle = medians(taken)
    of = sum(len(plan.design) for plan in asked.planned().values())
    many = f"{runs:,} of its {of:,} runs, from all over the design"
    measured = {"seconds": taken, "runs": runs}
    return [
        SOBOL.found(
            middle["threads"] / runs * of / 60,
            f"reckoned from {many}: {runs / middle['threads']:.0f} runs a second; without the analysis at its end",
            rounds,
            measured,
        ),
        CLUSTER.found(
            ratio(taken, "cluster", "processes"),
            f"{many}: {middle['cluster']:.0f} s against {middle['processes']:.0f} s, starting included",
            rounds,
            measured,
        ),
    ]


MEASUREMENTS = (Measurement((SOBOL, CLUSTER), sampling),)
