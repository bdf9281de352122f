"""What runs leave, as arrays of sets by seeds, and how what is missing is treated."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from model.outcomes import OUTCOME
from model.summaries import SUMMARY

if TYPE_CHECKING:
    import pandas as pd

    from model import Ensemble
    from model.declaration import Outcome

CENSORED = "months_to_half"
"""Missing where half of the measures was never reached within the run: counted as the run's length, its least value."""

MONTHS_A_QUARTER = 3


class Outcomes(NamedTuple):
    """One outcome of all sets under all seeds: `values` (sets, seeds), missing where a run failed; `censored` is the
    share of the runs that are counted at the run's length.
    """

    values: np.ndarray
    censored: float = 0.0


def declared(name: str) -> "Outcome":
    """The declaration of a summary, or of an outcome over time."""
    return SUMMARY[name] if name in SUMMARY else OUTCOME[name]


def by_set(ensemble: "Ensemble", outcome: str) -> Outcomes:
    """A summary of every run, in the order of the design's sets and seeds."""
    runs = ensemble.runs
    values = runs[outcome].to_numpy(dtype=float)
    censored = 0.0
    if outcome == CENSORED and len(values):
        never = np.isnan(values)
        censored = float(never.mean())
        values = np.where(never, ensemble.design.scenarios[0].months, values)
    return Outcomes(_spread(ensemble, runs, values), censored)


def by_quarter(ensemble: "Ensemble", outcomes: Sequence[str]) -> dict[str, np.ndarray]:
    """Kept outcomes as means over quarters: (sets, seeds, quarters) each. A last quarter may have one or two months."""
    months = ensemble.design.scenarios[0].months
    starts = np.arange(0, months, MONTHS_A_QUARTER)
    # In the order of the runs, of months, and of the outcomes as they were kept.
    monthly = ensemble.series["value"].to_numpy(dtype=float).reshape(-1, months, len(ensemble.kept.series))
    lengths = np.diff([*starts, months])[None, :]
    return {
        name: _spread(
            ensemble,
            ensemble.runs,
            np.add.reduceat(monthly[:, :, ensemble.kept.series.index(name)], starts, axis=1) / lengths,
        )
        for name in outcomes
    }


def _spread(ensemble: "Ensemble", runs: "pd.DataFrame", values: np.ndarray) -> np.ndarray:
    """Values of the runs there are (runs, ...) as (sets, seeds, ...), missing where there is none."""
    design = ensemble.design
    whole = np.full((design.sets, len(design.seeds), *values.shape[1:]), np.nan)
    place = {seed: number for number, seed in enumerate(design.seeds)}
    whole[runs["set"].to_numpy(dtype=np.int64), runs["seed"].map(place).to_numpy(dtype=np.int64)] = values
    return whole
