"""What each municipality feels: those treated, and those not treated, over ties or by way of the nation.

With the national feedback held, nothing but ties leads from one municipality to another: what those not treated feel
then came over ties. What they feel beyond that when nothing is held came by way of the nation, alone or together with
ties.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.comparison.paired import judged, over_seeds
from experiments.naming import GOALS
from model.declaration import Outcome
from model.language import Words
from model.outcomes import OUTCOME
from model.summaries import SUMMARY

NATIONAL_FEEDBACK = "centralisation"
"""The mechanism by which what happens somewhere reaches everybody: incidents and variation call for national rules."""

MEAN_OF_GOALS = Outcome(
    "goals", SUMMARY["goals_at_end"].unit, "goals", "doelen", "Mean of the six goals in the last month.", 0.0, 1.0,
    SUMMARY["goals_at_end"].evidence,
)  # fmt: skip
FELT: dict[str, Outcome] = {
    "tempo": SUMMARY["tempo"],
    MEAN_OF_GOALS.name: MEAN_OF_GOALS,
    **{name: OUTCOME[name] for name in GOALS},
}
"""What is compared for each municipality. Goals are those in the last month."""

IN_ALL, OVER_TIES, BY_NATION = "in all", "over ties", "by way of the nation"
CHANNELS = {
    IN_ALL: Words(IN_ALL, "in totaal"),
    OVER_TIES: Words(OVER_TIES, "via banden"),
    BY_NATION: Words(BY_NATION, "langs het hele land"),
}
TREATED, NOT_TREATED, OUT_OF_REACH = "treated", "not treated", "not treated, out of reach"
GROUPS = {
    TREATED: Words(TREATED, "met ingreep"),
    NOT_TREATED: Words(NOT_TREATED, "zonder ingreep"),
    OUT_OF_REACH: Words(OUT_OF_REACH, "zonder ingreep en buiten bereik"),
}


@dataclass(frozen=True)
class Felt:
    """What municipalities feel of one alternative: differences (seeds, municipalities) by channel and outcome.

    `treated` and `reachable` (seeds, municipalities) say who is treated, and whom that can reach over ties before the
    run ends. `reference` holds the reference's own values. `differing` counts the cases (a municipality under a seed)
    out of reach that differ in any state shown with the national feedback held; None where that was not run.
    """

    seeds: Sequence[int]
    facts: pd.DataFrame
    reference: Mapping[str, np.ndarray]
    differences: Mapping[str, Mapping[str, np.ndarray]]
    treated: np.ndarray
    reachable: np.ndarray
    differing: int | None


def felt(
    full: pd.DataFrame,
    held: pd.DataFrame | None,
    reference: str,
    alternative: str,
    seeds: Sequence[int],
    treated: pd.DataFrame,
    reachable: pd.DataFrame,
) -> Felt:
    """Return what municipalities feel, from the municipalities of two ensembles: nothing held, national feedback held.

    `seeds` are those under which every run is there that is needed. `treated` and `reachable` are booleans with a row
    for each seed and a column for each municipality, in the order of the ensembles.
    """
    facts = full.drop_duplicates("code")[["code", "name", "province", "population", "longitude", "latitude"]]
    before, after = (values_of(full, name, seeds) for name in (reference, alternative))
    differences = {IN_ALL: {name: after[name] - before[name] for name in FELT}}
    out_of_reach = ~reachable.loc[list(seeds)].to_numpy()
    differing = None
    if held is not None:
        held_before, held_after = (values_of(held, name, seeds) for name in (reference, alternative))
        differences[OVER_TIES] = {name: held_after[name] - held_before[name] for name in FELT}
        differences[BY_NATION] = {name: differences[IN_ALL][name] - differences[OVER_TIES][name] for name in FELT}
        differing = int((unlike(held, reference, alternative, seeds) & out_of_reach).sum())
    mine = treated.loc[list(seeds)].to_numpy()
    return Felt(seeds, facts.reset_index(drop=True), before, differences, mine, ~out_of_reach, differing)


def rows_of(table: pd.DataFrame, scenario: str, seeds: Sequence[int]) -> pd.DataFrame:
    """Return the rows of a scenario's runs under these seeds, seed by seed; those of a run keep their order."""
    mine = table[(table["scenario"] == scenario) & table["seed"].isin(list(seeds))]
    return mine.sort_values("seed", kind="stable", ignore_index=True)


def values_of(table: pd.DataFrame, scenario: str, seeds: Sequence[int]) -> dict[str, np.ndarray]:
    """Return what is compared, as arrays (seeds, municipalities)."""
    mine = rows_of(table, scenario, seeds)
    values = {name: mine[name].to_numpy(dtype=float) for name in FELT if name != MEAN_OF_GOALS.name}
    values[MEAN_OF_GOALS.name] = np.mean([values[name] for name in GOALS], axis=0)
    return {name: values[name].reshape(len(seeds), -1) for name in FELT}


def unlike(table: pd.DataFrame, reference: str, alternative: str, seeds: Sequence[int]) -> np.ndarray:
    """Return who differs in any column between two scenarios (seeds, municipalities), to the last bit."""
    one, other = (rows_of(table, name, seeds).drop(columns="scenario") for name in (reference, alternative))
    alike = np.ones(len(one), dtype=bool)
    for column in one:
        same = (one[column] == other[column]).fillna(False) | (one[column].isna() & other[column].isna())
        alike &= same.to_numpy(dtype=bool)
    return ~alike.reshape(len(seeds), -1)


def by_municipality(scenario: str, found: Felt) -> pd.DataFrame:
    """Return a row for each municipality, outcome, channel, and whether treated (both, where chance chooses by seed).

    Columns: scenario, code, name, outcome, unit, treated, channel, seeds, reference (mean), noise (standard deviation
    of the reference between seeds), effect, low, high, p, same_sign, q, verdict. All municipalities are one family for
    each outcome and channel. Channels beside "in all" are told of those not treated.
    """
    tables = []
    for treated in (True, False):
        mine = found.treated == treated
        there = mine.any(axis=0)
        for channel, differences in found.differences.items() if there.any() else ():
            if treated and channel != IN_ALL:
                continue
            for name, values in differences.items():
                table = over_seeds(np.where(mine, values, np.nan))
                own = pd.DataFrame(np.where(mine, found.reference[name], np.nan))
                table.insert(1, "reference", own.mean())
                table.insert(2, "noise", own.std())
                table = table.assign(
                    scenario=scenario, code=found.facts["code"], name=found.facts["name"], outcome=name,
                    unit=FELT[name].unit, treated=treated, channel=channel,
                )  # fmt: skip
                tables.append(table[there])
    whole = judged(pd.concat(tables, ignore_index=True), ["outcome", "channel", "treated"])
    first = ["scenario", "code", "name", "outcome", "unit", "treated", "channel"]
    return whole[[*first, *(column for column in whole if column not in first)]]


def by_group(scenario: str, found: Felt) -> pd.DataFrame:
    """Return a row for each group of municipalities, outcome and channel: the mean over the group, seed by seed.

    Groups: treated, not treated, and of the latter those out of reach of ties. Columns: scenario, group, municipalities
    (mean number over seeds), channel, outcome, label, unit, then those of `over_seeds`, q and verdict. The outcomes of
    a group and channel are one family.
    """
    groups = {TREATED: found.treated, NOT_TREATED: ~found.treated, OUT_OF_REACH: ~found.treated & ~found.reachable}
    tables = []
    for group, mine in groups.items():
        if not mine.any():
            continue
        for channel, differences in found.differences.items():
            if group == TREATED and channel != IN_ALL:
                continue
            means = [mean_of_group(values, mine) for values in differences.values()]
            table = over_seeds(np.column_stack(means))
            table.insert(0, "scenario", scenario)
            table.insert(1, "group", group)
            table.insert(2, "municipalities", mine.sum(axis=1).mean())
            table.insert(3, "channel", channel)
            table.insert(4, "outcome", list(differences))
            table.insert(5, "label", [FELT[name].label for name in differences])
            table.insert(6, "unit", [FELT[name].unit for name in differences])
            tables.append(table)
    return judged(pd.concat(tables, ignore_index=True), ["group", "channel"])


def joined(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return tables below each other; an empty one where there is none."""
    return pd.concat([pd.DataFrame(), *tables], ignore_index=True)


def mean_of_group(values: np.ndarray, mine: np.ndarray) -> np.ndarray:
    """Return the mean over a group's municipalities for each seed; NaN in a seed in which nobody is in it."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(mine, values, 0.0).sum(axis=1) / mine.sum(axis=1)
