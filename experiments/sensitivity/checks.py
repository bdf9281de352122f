"""Whether a sensitivity analysis can be asked."""

from typing import TYPE_CHECKING

from experiments.sensitivity.inputs import GROUPINGS, group_of, inputs_of, label_of, problem_of
from experiments.sensitivity.methods import require_power_of_two
from model.declaration import Fault, UnknownName
from model.outcomes import OUTCOME
from model.parameters import parameter
from model.summaries import SUMMARY

if TYPE_CHECKING:
    from experiments.sensitivity.experiment import Sensitivity

RANKINGS = ("sobol", "morris")


def check(asked: "Sensitivity") -> None:
    """Raise Fault, or UnknownName, for a question that cannot be answered."""
    from experiments.sensitivity.experiment import SINGLE

    if asked.over_plausible_sets and (asked.method != "surfaces" or asked.draws):
        raise Fault(
            f"ensemble: got 'plausible' for {asked.method}{' with draws' if asked.draws else ''}, which varies the "
            "parameters itself, over their declared ranges; allowed 'declared' (or surfaces without draws)"
        )
    known = OUTCOME if asked.method == "time" else SUMMARY
    for name in asked.outcomes:
        if name not in known:
            raise UnknownName("outcome by month" if asked.method == "time" else "summary", name, known)
    _once("outcomes", asked.outcomes)
    for name in asked.parameters:
        parameter(name)
    _once("parameters", asked.parameters)
    if asked.by not in (kinds := ("parameter", *GROUPINGS)):
        raise UnknownName("kind of input", asked.by, kinds)
    if asked.by in GROUPINGS and asked.method in SINGLE:
        raise Fault(f"by: got {asked.by!r}; {asked.method} compares single parameters; allowed 'parameter'")
    inputs = inputs_of(problem_of(asked.parameters, asked.by))
    if len(inputs) < 2:
        raise Fault(f"parameters: got one input ({label_of(inputs[0])}); allowed two or more, to compare them")
    if asked.method == "echo":
        _check_echo(asked)
    if asked.ranking not in RANKINGS:
        raise UnknownName("ranking", asked.ranking, RANKINGS)
    if asked.second_order and asked.method != "sobol":
        raise Fault(f"second_order: got true for {asked.method}; allowed for sobol")
    if asked.draws and asked.method != "surfaces":
        raise Fault(f"draws: got {asked.draws} for {asked.method}; allowed for surfaces")
    if asked.draws < 0 or asked.draws == 1:
        raise Fault(f"draws: got {asked.draws}; allowed 0, or 2 and more")
    _check_size(asked)


def _check_echo(asked: "Sensitivity") -> None:
    groups = {group_of(name) for name in problem_of(asked.parameters)["names"]}
    if len(groups) < 2:
        raise Fault(
            f"parameters: got inputs of one group only ({label_of(groups.pop())}); the echo changes the ranges of one "
            "group against those of another; allowed inputs of two groups or more"
        )


def _check_size(asked: "Sensitivity") -> None:
    least = {"pawn": 64, "delta": 64, "surfaces": 3}.get(asked.method, 4)
    if asked.given and asked.n < least:
        raise Fault(f"--from: holds {asked.n} sets that share no value of an input; allowed {least} or more")
    if asked.n < least:
        raise Fault(f"n: got {asked.n}; allowed {least} or more")
    if asked.method in ("sobol", "time") or (asked.method, asked.ranking) == ("echo", "sobol"):
        require_power_of_two(asked.n)


def _once(what: str, names: tuple[str, ...]) -> None:
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise Fault(f"{what}: got {twice[0]!r} twice; allowed once each")
