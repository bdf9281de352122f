"""All figures of the benchmark, as JSON and as the table of model/PERFORMANCE.md."""

import json
import os
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from experiments.benchmarks.measuring import Figure, machine
from model.declaration import Fault, UnknownName

PARTS = {
    "drivers": "experiments.benchmarks.drivers",
    "acts": "experiments.benchmarks.dearest_acts",
    "frameworks": "experiments.benchmarks.threshold_diffusion.comparison",
    "growth": "experiments.benchmarks.growth",
    "memory": "experiments.benchmarks.memory",
}
"""Each part of the benchmark and the module that measures it."""

PAGE = Path("model") / "PERFORMANCE.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def measured(parts: Sequence[str], rounds: int, tell: Callable[[str], object] = lambda part: None) -> dict[str, Any]:
    """Return machine and figures of the parts named, or of all; `tell` hears which is begun. Raises UnknownName."""
    for part in parts:
        if part not in PARTS:
            raise UnknownName("part of the benchmark", part, PARTS)
    found: dict[str, Any] = {"machine": machine(), "rounds": rounds, "figures": []}
    for part in parts or PARTS:
        tell(part)
        figures: list[Figure] = import_module(PARTS[part]).measure(rounds)
        found["figures"] += [figure.table() for figure in figures]
    return found


def rows(found: dict[str, Any]) -> list[tuple[str, str, str, str, str]]:
    """The figures in words: what, goal, measured, whether the goal is met, note."""
    told = []
    for figure in found["figures"]:
        unit = f" {figure['unit']}".rstrip()
        goal = f"{'≥' if figure['least'] else '≤'} {figure['goal']:g}{unit}"
        value = "not measured" if figure["value"] is None else f"{figure['value']:.3g}{unit}"
        met = {True: "yes", False: "no", None: "–"}[figure["met"]]
        told.append((figure["name"], goal, value, met, figure["note"]))
    return told


def page(found: dict[str, Any]) -> str:
    """The measured part of model/PERFORMANCE.md."""
    here = found["machine"]
    packages = ", ".join(f"{name} {number}" for name, number in here["packages"].items() if number)
    lines = [
        BEGIN,
        f"Measured on {here['processor']}, {here['cores']} cores, {here['system']}, Python {here['python']}, "
        f"{packages}; medians of {found['rounds']} rounds; load before {here['load_before']}.",
        "",
        "| figure | goal | measured | met | |",
        "| --- | --- | --- | --- | --- |",
        *(f"| {' | '.join(row)} |" for row in rows(found)),
        END,
    ]
    return "\n".join(lines)


def write_json(found: dict[str, Any], path: Path) -> None:
    """Write the figures whole, or not at all."""
    draft = path.with_name(f".{path.name}.partial")
    try:
        draft.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
        os.replace(draft, path)
    except OSError as error:
        raise Fault(f"{path}: cannot be written: {error.strerror}") from error


def update_page(found: dict[str, Any], path: Path = PAGE) -> None:
    """Put the measured part in place of the one in the page. Raises Fault where the page or its marks are missing."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise Fault(f"{path}: cannot be read: {error.strerror}; run this in the project's folder") from error
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise Fault(f"{path}: lacks the marks {BEGIN} and {END}")
    path.write_text(before + page(found) + after, encoding="utf-8")
