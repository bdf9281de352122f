"""The calibration as a whole, at a small scale: stages, faults, the answer, resuming, and the sets adopted."""

import json
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments import calibration
from experiments.calibration import adopting
from experiments.calibration.experiment import HISTORY, Calibration, uncertain_by_default
from experiments.capsule import CapsuleFault
from experiments.carrying_out import carry_out, read_ensembles
from experiments.cli import app
from experiments.patterns.thirty import pattern
from experiments.store import design_digest
from model import Scenario, plausible
from model.declaration import Fault, UnknownName
from model.parameters import parameter
from tests.experiments.toy_experiment import contents

SMALL = Scenario.load("baseline").with_(population={"kind": "synthetic", "number": 12, "seed": 1}, months=48)
NAMES = ("conviction_mean", "start_rate", "base_success")


def asked(**changes) -> Calibration:
    """A calibration of few sets on a small country, whose bands most sets meet."""
    options = {
        "targets": ("P1:as declared=-1..0.9", "P25:October 2014=0.01..1.5"), "left_out": ("P25:October 2014",),
        "parameters": NAMES, "first": 60, "later": 20, "waves": 2, "few": 3, "tries": 15, "batches": 2, "wanted": 10,
    }  # fmt: skip
    return Calibration((SMALL,), (1, 2), **options | changes)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The capsule of a calibration."""
    folder = tmp_path_factory.mktemp("calibration") / "whole"
    carry_out(asked(), folder)
    return folder


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"targets": ("P99",)}, "unknown pattern"),
        ({"left_out": ("P1:one lower",)}, "left out: got 'P1:one lower'; allowed a target: P1:as declared"),
        ({"targets": ("P1:as declared",), "left_out": ("P1:as declared",)}, "the only target"),
        ({"parameters": ("start_rat",)}, "unknown parameter or group"),
        ({"parameters": ("cut_size",)}, "parameters: got 'cut_size', which says what happened"),
        ({"first": 10}, "first: got 10; allowed 60 or more"),
        ({"few": 2}, "few: got 2; allowed 3 or more"),
        ({"prior": "flat"}, "unknown prior"),
        ({"near": 4.0}, "near: got 4; allowed above 0, up to 3"),
        ({"ensemble": "plausible"}, "calibration is what makes the plausible sets"),
    ],
)
def test_what_cannot_be_asked_is_refused(changes: dict, told: str) -> None:
    with pytest.raises((Fault, UnknownName)) as fault:
        asked(**changes)
    assert told in str(fault.value)
    with pytest.raises(Fault, match="seeds: got 1"):
        Calibration((SMALL,), (1,))


def test_what_was_counted_and_what_the_scenario_sets_is_not_fitted() -> None:
    names = uncertain_by_default()
    assert all(parameter(name).status != "measured" and parameter(name).varied for name in names)
    own = SMALL.with_(parameters={"strategy": 0.2})
    assert set(Calibration((own,), (1, 2)).names) == set(names) - {"strategy"}


def test_what_history_was_stays_as_declared() -> None:
    assert not {*HISTORY} & {*uncertain_by_default()}
    by_group = asked(parameters=("urgency",)).names
    assert "conviction_mean" in by_group and not {*HISTORY} & {*by_group}
    # Patterns compare the past with one that they set otherwise: what they set is not fitted.
    for code in ("P7", "P11", "P30"):
        set_otherwise = {name for each in pattern(code).scenarios(SMALL).values() for name in each.parameters}
        assert set_otherwise and set_otherwise <= {*HISTORY}


def test_the_seeds_that_search_choose_and_check_are_others() -> None:
    one = asked()
    stages = [set(one.seeds_of(stage)) for stage in ("wave1", "chosen1", "again1", "check")]
    assert [len(each) for each in stages] == [3, 2, 2, 2]
    assert len(set.union(*stages)) == 9


def test_the_stages_and_tables(whole: Path) -> None:
    waves = pd.read_csv(whole / "tables/waves.csv").set_index("stage")
    assert list(waves.index[:4]) == ["wave1", "wave2", "chosen1", "again1"]
    again = waves[waves.index.str.startswith("again")]
    chosen = waves[waves.index.str.startswith("chosen")]
    assert again["sets"].tolist() == (chosen["sets"] * chosen["in_every_band"]).round().tolist()
    assert waves["sets"]["check"] == round((again["sets"] * again["in_every_band"]).sum())
    assert set(waves.index[-3:]) == {"check", "median", "without1"}
    sets = pd.read_parquet(whole / "tables/plausible.parquet")
    assert list(sets) == ["set", *NAMES]
    assert waves["sets"]["check"] == len(sets)
    for name in NAMES:
        assert sets[name].between(parameter(name).low, parameter(name).high).all()
    targets = pd.read_csv(whole / "tables/targets.csv")
    assert (targets["chosen_in_band"] == 1.0).all()
    left_out = pd.read_csv(whole / "tables/left_out.csv")
    assert left_out["target"].tolist() == ["P25:October 2014"]
    drawn = (whole / "figures/targets.svg").read_text()
    assert f"{len(sets)} sets were chosen for meeting all 2 targets; under new seeds " in drawn
    answer = (whole / "answer.md").read_text()
    first = answer.split("\n\n")[1]
    assert first.startswith(f"{len(sets)} of ") and "each meets 2 targets at once. Under new seeds " in first
    assert "Parameters that the targets pin down: " in first
    for words in (
        "Ruling out was tried", "Choosing was tried", "and again under 2 others", "Under new seeds",
        "chosen without it", "Not told apart by these data", "medians of them all", "likelier than those at the ends",
    ):  # fmt: skip
        assert words in answer


def test_plausible_sets_lie_in_a_band_that_leaves_many_out_by_their_own_runs(whole: Path, tmp_path: Path) -> None:
    """The band is the lower half of what the first sets of another calibration gave, so that it has to be met."""
    from model import simulate

    first = pd.read_csv(whole / "tables/targets.csv").set_index("target").loc["P1:as declared"]
    low, high = first["first_low"], first["first_mean"]
    one = asked(targets=(f"P1:as declared={low}..{high}", "P25:October 2014=0.01..1.5"), tries=30)
    tables = carry_out(one, tmp_path / "narrow").findings.tables
    tried = tables["waves"].set_index("stage")
    assert 0.2 < tried["in_every_band"]["wave1"] < 0.8
    sets = tables["plausible"].set_index("set")
    assert 3 <= len(sets) < 30
    for stage in ("chosen1", "again1"):
        runs = simulate(SMALL, one.seeds_of(stage), parameters=sets).runs
        shares = runs.groupby("set")["cautious_changer_at_date"].mean()
        assert shares.between(low - 1e-9, high + 1e-9).all()


def test_interrupted_it_goes_on_to_the_same_bytes(whole: Path, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, of: int) -> None:
        if done > 60 * 3 + 10:
            raise Stopped

    folder = tmp_path / "whole"
    with pytest.raises(Stopped):
        carry_out(asked(), folder, progress=stop)
    assert not (folder / "manifest.json").is_file()
    carry_out(asked(), folder, resume=True)
    assert contents(folder) == contents(whole)
    assert set(read_ensembles(folder)) == set(json.loads((whole / "manifest.json").read_text())["runs"])


def test_runs_of_other_sets_than_are_planned_now_are_made_again(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "whole"
    shutil.copytree(whole, folder)
    (folder / "manifest.json").unlink()
    path = folder / "design/wave2-0.parquet"
    table = pd.read_parquet(path)
    table["start_rate"] *= 0.9
    table.to_parquet(path, engine="pyarrow", compression="zstd", index=False)
    other, kept = (folder / f"runs/{name}-0-00000.parquet" for name in ("wave2", "wave1"))
    record = other.with_suffix(".json")
    record.write_text(record.read_text().replace(json.loads(record.read_text())["design"], design_digest(table)))
    before = [each.stat().st_ino for each in (other, kept)]
    carry_out(asked(), folder, resume=True)
    assert [each.stat().st_ino == was for each, was in zip((other, kept), before, strict=True)] == [False, True]
    assert contents(folder) == contents(whole)


def test_targets_that_cannot_be_met_fail_plainly(tmp_path: Path) -> None:
    never = asked(targets=("P1:as declared=1.5..2", "P25:October 2014"), left_out=(), batches=1, waves=1)
    done = carry_out(never, tmp_path / "never")
    assert done.failed == 0
    assert "plausible" not in done.findings.tables
    first = done.findings.answer[0]
    assert re.match(r"No parameter set is plausible: none of \d+ tried meets 2 targets at once", first)
    assert "in the sets tried last: cautious changers on 1 May 2015 0% and in a poll of 224" in first
    assert list(done.findings.figures) == ["targets"]


def test_the_sets_are_adopted_once_there_are_enough(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Fault, match="allowed 100 or more to be adopted"):
        adopting.adopt(whole, tmp_path, tmp_path)
    with pytest.raises(CapsuleFault, match="no finished calibration"):
        adopting.adopt(tmp_path, tmp_path, tmp_path)
    assert not list(tmp_path.iterdir())
    monkeypatch.setattr(adopting, "FEWEST", 3)
    number = adopting.adopt(whole, tmp_path, tmp_path)
    sets = plausible.sets(tmp_path)
    assert len(sets) == number >= 3
    table = pd.read_parquet(whole / "tables/plausible.parquet").set_index("set")
    pd.testing.assert_frame_equal(sets, table)
    assert plausible.made(tmp_path)["options"]["targets"] == list(asked().targets)
    assert plausible.remark(tmp_path) == ""
    preset = Scenario.load(str(tmp_path / f"{adopting.MEDIAN}.toml"))
    assert preset.parameters == pytest.approx(sets.median().to_dict(), rel=1e-5)


def test_the_command_asks_as_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen = []
    monkeypatch.setattr(calibration.asking, "ask", lambda make, **options: seen.append((make(), options)))
    call = ["calibrate", "--out", str(tmp_path / "x"), "--replicates", "5"]
    assert CliRunner().invoke(app, call).exit_code == 0
    one = seen[0][0]
    assert (one.targets, one.left_out) == (("P1", "P2", "P25"), ("P25:October 2014", "P25:end of 2015"))
    assert one.seeds == (1001, 1002, 1003, 1004, 1005), "others than those of the board"
    assert CliRunner().invoke(app, [*call, "--target", "P1", "--target", "P9"]).exit_code == 0
    assert (seen[1][0].targets, seen[1][0].left_out) == (("P1", "P9"), ())
