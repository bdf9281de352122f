"""Feature scores: how much each parameter helps to tell an outcome, by extra trees (ema_workbench), beside a dummy.

A score is the part of what the trees explain that comes by way of a parameter; scores add up to one. The dummy is a
column that does nothing: what it scores is what chance gives.
"""

import warnings
from collections.abc import Mapping

import numpy as np
import pandas as pd

from experiments.discovery.boxes import require_workbench
from experiments.discovery.halves import middle

DUMMY = "dummy"
REPEATS = 20


def feature_scores(table: pd.DataFrame, targets: Mapping[str, np.ndarray], seed: int) -> pd.DataFrame:
    """One row for each target and column of the table: target, parameter, score, low, high, above_dummy.

    A target is a number for each case, or whether it is asked for (booleans). The trees are grown REPEATS times, each
    time on a random half of the cases: score is the mean, low and high hold the middle 95 %. `above_dummy` says
    whether a column's interval lies above that of the dummy. Targets that do not differ between cases are left out.
    """
    require_workbench()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ema_workbench.analysis import RuleInductionType, get_ex_feature_scores
    found = []
    for target, values in targets.items():
        if len(np.unique(values)) < 2:
            continue
        mode = RuleInductionType.CLASSIFICATION if values.dtype == bool else RuleInductionType.REGRESSION
        generator = np.random.default_rng(seed)
        drawn = np.empty((REPEATS, len(table.columns)))
        for repeat in range(REPEATS):
            half = np.sort(generator.permutation(len(table))[: len(table) // 2])
            trees, _ = get_ex_feature_scores(table.iloc[half], values[half], mode=mode, random_state=repeat)
            drawn[repeat] = trees[1].reindex(table.columns)
        low, high = np.array([middle(column) for column in drawn.T]).T
        rows = pd.DataFrame({"parameter": table.columns, "score": drawn.mean(axis=0), "low": low, "high": high})
        resolution = rows.loc[rows["parameter"] == DUMMY, "high"]
        rows["above_dummy"] = rows["low"] > (resolution.iloc[0] if len(resolution) else np.nan)
        rows.insert(0, "target", target)
        found.append(rows.sort_values(["score", "parameter"], ascending=[False, True]))
    columns = ["target", "parameter", "score", "low", "high", "above_dummy"]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns)
