"""Replaying a capsule: it agrees with itself, and whatever was changed in it is named."""

import json
import shutil

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments import described
from experiments import replay as module
from experiments.capsule import CapsuleFault, check_files, fill_capsule, writing
from experiments.carrying_out import carry_out
from experiments.cli import app
from experiments.engines import Engine
from experiments.provenance import provenance
from experiments.questions import QUESTIONS
from experiments.replay import difference_of, replay
from experiments.replicates import run_replicates
from experiments.workers import Workers
from model.engine import Run, RunError
from tests.experiments.toy_experiment import BASELINE, toy


@pytest.fixture(autouse=True)
def a_question(monkeypatch):
    """Let the toy be known by its name, and errors be told in plain words."""
    monkeypatch.setitem(QUESTIONS, "toy", "tests.experiments.toy_experiment.Toy")
    monkeypatch.delenv("DECDYN_DEBUG", raising=False)


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A finished toy, not to be changed."""
    folder = tmp_path_factory.mktemp("finished") / "toy"
    carry_out(toy(), folder, chunk_size=2)
    return folder


@pytest.fixture
def capsule(tmp_path, finished):
    """A finished toy to do with what one likes."""
    return shutil.copytree(finished, tmp_path / "toy")


@pytest.fixture(params=Engine)
def run(request, tmp_path):
    """What `decdyn run` writes, but for the figures."""
    seeds = [3, 1] if request.param is Engine.COMPILED else [3]
    results = run_replicates(BASELINE.with_(months=6), seeds, engine=request.param)
    with writing(tmp_path / "run") as folder:
        fill_capsule(folder, results, {}, provenance(["run"]))
    return tmp_path / "run"


def call(*arguments: str):
    return CliRunner().invoke(app, ["replay", *arguments])


def change(path, column, by):
    """Add to one number of a table."""
    table = pd.read_parquet(path)
    table.loc[1, column] += by
    table.to_parquet(path, index=False)


def test_an_experiment_agrees_with_itself(finished):
    verdict = replay(finished)
    assert verdict.agrees
    assert (verdict.differences, verdict.remarks) == ((), ())
    assert {"tables/means.parquet", "runs/cuts-00003.parquet", "runs/all-00000.series.parquet"} <= set(verdict.compared)
    done = call(str(finished))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"The same to the last bit: {len(verdict.compared)} tables.\n"
    assert call(str(finished), "--quiet").output == ""


def test_runs_and_designs_may_be_left_out_as_wholes_only(capsule):
    manifest = json.loads((capsule / "manifest.json").read_text())
    (capsule / "design" / "cuts.parquet").unlink()
    with pytest.raises(CapsuleFault, match=r"design/cuts\.parquet: is missing$"):
        check_files(capsule, manifest)
    for folder in ("runs", "design"):
        shutil.rmtree(capsule / folder)
    check_files(capsule, manifest)
    verdict = replay(capsule)
    assert (verdict.agrees, verdict.compared) == (True, ("tables/means.parquet", "tables/series.parquet"))
    shutil.rmtree(capsule / "tables")
    with pytest.raises(CapsuleFault, match=r"tables/means\.csv: is missing"):
        check_files(capsule, manifest)


def test_an_experiment_whose_runs_are_gone_is_compared_by_what_was_worked_out(capsule):
    shutil.rmtree(capsule / "runs")
    verdict = replay(capsule)
    assert verdict.agrees
    assert verdict.compared == (
        "design/all.parquet", "design/cuts.parquet", "tables/means.parquet", "tables/series.parquet"
    )  # fmt: skip
    assert verdict.remarks == ("The capsule does not hold its runs; what was worked out from them is compared.",)
    assert "does not hold its runs" in call(str(capsule)).stdout
    change(capsule / "tables" / "means.parquet", "tempo", 0.5)
    assert replay(capsule).differences == ("tables/means.parquet: tempo differs in 1 of 2 rows, by 0.5 at most",)


def test_others_can_make_it_again(finished):
    assert replay(finished, Workers(processes=1)).agrees


def test_a_changed_number_is_found(capsule):
    change(capsule / "tables" / "means.parquet", "tempo", 0.25)
    change(capsule / "runs" / "cuts-00001.parquet", "all_starts", -2.0)
    change(capsule / "runs" / "all-00000.municipalities.parquet", "population", 3)
    assert replay(capsule).differences == (
        "runs/all-00000.municipalities.parquet: population differs in 1 of 20 rows, by 3 at most",
        "runs/cuts-00001.parquet: all_starts differs in 1 of 2 rows, by 2 at most",
        "tables/means.parquet: tempo differs in 1 of 2 rows, by 0.25 at most",
    )
    done = call(str(capsule))
    assert done.exit_code == 4
    assert done.stderr.startswith("The numbers differ:\nruns/all-00000.municipalities.parquet: population differs in 1")
    assert done.stdout == ""


def test_the_least_change_is_found(capsule):
    path = capsule / "tables" / "means.parquet"
    value = pd.read_parquet(path).loc[1, "tempo"]
    change(path, "tempo", np.nextafter(value, 9) - value)
    assert len(replay(capsule).differences) == 1


def test_a_table_written_otherwise_with_the_same_numbers_agrees(capsule):
    path = capsule / "runs" / "cuts-00001.parquet"
    pd.read_parquet(path).to_parquet(path, index=False, compression=None)
    assert replay(capsule).agrees


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("tables/means.csv", "is missing, or is not what was written"),
        ("answer.md", "is missing, or is not what was written"),
        ("figures/tempo.svg", "is missing, or is not what was written"),
        ("tables/means.parquet", "cannot be read"),
        ("runs/all-00000.series.parquet", "cannot be read"),
    ],
)
def test_other_files_that_were_changed_are_named(capsule, name, told):
    (capsule / name).write_text("changed")
    (told_of,) = replay(capsule).differences
    assert told_of.startswith(f"{name}: {told}")


@pytest.mark.parametrize("name", ["tables/means.parquet", "tables/means.csv", "runs/cuts-00002.parquet"])
def test_a_file_that_is_missing_is_named(capsule, name):
    (capsule / name).unlink()
    (told_of,) = replay(capsule).differences
    assert told_of.startswith(f"{name}: is missing")


def test_another_scenario_is_not_run_and_another_text_is_named(capsule):
    kept = capsule / "scenarios" / "0-baseline.toml"
    BASELINE.with_(title="Otherwise").save(kept)
    assert replay(capsule).differences == ("scenarios/0-baseline.toml: is missing, or is not what was written",)
    BASELINE.with_(parameters={"learning": 0.9}).save(kept)
    with pytest.raises(
        CapsuleFault, match=r"0-baseline.toml: is not the scenario that the runs were made of \(identity"
    ):
        replay(capsule)


def test_other_rules_are_remarked_on(finished, monkeypatch):
    for place in (described, module):
        monkeypatch.setattr(place, "rules", lambda: "rules of tomorrow")
    (remark,) = replay(finished).remarks
    assert remark.startswith("The capsule was made by ")
    assert remark.endswith("; here is rules of tomorrow.")


def test_runs_that_failed_fail_again_or_are_named(tmp_path, monkeypatch):
    go_on = Run.go_on

    def broken(run, *arguments):
        if run.seed == 1:
            raise RunError("no")
        return go_on(run, *arguments)

    with monkeypatch.context() as patch:
        patch.setattr(Run, "go_on", broken)
        carry_out(toy(), tmp_path / "toy", chunk_size=2)
        assert replay(tmp_path / "toy").agrees
    told = dict(difference.split(": ", 1) for difference in replay(tmp_path / "toy").differences)
    assert told["tables/failures.parquet"] == "is not made any more"
    assert told["runs/cuts-00000.parquet"].startswith("error differs in 1 of 2 rows; tempo differs in 1 of 2 rows")
    assert told["runs/all-00000.series.parquet"] == "has 24 rows; again: 48"


def test_a_run_agrees_with_itself(run):
    assert replay(run).compared == ("municipalities.parquet", "series.parquet")
    assert replay(run).agrees
    done = call(str(run))
    assert (done.exit_code, done.stdout) == (0, "The same to the last bit: 2 tables.\n")


def test_a_changed_number_of_a_run_is_found(run):
    change(run / "series.parquet", "value", 0.5)
    assert replay(run).differences == (
        f"series.parquet: value differs in 1 of {len(pd.read_parquet(run / 'series.parquet'))} rows, by 0.5 at most",
    )
    assert call(str(run)).exit_code == 4


def test_a_run_is_replayed_by_what_made_it(run, monkeypatch):
    """And a capsule that does not say so was made in Mesa."""
    manifest = json.loads((run / "manifest.json").read_text())
    made_by, seeds = manifest.pop("engine"), manifest["seeds"]
    seen = []

    def watched(scenario, seeds, progress, engine, **options):
        seen.append((engine, seeds))
        return run_replicates(scenario, seeds, progress, Engine.COMPILED)

    monkeypatch.setattr(module, "run_replicates", watched)
    assert replay(run).agrees
    (run / "manifest.json").write_text(json.dumps(manifest))
    assert replay(run).agrees
    assert seen == [(made_by, seeds), (Engine.MESA, seeds)]


def test_what_is_no_finished_capsule_is_refused(tmp_path, capsule):
    for text, told in (("{", "cannot be read"), ("[]", "lists no files"), ("{}", "lists no files")):
        (capsule / "manifest.json").write_text(text)
        with pytest.raises(CapsuleFault, match=told):
            replay(capsule)
    (capsule / "manifest.json").unlink()
    with pytest.raises(CapsuleFault, match=r"holds no manifest\.json, so it is no finished capsule"):
        replay(capsule)
    done = call(str(tmp_path / "absent"))
    assert done.exit_code == 2
    assert "holds no manifest.json" in done.stderr


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ({"a": [1.0, np.nan]}, {"a": [1.0, np.nan]}, ""),
        ({"a": [0.0]}, {"a": [-0.0]}, ""),
        ({"a": ["x", None]}, {"a": ["x", None]}, ""),
        ({"a": []}, {"a": []}, ""),
        ({"a": [1.0, 2.0]}, {"a": [1.5, 4.0]}, "a differs in 2 of 2 rows, by 2 at most"),
        ({"a": [1.0, np.nan]}, {"a": [1.0, 2.0]}, "a differs in 1 of 2 rows"),
        ({"a": [np.inf, 1.0]}, {"a": [1.0, 1.0]}, "a differs in 1 of 2 rows, by inf at most"),
        ({"a": [1, 2]}, {"a": [1, 9]}, "a differs in 1 of 2 rows, by 7 at most"),
        ({"a": ["x", "y"]}, {"a": ["x", "z"]}, "a differs in 1 of 2 rows"),
        ({"a": ["x", None]}, {"a": ["x", "y"]}, "a differs in 1 of 2 rows"),
        ({"a": [True]}, {"a": [False]}, "a differs in 1 of 1 rows"),
        ({"a": [1.0, np.nan]}, {"a": [1.5, 2.0]}, "a differs in 2 of 2 rows, by 0.5 at most"),
        ({"a": [1], "b": [2]}, {"a": [3], "b": [9]},
         "a differs in 1 of 1 rows, by 2 at most; b differs in 1 of 1 rows, by 7 at most"),
        ({"a": [1]}, {"b": [1]}, "has columns a; again: b"),
        ({"a": [1]}, {"a": [1, 2]}, "has 1 rows; again: 2"),
    ],
)  # fmt: skip
def test_a_difference_is_told_by_column_and_size(old, new, told):
    assert difference_of(pd.DataFrame(old), pd.DataFrame(new)) == told
