"""The app: choose or edit a scenario, run it, compare, take the results along. In a browser, around the widget."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.console import plain_errors

if TYPE_CHECKING:
    from model import Scenario

LOOPBACK = ("127.0.0.1", "localhost", "::1")
OWN = "DECDYN_APP_SCENARIOS"
"""Files of scenarios for the server, between path separators."""

LANGUAGE = "DECDYN_APP_LANGUAGE"
"""The language in which the server opens the app."""

FOLDER = "DECDYN_APP_FOLDER"
"""Where the server keeps what visitors made, until it ends."""

NOTEBOOK = Path(__file__).parent / "notebook.py"


def command(
    scenarios: Annotated[
        list[str] | None, typer.Argument(metavar="[SCENARIO]...", help="TOML files to offer beside the presets.")
    ] = None,
    host: Annotated[str, typer.Option("--host", help="The address to listen on; others reach it only if told.")] = (
        LOOPBACK[0]
    ),
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")] = 8710,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open a browser.")] = True,
    language: Annotated[str, typer.Option("--lang", help="The language it opens in: en or nl.")] = "en",
) -> None:
    """Open the app in a browser: choose a scenario, change it, run it, compare."""
    with plain_errors("app", "Stopped."):
        check_extras()
        files = checked(scenarios or [])
        from experiments.widget.words import checked_language

        checked_language(language)
        if host not in LOOPBACK:
            typer.echo(f"Whoever reaches {host}, port {port}, can run simulations here. A token is asked.", err=True)
        with tempfile.TemporaryDirectory(prefix="decdyn-app-") as folder:
            server = environment(files, language) | {FOLDER: folder}
            ended = subprocess.run(arguments(host, port, open_browser), env=server, check=False)
        if ended.returncode:
            raise typer.Exit(1)


def check_extras() -> None:
    """Raise Fault where the packages are missing that the app needs."""
    from importlib.util import find_spec

    from model.declaration import Fault

    missing = [name for name in ("marimo", "anywidget") if find_spec(name) is None]
    if missing:
        raise Fault(f"{' and '.join(missing)}: not installed; python -m pip install 'decentralisation-dynamics[app]'")


def checked(scenarios: Sequence[str]) -> list[Path]:
    """The files of scenarios, each of which can be read. Raises ScenarioError, and Fault for one that is no file."""
    from model import Scenario
    from model.declaration import Fault

    files = [Path(each).resolve() for each in scenarios]
    for given, file in zip(scenarios, files, strict=True):
        Scenario.load(given)
        if not file.is_file():
            raise Fault(f"scenario: got {given!r}; allowed a TOML file (the presets are offered anyhow)")
    return files


def own_scenarios() -> "list[Scenario]":
    """The scenarios of the files that the command was given."""
    from model import Scenario

    return [Scenario.load(path) for path in os.environ.get(OWN, "").split(os.pathsep) if path]


def arguments(host: str, port: int, open_browser: bool) -> list[str]:
    """The command that serves the app: by marimo, a session for each visitor, with a token beyond this machine."""
    return [
        sys.executable, "-m", "marimo", "--yes", "run", str(NOTEBOOK), "--host", host, "--port", str(port),
        "--no-token" if host in LOOPBACK else "--token", "--no-sandbox", "--no-check", "--session-ttl", "30",
        *([] if open_browser else ["--headless"]),
    ]  # fmt: skip


def environment(scenarios: Sequence[Path] = (), language: str = "en") -> dict[str, str]:
    """The environment of the server: it finds this checkout, wherever it is started, the files of scenarios, and the
    language in which it opens.
    """
    here = str(Path(__file__).resolve().parent.parent.parent)
    path = os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, OWN: os.pathsep.join(map(str, scenarios)), LANGUAGE: language}
