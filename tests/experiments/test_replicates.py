"""Replicates: seeds, failures in a process of its own, and progress."""

import multiprocessing
import os
import signal

import pytest
from pandas.testing import assert_frame_equal

from experiments.engines import Engine
from experiments.replicates import RunFailed, consecutive_seeds, run_replicates
from model import Scenario

TINY = {"months": 6, "population": {"kind": "synthetic", "number": 10, "seed": 1}}


@pytest.fixture(scope="module")
def scenario():
    return Scenario.load("baseline").with_(**TINY)


def test_seeds_follow_each_other():
    assert consecutive_seeds(7, 3) == (7, 8, 9)


@pytest.mark.parametrize("engine", Engine)
def test_a_run_does_not_depend_on_the_process_that_makes_it(scenario, engine):
    alone, together = (run_replicates(scenario, seeds, engine=engine) for seeds in ([3], [2, 3]))
    chosen = together.series[together.series["seed"] == 3].reset_index(drop=True)
    assert chosen["value"].equals(alone.series["value"])
    assert set(chosen["replicate"]) == {2}


def test_both_engines_give_the_same_tables(scenario):
    compiled, readable = (run_replicates(scenario, [2, 3], engine=engine) for engine in Engine)
    assert (compiled.engine, readable.engine) == ("compiled", "mesa")
    assert_frame_equal(compiled.series, readable.series, check_exact=True)
    assert_frame_equal(compiled.municipalities, readable.municipalities, check_exact=True)
    assert compiled.network.codes.tolist() == readable.network.codes.tolist()


@pytest.mark.parametrize("engine", Engine)
@pytest.mark.parametrize("seeds", [[1], [1, 2, 3]])
def test_progress_reaches_the_end(scenario, seeds, engine):
    seen = []
    run_replicates(scenario, seeds, lambda done, months: seen.append((done, months)), engine)
    assert seen[-1] == (6 * len(seeds), 6 * len(seeds))
    assert seen == sorted(seen)


def test_a_failure_names_its_seed(monkeypatch, scenario):
    class Broken:
        def __init__(self, scenario, seed):
            raise ValueError("no")

    monkeypatch.setattr("model.Decentralisation", Broken, raising=False)
    with pytest.raises(RunFailed, match="the run with seed 4 failed: ValueError: no"):
        run_replicates(scenario, [4], engine=Engine.MESA)


def test_an_interrupt_ends_the_processes(scenario):
    long = scenario.with_(months=600)
    calls = []

    def interrupt(done, months):
        calls.append(done)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_replicates(long, [1, 2], interrupt, Engine.MESA)
    assert len(calls) == 1
    assert multiprocessing.active_children() == []


def test_a_process_that_is_ended_from_outside_is_told(scenario):
    def end_one(done, months):
        children = multiprocessing.active_children()
        if children:
            os.kill(children[0].pid, signal.SIGKILL)

    with pytest.raises(RunFailed, match="ended from outside"):
        run_replicates(scenario.with_(months=600), [1, 2], end_one, Engine.MESA)
