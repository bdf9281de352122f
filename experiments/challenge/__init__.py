"""Challenge: checks beside the thirty patterns, meant to bring the model down. `decdyn challenge` and
`python -m experiments.challenge` ask it.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from experiments import asking

if TYPE_CHECKING:
    from experiments.challenge.experiment import Challenge


def command(
    out: asking.Out,
    scenario: Annotated[str, typer.Option(help="What the checks build on: a preset or a file.")] = "baseline",
    check: Annotated[
        list[str] | None,
        typer.Option(
            "--check", metavar="NAME", help="twins, rewiring, clips or levers; may be repeated. All by default."
        ),
    ] = None,
    replicates: asking.Replicates = 10,
    seed: asking.FirstSeed = 1,
    ensemble: asking.Ensemble = asking.Sets.DECLARED,
    resume: asking.Resume = False,
    force: asking.Force = False,
    quiet: asking.Quiet = False,
    processes: asking.Processes = 0,
    cluster: asking.Cluster = "",
) -> None:
    """Try to bring the model down: agents at their means, ties redrawn, states at their bounds, levers that hurt.

    Twins put champions, councils and teams at their means, rewiring redraws ties, clips counts states at a bound,
    levers asks whether everything that is done helps at once.
    """

    def make() -> "Challenge":
        from experiments.challenge.experiment import Challenge
        from model import Scenario

        seeds = tuple(range(seed, seed + replicates))
        return Challenge((Scenario.load(scenario),), seeds, tuple(check or ()), ensemble=ensemble.value)

    asking.ask(make, out=out, resume=resume, force=force, quiet=quiet, processes=processes, cluster=cluster)
