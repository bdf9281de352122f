"""The store of an experiment's runs: files of a chunk of runs each, written whole, with a record of their hashes.

    runs/PART-00003.parquet                  run, scenario, set, seed, error, and every summary
    runs/PART-00003.series.parquet           run, month, and every kept outcome
    runs/PART-00003.municipalities.parquet   run, and what a row of a municipality has
    runs/PART-00003.observed.parquet         run, and what was observed in it: name, numbers
    runs/PART-00003.json                     the record: the runs, the design that they are of, and size and SHA-256
                                             of the files

The record comes last, and under its own name only when it is whole. So whatever happens, a chunk either counts or does
not; a file that was cut short or changed later does not match its record, a record of other parameters or seeds does
not match the design, and the chunk is made again.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.capsule import RUNS, CapsuleFault, digest
from experiments.experiment import Plan
from model.ensemble import Batch, Ensemble
from model.parameters import Parameters
from model.summaries import SUMMARIES

MUNICIPALITIES_A_CHUNK = 100_000
"""A chunk of runs holds about so many municipalities: some ten seconds of work for one processor."""

# Floating-point numbers compress best when their bytes are stored column by column; the numbers stay what they are.
PARQUET: dict[str, Any] = {
    "engine": "pyarrow",
    "compression": "zstd",
    "index": False,
    "use_dictionary": ["scenario", "code", "name", "province", "region", "size_class"],
}


@dataclass(frozen=True)
class Chunk:
    """Some consecutive runs of a part of an experiment: from run `first` up to but not including run `end`, of a design
    that has this digest.
    """

    part: str
    number: int
    first: int
    end: int
    design: str

    @property
    def name(self) -> str:
        """The name that its files begin with."""
        return f"{self.part}-{self.number:05d}"

    @property
    def runs(self) -> range:
        """The numbers of its runs."""
        return range(self.first, self.end)


def chunks_of(part: str, plan: Plan, size: int | None = None) -> list[Chunk]:
    """The chunks of a part. They depend on the plan alone, so that whoever goes on with it makes the same files."""
    if size is None:
        size = max(1, MUNICIPALITIES_A_CHUNK // max(len(setting.world.facts) for setting in plan.design.settings))
    firsts, design = range(0, len(plan.design), size), design_digest(design_table(plan))
    return [
        Chunk(part, number, first, min(first + size, len(plan.design)), design) for number, first in enumerate(firsts)
    ]


def files_of(chunk: Chunk, plan: Plan) -> dict[str, Callable[[Plan, Batch], pd.DataFrame]]:
    """The files of a chunk: by name, what makes the table that each holds."""
    files: dict[str, Callable[[Plan, Batch], pd.DataFrame]] = {f"{chunk.name}.parquet": runs_table}
    if plan.kept.series:
        files[f"{chunk.name}.series.parquet"] = series_table
    if plan.kept.municipalities:
        files[f"{chunk.name}.municipalities.parquet"] = municipalities_table
    if plan.kept.observed is not None:
        files[f"{chunk.name}.observed.parquet"] = observed_table
    return files


def write_chunk(folder: Path, chunk: Chunk, plan: Plan, batch: Batch) -> None:
    """Write the files of a chunk and then its record."""
    runs = folder / RUNS
    runs.mkdir(exist_ok=True)
    for name, table_of in files_of(chunk, plan).items():
        table = table_of(plan, batch)
        draft = runs / f".{name}.partial"
        floats = [column for column in table if table[column].dtype == np.float64]
        use_dictionary = [column for column in PARQUET["use_dictionary"] if column in table]
        table.to_parquet(draft, **PARQUET | {"use_dictionary": use_dictionary}, use_byte_stream_split=floats)
        os.replace(draft, runs / name)
    draft = runs / f".{chunk.name}.json.partial"
    draft.write_text(record_of(folder, chunk, plan), encoding="utf-8")
    os.replace(draft, runs / f"{chunk.name}.json")


def record_of(folder: Path, chunk: Chunk, plan: Plan) -> str:
    """The record of a chunk, given its files as they are. Raises OSError where one is missing."""
    paths = {name: folder / RUNS / name for name in files_of(chunk, plan)}
    files = {name: {"sha256": digest(path), "bytes": path.stat().st_size} for name, path in paths.items()}
    return in_lines({"runs": [chunk.first, chunk.end], "design": chunk.design, "files": files})


def in_lines(record: Mapping[str, Any]) -> str:
    """A record as text."""
    return json.dumps(record, indent=1, sort_keys=True) + "\n"


def nameless(record: str) -> str:
    """A record as earlier versions wrote it, without the design."""
    return in_lines({name: value for name, value in json.loads(record).items() if name != "design"})


def is_sound(folder: Path, chunk: Chunk, plan: Plan) -> bool:
    """Whether a chunk is there, of the same runs of the same design, and every file is what its record says.

    A record of an earlier version says nothing of the design: see `forget_nameless`.
    """
    try:
        text = (folder / RUNS / f"{chunk.name}.json").read_text(encoding="utf-8")
        expected = record_of(folder, chunk, plan)
        return text in (expected, nameless(expected))
    except (OSError, ValueError):
        return False


def forget_nameless(folder: Path, part: str) -> None:
    """Remove the records of a part that say nothing of the design: they count only beside a design that is the same."""
    for path in (folder / RUNS).glob(f"{part}-?????.json"):
        try:
            named = "design" in json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            named = False
        if not named:
            path.unlink()


def _sound(batch: Batch) -> np.ndarray:
    """The numbers of the runs that did not fail."""
    return batch.runs[~np.isin(batch.runs, list(batch.errors))]


def runs_table(plan: Plan, batch: Batch) -> pd.DataFrame:
    """One row for each run, failed ones too: run, scenario, set, seed, error, summaries."""
    names = plan.design.names(batch.runs)
    names.insert(0, "run", batch.runs)
    names["error"] = pd.array([batch.errors.get(run) for run in batch.runs.tolist()], dtype="string")
    summaries = pd.DataFrame(batch.summaries, columns=[summary.name for summary in SUMMARIES])
    return pd.concat([names, summaries], axis=1)


def series_table(plan: Plan, batch: Batch) -> pd.DataFrame:
    """One row for each month of each run that did not fail: run, month, kept outcomes."""
    months = [len(values) for values in batch.series]
    values = np.concatenate(batch.series) if batch.series else np.empty((0, len(plan.kept.series)))
    table = pd.DataFrame(values, columns=list(plan.kept.series))
    table.insert(0, "run", np.repeat(_sound(batch), months))
    table.insert(1, "month", np.concatenate([np.arange(each) for each in months] or [np.empty(0, dtype=np.int64)]))
    return table


def municipalities_table(plan: Plan, batch: Batch) -> pd.DataFrame:
    """One row for each municipality of each run that did not fail."""
    if not batch.municipalities:
        return pd.DataFrame({"run": np.empty(0, dtype=np.int64)})
    table = pd.concat(batch.municipalities, ignore_index=True)
    table.insert(0, "run", np.repeat(_sound(batch), [len(each) for each in batch.municipalities]))
    return table


def observed_table(plan: Plan, batch: Batch) -> pd.DataFrame:
    """One row for each thing that was observed in each run that did not fail: run, name, numbers."""
    rows = [
        (run, name, numbers)
        for run, seen in zip(_sound(batch).tolist(), batch.observed, strict=True)
        for name, numbers in seen.items()
    ]
    return pd.DataFrame(rows, columns=["run", "name", "numbers"]).astype({"run": np.int64})


def design_table(plan: Plan) -> pd.DataFrame:
    """One row for each run that is to be made: run, scenario, set, seed, the plausible set that its seed meets (where
    it does), and the parameters that vary.
    """
    design = plan.design
    runs = np.arange(len(design))
    table = design.names(runs)
    table.insert(0, "run", runs)
    if design.by_seed is not None:
        table["plausible"] = design.by_seed.index[design.rows_by_seed(runs)]
    if design.parameters is None:
        return table
    return pd.concat([table, design.parameters.iloc[design.place(runs)[1]].reset_index(drop=True)], axis=1)


def design_digest(table: pd.DataFrame) -> str:
    """A SHA-256 of a table of runs that are to be made: of its names and values, whatever file it came from."""
    found = sha256()
    for name, column in table.items():
        values = column.to_numpy()
        found.update(f"{name} {len(values)} ".encode())
        found.update(json.dumps(values.tolist()).encode() if values.dtype == object else values.tobytes())
    return found.hexdigest()


def failures_table(folder: Path, plans: Mapping[str, Plan], chunks: Sequence[Chunk]) -> pd.DataFrame:
    """One row for each run that failed: part, run, scenario, set, seed, error, and every parameter as it was set."""
    tables = []
    for chunk in chunks:
        design = plans[chunk.part].design
        rows = pd.read_parquet(folder / RUNS / f"{chunk.name}.parquet", columns=["run", "error"]).dropna()
        if rows.empty:
            continue
        runs = rows["run"].to_numpy()
        names = design.names(runs).assign(part=chunk.part, run=runs, error=rows["error"].to_numpy())
        if "set" in names:
            # Parts may name their sets by numbers and by words.
            names["set"] = names["set"].astype("string")
        values = np.array([design.values(run) for run in runs])
        tables.append(pd.concat([names, pd.DataFrame(values, columns=list(Parameters._fields))], axis=1))
    if not tables:
        return pd.DataFrame()
    table = pd.concat(tables, ignore_index=True)
    first = [name for name in ("part", "run", "scenario", "set", "seed", "error") if name in table]
    return table[[*first, *Parameters._fields]]


def read_batch(folder: Path, chunk: Chunk, plan: Plan) -> Batch:
    """Read a chunk back: what `write_chunk` was given, to the last bit."""
    runs = pd.read_parquet(folder / RUNS / f"{chunk.name}.parquet")
    numbers = runs["run"].to_numpy(dtype=np.int64)
    failed = runs["error"].notna().to_numpy()
    errors = dict(zip(numbers[failed].tolist(), runs["error"][failed].astype(str).tolist(), strict=True))
    batch = Batch(numbers, runs[[summary.name for summary in SUMMARIES]].to_numpy(dtype=np.float64), errors=errors)
    if plan.kept.series:
        series = pd.read_parquet(folder / RUNS / f"{chunk.name}.series.parquet")
        values = series[list(plan.kept.series)].to_numpy(dtype=np.float64)
        batch.series.extend(each for each in np.split(values, _starts(series["run"].to_numpy())) if len(each))
    if plan.kept.municipalities:
        table = pd.read_parquet(folder / RUNS / f"{chunk.name}.municipalities.parquet")
        groups = np.split(np.arange(len(table)), _starts(table["run"].to_numpy()))
        rows = table.drop(columns="run")
        batch.municipalities.extend(rows.iloc[group].reset_index(drop=True) for group in groups if len(group))
    if plan.kept.observed is not None:
        table = pd.read_parquet(folder / RUNS / f"{chunk.name}.observed.parquet")
        of_run = {run: dict(zip(rows["name"], rows["numbers"], strict=True)) for run, rows in table.groupby("run")}
        batch.observed.extend(of_run.get(run, {}) for run in _sound(batch).tolist())
    return batch


def _starts(runs: np.ndarray) -> np.ndarray:
    """Where a new run begins, the first left out."""
    return np.flatnonzero(np.diff(runs)) + 1


def read_ensemble(folder: Path, part: str, plan: Plan, size: int | None = None) -> Ensemble:
    """Read all chunks of a part back as an ensemble. Raises CapsuleFault where one is missing."""
    chunks = chunks_of(part, plan, size)
    missing = [chunk.name for chunk in chunks if not (folder / RUNS / f"{chunk.name}.json").is_file()]
    if missing:
        raise CapsuleFault(f"{folder.name}: missing chunks: {len(missing)}, {missing[0]} among them")
    return Ensemble(plan.design, plan.kept, Batch.joined([read_batch(folder, chunk, plan) for chunk in chunks]))


def read_series(folder: Path, part: str, outcomes: Sequence[str]) -> Iterator[pd.DataFrame]:
    """Yield the series of a part chunk by chunk, only these outcomes: for what does not fit in memory."""
    for path in sorted((folder / RUNS).glob(f"{part}-?????.series.parquet")):
        yield pd.read_parquet(path, columns=["run", "month", *outcomes])
