"""A capsule as a report reads it: whatever kind it is, its answer, figures and tables, every file checked."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from experiments.capsule import ANSWERS, FIGURES, MANIFEST, SCENARIO, TABLES, CapsuleFault, check_files, digest
from experiments.described import EXPERIMENT
from experiments.language import NOT_OBSERVED
from model import Scenario
from model.language import DUTCH, ENGLISH, language

if TYPE_CHECKING:
    from pandas import DataFrame

RUN = "run"
"""The question of a capsule that `decdyn run` wrote."""
LARGEST_DRAWING = 500_000
"""Bytes; a larger SVG gives way to the PNG, where that is smaller."""
TITLE, DESCRIPTION = "{http://www.w3.org/2000/svg}title", "{http://purl.org/dc/elements/1.1/}description"


@dataclass(frozen=True)
class Picture:
    """A figure: its name, what it shows in words, its language, and the picture itself as a data address."""

    name: str
    title: str
    description: str
    language: str
    source: str
    data: str
    """The file with its numbers, empty where there is none."""


@dataclass(frozen=True)
class Told:
    """A capsule: its folder's name, its question (a word), title and paragraphs in `language`, and what it holds.

    That it is simulated is not among the paragraphs: the page says it once.
    """

    folder: str
    question: str
    language: str
    title: str
    paragraphs: tuple[str, ...]
    pictures: tuple[Picture, ...]
    tables: "dict[str, DataFrame]"
    scenarios: tuple[Scenario, ...]
    experiment: Mapping[str, Any]
    """What `experiment.json` says: options and more; empty for a run."""
    manifest: Mapping[str, Any]
    manifest_sha256: str

    @property
    def rules(self) -> str:
        """The version of the model that made it; empty where an earlier one did not say."""
        return str(self.experiment.get("rules") or self.manifest.get("rules", ""))

    @property
    def seeds(self) -> tuple[int, ...]:
        """The seeds of its runs."""
        return tuple(self.manifest.get("seeds") or self.experiment.get("options", {}).get("seeds", ()))


def read(folder: Path | str) -> Told:
    """Read a finished capsule in the language that is spoken; what it does not have in Dutch comes in English.

    Raises CapsuleFault where it is none, is not finished, or holds a file that is not what was written.
    """
    folder = Path(folder)
    manifest = manifest_of(folder)
    check_files(folder, manifest)
    experiment = json.loads((folder / EXPERIMENT).read_text("utf-8")) if (folder / EXPERIMENT).is_file() else {}
    told_in = language() if ANSWERS[language()] in manifest["files"] else ENGLISH
    if ANSWERS[told_in] not in manifest["files"]:
        raise CapsuleFault(
            f"{folder}: holds no {ANSWERS[told_in]}; it was made by an earlier version, so make it again"
        )
    title, *paragraphs = (folder / ANSWERS[told_in]).read_text("utf-8").removeprefix("# ").split("\n\n")
    return Told(
        folder.resolve().name,
        experiment.get("question", RUN),
        told_in,
        title.strip(),
        tuple(
            text.strip() for text in paragraphs if text.strip() not in ("", NOT_OBSERVED.english, NOT_OBSERVED.dutch)
        ),
        tuple(picture(folder, name, manifest) for name in named(manifest, "figures", FIGURES, ".svg")),
        {name: table(folder, name) for name in named(manifest, "tables", TABLES, ".csv")},
        tuple(scenarios_of(folder, experiment)),
        experiment,
        manifest,
        digest(folder / MANIFEST),
    )


def manifest_of(folder: Path) -> dict[str, Any]:
    """The manifest of a finished capsule. Raises CapsuleFault."""
    from experiments.replay import manifest_of

    if not folder.is_dir():
        raise CapsuleFault(f"{folder}: is no folder; allowed the folder of a finished run or experiment")
    if (folder / EXPERIMENT).is_file() and not (folder / MANIFEST).is_file():
        raise CapsuleFault(f"{folder}: is not finished; go on with it by the command that began it and --resume")
    return manifest_of(folder)


def named(manifest: Mapping[str, Any], key: str, folder: str, ending: str) -> list[str]:
    """The names of figures or tables, in the order in which they were made where the manifest says so."""
    there = [name[len(folder) + 1 : -len(ending)] for name in manifest["files"] if name.startswith(f"{folder}/")
             and name.endswith(ending) and "/" not in name[len(folder) + 1 :]]  # fmt: skip
    order = manifest.get(key, [])
    return sorted(there, key=lambda name: order.index(name) if name in order else len(order))


def table(folder: Path, name: str) -> "DataFrame":
    """A table of a capsule."""
    import pandas

    return pandas.read_csv(folder / TABLES / f"{name}.csv", keep_default_na=False, na_values=[""])


def scenarios_of(folder: Path, experiment: Mapping[str, Any]) -> "list[Scenario]":
    """The scenarios that a capsule is about."""
    if not experiment:
        return [Scenario.load(folder / SCENARIO)] if (folder / SCENARIO).is_file() else []
    return [Scenario.load(folder / each["file"]).with_(name=each["name"]) for each in experiment.get("scenarios", ())]


def picture(folder: Path, name: str, manifest: Mapping[str, Any]) -> Picture:
    """A figure in the language spoken, or in English."""
    spoken = language()
    inside = (
        f"{FIGURES}/{DUTCH}" if spoken == DUTCH and f"{FIGURES}/{DUTCH}/{name}.svg" in manifest["files"] else FIGURES
    )
    drawing, dots = (folder / inside / f"{name}.{ending}" for ending in ("svg", "png"))
    root = ElementTree.parse(drawing).getroot()
    title, description = (found.text or "" if (found := next(root.iter(tag), None)) is not None else ""
                          for tag in (TITLE, DESCRIPTION))  # fmt: skip
    chosen, kind = drawing, "svg+xml"
    size = drawing.stat().st_size
    if size > LARGEST_DRAWING and f"{inside}/{name}.png" in manifest["files"] and dots.stat().st_size < size:
        chosen, kind = dots, "png"
    numbers = f"{FIGURES}/{name}.csv"
    return Picture(
        name,
        title or name.replace("_", " "),
        description,
        spoken if inside != FIGURES else ENGLISH,
        f"data:image/{kind};base64,{base64.b64encode(chosen.read_bytes()).decode()}",
        numbers if numbers in manifest["files"] else "",
    )
