"""The answer in sentences: how often it comes about, under which conditions, how sure that is, and what matters."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from experiments.comparison.wording import capital, counted, decimals, listed
from experiments.discovery.boxes import LEAST_CASES, WEAK
from experiments.discovery.cases import RUNS, VALUE, Condition, divided, quantity
from experiments.discovery.discovered import ALIKE, BOX, FEW, Discovered, declared
from experiments.discovery.halves import CONFIRMED, Halves
from experiments.discovery.sample import SET, set_by
from experiments.discovery.scores import DUMMY

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from experiments.discovery.experiment import Discovery
    from model import Ensemble

STEADY = 0.5
"""A limit that is found again in a smaller part of the halves is named as unsteady."""
NAMED = 8
"""Feature scores: the sentence names so many parameters, and counts the others."""
SLICES = 20
"""PRIM peels off a twentieth of the cases at a time, so that a limit is no finer than that."""


def sentences(
    asked: "Discovery", ensemble: "Ensemble", results: Sequence[Discovered], tables: "Mapping[str, DataFrame]"
) -> list[str]:
    """The whole answer."""
    cases = tables["cases"]
    found = [*on_cases(asked, ensemble, cases)]
    if not len(cases):
        return [*found, "There is no case to look at."]
    found += on_outcome(asked.conditions[0], cases)
    for condition in asked.conditions:
        found += on_condition(condition, results, tables)
    if any(each.found is not None for each in results):
        found.append(on_method(asked))
    return [*found, *on_scores(asked, tables["feature_scores"])]


def on_cases(asked: "Discovery", ensemble: "Ensemble", cases: "DataFrame") -> Iterator[str]:
    """What was run, and what is missing."""
    seeds = len(asked.seeds)
    under = "one seed" if seeds == 1 else f"the same {seeds} seeds"
    yield (
        f"{asked.sets:,} cases: sets of {counted(len(asked.varied), 'parameter', 'parameters')} drawn over their whole "
        f"ranges (a Latin hypercube), each under {under}. What counts for a case is its mean over seeds. Shares of "
        f"cases are shares of these ranges, not probabilities."
    )
    held = [name for name in set_by(asked.scenarios) if name not in asked.varied]
    if held:
        yield f"Set by the scenario and not varied: {listed(held)}."
    failed = len(ensemble.failures)
    if failed:
        none, fewer = asked.sets - cases[SET].nunique(), int((cases[RUNS] < seeds).sum())
        yield (
            f"{failed:,} of {len(ensemble.design):,} runs failed: {counted(none, 'case', 'cases')} without a run left "
            f"out, {counted(fewer, 'case', 'cases')} with fewer seeds than the others kept."
        )


def on_outcome(condition: Condition, cases: "DataFrame") -> Iterator[str]:
    """How the outcome is spread over cases, and where it is missing."""
    label, unit = capital(condition.declared.label), condition.declared.unit
    missing = int((cases["missing"] > 0).sum())
    if missing:
        yield (
            f"{label} is missing in a seed of {missing:,} of {len(cases):,} cases (it did not happen there): they "
            f"count as cases in which what is asked for does not hold."
        )
    known = cases[VALUE].dropna()
    if len(known):
        low, middle, high = (quantity(float(f"{known.quantile(part):.2g}"), unit) for part in (0.05, 0.5, 0.95))
        yield f"{label}, over cases: median {middle}, nine in ten between {low} and {high}."


def on_condition(
    condition: Condition, results: Sequence[Discovered], tables: "Mapping[str, DataFrame]"
) -> Iterator[str]:
    """How often a condition holds, and the boxes where it does."""
    cases = tables["cases"]
    number, of = int(cases[condition.name].sum()), len(cases)
    words = capital(condition.words)
    if number in (0, of):
        which, meaning = ("none", "does not come about") if number == 0 else ("all", "always comes about")
        yield f"{words}: in {which} of the {of:,} cases. Within these ranges it {meaning}, and there is no box to find."
        return
    yield (
        f"{words}: in {number:,} of {of:,} cases ({share(number / of)}). In {share(divided(cases, condition))} of "
        f"cases the seeds fall on both sides, so that luck decides."
    )
    for each in results:
        if each.condition == condition:
            yield from on_box(each, tables)


def on_box(each: Discovered, tables: "Mapping[str, DataFrame]") -> Iterator[str]:
    """One box, or why there is none."""
    first = each.number == 1
    where = "" if first else f"Among the {len(each.table):,} cases outside: "
    none = "No box" if first else f"{where}no further box"
    if each.verdict == FEW:
        such = int(each.wanted.sum())
        others = len(each.wanted) - such
        yield f"{none} is looked for: {such} such cases and {others} others; {LEAST_CASES} of each are needed."
        return
    if each.verdict == ALIKE or each.halves is None:
        yield f"{none}: no limit on any parameter tells such cases from the others beyond chance."
        return
    row, limits = each.part_of(tables["boxes"]).iloc[0], each.part_of(tables["limits"])
    if each.verdict != BOX:
        yield (
            f"{none} that holds up: the one found ({in_words(limits)}) is denser than all cases in only "
            f"{share(row['confirmed'])} of {len(each.halves.boxes)} trials on cases on which it was not found "
            f"({share(CONFIRMED)} are needed)."
        )
        return
    such_cases, all_cases = ("such cases", "all cases") if first else ("such cases left", "all those cases")
    yield (
        f"{where or 'Found '}{in_words(limits)}: of the {row['wanted']:,} {such_cases} this box holds "
        f"{percent(row, 'coverage')} (coverage), and of the {row['in_box']:,} cases in it {percent(row, 'density')} "
        f"are such (density), against {share(row['share'])} of {all_cases}. Found anew on one half of the cases and "
        f"scored on the other, {len(each.halves.boxes)} times: coverage {percent(row, 'held_out_coverage')}, density "
        f"{percent(row, 'held_out_density')}."
    )
    yield from on_unsteady(each.halves, limits)


def on_unsteady(halves: Halves, limits: "DataFrame") -> Iterator[str]:
    """Which limits are not found again, beside the dummy."""
    unsteady = limits[limits["found_again"] < STEADY]
    if len(unsteady):
        told = [f"{row['label']} ({share(row['found_again'])})" for _, row in unsteady.iterrows()]
        yield (
            f"Lean less on {listed(told)}: in brackets, in how many of the halves the limit is found again. A column "
            f"that does nothing is limited in {share(halves.with_parameter(DUMMY))} of them."
        )


def on_method(asked: "Discovery") -> str:
    """By which rule a box is chosen, and what the numbers are."""
    return (
        "How: PRIM (ema_workbench) looks among parameters whose values differ between such cases and others. Limits "
        f"that add nothing are dropped (quasi-p-value above {share(WEAK)}). The densest box that holds at least "
        f"{share(asked.coverage)} of such cases is looked for, and of those as dense but for a standard error the one "
        f"that holds most is chosen. Coverage: the part of such cases that is in the box. Density: the part of the "
        f"cases in the box that are such. In brackets: the middle 95 %, of resamples of the cases with the box given, "
        f"and of the halves. Half as many cases find a box less well, so that what is scored on the other half is "
        f"rather too low."
    )


def on_scores(asked: "Discovery", scores: "DataFrame") -> Iterator[str]:
    """Which parameters tell the outcome, beyond what a dummy does."""
    mine = scores[scores["target"] == asked.outcome]
    if not len(mine):
        return
    real, dummy = mine[mine["parameter"] != DUMMY], mine[mine["parameter"] == DUMMY].iloc[0]
    above = real[real["above_dummy"].astype(bool)]
    told = [
        f"{declared(row['parameter'])[0]} {100 * row['score']:.0f} % ({100 * row['low']:.0f} to "
        f"{100 * row['high']:.0f})"
        for _, row in above.head(NAMED).iterrows()
    ]
    if len(above) > NAMED:
        told.append(f"{len(above) - NAMED} more")
    yield (
        "Feature scores (extra trees, ema_workbench): the part of what the trees explain of "
        f"{asked.conditions[0].declared.label} that comes by way of a parameter. {len(above)} of {len(real)} are told "
        f"apart from a dummy, which scores {share(dummy['score'], 1)} (up to {share(dummy['high'], 1)})"
        f"{f': {listed(told)}' if told else ''}. Parameters whose intervals overlap are not ranked."
    )


def in_words(limits: "DataFrame") -> str:
    """Limits as a clause: "where A (a) is above 0.6, and B (b) between 1 and 2"."""
    told: list[str] = []
    for name, rows in limits.groupby("parameter", sort=False):
        shown = {row["side"]: figure(row) for _, row in rows.iterrows()}
        if len(shown) == 2:
            range_ = f"between {shown['above']} and {shown['below']}"
        else:
            range_ = next(f"{side} {value}" for side, value in shown.items())
        told.append(f"{rows['label'].iloc[0]} ({name}) {'' if told else 'is '}{range_}")
    return f"where {listed(told)}"


def figure(row: "Series") -> str:
    """A limit with as many digits as PRIM, and its spread over halves, allow."""
    slice_ = (row["highest"] - row["lowest"]) / SLICES
    low, high = row["limit"] - slice_, row["limit"] + slice_
    if math.isfinite(row["limit_low"]):
        low, high = min(low, row["limit_low"]), max(high, row["limit_high"])
    return f"{row['limit']:.{decimals(low, high)}f}"


def share(value: float, places: int = 0) -> str:
    """A part of one as a percentage."""
    if 0 < value < 0.005 and places == 0:
        return "under 1 %"
    return f"{100 * value:.{places}f} %"


def percent(row: "Series", name: str) -> str:
    """A share as a percentage with its interval."""
    if not math.isfinite(row[name]):
        return "unknown"
    value, low, high = (100 * row[each] for each in (name, f"{name}_low", f"{name}_high"))
    return f"{value:.0f} % ({low:.0f} to {high:.0f})"
