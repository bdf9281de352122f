"""Reversed targets: can the model be fitted to the reverse of what the sources say? `decdyn reverse` and
`python -m experiments.reverse` ask it.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from experiments import asking

if TYPE_CHECKING:
    from experiments.reverse.experiment import Reverse


def command(
    out: asking.Out,
    scenario: Annotated[
        str, typer.Option(help="What the patterns' scenarios build on: a preset or a file.")
    ] = "baseline",
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="NAME", help="K_reversed, or a pattern such as P6; may be repeated. All by default."
        ),
    ] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option(
            "--parameter", help="A parameter, or a group, that is fitted; may be repeated. By default as calibrate."
        ),
    ] = None,
    first: Annotated[int, typer.Option(help="Sets in the first wave.")] = 300,
    later: Annotated[int, typer.Option(help="Sets in each later wave.")] = 150,
    waves: Annotated[int, typer.Option(help="Waves.")] = 3,
    few: Annotated[int, typer.Option(help="Seeds that a set of a wave meets.")] = 4,
    tries: Annotated[int, typer.Option(help="Sets out of the last region that are tried under all seeds.")] = 100,
    replicates: asking.Replicates = 10,
    seed: asking.FirstSeed = 1,
    resume: asking.Resume = False,
    force: asking.Force = False,
    quiet: asking.Quiet = False,
    processes: asking.Processes = 0,
    cluster: asking.Cluster = "",
) -> None:
    """Calibrate, with equal effort each, to the targets and to the reverse of what the sources claim.

    Reverses have to fail: a model that can show anything shows nothing. Each search is a calibration as `decdyn
    calibrate` does it, with as many waves, sets and seeds as the one that searches for the targets themselves. All of
    them take some 100,000 runs: with the 393 an hour or two. Only the first wave is made by --processes or --cluster.
    """

    def make() -> "Reverse":
        from experiments.calibration.needs import require_scikit_learn

        require_scikit_learn()
        from experiments.reverse.experiment import Reverse
        from model import Scenario

        return Reverse(
            (Scenario.load(scenario),), tuple(range(seed, seed + replicates)), only=tuple(only or ()),
            parameters=tuple(parameter or ()), first=first, later=later, waves=waves, few=few, tries=tries,
        )  # fmt: skip

    asking.ask(make, out=out, resume=resume, force=force, quiet=quiet, processes=processes, cluster=cluster)
