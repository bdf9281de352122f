"""Compare: what an alternative does otherwise than a reference, under the same seeds, for the country and each
municipality in it. `decdyn compare` and `python -m experiments.comparison` ask it.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from experiments import asking

if TYPE_CHECKING:
    from experiments.comparison.experiment import Comparison

PATHS = ("embedded", "share_changer", "integral_working", "prevention", "balance", "waiting")
"""Outcomes drawn month by month where none is named."""


def command(
    scenarios: Annotated[
        list[str], typer.Argument(metavar="SCENARIO...", help="Presets or TOML files; the first is the reference.")
    ],
    out: asking.Out,
    replicates: asking.Replicates = 20,
    seed: asking.FirstSeed = 1,
    ensemble: asking.Ensemble = asking.Sets.DECLARED,
    paths: Annotated[
        list[str] | None,
        typer.Option("--path", metavar="OUTCOME", help="An outcome to draw month by month; may be repeated."),
    ] = None,
    resume: asking.Resume = False,
    force: asking.Force = False,
    quiet: asking.Quiet = False,
    processes: asking.Processes = 0,
    cluster: asking.Cluster = "",
) -> None:
    """Compare scenarios under the same seeds: what differs, for whom, and how sure that is."""

    def make() -> "Comparison":
        from experiments.comparison.experiment import Comparison
        from model import Scenario

        seeds = tuple(range(seed, seed + replicates))
        several = tuple(Scenario.load(each) for each in scenarios)
        return Comparison(several, seeds, tuple(paths or PATHS), ensemble=ensemble.value)

    asking.ask(make, out=out, resume=resume, force=force, quiet=quiet, processes=processes, cluster=cluster)
