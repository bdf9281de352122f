"""The widget where people meet it, on this machine only: in the app, and in a notebook in JupyterLab."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from experiments import app

HOST = "127.0.0.1"
PATIENCE = 60
"""Seconds in which a server has to answer."""


class NotServed(RuntimeError):
    """A server that did not begin to answer. The text has what it said."""


@contextmanager
def app_served(folder: Path) -> Iterator[str]:
    """The app on a free port, as its address; what the server says is kept in the folder."""
    port = free_port()
    with serving(app.arguments(HOST, port, False), folder, f"http://{HOST}:{port}/health"):
        yield f"http://{HOST}:{port}"


@contextmanager
def notebook_served(folder: Path, *cells: str) -> Iterator[str]:
    """JupyterLab with a notebook of these cells, as the address at which it opens."""
    notebook = {
        "cells": [
            {"cell_type": "code", "id": f"cell-{place}", "metadata": {}, "source": cell, "outputs": []}
            | {"execution_count": None}
            for place, cell in enumerate(cells)
        ],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (folder / "notebook.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    port = free_port()
    arguments = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--ServerApp.ip={HOST}",
        f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token=",
        f"--ServerApp.root_dir={folder}", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=None",
    ]  # fmt: skip
    own = {"JUPYTER_CONFIG_DIR": str(folder / "config"), "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings")}
    own |= {"JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"), "JUPYTER_RUNTIME_DIR": str(folder / "runtime")}
    with serving(arguments, folder, f"http://{HOST}:{port}/api", own):
        yield f"http://{HOST}:{port}/lab/tree/notebook.ipynb"


@contextmanager
def serving(
    arguments: Sequence[str], folder: Path, asked: str, environment: dict[str, str] | None = None
) -> Iterator[None]:
    """A server while the block lasts; begins once the address that is asked answers. Raises NotServed."""
    said = folder / "server.txt"
    with said.open("wb") as output:
        server = subprocess.Popen(
            arguments,
            env=app.environment() | (environment or {}),
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            _wait(server, asked, said)
            yield
        finally:
            # A group of its own: kernels and sessions end with the server.
            os.killpg(server.pid, signal.SIGTERM)
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()


def _wait(server: "subprocess.Popen[bytes]", asked: str, said: Path) -> None:
    # A proxy that the environment names is not asked for what is on this machine.
    opener = build_opener(ProxyHandler({}))
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with opener.open(asked, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise NotServed(f"{asked}: no answer; the server said: {said.read_text(errors='replace')[-2000:]}")


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as asking:
        asking.bind((HOST, 0))
        return int(asking.getsockname()[1])
