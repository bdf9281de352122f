"""What the country feels: each alternative's effect on every summary, and on outcomes month by month, as tables."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from experiments.comparison.paired import compared, judged, over_seeds
from experiments.figures.style import FEW_REPLICATES
from model.outcomes import OUTCOME
from model.summaries import SUMMARIES, SUMMARY


def on_summaries(runs: pd.DataFrame, reference: str, alternatives: Sequence[str]) -> pd.DataFrame:
    """Return a row for each alternative and summary, from the runs of an ensemble (scenario, seed, summaries).

    Columns: scenario, outcome, label, unit, then those of `compared`, q and verdict. All summaries of an alternative
    are one family. A seed counts where the runs of both are there.
    """
    names = [summary.name for summary in SUMMARIES]
    tables = []
    for alternative in alternatives:
        seeds = seeds_of_all([runs], (reference, alternative))
        before, after = (
            runs[runs["scenario"] == name].set_index("seed").loc[seeds, names].to_numpy(dtype=float)
            for name in (reference, alternative)
        )
        table = compared(before, after)
        table.insert(0, "scenario", alternative)
        table.insert(1, "outcome", names)
        table.insert(2, "label", [SUMMARY[name].label for name in names])
        table.insert(3, "unit", [SUMMARY[name].unit for name in names])
        tables.append(table)
    return judged(pd.concat(tables, ignore_index=True), ["scenario"])


def seeds_of_all(tables: Sequence[pd.DataFrame], scenarios: Sequence[str]) -> list[int]:
    """Return the seeds, ascending, under which each of these scenarios has a run in each of the tables."""
    seeds = [set(table.loc[table["scenario"] == name, "seed"].tolist()) for table in tables for name in scenarios]
    return sorted(set.intersection(*seeds))


def on_paths(series: pd.DataFrame, reference: str, alternative: str) -> pd.DataFrame:
    """Return a row for each outcome and month, from the series of an ensemble.

    Columns: scenario, outcome, label, unit, month, date, seeds, then the mean paired difference (effect, low, high),
    and for both (reference, alternative) the mean, and the lower and upper end of the band. Intervals hold for each
    month by itself.
    """
    seeds = seeds_of_all([series], (reference, alternative))
    tables = []
    for outcome, mine in series.groupby("outcome", sort=False):
        declared, months = OUTCOME[str(outcome)], mine.drop_duplicates("month").sort_values("month")
        before, after = (month_by_seed(mine[mine["scenario"] == name], seeds) for name in (reference, alternative))
        names = {
            "scenario": alternative, "outcome": declared.name, "label": declared.label, "unit": declared.unit,
            "month": months["month"].to_numpy(), "date": months["date"].to_numpy(),
        }  # fmt: skip
        table = over_seeds(after - before)[["seeds", "effect", "low", "high"]]
        for name, values in (("reference", before), ("alternative", after)):
            mean, lower, upper = band(values)
            table = table.assign(**{name: mean, f"{name}_lower": lower, f"{name}_upper": upper})
        tables.append(pd.concat([pd.DataFrame(names), table], axis=1))
    return pd.concat(tables, ignore_index=True)


def month_by_seed(series: pd.DataFrame, seeds: Sequence[int]) -> np.ndarray:
    """Return the values of one outcome and scenario as an array (seeds, months)."""
    wide = series.pivot(index="seed", columns="month", values="value")
    return wide.loc[list(seeds)].to_numpy(dtype=float)


def band(values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return mean, lower and upper end over seeds (seeds, months): of all seeds, or from FEW_REPLICATES seeds on of all
    but the lowest and the highest twentieth.
    """
    tail = 0.0 if len(values) < FEW_REPLICATES else 0.05
    lower, upper = np.quantile(values, [tail, 1 - tail], axis=0)
    return values.mean(axis=0), lower, upper
