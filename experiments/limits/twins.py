"""Model and equation, and one case and another, compared seed by seed.

`runs` are arrays (seeds, months) of the share with a social team, by the name of the case; all have the same seeds.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.comparison.paired import over_seeds
from experiments.limits import equation
from experiments.limits.cases import ALONE, BOTH, LOCAL, MIXED, TITLES, UNEQUAL

if TYPE_CHECKING:
    from model import Ensemble, Scenario

Runs = Mapping[str, np.ndarray]

EXACT = (ALONE, MIXED, UNEQUAL)
"""Cases of which the equation holds; where ties are local it is only what they are compared with."""
WORTH = {UNEQUAL: "heterogeneity", LOCAL: "network", BOTH: "both"}
"""What is worth the difference between a case and that of equal municipalities all tied to all."""
QUARTERS = (0.25, 0.5, 0.75)
AGREES, DIFFERS = "agrees", "differs"


def runs_of(ensemble: "Ensemble") -> Runs:
    """The runs of seeds that no case lacks."""
    wide = ensemble.series.pivot(index="seed", columns=["scenario", "month"], values="value").dropna()
    return {name: wide[name].to_numpy() for name in TITLES}


def solved(name: str, runs: Runs, scenarios: "Sequence[Scenario]") -> np.ndarray:
    """The equation's path of a case, from the runs' mean at the end of the first month."""
    scenario = next(each for each in scenarios if each.name == name)
    first, months = float(runs[name][:, 0].mean()), runs[name].shape[1]
    return equation.path(first, months, scenario.parameter_values(), tied=name != ALONE)


def paths(runs: Runs, scenarios: "Sequence[Scenario]") -> pd.DataFrame:
    """One row a case and month: case, month, share (mean over seeds), low, high (95 %), equation."""
    tables = []
    for name in TITLES:
        found = over_seeds(runs[name])
        tables.append(
            pd.DataFrame(
                {
                    "case": name,
                    "month": np.arange(runs[name].shape[1]),
                    "share": found["effect"],
                    "low": found["low"],
                    "high": found["high"],
                    "equation": solved(name, runs, scenarios),
                }
            )
        )
    return pd.concat(tables, ignore_index=True)


def agreement(runs: Runs, scenarios: "Sequence[Scenario]") -> pd.DataFrame:
    """Model less equation, where the equation holds: case, title (in Dutch, too), difference (of the mean over all
    months), low, high (95 % over seeds), largest (of a month's mean) and its month, verdict.
    """
    rows = []
    for name in EXACT:
        apart = runs[name] - solved(name, runs, scenarios)
        row = _difference(apart)
        verdict = AGREES if row["low"] <= 0.0 <= row["high"] else DIFFERS
        titles = {"title": TITLES[name].english, "title_nl": TITLES[name].dutch}
        rows.append({"case": name, **titles, **row, "verdict": verdict})
    return pd.DataFrame(rows)


def worth(runs: Runs) -> pd.DataFrame:
    """What heterogeneity, network and both add to the case of equals all tied to all: what, difference (of the mean
    share over all months), low, high, largest and its month; and for months to a half and months from a quarter to
    three quarters (`half`, `width`): without, with, and the difference with its interval. Missing where a share is not
    reached within the run by every seed.
    """
    rows = []
    without = {name: measure(runs[MIXED]) for name, measure in MEASURES.items()}
    for case, what in WORTH.items():
        row = {"case": case, "what": what, **_difference(runs[case] - runs[MIXED])}
        for name, measure in MEASURES.items():
            having = measure(runs[case])
            found = over_seeds((having - without[name])[:, None]).iloc[0]
            complete = bool(np.isfinite(having).all() and np.isfinite(without[name]).all())
            row |= {
                f"{name}_without": without[name].mean(),
                f"{name}_with": having.mean(),
                f"{name}_difference": found["effect"] if complete else np.nan,
                f"{name}_low": found["low"] if complete else np.nan,
                f"{name}_high": found["high"] if complete else np.nan,
            }
        rows.append(row)
    return pd.DataFrame(rows)


def months_to(share: float, runs: np.ndarray) -> np.ndarray:
    """Months until each run has a share, between two months' ends in proportion; missing where it never has."""
    found = np.full(len(runs), np.nan)
    for number, run in enumerate(runs):
        if run[-1] >= share:
            month = int(np.argmax(run >= share))
            before = run[month - 1] if month else 0.0
            found[number] = month + (share - before) / (run[month] - before)
    return found


MEASURES = {
    "half": lambda runs: months_to(QUARTERS[1], runs),
    "width": lambda runs: months_to(QUARTERS[2], runs) - months_to(QUARTERS[0], runs),
}


def _difference(apart: np.ndarray) -> dict[str, float]:
    """The mean over all months with its interval over seeds, and the month whose mean is farthest from nought."""
    mean = over_seeds(apart.mean(axis=1)[:, None]).iloc[0]
    by_month = apart.mean(axis=0)
    month = int(np.abs(by_month).argmax())
    return {
        "difference": float(mean["effect"]), "low": float(mean["low"]), "high": float(mean["high"]),
        "largest": float(by_month[month]), "month": month,
    }  # fmt: skip
