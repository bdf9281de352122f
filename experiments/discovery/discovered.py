"""The boxes of a condition, one after another, each with what it is worth and a verdict; as tables, too."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.discovery.boxes import LEAST_CASES, Found, coverage_and_density, find, inside
from experiments.discovery.cases import Condition
from experiments.discovery.halves import CONFIRMED, Halves, in_halves, middle, resampled
from experiments.discovery.scores import DUMMY
from model import language
from model.language import Words
from model.parameters import parameter

BOX, FEW, ALIKE, UNCONFIRMED = "box", "too few cases", "nothing sets them apart", "not confirmed"
"""Verdicts: a box; too few such cases, or others; no limit that matters; a box that does not hold on other cases."""

LABEL_OF_DUMMY = Words("dummy (does nothing)", "dummy (doet niets)")


@dataclass(frozen=True)
class Discovered:
    """What was looked for the `number`-th time (from 1) among `table`, cases outside the boxes before it, and found.

    `rows` are the places of these cases among all, `wanted` says which are asked for. `found` and `halves` are missing
    where the verdict says why.
    """

    condition: Condition
    number: int
    table: pd.DataFrame
    rows: np.ndarray
    wanted: np.ndarray
    verdict: str
    found: Found | None = None
    halves: Halves | None = None

    @property
    def within(self) -> np.ndarray:
        """Which cases are in the box."""
        assert self.found is not None
        return inside(self.found.limits, self.table)

    def part_of(self, table: pd.DataFrame) -> pd.DataFrame:
        """The rows of one of the tables below that are about this box."""
        return table[(table["condition"] == self.condition.name) & (table["box"] == self.number)]


def discovered(
    table: pd.DataFrame,
    wanted: np.ndarray,
    condition: Condition,
    *,
    coverage: float,
    boxes: int,
    halves: int,
    seed: int,
) -> list[Discovered]:
    """Look for a box, for another among the cases outside it, and so on, until there is none.

    `table` has the columns among which limits are looked for and a row for each case.
    """
    results: list[Discovered] = []
    rows = np.arange(len(table))
    while len(results) < boxes:
        left, such = table.iloc[rows], wanted[rows]
        verdict, found, tried = _looked_for(left, such, coverage, halves, seed)
        results.append(Discovered(condition, len(results) + 1, left, rows, such, verdict, found, tried))
        if verdict != BOX:
            break
        rows = rows[~results[-1].within]
    return results


def _looked_for(
    table: pd.DataFrame, wanted: np.ndarray, coverage: float, halves: int, seed: int
) -> tuple[str, Found | None, Halves | None]:
    """The verdict, what was found, and how it did on halves."""
    if min(wanted.sum(), (~wanted).sum()) < LEAST_CASES:
        return FEW, None, None
    found = find(table, wanted, coverage, whole_way=True)
    if not found.limits:
        return ALIKE, found, None
    tried = in_halves(table, wanted, coverage, halves, seed)
    return BOX if tried.confirmed >= CONFIRMED else UNCONFIRMED, found, tried


def boxes_table(results: Sequence[Discovered], seed: int) -> pd.DataFrame:
    """One row for each time a box was looked for.

    condition, box (number), verdict, cases, wanted (cases asked for), share (their part of all cases), in_box, then
    coverage and density, each with the ends of its interval (_low, _high: cases drawn anew, the box given) and what it
    is on cases on which a box was not found (held_out_..., median and middle 95 % over halves), and confirmed (see
    Halves).
    """
    return pd.DataFrame([_box_row(each, seed) for each in results])


def _box_row(each: Discovered, seed: int) -> dict[str, object]:
    row: dict[str, object] = {
        "condition": each.condition.name,
        "box": each.number,
        "verdict": each.verdict,
        "cases": len(each.table),
        "wanted": int(each.wanted.sum()),
        "share": float(each.wanted.mean()) if len(each.wanted) else np.nan,
        "in_box": 0,
    }
    values = dict.fromkeys(("coverage", "density"), np.nan)
    ends = dict.fromkeys(("coverage", "density"), (np.nan, np.nan))
    if each.found is not None and each.halves is not None:
        row["in_box"] = int(each.within.sum())
        values["coverage"], values["density"] = coverage_and_density(each.within, each.wanted)
        ends["coverage"], ends["density"] = resampled(each.within, each.wanted, seed)
    for name in values:
        row |= {name: values[name], f"{name}_low": ends[name][0], f"{name}_high": ends[name][1]}
        scores = pd.Series(dtype=float) if each.halves is None else each.halves.scores[name]
        low, high = middle(scores)
        row |= {f"held_out_{name}": float(scores.median())}
        row |= {f"held_out_{name}_low": low, f"held_out_{name}_high": high}
    row["confirmed"] = np.nan if each.halves is None else each.halves.confirmed
    return row


def limits_table(results: Sequence[Discovered]) -> pd.DataFrame:
    """One row for each limit of each box.

    condition, box, parameter, label, unit, side, limit, limit_low and limit_high (middle 95 % of the limits on that
    side found on halves), lowest and highest (the range looked at), default, quasi_p, found_again (in which part of
    the halves there is a limit on that side).
    """
    columns = [
        "condition", "box", "parameter", "label", "unit", "side", "limit", "limit_low", "limit_high", "lowest",
        "highest", "default", "quasi_p", "found_again",
    ]  # fmt: skip
    rows = []
    for each in results:
        if each.found is None or each.halves is None:
            continue
        for limit in each.found.limits:
            label, unit, *rest = declared(limit.parameter)
            again = [one.value for one in each.halves.like(limit)]
            name = (each.condition.name, each.number, limit.parameter, label, unit, limit.side)
            found_again = len(again) / len(each.halves.boxes)
            rows.append((*name, limit.value, *middle(again), *rest, limit.quasi_p, found_again))
    return pd.DataFrame(rows, columns=columns)


def declared(name: str) -> tuple[str, str, float, float, float]:
    """Label, unit, lowest, highest and default of a parameter; the dummy has none."""
    if name == DUMMY:
        return str(LABEL_OF_DUMMY), "", 0.0, 1.0, np.nan
    one = parameter(name)
    return language.label(one), language.unit(one.unit), one.low, one.high, one.default


def trajectories(results: Sequence[Discovered]) -> pd.DataFrame:
    """The boxes that PRIM passed on the way to each box (see Found), with condition and box before."""
    tables = [
        each.found.trajectory.assign(condition=each.condition.name, box=each.number)
        for each in results
        if each.found is not None and len(each.found.trajectory)
    ]
    if not tables:
        return pd.DataFrame(columns=["condition", "box"])
    whole = pd.concat(tables, ignore_index=True)
    return whole[["condition", "box", *(name for name in whole.columns if name not in ("condition", "box"))]]
