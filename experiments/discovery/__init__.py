"""Discovery: under which conditions something comes about, such as that at least half become changers, or fewer than a
tenth. `decdyn discover` and `python -m experiments.discovery` ask it.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from experiments import asking

if TYPE_CHECKING:
    from experiments.discovery.experiment import Discovery

AT_LEAST, BELOW = (0.5,), (0.1,)
"""The bounds on the share of changers where none is given: at least half, fewer than a tenth."""


def command(
    out: asking.Out,
    scenario: Annotated[str, typer.Option(help="A preset's name or a TOML file.")] = "baseline",
    outcome: Annotated[str, typer.Option(help="The summary in question, such as changer_at_date.")] = "changer_at_end",
    at_least: Annotated[
        list[float] | None, typer.Option("--at-least", help="Where is it at least this? May be repeated.")
    ] = None,
    below: Annotated[
        list[float] | None, typer.Option("--below", help="Where is it below this? May be repeated.")
    ] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option("--parameter", help="A parameter, or a group of them, to vary; may be repeated. By default all."),
    ] = None,
    sets: Annotated[int, typer.Option(min=1, help="How many sets of parameters (cases).")] = 1000,
    coverage: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="The least part of such cases that a box must hold.")
    ] = 0.5,
    boxes: Annotated[int, typer.Option(min=1, help="The most boxes looked for, one after another.")] = 2,
    halves: Annotated[int, typer.Option(min=2, help="How often a box is found on one half, scored on the other.")] = 50,
    replicates: asking.Replicates = 3,
    seed: asking.FirstSeed = 1,
    ensemble: asking.Ensemble = asking.Sets.DECLARED,
    resume: asking.Resume = False,
    force: asking.Force = False,
    quiet: asking.Quiet = False,
    processes: asking.Processes = 0,
    cluster: asking.Cluster = "",
) -> None:
    """Find under which conditions an outcome reaches a bound: boxes of parameters, by PRIM, and feature scores.

    By default: where do at least half of the municipalities become changers, and where fewer than a tenth.
    """

    def make() -> "Discovery":
        from experiments.discovery.boxes import require_workbench
        from experiments.discovery.experiment import Discovery
        from model import Scenario

        require_workbench()
        return Discovery(
            scenarios=(Scenario.load(scenario),),
            seeds=tuple(range(seed, seed + replicates)),
            outcome=outcome,
            at_least=tuple(at_least or ()),
            below=tuple(below or ()),
            parameters=tuple(parameter or ()),
            sets=sets,
            coverage=coverage,
            boxes=boxes,
            halves=halves,
            ensemble=ensemble.value,
        )

    asking.ask(make, out=out, resume=resume, force=force, quiet=quiet, processes=processes, cluster=cluster)
