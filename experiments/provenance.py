"""Provenance: when, by which command, on which code and which versions a result was made.

Nothing here names the machine or a folder on it.
"""

import platform
import re
import shlex
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

DISTRIBUTION = "decentralisation-dynamics"


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


NOT_INSTALLED = ", not installed"


def package_version() -> str:
    """The name and version of this distribution, as installed."""
    try:
        return f"{DISTRIBUTION} {version(DISTRIBUTION)}"
    except PackageNotFoundError:
        return f"{DISTRIBUTION}{NOT_INSTALLED}"


def shown_version() -> str:
    """The same as readers see it: that it is run without being installed says nothing of the model."""
    return package_version().removesuffix(NOT_INSTALLED)


def versions() -> dict[str, str]:
    """The versions of Python, of the platform, and of this distribution and what it requires."""
    found = {"python": platform.python_version(), "platform": f"{platform.system()} {platform.machine()}"}
    for name in (DISTRIBUTION, *_required()):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def _required() -> list[str]:
    """The names of the required packages, extras left out."""
    try:
        requirements = requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        return []
    names = [re.split(r"[^A-Za-z0-9._-]", text, maxsplit=1)[0] for text in requirements if "extra ==" not in text]
    return sorted(names, key=str.lower)


def git_state() -> dict[str, Any] | None:
    """The commit that this code is run from and whether it was changed since (what stands in `results/` left out: that
    is written, not run); None outside a checkout.
    """
    checkout = Path(__file__).resolve().parent.parent
    if not (checkout / ".git").exists():
        return None
    commit = _git(checkout, "rev-parse", "HEAD")
    changes = _git(checkout, "status", "--porcelain", "--", ".", ":(exclude)results")
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
