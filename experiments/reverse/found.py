"""What the searches found: which reverses can be reached, and how near the others came."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.ablation.answer import counted, listed
from experiments.calibration.targets import Target, within
from experiments.patterns.answer import figure, wanted
from experiments.reverse.targets import EMERGENT, FAIL_AT_LEAST, K_REVERSED, K, Reversed

if TYPE_CHECKING:
    from experiments.calibration.searching import Search
    from experiments.reverse.experiment import Reverse

FOUND, LUCKY, FAILED = "found", "failed under new seeds", "failed"


def tried(search: "Search") -> np.ndarray:
    """The means over all seeds of every set that was tried (sets, targets)."""
    return np.concatenate([stage.means for stage in search.of("chosen")])


def outcome(search: "Search") -> tuple[str, int, int]:
    """Whether a search found what it was after, how many sets lie in all bands, and how many stay under new seeds."""
    reached = len(search.plausible)
    checked = [stage for name, stage in search.stages.items() if name == "check"]
    stayed = sum(int(within(search.targets, stage.means).all(axis=1).sum()) for stage in checked)
    return (FOUND if stayed else LUCKY if reached else FAILED), reached, stayed


def by_search(asked: Sequence[Reversed], searched: "Mapping[str, Search]") -> pd.DataFrame:
    """A row for each search: name, claim, targets, why they are what they are, runs, sets tried under all seeds, those
    of them that lie in all bands (reached), those that stay there under new seeds (stayed), most targets reached at
    once, and the outcome.
    """
    rows = []
    for each in asked:
        search = searched[each.name]
        means = tried(search)
        said, reached, stayed = outcome(search)
        rows.append(
            {
                "search": each.name,
                "claim": each.claim,
                "targets": "; ".join(each.targets),
                "why": each.why,
                "runs": sum(stage.values.shape[0] * stage.values.shape[1] for stage in search.stages.values())
                * len(search.asked.looks),
                "sets": len(means),
                "reached": reached,
                "stayed": stayed,
                "of_targets": len(search.targets),
                "most_at_once": int(within(search.targets, means).sum(axis=1).max()),
                "outcome": said,
            }
        )
    return pd.DataFrame(rows)


def by_target(asked: Sequence[Reversed], searched: "Mapping[str, Search]") -> pd.DataFrame:
    """A row for each target of each search: its words, band, the value nearest to it of any set tried under all seeds,
    and the share of sets that reach it: in the first wave, which is spread over the whole ranges, and in the end.
    """
    rows = []
    for each in asked:
        search = searched[each.name]
        means, spread = tried(search), search.stages["wave1"].means
        for column, target in enumerate(search.targets):
            rows.append(
                {
                    "search": each.name,
                    "target": target.name,
                    "words": target.statistic.words,
                    "unit": target.statistic.unit,
                    "from": target.statistic.low,
                    "to": target.statistic.high,
                    "nearest": nearest(target, means[:, column]),
                    "reached_first": float(within([target], spread[:, [column]]).mean()),
                    "reached_last": float(within([target], means[:, [column]]).mean()),
                }
            )
    return pd.DataFrame(rows)


def nearest(target: Target, values: np.ndarray) -> float:
    """The value that lies nearest to a target's band, and of those within it the one furthest in; nan for none."""
    there = values[np.isfinite(values)]
    if not len(there):
        return np.nan
    low, high = target.statistic.low, target.statistic.high
    depth = np.minimum(there - low, high - there)
    return float(there[np.argmax(depth)])


def sentences(asked: "Reverse", searches: pd.DataFrame, targets: pd.DataFrame, failed: int) -> list[str]:
    """The answer: whether the effort is enough for the targets themselves, how many reverses fail, then each search."""
    told = [f"{failed} runs failed; their seeds are left out."] if failed else []
    yardstick = searches.set_index("search").loc[K]
    enough = yardstick["outcome"] == FOUND
    told.append(
        f"Each search: {counted(asked.waves, 'wave')} of sets ({asked.first}, then {asked.later}) under "
        f"{counted(asked.few, 'seed')}, which narrow down where its targets may lie; then {asked.tries} sets under "
        f"{counted(len(asked.seeds), 'seed')}, and what reaches every band under as many new ones. With that effort "
        f"the calibration targets themselves are {'reached' if enough else 'not reached'}"
        + ("." if enough else ", so that failing says little of a reverse: it takes more effort.")
    )
    emergent = searches[~searches["search"].isin([K, K_REVERSED])]
    if len(emergent):
        short = int((emergent["outcome"] != FOUND).sum())
        told.append(
            f"Of {counted(len(emergent), 'emergent pattern')} {short} cannot be reversed"
            f"{on_enough(short, len(emergent))}. Reversed: "
            f"{listed(emergent['search'][emergent['outcome'] == FOUND])}."
        )
    for _, row in searches.iterrows():
        own = targets[targets["search"] == row["search"]]
        near = "; ".join(on_target(each) for _, each in own.iterrows())
        told.append(
            f"{row['search']}: {row['claim']} — {row['outcome']} ({row['reached']} of {counted(row['sets'], 'set')} in "
            f"all bands, {row['stayed']} under new seeds). {near}."
        )
    return told


def on_enough(short: int, of: int) -> str:
    """Whether enough reverses fail; nothing where not all were searched for."""
    if of < EMERGENT:
        return ""
    return f"; at least {FAIL_AT_LEAST} have to fail: {'reached' if short >= FAIL_AT_LEAST else 'not reached'}"


def on_target(row: pd.Series) -> str:
    """How near a search came to one of its targets."""
    near = figure(row["nearest"]) if np.isfinite(row["nearest"]) else "no value"
    return f"{row['target']} {near} at best (wanted {wanted(row['from'], row['to'])})"
