"""The capsule: one folder with the results of a run and all that is needed to make them again.

A capsule is written whole under a temporary name beside its final one and then renamed, so that a folder
under the final name is always complete.
"""

import json
import os
import secrets
import shutil
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.language import NOT_OBSERVED, has_dutch, in_both, in_dutch
from model import plausible
from model.declaration import Fault
from model.language import DUTCH, ENGLISH

if TYPE_CHECKING:
    from pandas import DataFrame

    from experiments.replicates import Results
    from model import Scenario

MANIFEST = "manifest.json"
SCENARIO = "scenario.toml"
SERIES = "series.parquet"
MUNICIPALITIES = "municipalities.parquet"
FIGURES = "figures"
TABLES = "tables"
RUNS, DESIGN = "runs", "design"
"""What may be left out as a whole where results are kept: `decdyn replay` makes it again."""
ANSWERS = {ENGLISH: "answer.md", DUTCH: "answer.nl.md"}
"""The file of the answer by language. The Dutch one is there where every sentence has its Dutch."""
FORMAT = 1


class CapsuleFault(Fault):
    """A capsule that cannot be written there, or read from there. The text names the folder or file."""


@dataclass(frozen=True)
class Capsule:
    """A capsule as read back: its manifest as a dictionary and its two tables."""

    folder: Path
    manifest: dict[str, Any]
    series: "DataFrame"
    municipalities: "DataFrame"


def check_destination(destination: Path, force: bool = False) -> None:
    """Raise CapsuleFault unless a capsule may be written there.

    A folder that is not empty is refused without `force`, and one that is no capsule even with it.
    """
    destination = destination.resolve()
    if not destination.exists():
        return
    if not destination.is_dir():
        raise CapsuleFault(f"{destination.name}: is a file; a capsule needs a folder")
    if Path.cwd().is_relative_to(destination):
        raise CapsuleFault(f"{destination.name}: is the folder you are in; choose one inside or beside it")
    if not any(destination.iterdir()):
        return
    if not (destination / MANIFEST).is_file():
        raise CapsuleFault(
            f"{destination.name}: holds files but no {MANIFEST}, so it is no capsule and is left alone, "
            "with or without --force; choose another folder"
        )
    if not force:
        raise CapsuleFault(f"{destination.name}: holds results already; choose another folder or add --force")


@contextmanager
def writing(destination: Path, force: bool = False) -> Iterator[Path]:
    """A temporary folder to fill, renamed to its destination at the end of the block.

    Raises CapsuleFault at once where the destination is refused. Whatever ends the block early (an error, an
    interrupt) removes the temporary folder and leaves the destination as it was.
    """
    destination = destination.resolve()
    check_destination(destination, force)
    token = secrets.token_hex(4)
    temporary = destination.with_name(f".{destination.name}.{token}.partial")
    try:
        temporary.mkdir(parents=True)
    except OSError as error:
        raise CapsuleFault(f"{destination.name}: cannot be made: {error.strerror}") from error
    try:
        yield temporary
        check_destination(destination, force)
        _replace(destination, temporary, destination.with_name(f".{destination.name}.{token}.old"))
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _replace(destination: Path, new: Path, aside: Path) -> None:
    """Put the new folder in the destination's place, and the old one back where that fails."""
    if not destination.exists():
        os.rename(new, destination)
        return
    os.rename(destination, aside)
    try:
        os.rename(new, destination)
    except BaseException:
        os.rename(aside, destination)
        raise
    shutil.rmtree(aside)


def write_answer(folder: Path, title: str, sentences: Sequence[str]) -> None:
    """Write the answer, a paragraph for each sentence, in every language in which it is told; last, what it is not."""
    sentences = [*sentences, in_both(str, NOT_OBSERVED)]
    texts = {ENGLISH: [title, *sentences], DUTCH: [in_dutch(text) for text in (title, *sentences)]}
    for language, (heading, *paragraphs) in texts.items():
        if language == DUTCH and not all(map(has_dutch, (title, *sentences))):
            (folder / ANSWERS[language]).unlink(missing_ok=True)
            continue
        text = "\n\n".join((f"# {heading}", *paragraphs))
        (folder / ANSWERS[language]).write_text(text + "\n", encoding="utf-8")


def fill_capsule(folder: Path, results: "Results", figures: dict[str, Any], provenance: dict[str, Any]) -> None:
    """Write tables, scenario, figures, answer and, last, the manifest into an empty folder.

    `figures` are matplotlib figures by name; `provenance` goes into the manifest as it is.
    """
    from experiments import course
    from experiments.figures.saving import save_all
    from experiments.workers import rules

    options: dict[str, Any] = {"engine": "pyarrow", "compression": "zstd", "index": False}
    results.series.to_parquet(folder / SERIES, **options)
    results.municipalities.to_parquet(folder / MUNICIPALITIES, **options)
    keep_scenario(results.scenario, folder / SCENARIO)
    (folder / FIGURES).mkdir()
    save_all(figures, folder / FIGURES)
    (folder / TABLES).mkdir()
    tables = course.tables(results)
    for name, table in tables.items():
        table.to_csv(folder / TABLES / f"{name}.csv", index=False, lineterminator="\n")
    write_answer(folder, in_both(course.title, results), in_both(course.sentences, results))
    manifest = {
        "format": FORMAT,
        **provenance,
        "rules": rules(),
        "scenario_identity": results.scenario.identity,
        "scenario": tomllib.loads((folder / SCENARIO).read_text(encoding="utf-8")),
        "seeds": list(results.seeds),
        "engine": results.engine,
        **({"plausible": plausible.identity()} if results.plausible else {}),
        "rows": {SERIES: len(results.series), MUNICIPALITIES: len(results.municipalities)},
        "figures": list(figures),
        "tables": list(tables),
        "files": {
            path.relative_to(folder).as_posix(): {"sha256": digest(path), "bytes": path.stat().st_size}
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        },
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False, allow_nan=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def keep_scenario(scenario: "Scenario", path: Path) -> None:
    """Save a scenario with copies of the files it rests on beside it, so that the folder can move."""
    population = scenario.population
    beside = path.with_suffix("")
    changes: dict[str, Any] = {}
    if population.kind == "files":
        copies = {}
        for field in ("municipalities", "neighbours"):
            copies[field] = f"{beside}_{field}.csv"
            shutil.copyfile(getattr(population, field), copies[field])
        changes["population"] = population.model_copy(update=copies)
    predecessor = scenario.predecessor()
    if predecessor is not None and scenario.after not in scenario.presets():
        changes["after"] = f"{beside}_after.toml"
        keep_scenario(predecessor, Path(changes["after"]))
    (scenario.with_(**changes) if changes else scenario).save(path)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def read_capsule(folder: Path | str) -> Capsule:
    """Read a capsule and check every file in its manifest against its hash.

    Raises CapsuleFault where the manifest is missing or unreadable, and where a file is missing or differs;
    the text names every such file.
    """
    import pandas

    folder = Path(folder)
    manifest = _read_manifest(folder / MANIFEST)
    check_files(folder, manifest)
    return Capsule(folder, manifest, pandas.read_parquet(folder / SERIES), pandas.read_parquet(folder / MUNICIPALITIES))


def files_kept(folder: Path, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The files that a manifest tells of, but for those in folders that were left out as a whole."""
    return {name: what for name, what in manifest["files"].items() if not name.startswith(left_out(folder))}


def left_out(folder: Path) -> tuple[str, ...]:
    """How the names of files begin that a capsule left out."""
    return tuple(f"{each}/" for each in (RUNS, DESIGN) if not (folder / each).is_dir())


def check_files(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Raise CapsuleFault, with a line for each file of a manifest that is missing or is not what was written; runs and
    their designs may be left out as a whole.
    """
    faults = []
    for name, expected in files_kept(folder, manifest).items():
        path = folder / name
        if not path.is_file():
            faults.append(f"{path}: is missing")
        elif digest(path) != expected["sha256"]:
            faults.append(f"{path}: differs from what was written (its SHA-256 is not the one in {MANIFEST})")
    if faults:
        raise CapsuleFault("\n".join(faults))


def _read_manifest(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise CapsuleFault(f"{path}: is missing, so this is no capsule")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise CapsuleFault(f"{path}: is not readable as JSON: {error}") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise CapsuleFault(f"{path}: is not a manifest of format {FORMAT}")
    absent = {"files", "rows", "scenario", "seeds"} - manifest.keys()
    if absent:
        raise CapsuleFault(f"{path}: lacks {', '.join(sorted(absent))}")
    return manifest
