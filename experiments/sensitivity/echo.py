"""The prior's echo: does the ranking of inputs survive when the ranges we chose are narrower or wider?

Ranges are uniform and ours; a ranking may say more of them than of the model. So it is repeated with the ranges of each
driver group halved, around the defaults, and doubled. The declared ranges are the widest that the model accepts and
that we defend; beyond them a value means nothing. So doubled is relative: the group keeps its declared ranges and those
of all others are halved, by which the group varies twice as much against the others. A pair of inputs that the
intervals rank and of which any repetition turns the order round is not rankable; whether the intervals lie apart the
other way round there, or overlap so that chance may have done it, is told beside it. The ranges of two inputs of one
group always change together, so that their order is not tested.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pandas as pd

from experiments.experiment import Findings, Plan
from experiments.language import in_both
from experiments.sensitivity.analysis import analysed
from experiments.sensitivity.inputs import DRIVER_GROUPS, DUMMY, Problem, group_of, inputs_of, problem_of, table_of
from experiments.sensitivity.methods import Method, method_of
from experiments.sensitivity.outcomes import by_set
from experiments.sensitivity.rankings import beside, closing
from model.declaration import Fault
from model.design import Design
from model.ensemble import Kept

if TYPE_CHECKING:
    from experiments.sensitivity.experiment import Sensitivity
    from model import Ensemble

AS_DECLARED = "as_declared"
HALF = 0.5
NOT_RANKABLE, RANKED, NOT_TESTED, NOT_APART = "not rankable", "ranked", "not tested", "not told apart"


def variants(question: Problem) -> Iterator[tuple[str, Problem]]:
    """Each variant's name (a word) and problem: as declared, then each driver group halved and doubled."""
    from experiments.sensitivity.inputs import narrowed

    present = list(dict.fromkeys(group_of(name) for name in question["names"]))
    yield AS_DECLARED, question
    for group in DRIVER_GROUPS:
        if group in present:
            yield f"{group}_halved", narrowed(question, [group], HALF)
            yield f"{group}_doubled", narrowed(question, [other for other in present if other != group], HALF)


def _asked(asked: "Sensitivity") -> tuple[Method, Problem]:
    return method_of(asked.ranking), problem_of(asked.parameters, asked.by)


def plans(asked: "Sensitivity") -> dict[str, Plan]:
    """One part for each variant, all with the same sample of the unit cube and the same seeds."""
    method, question = _asked(asked)
    return {
        name: Plan(Design(asked.scenarios, asked.seeds, table_of(varied, method.sample(varied, asked.n))), Kept())
        for name, varied in variants(question)
    }


def findings(asked: "Sensitivity", ensembles: "Mapping[str, Ensemble]") -> Findings:
    """Tables indices (by variant), pairs and ranks; the answer; a figure for each outcome."""
    from experiments.sensitivity import echo_figure, echo_wording

    method, question = _asked(asked)
    indices, pairs, ranks, answer = {}, {}, {}, []
    for outcome in asked.outcomes:
        found, failed = {}, []
        for name, varied in variants(question):
            values = by_set(ensembles[name], outcome).values
            try:
                found[name] = analysed(method, varied, method.sample(varied, asked.n), values)
            except Fault as fault:
                failed.append((name, fault))
        if failed:
            answer.append(in_both(echo_wording.no_answer_with, outcome, failed))
            continue
        rows = [each.indices[each.indices["index"] == method.main].assign(variant=name) for name, each in found.items()]
        indices[outcome] = pd.concat(rows, ignore_index=True)[["variant", "index", "input", "value", "low", "high"]]
        pairs[outcome] = turned_round(indices[outcome], question)
        ranks[outcome] = places(indices[outcome], pairs[outcome])
        answer.append(in_both(echo_wording.in_words, outcome, pairs[outcome]))
    answer.append(in_both(lambda: str(echo_wording.WHAT_DOUBLED_IS)))
    answer += in_both(closing, asked, ensembles[AS_DECLARED], method)
    lost = {name: len(each.design) - len(each.runs) for name, each in ensembles.items() if name != AS_DECLARED}
    answer += in_both(echo_wording.on_lost, lost)
    if not indices:
        return Findings(answer, {})
    tables = {"indices": beside(indices), "pairs": beside(pairs), "ranks": beside(ranks)}
    return Findings(answer, tables, echo_figure.of_echo(asked, indices, pairs, ranks))


def turned_round(indices: pd.DataFrame, question: Problem) -> pd.DataFrame:
    """Each pair of inputs: higher, lower (by the declared ranges), turned_in (variants, joined), surely_in (those of
    them in which the intervals lie apart), apart_in_all (whether the intervals lie apart in this order in every
    variant), verdict.

    `indices` has variant, input, value, low, high of one index.
    """
    value, low, high = (indices.pivot(index="input", columns="variant", values=end) for end in ("value", "low", "high"))
    inputs, groups = inputs_of(question), groups_within(question)
    rows: list[dict[str, Any]] = []
    for pair in combinations(inputs, 2):
        higher, lower = sorted(pair, key=lambda name: -float(value[AS_DECLARED][name]))
        apart = low.loc[higher] > high.loc[lower]
        below, surely = value.loc[higher] < value.loc[lower], high.loc[higher] < low.loc[lower]
        turned = [name for name in indices["variant"].unique() if below[name]]
        together = groups[higher] == groups[lower] and len(groups[higher]) == 1
        verdict = NOT_APART if not apart[AS_DECLARED] else NOT_RANKABLE if turned else RANKED
        rows.append(
            {
                "higher": higher,
                "lower": lower,
                "turned_in": " ".join(turned),
                "surely_in": " ".join(name for name in turned if surely[name]),
                "apart_in_all": bool(apart.all()),
                "verdict": NOT_TESTED if verdict == RANKED and together else verdict,
            }
        )
    return pd.DataFrame(rows)


def groups_within(question: Problem) -> dict[str, set[str]]:
    """Of each input the groups whose ranges are changed together."""
    found: dict[str, set[str]] = {}
    for name, own in zip(question["names"], question.get("groups") or question["names"], strict=True):
        found.setdefault(own, set()).add(group_of(name))
    return found


def places(indices: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Each input's place by value: as declared, the highest and lowest over variants, and whether it is rankable."""
    real = indices[indices["input"] != DUMMY]
    order = real.assign(place=real.groupby("variant")["value"].rank(ascending=False, method="min"))
    order = order.pivot(index="input", columns="variant", values="place").astype(int)
    turned = pairs[pairs["verdict"] == NOT_RANKABLE]
    loose = {*turned["higher"], *turned["lower"]}
    table = pd.DataFrame(
        {
            "input": order.index,
            AS_DECLARED: order[AS_DECLARED].to_numpy(),
            "highest_place": order.min(axis=1).to_numpy(),
            "lowest_place": order.max(axis=1).to_numpy(),
            "rankable": [name not in loose for name in order.index],
        }
    )
    return table.sort_values([AS_DECLARED, "input"], ignore_index=True)
