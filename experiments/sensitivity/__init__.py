"""Sensitivity: which inputs the outcomes depend on, how sure that is, and how much is chance.

`decdyn sensitivity METHOD`, or `python -m experiments.sensitivity METHOD`. Light, for `decdyn --help`: the experiment
stands in `experiments.sensitivity.experiment`.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from experiments import asking
from experiments.sensitivity.experiment import DEFAULTS

if TYPE_CHECKING:
    from experiments.sensitivity.experiment import Sensitivity


class Methods(StrEnum):
    """The methods, as the command knows them."""

    MORRIS = "morris"
    SOBOL = "sobol"
    PAWN = "pawn"
    DELTA = "delta"
    ECHO = "echo"
    TIME = "time"
    SURFACES = "surfaces"


class By(StrEnum):
    """What counts as one input."""

    PARAMETER = "parameter"
    GROUP = "group"
    STANDING = "standing"


def by_default(name: str) -> str:
    """The default of an option that each method has its own of, in words."""
    methods: dict[str, list[str]] = {}
    for method, defaults in DEFAULTS.items():
        methods.setdefault(str(getattr(defaults, name)), []).append(method)
    return "By default " + "; ".join(f"{value} ({', '.join(of)})" for value, of in methods.items()) + "."


def command(
    method: Annotated[
        Methods,
        typer.Argument(
            help="morris: screening of many. sobol: shares of variance. pawn, delta: from any sample. echo: does the "
            "ranking survive other ranges. time: which input matters when. surfaces: two drivers together."
        ),
    ],
    out: asking.Out,
    scenario: Annotated[str, typer.Option(help="A preset's name or a TOML file.")] = "baseline",
    outcome: Annotated[
        list[str] | None,
        typer.Option("--outcome", help="A summary (time: an outcome by month), see decdyn outcomes; may be repeated."),
    ] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option("--parameter", help="An input; may be repeated. All varied ones where none is named."),
    ] = None,
    by: Annotated[
        By | None,
        typer.Option(
            help="What is compared: single parameters, groups of them (the drivers and the rest), or those that stand "
            f"equally firmly (with a source, or assumed). {by_default('by')}"
        ),
    ] = None,
    constants: Annotated[
        bool, typer.Option("--constants", help="The structural constants, too, where no parameter is named.")
    ] = False,
    n: Annotated[
        int,
        typer.Option(
            "--n",
            min=0,
            show_default=False,
            help="Trajectories (morris), blocks (sobol, time, echo), sets (pawn, delta), steps (surfaces). "
            f"{by_default('n')}",
        ),
    ] = 0,
    second_order: Annotated[bool, typer.Option("--second-order", help="Pairs of inputs, too (sobol).")] = False,
    ranking: Annotated[str, typer.Option(help="What the echo repeats: sobol or morris.")] = "sobol",
    draws: Annotated[
        int, typer.Option(min=0, help="Surfaces: draw all other parameters so many times instead of keeping them.")
    ] = 0,
    from_: Annotated[
        str,
        typer.Option(
            "--from", help="pawn, delta: analyse the runs of this finished capsule (of discover, say), make none."
        ),
    ] = "",
    replicates: asking.Replicates = 10,
    seed: asking.FirstSeed = 1,
    ensemble: asking.Ensemble = asking.Sets.DECLARED,
    resume: asking.Resume = False,
    force: asking.Force = False,
    quiet: asking.Quiet = False,
    processes: asking.Processes = 0,
    cluster: asking.Cluster = "",
) -> None:
    """Which inputs the outcomes depend on, by parameter and by group, with chance told apart.

    Every set of parameters meets the same seeds. A dummy that does nothing shows the resolution, inputs whose intervals
    overlap are not ranked, and a verdict says whether the sample was large enough.
    """

    def asked() -> "Sensitivity":
        from experiments.sensitivity.experiment import Sensitivity
        from model import Scenario
        from model.declaration import Fault
        from model.parameters import PARAMETERS

        if constants and parameter:
            raise Fault("--constants and --parameter: got both; allowed one")
        if from_:
            return given_sample()
        everything = [declared.name for declared in PARAMETERS] if constants else []
        return Sensitivity(
            scenarios=(Scenario.load(scenario),),
            seeds=tuple(range(seed, seed + replicates)),
            method=method.value,
            outcomes=tuple(outcome or ()),
            parameters=tuple(parameter or everything),
            by=by.value if by else "",
            n=n,
            second_order=second_order,
            ranking=ranking,
            draws=draws,
            ensemble=ensemble.value,
        )

    def given_sample() -> "Sensitivity":
        from pathlib import Path

        from experiments.sensitivity.experiment import Sensitivity
        from experiments.sensitivity.given import begin, written
        from model.declaration import Fault

        own = {"--scenario": scenario != "baseline", "--constants": constants, "--n": n, "--seed": seed != 1,
               "--replicates": replicates != 10, "--ensemble": ensemble != asking.Sets.DECLARED}  # fmt: skip
        for option, told in own.items():
            if told:
                raise Fault(f"--from and {option}: got both; allowed one, since the capsule tells it")
        text, of, seeds = written(Path(from_))
        question = Sensitivity(
            scenarios=(of,), seeds=seeds, method=method.value, outcomes=tuple(outcome or ()),
            parameters=tuple(parameter or ()), by=by.value if by else "", second_order=second_order, draws=draws,
            given=text,
        )  # fmt: skip
        begin(question, Path(from_), out, resume, force)
        return question

    # With runs that are given the folder stands already, ready to go on with.
    there = {"resume": True, "force": False} if from_ else {"resume": resume, "force": force}
    asking.ask(asked, out=out, quiet=quiet, processes=processes, cluster=cluster, **there)
