"""All figures of the benchmark, as JSON and as the table of model/PERFORMANCE.md."""

import json
import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from experiments.benchmarks.measuring import Measurement, Tell, machine
from model.declaration import Fault, UnknownName

PARTS = {
    "start": "experiments.benchmarks.start",
    "drivers": "experiments.benchmarks.drivers",
    "acts": "experiments.benchmarks.dearest_acts",
    "frameworks": "experiments.benchmarks.threshold_diffusion.comparison",
    "growth": "experiments.benchmarks.growth",
    "memory": "experiments.benchmarks.memory",
    "sampling": "experiments.benchmarks.sampling",
}
"""Each part of the benchmark and the module that measures it."""

PAGE = Path("model") / "PERFORMANCE.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
HEAD = ("figure", "goal", "measured", "met", "rounds", "")
RULE = ("---",) * len(HEAD)


def check(parts: Sequence[str], out: Path, page: Path | None) -> None:
    """Raise Fault unless there are such parts and the figures can be written there, before minutes are spent on them.

    The table of a page, if one is given, is written anew as a whole, so that all parts must be measured.
    """
    for part in parts:
        if part not in PARTS:
            raise UnknownName("part of the benchmark", part, PARTS)
    drafted(out, "").unlink()
    if page is None:
        return
    if parts:
        raise Fault(
            f"--page: got it with {', '.join(parts)}; allowed with all parts only, because the table of {page} is "
            "written anew as a whole"
        )
    around_the_table(page)
    drafted(page, "").unlink()


def measured(parts: Sequence[str], rounds: int, tell: Tell = lambda text: None) -> dict[str, Any]:
    """Return machine and figures of the parts named, or of all; `tell` hears which is begun, and what goes wrong."""
    found: dict[str, Any] = {"machine": machine(), "figures": []}
    for part in parts or PARTS:
        tell(f"Measuring {part} …")
        measurements: tuple[Measurement, ...] = import_module(PARTS[part]).MEASUREMENTS
        for measurement in measurements:
            found["figures"] += [figure.table() for figure in measurement.done(rounds, tell)]
    return found


def rows(found: dict[str, Any]) -> list[tuple[str, str, str, str, str, str]]:
    """The figures in words, as HEAD names them."""
    told = []
    for figure in found["figures"]:
        unit = f" {figure['unit']}".rstrip()
        goal = f"{'≥' if figure['least'] else '≤'} {figure['goal']:g}{unit}"
        value = "not measured" if figure["value"] is None else f"{figure['value']:.3g}{unit}"
        met = {True: "yes", False: "no", None: "–"}[figure["met"]]
        rounds = str(figure["rounds"] or "–")
        told.append((figure["name"], goal, value, met, rounds, figure["note"]))
    return told


def table(found: dict[str, Any]) -> str:
    """The measured part of model/PERFORMANCE.md."""
    here = found["machine"]
    packages = ", ".join(f"{name} {number}" for name, number in here["packages"].items() if number)
    lines = [
        BEGIN,
        f"Measured on {here['processor']}, {here['cores']} cores, {here['system']}, Python {here['python']}, "
        f"{packages}; load before {here['load_before']}.",
        "",
        *("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in (HEAD, RULE, *rows(found))),
        END,
    ]
    return "\n".join(lines)


def write_json(found: dict[str, Any], path: Path) -> None:
    """Write the figures and all measurements, whole or not at all. Raises Fault where that cannot be done."""
    os.replace(drafted(path, json.dumps(found, indent=2) + "\n"), path)


def update_page(found: dict[str, Any], path: Path = PAGE) -> None:
    """Put the measured part in place of the one in the page. Raises Fault where the page or its marks are missing."""
    before, after = around_the_table(path)
    os.replace(drafted(path, before + table(found) + after), path)


def around_the_table(path: Path) -> tuple[str, str]:
    """What stands before and after the measured part of a page. Raises Fault where page or marks are missing."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise Fault(f"{path}: cannot be read: {error.strerror}; run this in the project's folder") from error
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise Fault(f"{path}: lacks the marks {BEGIN} and {END}")
    return before, after


def drafted(path: Path, text: str) -> Path:
    """Write a text beside a file, to be put in its place, and return where. Raises Fault where that cannot be done."""
    if path.is_dir():
        raise Fault(f"{path}: is a folder; allowed a file to write to")
    draft = path.with_name(f".{path.name}.partial")
    try:
        draft.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Fault(f"{path}: cannot be written: {error.strerror}") from error
    return draft
