"""Watching runs month by month: the values of every municipality, what happens to each, and the country's outcomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.widget.fields import FIELD
from experiments.widget.telling import EVENT, Teller
from model.design import Design
from model.ensemble import Batch, Kept, in_chunks
from model.plausible import sets

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

SHOWN = (
    "embedded", "share_changer", "share_cautious", "integral_working", "tailoring", "responsiveness", "prevention",
    "balance", "waiting", "incidents", "urgency", "room",
)  # fmt: skip
"""The outcomes drawn through time, where no others are named."""

COUNTED_MONTHLY = frozenset({"starts", "embeddings", "failures", "incidents"})
"""Outcomes that count what happens in a month: they are shown as means of the last year, so that trends are seen."""
YEAR = 12


@dataclass(frozen=True)
class Watched:
    """What is shown of a scenario: the first seed's run in full, and the country's outcomes under every seed.

    `fields` holds an array (months, municipalities) of whole numbers from 0 to 255 for each field, `events` an array of
    EVENT sorted by municipality and month, `series` the outcomes (seeds, outcomes, months).
    """

    scenario: "Scenario"
    seeds: tuple[int, ...]
    outcomes: tuple[str, ...]
    fields: dict[str, np.ndarray]
    events: np.ndarray
    series: np.ndarray
    plausible: bool
    """Whether each seed met a plausible parameter set, where the scenario does not set one."""


class Watcher:
    """Watches the run of one seed while an ensemble of one scenario is made: what `Kept.observed` takes."""

    def __init__(self, seed: int, fields: Sequence[str] = tuple(FIELD)) -> None:
        self.seed, self._names = seed, tuple(fields)
        self._seen: dict[str, np.ndarray] = {}
        self._events = np.zeros(0, EVENT)

    def __call__(self, run: "Run") -> dict[str, np.ndarray]:
        """Take the run of its seed through its months; leave others alone. What it saw it keeps itself."""
        if run.seed == self.seed:
            self._seen, self._events = _observed(run, self._names)
        return {}

    def watched(self, design: Design, kept: Kept, batch: Batch, outcomes: Sequence[str] = SHOWN) -> Watched:
        """What is shown of an ensemble of one scenario, all of whose runs are in the batch."""
        rows = [kept.series.index(name) for name in outcomes]
        series = np.array([each[:, rows].T for each in batch.series])
        for row, name in enumerate(outcomes):
            if name in COUNTED_MONTHLY:
                series[:, row] = mean_of_year(series[:, row])
        scenario, by_set = design.scenarios[0], design.by_seed is not None
        return Watched(scenario, tuple(design.seeds), tuple(outcomes), self._seen, self._events, series, by_set)


def designed(scenario: "Scenario", seeds: Sequence[int], plausible: bool) -> Design:
    """The runs of a scenario; with `plausible` each seed meets a plausible set. Raises Fault where there are none."""
    return Design(scenario, seeds, by_seed=sets() if plausible else None)


def watch(
    scenario: "Scenario",
    seeds: Sequence[int],
    fields: Sequence[str] = tuple(FIELD),
    outcomes: Sequence[str] = SHOWN,
    plausible: bool = False,
) -> Watched:
    """Run a scenario under some seeds, and the first of them under watch. Raises as `designed` and `in_chunks`."""
    watcher = Watcher(seeds[0], fields)
    design, kept = designed(scenario, seeds, plausible), Kept(tuple(outcomes), observed=watcher)
    return watcher.watched(design, kept, Batch.joined(list(in_chunks(design, kept))), outcomes)


def mean_of_year(values: np.ndarray) -> np.ndarray:
    """For each month (last axis) the mean of the last twelve, or of as many as there are."""
    sums = np.cumsum(values, axis=-1)
    months = np.arange(values.shape[-1])
    before = np.where(months >= YEAR, sums[..., np.maximum(months - YEAR, 0)], 0.0)
    return (sums - before) / np.minimum(months + 1, YEAR)


def _observed(run: "Run", fields: Sequence[str]) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """The fields in every month of a run, and its events."""
    months = run.scenario.months
    seen = {name: np.zeros((months, len(run.world.facts)), np.uint8) for name in fields}
    teller, events = Teller(run), [np.zeros(0, EVENT)]
    for month in range(months):
        run.go_on(month + 1)
        for name, values in seen.items():
            values[month] = FIELD[name].packed(run)
        events.append(teller.news())
    told = np.concatenate(events)
    return seen, told[np.lexsort((told["kind"], told["month"], told["place"]))]
