"""An experiment for tests: ten municipalities, two years, a few cuts; and what can go wrong in the processes that make
its runs.
"""

import multiprocessing
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np
import pandas as pd

from experiments.experiment import Experiment, Findings, Plan
from experiments.store import RUNS
from model import Scenario
from model.design import Design
from model.ensemble import Kept

SMALL = {"months": 24, "population": {"kind": "synthetic", "number": 10, "seed": 1}}
BASELINE = Scenario.load("baseline").with_(**SMALL)


@dataclass(frozen=True)
class Toy(Experiment):
    """What do cuts do? `cuts` runs every scenario with each of these, "all" keeps everything of every run.

    Run `deadly` kills the process that makes it: each time, or where `marker` names a file, `kills` times, counted
    there. Each run but the first two takes `seconds` longer.
    """

    question: ClassVar[str] = "toy"
    cuts: tuple[float, ...] = (0.1, 0.2)
    deadly: int = -1
    marker: str = ""
    kills: int = 1
    seconds: float = 0.0

    def title(self) -> str:
        return "What do cuts do?"

    def plans(self) -> dict[str, Plan]:
        sets = pd.DataFrame({"cut_size": self.cuts})
        return {
            "cuts": Plan(Dangerous(self, sets), Kept()),
            "all": Plan(Design(self.scenarios, self.seeds[:2]), Kept.of(True, municipalities=True, states=False)),
        }

    def findings(self, ensembles) -> Findings:
        from matplotlib.figure import Figure

        runs = ensembles["cuts"].runs
        means = runs.groupby(["scenario", "set"], as_index=False)[["tempo", "all_starts"]].mean()
        seen = ensembles["all"].series.groupby(["scenario", "outcome"], as_index=False)["value"].mean()
        figure = Figure()
        figure.subplots().plot(means["tempo"])
        missing = sum(len(ensemble.failures) for ensemble in ensembles.values())
        answer = [f"The mean tempo is {runs['tempo'].mean():.2f}.", f"{missing} runs are missing."]
        return Findings(answer, {"means": means, "series": seen}, {"tempo": figure})


@dataclass(frozen=True)
class Drifting(Toy):
    """A toy whose sample is drawn otherwise in the processes that others start, as another version of a library may."""

    question: ClassVar[str] = "drifting"

    def plans(self) -> dict[str, Plan]:
        apart = 0.0 if multiprocessing.parent_process() is None else 0.01
        sets = pd.DataFrame({"cut_size": [cut + apart for cut in self.cuts]})
        return super().plans() | {"cuts": Plan(Dangerous(self, sets), Kept())}


class Dangerous(Design):
    """A design whose runs take their time, and one of which kills its process."""

    def __init__(self, toy: Toy, sets: pd.DataFrame) -> None:
        super().__init__(toy.scenarios, toy.seeds, sets)
        self.toy = toy

    def values(self, run: int) -> np.ndarray:
        if run > 1:
            time.sleep(self.toy.seconds)
        if run == self.toy.deadly and not self.survived():
            os.kill(os.getpid(), signal.SIGKILL)
        return super().values(run)

    def survived(self) -> bool:
        """Whether it has killed often enough; else once more is counted."""
        if not self.toy.marker:
            return False
        with Path(self.toy.marker).open("a+") as marker:
            if marker.tell() >= self.toy.kills:
                return True
            marker.write("+")
        return False


def toy(*scenarios: Scenario, seeds: int = 4, **options) -> Toy:
    """A toy of these scenarios, by default the small baseline; eight runs of one part and two of the other."""
    return Toy(scenarios or (BASELINE,), tuple(range(seeds)), **options)


def contents(folder: Path, *, within: str = "") -> dict[str, bytes]:
    """Every file of a folder by its path, but for the manifest, which says when it was made."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted((folder / within).rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }


def runs_of(folder: Path) -> dict[str, tuple[int, int]]:
    """Each file of the store with what changes when it is written again: its inode and its time."""
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in sorted((folder / RUNS).iterdir())}
