"""Watching runs month by month: the values of every municipality, what happens to each, and the country's outcomes."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.widget.fields import FIELD
from experiments.widget.telling import EVENT, Teller
from model.engine import Run, Setting
from model.outcomes import COLUMN
from model.processors import processors

if TYPE_CHECKING:
    from model import Scenario

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


def watch(
    scenario: "Scenario",
    seeds: Sequence[int],
    fields: Sequence[str] = tuple(FIELD),
    outcomes: Sequence[str] = SHOWN,
) -> Watched:
    """Run a scenario under some seeds, and the first of them under watch. Raises what `Run` raises."""
    setting = Setting.of(scenario)
    columns = [COLUMN[name] for name in outcomes]
    # Compiled code lets go of Python's lock, so that threads run side by side.
    with ThreadPoolExecutor(processors()) as pool:
        others = [pool.submit(Run(setting, seed).go_on) for seed in seeds[1:]]
        run, seen, events = _watched(setting, seeds[0], fields)
        runs = [run, *(other.result() for other in others)]
    series = np.array([each.series[:, columns].T for each in runs])
    for row, name in enumerate(outcomes):
        if name in COUNTED_MONTHLY:
            series[:, row] = mean_of_year(series[:, row])
    return Watched(scenario, tuple(seeds), tuple(outcomes), seen, events, series)


def mean_of_year(values: np.ndarray) -> np.ndarray:
    """For each month (last axis) the mean of the last twelve, or of as many as there are."""
    sums = np.cumsum(values, axis=-1)
    months = np.arange(values.shape[-1])
    before = np.where(months >= YEAR, sums[..., np.maximum(months - YEAR, 0)], 0.0)
    return (sums - before) / np.minimum(months + 1, YEAR)


def _watched(setting: Setting, seed: int, fields: Sequence[str]) -> tuple[Run, dict[str, np.ndarray], np.ndarray]:
    run, months = Run(setting, seed), setting.scenario.months
    seen = {name: np.zeros((months, len(setting.world.facts)), np.uint8) for name in fields}
    teller, events = Teller(run), [np.zeros(0, EVENT)]
    for month in range(months):
        run.go_on(month + 1)
        for name, values in seen.items():
            values[month] = FIELD[name].packed(run)
        events.append(teller.news())
    told = np.concatenate(events)
    return run, seen, told[np.lexsort((told["kind"], told["month"], told["place"]))]
