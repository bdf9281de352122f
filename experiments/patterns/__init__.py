"""Validation: which of the thirty patterns the model shows. `decdyn validate` and `python -m experiments.patterns` ask
it.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from experiments import asking

if TYPE_CHECKING:
    from experiments.patterns.board import Board

LOST = 5
"""Exit code: a pattern that was shown on an earlier board is not shown any more."""
REPLICATES = 60
"""With half as many, chance in single runs leaves the intervals of several statistics across their thresholds."""
COMMITTED = Path("results") / "patterns"
"""The board that is kept with the project."""


def command(
    out: asking.Out,
    scenario: asking.Base = "baseline",
    pattern: asking.Patterns = None,
    against: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="An earlier board's capsule; end with code 5 if a pattern it showed is lost. By default the board in "
            "results/patterns, for what was asked there: the same scenario, sets and seeds; otherwise it says why not.",
        ),
    ] = None,
    replicates: asking.Replicates = REPLICATES,
    seed: asking.FirstSeed = 1,
    ensemble: asking.Ensemble = asking.Sets.DECLARED,
    resume: asking.Resume = False,
    force: asking.Force = False,
    quiet: asking.Quiet = False,
    processes: asking.Processes = 0,
    cluster: asking.Cluster = "",
) -> None:
    """Score the model on the thirty patterns, kinds apart."""

    def make() -> "Board":
        from experiments.patterns.board import Board
        from model import Scenario

        seeds = tuple(range(seed, seed + replicates))
        return Board((Scenario.load(scenario),), seeds, tuple(pattern or ()), ensemble=ensemble.value)

    if against is None:
        asked = {"scenario": scenario, "ensemble": ensemble, "seed": seed, "replicates": replicates}
        if not (why := why_not_compared(asked)):
            against = COMMITTED
        elif not quiet:
            typer.echo(f"Not compared with the board in {COMMITTED}, because {why}.", err=True)
    before = shown_on(against) if against else {}
    asking.ask(make, out=out, resume=resume, force=force, quiet=quiet, processes=processes, cluster=cluster)
    now = shown_on(out)
    if lost := [code for code, shown in before.items() if shown and not now.get(code, True)]:
        from experiments.console import fail

        fail(f"Shown in {against} and not any more: {', '.join(lost)}", LOST)


def why_not_compared(asked: dict[str, object]) -> str:
    """Why a board that is asked like this says nothing beside the committed one; empty where it does."""
    if not COMMITTED.is_dir():
        return "it is not there: run this from the root of the repository, or name a board with --against"
    kept = {"scenario": "baseline", "ensemble": asking.Sets.DECLARED, "seed": 1, "replicates": REPLICATES}
    other = [f"{name} is {value} and not {kept[name]}" for name, value in asked.items() if value != kept[name]]
    return " and ".join(other)


def shown_on(folder: Path) -> dict[str, bool]:
    """Whether a board's capsule shows each pattern that it scored, by code. Raises Fault where it holds no board."""
    import pandas as pd

    from experiments.console import plain_errors
    from model.declaration import Fault

    with plain_errors("validation"):
        path = folder / "tables" / "verdicts.csv"
        if not path.is_file():
            raise Fault(f"{folder}: holds no board of patterns; allowed a folder that decdyn validate wrote")
        table = pd.read_csv(path)
    return dict(zip(table["pattern"], table["verdict"] == "shown", strict=True))
