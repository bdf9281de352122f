"""The store of runs: what is read is what was written, and what is not sound does not count."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from experiments.capsule import CapsuleFault
from experiments.experiment import Plan
from experiments.store import (
    RUNS,
    Chunk,
    chunks_of,
    design_digest,
    design_table,
    failures_table,
    files_of,
    forget_nameless,
    is_sound,
    nameless,
    read_batch,
    read_ensemble,
    read_series,
    write_chunk,
)
from model.design import Design
from model.engine import Run, RunError
from model.ensemble import Batch, Ensemble, Kept, perform
from model.parameters import Parameters
from model.summaries import SUMMARIES
from tests.experiments.toy_experiment import BASELINE, SMALL, contents

EVERYTHING = Kept.of(True, municipalities=True, states=False)
TABLES = ("runs", "failures", "series", "municipalities")


@pytest.fixture(scope="module")
def plan():
    return Plan(Design(BASELINE, range(5)), EVERYTHING)


@pytest.fixture
def failing(monkeypatch):
    """A function that lets the runs of some seeds fail."""
    go_on = Run.go_on

    def fail(*seeds: int) -> None:
        def broken(run, *arguments):
            if run.seed in seeds:
                raise RunError(f"seed {run.seed}: no")
            return go_on(run, *arguments)

        monkeypatch.setattr(Run, "go_on", broken)

    return fail


def write(folder, plan, size):
    for chunk in chunks_of("all", plan, size):
        write_chunk(folder, chunk, plan, perform(plan.design, chunk.runs, plan.kept, keep_failures=True))


def assert_alike(read: Batch, written: Batch) -> None:
    """Two batches are the same to the last bit."""
    for name in ("runs", "summaries"):
        old, new = getattr(written, name), getattr(read, name)
        assert (old.dtype, old.shape, old.tobytes()) == (new.dtype, new.shape, new.tobytes())
    assert [values.tobytes() for values in read.series] == [values.tobytes() for values in written.series]
    assert read.errors == written.errors
    for old, new in zip(written.municipalities, read.municipalities, strict=True):
        assert_frame_equal(new, old, check_exact=True)


@pytest.mark.parametrize(
    ("size", "expected"),
    [(2, [(0, 2), (2, 4), (4, 5)]), (5, [(0, 5)]), (9, [(0, 5)]), (1, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)])],
)
def test_chunks_hold_each_run_once_in_order(plan, size, expected):
    chunks = chunks_of("all", plan, size)
    assert [(chunk.first, chunk.end) for chunk in chunks] == expected
    assert [chunk.name for chunk in chunks] == [f"all-{number:05d}" for number in range(len(expected))]


def test_chunks_of_a_small_country_hold_more_runs():
    ten = Plan(Design(BASELINE, range(10_001)), Kept())
    hundred = BASELINE.with_(population=SMALL["population"] | {"number": 100})
    assert [len(chunk.runs) for chunk in chunks_of("all", ten)] == [10_000, 1]
    assert len(chunks_of("all", Plan(Design(hundred, range(1_001)), Kept()))[0].runs) == 1_000


@pytest.mark.parametrize("kept", [Kept(), Kept.of("ingezet", False, False), EVERYTHING])
def test_what_is_read_is_what_was_written(tmp_path, kept):
    plan = Plan(Design([BASELINE, BASELINE.with_(name="shorter", months=12)], range(2)), kept)
    chunk = Chunk("all", 3, 1, 4, "")
    batch = perform(plan.design, chunk.runs, kept)
    write_chunk(tmp_path, chunk, plan, batch)
    assert_alike(read_batch(tmp_path, chunk, plan), batch)


def test_every_number_there_is_comes_back(tmp_path):
    odd = [0.0, -0.0, np.nan, np.inf, -np.inf, 5e-324, 1 / 3, np.nextafter(1, 2), 1e308, -1.5]
    plan = Plan(Design(BASELINE, range(2)), Kept.of(["ingezet", "waiting"], False, False))
    random = np.random.default_rng(1)
    batch = Batch(np.arange(2), random.choice(odd, (2, len(SUMMARIES))), [random.choice(odd, (24, 2)) for _ in "ab"])
    chunk = Chunk("odd", 0, 0, 2, "")
    write_chunk(tmp_path, chunk, plan, batch)
    assert_alike(read_batch(tmp_path, chunk, plan), batch)


def test_the_same_runs_make_the_same_files(tmp_path, plan):
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, plan, 2)
    first = contents(tmp_path / "first")
    assert first == contents(tmp_path / "second")
    assert set(first) == {
        f"runs/all-0000{number}{ending}"
        for number in range(3)
        for ending in (".json", ".parquet", ".series.parquet", ".municipalities.parquet")
    }


@pytest.mark.parametrize("size", [1, 2, 5])
@pytest.mark.parametrize("seeds", [(), (0,), (1, 3), (0, 1, 2, 3, 4)])
def test_an_ensemble_is_the_same_with_and_without_the_store(tmp_path, plan, failing, size, seeds):
    """Whichever runs fail, whole chunks of them among them."""
    failing(*seeds)
    write(tmp_path, plan, size)
    read = read_ensemble(tmp_path, "all", plan, size)
    made = Ensemble(plan.design, plan.kept, perform(plan.design, range(5), plan.kept, keep_failures=True))
    assert read.failures["seed"].tolist() == list(seeds)
    for name in TABLES if len(seeds) < 5 else ("runs", "failures"):
        assert_frame_equal(getattr(read, name), getattr(made, name), check_exact=True)


def test_a_failed_run_is_a_row_with_its_error(tmp_path, failing):
    plan = Plan(Design(BASELINE, range(3), pd.DataFrame({"cut_size": [0.1, 0.2]}, index=["low", "high"])), Kept())
    failing(1)
    write(tmp_path, plan, 6)
    table = pd.read_parquet(tmp_path / RUNS / "all-00000.parquet")
    assert table["run"].tolist() == list(range(6))
    assert table["error"].notna().tolist() == [False, True, False] * 2
    row = table.loc[4]
    assert (row["scenario"], row["set"], row["seed"]) == ("baseline", "high", 1)
    assert row["error"] == "set 'high': seed 1: no"
    assert row[[summary.name for summary in SUMMARIES]].isna().all()


def test_failures_are_listed_with_every_parameter(tmp_path, failing):
    """Over parts that name their sets by words, by numbers, and not at all."""
    changed = BASELINE.with_(name="changed", parameters={"learning": 0.7})
    plans = {
        "words": Plan(Design(BASELINE, [1, 2], pd.DataFrame({"cut_size": [0.1, 0.2]}, index=["low", "high"])), Kept()),
        "numbers": Plan(Design(changed, [1, 3], pd.DataFrame({"cut_size": [0.3]}, index=[7])), Kept()),
        "none": Plan(Design(changed, [1, 3]), Kept()),
    }
    failing(1)
    chunks = [chunk for part, plan in plans.items() for chunk in chunks_of(part, plan, 1)]
    for chunk in chunks:
        plan = plans[chunk.part]
        write_chunk(tmp_path, chunk, plan, perform(plan.design, chunk.runs, plan.kept, keep_failures=True))
    table = failures_table(tmp_path, plans, chunks)
    told = table[["part", "run", "scenario", "set", "seed", "cut_size", "learning"]].astype(object)
    default = Parameters()
    assert told.where(told.notna(), None).to_numpy().tolist() == [
        ["words", 0, "baseline", "low", 1, 0.1, default.learning],
        ["words", 2, "baseline", "high", 1, 0.2, default.learning],
        ["numbers", 0, "changed", "7", 1, 0.3, 0.7],
        ["none", 0, "changed", None, 1, default.cut_size, 0.7],
    ]
    assert table["error"].str.endswith("seed 1: no").all()
    assert set(Parameters._fields) <= set(table.columns)


def test_without_failures_nothing_is_listed(tmp_path, plan):
    write(tmp_path, plan, 2)
    assert failures_table(tmp_path, {"all": plan}, chunks_of("all", plan, 2)).empty


def test_the_design_says_what_each_run_is():
    sets = pd.DataFrame({"cut_size": [0.1, 0.2], "learning": [0.5, 0.6]}, index=[7, 8])
    design = Design([BASELINE, BASELINE.with_(name="other")], [4, 5], sets)
    table = design_table(Plan(design, Kept()))
    assert list(table.columns) == ["run", "scenario", "set", "seed", "cut_size", "learning"]
    assert table["run"].tolist() == list(range(8))
    assert table.loc[6].tolist() == [6, "other", 8, 4, 0.2, 0.6]
    for run in range(8):
        values = Parameters(*design.values(run))
        assert (values.cut_size, values.learning) == tuple(table.loc[run, ["cut_size", "learning"]])
    assert list(design_table(Plan(Design(BASELINE, 3), Kept())).columns) == ["run", "scenario", "seed"]


def test_a_chunk_is_sound_when_it_is_written_and_no_other_is(tmp_path, plan):
    first, second, _ = chunks_of("all", plan, 2)
    batch = perform(plan.design, first.runs, plan.kept)
    assert not is_sound(tmp_path, first, plan)
    write_chunk(tmp_path, first, plan, batch)
    assert is_sound(tmp_path, first, plan)
    assert not is_sound(tmp_path, second, plan)
    assert not is_sound(tmp_path, replace(first, end=3), plan)
    assert not is_sound(tmp_path, replace(first, part="other"), plan)


def test_a_chunk_counts_only_beside_the_design_that_it_was_made_of(tmp_path, plan):
    """Another seed, set, or value makes another; how many chunks it is cut into does not."""
    write(tmp_path, plan, 5)
    drawn = Plan(Design(BASELINE, [0, 1, 2, 3, 5]), plan.kept)
    other = chunks_of("all", drawn, 5)[0]
    assert not is_sound(tmp_path, other, drawn)
    assert is_sound(tmp_path, chunks_of("all", plan, 5)[0], plan)
    sets = pd.DataFrame({"cut_size": [0.1, 0.2], "learning": [0.5, 0.6]})
    digests = {
        design_digest(design_table(Plan(Design(BASELINE, seeds, table), Kept())))
        for seeds in ([1, 2], [2, 1], [1, 3])
        for table in (sets, sets + 1e-16, sets[::-1], sets.rename(columns={"learning": "conviction_mean"}), None)
    }
    assert len(digests) == 15
    assert {chunk.design for chunk in chunks_of("all", plan, 2)} == {chunks_of("all", plan, 5)[0].design}


def test_a_design_read_back_has_the_digest_of_the_one_written(tmp_path):
    sets = pd.DataFrame({"cut_size": [0.1, 1 / 3], "learning": [0.5, 0.6]}, index=["a", "b"])
    table = design_table(Plan(Design(BASELINE, 2, sets, by_seed=sets[["learning"]]), Kept()))
    table.to_parquet(tmp_path / "design.parquet", index=False)
    assert design_digest(pd.read_parquet(tmp_path / "design.parquet")) == design_digest(table)


def test_a_record_of_an_earlier_version_names_no_design_and_can_be_told(tmp_path, plan):
    write(tmp_path, plan, 2)
    path = tmp_path / RUNS / "all-00001.json"
    path.write_text(nameless(path.read_text()))
    assert set(json.loads(path.read_text())) == {"runs", "files"}
    chunks = chunks_of("all", plan, 2)
    assert [is_sound(tmp_path, chunk, plan) for chunk in chunks] == [True, True, True]
    forget_nameless(tmp_path, "all")
    assert [is_sound(tmp_path, chunk, plan) for chunk in chunks] == [True, False, True]


def test_a_chunk_without_its_record_does_not_count(tmp_path, plan):
    write(tmp_path, plan, 2)
    (tmp_path / RUNS / "all-00001.json").unlink()
    assert [is_sound(tmp_path, chunk, plan) for chunk in chunks_of("all", plan, 2)] == [True, False, True]
    with pytest.raises(CapsuleFault, match="missing chunks: 1, all-00001 among them"):
        read_ensemble(tmp_path, "all", plan, 2)


@pytest.mark.parametrize("name", ["all-00000.parquet", "all-00000.series.parquet", "all-00000.municipalities.parquet"])
@pytest.mark.parametrize("damage", ["cut short", "one bit", "longer", "gone"])
def test_a_damaged_file_is_noticed(tmp_path, plan, name, damage):
    write(tmp_path, plan, 5)
    path = tmp_path / RUNS / name
    data = bytearray(path.read_bytes())
    if damage == "one bit":
        data[len(data) // 2] ^= 1
    changed = {"cut short": data[:-1], "one bit": data, "longer": data + b"x"}
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(changed[damage])
    assert not is_sound(tmp_path, chunks_of("all", plan, 5)[0], plan)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "{}", '{"runs": [0, 5]}', '{"runs": [0, 5], "files": {}}', '{"runs": 5, "files": 3}'],
)
def test_a_broken_record_is_noticed(tmp_path, plan, text):
    write(tmp_path, plan, 5)
    (tmp_path / RUNS / "all-00000.json").write_text(text, errors="surrogateescape")
    assert not is_sound(tmp_path, chunks_of("all", plan, 5)[0], plan)


def test_a_record_that_leaves_out_a_file_is_noticed(tmp_path, plan):
    write(tmp_path, plan, 5)
    path = tmp_path / RUNS / "all-00000.json"
    record = json.loads(path.read_text())
    assert set(record["files"]) == set(files_of(chunks_of("all", plan, 5)[0], plan))
    del record["files"]["all-00000.series.parquet"]
    path.write_text(json.dumps(record))
    assert not is_sound(tmp_path, chunks_of("all", plan, 5)[0], plan)


def test_a_record_names_the_size_of_each_file(tmp_path, plan):
    write(tmp_path, plan, 5)
    record = json.loads((tmp_path / RUNS / "all-00000.json").read_text())
    assert {name: file["bytes"] for name, file in record["files"].items()} == {
        path.name: path.stat().st_size for path in (tmp_path / RUNS).glob("*.parquet")
    }


def test_series_are_read_chunk_by_chunk(tmp_path, plan):
    """And only those of the part that is named, whose name may be the beginning of another's."""
    write(tmp_path, plan, 2)
    other = Chunk("all-held", 0, 0, 1, "")
    write_chunk(tmp_path, other, plan, perform(plan.design, [0], plan.kept))
    tables = list(read_series(tmp_path, "all", ["ingezet"]))
    assert [list(table.columns) for table in tables] == [["run", "month", "ingezet"]] * 3
    whole = pd.concat(tables, ignore_index=True)
    assert whole["run"].tolist() == [run for run in range(5) for _ in range(24)]
    assert whole["month"].tolist() == list(range(24)) * 5
    series = read_ensemble(tmp_path, "all", plan, 2).series
    assert whole["ingezet"].tolist() == series.loc[series["outcome"] == "ingezet", "value"].tolist()
