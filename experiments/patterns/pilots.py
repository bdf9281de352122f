"""What several patterns ask of measures and pilots."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from model.measures import EMBEDDED, PILOT
from model.typology import DEPLOYED_AFTER

if TYPE_CHECKING:
    from model.country import Country
    from model.engine import Run

SUCCEEDED, DROPPED, NO_RESULT = 1, -1, 0


def deployed(country: "Country") -> np.ndarray:
    """Which measures are *ingezet* in each municipality (n, measures): run for three months, or embedded."""
    rows = country.municipalities
    running = (rows["stage"] == PILOT) & (rows["running"] >= DEPLOYED_AFTER)
    return running | (rows["stage"] == EMBEDDED)


class FirstPilots(NamedTuple):
    """The first pilot with each measure in each municipality, from some month on (n, measures each).

    `begun` is the month in which it began, -1 for none; `result` is SUCCEEDED, DROPPED or NO_RESULT. `starts` counts
    all pilots begun, first or not (months from then on, measures).
    """

    begun: np.ndarray
    result: np.ndarray
    starts: np.ndarray


def first_pilots(run: "Run", first: int) -> FirstPilots:
    """Take a run to its end and return the first pilots that begin in month `first` or later."""
    rows = run.go_on(first).country.municipalities
    begun = np.full(rows["began"].shape, -1)
    result = np.full(begun.shape, NO_RESULT)
    starts = []
    for month in range(first, run.scenario.months):
        rows = run.go_on(month + 1).country.municipalities
        over = (begun >= 0) & (result == NO_RESULT) & (rows["ended"] == month)
        result[over] = np.where(rows["stage"] == EMBEDDED, SUCCEEDED, DROPPED)[over]
        now = rows["began"] == month
        begun[(begun < 0) & now] = month
        starts.append(now.sum(axis=0))
    return FirstPilots(begun, result, np.array(starts))
