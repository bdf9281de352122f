"""Thresholds: sweep a driver, find where the country tips, and whether it comes back the same way.
`decdyn thresholds` and `python -m experiments.thresholds` ask it.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from experiments import asking

if TYPE_CHECKING:
    from experiments.thresholds.experiment import Thresholds

DRIVERS = ("conviction_mean", "high_position_share", "appetite_mean")
"""Parameters swept where none is named: one for each driver of the theory."""
LOOPS = ("cut_size", "mobilisation", "appetite_mean")
"""Parameters moved up and down in a run where none is named: one for each driver, of those that act through time."""
LEVELS = ("urgency", "conviction", "power", "room", "control", "practised_new_forms")
"""Outcomes followed along a loop where none is named; all of them can go back."""
SIZES = (50, 200, 400, 800)
"""Numbers of municipalities of the synthetic countries in which the sweep is repeated."""
STATIONS, HOLD = 3, 40
"""Levels of a loop, and months at each: few and long, since much in a country takes years to come to rest; the slower
loop stays twice as long."""


def command(
    out: asking.Out,
    drivers: Annotated[
        list[str] | None,
        typer.Argument(metavar="PARAMETER", help=f"Parameters to sweep; by default {', '.join(DRIVERS)}."),
    ] = None,
    scenario: Annotated[str, typer.Option(help="A preset's name or a TOML file.")] = "baseline",
    outcome: Annotated[str, typer.Option(help="The summary that is followed along a sweep.")] = "changer_at_end",
    steps: Annotated[int, typer.Option(help="How many values a sweep has.")] = 13,
    between: Annotated[
        tuple[float, float] | None, typer.Option(help="Lowest and highest value, for a closer look at one parameter.")
    ] = None,
    sizes: Annotated[
        list[int] | None,
        typer.Option(
            "--size",
            metavar="N",
            help=f"Municipalities of synthetic countries; may be repeated; by default {', '.join(map(str, SIZES))}.",
        ),
    ] = None,
    countries: Annotated[int, typer.Option(help="How many synthetic countries of each size.")] = 3,
    no_sizes: Annotated[bool, typer.Option("--no-sizes", help="No synthetic countries.")] = False,
    loops: Annotated[
        list[str] | None,
        typer.Option(
            "--loop",
            metavar="PARAMETER",
            help=f"A parameter to move up and back in a run; may be repeated; by default {', '.join(LOOPS)}.",
        ),
    ] = None,
    levels: Annotated[
        list[str] | None,
        typer.Option(
            "--level",
            metavar="OUTCOME",
            help=f"An outcome to follow along a loop; may be repeated; by default {', '.join(LEVELS)}.",
        ),
    ] = None,
    stations: Annotated[int, typer.Option(help="How many values a loop has on its way up.")] = STATIONS,
    hold: Annotated[int, typer.Option(help="Months that a loop stays at each value.")] = HOLD,
    slower: Annotated[int, typer.Option(help="How many times longer the slower loop stays.")] = 2,
    warm_up: Annotated[int, typer.Option(help="Months before a loop begins.")] = 120,
    no_loops: Annotated[bool, typer.Option("--no-loops", help="No loops.")] = False,
    replicates: asking.Replicates = 10,
    seed: asking.FirstSeed = 1,
    ensemble: asking.Ensemble = asking.Sets.DECLARED,
    resume: asking.Resume = False,
    force: asking.Force = False,
    quiet: asking.Quiet = False,
    processes: asking.Processes = 0,
    cluster: asking.Cluster = "",
) -> None:
    """Sweep parameters: does the country tip, where, and does it come back the same way?"""

    def make() -> "Thresholds":
        from experiments.thresholds.experiment import Thresholds
        from model import Scenario

        return Thresholds(
            (Scenario.load(scenario),),
            tuple(range(seed, seed + replicates)),
            drivers=tuple(drivers or DRIVERS),
            outcome=outcome,
            steps=steps,
            between=tuple(between or ()),
            sizes=() if no_sizes else tuple(sizes or SIZES),
            countries=countries,
            loops=() if no_loops else tuple(loops or LOOPS),
            levels=tuple(levels or LEVELS),
            stations=stations,
            hold=hold,
            slower=slower,
            warm_up=warm_up,
            ensemble=ensemble.value,
        )

    asking.ask(make, out=out, resume=resume, force=force, quiet=quiet, processes=processes, cluster=cluster)
