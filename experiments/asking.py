"""The options that every experiment's command shares, and carrying one out from a command."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from experiments.console import FAILED, SOME_FAILED, console_for_results, fail, plain_errors, progress_bar
from experiments.experiment import Sets
from experiments.language import NOT_OBSERVED

if TYPE_CHECKING:
    from experiments.carrying_out import Outcome
    from experiments.experiment import Experiment

Base = Annotated[str, typer.Option(help="What the patterns' scenarios build on: a preset or a file.")]
Patterns = Annotated[
    list[str] | None, typer.Option("--pattern", metavar="CODE", help="A pattern, such as P6; may be repeated.")
]
Out = Annotated[Path, typer.Option("--out", help="The folder to write the capsule to.")]
Replicates = Annotated[int, typer.Option("--replicates", min=1, help="How many seeds; all scenarios meet the same.")]
FirstSeed = Annotated[int, typer.Option("--seed", help="The first seed; the next count on from it.")]
Ensemble = Annotated[
    Sets,
    typer.Option(
        "--ensemble",
        help="Which parameters the seeds meet: all the declared ones, or each a plausible set of its own, so that "
        "intervals carry both chance and what is not known of the parameters.",
    ),
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on where an interrupted run of the same command stopped.")]
Force = Annotated[bool, typer.Option("--force", help="Replace results that stand in the folder.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")]
Processes = Annotated[
    int, typer.Option("--processes", min=0, help="Use so many processes instead of threads; 0 for threads.")
]
Cluster = Annotated[
    str, typer.Option("--cluster", help="The address of a Dask scheduler, or 'local' to try one on this machine.")
]


def ask(
    make: "Callable[[], Experiment]",
    *,
    out: Path,
    resume: bool,
    force: bool,
    quiet: bool,
    processes: int,
    cluster: str,
) -> None:
    """Make an experiment, carry it out with progress, and print its answer. Ends with an exit code, see the README."""
    with plain_errors("experiment", f"Interrupted; what is done is kept in {out}: go on with --resume."):
        from experiments.provenance import provenance
        from experiments.workers import Workers

        experiment = make()
        console = console_for_results(quiet)
        done = carried_out(
            experiment,
            out,
            resume=resume,
            force=force,
            quiet=quiet,
            workers=Workers(processes, cluster),
            provenance=provenance(sys.argv[1:]),
        )
        console.print(f"{experiment.title()}\n", style="bold", markup=False)
        for sentence in done.findings.answer:
            console.print(sentence, markup=False, soft_wrap=True)
        console.print(f"\n{NOT_OBSERVED} Tables, figures and manifest.json are in {out}", soft_wrap=True)
        if done.failed:
            from experiments.carrying_out import FAILURES, TABLES

            listed = f"{out / TABLES / f'{FAILURES}.csv'} has errors, seeds and parameters."
            if done.failed == done.runs:
                fail(f"All runs failed ({done.runs}), the first by: {done.first_error}\n{listed}", FAILED)
            fail(f"{done.failed} {'run' if done.failed == 1 else 'runs'} failed; {listed}", SOME_FAILED)


def carried_out(experiment: "Experiment", folder: Path | str, *, quiet: bool = False, **options: Any) -> "Outcome":
    """Carry an experiment out with progress shown, in a terminal or a notebook: what a command does, for Python.

    `options` are those of `experiments.carrying_out.carry_out`, such as `resume=True`. Raises what that raises.
    """
    from experiments.carrying_out import carry_out

    with progress_bar(console_for_results(quiet), experiment.title()) as report:
        return carry_out(experiment, Path(folder), progress=report, **options)


def main(name: str) -> None:
    """Run a command of `decdyn` by another way, `python -m experiments.MODULE`. It shows and writes down its own."""
    from experiments.cli import app

    sys.argv.insert(1, name)
    app(prog_name="decdyn")
