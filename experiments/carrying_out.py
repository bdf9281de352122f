"""Carrying an experiment out: its runs are made and kept chunk by chunk, and what is worked out from them is written.

    experiment.json, scenarios/, design/    what is asked (see `experiments.described`)
    runs/             the runs (see `experiments.store`)
    tables/           each table as Parquet and, unless it is very long, as CSV; `failures` lists runs that failed
    figures/          each figure as PNG and SVG, with its numbers as CSV; the same in Dutch under figures/nl
    answer.md         the answer in sentences; in Dutch answer.nl.md
    manifest.json     written last: who made it, with what, and the size and SHA-256 of every file

Without a manifest it is unfinished, and `resume` goes on with it: what is done and sound is not done again.
"""

import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.capsule import FIGURES, MANIFEST, RUNS, TABLES, CapsuleFault, digest, write_answer
from experiments.described import begun, described, keep_designs, keep_scenarios, prepare, read_experiment
from experiments.experiment import Experiment, Findings, Plan, told
from experiments.language import in_both
from experiments.store import Chunk, chunks_of, failures_table, is_sound, read_ensemble, write_chunk
from experiments.workers import Workers
from model.declaration import Fault
from model.ensemble import Ensemble

FAILURES = "failures"
"""The table of runs that failed, where there are any."""

MOST_ROWS = 50_000
"""A longer table stands in Parquet alone: as CSV it would be most of a capsule, and nobody reads it line by line."""

Progress = Callable[[int, int], None]
"""Called with the runs done and the runs to do."""


@dataclass(frozen=True)
class Outcome:
    """What carrying an experiment out gave: its findings, its ensembles by part, and how many runs failed."""

    findings: Findings
    ensembles: dict[str, Ensemble]
    failed: int

    @property
    def runs(self) -> int:
        """How many runs there are, those that failed too."""
        return sum(len(ensemble.design) for ensemble in self.ensembles.values())

    @property
    def first_error(self) -> str:
        """The error of the first run that failed; empty where none did."""
        return next((error for ensemble in self.ensembles.values() for error in ensemble.failures["error"]), "")


def carry_out(
    experiment: Experiment,
    folder: Path,
    *,
    resume: bool = False,
    force: bool = False,
    workers: Workers | None = None,
    progress: Progress | None = None,
    provenance: dict[str, Any] | None = None,
    chunk_size: int | None = None,
) -> Outcome:
    """Make the runs of an experiment, write its capsule into a folder, and return what was found.

    `resume` goes on with an interrupted one of the same experiment; `force` begins anew where a capsule or an
    unfinished experiment stands. `provenance` goes into the manifest, by default versions and commit. Raises
    CapsuleFault for a folder that cannot be used, and what the workers raise. A run that fails is kept as a row with
    its error, and listed with its parameters.
    """
    # What lacks the engine is told before anything is written.
    import_module("model.compilation")
    folder = folder.resolve()
    stage = dict(experiment.planned())
    check_kept(stage)
    written = described(experiment, stage, chunk_size)
    size = prepare(folder, experiment, stage, written, resume, force)
    (folder / MANIFEST).unlink(missing_ok=True)
    if resume:
        keep_scenarios(folder, experiment)
        keep_designs(folder, stage)
    workers, report = workers or Workers(), progress or (lambda done, of: None)
    plans: dict[str, Plan] = {}
    ensembles: dict[str, Ensemble] = {}
    while stage:
        chunks = [chunk for part, plan in stage.items() for chunk in chunks_of(part, plan, size)]
        make_missing(experiment, stage, chunks, folder, workers, counting_on(report, plans))
        plans |= stage
        ensembles |= {part: read_ensemble(folder, part, plan, size) for part, plan in stage.items()}
        stage = dict(experiment.following(ensembles))
        check_kept(stage)
        keep_designs(folder, stage)
        # Other processes plan an experiment by themselves, and know nothing of what came out so far.
        workers = Workers()
    chunks = [chunk for part, plan in plans.items() for chunk in chunks_of(part, plan, size)]
    findings = told(experiment, experiment.findings(ensembles))
    failed = failures_table(folder, plans, chunks)
    write_findings(folder, experiment, findings, {FAILURES: failed} if len(failed) else {})
    shown = {"figures": list(findings.figures), "tables": list(findings.tables)}
    made_by = versions_and_commit() if provenance is None else provenance
    write_manifest(folder, {**written, **shown}, plans, len(failed), made_by)
    return Outcome(findings, ensembles, len(failed))


def counting_on(report: Progress, plans: Mapping[str, Plan]) -> Progress:
    """Progress that counts the runs of earlier stages as done."""
    before = sum(len(plan.design) for plan in plans.values())
    return lambda done, of: report(before + done, before + of)


def check_kept(plans: Mapping[str, Plan]) -> None:
    """Raise Fault where more is to be kept than a capsule holds."""
    for part, plan in plans.items():
        if plan.kept.states:
            raise Fault(f"part {part}: got states to keep; allowed series and municipalities")


def make_missing(
    experiment: Experiment,
    plans: dict[str, Plan],
    chunks: Sequence[Chunk],
    folder: Path,
    workers: Workers,
    progress: Progress,
) -> None:
    """Make every chunk that is not there or not sound."""
    missing = [chunk for chunk in chunks if not is_sound(folder, chunk, plans[chunk.part])]
    of = sum(len(chunk.runs) for chunk in chunks)
    done = of - sum(len(chunk.runs) for chunk in missing)
    progress(done, of)
    if not missing:
        return
    for chunk, batch in workers.make(experiment, plans, missing):
        write_chunk(folder, chunk, plans[chunk.part], batch)
        done += len(chunk.runs)
        progress(done, of)


def write_findings(
    folder: Path, experiment: Experiment, findings: Findings, more: "Mapping[str, pd.DataFrame]"
) -> None:
    """Write answer, tables and figures, and some tables more."""
    import matplotlib.pyplot

    from experiments.figures.saving import save_all

    for name in (TABLES, FIGURES):
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir()
    for name, table in {**findings.tables, **more}.items():
        table.to_parquet(folder / TABLES / f"{name}.parquet", engine="pyarrow", compression="zstd", index=False)
        if len(table) <= MOST_ROWS:
            table.to_csv(folder / TABLES / f"{name}.csv", index=False, lineterminator="\n")
    save_all(findings.figures, folder / FIGURES)
    for figure in findings.figures.values():
        matplotlib.pyplot.close(figure)
    write_answer(folder, in_both(experiment.title), findings.answer)


def versions_and_commit() -> dict[str, Any]:
    """The provenance of what is made from Python, without a command."""
    from experiments.provenance import provenance

    return {key: value for key, value in provenance([]).items() if key != "command"}


def write_manifest(
    folder: Path, written: dict[str, Any], plans: Mapping[str, Plan], failed: int, provenance: dict[str, Any]
) -> None:
    """Write the manifest: from then on the capsule is finished. `written` is what else stands in it."""
    manifest = {
        **written,
        **provenance,
        "runs": {part: len(plan.design) for part, plan in plans.items()},
        "failed": failed,
        "files": {
            path.relative_to(folder).as_posix(): {"sha256": digest(path), "bytes": path.stat().st_size}
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name != MANIFEST and not path.name.endswith(".partial")
        },
    }
    draft = folder / f".{MANIFEST}.partial"
    draft.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(draft, folder / MANIFEST)


def read_ensembles(folder: Path | str) -> dict[str, Ensemble]:
    """Return the runs of an experiment's capsule as ensembles, by part.

    Raises CapsuleFault where a file is missing or is not what was written.
    """
    folder = Path(folder)
    experiment = read_experiment(folder)
    if not (folder / RUNS).is_dir():
        raise CapsuleFault(f"{folder}: its runs are not kept here; decdyn replay makes them again")
    size = (begun(folder) or {}).get("chunk_size")
    ensembles: dict[str, Ensemble] = {}
    stage = experiment.planned()
    while stage:
        for part, plan in stage.items():
            for chunk in chunks_of(part, plan, size):
                if not is_sound(folder, chunk, plan):
                    raise CapsuleFault(f"{folder}: chunk {chunk.name} is missing or changed; --resume makes it again")
            ensembles[part] = read_ensemble(folder, part, plan, size)
        stage = experiment.following(ensembles)
    return ensembles
