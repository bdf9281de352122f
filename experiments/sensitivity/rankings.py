"""Morris, Sobol', PAWN and delta: the inputs of each outcome, ranked as far as their intervals allow."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from experiments.experiment import Findings, Plan
from experiments.language import in_both
from experiments.sensitivity import pairs, wording
from experiments.sensitivity.analysis import Analysis, analysed
from experiments.sensitivity.given import given, on_given
from experiments.sensitivity.inputs import Problem, group_of, inputs_of, label_of, problem_of, table_of
from experiments.sensitivity.lead import on_lead
from experiments.sensitivity.methods import Method, method_of
from experiments.sensitivity.missing import on_missing
from experiments.sensitivity.outcomes import by_set, declared
from model import language
from model.declaration import Fault
from model.design import Design
from model.ensemble import Kept
from model.language import Words, say

if TYPE_CHECKING:
    import numpy as np

    from experiments.sensitivity.experiment import Sensitivity
    from model import Ensemble

RUNS = "runs"
HOW_DONE = Words(
    "Every set of parameters met the same {met}. Intervals are 95%, over the sample and {over}; each holds by itself, "
    "and with many inputs and {many} some will miss by chance.",
    "Elke combinatie van parameters kreeg dezelfde {met}. Intervallen zijn 95%, over de steekproef en {over}; elk "
    "geldt op zichzelf, en bij veel factoren en {many} zitten er door toeval enkele naast.",
)


def sampled(asked: "Sensitivity") -> "tuple[Method, Problem, np.ndarray]":
    """The method, its problem and its sample."""
    method = method_of(asked.method, asked.second_order)
    question = problem_of(asked.parameters, asked.by)
    if asked.given:
        found = given(asked.given, asked.scenarios)
        assert found.plan.design.parameters is not None
        return method, question, found.plan.design.parameters[question["names"]].to_numpy()[found.sets]
    return method, question, method.sample(question, asked.n)


def plans(asked: "Sensitivity") -> dict[str, Plan]:
    """All runs in one part."""
    if asked.given:
        found = given(asked.given, asked.scenarios)
        return {found.part: found.plan}
    _, question, sample = sampled(asked)
    return {RUNS: Plan(Design(asked.scenarios, asked.seeds, table_of(question, sample)), Kept())}


def findings(asked: "Sensitivity", ensembles: "Mapping[str, Ensemble]") -> Findings:
    """Tables inputs, indices, ranks, convergence and verdicts over all outcomes; the answer; a figure for each outcome,
    one of all outcomes and one of convergence.
    """
    from experiments.sensitivity import figures

    method, question, sample = sampled(asked)
    (ensemble,) = ensembles.values()
    counted = given(asked.given, asked.scenarios).sets if asked.given else slice(None)
    analyses: dict[str, Analysis] = {}
    answer, rows = [], []
    for outcome in asked.outcomes:
        taken = by_set(ensemble, outcome)
        try:
            found = analyses[outcome] = analysed(method, question, sample, taken.values[counted])
        except Fault as fault:
            answer.append(in_both(no_answer, outcome, fault))
            continue
        months = ensemble.design.scenarios[0].months
        answer.append(in_both(on_outcome, outcome, found, method, taken.censored, months))
        rows.append(_verdict(outcome, found, taken.censored, len(asked.seeds)))
    if asked.given:
        answer += in_both(on_given, asked)
    answer += in_both(closing, asked, ensemble, method)
    if not analyses:
        return Findings(answer, {})
    answer = [*in_both(on_lead, analyses, method), *answer]
    inputs = pd.DataFrame({"input": inputs_of(question)})
    inputs["label"] = [label_of(name) for name in inputs["input"]]
    if asked.by == "parameter":
        inputs["group"] = [group_of(name) for name in inputs["input"]]
    tables = {
        "inputs": inputs,
        "indices": beside({name: found.indices for name, found in analyses.items()}),
        "ranks": beside({name: found.ranks for name, found in analyses.items()}),
        "convergence": beside({name: found.convergence for name, found in analyses.items()}),
        "verdicts": pd.DataFrame(rows),
    }
    return Findings(answer, tables, figures.of_rankings(asked, method, analyses))


def on_outcome(outcome: str, found: Analysis, method: Method, censored: float, months: int) -> str:
    """All that was found on one outcome, of pairs, too, where they were asked for."""
    told = wording.on_outcome(outcome, found, method, censored, months)
    return f"{told} {pairs.on_pairs(found, method)}" if len(pairs.second_order(found)) else told


def no_answer(outcome: str, fault: Fault) -> str:
    """That an outcome has no answer, and why."""
    return f"{wording.capital(language.label(declared(outcome)))}: {say('no answer', 'geen antwoord')}, {fault}."


def beside(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Tables of several outcomes below each other, the outcome first."""
    return pd.concat([table.assign(outcome=name) for name, table in tables.items()], ignore_index=True)[
        ["outcome", *next(iter(tables.values())).columns]
    ]


def _verdict(outcome: str, found: Analysis, censored: float, seeds: int) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "label": declared(outcome).label,
        "unit": declared(outcome).unit,
        "settled": found.settled,
        "widest": found.widest,
        "widest_pair": pairs.widest(found),
        "moved": found.moved,
        "chance": found.chance.share,
        "chance_low": found.chance.low,
        "chance_high": found.chance.high,
        "chance_left": found.chance.left,
        "blocks": found.blocks,
        "dropped": found.dropped,
        "thinned": found.thinned,
        "seeds": seeds,
        "censored": censored,
    }


def closing(asked: "Sensitivity", ensemble: "Ensemble", method: Method) -> list[str]:
    """What holds for all outcomes: how it was done, and what is missing."""
    seeds = len(asked.seeds)
    sampled_too = method.over_seeds and seeds > 2
    over = say("the seeds", "de seeds") if sampled_too else say("not the seeds", "niet de seeds")
    met, number = "seed" if seeds == 1 else f"{seeds} seeds", len(asked.outcomes)
    many = say("one outcome", "één uitkomst") if number == 1 else f"{number} {say('outcomes', 'uitkomsten')}"
    sentences = [str(HOW_DONE).format(met=met, over=over, many=many)]
    return [*sentences, *on_missing(ensemble, method.block(len(inputs_of(problem_of(asked.parameters, asked.by)))))]
