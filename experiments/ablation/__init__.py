"""Ablation: which patterns break when a mechanism is held? `decdyn ablate`, `python -m experiments.ablation`."""

from typing import TYPE_CHECKING, Annotated

import typer

from experiments import asking

if TYPE_CHECKING:
    from experiments.ablation.experiment import Ablation

REPLICATES = 10


def command(
    out: asking.Out,
    scenario: Annotated[
        str, typer.Option(help="What the patterns' scenarios build on: a preset or a file.")
    ] = "baseline",
    pattern: Annotated[
        list[str] | None, typer.Option("--pattern", metavar="CODE", help="A pattern, such as P6; may be repeated.")
    ] = None,
    mechanism: Annotated[
        list[str] | None,
        typer.Option("--mechanism", metavar="NAME", help="A mechanism, such as reflex; may be repeated."),
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
    """Hold each mechanism in turn, then all of them (the null model): which patterns break?

    All patterns and mechanisms take some thirty boards: with the 393 the better part of an hour. Naming patterns or
    mechanisms makes it shorter; the board as it is and the null model are always among the runs.
    """

    def make() -> "Ablation":
        from experiments.ablation.experiment import Ablation
        from model import Scenario

        ablation = Ablation(
            (Scenario.load(scenario),),
            tuple(range(seed, seed + replicates)),
            tuple(pattern or ()),
            tuple(mechanism or ()),
            ensemble=ensemble.value,
        )
        if not quiet:
            typer.echo(ablation.size(), err=True)
        return ablation

    asking.ask(make, out=out, resume=resume, force=force, quiet=quiet, processes=processes, cluster=cluster)
