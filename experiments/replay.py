"""Replaying a capsule: its runs are made again, and the numbers compared with those it holds."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from experiments.capsule import (
    MANIFEST,
    MUNICIPALITIES,
    RUNS,
    SCENARIO,
    SERIES,
    CapsuleFault,
    digest,
    files_kept,
    left_out,
)
from experiments.carrying_out import carry_out
from experiments.described import EXPERIMENT, begun, read_experiment
from experiments.engines import Engine
from experiments.replicates import run_replicates
from experiments.workers import Workers, rules
from model import Scenario, plausible

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
    """Make the runs of a finished capsule again and compare its tables; of other files say whether they were changed.

    Raises CapsuleFault where it cannot be read.
    """
    manifest = manifest_of(folder)
    with TemporaryDirectory() as elsewhere:
        again = Path(elsewhere) / "again"
        if (folder / EXPERIMENT).is_file():
            remarks = experiment_again(folder, again, workers, progress)
        else:
            remarks = run_again(folder, manifest, again, progress)
        kept = files_kept(folder, manifest)
        made = {path.relative_to(again).as_posix() for path in again.rglob("*.parquet")}
        made = {name for name in made if not name.startswith(left_out(folder))}
        tables = sorted(made | {name for name in kept if name.endswith(".parquet")})
        differences = [f"{name}: {told}" for name in tables if (told := difference_between(folder, again, name))]
    for name, what in kept.items():
        if name not in tables and not as_written(folder / name, what["sha256"]):
            differences.append(f"{name}: is missing, or is not what was written")
    return Verdict(tuple(tables), tuple(differences), remarks)


def manifest_of(folder: Path) -> dict[str, Any]:
    """The manifest of a finished capsule. Raises CapsuleFault."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CapsuleFault(f"{folder}: holds no {MANIFEST}, so it is no finished capsule") from None
    except (OSError, ValueError) as error:
        raise CapsuleFault(f"{folder}: its {MANIFEST} cannot be read: {error}") from None
    if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
        raise CapsuleFault(f"{folder}: its {MANIFEST} lists no files, so it is none of ours")
    return manifest


def run_again(folder: Path, manifest: dict[str, Any], again: Path, progress: Progress | None) -> tuple[str, ...]:
    """Make again what `decdyn run` wrote, and return remarks."""
    scenario = Scenario.load(folder / SCENARIO)
    engine = Engine(manifest.get("engine", Engine.MESA))
    fitted = manifest.get("plausible")
    if fitted is not None and fitted != plausible.identity():
        raise CapsuleFault(f"{folder}: was run on other plausible parameter sets than those that are here")
    results = run_replicates(scenario, manifest["seeds"], progress, engine, plausible=fitted is not None)
    again.mkdir()
    results.series.to_parquet(again / SERIES, index=False)
    results.municipalities.to_parquet(again / MUNICIPALITIES, index=False)
    return ()


def experiment_again(folder: Path, again: Path, workers: Workers | None, progress: Progress | None) -> tuple[str, ...]:
    """Carry an experiment out again, and return remarks."""
    experiment, there = read_experiment(folder), begun(folder) or {}
    remarks = []
    if experiment.over_plausible_sets and there.get("plausible") != plausible.identity():
        raise CapsuleFault(f"{folder}: was made on other plausible parameter sets than those that are here")
    if there.get("rules") != rules():
        remarks.append(f"The capsule was made by {there.get('rules')}; here is {rules()}.")
    if experiment.planned() and not (folder / RUNS).is_dir():
        remarks.append("The capsule does not hold its runs; what was worked out from them is compared.")
    carry_out(experiment, again, workers=workers, progress=progress, chunk_size=there.get("chunk_size"))
    return tuple(remarks)


def as_written(path: Path, sha256: str) -> bool:
    """Whether a file is there and has this digest."""
    return path.is_file() and digest(path) == sha256


def difference_between(folder: Path, again: Path, name: str) -> str:
    """In words, how a table of a capsule differs from the one made again; empty where every value is the same."""
    if not (again / name).is_file():
        return "is not made any more"
    if not (folder / name).is_file():
        return "is missing"
    try:
        old = pd.read_parquet(folder / name)
    except (OSError, ValueError) as error:
        return f"cannot be read: {error}"
    return difference_of(old, pd.read_parquet(again / name))


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
        if all(pd.api.types.is_numeric_dtype(each) and each.dtype != bool for each in (here, there)):
            apart = (there[~same].astype(float) - here[~same].astype(float)).abs()
            if apart.notna().any():
                text += f", by {apart.max():.3g} at most"
        told.append(text)
    return "; ".join(told)
