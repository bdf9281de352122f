"""Boxes: conditions such as "conviction above 0.5 and cut below 0.2", found by PRIM.

PRIM, the patient rule induction method of Friedman and Fisher (1999), peels off a small slice of the cases at a time,
whichever leaves the densest box; ema_workbench's is used. Around it stand two guards against reading chance:

- It looks only among parameters whose values differ between the cases asked for and the others (Kolmogorov-Smirnov, at
  5 % shared among all parameters), as Monte Carlo filtering does (Saltelli et al. 2008).
- Of every box on its way, limits are dropped, the weakest first, as long as one has a quasi-p-value (Bryant and Lempert
  2010) above 1 %: the chance of a box as dense if that limit did nothing. That is less than the usual 5 %, since each
  limit was picked out of many.

Of the boxes so cleared, those count that hold a given part of the cases asked for (half). Chosen is the one that holds
most, among those that are as dense as the densest but for one standard error (the rule that Breiman et al. 1984 choose
trees by): what is denser by less may be so by chance.
"""

import inspect
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Literal

import numpy as np
import pandas as pd
from scipy.stats import binom, ks_2samp

from model.declaration import Fault

LEAST_CASES = 20
"""A box holds no fewer cases."""

DIFFERING = 0.05
"""The chance, over all parameters, that one counts as differing though none does."""

WEAK = 0.01
"""A limit with a higher quasi-p-value is dropped."""


def require_workbench() -> None:
    """Raise Fault unless the library that finds boxes is installed."""
    if find_spec("ema_workbench") is None:
        raise Fault("ema_workbench: is not installed; install it with: python -m pip install -e '.[discovery]'")


@dataclass(frozen=True)
class Limit:
    """One side of a box: a parameter is at least ("above") or at most ("below") a value."""

    parameter: str
    side: Literal["above", "below"]
    value: float
    quasi_p: float = np.nan

    def holds(self, table: pd.DataFrame) -> np.ndarray:
        """For each row, whether it is on the right side."""
        values = table[self.parameter].to_numpy()
        return values >= self.value if self.side == "above" else values <= self.value


Limits = tuple[Limit, ...]


@dataclass(frozen=True)
class Found:
    """What was found: the chosen box, without limits where there is none, and each box on the way there.

    `trajectory` has the columns step, limits, cases, coverage, density as PRIM peeled them, the same with cleared_
    before after weak limits were dropped, and whether it is the chosen one. `screened` are the parameters it looked
    among.
    """

    limits: Limits
    trajectory: pd.DataFrame
    screened: tuple[str, ...]


def inside(limits: Limits, table: pd.DataFrame) -> np.ndarray:
    """For each row, whether it is in the box."""
    return np.logical_and.reduce([np.ones(len(table), dtype=bool), *(limit.holds(table) for limit in limits)])


def coverage_and_density(within: np.ndarray, wanted: np.ndarray) -> tuple[float, float]:
    """The part of the cases asked for that is in a box, and their part of the cases in it; missing where there are "
    "none."""
    hits, all_wanted, cases = float((within & wanted).sum()), float(wanted.sum()), float(within.sum())
    return hits / all_wanted if all_wanted else np.nan, hits / cases if cases else np.nan


def find(table: pd.DataFrame, wanted: np.ndarray, coverage: float, whole_way: bool = False) -> Found:
    """The box that the rule above chooses among those that hold at least `coverage` of the wanted cases.

    `table` has a column for each parameter and a row for each case; `wanted` says which are asked for. Smaller boxes
    than could be chosen are left out of the trajectory, unless it is to tell the whole way.
    """
    screened = differing(table, wanted)
    if not screened or len(table) < 2 * LEAST_CASES:
        return Found((), pd.DataFrame(), screened)
    table = table[list(screened)]
    smallest = max(LEAST_CASES, int(coverage * wanted.sum()))
    peeled = peel(table, wanted, smallest)
    if whole_way:
        peeled += [limits for limits in peel(table, wanted, LEAST_CASES) if inside(limits, table).sum() < smallest]
    cleared = [without_weak(limits, table, wanted) for limits in peeled]
    trajectory = pd.DataFrame(
        {
            "step": range(len(peeled)),
            **scores(peeled, table, wanted),
            **{f"cleared_{name}": values for name, values in scores(cleared, table, wanted).items()},
        }
    )
    chosen = choose(trajectory, coverage)
    return Found(cleared[chosen], trajectory.assign(chosen=trajectory.index == chosen), screened)


def choose(trajectory: pd.DataFrame, coverage: float) -> int:
    """The place of the box chosen: the largest among those within a standard error of the densest that is allowed."""
    allowed = trajectory[trajectory["cleared_coverage"] >= coverage]
    densest = allowed.loc[allowed["cleared_density"].idxmax()]  # type: ignore[call-overload]
    density = float(densest["cleared_density"])
    error = np.sqrt(density * (1 - density) / float(densest["cleared_cases"]))
    as_dense = allowed[allowed["cleared_density"] >= density - error]
    return int(as_dense["cleared_coverage"].idxmax())


def scores(boxes: Sequence[Limits], table: pd.DataFrame, wanted: np.ndarray) -> dict[str, list[float]]:
    """For each box its number of limits, cases, coverage and density."""
    within = [inside(limits, table) for limits in boxes]
    coverage, density = zip(*(coverage_and_density(each, wanted) for each in within), strict=True)
    return {
        "limits": [len(limits) for limits in boxes],
        "cases": [int(each.sum()) for each in within],
        "coverage": list(coverage),
        "density": list(density),
    }


def differing(table: pd.DataFrame, wanted: np.ndarray) -> tuple[str, ...]:
    """The columns whose values differ between the wanted and the other rows, beyond chance over all columns."""
    if wanted.all() or not wanted.any():
        return ()
    values = table.to_numpy()
    p = ks_2samp(values[wanted], values[~wanted], axis=0, method="asymp").pvalue
    return tuple(name for name, each in zip(table.columns, p, strict=True) if each <= DIFFERING / len(table.columns))


def peel(table: pd.DataFrame, wanted: np.ndarray, smallest: int) -> list[Limits]:
    """The boxes that PRIM passes, from all cases down to so many, and up again as it pastes; by ema_workbench."""
    require_workbench()
    # What the library warns of (drawing libraries, pandas to come) is no matter of ours.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ema_workbench.analysis.prim import Prim, PRIMObjectiveFunctions

        # The library's own objective stops where no single peel makes a box denser, which a few cases can bring about.
        options: dict[str, Any] = {"mass_min": smallest / len(table), "obj_function": PRIMObjectiveFunctions.ORIGINAL}
        # Version 2 throws away a box that is less dense than a threshold; version 3, for Python 3.12 on, has none.
        if "threshold" in inspect.signature(Prim.__init__).parameters:
            options["threshold"] = 1e-9
        found = Prim(table.astype(float).reset_index(drop=True), wanted.astype(int), **options).find_box()
    whole = found.box_lims[0]
    return [limits_of(box, whole) for box in found.box_lims]


def limits_of(box: pd.DataFrame, whole: pd.DataFrame) -> Limits:
    """The limits of a box where they are inside those of all cases; rows are the lower and the upper ends."""
    sides: Sequence[Literal["above", "below"]] = ("above", "below")
    ends, widest = box.to_numpy(dtype=float), whole.to_numpy(dtype=float)
    return tuple(
        Limit(name, side, float(ends[row, column]))
        for column, name in enumerate(box.columns)
        for row, side in enumerate(sides)
        if ends[row, column] != widest[row, column]
    )


def without_weak(limits: Limits, table: pd.DataFrame, wanted: np.ndarray) -> Limits:
    """The limits that are left when the weakest is dropped as long as its quasi-p-value is above WEAK."""
    outside = np.array([~limit.holds(table) for limit in limits]).reshape(len(limits), len(table))
    kept = list(range(len(limits)))
    p: np.ndarray = np.empty(0)
    while kept:
        p = quasi_p(outside[kept], wanted)
        if p.max() <= WEAK:
            break
        del kept[int(np.argmax(p))]
    return tuple(
        Limit(limits[place].parameter, limits[place].side, limits[place].value, float(each))
        for place, each in zip(kept, p, strict=bool(kept))
    )


def quasi_p(outside: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """For each limit, the chance of as many wanted cases in the box if it were as dense as the box without that limit.

    `outside` is (limits, cases): where a limit keeps a case out. A one-sided binomial test (Bryant and Lempert 2010);
    "quasi", since the limits were chosen on the same cases.
    """
    broken = outside.sum(axis=0)
    within = broken == 0
    without = within | (outside & (broken == 1))
    density = (without & wanted).sum(axis=1) / np.maximum(without.sum(axis=1), 1)
    return binom.sf((within & wanted).sum() - 1, within.sum(), density)
