"""Carrying an experiment out: its runs are made and kept chunk by chunk, and what is worked out from them is written.

    experiment.json   the question, its options, and the version of the rules
    scenarios/        each scenario in full
    runs/             the runs (see `experiments.store`)
    tables/           each table as Parquet and as CSV
    figures/          each figure as PNG and SVG
    answer.md         the answer in sentences
    manifest.json     written last: who made it, with what, and the size and SHA-256 of every file

Without a manifest it is unfinished, and `resume` goes on with it: what is done and sound is not done again.
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.capsule import FIGURES, MANIFEST, CapsuleFault, check_destination, digest, keep_scenario
from experiments.experiment import Experiment, Findings, Plan
from experiments.store import RUNS, Chunk, chunks_of, is_sound, read_ensemble, write_chunk
from experiments.workers import Workers, rules
from model import Scenario
from model.ensemble import Ensemble

EXPERIMENT = "experiment.json"
SCENARIOS, TABLES, ANSWER = "scenarios", "tables", "answer.md"
FORMAT = 1

Progress = Callable[[int, int], None]
"""Called with the runs done and the runs to do."""


@dataclass(frozen=True)
class Outcome:
    """What carrying an experiment out gave: its findings, its ensembles by part, and how many runs failed."""

    findings: Findings
    ensembles: dict[str, Ensemble]
    failed: int


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
    unfinished experiment stands. Raises CapsuleFault for a folder that cannot be used, and what the workers raise. A
    run that fails is kept as a row with its error.
    """
    plans = dict(experiment.plans())
    written = described(experiment, chunk_size)
    size = prepare(folder, experiment, written, resume, force)
    (folder / MANIFEST).unlink(missing_ok=True)
    chunks = [chunk for part, plan in plans.items() for chunk in chunks_of(part, plan, size)]
    make_missing(experiment, plans, chunks, folder, workers or Workers(), progress or (lambda done, of: None))
    ensembles = {part: read_ensemble(folder, part, plan, size) for part, plan in plans.items()}
    findings = experiment.findings(ensembles)
    write_findings(folder, experiment, findings)
    failed = sum(len(ensemble.failures) for ensemble in ensembles.values())
    write_manifest(folder, written, ensembles, failed, provenance or {})
    return Outcome(findings, ensembles, failed)


def described(experiment: Experiment, chunk_size: int | None) -> dict[str, Any]:
    """What tells one experiment from another, in plain values."""
    return {
        "format": FORMAT,
        "question": experiment.question,
        "options": experiment.options(),
        "scenarios": [
            {"name": scenario.name, "file": scenario_file(number, scenario), "identity": scenario.identity}
            for number, scenario in enumerate(experiment.scenarios)
        ],
        "chunk_size": chunk_size,
        "rules": rules(),
    }


def scenario_file(number: int, scenario: Scenario) -> str:
    """The file that a scenario is kept in."""
    return f"{SCENARIOS}/{number}-{re.sub(r'[^A-Za-z0-9.-]+', '-', scenario.name)}.toml"


def prepare(folder: Path, experiment: Experiment, written: dict[str, Any], resume: bool, force: bool) -> int | None:
    """Make the folder ready, and return the size of chunks. Raises CapsuleFault."""
    begun = folder / EXPERIMENT
    if begun.is_file() and not force:
        if not resume:
            state = "a capsule" if (folder / MANIFEST).is_file() else "an unfinished experiment"
            raise CapsuleFault(
                f"{folder.name}: holds {state} already; add --resume to go on with it, or --force to begin anew"
            )
        return resumed(folder, written)
    if begun.is_file():
        shutil.rmtree(folder)
    check_destination(folder, force)
    if folder.exists():
        shutil.rmtree(folder)
    draft = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        (draft / SCENARIOS).mkdir(parents=True)
    except OSError as error:
        raise CapsuleFault(f"{folder.name}: cannot be made: {error.strerror}") from error
    for number, scenario in enumerate(experiment.scenarios):
        keep_scenario(scenario, draft / scenario_file(number, scenario))
    (draft / EXPERIMENT).write_text(as_json(written), encoding="utf-8")
    os.replace(draft, folder)
    return written["chunk_size"]


def resumed(folder: Path, written: dict[str, Any]) -> int | None:
    """The size of chunks of what stands in the folder. Raises CapsuleFault where that is another experiment."""
    try:
        there = json.loads((folder / EXPERIMENT).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CapsuleFault(f"{folder.name}: {EXPERIMENT} cannot be read ({error}); begin anew with --force") from None
    size: int | None = there.get("chunk_size")
    here = json.loads(as_json(written | {"chunk_size": size}))
    differing = [key for key in here if there.get(key) != here[key]]
    if differing:
        key = differing[0]
        raise CapsuleFault(
            f"{folder.name}: was begun with other {key} ({shortly(there.get(key))}) than now ({shortly(here[key])}); "
            "resume with the same command on the same version, or begin anew with --force"
        )
    return size


def shortly(value: Any) -> str:
    """A value on one line that is not too long."""
    text = json.dumps(value)
    return text if len(text) <= 120 else f"{text[:117]}..."


def as_json(values: Any) -> str:
    """Plain values as text, the same for the same values."""
    return json.dumps(values, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def make_missing(
    experiment: Experiment,
    plans: dict[str, Plan],
    chunks: Sequence[Chunk],
    folder: Path,
    workers: Workers,
    progress: Progress,
) -> None:
    """Make every chunk that is not there or not sound."""
    missing = [chunk for chunk in chunks if not is_sound(folder, chunk)]
    of = sum(len(chunk.runs) for chunk in chunks)
    done = of - sum(len(chunk.runs) for chunk in missing)
    progress(done, of)
    if not missing:
        return
    for chunk, batch in workers.make(experiment, plans, missing):
        write_chunk(folder, chunk, plans[chunk.part], batch)
        done += len(chunk.runs)
        progress(done, of)


def write_findings(folder: Path, experiment: Experiment, findings: Findings) -> None:
    """Write answer, tables and figures."""
    import matplotlib.pyplot

    from experiments.figures.style import save

    for name in (TABLES, FIGURES):
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir()
    for name, table in findings.tables.items():
        table.to_parquet(folder / TABLES / f"{name}.parquet", engine="pyarrow", compression="zstd", index=False)
        table.to_csv(folder / TABLES / f"{name}.csv", index=False, lineterminator="\n")
    for name, figure in findings.figures.items():
        for ending in ("png", "svg"):
            save(figure, folder / FIGURES / f"{name}.{ending}")
        matplotlib.pyplot.close(figure)
    lines = [f"# {experiment.title()}", "", *(f"{sentence}\n" for sentence in findings.answer)]
    (folder / ANSWER).write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def write_manifest(
    folder: Path, written: dict[str, Any], ensembles: dict[str, Ensemble], failed: int, provenance: dict[str, Any]
) -> None:
    """Write the manifest: from then on the capsule is finished."""
    manifest = {
        **written,
        **provenance,
        "runs": {part: len(ensemble.design) for part, ensemble in ensembles.items()},
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


def read_experiment(folder: Path) -> Experiment:
    """Return the experiment that a folder holds, finished or not. Raises CapsuleFault."""
    try:
        there = json.loads((folder / EXPERIMENT).read_text(encoding="utf-8"))
        kind = kind_of(there["question"])
        scenarios = [Scenario.load(folder / each["file"]).with_(name=each["name"]) for each in there["scenarios"]]
        return kind.made_from(there["options"], scenarios)
    except (OSError, ValueError, KeyError) as error:
        raise CapsuleFault(f"{folder}: holds no experiment that can be read: {error}") from None


def kind_of(question: str) -> type[Experiment]:
    """The class of experiments of this question. Raises UnknownName."""
    from importlib import import_module

    from experiments.questions import QUESTIONS
    from model.declaration import UnknownName

    if question not in QUESTIONS:
        raise UnknownName("question", question, QUESTIONS)
    module, _, name = QUESTIONS[question].rpartition(".")
    kind: type[Experiment] = getattr(import_module(module), name)
    return kind


def read_ensembles(folder: Path) -> dict[str, Ensemble]:
    """Return the runs of an experiment's capsule as ensembles, by part. Raises CapsuleFault."""
    experiment = read_experiment(folder)
    if not (folder / RUNS).is_dir():
        raise CapsuleFault(f"{folder}: its runs are not kept here; decdyn replay makes them again")
    size = json.loads((folder / EXPERIMENT).read_text(encoding="utf-8"))["chunk_size"]
    return {part: read_ensemble(folder, part, plan, size) for part, plan in experiment.plans().items()}
