"""Through time: which input matters when. Sobol' indices of each quarter, and what of the variance they make up."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from experiments.experiment import Findings, Plan
from experiments.language import in_both
from experiments.sensitivity import wording
from experiments.sensitivity.analysis import require_blocks, require_variation, with_intervals
from experiments.sensitivity.inputs import DUMMY, SEED, Problem, inputs_of, label_of, problem_of, table_of
from experiments.sensitivity.luck import chance, even, paired, seeds_met, variances
from experiments.sensitivity.methods import Method, method_of
from experiments.sensitivity.outcomes import MONTHS_A_QUARTER, by_quarter, declared
from experiments.sensitivity.rankings import RUNS, beside, closing, no_answer
from model.declaration import Fault
from model.design import Design
from model.ensemble import Kept
from model.language import Words, label, say

if TYPE_CHECKING:
    from experiments.sensitivity.experiment import Sensitivity
    from model import Ensemble, Scenario

INTERACTIONS, CHANCE = "interactions", "chance"
PARTS = {INTERACTIONS: Words(INTERACTIONS, "samenhang"), CHANCE: Words(CHANCE, "toeval")}


def _asked(asked: "Sensitivity") -> tuple[Method, Problem]:
    return method_of("sobol"), problem_of(asked.parameters, asked.by)


def plans(asked: "Sensitivity") -> dict[str, Plan]:
    """All runs in one part, of which the asked outcomes are kept in every month."""
    method, question = _asked(asked)
    design = Design(asked.scenarios, asked.seeds, table_of(question, method.sample(question, asked.n)))
    return {RUNS: Plan(design, Kept(series=asked.outcomes))}


def findings(asked: "Sensitivity", ensembles: "Mapping[str, Ensemble]") -> Findings:
    """Tables indices and shares by quarter; the answer; one stacked figure."""
    from experiments.sensitivity import time_figure

    method, question = _asked(asked)
    scenario = asked.scenarios[0]
    sample = method.sample(question, asked.n)
    indices, shares, answer = {}, {}, []
    for outcome, values in by_quarter(ensembles[RUNS], asked.outcomes).items():
        try:
            indices[outcome], shares[outcome] = quarters(method, question, sample, values)
        except Fault as fault:
            answer.append(in_both(no_answer, outcome, fault))
            continue
        for table in (indices[outcome], shares[outcome]):
            table.insert(1, "date", [scenario.date_of(MONTHS_A_QUARTER * quarter) for quarter in table["quarter"]])
        answer.append(in_both(in_words, outcome, indices[outcome], shares[outcome], scenario))
    answer += in_both(closing, asked, ensembles[RUNS], method)
    if not indices:
        return Findings(answer, {})
    tables = {"indices": beside(indices), "shares": beside(shares)}
    return Findings(answer, tables, {"through_time": time_figure.draw(asked, indices, shares)})


def quarters(
    method: Method, question: Problem, sample: np.ndarray, values: np.ndarray
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Indices (quarter, index, input, value, low, high) and shares of the variance between single runs (quarter, part,
    share), from values (sets, seeds, quarters). Quarters in which nothing varies are absent.

    Parts are the inputs' first-order shares, interactions and chance; they add up to 1. With one seed chance is unknown
    and the shares are those of what there is. Raises Fault where too few blocks are complete, or nothing ever varies.
    """
    step = method.block(len(inputs_of(question)))
    values, enough = paired(values, step)
    require_blocks(enough)
    kept = np.repeat(enough, step)
    sample, values = sample[kept], values[kept]
    indices, shares = [], []
    for quarter in range(values.shape[2]):
        now = np.ascontiguousarray(values[:, :, quarter])
        apart = now.reshape(-1, step, now.shape[1])[:, [0, -1]].reshape(-1, now.shape[1])
        try:
            require_variation(even(apart))
        except Fault:
            continue
        table = with_intervals(method, question, sample, even(now))
        indices.append(table.drop(columns="other").assign(quarter=quarter))
        shares.append(_parts(table, apart).assign(quarter=quarter))
    if not indices:
        raise Fault("is the same in all sets in every quarter; nothing can be told of what it depends on")
    return tuple(
        pd.concat(tables, ignore_index=True)[["quarter", *tables[0].columns[:-1]]] for tables in (indices, shares)
    )  # type: ignore[return-value]


def _parts(table: pd.DataFrame, apart: np.ndarray) -> pd.DataFrame:
    """Shares of the variance between single runs: first order of each input, interactions, chance."""
    found = variances(apart)
    known = np.isfinite(found.rest)
    by_chance = found.chance if known else 0.0
    left = found.left(seeds_met(apart)) if known else 0.0
    real = table[(table["index"] == "S1") & (table["input"] != DUMMY)]
    # SALib's shares are of the variance between means, in which some chance is left; these are of that between runs.
    first = real["value"].clip(lower=0.0).to_numpy() / max(1.0 - left, 1e-9) * (1 - by_chance)
    first *= min(1.0, (1 - by_chance) / first.sum()) if first.sum() > 0 else 0.0
    parts: dict[str, Any] = dict(zip(real["input"], first, strict=True))
    parts[INTERACTIONS] = max(0.0, 1 - by_chance - first.sum())
    if known:
        parts[CHANCE] = by_chance
    _, low, high = chance(apart, SEED) if known else (0.0, np.nan, np.nan)
    rows = pd.DataFrame({"part": list(parts), "share": list(parts.values())})
    is_chance = rows["part"] == CHANCE
    return rows.assign(low=np.where(is_chance, low, np.nan), high=np.where(is_chance, high, np.nan))


def leaders(indices: pd.DataFrame) -> pd.Series:
    """The input whose total index is told apart from all others as the highest, by quarter; an empty text for none."""
    total = indices[(indices["index"] == "ST") & (indices["input"] != DUMMY)]
    first = {}
    for quarter in sorted(total["quarter"].unique()):
        now = total[total["quarter"] == quarter].set_index("input")
        top = str(now["value"].idxmax())
        first[int(quarter)] = top if now["low"][top] > now["high"].drop(top).max() else ""
    return pd.Series(first, dtype=object)


def in_words(outcome: str, indices: pd.DataFrame, shares: pd.DataFrame, scenario: "Scenario") -> str:
    """When which input comes first, as spells of quarters, and how much is chance."""
    spells: list[list[Any]] = []
    first = leaders(indices)
    for quarter, name in zip(first.index.tolist(), first.tolist(), strict=True):
        if spells and spells[-1][0] == name and spells[-1][2] == quarter - 1:
            spells[-1][2] = quarter
        else:
            spells.append([name, quarter, quarter])
    dates = [scenario.date_of(MONTHS_A_QUARTER * quarter) for quarter in range(-(-scenario.months // MONTHS_A_QUARTER))]
    nobody = say("no input is told apart from all others", "geen factor is van alle andere te onderscheiden")
    to = say("to", "tot en met")
    told = [
        f"{label_of(name) if name else nobody} ({dates[begin]}{f' {to} {dates[end]}' if end != begin else ''})"
        for name, begin, end in spells
    ]
    first_ones, more = "; ".join(told[: 2 * wording.NAMED]), len(told) - 2 * wording.NAMED
    what = wording.capital(label(declared(outcome)))
    if set(first) == {""}:
        text = say(
            f"{what}: in no quarter does one input matter more than all others, as far as this sample can tell",
            f"{what}: in geen kwartaal doet één factor er meer toe dan alle andere, voor zover deze steekproef dat "
            "laat zien",
        )
    else:
        text = say(
            f"{what}: what matters most by quarter (highest total index; month in which the quarter begins): "
            f"{first_ones}",
            f"{what}: wat er het meest toe doet per kwartaal (hoogste totale index; maand waarin het kwartaal begint): "
            f"{first_ones}",
        )
    text += say(f"; and {more} spells more.", f"; en nog {more} perioden.") if more > 0 else "."
    at_chance = shares[shares["part"] == CHANCE]["share"]
    if len(at_chance):
        least, most = 100 * at_chance.min(), 100 * at_chance.max()
        text += say(
            f" Chance makes up {least:.0f} to {most:.0f}% of the variance of a quarter.",
            f" Toeval maakt {least:.0f} tot {most:.0f}% uit van de variantie van een kwartaal.",
        )
    absent = len(dates) - len(first)
    if absent:
        text += say(
            f" In {absent} {'quarter' if absent == 1 else 'quarters'} nothing varies.",
            f" In {absent} {'kwartaal' if absent == 1 else 'kwartalen'} varieert niets.",
        )
    return text
