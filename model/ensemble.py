"""Many runs at once, on the engine: scenarios, or sets of parameters, each under the same seeds.

from model import simulate

ensemble = simulate(["baseline", "no-cut"], seeds=range(20), series=True)
ensemble.summary()
ensemble.plot("share_changer")
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from model.declaration import Fault, UnknownName
from model.design import Design, Scenarios, repeated
from model.outcomes import COLUMN, OUTCOME
from model.plausible import sets as plausible_sets
from model.processors import at_least_one, processors
from model.reading import long_series, municipality_table
from model.summaries import SUMMARIES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from model.country import Country
    from model.engine import Run

Progress = Callable[[int, int], bool | None]
"""Called with the runs done and the runs to do; False stops, and what is done is returned."""

MUNICIPALITIES_A_CHUNK = 25_000
"""A chunk of runs holds about so many municipalities: a second or two of work, so that progress is seen."""

Observe = Callable[["Run"], dict[str, np.ndarray]]
"""Takes a run through its months and returns what it saw, as arrays by name."""

SHARED_FROM = 5_000
"""From so many municipalities on, threads share each run instead of making runs side by side, which would fill the
memory and gain no more."""

MOST_LINES = 10
"""More lines than these cannot be told apart in one plot."""


class NotKept(Fault):
    """What is asked of an ensemble was not kept when it ran."""


@dataclass(frozen=True)
class Kept:
    """What is kept of each run beside its summary: outcomes in every month, municipalities, states at the end, and what
    `observed` finds: it gets the run before its first month, takes it as far as it likes, and returns numbers by name.
    """

    series: tuple[str, ...] = ()
    municipalities: bool = False
    states: bool = False
    observed: Observe | None = None

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
    states: "list[Country]" = field(default_factory=list)
    errors: dict[int, str] = field(default_factory=dict)
    observed: list[dict[str, np.ndarray]] = field(default_factory=list)

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
            whole.observed.extend(batch.observed)
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
        """One row for each run: scenario, set, seed, the parameters that vary, and every summary (`model.summaries`
        declares them).
        """
        table = pd.DataFrame(self._summaries, columns=[summary.name for summary in SUMMARIES])
        return pd.concat([self.design.names(self._sound), self.design.varied(self._sound), table], axis=1)

    @property
    def failures(self) -> pd.DataFrame:
        """One row for each run that failed: scenario, set, seed, error."""
        errors = self._batch.errors
        return self.design.names(np.array(list(errors), dtype=np.int64)).assign(error=list(errors.values()))

    @property
    def _first(self) -> np.ndarray:
        """For each run the first of its scenario and set: runs that differ in seed alone have the same."""
        return self._sound - self.design.place(self._sound)[2]

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
    def states(self) -> "list[Country]":
        """Every state of every agent at the end of each run, as record arrays, in the order of `runs`.

        Raises NotKept.
        """
        if not self.kept.states:
            raise NotKept("states: not kept; allowed after simulate(..., states=True)")
        return self._batch.states

    @property
    def observed(self) -> list[dict[str, np.ndarray]]:
        """What was observed in each run, by name, in the order of `runs`. Raises NotKept."""
        if self.kept.observed is None:
            raise NotKept("observed: not kept; allowed where an experiment plans it")
        return self._batch.observed

    def summary(self) -> pd.DataFrame:
        """Return a row for each summary and scenario (with its set, and the parameters that vary): runs, mean, sd,
        lowest, highest, unit, label.

        `runs` counts those in which the summary is not missing.
        """
        first = self._first
        firsts, over_seeds = np.unique(first), self.runs.groupby(first)
        whose = pd.concat([self.design.names(firsts).drop(columns="seed"), self.design.varied(firsts)], axis=1)
        tables = []
        for each in SUMMARIES:
            found = over_seeds[each.name].agg(runs="count", mean="mean", sd="std", lowest="min", highest="max")
            table = pd.concat([whose.assign(summary=each.name), found.reset_index(drop=True)], axis=1)
            tables.append(table.assign(unit=each.unit, label=each.label))
        return pd.concat(tables, ignore_index=True)

    def plot(self, outcome: str = "share_changer", axes: "Axes | None" = None) -> "Axes":
        """Draw an outcome through time and return the axes: for each scenario and set the mean over its runs, and a
        band from their 5th to their 95th percentile. Raises NotKept, UnknownName, and Fault for more than ten lines.
        """
        if outcome not in OUTCOME:
            raise UnknownName("outcome", outcome, OUTCOME)
        if outcome not in self.kept.series:
            raise NotKept(f"series of {outcome!r}: not kept; allowed after simulate(..., series=True)")
        first, column = self._first, self.kept.series.index(outcome)
        firsts = np.unique(first).tolist()
        if len(firsts) > MOST_LINES:
            raise Fault(
                f"plot: got {len(firsts)} lines, one for each scenario and set; allowed up to {MOST_LINES}: "
                "run fewer scenarios or sets together, or draw from the table `series`"
            )
        for one in firsts:
            mine = [self._batch.series[row][:, column] for row in np.flatnonzero(first == one)]
            place, chosen, _ = self.design.place(one)
            scenario, parameters = self.design.scenarios[place], self.design.parameters
            dates = pd.period_range(scenario.start, periods=scenario.months, freq="M").to_timestamp()
            of_set = "" if parameters is None else f", set {parameters.index[chosen]}"
            runs = f"{len(mine)} {'run' if len(mine) == 1 else 'runs'}"
            label = f"{scenario.title or scenario.name}{of_set} ({runs})"
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
    plausible: bool = False,
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
    whatever runs beside it and on however many threads. A scenario that comes after an earlier domain (`after`) runs
    that, too, with the same seed and with its own parameters, whatever the set. With `plausible` each seed meets one of
    the plausible parameter sets that come with the model, in place of the declared defaults (see `model.plausible`).

    Summaries are always kept: half a gigabyte for a million runs with their tables, and 8 bytes a run more for each
    parameter that varies. `series` keeps every month of all outcomes (True) or of those named (8 bytes an outcome and
    month), `municipalities` a row for each municipality, `states` every state of every agent at the end (about 1 MB a
    run with 393). `threads` is how many runs go side by side, by default as many as there are processors (in countries
    of thousands they share each run); 1 stays in the calling thread. `progress(done, of)` is called after each chunk;
    where it returns False the rest is left undone, and the ensemble has what is done (an interrupt, Ctrl-C, leaves
    nothing). A failed run raises RunError, or with `keep_failures` is listed in `failures`. `checked` checks every
    index and every state.

    Raises Fault or ScenarioError for what cannot be run, RunError for what goes wrong in a run, and ModuleNotFoundError
    without numba.
    """
    if progress is not None and not callable(progress):
        raise Fault(f"progress: got {progress!r}; allowed None, or a function of the runs done and the runs to do")
    by_seed = plausible_sets() if plausible else None
    design, kept = Design(scenarios, seeds, parameters, by_seed=by_seed), Kept.of(series, municipalities, states)
    if twice := repeated(kept.series):
        raise Fault(f"series: got {twice[0]!r} twice; allowed each outcome once")
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
    threads = processors() if threads is None else at_least_one("threads", threads)
    largest = max(len(setting.world.facts) for setting in design.settings)
    size = max(threads, MUNICIPALITIES_A_CHUNK // largest) if size is None else at_least_one("size", size)

    def one(run: int) -> Batch:
        return perform(design, [run], kept, keep_failures, checked)

    numbers = iter(range(len(design)) if runs is None else runs)
    if threads == 1 or largest >= SHARED_FROM:
        while some := list(islice(numbers, size)):
            yield perform(design, some, kept, keep_failures, checked, threads)
        return
    # Compiled code lets go of Python's lock, so that threads run side by side; each run has states of its own.
    with ThreadPoolExecutor(threads) as pool:
        while some := list(islice(numbers, size)):
            yield Batch.joined(list(pool.map(one, some)))


def perform(
    design: Design,
    runs: Sequence[int],
    kept: Kept,
    keep_failures: bool = False,
    checked: bool = False,
    threads: int = 1,
) -> Batch:
    """Return some runs of a design, one after another: what a worker process calls. `threads` share each run."""
    from model.engine import Run, RunError

    batch = Batch(np.array(runs, dtype=np.int64), np.full((len(runs), len(SUMMARIES)), np.nan))
    columns = [COLUMN[name] for name in kept.series]
    for row, number in enumerate(runs):
        if not 0 <= number < len(design):
            raise Fault(f"run: got {number}; allowed 0 to {len(design) - 1}")
        scenario, chosen, seed = design.place(number)
        run = Run(
            design.settings[scenario], design.seeds[seed], design.values(number), checked=checked, threads=threads
        )
        try:
            seen = {} if kept.observed is None else kept.observed(run)
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
        if kept.observed is not None:
            batch.observed.append({name: np.asarray(each, dtype=np.float64).ravel() for name, each in seen.items()})
    return batch
