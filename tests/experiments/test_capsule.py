"""A capsule comes back as it was written, notices what was changed, and is never half there."""

import json
import os
from pathlib import Path

import pandas
import pytest
from matplotlib.figure import Figure

from experiments.capsule import CapsuleFault, check_destination, fill_capsule, read_capsule, writing
from experiments.provenance import command_line, provenance
from model import Scenario
from model.population import Population


def write(folder: Path, results, force: bool = False) -> None:
    with writing(folder, force) as temporary:
        fill_capsule(temporary, results, {"empty": Figure()}, provenance(["run", "baseline"]))


@pytest.fixture
def capsule(tmp_path, made_up) -> Path:
    write(tmp_path / "first", made_up())
    return tmp_path / "first"


def test_a_capsule_comes_back_as_it_was_written(capsule, made_up):
    results = made_up()
    read = read_capsule(capsule)
    pandas.testing.assert_frame_equal(read.series, results.series)
    pandas.testing.assert_frame_equal(read.municipalities, results.municipalities)
    assert read.manifest["seeds"] == [1, 2, 3]
    assert read.manifest["scenario_identity"] == results.scenario.identity
    assert read.manifest["rows"]["series.parquet"] == len(results.series)


def test_the_manifest_says_what_made_it(capsule):
    manifest = json.loads((capsule / "manifest.json").read_text())
    assert manifest["command"] == "decdyn run baseline"
    assert manifest["created"].endswith("+00:00")
    assert manifest["versions"]["python"].startswith("3.")
    assert set(manifest["files"]) == {
        "series.parquet", "municipalities.parquet", "scenario.toml", "figures/empty.png", "figures/empty.svg",
        "answer.md", "answer.nl.md", "tables/types.csv", "tables/tempo.csv", "tables/outcomes.csv",
    }  # fmt: skip
    assert manifest["scenario"]["name"] == "baseline"


def test_the_scenario_in_a_capsule_can_be_run_again(capsule, made_up):
    assert Scenario.load(capsule / "scenario.toml").identity == made_up().scenario.identity


def test_the_same_results_give_the_same_bytes(tmp_path, made_up):
    for name in ("one", "two"):
        write(tmp_path / name, made_up())
    one, two = (read_capsule(tmp_path / name).manifest["files"] for name in ("one", "two"))
    assert one == two


def test_a_changed_file_is_noticed_and_named(capsule):
    with (capsule / "series.parquet").open("ab") as file:
        file.write(b"x")
    with pytest.raises(CapsuleFault, match=r"series\.parquet: differs"):
        read_capsule(capsule)


def test_every_changed_and_missing_file_is_named(capsule):
    (capsule / "scenario.toml").write_text("name = 'other'")
    (capsule / "figures" / "empty.png").unlink()
    with pytest.raises(CapsuleFault) as caught:
        read_capsule(capsule)
    assert "scenario.toml: differs" in str(caught.value)
    assert "empty.png: is missing" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [("{", "not readable as JSON"), ("[]", "not a manifest of format 1"), ('{"format": 1}', "lacks files")],
)
def test_a_broken_manifest_is_told(capsule, text, message):
    (capsule / "manifest.json").write_text(text)
    with pytest.raises(CapsuleFault, match=message):
        read_capsule(capsule)


def test_a_folder_without_a_manifest_is_no_capsule(tmp_path):
    with pytest.raises(CapsuleFault, match="no capsule"):
        read_capsule(tmp_path)


def test_a_filled_folder_is_refused_without_force(capsule):
    with pytest.raises(CapsuleFault, match="--force"):
        check_destination(capsule)


def test_force_replaces_a_capsule_whole(capsule, made_up):
    (capsule / "figures" / "old.png").write_bytes(b"old")
    write(capsule, made_up(replicates=1), force=True)
    assert read_capsule(capsule).manifest["seeds"] == [1]
    assert not (capsule / "figures" / "old.png").exists()
    assert [path.name for path in capsule.parent.iterdir()] == ["first"]


def test_a_folder_of_other_files_is_left_alone_even_with_force(tmp_path, made_up):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("years of work")
    with pytest.raises(CapsuleFault, match="no capsule"):
        write(tmp_path / "thesis", made_up(), force=True)
    assert (tmp_path / "thesis" / "chapter.txt").read_text() == "years of work"


def test_a_file_in_the_way_is_refused(tmp_path):
    (tmp_path / "first").write_text("")
    with pytest.raises(CapsuleFault, match="is a file"):
        check_destination(tmp_path / "first", force=True)


def test_an_empty_folder_is_filled(tmp_path, made_up):
    (tmp_path / "first").mkdir()
    write(tmp_path / "first", made_up())
    assert read_capsule(tmp_path / "first").manifest["seeds"] == [1, 2, 3]


def test_the_folder_one_stands_in_is_refused(tmp_path, monkeypatch):
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    for folder in (Path("."), tmp_path):
        with pytest.raises(CapsuleFault, match="the folder you are in"):
            check_destination(folder, force=True)


def test_a_folder_that_cannot_be_made_is_told_before_running(tmp_path):
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(CapsuleFault, match="first: cannot be made: Not a directory"),
        writing(tmp_path / "file" / "first"),
    ):
        raise AssertionError("the block must not run")


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_what_ends_early_leaves_nothing(tmp_path, error):
    with pytest.raises(error), writing(tmp_path / "first") as temporary:
        (temporary / "series.parquet").write_bytes(b"half")
        raise error
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_with_force_leaves_the_old_capsule(capsule):
    with pytest.raises(KeyboardInterrupt), writing(capsule, force=True):
        raise KeyboardInterrupt
    assert read_capsule(capsule).manifest["seeds"] == [1, 2, 3]
    assert [path.name for path in capsule.parent.iterdir()] == ["first"]


def test_a_failed_rename_puts_the_old_capsule_back(capsule, made_up, monkeypatch):
    rename = os.rename

    def fail_on_the_new(source, target):
        if str(source).endswith(".partial"):
            raise OSError("no")
        rename(source, target)

    monkeypatch.setattr(os, "rename", fail_on_the_new)
    with pytest.raises(OSError, match="no"):
        write(capsule, made_up(replicates=1), force=True)
    assert read_capsule(capsule).manifest["seeds"] == [1, 2, 3]
    assert [path.name for path in capsule.parent.iterdir()] == ["first"]


def test_files_of_the_user_travel_with_the_capsule(tmp_path, made_up):
    population = Population.synthetic(10, seed=2)
    given = tmp_path / "given"
    given.mkdir()
    population.table.drop(columns="key").to_csv(given / "towns.csv", index=False)
    population.neighbours.to_csv(given / "ties.csv", index=False)
    choice = {
        "kind": "files", "municipalities": str(given / "towns.csv"), "neighbours": str(given / "ties.csv")
    }  # fmt: skip
    results = made_up(population=choice)
    identity = results.scenario.identity
    write(tmp_path / "first", results)
    for path in given.iterdir():
        path.unlink()
    (tmp_path / "first").rename(tmp_path / "moved")
    assert Scenario.load(tmp_path / "moved" / "scenario.toml").identity == identity
    assert str(tmp_path) not in (tmp_path / "moved" / "manifest.json").read_text()


def test_an_earlier_scenario_travels_with_the_capsule(tmp_path, made_up):
    earlier = Scenario.load("no-cut").with_(months=30, name="earlier")
    earlier.save(tmp_path / "earlier.toml")
    results = made_up(after=str(tmp_path / "earlier.toml"), start="2014-01", law_date="2015-01")
    identity = results.scenario.identity
    write(tmp_path / "first", results)
    (tmp_path / "earlier.toml").unlink()
    assert Scenario.load(tmp_path / "first" / "scenario.toml").identity == identity


def test_the_command_line_names_no_folder_of_the_machine(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    inside, outside = tmp_path / "results" / "first", tmp_path.parent / "elsewhere" / "own.toml"
    line = command_line(["run", str(outside), "--out", str(inside), f"--boundaries={outside}", "--set", "cut_size=0.2"])
    assert line == "decdyn run own.toml --out results/first --boundaries=own.toml --set cut_size=0.2"
