"""Carrying an experiment out: what its capsule holds, how it is resumed, and what is refused."""

import json
import os
import re
import shutil
from dataclasses import dataclass, replace
from typing import ClassVar

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from experiments import carrying_out, described
from experiments.benchmarks import resuming
from experiments.capsule import CapsuleFault, digest
from experiments.carrying_out import carry_out, read_ensembles
from experiments.described import read_experiment
from experiments.experiment import Findings, Plan, ensembles_of
from experiments.questions import QUESTIONS
from experiments.store import RUNS, nameless
from model import Scenario
from model import ensemble as ensembles
from model.declaration import Fault
from model.engine import Run, RunError
from model.ensemble import Kept
from model.parameters import Parameters
from model.population import Population
from tests.experiments.toy_experiment import BASELINE, SMALL, Toy, contents, runs_of, toy

RUNS_OF_A_TOY = 10
"""Eight of its first part, in four chunks of two, and two of its second, in one."""


@pytest.fixture(autouse=True)
def a_question(monkeypatch):
    """Let the toy be known by its name."""
    monkeypatch.setitem(QUESTIONS, "toy", "tests.experiments.toy_experiment.Toy")


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A finished toy, not to be changed, of chunks of two runs."""
    folder = tmp_path_factory.mktemp("finished") / "toy"
    carry_out(toy(), folder, chunk_size=2)
    return folder


@pytest.fixture
def capsule(tmp_path, finished):
    """A finished toy to do with what one likes."""
    return shutil.copytree(finished, tmp_path / "toy", copy_function=shutil.copy2)


@pytest.fixture
def made(monkeypatch):
    """The numbers of the runs that are made, as they are made."""
    numbers = []
    perform = ensembles.perform

    def counted(design, runs, *arguments):
        numbers.extend(runs)
        return perform(design, runs, *arguments)

    monkeypatch.setattr(ensembles, "perform", counted)
    return numbers


def fail(monkeypatch, *seeds: int) -> None:
    """Let the runs of some seeds fail."""
    go_on = Run.go_on

    def broken(run, *arguments):
        if run.seed in seeds:
            raise RunError(f"seed {run.seed}: no")
        return go_on(run, *arguments)

    monkeypatch.setattr(Run, "go_on", broken)


def interrupt_after(runs: int):
    """A progress that interrupts once so many runs are done."""

    def progress(done, of):
        if done >= runs:
            raise KeyboardInterrupt

    return progress


# What a capsule holds


def test_a_capsule_holds_all_that_there_is_to_know(finished):
    chunks = [f"cuts-0000{number}" for number in range(4)]
    assert set(contents(finished)) | {"manifest.json"} == {
        "experiment.json", "scenarios/0-baseline.toml", "design/cuts.parquet", "design/all.parquet",
        *(f"runs/{name}{ending}" for name in chunks for ending in (".json", ".parquet")),
        *(f"runs/all-00000{ending}" for ending in (".json", ".parquet", ".series.parquet", ".municipalities.parquet")),
        *(f"tables/{name}.{ending}" for name in ("means", "series") for ending in ("parquet", "csv")),
        "figures/tempo.png", "figures/tempo.svg", "answer.md", "manifest.json",
    }  # fmt: skip


def test_the_manifest_says_what_made_it(finished):
    manifest = json.loads((finished / "manifest.json").read_text())
    assert manifest["question"] == "toy"
    options = {
        "seeds": [0, 1, 2, 3],
        "ensemble": "declared",
        "cuts": [0.1, 0.2],
        "deadly": -1,
        "marker": "",
        "kills": 1,
        "seconds": 0,
    }
    assert manifest["options"] == options
    assert manifest["scenarios"] == [
        {"name": "baseline", "file": "scenarios/0-baseline.toml", "identity": BASELINE.identity}
    ]
    assert manifest["runs"] == {"cuts": 8, "all": 2}
    assert manifest["failed"] == 0
    assert re.fullmatch(r".*, rules [0-9a-f]{16}", manifest["rules"])
    assert manifest["versions"]["python"].startswith("3.")
    assert manifest["created"].endswith("+00:00")
    assert "git" in manifest
    assert "command" not in manifest
    assert str(finished.parent) not in (finished / "manifest.json").read_text()


def test_provenance_goes_into_the_manifest(tmp_path):
    carry_out(toy(seeds=2), tmp_path / "toy", provenance={"command": "decdyn toy"})
    manifest = json.loads((tmp_path / "toy" / "manifest.json").read_text())
    assert manifest["command"] == "decdyn toy"
    assert "versions" not in manifest


def test_every_file_has_its_hash(finished):
    files = json.loads((finished / "manifest.json").read_text())["files"]
    assert set(files) == set(contents(finished))
    for name, file in files.items():
        assert file == {"sha256": digest(finished / name), "bytes": (finished / name).stat().st_size}


def test_a_very_long_table_stands_in_parquet_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(carrying_out, "MOST_ROWS", 5)
    found = carry_out(toy(), tmp_path / "toy").findings
    long = {name for name, table in found.tables.items() if len(table) > 5}
    assert 0 < len(long) < len(found.tables)
    for name in found.tables:
        assert (tmp_path / "toy" / "tables" / f"{name}.parquet").is_file()
        assert (tmp_path / "toy" / "tables" / f"{name}.csv").is_file() == (name not in long)


def test_the_answer_and_the_tables_are_what_was_found(tmp_path):
    done = carry_out(toy(), tmp_path / "toy")
    for name, table in done.findings.tables.items():
        assert_frame_equal(pd.read_parquet(tmp_path / "toy" / "tables" / f"{name}.parquet"), table, check_exact=True)
        read = pd.read_csv(tmp_path / "toy" / "tables" / f"{name}.csv")
        assert_frame_equal(read, table, check_exact=True, check_dtype=False)
    assert (tmp_path / "toy" / "answer.md").read_text().splitlines() == [
        "# What do cuts do?", "", done.findings.answer[0], "", "0 runs are missing.", "",
        "Simulated, not observed.",
    ]  # fmt: skip


def test_the_same_experiment_gives_the_same_bytes(tmp_path, finished):
    carry_out(toy(), tmp_path / "elsewhere", chunk_size=2)
    assert contents(tmp_path / "elsewhere") == contents(finished)


def test_the_size_of_chunks_changes_no_finding(tmp_path, finished):
    carry_out(toy(), tmp_path / "toy", chunk_size=3)
    for within in ("tables", "figures", "design"):
        assert contents(tmp_path / "toy", within=within) == contents(finished, within=within)


def test_what_is_kept_is_what_was_run(tmp_path, finished):
    kept, made = read_ensembles(finished), ensembles_of(toy())
    assert set(kept) == set(made) == {"cuts", "all"}
    assert_frame_equal(kept["cuts"].runs, made["cuts"].runs, check_exact=True)
    assert_frame_equal(kept["all"].series, made["all"].series, check_exact=True)
    assert_frame_equal(kept["all"].municipalities, made["all"].municipalities, check_exact=True)


def test_an_experiment_is_read_back(capsule):
    assert read_experiment(capsule) == toy()


def test_what_it_rests_on_travels_along(tmp_path):
    """Files of the population and of an earlier scenario, though their names are alike in two scenarios."""
    population = Population.synthetic(10, seed=2)
    population.table.drop(columns="key").to_csv(tmp_path / "towns.csv", index=False)
    population.neighbours.to_csv(tmp_path / "ties.csv", index=False)
    files = {
        "kind": "files", "municipalities": str(tmp_path / "towns.csv"), "neighbours": str(tmp_path / "ties.csv")
    }  # fmt: skip
    asked = toy(BASELINE.with_(population=files, name="own: a/b"), BASELINE.with_(name="own: a b"), seeds=2)
    carry_out(asked, tmp_path / "toy")
    for name in ("towns.csv", "ties.csv"):
        (tmp_path / name).unlink()
    read = read_experiment(tmp_path / "toy")
    written = json.loads((tmp_path / "toy" / "experiment.json").read_text())["scenarios"]
    assert [scenario.name for scenario in read.scenarios] == ["own: a/b", "own: a b"]
    assert [scenario.identity for scenario in read.scenarios] == [each["identity"] for each in written]


@pytest.mark.parametrize("name", ["cuts-00002.parquet", "all-00000.series.parquet"])
def test_a_changed_file_is_noticed_when_runs_are_read(capsule, name):
    with (capsule / RUNS / name).open("ab") as file:
        file.write(b"x")
    with pytest.raises(
        CapsuleFault, match=f"chunk {name[:-15] if 'series' in name else name[:-8]} is missing or changed"
    ):
        read_ensembles(capsule)


def test_what_a_capsule_does_not_hold_is_refused_before_anything_runs(tmp_path, made):
    @dataclass(frozen=True)
    class States(Toy):
        def plans(self):
            return {"cuts": Plan(super().plans()["cuts"].design, Kept(states=True))}

    with pytest.raises(Fault, match="part cuts: got states to keep; allowed series and municipalities"):
        carry_out(States((BASELINE,), (1,)), tmp_path / "toy")
    assert made == []
    assert list(tmp_path.iterdir()) == []


# Resuming


@pytest.mark.parametrize("after", [0, 2, 4, 6, 8, 10])
def test_only_what_is_missing_is_made(tmp_path, made, finished, after):
    folder = tmp_path / "toy"
    with pytest.raises(KeyboardInterrupt):
        carry_out(toy(), folder, chunk_size=2, progress=interrupt_after(after))
    assert not (folder / "manifest.json").exists()
    assert len(made) == after
    kept = runs_of(folder) if after else {}
    seen = []
    carry_out(toy(), folder, resume=True, progress=lambda *done: seen.append(done))
    assert len(made) == RUNS_OF_A_TOY
    assert seen == [(done, RUNS_OF_A_TOY) for done in range(after, RUNS_OF_A_TOY + 2, 2)]
    assert kept.items() <= runs_of(folder).items()
    assert contents(folder) == contents(finished)


def test_a_finished_one_is_worked_out_again_without_a_run(capsule, made, finished):
    shutil.rmtree(capsule / "tables")
    (capsule / "answer.md").write_text("?")
    (capsule / "figures" / "old.png").write_text("old")
    carry_out(toy(), capsule, resume=True)
    assert made == []
    assert contents(capsule) == contents(finished)


def test_resuming_what_was_not_begun_begins_it(tmp_path, finished):
    carry_out(toy(), tmp_path / "toy", resume=True, chunk_size=2)
    assert contents(tmp_path / "toy") == contents(finished)


def cut_short(path):
    path.write_bytes(path.read_bytes()[:-1])


def change_a_bit(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def say_nothing(path):
    path.write_text("{}")


def leave_a_draft(path):
    path.rename(path.with_name(f".{path.name}.partial"))


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        *(("cuts-00001.parquet", damage) for damage in (cut_short, change_a_bit, os.remove, leave_a_draft)),
        *(("all-00000.series.parquet", damage) for damage in (cut_short, change_a_bit, os.remove)),
        *(("all-00000.municipalities.parquet", damage) for damage in (cut_short, change_a_bit, os.remove)),
        *(("cuts-00001.json", damage) for damage in (cut_short, say_nothing, os.remove, leave_a_draft)),
    ],
)
def test_a_chunk_that_is_not_sound_is_made_again(capsule, made, finished, name, damage):
    before = runs_of(capsule)
    damage(capsule / RUNS / name)
    carry_out(toy(), capsule, resume=True)
    assert sorted(made) == ([2, 3] if name.startswith("cuts") else [0, 1])
    assert contents(capsule) == contents(finished)
    untouched = {file for file, when in runs_of(capsule).items() if before[file] == when}
    assert untouched == {file for file in before if not file.startswith(name.partition(".")[0])}


@dataclass(frozen=True)
class Other(Toy):
    question: ClassVar[str] = "other"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (toy(seeds=3), r"other seeds \(\[0, 1, 2, 3\]\) than now \(\[0, 1, 2\]\)"),
        (toy(cuts=(0.1, 0.3)), r"other cuts \(\[0.1, 0.2\]\) than now \(\[0.1, 0.3\]\)"),
        (toy(marker="x"), r'other marker \(""\) than now \("x"\)'),
        (toy(BASELINE.with_(name="own")), r'other scenarios \(\["baseline"\]\) than now \(\["own"\]\)'),
        (
            toy(BASELINE, Scenario.load("no-cut").with_(**SMALL)),
            r'other scenarios \(\["baseline"\]\) than now \(\["baseline", "no-cut"\]\)',
        ),
        (
            toy(BASELINE.with_(parameters={"learning": 0.7})),
            rf"other content of scenario baseline \({BASELINE.identity[:12]}\) than now \([0-9a-f]{{12}}\)",
        ),
        (Other((BASELINE,), (0, 1, 2, 3)), r'other question \("toy"\) than now \("other"\)'),
    ],
)
def test_another_experiment_is_not_resumed(capsule, made, finished, asked, told):
    with pytest.raises(CapsuleFault, match=f"^toy: was begun with {told}; resume with the same command"):
        carry_out(asked, capsule, resume=True)
    assert made == []
    assert contents(capsule) == contents(finished)
    assert (capsule / "manifest.json").exists()


def draw_otherwise(monkeypatch):
    """Let another sample be drawn for the same question, as another version of a library may."""
    plans = Toy.plans
    monkeypatch.setattr(Toy, "plans", lambda asked: plans(replace(asked, cuts=tuple(c + 0.01 for c in asked.cuts))))


def test_another_sample_does_not_go_on_with_it(capsule, made, finished, monkeypatch):
    draw_otherwise(monkeypatch)
    told = r"other parameters or seeds in the design of part cuts \([0-9a-f]{12}\) than now \([0-9a-f]{12}\)"
    with pytest.raises(CapsuleFault, match=f"{told}; resume with the same command on the same versions"):
        carry_out(toy(), capsule, resume=True)
    assert made == []
    assert contents(capsule) == contents(finished)
    with pytest.raises(CapsuleFault, match="chunk cuts-00000 is missing or changed"):
        read_ensembles(capsule)


def as_an_earlier_version(folder):
    """Change a folder into one of a version that wrote no digest of designs."""
    written = json.loads((folder / "experiment.json").read_text())
    del written["designs"]
    (folder / "experiment.json").write_text(json.dumps(written))
    for path in (folder / RUNS).glob("*.json"):
        path.write_text(nameless(path.read_text()))


def test_an_unfinished_one_of_an_earlier_version_is_gone_on_with(capsule, made, finished):
    as_an_earlier_version(capsule)
    for name in ("manifest.json", "runs/cuts-00003.json"):
        (capsule / name).unlink()
    assert read_experiment(capsule) == toy()
    carry_out(toy(), capsule, resume=True)
    assert made == [6, 7]
    for within in ("tables", "figures", "design", "scenarios"):
        assert contents(capsule, within=within) == contents(finished, within=within)
    read_ensembles(capsule)


@pytest.mark.parametrize("cut", [False, True])
def test_one_of_an_earlier_version_with_another_design_is_not(capsule, made, monkeypatch, cut):
    as_an_earlier_version(capsule)
    if cut:
        cut_short(capsule / "design" / "cuts.parquet")
    else:
        draw_otherwise(monkeypatch)
    before = contents(capsule)
    with pytest.raises(CapsuleFault, match="other parameters or seeds in the design of part cuts"):
        carry_out(toy(), capsule, resume=True)
    assert made == []
    assert contents(capsule) == before


def test_other_scenarios_and_designs_are_written_anew_by_a_resume(capsule, made, finished):
    """Also where the experiment is read from the folder itself. What was changed there changes no number."""
    scenario, design = capsule / "scenarios" / "0-baseline.toml", capsule / "design" / "cuts.parquet"
    pd.read_parquet(design).assign(seed=7).to_parquet(design, index=False)
    scenario.write_text(scenario.read_text().replace("months = 24", "months = 25"))
    with pytest.raises(CapsuleFault, match=r"0-baseline\.toml: is not the scenario that the runs were made of"):
        read_experiment(capsule)
    carry_out(toy(), capsule, resume=True)
    assert contents(capsule) == contents(finished)
    carry_out(read_experiment(capsule), capsule, resume=True)
    assert contents(capsule) == contents(finished)
    assert made == []


def test_under_other_rules_a_scenario_may_have_another_identity(capsule, monkeypatch):
    """The default of a parameter may be another one."""
    written = json.loads((capsule / "experiment.json").read_text())
    written["scenarios"][0]["identity"] = "0" * 64
    (capsule / "experiment.json").write_text(json.dumps(written))
    with pytest.raises(CapsuleFault, match="is not the scenario"):
        read_experiment(capsule)
    monkeypatch.setattr(described, "version_of_the_rules", lambda: "1" * 16)
    assert read_experiment(capsule) == toy()


@dataclass(frozen=True)
class Staged(Toy):
    question: ClassVar[str] = "staged"

    def following(self, ensembles):
        return {} if "later" in ensembles else {"later": Toy.plans(self)["all"]}


@pytest.mark.parametrize("earlier", [False, True])
def test_a_later_design_that_a_kill_cut_short_is_written_anew(tmp_path, made, earlier):
    """Its runs are made again only where nothing else says what they were made of."""
    asked, folder = Staged((BASELINE,), (0, 1, 2, 3)), tmp_path / "staged"
    carry_out(asked, folder)
    whole = contents(folder)
    if earlier:
        as_an_earlier_version(folder)
    cut_short(folder / "design" / "later.parquet")
    made.clear()
    carry_out(asked, folder, resume=True)
    assert made == ([0, 1] if earlier else [])
    assert contents(folder, within="design") == {n: data for n, data in whole.items() if n.startswith("design/")}


def test_other_rules_do_not_go_on_with_it(capsule, made, finished, monkeypatch):
    monkeypatch.setattr(described, "rules", lambda: "rules of tomorrow")
    with pytest.raises(CapsuleFault, match=r'other rules \(".* rules [0-9a-f]{16}"\) than now \("rules of tomorrow"\)'):
        carry_out(toy(), capsule, resume=True)
    assert made == []
    assert contents(capsule) == contents(finished)


# What is refused, and what is begun anew


def test_what_stands_there_is_neither_overwritten_nor_gone_on_with_unasked(capsule, made, finished):
    with pytest.raises(CapsuleFault, match=r"toy: holds a capsule already; add --resume .* or --force to begin anew"):
        carry_out(toy(), capsule)
    (capsule / "manifest.json").unlink()
    with pytest.raises(CapsuleFault, match="toy: holds an unfinished experiment already; add --resume"):
        carry_out(toy(), capsule)
    with pytest.raises(Fault, match="--resume and --force: got both"):
        carry_out(toy(), capsule, resume=True, force=True)
    assert made == []
    assert contents(capsule) == contents(finished)


@pytest.mark.parametrize("unfinished", [False, True])
def test_force_begins_anew(capsule, made, tmp_path, unfinished):
    if unfinished:
        (capsule / "manifest.json").unlink()
    (capsule / "figures" / "old.png").write_text("old")
    (tmp_path / ".toy.partial").mkdir()
    carry_out(toy(seeds=2), capsule, force=True)
    assert len(made) == 6
    assert json.loads((capsule / "manifest.json").read_text())["options"]["seeds"] == [0, 1]
    assert "figures/old.png" not in contents(capsule)
    assert [path.name for path in tmp_path.iterdir()] == ["toy"]


@pytest.mark.parametrize("resume", [False, True])
@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("name", ["chapter.txt", "experiment.json"])
@pytest.mark.parametrize("text", ["years of work", '{"question": "of someone else"}', "[]"])
def test_a_folder_of_other_files_is_left_alone(tmp_path, made, resume, force, name, text):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / name).write_text(text)
    with pytest.raises(Fault):
        carry_out(toy(), tmp_path / "thesis", resume=resume, force=force)
    assert made == []
    assert contents(tmp_path) == {f"thesis/{name}": text.encode()}


def test_a_file_in_the_way_is_refused(tmp_path):
    (tmp_path / "toy").write_text("")
    with pytest.raises(CapsuleFault, match="toy: is a file"):
        carry_out(toy(), tmp_path / "toy", force=True)


def test_the_folder_one_stands_in_is_not_begun_anew(capsule, monkeypatch, finished):
    monkeypatch.chdir(capsule / "figures")
    with pytest.raises(CapsuleFault, match="toy: is the folder you are in"):
        carry_out(toy(), capsule, force=True)
    assert contents(capsule) == contents(finished)


def test_an_empty_folder_is_filled_and_one_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "toy").mkdir()
    carry_out(toy(seeds=2), tmp_path / "toy")
    assert (tmp_path / "toy" / "manifest.json").is_file()
    with pytest.raises(CapsuleFault, match="toy: cannot be made: Not a directory"):
        carry_out(toy(), tmp_path / "toy" / "answer.md" / "toy")


@pytest.mark.parametrize("step", ["keep_scenario", "os.replace", "shutil.rmtree"])
def test_an_interrupt_while_it_begins_anew_leaves_something_whole(capsule, monkeypatch, finished, step):
    """The old one, the new one, or nothing; so that both --force and --resume can follow."""
    place = described if step == "keep_scenario" else getattr(described, step.split(".")[0])
    calls, real = [], getattr(place, step.split(".")[-1])

    def interrupted(*arguments, **options):
        calls.append(arguments)
        if step != "shutil.rmtree" or len(calls) > 2:
            raise KeyboardInterrupt
        return real(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(place, step.split(".")[-1], interrupted)
        with pytest.raises(KeyboardInterrupt):
            carry_out(toy(), capsule, force=True, chunk_size=2)
    if step != "shutil.rmtree":
        assert contents(capsule) == contents(finished)
    carry_out(toy(), capsule, resume=True, chunk_size=2)
    assert contents(capsule) == contents(finished)
    carry_out(toy(), capsule, force=True, chunk_size=2)
    assert [path.name for path in capsule.parent.iterdir()] == ["toy"]


def test_what_holds_no_experiment_is_told(tmp_path, capsule):
    with pytest.raises(CapsuleFault, match="no experiment"):
        read_experiment(tmp_path)
    written = json.loads((capsule / "experiment.json").read_text())
    for change, told in (
        ({"question": "toi"}, r"unknown question 'toi' \(did you mean 'toy'\?\)"),
        ({"options": {"cut": [1]}}, "unexpected keyword argument 'cut'"),
        ({"scenarios": [{"name": "x", "file": "absent.toml"}]}, "absent.toml"),
        ({"format": 0}, "is not of format 1"),
    ):
        (capsule / "experiment.json").write_text(json.dumps(written | change))
        with pytest.raises(Fault, match=told):
            read_experiment(capsule)
    shutil.rmtree(capsule / RUNS)
    (capsule / "experiment.json").write_text(json.dumps(written))
    with pytest.raises(CapsuleFault, match="its runs are not kept here"):
        read_ensembles(capsule)


@pytest.mark.parametrize("change", ["more", "less", "other"])
def test_the_drill_sees_what_differs(tmp_path, finished, change):
    copy = shutil.copytree(finished, tmp_path / "copy")
    assert resuming.differences(finished, copy) == []
    if change == "less":
        (copy / "answer.md").unlink()
    else:
        (copy / {"more": "more.txt", "other": "answer.md"}[change]).write_text("other")
    assert resuming.differences(finished, copy) == [f"{'more.txt' if change == 'more' else 'answer.md'} differs"]


def test_killed_at_random_moments_it_ends_with_the_same_bytes(tmp_path):
    """Three times here; `python -m experiments.benchmarks.resuming` does it twenty times."""
    found = resuming.drilled(tmp_path, kills=3, seed=3)
    assert found.faults == []
    assert len(found.kills) == 3
    assert found.ended >= 1
    assert found.files > 4 * resuming.RUNS / resuming.CHUNK
    assert max(kill.chunks for kill in found.kills) > 0


# Runs that fail


def test_a_run_that_fails_is_listed_and_the_others_go_on(tmp_path, monkeypatch, finished):
    fail(monkeypatch, 1)
    done = carry_out(toy(), tmp_path / "toy", chunk_size=2)
    assert done.failed == 3
    assert done.findings.answer[1] == "3 runs are missing."
    table = pd.read_parquet(tmp_path / "toy" / "tables" / "failures.parquet")
    assert table[["part", "run", "scenario", "seed", "cut_size"]].to_numpy().tolist() == [
        ["cuts", 1, "baseline", 1, 0.1],
        ["cuts", 5, "baseline", 1, 0.2],
        ["all", 1, "baseline", 1, Parameters().cut_size],
    ]
    assert table["error"].tolist() == ["set 0: seed 1: no", "set 1: seed 1: no", "seed 1: no"]
    assert len(pd.read_csv(tmp_path / "toy" / "tables" / "failures.csv")) == 3
    assert json.loads((tmp_path / "toy" / "manifest.json").read_text())["failed"] == 3
    whole = read_ensembles(finished)["cuts"].runs
    expected = whole[whole["seed"] != 1].reset_index(drop=True)
    assert_frame_equal(done.ensembles["cuts"].runs, expected, check_exact=True)


def test_failed_runs_are_not_made_again_by_a_resume(tmp_path, monkeypatch, made):
    fail(monkeypatch, 1)
    with pytest.raises(KeyboardInterrupt):
        carry_out(toy(), tmp_path / "toy", chunk_size=2, progress=interrupt_after(8))
    assert carry_out(toy(), tmp_path / "toy", resume=True).failed == 3
    assert len(made) == RUNS_OF_A_TOY


def test_an_error_in_working_out_leaves_the_runs_to_go_on_with(tmp_path, monkeypatch, made, finished):
    def broken(self, ensembles) -> Findings:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(Toy, "findings", broken)
        with pytest.raises(ZeroDivisionError):
            carry_out(toy(), tmp_path / "toy", chunk_size=2)
    carry_out(toy(), tmp_path / "toy", resume=True)
    assert len(made) == RUNS_OF_A_TOY
    assert contents(tmp_path / "toy") == contents(finished)
