"""What the commands print, where, and with which exit code they end."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from model.declaration import Fault

FAILED, BAD_INPUT, SOME_FAILED, DIFFERS, INTERRUPTED = 1, 2, 3, 4, 130
"""Exit codes: it failed; what was asked cannot be done; done, but some runs failed; a replay differs; interrupted."""

DEBUG = "DECDYN_DEBUG"
PIPED_WIDTH = 160
"""Columns of a table that is not printed to a terminal."""
MOST_NAMES, MOST_LISTED = 4, 30
"""So many names are proposed instead of one that is unknown; where none is like it, so many are listed."""
LISTINGS = {"parameter": "decdyn parameters", "summary": "decdyn outcomes", "outcome": "decdyn outcomes"}
"""The command that lists what there is of a kind."""
LONG_CHUNK = 3600
"""Seconds after which the bar forgets how fast it went; between two reports there must be less."""


@contextmanager
def plain_errors(task: str, interrupted: str = "Interrupted; nothing was written.") -> Iterator[None]:
    """Turn errors into one plain message and an exit code, without a traceback unless DECDYN_DEBUG is set."""
    try:
        yield
    except typer.Exit:
        raise
    except KeyboardInterrupt:
        fail(interrupted, INTERRUPTED)
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        from experiments.replicates import RunFailed
        from model.declaration import Fault

        if isinstance(error, Fault):
            fail(in_words(error), BAD_INPUT)
        if isinstance(error, RunFailed):
            fail(f"{error}\nSet {DEBUG}=1 to see where.", FAILED)
        fail(f"The {task} failed: {type(error).__name__}: {error}\nSet {DEBUG}=1 to see where.", FAILED)


def in_words(fault: "Fault") -> str:
    """What is said of bad input; of a name that none is like, the names that hold it, such as a part of one, or all
    names, and where they are explained.
    """
    from model.declaration import LISTED_NAMES, UnknownName, nearest

    if not isinstance(fault, UnknownName) or len(fault.names) <= LISTED_NAMES or nearest(fault.name, fault.names):
        return str(fault)
    holding = [repr(name) for name in fault.names if str(fault.name).lower() in name.lower()][:MOST_NAMES]
    if holding:
        return f"{fault} (did you mean {' or '.join(holding)}?)"
    allowed = f"; allowed: {', '.join(fault.names)}" if len(fault.names) <= MOST_LISTED else ""
    listing = next((f"; {command} explains them" for kind, command in LISTINGS.items() if kind in fault.kind), "")
    return f"{fault}{allowed}{listing}"


def fail(message: str, code: int) -> NoReturn:
    """Print a message on standard error and end with an exit code."""
    typer.echo(message, err=True)
    raise typer.Exit(code)


def console_for_results(quiet: bool = False) -> "Console":
    """Where results are printed: wide enough for tables where it is no terminal."""
    from rich.console import Console

    console = Console(quiet=quiet, highlight=False)
    if not (console.is_terminal or console.is_jupyter):
        console.width = PIPED_WIDTH
    return console


@contextmanager
def progress_bar(console: "Console", title: str) -> Iterator[Callable[[int, int], None]]:
    """A bar with the time left, in a terminal or a notebook, as a function of what is done and what is to do."""
    if console.is_jupyter and not console.quiet:
        with notebook_bar(title) as report:
            yield report
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    options: dict[str, Any] = {"console": console, "transient": True, "disable": not console.is_terminal}
    with Progress(*columns, **options, speed_estimate_period=LONG_CHUNK) as progress:
        task = progress.add_task(title, total=None)
        yield lambda done, of: progress.update(task, completed=done, total=of)


@contextmanager
def notebook_bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """The same in a notebook, as plain HTML: rich shows its own there only where ipywidgets is installed."""
    from html import escape
    from importlib import import_module

    notebook = import_module("IPython.display")
    shown = notebook.display(notebook.HTML(escape(title)), display_id=True)
    begun, before = time.monotonic(), None

    def report(done: int, of: int) -> None:
        nonlocal before
        before = done if before is None else before
        left = time_left(done - before, of - done, time.monotonic() - begun)
        text = f"{escape(title)}: {done:,} of {of:,}{left}"
        shown.update(notebook.HTML(f'<progress value="{done}" max="{max(of, 1)}"></progress> {text}'))

    try:
        yield report
    finally:
        shown.update(notebook.HTML(""))


def time_left(done: int, left: int, seconds: float) -> str:
    """In words, how long what is left takes, when this much was done in so many seconds; empty where nothing was."""
    if done < 1 or left < 1:
        return ""
    remaining = round(seconds * left / done)
    minutes, hours = remaining // 60, remaining // 3600
    if hours:
        return f", some {hours} h {minutes % 60} min left"
    return f", some {minutes} min left" if minutes else f", some {remaining} s left"
