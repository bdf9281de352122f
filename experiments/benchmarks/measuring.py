"""Measuring: jobs in turn, round after round, in one process, and what is told of the machine.

A shared machine is fast one second and slow the next. Jobs that take turns meet the same moments, so their ratio can be
trusted where a time in seconds cannot. Of the rounds the median counts.
"""

import gc
import os
import platform
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any

Job = Callable[[], object]


@dataclass(frozen=True)
class Figure:
    """One figure of the benchmark: what was wanted, what was found, and the measurements it rests on.

    `least` says whether the goal is a least value or a most. `value` is None where nothing could be measured; `note`
    then says why.
    """

    name: str
    goal: float
    least: bool
    unit: str
    value: float | None
    note: str = ""
    measured: Mapping[str, Any] | None = None

    @property
    def met(self) -> bool | None:
        """Whether the goal is met, None where nothing was measured."""
        if self.value is None:
            return None
        return self.value >= self.goal if self.least else self.value <= self.goal

    def table(self) -> dict[str, Any]:
        """The figure as plain values."""
        return {**asdict(self), "met": self.met}


def seconds_in_turn(
    jobs: Mapping[str, Job], rounds: int, repeats: Mapping[str, int] | None = None
) -> dict[str, list[float]]:
    """Return the seconds that each job took in each round, a round going through all jobs.

    Each job is done once before, so that nothing is measured for the first time. In a round a job that `repeats` names
    is done so often, and the time is divided.
    """
    for job in jobs.values():
        job()
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            times = (repeats or {}).get(name, 1)
            gc.collect()
            begun = time.perf_counter()
            for _ in range(times):
                job()
            taken[name].append((time.perf_counter() - begun) / times)
    return taken


def medians(taken: Mapping[str, list[float]]) -> dict[str, float]:
    """The median of each job's rounds."""
    return {name: median(rounds) for name, rounds in taken.items()}


def processor() -> str:
    """The processor's name, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def machine() -> dict[str, Any]:
    """The machine and the versions: processor, cores, load, system, Python, packages. No name of a host or a folder."""
    from model.ensemble import processors

    packages: dict[str, str | None] = {}
    for name in ("numpy", "numba", "llvmlite", "mesa", "agentpy", "starsim"):
        try:
            packages[name] = version(name)
        except PackageNotFoundError:
            packages[name] = None
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return {
        "processor": processor(),
        "cores": processors(),
        "load_before": None if load is None else round(load, 2),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "packages": packages,
    }
