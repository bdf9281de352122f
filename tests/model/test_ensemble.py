"""Ensembles: many runs at once are the same runs, in chunks, on any number of threads, with clear faults."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from model import ensemble as module
from model.country import Country
from model.decentralisation import Decentralisation
from model.declaration import Fault, UnknownName
from model.design import Design
from model.engine import Run, RunError
from model.ensemble import Batch, Ensemble, Kept, NotKept, in_chunks, perform, simulate
from model.intervention_kinds import Level, ParameterChange, Where
from model.outcomes import OUTCOMES
from model.scenario import Scenario, ScenarioError
from model.summaries import SUMMARIES
from tests.model.countries import small

NAMES = [summary.name for summary in SUMMARIES]
EVERYTHING: dict[str, Any] = {"series": True, "municipalities": True, "states": True}
PLAIN = small(14, parameters={"incident_rate": 0.1, "pioneer_share": 0.25})
OTHER = PLAIN.with_(
    name="other",
    title="An other course",
    months=10,
    interventions=[
        ParameterChange(start="2013-05", until="2013-09", name="start_rate", value=1.5),
        Level(start="2013-04", variable="conviction", value=0.2, mode="add", where=Where(share=0.5)),
    ],
)
TINY = small(3)
SETS = pd.DataFrame({"start_rate": [0.3, 1.4], "strategy": [0.1, 0.7]}, index=["slow", "fast"])


def state_bits(country: Country) -> tuple[bytes, ...]:
    """Every state, to the last bit: field by field, because what lies between fields is left to chance."""
    return tuple(rows[name].tobytes() for rows in country for name in rows.dtype.names)


def assert_same(one: Ensemble, other: Ensemble) -> None:
    """Every table and state of two ensembles that kept everything is the same, to the last bit."""
    for table in ("runs", "series", "municipalities", "failures"):
        assert_frame_equal(getattr(one, table), getattr(other, table), check_exact=True)
    assert one.runs[NAMES].to_numpy().tobytes() == other.runs[NAMES].to_numpy().tobytes()
    assert [state_bits(each) for each in one.states] == [state_bits(each) for each in other.states]


def failing(monkeypatch: pytest.MonkeyPatch, *seeds: int) -> list[int]:
    """Make the runs of some seeds fail; return the list to which the seed of every run is added when it goes."""
    go_on, gone = Run.go_on, []

    def broken(self: Run) -> Run:
        gone.append(self.seed)
        if self.seed in seeds:
            raise RunError(f"seed {self.seed} went wrong")
        return go_on(self)

    monkeypatch.setattr(Run, "go_on", broken)
    return gone


def chunks_of(monkeypatch: pytest.MonkeyPatch, runs: int) -> None:
    """Let a chunk hold so many runs in the municipalities of Utrecht."""
    monkeypatch.setattr(module, "MUNICIPALITIES_A_CHUNK", runs * len(TINY.population.codes))


# What comes out, and in which form


def test_one_scenario_with_many_seeds() -> None:
    found = simulate(PLAIN, range(5), **EVERYTHING)
    assert list(found.runs) == ["scenario", "seed", *NAMES]
    assert found.runs["seed"].tolist() == [0, 1, 2, 3, 4]
    assert set(found.runs["scenario"]) == {"small"}
    assert list(found.series) == ["scenario", "seed", "month", "date", "outcome", "value", "unit"]
    assert len(found.series) == 5 * 14 * len(OUTCOMES)
    assert list(found.municipalities)[:4] == ["scenario", "seed", "code", "name"]
    assert len(found.municipalities) == 5 * 26
    assert len(found.states) == 5
    assert len(found.summary()) == len(NAMES)
    assert found.failures.empty
    assert not found.stopped


def test_many_scenarios_with_paired_seeds() -> None:
    found = simulate([PLAIN, OTHER], [8, -3], **EVERYTHING)
    rows = list(zip(found.runs["scenario"], found.runs["seed"], strict=True))
    assert rows == [("small", 8), ("small", -3), ("other", 8), ("other", -3)]
    assert found.series.groupby("scenario").size().to_dict() == {
        "small": 2 * 14 * len(OUTCOMES), "other": 2 * 10 * len(OUTCOMES),
    }  # fmt: skip
    assert list(found.summary()["scenario"].unique()) == ["small", "other"]


def test_a_table_in_place_of_scenarios_is_run_with_the_baseline() -> None:
    chosen = SETS.iloc[:1]
    alone = simulate("baseline", 3, parameters=chosen).runs
    assert_frame_equal(simulate(chosen, 3).runs, alone, check_exact=True)
    assert set(alone["scenario"]) == {"baseline"}


def test_summaries_are_kept_by_default_and_the_rest_on_request() -> None:
    found = simulate(TINY, 1)
    for table in ("series", "municipalities", "states"):
        with pytest.raises(NotKept, match=rf"^{table}: not kept; allowed after simulate\(..., {table}=True\)$"):
            getattr(found, table)
    with pytest.raises(NotKept, match=r"series of 'share_changer': not kept; allowed after simulate\(..., series=True"):
        found.plot()
    some = simulate(TINY, 1, series=["urgency", "balance"]).series
    whole = simulate(TINY, 1, series=True).series.query("outcome in ['urgency', 'balance']")
    assert some["outcome"].tolist() == ["urgency", "balance"] * 3
    assert some.set_index(["month", "outcome"])["value"].to_dict() == (
        whole.set_index(["month", "outcome"])["value"].to_dict()
    )
    assert set(simulate(TINY, 1, series="urgency").series["outcome"]) == {"urgency"}


# The same runs, whatever runs beside them


def test_each_run_is_the_run_alone_on_the_engine_and_in_the_readable_model() -> None:
    found = simulate([PLAIN, OTHER], [5, -(2**63)], **EVERYTHING)
    for number, (name, seed) in enumerate(zip(found.runs["scenario"], found.runs["seed"], strict=True)):
        scenario = {"small": PLAIN, "other": OTHER}[name]
        alone, readable = Run(scenario, seed).go_on(), Decentralisation(scenario, seed).run()
        row = found.runs[NAMES].iloc[number]
        assert row.to_numpy().tobytes() == alone.summary.tobytes()
        assert [None if np.isnan(value) else value for value in row] == (
            [None if np.isnan(value) else value for value in readable.summary.values()]
        )
        assert state_bits(found.states[number]) == state_bits(alone.country)
        for table in ("series", "municipalities"):
            together = getattr(found, table)
            mine = together[(together["scenario"] == name) & (together["seed"] == seed)]
            mine = mine.drop(columns=["scenario", "seed"]).reset_index(drop=True)
            assert_frame_equal(mine, getattr(readable, table), check_exact=True)


def test_a_set_of_parameters_is_the_scenario_with_those_parameters() -> None:
    found = simulate([PLAIN, OTHER], [1, 2], parameters=SETS)
    for name, scenario in (("small", PLAIN), ("other", OTHER)):
        for chosen, values in SETS.to_dict("index").items():
            alone = simulate(scenario.with_(parameters=values), [1, 2]).runs
            mine = found.runs[(found.runs["scenario"] == name) & (found.runs["set"] == chosen)]
            mine = mine.drop(columns=["set", *SETS]).reset_index(drop=True)
            assert_frame_equal(mine, alone, check_exact=True)


def test_a_set_of_parameters_leaves_the_earlier_domain_its_own() -> None:
    after = Scenario.load("environment-act-after-social-domain").with_(population=PLAIN.population, months=24)
    found = simulate(after, 1, parameters=SETS, states=True)
    for states, values in zip(found.states, SETS.to_dict("records"), strict=True):
        assert state_bits(states) == state_bits(Run(after.with_(parameters=values), 1).go_on().country)


def test_the_earlier_domain_comes_along_in_an_ensemble() -> None:
    after = Scenario.load("environment-act-after-social-domain").with_(population=PLAIN.population, months=24)
    found = simulate([after, after.with_(name="fresh", after=None)], [1, 2], states=True)
    for states, seed in zip(found.states[:2], (1, 2), strict=True):
        assert state_bits(states) == state_bits(Run(after, seed).go_on().country)
    assert found.runs[NAMES].iloc[0].tolist() == pytest.approx(
        list(Decentralisation(after, 1).run().summary.values()), rel=0, abs=0, nan_ok=True
    )
    assert state_bits(found.states[2]) != state_bits(found.states[0])


def test_the_number_of_threads_changes_no_bit() -> None:
    one = simulate([PLAIN, OTHER], range(7), parameters=SETS, threads=1, **EVERYTHING)
    for threads in (2, np.int64(3), None):
        assert_same(simulate([PLAIN, OTHER], range(7), parameters=SETS, threads=threads, **EVERYTHING), one)


def test_a_spawned_process_gives_the_same_bits() -> None:
    design, kept = Design([PLAIN, OTHER], [1, 2], SETS), Kept.of(**EVERYTHING)
    runs = [1, 4, 6]
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        there = pool.submit(perform, design, runs, kept).result(timeout=300)
    assert_same(Ensemble(design, kept, there), Ensemble(design, kept, perform(design, runs, kept)))


# Chunks, progress and stopping


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("size", [1, 3, 100])
def test_chunks_of_any_size_give_the_same_runs_in_order(size: int, threads: int) -> None:
    design, kept = Design([PLAIN, OTHER], range(5)), Kept.of(**EVERYTHING)
    batches = list(in_chunks(design, kept, size=size, threads=threads))
    assert [len(batch.runs) for batch in batches] == {1: [1] * 10, 3: [3, 3, 3, 1], 100: [10]}[size]
    joined = Batch.joined(batches)
    assert joined.runs.tolist() == list(range(10))
    assert_same(Ensemble(design, kept, joined), simulate([PLAIN, OTHER], range(5), **EVERYTHING))


def test_threads_share_the_runs_of_a_large_country(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = simulate(PLAIN, range(2), threads=1, **EVERYTHING)
    monkeypatch.setattr("model.ensemble.SHARED_FROM", len(at_once.states[0].municipalities))
    monkeypatch.setattr("model.ensemble.ThreadPoolExecutor", None)
    assert_same(simulate(PLAIN, range(2), threads=2, **EVERYTHING), at_once)


@pytest.mark.parametrize("threads", [1, 2])
def test_some_runs_of_a_design_can_be_done_alone(threads: int) -> None:
    design, kept = Design([PLAIN, OTHER], range(5)), Kept()
    batches = list(in_chunks(design, kept, runs=[2, 6, 9], size=2, threads=threads))
    whole = simulate([PLAIN, OTHER], range(5)).runs.iloc[[2, 6, 9]].reset_index(drop=True)
    assert_frame_equal(Ensemble(design, kept, Batch.joined(batches)).runs, whole, check_exact=True)


@pytest.mark.parametrize("threads", [1, 2])
def test_progress_is_told_after_every_chunk_up_to_the_end(monkeypatch: pytest.MonkeyPatch, threads: int) -> None:
    chunks_of(monkeypatch, 4)
    told: list[tuple[int, int]] = []
    found = simulate(TINY, range(10), threads=threads, progress=lambda done, of: told.append((done, of)))
    assert told == [(4, 10), (8, 10), (10, 10)]
    assert not found.stopped
    assert len(found.runs) == 10


@pytest.mark.parametrize("threads", [1, 2])
def test_progress_stops_it_and_what_is_done_are_the_first_runs(monkeypatch: pytest.MonkeyPatch, threads: int) -> None:
    whole = simulate(TINY, range(10), **EVERYTHING)
    chunks_of(monkeypatch, 3)
    found = simulate(TINY, range(10), threads=threads, progress=lambda done, of: done < 6, **EVERYTHING)
    assert found.stopped
    assert repr(found) == "<Ensemble of 6 of 10 runs: small>"
    assert_frame_equal(found.runs, whole.runs.iloc[:6], check_exact=True)
    assert_frame_equal(found.series, whole.series[whole.series["seed"] < 6], check_exact=True)
    assert len(found.states) == 6


@pytest.mark.parametrize("threads", [1, 2])
def test_leaving_the_loop_leaves_the_rest_undone(monkeypatch: pytest.MonkeyPatch, threads: int) -> None:
    gone = failing(monkeypatch)
    for batch in in_chunks(Design(TINY, range(50)), Kept(), size=4, threads=threads):
        assert batch.runs.tolist() == [0, 1, 2, 3]
        break
    assert sorted(gone) == [0, 1, 2, 3]


# Failures


def test_a_failed_run_is_raised_with_its_set(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, 3)
    with pytest.raises(RunError, match=r"^seed 3 went wrong$"):
        simulate(TINY, range(10))
    with pytest.raises(RunError, match=r"^set 'slow': seed 3 went wrong$"):
        simulate(TINY, range(10), parameters=SETS)


@pytest.mark.parametrize("threads", [1, 2])
def test_after_a_failure_the_rest_is_not_run(monkeypatch: pytest.MonkeyPatch, threads: int) -> None:
    gone = failing(monkeypatch, 0)
    with pytest.raises(RunError):
        list(in_chunks(Design(TINY, range(3000)), Kept(), size=3000, threads=threads))
    assert len(gone) < 1500


@pytest.mark.parametrize("threads", [1, 2])
def test_a_kept_failure_is_listed_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch, threads: int) -> None:
    whole = simulate([TINY, OTHER], range(4), **EVERYTHING)
    failing(monkeypatch, 2)
    found = simulate([TINY, OTHER], range(4), keep_failures=True, threads=threads, **EVERYTHING)
    assert found.failures.to_dict("list") == {
        "scenario": ["small", "other"], "seed": [2, 2], "error": ["seed 2 went wrong"] * 2,
    }  # fmt: skip
    assert not found.stopped
    for table in ("runs", "series", "municipalities"):
        rest = getattr(whole, table)
        rest = rest[rest["seed"] != 2].reset_index(drop=True)
        assert_frame_equal(getattr(found, table), rest, check_exact=True)
    assert [state_bits(each) for each in found.states] == [state_bits(whole.states[run]) for run in (0, 1, 3, 4, 5, 7)]
    assert set(found.summary()["runs"]) <= {0, 3}
    assert repr(found) == "<Ensemble of 6 of 8 runs: small, other>"


def test_an_ensemble_of_failures_alone_has_empty_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, 0, 1)
    found = simulate(TINY, range(2), keep_failures=True, **EVERYTHING)
    assert len(found.failures) == 2
    assert found.runs.empty
    assert found.summary().empty or set(found.summary()["runs"]) == {0}
    assert found.series.empty
    assert found.municipalities.empty
    with pytest.raises(NotKept, match="no run to draw"):
        found.plot()


# Bad input


@pytest.mark.parametrize(
    ("ask", "error", "text"),
    [
        (lambda: simulate("basline", 1), ScenarioError, r"unknown scenario \(did you mean 'baseline'\?\)"),
        (lambda: simulate(TINY, [4, 5, 4]), Fault, "seeds: got 4 twice; allowed one or more, none twice"),
        (lambda: simulate(TINY, 1, threads=0), Fault, "threads: got 0; allowed a whole number from 1"),
        (lambda: simulate(TINY, 1, threads=True), Fault, "threads: got True; allowed a whole number from 1"),
        (lambda: simulate(TINY, 1, threads=1.0), Fault, "threads: got 1.0; allowed"),  # type: ignore[arg-type]
        (lambda: simulate(TINY, 1, series=["urgency", "tempo"]), UnknownName, "unknown outcome 'tempo'"),
        (lambda: simulate(TINY, 1, series=3), Fault, "series: got 3; allowed"),  # type: ignore[arg-type]
        (lambda: simulate(TINY, 1, series=["urgency", "urgency"]), Fault, "series: got 'urgency' twice; allowed each"),
        (lambda: simulate(TINY, 1, progress=True), Fault, "progress: got True; allowed None, or a"),  # type: ignore[arg-type]
    ],
)
def test_what_cannot_be_run_is_refused_by_name_value_and_what_is_allowed_before_anything_is_run(
    monkeypatch: pytest.MonkeyPatch, ask: Callable[[], object], error: type[Exception], text: str
) -> None:
    gone = failing(monkeypatch)
    with pytest.raises(error, match=text):
        ask()
    assert gone == []


@pytest.mark.parametrize("size", [0, -1, 1.5])
def test_a_chunk_holds_at_least_one_run(size: Any) -> None:
    with pytest.raises(Fault, match=rf"size: got {size}; allowed a whole number from 1"):
        list(in_chunks(Design(TINY, range(3)), Kept(), size=size))


@pytest.mark.parametrize("run", [-1, 3])
def test_a_run_that_is_not_in_the_design_is_refused(run: int) -> None:
    with pytest.raises(Fault, match=f"run.*: got {run}; allowed 0 to 2"):
        perform(Design(TINY, range(3)), [run], Kept())


def test_a_scenario_of_ones_own_is_run_from_its_file(tmp_path: Path) -> None:
    OTHER.save(tmp_path / "other.toml")
    assert_frame_equal(simulate(tmp_path / "other.toml", 1).runs, simulate(OTHER, 1).runs, check_exact=True)
