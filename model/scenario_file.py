"""Where scenarios stand: the presets that come with the model, and TOML files of the user."""

import os
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from model.declaration import suggestion
from model.scenario_faults import ScenarioError

PRESETS = (
    "baseline",
    "no-cut",
    "deeper-cut",
    "deep-cut-without-time",
    "longer-preparation",
    "postponement",
    "no-champions",
    "champions-low",
    "champions-as-directors",
    "no-directors-circle",
    "connector-secretaries",
    "change-leader-secretaries",
    "weak-reflex",
    "strong-reflex",
    "informed-councils",
    "coalition-agreements",
    "participatory",
    "hierarchical",
    "mandate-and-budget",
    "room-from-below",
    "accountability-tightened",
    "best-practice-rolled-out",
    "cuts-only",
    "no-second-wave",
    "second-wave",
    "environment-act",
    "environment-act-after-social-domain",
    "median-plausible",
)
"""The presets in the order shown: money and time, people, councils, steering, the state, domains; last the median
of the plausible sets, which `decdyn calibrate --adopt` writes.
"""


PATHS = ("extends", "after", "municipalities", "neighbours")
"""Keys whose values are paths (or names of presets)."""


@dataclass(frozen=True)
class ScenarioFile:
    """A scenario as a file has it: `key` tells files apart, `folder` is what its paths are relative to."""

    key: str
    name: str
    source: str
    folder: str
    table: dict[str, Any]


def find(name_or_path: str | os.PathLike[str]) -> ScenarioFile:
    """The preset of that name, or the TOML file at that path. Raises ScenarioError."""
    text = os.fspath(name_or_path)
    if text in PRESETS:
        content = (files("model") / "scenarios" / f"{text}.toml").read_text(encoding="utf-8")
        return ScenarioFile(text, text, text, "", _parsed(content, text))
    path = Path(text)
    if path.suffix != ".toml" and not path.is_file():
        unknown = f"unknown scenario{suggestion(path.name, PRESETS)}; or give the path of a .toml file"
        raise ScenarioError(text, [((), unknown)])
    try:
        content = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise ScenarioError(text, [((), "no such file")]) from None
    except UnicodeDecodeError as error:
        raise ScenarioError(text, [((), f"byte {error.start + 1} is not UTF-8 text")]) from None
    except OSError as error:
        raise ScenarioError(text, [((), f"cannot be read: {error.strerror}")]) from None
    key, folder = os.path.abspath(path), str(path.parent)
    return ScenarioFile(key, path.stem, path.name, folder, _parsed(content, path.name))


def find_for(file: ScenarioFile, key: str, name_or_path: str) -> ScenarioFile:
    """The scenario that a file names under a key. Raises ScenarioError that names the file and the key."""
    try:
        return find(name_or_path)
    except ScenarioError as error:
        lines = [((key,), f"got {file.table.get(key, name_or_path)!r}: {what}") for _, what in error.faults]
        raise ScenarioError(file.source, lines) from None


def resolved(name_or_path: str, folder: str) -> str:
    """A scenario that a file in `folder` names: a preset's name as it is, a path as an absolute one."""
    return name_or_path if name_or_path in PRESETS else os.path.abspath(os.path.join(folder, name_or_path))


def with_absolute_paths(table: dict[str, Any], folder: str) -> dict[str, Any]:
    """A file's table with the paths in it made absolute; they are relative to the file's folder."""
    return _with_paths(table, lambda text: resolved(text, folder))


def with_relative_paths(table: dict[str, Any], folder: str) -> dict[str, Any]:
    """A table whose paths are relative to the folder it is written to, so that both can move together."""

    def relative(text: str) -> str:
        if text in PRESETS:
            return text
        try:
            return Path(os.path.relpath(text, folder)).as_posix()
        except ValueError:  # on another drive
            return text

    return _with_paths(table, relative)


def _with_paths(table: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """The table with every path in it changed; values of another type are left for the checks."""
    changed = dict(table)
    for key, value in table.items():
        if key in PATHS and isinstance(value, str):
            changed[key] = change(value)
        elif key == "population" and isinstance(value, dict):
            changed[key] = _with_paths(value, change)
    return changed


def without_empty(value: Any) -> Any:
    """Nested plain values without empty texts, lists and tables."""
    if isinstance(value, dict):
        kept = {key: without_empty(each) for key, each in value.items()}
        return {key: each for key, each in kept.items() if each not in ("", [], {})}
    return [without_empty(each) for each in value] if isinstance(value, list) else value


def write(path: str | os.PathLike[str], table: dict[str, Any]) -> None:
    """Write a TOML file whole or not at all: under another name first, then renamed."""
    import tomli_w

    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        partial.write_bytes(tomli_w.dumps(table).encode("utf-8"))
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _parsed(content: str, source: str) -> dict[str, Any]:
    try:
        return tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        what, _, where = str(error).removesuffix(")").rpartition(" (at ")
        raise ScenarioError(source, [((), f"{where}: {what[:1].lower()}{what[1:]}")]) from None
