"""What the commands print, where, and with which exit code they end."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from rich.console import Console

FAILED, BAD_INPUT, SOME_FAILED, DIFFERS, INTERRUPTED = 1, 2, 3, 4, 130
"""Exit codes: it failed; what was asked cannot be done; done, but some runs failed; a replay differs; interrupted."""

DEBUG = "DECDYN_DEBUG"
PIPED_WIDTH = 160
"""Columns of a table that is not printed to a terminal."""


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
            fail(str(error), BAD_INPUT)
        if isinstance(error, RunFailed):
            fail(f"{error}\nSet {DEBUG}=1 to see where.", FAILED)
        fail(f"The {task} failed: {type(error).__name__}: {error}\nSet {DEBUG}=1 to see where.", FAILED)


def fail(message: str, code: int) -> NoReturn:
    """Print a message on standard error and end with an exit code."""
    typer.echo(message, err=True)
    raise typer.Exit(code)


def console_for_results(quiet: bool = False) -> "Console":
    """Where results are printed: wide enough for tables where it is no terminal."""
    from rich.console import Console

    console = Console(quiet=quiet, highlight=False)
    if not console.is_terminal:
        console.width = PIPED_WIDTH
    return console


@contextmanager
def progress_bar(console: "Console", title: str) -> Iterator[Callable[[int, int], None]]:
    """A bar with the time left, in a terminal or a notebook, as a function of what is done and what is to do."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(title, total=None)
        yield lambda done, months: progress.update(task, completed=done, total=months)
