"""The prior's echo: does the ranking of inputs survive when the ranges we chose are narrower or wider?

Ranges are uniform and ours; a ranking may say more of them than of the model. So it is repeated with the ranges of each
driver group halved, around the defaults, and doubled. The declared ranges are the widest that the model accepts and
that we defend; beyond them a value means nothing. So doubled is relative: the group keeps its declared ranges and those
of all others are halved, by which the group varies twice as much against the others. A pair of inputs that the
intervals rank and of which any repetition turns the order round is not rankable.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pandas as pd

from experiments.experiment import Findings, Plan
from experiments.language import in_both
from experiments.sensitivity import wording
from experiments.sensitivity.analysis import analysed
from experiments.sensitivity.inputs import DRIVER_GROUPS, DUMMY, Problem, group_of, inputs_of, problem_of, table_of
from experiments.sensitivity.methods import Method, method_of
from experiments.sensitivity.outcomes import by_set, declared
from experiments.sensitivity.rankings import beside, closing
from model import language
from model.declaration import Fault
from model.design import Design
from model.ensemble import Kept
from model.language import Words, say
from model.parameters import GROUPS

if TYPE_CHECKING:
    from experiments.sensitivity.experiment import Sensitivity
    from model import Ensemble

AS_DECLARED = "as_declared"
HALF = 0.5
NOT_RANKABLE, RANKED, NOT_APART = "not rankable", "ranked", "not told apart"
WHAT_DOUBLED_IS = Words(
    "Doubled is relative: no range goes beyond what is declared and defended, so the other groups' ranges are halved.",
    "Verdubbeld is betrekkelijk: geen bereik gaat verder dan wat is opgegeven en verdedigd, dus is het bereik van de "
    "andere groepen gehalveerd.",
)


def variants(question: Problem) -> Iterator[tuple[str, Problem]]:
    """Each variant's name (a word) and problem: as declared, then each driver group halved and doubled."""
    from experiments.sensitivity.inputs import narrowed

    present = list(dict.fromkeys(group_of(name) for name in question["names"]))
    yield AS_DECLARED, question
    for group in DRIVER_GROUPS:
        if group in present and len(present) > 1:
            yield f"{group}_halved", narrowed(question, [group], HALF)
            yield f"{group}_doubled", narrowed(question, [other for other in present if other != group], HALF)


def label_of_variant(name: str) -> str:
    """What a reader is shown for a variant."""
    if name == AS_DECLARED:
        return say("ranges as declared", "bereik zoals opgegeven")
    group, _, how = name.rpartition("_")
    return f"{say(*GROUPS[group])} {say(how, {'halved': 'gehalveerd', 'doubled': 'verdubbeld'}[how])}"


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
    from experiments.sensitivity import echo_figure

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
            answer.append(in_both(no_answer_with, outcome, failed))
            continue
        rows = [each.indices[each.indices["index"] == method.main].assign(variant=name) for name, each in found.items()]
        indices[outcome] = pd.concat(rows, ignore_index=True)[["variant", "index", "input", "value", "low", "high"]]
        pairs[outcome] = turned_round(indices[outcome], inputs_of(question))
        ranks[outcome] = places(indices[outcome], pairs[outcome])
        answer.append(in_both(in_words, outcome, pairs[outcome]))
    answer.append(in_both(lambda: str(WHAT_DOUBLED_IS)))
    answer += in_both(closing, asked, ensembles[AS_DECLARED], method)
    lost = {name: len(each.design) - len(each.runs) for name, each in ensembles.items() if name != AS_DECLARED}
    answer += in_both(on_lost, lost)
    if not indices:
        return Findings(answer, {})
    tables = {"indices": beside(indices), "pairs": beside(pairs), "ranks": beside(ranks)}
    return Findings(answer, tables, echo_figure.of_echo(asked, indices, pairs, ranks))


def turned_round(indices: pd.DataFrame, inputs: list[str]) -> pd.DataFrame:
    """Each pair of inputs: higher, lower (by the declared ranges), turned_in (variants, joined), verdict.

    `indices` has variant, input, value, low, high of one index.
    """
    by_variant = indices.pivot(index="input", columns="variant", values="value")
    base = indices[indices["variant"] == AS_DECLARED].set_index("input")
    rows: list[dict[str, Any]] = []
    for one, two in combinations(inputs, 2):
        higher, lower = (one, two) if base["value"][one] >= base["value"][two] else (two, one)
        below = by_variant.loc[higher] < by_variant.loc[lower]
        turned = [name for name in indices["variant"].unique() if below[name]]
        apart = base["low"][higher] > base["high"][lower]
        verdict = NOT_APART if not apart else NOT_RANKABLE if turned else RANKED
        rows.append({"higher": higher, "lower": lower, "turned_in": " ".join(turned), "verdict": verdict})
    return pd.DataFrame(rows)


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


def no_answer_with(outcome: str, failed: Sequence[tuple[str, Fault]]) -> str:
    """That an outcome has no answer, with which ranges, and why."""
    why = "; ".join(f"{label_of_variant(name)}: {fault}" for name, fault in failed)
    what = wording.capital(language.label(declared(outcome)))
    return say(f"{what}: no answer with {why}.", f"{what}: geen antwoord bij {why}.")


def on_lost(lost: Mapping[str, int]) -> Iterator[str]:
    """How many runs are missing, by variant."""
    for name, number in lost.items():
        if number:
            which = label_of_variant(name)
            yield say(f"{number} runs are missing of {which}.", f"Van {which} ontbreken {number} runs.")


def in_words(outcome: str, pairs: pd.DataFrame) -> str:
    """What the echo leaves of the ranking, in sentences."""
    what = wording.capital(language.label(declared(outcome)))
    counts = pairs["verdict"].value_counts()
    ranked, loose, close = (int(counts.get(verdict, 0)) for verdict in (RANKED, NOT_RANKABLE, NOT_APART))
    if not ranked and not loose:
        return say(
            f"{what}: none of {len(pairs)} pairs of inputs can be ranked to begin with, so that other ranges have "
            "nothing to turn round: the sample is too small.",
            f"{what}: geen van de {len(pairs)} paren factoren is om te beginnen te rangschikken, zodat een ander "
            "bereik niets heeft om te keren: de steekproef is te klein.",
        )
    text = say(
        f"{what}: of {len(pairs)} pairs of inputs, {ranked} keep their order under all other ranges",
        f"{what}: van de {len(pairs)} paren factoren houden er {ranked} hun volgorde bij elk ander bereik",
    )
    if loose:
        text += say(
            f", {loose} are not rankable (some other range turns them round)",
            f", {loose} zijn niet te rangschikken (een ander bereik keert ze om)",
        )
    else:
        text += say(", none is turned round", ", geen enkel wordt omgekeerd")
    at_first = say(f", and {close} are not told apart to begin with", f", en {close} zijn om te beginnen niet te "
                   "onderscheiden")  # fmt: skip
    text += f"{at_first if close else ''}."
    turned = pairs[pairs["verdict"] == NOT_RANKABLE].head(wording.NAMED)
    for _, row in turned.iterrows():
        where = ", ".join(label_of_variant(name) for name in row["turned_in"].split())
        one, other = wording.label_of(row["higher"]), wording.label_of(row["lower"])
        text += say(
            f" Not rankable: {one} and {other} ({where}).", f" Niet te rangschikken: {one} en {other} ({where})."
        )
    return text
