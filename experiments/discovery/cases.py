"""Cases: sets of parameters, each with what its runs came down to, and whether that is what is asked for.

An outcome of a case is its mean over seeds: what the parameters lead to, apart from luck.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from experiments.discovery.sample import SET
from model.declaration import Fault, Outcome, UnknownName
from model.language import Words, label
from model.language import unit as unit_of
from model.summaries import SUMMARY

VALUE, RUNS = "value", "runs"
SIDES = {"at_least": "at least", "below": "below"}
SIDE_WORDS = {"at_least": Words("at least", "ten minste"), "below": Words("below", "onder")}


@dataclass(frozen=True)
class Condition:
    """What is asked for: a summary that is at least, or below, a bound. Raises UnknownName, and Fault for a bound that
    the summary cannot pass.
    """

    outcome: str
    side: Literal["at_least", "below"]
    bound: float

    def __post_init__(self) -> None:
        if self.outcome not in SUMMARY:
            raise UnknownName("summary", self.outcome, SUMMARY)
        low, high = self.declared.low, self.declared.high
        least, most = -np.inf if low is None else low, np.inf if high is None else high
        if not (least <= self.bound <= most and np.isfinite(self.bound)):
            allowed = f"{'any number' if low is None else f'from {low:g}'}{'' if high is None else f' to {high:g}'}"
            raise Fault(f"{SIDES[self.side]} ({self.outcome}): got {self.bound:g}; allowed {allowed}")

    @property
    def declared(self) -> Outcome:
        """The summary's declaration."""
        return SUMMARY[self.outcome]

    @property
    def name(self) -> str:
        """A word for tables and files, such as at_least_0_5."""
        return f"{self.side}_{self.bound:g}".replace(".", "_").replace("-", "minus_")

    @property
    def words(self) -> str:
        """For instance "changers at the end at least 50 %"."""
        return f"{label(self.declared)} {SIDE_WORDS[self.side]} {quantity(self.bound, self.declared.unit)}"

    def met(self, values: "pd.Series | np.ndarray") -> "pd.Series | np.ndarray":
        """Where values meet it; a missing value does not."""
        return values >= self.bound if self.side == "at_least" else values < self.bound


def quantity(value: float, unit: str) -> str:
    """A value with its unit; shares as percentages, levels from 0 to 1 without one."""
    if unit == "share":
        return f"{100 * value:g} %"
    return f"{value:g}" if unit == "0-1" else f"{value:g} {unit_of(unit)}"


def cases(runs: pd.DataFrame, sample: pd.DataFrame, conditions: Sequence[Condition]) -> pd.DataFrame:
    """One row for each set of parameters that has a run under every seed: with fewer, its mean would differ from the
    others by luck.

    `runs` are an ensemble's, of one scenario; `conditions` share one outcome. Columns: set, runs (how many seeds),
    missing (how many of them lack the outcome), value, lowest, highest (mean and range over seeds), for each condition
    whether the case is such a case, and under NAME_seeds the share of its seeds that are; then the parameters. Where
    the outcome is missing in a seed, the case is none.
    """
    outcome = conditions[0].outcome
    by_set = runs.groupby(SET)[outcome]
    table = pd.DataFrame({RUNS: by_set.size(), "missing": by_set.size() - by_set.count(), VALUE: by_set.mean()})
    table = table.assign(lowest=by_set.min(), highest=by_set.max())
    for condition in conditions:
        table[condition.name] = condition.met(table[VALUE]) & (table["missing"] == 0)
        met = pd.Series(condition.met(runs[outcome]), index=runs.index)
        table[f"{condition.name}_seeds"] = met.groupby(runs[SET]).mean()
    return table[table[RUNS] == runs["seed"].nunique()].join(sample).reset_index()


def divided(table: pd.DataFrame, condition: Condition) -> float:
    """The share of cases whose seeds fall on both sides of a condition: there luck decides."""
    share = table[f"{condition.name}_seeds"]
    return float(((share > 0) & (share < 1)).mean()) if len(table) else float("nan")
