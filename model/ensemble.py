"""Many runs at once, on the engine: scenarios, or sets of parameters, each under the same seeds.

from model import simulate

ensemble = simulate(["baseline", "no-cut"], seeds=range(20), series=True)
ensemble.summary()
ensemble.plot("share_changer")
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from model.declaration import Fault, UnknownName
from model.design import Design, Scenarios
from model.engine import Country, Run, RunError
from model.outcomes import COLUMN, OUTCOME
from model.reading import long_series, municipality_table
from model.summaries import SUMMARIES, SUMMARY

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Progress = Callable[[int, int], bool | None]
"""Called with the runs done and the runs to do; False stops, and what is done is returned."""

MUNICIPALITIES_A_CHUNK = 25_000
"""A chunk of runs holds about so many municipalities: a second or two of work, so that progress is seen."""


class NotKept(Fault):
    """What is asked of an ensemble was not kept when it ran."""


@dataclass(frozen=True)
class Kept:
    """What is kept of each run beside its summary: outcomes in every month, municipalities, states at the end."""

    series: tuple[str, ...] = ()
    municipalities: bool = False
    states: bool = False

    @classmethod
    def of(cls, series: bool | str | Sequence[str], municipalities: bool, states: bool) -> "Kept":
        """Return what is kept; `series` is True for every outcome, or names some. Raises UnknownName."""
        if isinstance(series, bool):
            names = tuple(OUTCOME) if series else ()
        else:
            if not isinstance(series, Iterable):
                raise Fault(f"series: got {series!r}; allowed True, False, or names of outcomes")
            names = (series,) if isinstance(series, str) else tuple(series)
        for name in names:
            if name not in OUTCOME:
                raise UnknownName("outcome", name, OUTCOME)
        return cls(names, municipalities, states)


@dataclass(frozen=True)
class Batch:
    """What some runs leave: `runs` are their numbers in the design, in ascending order; lists go with them.

    `summaries` is (runs, summaries), each of `series` (months, kept outcomes). A failed run has missing summaries and
    its error in `errors`, and nothing in the lists.
    """

    runs: np.ndarray
    summaries: np.ndarray
    series: list[np.ndarray] = field(default_factory=list)
    municipalities: list[pd.DataFrame] = field(default_factory=list)
    states: list[Country] = field(default_factory=list)
    errors: dict[int, str] = field(default_factory=dict)

    @classmethod
    def joined(cls, batches: Sequence["Batch"]) -> "Batch":
        """Return several batches as one."""
        whole = cls(
            np.concatenate([np.empty(0, dtype=np.int64), *(batch.runs for batch in batches)]),
            np.concatenate([np.empty((0, len(SUMMARIES))), *(batch.summaries for batch in batches)]),
        )
        for batch in batches:
            whole.series.extend(batch.series)
            whole.municipalities.extend(batch.municipalities)
            whole.states.extend(batch.states)
            whole.errors.update(batch.errors)
        return whole


class Ensemble:
    """What the runs of a design leave, as tables in which scenario, set (where parameters vary) and seed name a run."""

    def __init__(self, design: Design, kept: Kept, batch: Batch) -> None:
        self.design, self.kept, self._batch = design, kept, batch
        self._sound, self._summaries = batch.runs, batch.summaries
        if batch.errors:
            sound = ~np.isin(batch.runs, list(batch.errors))
            self._sound, self._summaries = batch.runs[sound], batch.summaries[sound]

    def __repr__(self) -> str:
        scenarios = ", ".join(scenario.name for scenario in self.design.scenarios)
        return f"<Ensemble of {len(self._sound)} of {len(self.design)} runs: {scenarios}>"

    @property
    def stopped(self) -> bool:
        """Whether it was stopped before all runs were done."""
        return len(self._batch.runs) < len(self.design)

    @cached_property
    def runs(self) -> pd.DataFrame:
        """One row for each run: scenario, set, seed, then every summary (`model.summaries` declares them)."""
        table = pd.DataFrame(self._summaries, columns=[summary.name for summary in SUMMARIES])
        return pd.concat([self.design.names(self._sound), table], axis=1)

    @property
    def failures(self) -> pd.DataFrame:
        """One row for each run that failed: scenario, set, seed, error."""
        errors = self._batch.errors
        return self.design.names(np.array(list(errors), dtype=np.int64)).assign(error=list(errors.values()))

    def _beside(self, tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
        """The runs' tables below each other, with the columns that name the run before each."""
        lengths = [len(table) for table in tables]
        names = self.design.names(np.repeat(self._sound, lengths))
        if not tables:
            return names
        return pd.concat([names, pd.concat(tables, ignore_index=True)], axis=1)

    @cached_property
    def series(self) -> pd.DataFrame:
        """The kept outcomes in every month, long: scenario, set, seed, month, date, outcome, value, unit.

        Raises NotKept.
        """
        if not self.kept.series:
            raise NotKept("series: not kept; allowed after simulate(..., series=True)")
        scenarios = [self.design.scenarios[place] for place in self.design.place(self._sound)[0]]
        return self._beside(
            [
                long_series(values, scenario, self.kept.series)
                for values, scenario in zip(self._batch.series, scenarios, strict=True)
            ]
        )

    @cached_property
    def municipalities(self) -> pd.DataFrame:
        """One row for each municipality of each run, as at its end; see `Decentralisation.municipalities`. Raises
        NotKept.
        """
        if not self.kept.municipalities:
            raise NotKept("municipalities: not kept; allowed after simulate(..., municipalities=True)")
        return self._beside(self._batch.municipalities)

    @property
    def states(self) -> list[Country]:
        """Every state of every agent at the end of each run, as record arrays, in the order of `runs`.

        Raises NotKept.
        """
        if not self.kept.states:
            raise NotKept("states: not kept; allowed after simulate(..., states=True)")
        return self._batch.states

    def summary(self) -> pd.DataFrame:
        """Return a row for each scenario (and set) and summary: runs, mean, sd, lowest, highest, unit, label.

        `runs` counts those in which the summary is not missing.
        """
        by = ["scenario", *(["set"] if self.design.parameters is not None else [])]
        long = self.runs.melt(by, [summary.name for summary in SUMMARIES], "summary", "value")
        over_seeds = long.groupby([*by, "summary"], observed=True, sort=False)["value"]
        table = over_seeds.agg(runs="count", mean="mean", sd="std", lowest="min", highest="max").reset_index()
        declared = [SUMMARY[name] for name in table["summary"]]
        return table.assign(unit=[each.unit for each in declared], label=[each.label for each in declared])

    def plot(self, outcome: str = "share_changer", axes: "Axes | None" = None) -> "Axes":
        """Draw an outcome through time and return the axes: for each scenario the mean over its runs, and a band from
        their 5th to their 95th percentile. Raises NotKept and UnknownName.
        """
        if outcome not in OUTCOME:
            raise UnknownName("outcome", outcome, OUTCOME)
        if outcome not in self.kept.series:
            raise NotKept(f"series of {outcome!r}: not kept; allowed after simulate(..., series=True)")
        place, column = self.design.place(self._sound)[0], self.kept.series.index(outcome)
        for number, scenario in enumerate(self.design.scenarios):
            mine = [self._batch.series[run][:, column] for run in np.flatnonzero(place == number)]
            if not mine:
                continue
            dates = pd.period_range(scenario.start, periods=scenario.months, freq="M").to_timestamp()
            label = f"{scenario.title or scenario.name} ({len(mine)} {'run' if len(mine) == 1 else 'runs'})"
            # pandas draws it: the model itself knows no plotting library.
            axes = pd.Series(np.mean(mine, axis=0), dates).plot(ax=axes, label=label)
            low, high = np.percentile(mine, [5, 95], axis=0)
            axes.fill_between(axes.lines[-1].get_xdata(), low, high, alpha=0.2, color=axes.lines[-1].get_color())
        if axes is None:
            raise NotKept(f"series of {outcome!r}: there is no run to draw")
        axes.set_title(f"{OUTCOME[outcome].label[:1].upper()}{OUTCOME[outcome].label[1:]} (simulated)")
        axes.set_ylabel(OUTCOME[outcome].unit)
        axes.set_xlabel("line: mean of runs; band: 5th to 95th percentile")
        axes.legend(frameon=False)
        return axes


def simulate(
    scenarios: Scenarios | pd.DataFrame,
    seeds: int | Sequence[int],
    *,
    parameters: pd.DataFrame | None = None,
    series: bool | str | Sequence[str] = False,
    municipalities: bool = False,
    states: bool = False,
    threads: int | None = None,
    progress: Progress | None = None,
    keep_failures: bool = False,
    checked: bool = False,
) -> Ensemble:
    """Run scenarios, or sets of parameters, each under the same seeds, and return the ensemble of their runs.

    `scenarios` is a preset's name, a file, a Scenario, several of them, or a table (DataFrame) with a column for each
    parameter that varies and a row for each set, with which the baseline is run; `parameters` runs every scenario with
    every row of such a table. `seeds` is a whole number or several. One scenario, set and seed always give one run,
    whatever runs beside it and on however many threads.

    Summaries are always kept (half a kilobyte a run with its table). `series` keeps every month of all outcomes (True)
    or of those named (8 bytes an outcome and month), `municipalities` a row for each municipality, `states` every
    state of every agent at the end (about 1 MB a run with 393). `threads` is how many runs go side by side, by default
    as many as there are processors; 1 stays in the calling thread. `progress(done, of)` is called after each chunk and
    stops by returning False. A failed run raises RunError, or with `keep_failures` is listed in `failures`. `checked`
    checks every index and every state.

    Raises Fault or ScenarioError for what cannot be run, RunError for what goes wrong in a run.
    """
    design, kept = Design(scenarios, seeds, parameters), Kept.of(series, municipalities, states)
    batches: list[Batch] = []
    done = 0
    for batch in in_chunks(design, kept, threads=threads, keep_failures=keep_failures, checked=checked):
        batches.append(batch)
        done += len(batch.runs)
        if progress is not None and progress(done, len(design)) is False:
            break
    return Ensemble(design, kept, Batch.joined(batches))


def in_chunks(
    design: Design,
    kept: Kept,
    *,
    runs: Sequence[int] | None = None,
    size: int | None = None,
    threads: int | None = None,
    keep_failures: bool = False,
    checked: bool = False,
) -> Iterator[Batch]:
    """Yield the runs of a design, `size` at a time and in order: for what does not fit in memory, or may be stopped.

    `runs` are the numbers of those to do, by default all. Leaving the loop leaves the rest undone. Raises as `simulate`
    does.
    """
    threads = processors() if threads is None else threads
    if isinstance(threads, bool) or not isinstance(threads, int) or threads < 1:
        raise Fault(f"threads: got {threads!r}; allowed a whole number from 1")
    if size is None:
        largest = max(len(setting.world.facts) for setting in design.settings)
        size = max(threads, MUNICIPALITIES_A_CHUNK // largest)
    if isinstance(size, bool) or not isinstance(size, int) or size < 1:
        raise Fault(f"size: got {size!r}; allowed a whole number from 1")

    def one(run: int) -> Batch:
        return perform(design, [run], kept, keep_failures, checked)

    numbers = iter(range(len(design)) if runs is None else runs)
    if threads == 1:
        while some := list(islice(numbers, size)):
            yield perform(design, some, kept, keep_failures, checked)
        return
    # Compiled code lets go of Python's lock, so that threads run side by side; each run has states of its own.
    with ThreadPoolExecutor(threads) as pool:
        while some := list(islice(numbers, size)):
            yield Batch.joined(list(pool.map(one, some)))


def perform(
    design: Design, runs: Sequence[int], kept: Kept, keep_failures: bool = False, checked: bool = False
) -> Batch:
    """Return some runs of a design, done one after another in the calling thread: what a worker process calls."""
    batch = Batch(np.array(runs, dtype=np.int64), np.full((len(runs), len(SUMMARIES)), np.nan))
    columns = [COLUMN[name] for name in kept.series]
    for row, number in enumerate(runs):
        if not 0 <= number < len(design):
            raise Fault(f"run: got {number}; allowed 0 to {len(design) - 1}")
        scenario, chosen, seed = design.place(number)
        run = Run(design.settings[scenario], design.seeds[seed], design.values(number), checked=checked)
        try:
            run.go_on()
        except RunError as error:
            text = str(error)
            if design.parameters is not None:
                text = f"set {design.parameters.index[chosen]!r}: {text}"
            if not keep_failures:
                raise RunError(text) from error
            batch.errors[number] = text
            continue
        batch.summaries[row] = run.summary
        if kept.series:
            batch.series.append(run.series[:, columns])
        if kept.municipalities:
            batch.municipalities.append(
                municipality_table(run.country.municipalities, run.world.population, run.scenario, run.parameters)
            )
        if kept.states:
            batch.states.append(run.country)
    return batch


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
