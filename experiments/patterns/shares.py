"""In which share of seeds a pattern's thresholds are met: over plausible sets, each seed is a set of its own."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from experiments.patterns.pattern import JOINT_WITH, Kind, Pattern


def shares(patterns: Sequence[Pattern], values: pd.DataFrame, verdicts: pd.DataFrame) -> np.ndarray:
    """Return for each row of `verdicts` the share of seeds in which all of the pattern's statistics meet their
    thresholds; a joint pattern needs those of P2 and P26 in the same seed. nan where no seed has the runs.
    """
    met = {each.code: met_by_seed(each, values) for each in patterns}
    found = {}
    for each in patterns:
        mine = met[each.code]
        if each.kind is Kind.JOINT:
            for code in JOINT_WITH:
                mine = mine & met[code].reindex(mine.index, fill_value=False) if code in met else mine & False
        found[each.code] = float(mine.mean()) if len(mine) else np.nan
    return verdicts["pattern"].map(found).to_numpy(dtype=float)


def met_by_seed(each: Pattern, values: pd.DataFrame) -> pd.Series:
    """Whether all statistics of a pattern meet their thresholds, by seed; a missing value meets none."""
    mine = values[values["pattern"] == each.code].pivot(index="seed", columns="statistic", values="value")
    held = pd.Series(True, mine.index)
    for statistic in each.statistics:
        if statistic.name in mine:
            held &= (mine[statistic.name] >= statistic.low) & (mine[statistic.name] <= statistic.high)
    return held
