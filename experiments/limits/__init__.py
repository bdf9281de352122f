"""Limits: the simplest case beside the equation that it must follow, and what differences and ties add to it.

`decdyn limits`, or `python -m experiments.limits`. Light, for `decdyn --help`.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from experiments import asking

if TYPE_CHECKING:
    from experiments.limits.experiment import Limits

MUNICIPALITIES = 300
"""How many identical municipalities there are: so many that chance is small, so few that all can be tied to all."""


def command(
    out: asking.Out,
    municipalities: Annotated[
        int, typer.Option(min=10, max=1000, help="How many municipalities the imagined country has.")
    ] = MUNICIPALITIES,
    replicates: asking.Replicates = 30,
    seed: asking.FirstSeed = 1,
    resume: asking.Resume = False,
    force: asking.Force = False,
    quiet: asking.Quiet = False,
    processes: asking.Processes = 0,
    cluster: asking.Cluster = "",
) -> None:
    """The simplest case beside its mean-field equation, and what heterogeneity and network each add.

    Identical municipalities in which nothing works but the spread of first social teams. With all tied to all the model
    must follow the equation within chance; with unequal municipalities, with ties to a few neighbours only, and with
    both it need not, and the difference is what these are worth.
    """
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:

        def make() -> "Limits":
            from pathlib import Path

            from experiments.limits.cases import cases
            from experiments.limits.experiment import Limits

            return Limits(cases(Path(folder), municipalities), tuple(range(seed, seed + replicates)))

        asking.ask(make, out=out, resume=resume, force=force, quiet=quiet, processes=processes, cluster=cluster)
