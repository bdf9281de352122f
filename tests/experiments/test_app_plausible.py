"""The app on plausible parameter sets: what `--ensemble plausible` does, in the form, the widget and the capsules."""

import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from experiments.app.form import offered, read
from experiments.app.workshop import Workshop
from experiments.capsule import read_capsule
from experiments.comparison.experiment import Comparison
from experiments.described import read_experiment
from experiments.replay import replay
from experiments.widget.packing import packed_run, unpack
from experiments.widget.watching import watch
from model import plausible
from tests.experiments.test_app import FORM, OFFER, press, sent_by, until, workshop
from tests.experiments.test_plausible_ensemble import three_sets

__all__ = ["three_sets", "workshop"]

ON_SETS = {**FORM, "preset": "small", "replicates": "4", "ensemble": "plausible"}


def test_the_form_offers_both_and_takes_no_other() -> None:
    assert offered(OFFER)["ensembles"] == ["declared", "plausible"]
    filled = read({**FORM, "ensemble": "plausible"}, 1, OFFER)
    assert (filled.scenario is not None, filled.ensemble) == (True, "plausible")
    filled = read({**FORM, "ensemble": "plausibel"}, 1, OFFER)
    assert filled.scenario is None
    assert "declared, plausible" in filled.messages["ensemble"]["en"]


@pytest.mark.parametrize("spoilt", ["plausible.csv", "plausible.json"])
def test_sets_that_are_missing_or_bad_are_told_at_the_field(tmp_path: Path, spoilt: str) -> None:
    (tmp_path / "data" / spoilt).write_text("nothing")
    messages = read({**FORM, "ensemble": "plausible"}, 1, OFFER).messages
    assert list(messages) == ["ensemble"]
    assert spoilt in messages["ensemble"]["en"] and "calibrate" in messages["ensemble"]["en"]
    assert read(FORM, 1, OFFER).messages == {}
    (tmp_path / "data" / spoilt).unlink()
    assert "decdyn calibrate --adopt" in read({**FORM, "ensemble": "plausible"}, 1, OFFER).messages["ensemble"]["nl"]
    assert offered(OFFER)["remark"] == {"en": "", "nl": ""}


def test_sets_made_on_other_rules_are_told_of_as_on_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert offered(OFFER)["remark"]["en"] == ""
    monkeypatch.setattr(plausible, "version_of_the_rules", lambda: "later")
    remark = offered(OFFER)["remark"]
    assert remark["en"] == plausible.remark()
    assert "andere regels" in remark["nl"]
    assert read({**FORM, "ensemble": "plausible"}, 1, OFFER).messages == {}


def test_a_default_that_is_filled_in_stays_as_it_is_among_sets() -> None:
    default = next(each["default"] for each in offered(OFFER)["parameters"] if each["name"] == "start_rate")
    typed = {**FORM, "values": {"start_rate": str(default)}}
    alone, among = read(typed, 1, OFFER).scenario, read({**typed, "ensemble": "plausible"}, 1, OFFER).scenario
    assert alone is not None and alone.parameters == {}
    assert among is not None and among.parameters == {"start_rate": default}


def test_a_run_meets_a_set_for_each_seed_and_both_sides_show_them(workshop: Workshop, tmp_path: Path) -> None:
    sent = sent_by(workshop)
    workshop.editor.form = ON_SETS
    press(workshop, 1, what="run", side="b")
    until(lambda: workshop.editor.progress["state"] == "done")
    assert workshop.editor.made[0]["plausible"]
    explorer = workshop.explorer
    for side, packed in (("a", explorer.run_a), ("b", explorer.run_b)):
        shown = explorer.shown(side)
        assert packed == packed_run(watch(shown, (5, 6, 7, 8), plausible=True), {})
        assert packed != packed_run(watch(shown, (5, 6, 7, 8)), {})
        assert unpack(packed)[0]["plausible"]
    press(workshop, 2, what="download", made=1)
    until(lambda: bool(sent))
    zipfile.ZipFile(io.BytesIO(sent[0][1][0])).extractall(tmp_path / "there")
    (folder,) = (tmp_path / "there").iterdir()
    assert read_capsule(folder).manifest["plausible"] == plausible.identity()
    assert replay(folder).agrees
    workshop.editor.form = {**ON_SETS, "ensemble": "declared"}
    press(workshop, 3, what="run", side="b")
    until(lambda: len(workshop.editor.made) == 2 and workshop.editor.progress["state"] == "done")
    assert not unpack(explorer.run_a)[0]["plausible"]


def test_a_comparison_is_made_on_the_sets_and_says_so(workshop: Workshop, tmp_path: Path) -> None:
    sent = sent_by(workshop)
    workshop.editor.form = ON_SETS
    press(workshop, 1, what="compare")
    until(lambda: workshop.editor.progress["state"] == "done")
    pages = sent[0][0]["pages"]
    assert "intervals carry both chance and what is not known" in pages["en"]
    assert "plausibele parameterset" in pages["nl"]
    assert workshop.editor.compared[0]["plausible"]
    made = workshop.compared[1]
    experiment = read_experiment(made.folder)
    assert isinstance(experiment, Comparison) and experiment.over_plausible_sets
    design = pd.read_parquet(made.folder / "design/full.parquet")
    assert design["plausible"].tolist() == [2, 0, 1, 2] * 2


def test_sets_that_went_away_are_told_and_it_works_on(workshop: Workshop, tmp_path: Path) -> None:
    workshop.editor.form = ON_SETS
    (tmp_path / "data/plausible.csv").unlink()
    press(workshop, 1, what="run", side="b")
    until(lambda: "ensemble" in workshop.editor.messages)
    assert workshop.editor.made == []
    workshop.editor.form = {**ON_SETS, "ensemble": "declared"}
    press(workshop, 2, what="run", side="b")
    until(lambda: workshop.editor.progress["state"] == "done")
