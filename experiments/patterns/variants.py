"""The board for several variants of the model side by side: with something held, replaced by its mean, or redrawn.

All variants meet the same seeds, so that what differs between them is the variant and not luck.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from experiments.experiment import Plan
from experiments.patterns import dutch
from experiments.patterns.board import measured, part, seen_in, statistics_of, verdicts_of
from experiments.patterns.pattern import Pattern
from experiments.patterns.verdicts import Verdict, interval
from model.language import say

if TYPE_CHECKING:
    from model import Ensemble, Scenario
    from model.engine import Run

ENOUGH = 10
"""With fewer seeds intervals are too narrow, so that statistics seem to move that do not."""
NEEDED, NOT_NEEDED, ONLY_WITHOUT, NEITHER = "needed", "not needed", "shown only without", "not shown either way"
"""What the verdicts on a pattern, as it is and in a variant, say of what the variant lacks."""


@dataclass(frozen=True)
class Variant:
    """A variant of the model: `base` is what the patterns' scenarios build on, `name` a word, `label`
    what it is called.

    `driven` puts something in a run's place that goes on month by month in its own way; None leaves the run alone.
    """

    name: str
    label: str
    label_nl: str
    base: "Scenario"
    driven: "Callable[[Run], Run] | None" = None


class Scored(NamedTuple):
    """The board of every variant, one below the other, each table with a first column `variant`.

    `values`, `statistics` and `verdicts` are those of the board. Statistics tell besides how far they are from those of
    the first variant under the same seeds (`difference`, its interval `difference_low` to `difference_high`, and
    `moved`: whether it excludes zero, or the value is gone); verdicts what the first variant's was (`as_it_is`), what
    the two say of what the variant lacks (`need`), and how many statistics moved (`statistics_moved`).
    """

    values: pd.DataFrame
    statistics: pd.DataFrame
    verdicts: pd.DataFrame


def plans_of(variants: Sequence[Variant], patterns: Sequence[Pattern], seeds: Sequence[int]) -> dict[str, Plan]:
    """The runs of all patterns in all variants. Those left alone share the parts of the board, a scenario each."""
    from model.design import Design
    from model.ensemble import Kept

    plans = {}
    for each in patterns:
        scenarios = {variant.name: each.scenarios(variant.base) for variant in variants}
        for word in scenarios[variants[0].name]:
            shared = [scenarios[one.name][word].with_(name=one.name) for one in variants if one.driven is None]
            if shared:
                observed = partial(each.observe, word)
                plans[part(each, word)] = Plan(Design(shared, list(seeds)), Kept(observed=observed))
            for one in variants:
                if one.driven is not None:
                    design = Design([scenarios[one.name][word].with_(name=one.name)], list(seeds))
                    plans[driven_part(each, word, one)] = Plan(design, Kept(observed=partial(drive, each, word, one)))
    return plans


def driven_part(each: Pattern, word: str, variant: Variant) -> str:
    """The part that holds the runs of a variant that is driven in a way of its own."""
    return f"{part(each, word)}-{variant.name}"


def drive(each: Pattern, word: str, variant: Variant, run: "Run") -> dict[str, np.ndarray]:
    """What a pattern sees of a run that goes on in the variant's way."""
    assert variant.driven is not None
    return each.observe(word, variant.driven(run))


def scored(variants: Sequence[Variant], patterns: Sequence[Pattern], ensembles: "Mapping[str, Ensemble]") -> Scored:
    """Score all patterns in all variants; the first variant is what the others are compared with."""
    values = pd.concat(
        [
            of_variant(variant, each, ensembles).assign(variant=variant.name)
            for variant in variants
            for each in patterns
        ],
        ignore_index=True,
    )
    values = first_column(values, "variant")
    tables = []
    for variant in variants:
        statistics = statistics_of(patterns, values[values["variant"] == variant.name])
        tables.append((statistics.assign(variant=variant.name), verdicts_of(patterns, statistics)))
    statistics = first_column(pd.concat([one for one, _ in tables], ignore_index=True), "variant")
    statistics = statistics.merge(differences(values, variants[0].name), how="left")
    verdicts = pd.concat(
        [two.assign(variant=variant.name) for variant, (_, two) in zip(variants, tables, strict=True)],
        ignore_index=True,
    )
    return Scored(values, statistics, compared(first_column(verdicts, "variant"), statistics, variants[0].name))


def of_variant(variant: Variant, each: Pattern, ensembles: "Mapping[str, Ensemble]") -> pd.DataFrame:
    """The statistics of a pattern in a variant, by seed."""
    seen = {}
    for word in each.scenarios(variant.base):
        if variant.driven is None:
            seen[word] = seen_in(ensembles[part(each, word)], variant.name)
        else:
            seen[word] = seen_in(ensembles[driven_part(each, word, variant)])
    return measured(each, seen)


def differences(values: pd.DataFrame, reference: str) -> pd.DataFrame:
    """How far every statistic is from that of the reference, seed by seed: variant, pattern, statistic, difference with
    its interval, and whether it moved. A value that is there in one and not in the other has moved, too.
    """
    keys = ["pattern", "statistic", "seed"]
    there = values[values["variant"] == reference][[*keys, "value"]].rename(columns={"value": "reference"})
    paired = values.merge(there, on=keys, how="left")
    rows = []
    for (variant, pattern, statistic), mine in paired.groupby(["variant", "pattern", "statistic"], sort=False):
        here, before = mine["value"].to_numpy(), mine["reference"].to_numpy()
        with np.errstate(invalid="ignore"):
            found = interval(here - before)
        if np.isnan(found.mean):
            moved = np.isnan(interval(here).mean) != np.isnan(interval(before).mean)
        else:
            moved = found.low > 0.0 or found.high < 0.0
        rows.append((variant, pattern, statistic, *found, bool(moved)))
    columns = ["variant", "pattern", "statistic", "difference", "difference_low", "difference_high", "moved"]
    return pd.DataFrame(rows, columns=columns)


def compared(verdicts: pd.DataFrame, statistics: pd.DataFrame, reference: str) -> pd.DataFrame:
    """The verdicts with the reference's beside them, what the two say, and how many statistics moved."""
    as_it_is = verdicts[verdicts["variant"] == reference].set_index("pattern")["verdict"]
    moved = (
        statistics.groupby(["variant", "pattern"], sort=False)["moved"].sum().rename("statistics_moved").reset_index()
    )
    table = verdicts.assign(as_it_is=verdicts["pattern"].map(as_it_is)).merge(moved, how="left")
    need = [
        needed(Verdict(before), Verdict(now)) for before, now in zip(table["as_it_is"], table["verdict"], strict=True)
    ]
    order = ["variant", "pattern", "kind", "claim", "claim_nl", "verdict", "as_it_is", "need", "statistics_moved"]
    return table.assign(need=need)[[*order, *(column for column in table if column not in order)]]


def needed(before: Verdict, now: Verdict) -> str:
    """What a pattern's verdict as it is, and its verdict in a variant, say of what the variant lacks."""
    if before is Verdict.SHOWN:
        return NOT_NEEDED if now is Verdict.SHOWN else NEEDED
    return ONLY_WITHOUT if now is Verdict.SHOWN else NEITHER


def caution(seeds: Sequence[int]) -> list[str]:
    """A sentence where there are too few seeds to tell what moves."""
    if len(seeds) >= ENOUGH:
        return []
    return [
        say(
            f"With {len(seeds)} seeds intervals are too narrow and verdicts loose; {ENOUGH} or more are wanted.",
            f"Met {len(seeds)} seeds zijn intervallen te smal en oordelen los; gewenst zijn er {ENOUGH} of meer.",
        )
    ]


def first_column(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """The table with this column before the others."""
    return table[[name, *(column for column in table if column != name)]]


def on_codes(patterns: Sequence[Pattern], named: Collection[str]) -> list[str]:
    """What the codes of patterns stand for."""
    claims = [f"- {each.code}: {say(each.claim, dutch.claim(each))}" for each in patterns if each.code in named]
    return [say("The codes are of these patterns:", "De codes zijn van deze patronen:"), *claims] if claims else []
