"""Robustness: which policy is least regretted over uncertain futures, and which does well enough in most of them.
`decdyn robust` and `python -m experiments.robustness` ask it.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from experiments import asking

if TYPE_CHECKING:
    from experiments.robustness.experiment import Robustness

POLICIES = (
    "baseline", "champions-as-directors", "participatory", "informed-councils", "coalition-agreements",
    "mandate-and-budget", "room-from-below", "longer-preparation", "best-practice-rolled-out",
)  # fmt: skip
"""What somebody could decide to do: municipalities, their councils, or the state. Presets that nobody decides (a strong
reflex, no champions), that take a mechanism apart, or that change the sum of money are not among them: the cut is part
of the uncertain future.
"""


def command(
    out: asking.Out,
    scenarios: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SCENARIO]...",
            help="Policies: presets or TOML files; the first is the reference. By default nine presets.",
        ),
    ] = None,
    measure: Annotated[
        list[str] | None,
        typer.Option("--measure", help="A summary with a better and a worse; may be repeated. By default six."),
    ] = None,
    threshold: Annotated[
        list[str] | None,
        typer.Option(
            "--threshold",
            metavar="MEASURE=VALUE",
            help="What is good enough; may be repeated. By default: not worse than the reference in the same future.",
        ),
    ] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option(
            "--parameter", help="A parameter, or a group, that is uncertain; may be repeated. By default all not set."
        ),
    ] = None,
    futures: Annotated[int, typer.Option(min=1, help="How many futures (sets of parameters).")] = 200,
    replicates: asking.Replicates = 3,
    seed: asking.FirstSeed = 1,
    ensemble: asking.Ensemble = asking.Sets.DECLARED,
    resume: asking.Resume = False,
    force: asking.Force = False,
    quiet: asking.Quiet = False,
    processes: asking.Processes = 0,
    cluster: asking.Cluster = "",
) -> None:
    """Try policies in uncertain futures: how much each is regretted, and in how many it is good enough.

    Each policy meets the same futures (sets of the parameters that no policy sets) under the same seeds.
    """

    def make() -> "Robustness":
        from experiments.robustness.experiment import Robustness
        from model import Scenario

        return Robustness(
            scenarios=tuple(Scenario.load(each) for each in scenarios or POLICIES),
            seeds=tuple(range(seed, seed + replicates)),
            measures=tuple(measure or ()),
            thresholds=tuple(threshold or ()),
            parameters=tuple(parameter or ()),
            futures=futures,
            ensemble=ensemble.value,
        )

    asking.ask(make, out=out, resume=resume, force=force, quiet=quiet, processes=processes, cluster=cluster)
