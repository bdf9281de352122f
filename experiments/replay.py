"""Replaying a capsule: its runs are made again, and the numbers compared with those it holds."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd

from experiments import carrying_out
from experiments.capsule import MANIFEST, MUNICIPALITIES, SCENARIO, SERIES, CapsuleFault, read_capsule
from experiments.engines import Engine
from experiments.replicates import run_replicates
from experiments.workers import Workers, rules
from model import Scenario

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Verdict:
    """What a replay found: the tables compared, what differs in those that do, and what else is worth saying."""

    compared: tuple[str, ...]
    differences: tuple[str, ...]
    remarks: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether all numbers are the same to the last bit."""
        return not self.differences


def replay(folder: Path, workers: Workers | None = None, progress: Progress | None = None) -> Verdict:
    """Make the runs of a finished capsule again and compare its tables. Raises CapsuleFault where it cannot be read."""
    if not (folder / MANIFEST).is_file():
        raise CapsuleFault(f"{folder}: holds no {MANIFEST}, so it is no finished capsule")
    if (folder / carrying_out.EXPERIMENT).is_file():
        return replay_experiment(folder, workers, progress)
    return replay_run(folder, progress)


def replay_run(folder: Path, progress: Progress | None) -> Verdict:
    """Replay what `decdyn run` wrote."""
    capsule = read_capsule(folder)
    scenario = Scenario.load(folder / SCENARIO)
    engine = Engine(capsule.manifest.get("engine", Engine.MESA))
    again = run_replicates(scenario, capsule.manifest["seeds"], progress, engine)
    differences = [
        f"{name}: {difference}"
        for name, old, new in (
            (SERIES, capsule.series, again.series), (MUNICIPALITIES, capsule.municipalities, again.municipalities),
        )
        if (difference := difference_of(old, new))
    ]  # fmt: skip
    return Verdict((SERIES, MUNICIPALITIES), tuple(differences))


def replay_experiment(folder: Path, workers: Workers | None, progress: Progress | None) -> Verdict:
    """Replay an experiment."""
    experiment = carrying_out.read_experiment(folder)
    described: dict[str, Any] = json.loads((folder / carrying_out.EXPERIMENT).read_text(encoding="utf-8"))
    remarks = []
    if described["rules"] != rules():
        remarks.append(f"The capsule was made by {described['rules']}; here is {rules()}.")
    with TemporaryDirectory() as elsewhere:
        again = Path(elsewhere) / "again"
        carrying_out.carry_out(
            experiment, again, workers=workers, progress=progress, chunk_size=described["chunk_size"]
        )
        kept = [folder / carrying_out.TABLES]
        if (folder / carrying_out.RUNS).is_dir():
            kept.append(folder / carrying_out.RUNS)
        else:
            remarks.append("The capsule does not hold its runs; what was worked out from them is compared.")
        names = sorted(path.relative_to(folder).as_posix() for place in kept for path in place.glob("*.parquet"))
        differences = []
        for name in names:
            if not (again / name).is_file():
                differences.append(f"{name}: is not made any more")
            elif difference := difference_of(pd.read_parquet(folder / name), pd.read_parquet(again / name)):
                differences.append(f"{name}: {difference}")
    return Verdict(tuple(names), tuple(differences), tuple(remarks))


def difference_of(old: pd.DataFrame, new: pd.DataFrame) -> str:
    """In words, how one table differs from another; empty where every value is the same."""
    if list(old.columns) != list(new.columns):
        return f"has columns {', '.join(old.columns)}; again: {', '.join(new.columns)}"
    if len(old) != len(new):
        return f"has {len(old)} rows; again: {len(new)}"
    told = []
    for column in old:
        here, there = old[column], new[column]
        same = (here == there).fillna(False).to_numpy(dtype=bool) | (here.isna() & there.isna()).to_numpy(dtype=bool)
        if same.all():
            continue
        text = f"{column} differs in {(~same).sum()} of {len(same)} rows"
        if pd.api.types.is_float_dtype(here) and pd.api.types.is_float_dtype(there):
            apart = np.abs(here.to_numpy(dtype=float) - there.to_numpy(dtype=float))
            if np.isfinite(apart).any():
                text += f", by {np.nanmax(apart):.3g} at most"
        told.append(text)
    return "; ".join(told)
