"""Measuring: jobs in turn, round after round, in one process; figures and their goals; what is told of the machine.

A shared machine is fast one second and slow the next. Jobs that take turns meet the same moments, so their ratio can be
trusted where a time in seconds cannot. Of the rounds the median counts.
"""

import gc
import json
import os
import platform
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any

Job = Callable[[], object]


class NotMeasured(RuntimeError):
    """A figure cannot be measured here, or would say nothing; the text says why."""


@dataclass(frozen=True)
class Figure:
    """One figure of the benchmark: what is wanted, and once it is found, what was found.

    `least` says whether the goal is a least value or a most. `value` is None where nothing was measured; `note` then
    says why. `rounds` is how many rounds the value is the median of; `measured` is what it rests on.
    """

    name: str
    goal: float
    least: bool
    unit: str
    value: float | None = None
    note: str = ""
    rounds: int = 0
    measured: Mapping[str, Any] | None = None

    def found(self, value: float, note: str, rounds: int, measured: Mapping[str, Any] | None = None) -> "Figure":
        """The figure with what was found."""
        return replace(self, value=value, note=note, rounds=rounds, measured=measured)

    @property
    def met(self) -> bool | None:
        """Whether the goal is met, None where nothing was measured."""
        if self.value is None:
            return None
        return self.value >= self.goal if self.least else self.value <= self.goal

    def table(self) -> dict[str, Any]:
        """The figure as plain values."""
        return {**asdict(self), "met": self.met}


Tell = Callable[[str], object]
"""Hears what is going on, in words."""


@dataclass(frozen=True)
class Measurement:
    """Figures that are found together, and the function that finds them in so many rounds."""

    figures: tuple[Figure, ...]
    find: Callable[[int], Sequence[Figure]]

    def done(self, rounds: int, tell: Tell) -> list[Figure]:
        """The figures as found; where that fails, as not measured, with the reason. `tell` hears all there is to it."""
        try:
            return list(self.find(rounds))
        except (NotMeasured, ModuleNotFoundError) as error:
            why = str(error)
        except subprocess.CalledProcessError as error:
            tell(error.stderr)
            why = f"{Path(error.cmd[0]).name} ended with code {error.returncode}: {said(error.stderr)}"
        except Exception as error:
            tell(traceback.format_exc())
            why = f"{type(error).__name__}: {error}"
        return [replace(figure, note=" ".join(why.split())) for figure in self.figures]


def said(stderr: str) -> str:
    """The line in which a process says what its error is: a compiler names it so, Python's is the last."""
    lines = [line for line in stderr.splitlines() if line.strip()]
    return next((line for line in lines if "error:" in line), lines[-1] if lines else "it said nothing")


def in_a_process(*arguments: str) -> Any:
    """What a fresh Python with these arguments prints as JSON. Raises CalledProcessError where it fails."""
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


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


def ratio(taken: Mapping[str, list[float]], one: str, other: str) -> float:
    """The median over rounds of one job's time over another's in the same round: the two met the same moment."""
    return median(here / there for here, there in zip(taken[one], taken[other], strict=True))


def most_memory() -> int:
    """The most memory that this process took so far, in bytes.

    On Linux the usual count (`getrusage`) begins at what the process took that started this one, so the kernel's own
    mark is read there.
    """
    try:
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
        return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def processor() -> str:
    """The processor's name, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def machine() -> dict[str, Any]:
    """The machine and the versions: processor, cores, load, system, Python, packages. No name of a host or a folder."""
    from model.processors import processors

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
