"""Through time: which input matters when. Sobol' indices of each quarter, and what of the variance they make up."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from experiments.experiment import Findings, Plan
from experiments.language import in_both
from experiments.sensitivity.analysis import require_blocks, require_variation, with_intervals
from experiments.sensitivity.inputs import DUMMY, SEED, Problem, inputs_of, problem_of, table_of
from experiments.sensitivity.luck import RESAMPLES, Z, chance, even, jackknife_error, paired, seeds_met, variances
from experiments.sensitivity.methods import Method, method_of
from experiments.sensitivity.outcomes import MONTHS_A_QUARTER, by_quarter
from experiments.sensitivity.rankings import RUNS, beside, closing, no_answer
from model.declaration import Fault
from model.design import Design
from model.ensemble import Kept
from model.language import Words

if TYPE_CHECKING:
    from experiments.sensitivity.experiment import Sensitivity
    from model import Ensemble

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
    """Tables indices, shares and verdicts by quarter; the answer; one stacked figure."""
    from experiments.sensitivity import time_figure, time_wording

    method, question = _asked(asked)
    scenario = asked.scenarios[0]
    sample = method.sample(question, asked.n)
    indices, shares, verdicts, answer = {}, {}, {}, []
    for outcome, values in by_quarter(ensembles[RUNS], asked.outcomes).items():
        try:
            indices[outcome], shares[outcome], verdicts[outcome] = quarters(method, question, sample, values)
        except Fault as fault:
            answer.append(in_both(no_answer, outcome, fault))
            continue
        for table in (indices[outcome], shares[outcome], verdicts[outcome]):
            table.insert(1, "date", [scenario.date_of(MONTHS_A_QUARTER * quarter) for quarter in table["quarter"]])
        answer.append(in_both(time_wording.in_words, outcome, indices[outcome], shares[outcome], scenario))
        answer.append(in_both(time_wording.on_verdicts, verdicts[outcome], shares[outcome], method))
    answer += in_both(closing, asked, ensembles[RUNS], method)
    if not indices:
        return Findings(answer, {})
    tables = {"indices": beside(indices), "shares": beside(shares), "verdicts": beside(verdicts)}
    return Findings(answer, tables, {"through_time": time_figure.draw(asked, indices, shares, verdicts)})


def quarters(
    method: Method, question: Problem, sample: np.ndarray, values: np.ndarray
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Indices (quarter, index, input, value, low, high), shares of the variance between single runs (quarter, part,
    share, low, high), and verdicts (see `_verdict`), from values (sets, seeds, quarters). Quarters in which nothing
    varies are absent.

    Parts are the inputs' first-order shares, interactions and chance; they add up to 1. With one seed chance is unknown
    and the shares are those of what there is. Raises Fault where too few blocks are complete, or nothing ever varies.
    """
    step = method.block(len(inputs_of(question)))
    values, enough = paired(values, step)
    require_blocks(enough)
    kept = np.repeat(enough, step)
    sample, values = sample[kept], values[kept]
    found: list[tuple[pd.DataFrame, ...]] = []
    for quarter in range(values.shape[2]):
        now = np.ascontiguousarray(values[:, :, quarter])
        apart = now.reshape(-1, step, now.shape[1])[:, [0, -1]].reshape(-1, now.shape[1])
        try:
            require_variation(even(apart))
        except Fault:
            continue
        now = even(now)
        table = with_intervals(method, question, sample, now)
        shares, scaled = _parts(table, apart, half_of_sum(now, step))
        verdict = _verdict(table, method, question, sample, now) | {"scaled": scaled}
        tables = table.drop(columns="other"), shares, pd.DataFrame([verdict])
        found.append(tuple(each.assign(quarter=quarter) for each in tables))
    if not found:
        raise Fault("is the same in all sets in every quarter; nothing can be told of what it depends on")
    return tuple(
        pd.concat(tables, ignore_index=True)[["quarter", *tables[0].columns[:-1]]]
        for tables in zip(*found, strict=True)
    )


def half_of_sum(values: np.ndarray, step: int) -> float:
    """Half the 95 % interval of the sum of all first-order indices: its bootstrap over blocks, and where there are
    three seeds or more their jackknife.
    """
    blocks = np.nanmean(values, axis=1).reshape(-1, step)
    generator = np.random.default_rng(SEED)
    drawn = [sum_of_first(blocks[generator.integers(len(blocks), size=len(blocks))]) for _ in range(RESAMPLES)]
    half = Z * float(np.std(drawn, ddof=1))
    seeds = values.shape[1]
    if seeds < 3:
        return half
    without = [sum_of_first(np.nanmean(np.delete(values, place, axis=1), axis=1).reshape(-1, step))
               for place in range(seeds)]  # fmt: skip
    return float(np.hypot(half, Z * jackknife_error(np.array(without))))


def sum_of_first(blocks: np.ndarray) -> float:
    """The sum of first-order indices of Saltelli's blocks (blocks, sets), as SALib estimates each (Saltelli et al.
    2010).
    """
    blocks = blocks - blocks.mean()
    first, last, between = blocks[:, 0], blocks[:, -1], blocks[:, 1:-1]
    variance = np.var(np.concatenate([first, last]))
    return float(np.mean(last[:, None] * (between - first[:, None]), axis=0).sum() / variance) if variance else np.nan


def _verdict(
    table: pd.DataFrame, method: Method, question: Problem, sample: np.ndarray, values: np.ndarray
) -> dict[str, Any]:
    """Half-width of the widest interval of a total index, its largest change by the second half of the sample, whether
    that is settled, and how many inputs are told apart from the dummy (missing without one).
    """
    half = len(sample) // 2 // (step := method.block(len(inputs_of(question)))) * step
    before = method.estimate(question, sample[:half], values[:half], 0)
    earlier = pd.Series({name: value for (index, name, _), value in zip(before.keys, before.value, strict=True)
                         if index == method.main})  # fmt: skip
    main = table[table["index"] == method.main].set_index("input")
    real = main.drop(index=DUMMY, errors="ignore")
    widest = float((real["high"] - real["low"]).max(skipna=False)) / 2
    moved = float((real["value"] - earlier[real.index]).abs().max(skipna=False))
    return {
        "widest": widest,
        "moved": moved,
        "settled": bool(widest <= method.tolerance and moved <= method.tolerance),
        "beyond_dummy": float((real["low"] > main["high"][DUMMY]).sum()) if DUMMY in main.index else np.nan,
    }


def _parts(table: pd.DataFrame, apart: np.ndarray, half: float) -> tuple[pd.DataFrame, bool]:
    """Shares of the variance between single runs (first order of each input, interactions, chance) with intervals, and
    whether the first orders had to be scaled down since they added up to more than there is.
    """
    found = variances(apart)
    known = np.isfinite(found.rest)
    by_chance = found.chance if known else 0.0
    left = found.left(seeds_met(apart)) if known else 0.0
    real = table[(table["index"] == "S1") & (table["input"] != DUMMY)]
    # SALib's shares are of the variance between means, in which some chance is left; these are of that between runs.
    factor = (1 - by_chance) / max(1.0 - left, 1e-9)
    first = real["value"].clip(lower=0.0).to_numpy() * factor
    scaled = bool(first.sum() > 1 - by_chance)
    first *= min(1.0, (1 - by_chance) / first.sum()) if first.sum() > 0 else 0.0
    together = max(0.0, 1 - by_chance - first.sum())
    rows = [
        {"part": name, "share": share, "low": factor * low, "high": factor * high}
        for name, share, low, high in zip(real["input"], first, real["low"], real["high"], strict=True)
    ]
    beyond = 1 - by_chance - factor * float(real["value"].sum())
    rows.append(
        {"part": INTERACTIONS, "share": together, "low": beyond - factor * half, "high": beyond + factor * half}
    )
    if known:
        _, low, high = chance(apart, SEED)
        rows.append({"part": CHANCE, "share": by_chance, "low": low, "high": high})
    return pd.DataFrame(rows), scaled


def leaders(indices: pd.DataFrame) -> pd.Series:
    """The input whose total index is told apart from all others as the highest, by quarter; an empty text for none."""
    total = indices[(indices["index"] == "ST") & (indices["input"] != DUMMY)]
    first = {}
    for quarter in sorted(total["quarter"].unique()):
        now = total[total["quarter"] == quarter].set_index("input")
        top = str(now["value"].idxmax())
        first[int(quarter)] = top if now["low"][top] > now["high"].drop(top).max() else ""
    return pd.Series(first, dtype=object)
