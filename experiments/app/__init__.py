"""The app: choose or edit a scenario, run it, compare, take the results along. In a browser, around the widget."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from experiments.console import plain_errors

LOOPBACK = ("127.0.0.1", "localhost", "::1")
NOTEBOOK = Path(__file__).parent / "notebook.py"


def command(
    host: Annotated[str, typer.Option("--host", help="The address to listen on; others reach it only if told.")] = (
        LOOPBACK[0]
    ),
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")] = 8710,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open a browser.")] = True,
) -> None:
    """Open the app in a browser: choose a scenario, change it, run it, compare."""
    with plain_errors("app", "Stopped."):
        check_extras()
        if host not in LOOPBACK:
            typer.echo(f"Whoever reaches {host}, port {port}, can run simulations here. A token is asked.", err=True)
        ended = subprocess.run(arguments(host, port, open_browser), env=environment(), check=False)
        if ended.returncode:
            raise typer.Exit(1)


def check_extras() -> None:
    """Raise Fault where the packages are missing that the app needs."""
    from importlib.util import find_spec

    from model.declaration import Fault

    missing = [name for name in ("marimo", "anywidget") if find_spec(name) is None]
    if missing:
        raise Fault(f"{' and '.join(missing)}: not installed; python -m pip install 'decentralisation-dynamics[app]'")


def arguments(host: str, port: int, open_browser: bool) -> list[str]:
    """The command that serves the app: by marimo, a session for each visitor, with a token beyond this machine."""
    return [
        sys.executable, "-m", "marimo", "--yes", "run", str(NOTEBOOK), "--host", host, "--port", str(port),
        "--no-token" if host in LOOPBACK else "--token", "--no-sandbox", "--no-check", "--session-ttl", "30",
        *([] if open_browser else ["--headless"]),
    ]  # fmt: skip


def environment() -> dict[str, str]:
    """The environment of the server: it finds this checkout, wherever it is started."""
    here = str(Path(__file__).resolve().parent.parent.parent)
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))}
