"""The answer in sentences: what differs, by how much, how sure that is, for whom, and by which way it came."""

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.comparison.municipalities import FELT, IN_ALL, NATIONAL_FEEDBACK, Felt
from experiments.comparison.paired import (
    CONFIDENCE,
    FALSE_DISCOVERIES,
    FEW,
    FEWEST,
    HIGHER,
    LOWER,
    NEVER,
    OPEN,
    UNCHANGED,
)  # fmt: skip
from experiments.comparison.wording import agreeing, capital, counted, listed, with_unit
from model.mechanisms import MECHANISMS

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from experiments.comparison.treatment import Touched
    from model import Ensemble, Scenario

HELD_LABEL = next(each.label for each in MECHANISMS if each.name == NATIONAL_FEEDBACK)
SPOKEN = ("tempo", "goals")
"""Of what municipalities feel, what the answer tells; the tables have the rest."""
VERDICTS = (HIGHER, LOWER, OPEN, UNCHANGED, FEW, NEVER)
CHANCE = 1 - CONFIDENCE


def on_failures(ensembles: "Mapping[str, Ensemble]") -> Iterator[str]:
    """How many runs are missing."""
    failed = sum(len(ensemble.failures) for ensemble in ensembles.values())
    runs = sum(len(ensemble.design) for ensemble in ensembles.values())
    if failed:
        yield f"{failed} of {runs} runs failed; a seed counts only where all the runs that a figure needs are there."


def on_alternative(
    reference: "Scenario",
    alternative: "Scenario",
    touched: "Touched",
    tables: "Mapping[str, DataFrame]",
    found: Felt | None,
) -> Iterator[str]:
    """The answer on one alternative, from the rows of each table that are about it."""
    names = [f"“{scenario.title or scenario.name}”" for scenario in (alternative, reference)]
    lines = "; ".join(alternative.differences(reference)) or "nothing"
    yield f"{names[0]} differs from {names[1]} in this: {lines}."
    if not tables["outcomes"]["seeds"].any():
        yield "There is no seed under which both have a run: nothing can be compared."
        return
    yield from on_outcomes(tables["outcomes"])
    if found is None:
        why = "no seed has all the runs needed" if touched.paired else "its municipalities are others"
        yield f"Municipalities cannot be compared with themselves: {why}."
        return
    yield from on_municipalities(tables["municipalities"])
    if not touched.leaves_somebody_alone:
        why = ", since more than interventions differs" if touched.everywhere else ""
        yield f"All municipalities are treated{why}: there is no spillover to tell."
        return
    yield from on_spillover(tables["groups"], found)
    yield from on_reach(touched, found, alternative)


def on_outcomes(table: "DataFrame") -> Iterator[str]:
    """One sentence for every outcome that is higher or lower, and one for each kind of the others."""
    clear = table[table["verdict"].isin([HIGHER, LOWER])]
    by_chance = maybe_chance(table)
    tested = int(table["q"].notna().sum())
    if tested:
        yield (
            f"Of {tested} outcomes compared over {counted(table['seeds'].max(), 'paired seed', 'paired seeds')}, "
            f"{len(clear)} are higher or lower. In brackets: {CONFIDENCE:.0%} intervals (Student's t over paired "
            f"differences). By chance alone some {CHANCE * tested:.1f} of so many would leave out zero, and "
            f"{len(clear) + by_chance.sum()} do; verdicts keep the expected share of false ones at "
            f"{FALSE_DISCOVERIES:.0%}."
        )
    for _, row in clear.sort_values("in_noise", key=abs, ascending=False).iterrows():
        noise = f", {abs(row['in_noise']):.2g} times the noise between seeds" if math.isfinite(row["in_noise"]) else ""
        yield f"{capital(row['label'])} is {row['verdict']}: {with_unit(row)}, in {agreeing(row)}{noise}."
    for rows, words in (
        (table[by_chance], "Not distinguishable among so many, though the interval leaves out zero"),
        (table[(table["verdict"] == OPEN) & ~by_chance], "Not distinguishable"),
        (table[table["verdict"] == FEW], f"Too few seeds for an interval ({table['seeds'].max()}, it takes {FEWEST})"),
    ):
        if len(rows):
            told = [f"{row['label']} {with_unit(row)}" for _, row in rows.iterrows()]
            yield f"{words}: {'; '.join(told)}."
    for verdict, words in (
        (UNCHANGED, "Exactly unchanged under every seed"),
        (NEVER, "Not reached under any seed in both"),
    ):
        labels = table.loc[table["verdict"] == verdict, "label"].tolist()
        if labels:
            yield f"{words}: {listed(labels)}."
    yield from on_missing(table)


def maybe_chance(rows: Any) -> Any:
    """Whether the interval leaves out zero and yet, among so many, that may be chance."""
    return (rows["verdict"] == OPEN) & (rows["p"] <= CHANCE)


def on_missing(table: "DataFrame") -> Iterator[str]:
    """Outcomes that only some runs reach."""
    some = (table["missing_reference"] + table["missing_alternative"] > 0) & (table["seeds"] > 0)
    for _, row in table[some].iterrows():
        yield (
            f"{capital(row['label'])} is not reached in {counted(row['missing_reference'], 'run', 'runs')} of the "
            f"reference and {row['missing_alternative']} of the alternative. The difference is over the "
            f"{counted(row['seeds'], 'seed', 'seeds')} in which both reach it, which are no random choice."
        )


def on_municipalities(table: "DataFrame") -> Iterator[str]:
    """In how many municipalities by themselves something is told apart."""
    whole = table[table["channel"] == IN_ALL]
    for outcome in SPOKEN:
        for treated, rows in whole[whole["outcome"] == outcome].groupby("treated", sort=False):
            counts = rows["verdict"].value_counts()
            told = ", ".join(f"{verdict} in {counts[verdict]}" for verdict in VERDICTS if verdict in counts)
            who = f"when {'' if treated else 'not '}treated ({len(rows)})"
            yield f"{capital(FELT[outcome].label)} of each municipality by itself, {who}: {told}."


def on_spillover(groups: "DataFrame", found: Felt) -> Iterator[str]:
    """What those treated feel, and what reaches those not treated over ties and by way of the nation."""
    number = found.treated.sum(axis=1)
    mean = " on average over seeds" if np.ptp(number) else ""
    yield (
        f"Treated: {counted(number.mean(), 'municipality', 'municipalities')} of {found.treated.shape[1]}{mean}. "
        f"Effects over ties are those with {HELD_LABEL} held in both, so that nothing but ties leads from one "
        "municipality to another; effects by way of the nation are what is felt beyond that."
    )
    for group, mine in groups.groupby("group", sort=False):
        told = []
        for outcome in SPOKEN:
            channels = mine[mine["outcome"] == outcome].set_index("channel")
            parts = [f"{channel} {with_verdict(row)}" for channel, row in channels.iterrows()]
            told.append(f"{FELT[outcome].label}: {', '.join(parts)}")
        yield f"Mean effect on those {group} ({mine['municipalities'].iloc[0]:.0f}): {'; '.join(told)}."


def with_verdict(row: "Series") -> str:
    """An effect and whether it is told apart."""
    if row["verdict"] == UNCHANGED:
        return "exactly zero"
    return f"{with_unit(row)} [{row['verdict']}{' among so many' if maybe_chance(row) else ''}]"


def on_reach(touched: "Touched", found: Felt, alternative: "Scenario") -> Iterator[str]:
    """Whether those out of reach of ties stay exactly as they are with the national feedback held."""
    alone = int((~found.treated & ~found.reachable).sum())
    if not alone:
        if found.treated.any():
            yield f"Within {alternative.months} months ties lead from those treated to everybody."
    elif found.differing == 0:
        yield (
            "With that held, municipalities that no tie reaches in time are exactly unchanged in every state shown "
            f"({counted(alone, 'case', 'cases')}: a municipality under a seed)."
        )
    else:
        because = "since the state rolls measures out" if touched.rolled_out else "which is a fault of the model"
        yield f"With that held, {found.differing} of {alone} cases that no tie reaches in time are changed, {because}."
    if touched.rolled_out:
        yield (
            "The state rolls measures out among those not treated, as the best performer of the whole country does "
            "them. That leads past ties, and is counted here as if it came over ties."
        )
