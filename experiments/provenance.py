"""Provenance: when, by which command, on which code and which versions a result was made.

Nothing here names the machine or a folder on it.
"""

import platform
import re
import shlex
import subprocess
import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

DISTRIBUTION = "decentralisation-dynamics"
CHECKOUT = Path(__file__).resolve().parent.parent
EXTRAS = ("calibration", "cluster", "discovery")
"""The extras whose libraries can leave a mark on numbers."""


def provenance(arguments: Sequence[str]) -> dict[str, Any]:
    """What the manifest says of a result's making; `arguments` are those of the command, without its name."""
    return {
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": command_line(arguments),
        "versions": versions(),
        "git": git_state(),
    }


def command_line(arguments: Sequence[str]) -> str:
    """The command as one would type it again, absolute paths reduced to their last part."""
    return shlex.join(["decdyn", *(_without_folder(argument) for argument in arguments)])


def _without_folder(argument: str) -> str:
    option, equals, value = argument.partition("=") if argument.startswith("-") else ("", "", argument)
    path = Path(value)
    if path.is_absolute():
        inside = path.is_relative_to(Path.cwd())
        value = path.relative_to(Path.cwd()).as_posix() if inside else path.name
    return f"{option}{equals}{value}"


def package_version() -> str:
    """The name and version of this distribution."""
    return f"{DISTRIBUTION} {_declared()[0]}"


def versions() -> dict[str, str]:
    """The versions of Python, of the platform, of this distribution, of what it requires, and of what is there of the
    libraries that single experiments need.
    """
    own, required, optional = _declared()
    found = {"python": platform.python_version(), "platform": f"{platform.system()} {platform.machine()}"}
    found[DISTRIBUTION] = own
    for name in sorted({*required, *optional}):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            if name in required:
                found[name] = "not installed"
    return found


@cache
def _declared() -> tuple[str, list[str], list[str]]:
    """This distribution's version, and the names of what it requires always and for EXTRAS: of the checkout that runs,
    else as installed.
    """
    path = CHECKOUT / "pyproject.toml"
    if path.is_file():
        project = tomllib.loads(path.read_text(encoding="utf-8"))["project"]
        extras = project["optional-dependencies"]
        optional = [text for extra in EXTRAS for text in extras[extra]]
        return project["version"], _names(project["dependencies"]), _names(optional)
    requirements = requires(DISTRIBUTION) or []
    always = [text for text in requirements if "extra ==" not in text]
    optional = [text for text in requirements if re.search(rf"extra == .({'|'.join(EXTRAS)})\b", text)]
    return version(DISTRIBUTION), _names(always), _names(optional)


def _names(requirements: Sequence[str]) -> list[str]:
    """The names in requirements, in the one form that registries give them (PEP 503)."""
    names = [re.split(r"[^A-Za-z0-9._-]", text, maxsplit=1)[0] for text in requirements]
    return [re.sub(r"[-_.]+", "-", name).lower() for name in names]


def git_state() -> dict[str, Any] | None:
    """The commit that this code is run from and whether it was changed since (what stands in `results/` left out: that
    is written, not run); None outside a checkout.
    """
    if not (CHECKOUT / ".git").exists():
        return None
    commit = _git(CHECKOUT, "rev-parse", "HEAD")
    changes = _git(CHECKOUT, "status", "--porcelain", "--", ".", ":(exclude)results")
    if commit is None or changes is None:
        return None
    return {"commit": commit, "dirty": bool(changes)}


def _git(checkout: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(checkout), *arguments], capture_output=True, text=True, timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
