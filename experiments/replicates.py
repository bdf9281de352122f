"""Replicates: one scenario run under several seeds, on the engine or, several at a time in processes of their own, in
Mesa. Both give the same tables.
"""

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from experiments.engines import Engine
from model.chance import checked_seed
from model.processors import processors

if TYPE_CHECKING:
    from pandas import DataFrame

    from model import Ensemble, Scenario
    from model.network import Network

Progress = Callable[[int, int], None]
"""Called with the months done and the months to do."""

SECONDS_BETWEEN_REPORTS = 0.2


class RunFailed(Exception):
    """A replicate that did not reach its end. The text names its seed and what went wrong."""


@dataclass(frozen=True)
class Replicate:
    """What one run leaves: its series, its municipalities (one row each) and the ties between them."""

    series: "DataFrame"
    municipalities: "DataFrame"
    network: "Network"


@dataclass(frozen=True)
class Results:
    """What the replicates of one scenario leave.

    `series` is long: replicate, seed, month, date, outcome, value, unit. `municipalities` has one row
    for each municipality and replicate: replicate, seed, then what `Decentralisation.municipalities` has.
    Replicates count from 1, in the order of `seeds`. `network` is that of the first replicate.
    """

    scenario: "Scenario"
    seeds: tuple[int, ...]
    series: "DataFrame"
    municipalities: "DataFrame"
    network: "Network"
    engine: Engine = Engine.COMPILED
    plausible: bool = False
    """Whether each replicate has a plausible parameter set of its own, where the scenario does not set one."""


def consecutive_seeds(seed: int, replicates: int) -> tuple[int, ...]:
    """The seeds of a number of replicates: seed, seed + 1, and so on. Raises BadSeed for what is no seed."""
    return tuple(checked_seed(each) for each in range(seed, seed + replicates))


def run_replicates(
    scenario: "Scenario",
    seeds: Sequence[int],
    progress: Progress | None = None,
    engine: Engine = Engine.COMPILED,
    plausible: bool = False,
) -> Results:
    """Run a scenario once for each seed, as many at a time as there are processors.

    With `plausible` each seed meets a plausible parameter set (see `model.plausible`). Raises RunFailed where a run
    fails or its process is ended from outside. A keyboard interrupt ends all runs: those in Mesa within a month of
    model time, those on the engine when those under way are done.
    """
    report = progress or _say_nothing
    if engine is Engine.COMPILED:
        return _run_on_the_engine(scenario, seeds, report, plausible)
    scenarios = [on_its_set(scenario, seed) for seed in seeds] if plausible else [scenario] * len(seeds)
    if len(seeds) == 1:
        replicates = [_run(scenarios[0], seeds[0], report)]
    else:
        replicates = _run_in_processes(scenarios, seeds, report)
    return Results(
        scenario,
        tuple(seeds),
        _joined([replicate.series for replicate in replicates], seeds),
        _joined([replicate.municipalities for replicate in replicates], seeds),
        replicates[0].network,
        Engine.MESA,
        plausible,
    )


def on_its_set(scenario: "Scenario", seed: int) -> "Scenario":
    """The scenario with the plausible set that a seed meets, as `model.design` pairs them."""
    from model.plausible import sets

    table = sets()
    row = table.iloc[seed % len(table)].to_dict()
    return scenario.with_(parameters=row | scenario.parameters)


def _run_on_the_engine(scenario: "Scenario", seeds: Sequence[int], report: Progress, plausible: bool) -> Results:
    from model import simulate
    from model.engine import RunError

    months = scenario.months

    def tell(done: int, runs: int) -> None:
        report(done * months, runs * months)

    try:
        ensemble = simulate(scenario, seeds, plausible=plausible, series=True, municipalities=True, progress=tell)
    except RunError as error:
        raise RunFailed(str(error)) from error
    return results_of(ensemble)


def results_of(ensemble: "Ensemble") -> Results:
    """What an ensemble of one scenario leaves, as results. Raises NotKept without all series and municipalities."""
    design = ensemble.design
    return Results(
        design.scenarios[0],
        tuple(design.seeds),
        _numbered(ensemble.series, design.seeds),
        _numbered(ensemble.municipalities, design.seeds),
        design.settings[0].world.network,
        plausible=design.by_seed is not None,
    )


def _numbered(table: "DataFrame", seeds: Sequence[int]) -> "DataFrame":
    """An ensemble's table of one scenario with the number of the replicate in place of the scenario."""
    table = table.drop(columns="scenario")
    table.insert(0, "replicate", table["seed"].map({seed: number for number, seed in enumerate(seeds, start=1)}))
    return table


def _say_nothing(done: int, months: int) -> None:
    """No progress to report."""


def _joined(frames: "list[DataFrame]", seeds: Sequence[int]) -> "DataFrame":
    import pandas

    for number, (frame, seed) in enumerate(zip(frames, seeds, strict=True), start=1):
        frame.insert(0, "replicate", number)
        frame.insert(1, "seed", seed)
    return pandas.concat(frames, ignore_index=True)


def _run(scenario: "Scenario", seed: int, report: Progress) -> Replicate:
    from model import Decentralisation

    try:
        model = Decentralisation(scenario, seed=seed)
        model.run(progress=report)
        return Replicate(model.series.copy(), model.municipalities.copy(), model.network)
    except Exception as error:
        raise RunFailed(f"the run with seed {seed} failed: {type(error).__name__}: {error}") from error


def _run_in_processes(scenarios: "Sequence[Scenario]", seeds: Sequence[int], report: Progress) -> list[Replicate]:
    context = multiprocessing.get_context("spawn")
    done = context.Value("q", 0)
    stop = context.Event()
    total = sum(scenario.months for scenario in scenarios)
    with ProcessPoolExecutor(
        min(len(seeds), processors()), context, initializer=_start_worker, initargs=(done, stop)
    ) as pool:
        with interrupts_kept_from_children():
            futures = [pool.submit(_run_in_worker, *each) for each in zip(scenarios, seeds, strict=True)]
        try:
            _watch(futures, lambda: report(done.value, total))
            return [future.result() for future in futures]
        except BrokenProcessPool as error:
            raise RunFailed(
                "a process that ran a replicate was ended from outside; was there memory enough?"
            ) from error
        finally:
            stop.set()
            pool.shutdown(cancel_futures=True)


@contextmanager
def interrupts_kept_from_children() -> Iterator[None]:
    """Let processes started within be deaf to Ctrl-C, which this one hears a moment later.

    A worker that heard it too would print a traceback. Where signals cannot be blocked, `_start_worker` does
    what it can.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _watch(futures: "list[Future[Replicate]]", report: Callable[[], object]) -> None:
    """Report until all runs are done; raise the error of the first that fails."""
    pending = set(futures)
    while pending:
        done, pending = wait(pending, SECONDS_BETWEEN_REPORTS, FIRST_EXCEPTION)
        for future in done:
            future.result()
        report()


_months_done: Any = None
_stop: Any = None


def _start_worker(months_done: Any, stop: Any) -> None:
    global _months_done, _stop
    _months_done, _stop = months_done, stop
    # The parent hears the interrupt and sets `stop`.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _run_in_worker(scenario: "Scenario", seed: int) -> Replicate:
    _end_if_stopped()
    return _run(scenario, seed, _report_from_worker)


def _report_from_worker(month: int, months: int) -> None:
    _end_if_stopped()
    with _months_done.get_lock():
        _months_done.value += 1


def _end_if_stopped() -> None:
    if _stop.is_set():
        raise RunFailed("stopped")
