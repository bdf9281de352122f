"""Calibration: which parameter sets are plausible, given the patterns that the model may be fitted to.
`decdyn calibrate` and `python -m experiments.calibration` ask it. Light, for `decdyn --help`.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from experiments import asking

if TYPE_CHECKING:
    from experiments.calibration.experiment import Calibration


FIRST_SEED = 1001
"""Calibration meets seeds of its own, so that the board is scored on others."""


class Prior(StrEnum):
    """What is held of a parameter before calibration (see `experiments.calibration.prior`)."""

    DECLARED = "declared"
    EVEN = "even"


def command(
    out: asking.Out,
    scenario: Annotated[
        str, typer.Option(help="What the targets' scenarios build on: a preset or a file.")
    ] = "baseline",
    target: Annotated[
        list[str] | None,
        typer.Option(
            "--target",
            metavar="CODE[:STATISTIC[=A..B]]",
            help="A pattern, one statistic of it, or that with a band of its own; may be repeated. "
            "By default P1, P2 and P25, the patterns that may be fitted to.",
        ),
    ] = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option(
            "--leave-out",
            metavar="CODE:STATISTIC",
            help="A target to score on sets chosen without it; may be repeated. By default each poll of P25, where no "
            "--target is given.",
        ),
    ] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option("--parameter", help="A parameter, or a group, to fit; may be repeated. By default all uncertain."),
    ] = None,
    first: Annotated[int, typer.Option(help="Sets of the first wave, over the whole ranges.")] = 800,
    later: Annotated[int, typer.Option(help="Sets of each later wave.")] = 300,
    waves: Annotated[int, typer.Option(help="How many waves narrow the ranges down.")] = 3,
    few: Annotated[int, typer.Option(help="Seeds of each set in a wave.")] = 6,
    tries: Annotated[int, typer.Option(help="Sets of a batch that is tried after the waves.")] = 250,
    batches: Annotated[int, typer.Option(help="Batches at most.")] = 6,
    wanted: Annotated[int, typer.Option(help="Go on with batches until so many sets are plausible.")] = 120,
    near: Annotated[
        float,
        typer.Option(help="Seek sets whose targets seem to lie so many standard deviations from their bands."),
    ] = 1.0,
    prior: Annotated[
        Prior,
        typer.Option(
            help="Beforehand: are values near the declared defaults likelier (PERT), or all of a range as likely?"
        ),
    ] = Prior.DECLARED,
    adopt: Annotated[
        bool, typer.Option("--adopt", help="Put the sets into the model's data, for --ensemble plausible.")
    ] = False,
    replicates: asking.Replicates = 20,
    seed: asking.FirstSeed = FIRST_SEED,
    resume: asking.Resume = False,
    force: asking.Force = False,
    quiet: asking.Quiet = False,
    processes: asking.Processes = 0,
    cluster: asking.Cluster = "",
) -> None:
    """Find plausible parameter sets: those under which the model meets its calibration targets.

    History matching: waves of runs and emulators rule sets out, and what is left is confirmed by runs. It is tried on
    data that the model made itself. Only the first wave is made by --processes or --cluster, the rest in threads.
    """

    def make() -> "Calibration":
        from experiments.calibration.needs import require_scikit_learn

        require_scikit_learn()
        from experiments.calibration.experiment import POLLS, TARGETS, Calibration
        from model import Scenario

        return Calibration(
            scenarios=(Scenario.load(scenario),),
            seeds=tuple(range(seed, seed + replicates)),
            targets=tuple(target or TARGETS),
            left_out=tuple(leave_out or (() if target else POLLS)),
            parameters=tuple(parameter or ()),
            first=first,
            later=later,
            waves=waves,
            few=few,
            tries=tries,
            batches=batches,
            wanted=wanted,
            near=near,
            prior=prior.value,
        )

    asking.ask(make, out=out, resume=resume, force=force, quiet=quiet, processes=processes, cluster=cluster)
    if adopt:
        from experiments.console import console_for_results, plain_errors

        with plain_errors("adoption"):
            from experiments.calibration.adopting import adopt as put_there

            number = put_there(out)
            console_for_results(quiet).print(f"{number} sets are now what --ensemble plausible means.")
