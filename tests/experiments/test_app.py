"""The app without a browser: reading the form, running and stopping, the capsule, and the command."""

import io
import re
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas
import pytest
from typer.testing import CliRunner

from experiments import app
from experiments.app.comparing import DRAWING
from experiments.app.form import MOST_REPLICATES, offer, offered, read
from experiments.app.words import WORDS
from experiments.app.workshop import Stopped, Workshop
from experiments.capsule import read_capsule
from experiments.carrying_out import carry_out
from experiments.cli import app as decdyn
from experiments.comparison.experiment import Comparison
from experiments.described import read_experiment
from experiments.figures.pages import between_pictures
from experiments.widget.packing import packed_run
from experiments.widget.watching import watch
from experiments.widget.widget import Explorer
from model import Scenario
from model.declaration import Fault
from model.engine import Run, RunError
from model.parameters import PARAMETERS

SMALL = {"kind": "synthetic", "number": 20, "seed": 3}
OFFER = offer()
FORM = {"preset": "baseline", "values": {}, "replicates": "2", "seed": "5", "ensemble": "declared"}


def test_the_form_offers_every_parameter_with_what_it_rests_on() -> None:
    by_name = {each["name"]: each for each in offered(OFFER)["parameters"]}
    assert list(by_name) == [declared.name for declared in PARAMETERS]
    for declared in PARAMETERS:
        told = by_name[declared.name]
        assert (told["low"], told["high"], told["default"]) == (declared.low, declared.high, declared.default)
        ids = [each["id"] for each in told["evidence"]]
        assert told["status"]["en"] == declared.status
        assert ids + ["ass."] * told["assumed"] == sorted(declared.evidence, key=lambda id: id == "ass.")
        assert all(each["claim"] for each in told["evidence"])


def test_an_untouched_form_is_the_preset() -> None:
    filled = read(FORM, 1, OFFER)
    assert filled.scenario == Scenario.load("baseline")
    assert filled.seeds == (5, 6)


def test_values_are_laid_over_the_preset_and_it_gets_a_name_of_its_own() -> None:
    filled = read({**FORM, "values": {"learning": "0,7"}}, 3, OFFER)
    assert filled.scenario is not None
    assert filled.scenario.parameters["learning"] == 0.7
    assert filled.scenario.name == "baseline-3"
    assert filled.scenario.title != Scenario.load("baseline").title


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"values": {"cut_size": "9"}}, "cut_size", "got 9; allowed 0 to 0.35"),
        ({"values": {"cut_size": "much"}}, "cut_size", "got 'much'; allowed a number"),
        ({"values": {"cut_size": "nan"}}, "cut_size", "not a finite number"),
        ({"values": {"cut_size": ""}}, "cut_size", "got ''; allowed a number"),
        ({"replicates": "0"}, "replicates", f"allowed 1 to {MOST_REPLICATES}"),
        ({"replicates": "many"}, "replicates", "a whole number"),
        ({"seed": str(2**70)}, "seed", "a whole number of at most 15 digits"),
        ({"seed": "-" + "9" * 16}, "seed", "a whole number of at most 15 digits"),
        ({"seed": "1.5"}, "seed", "a whole number"),
        ({"preset": "basline"}, "preset", "did you mean 'baseline'"),
        ({"preset": "/etc/hostname"}, "preset", "unknown scenario"),
    ],
)
def test_a_bad_value_has_its_message_at_its_field(changes: dict[str, Any], field: str, told: str) -> None:
    filled = read({**FORM, **changes}, 1, OFFER)
    assert filled.scenario is None
    assert list(filled.messages) == [field]
    assert told in filled.messages[field]["en"]


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"values": {"cut_size": "9"}}, "cut_size", "9 kan niet; toegestaan 0 tot 0,35 (aandeel)"),
        ({"values": {"cut_size": "veel"}}, "cut_size", "'veel' kan niet; toegestaan een getal"),
        ({"replicates": "0"}, "replicates", f"0 kan niet; toegestaan 1 tot {MOST_REPLICATES}"),
        ({"seed": "1.5"}, "seed", "'1.5' kan niet; toegestaan een geheel getal"),
        ({"seed": "9" * 16}, "seed", f"'{'9' * 16}' kan niet; toegestaan een geheel getal van hoogstens 15 cijfers"),
    ],
)
def test_a_message_is_told_in_dutch_too(changes: dict[str, Any], field: str, told: str) -> None:
    assert read({**FORM, **changes}, 1, OFFER).messages[field]["nl"] == told


def test_what_the_form_offers_is_told_in_both_languages() -> None:
    form = offered(OFFER)
    for preset in form["presets"]:
        assert len(set(preset["description"].values())) == 2
    claims = [each["claim"] for declared in form["parameters"] for each in declared["evidence"]]
    assert claims and all(set(claim) == {"en", "nl"} and claim["en"] != claim["nl"] for claim in claims)


def test_all_bad_values_are_told_at_once() -> None:
    filled = read({**FORM, "values": {"cut_size": "9", "learning": "x"}, "seed": "x"}, 1, OFFER)
    assert set(filled.messages) == {"cut_size", "learning", "seed"}


def small(**changes: Any) -> Scenario:
    return Scenario.load("baseline").with_(population=SMALL, **changes)


@pytest.fixture
def workshop() -> Iterator[Workshop]:
    made = Workshop(Explorer(small(), seeds=(1,)), own=(small(name="small"),))
    ended = threading.Event()
    worker = threading.Thread(target=made.work, args=(ended.is_set,))
    worker.start()
    yield made
    ended.set()
    worker.join()


def until(true: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def press(workshop: Workshop, number: int, **action: Any) -> None:
    workshop.editor.action = {"number": number, **action}


def test_a_run_is_shown_listed_and_taken_along(workshop: Workshop, tmp_path: Path) -> None:
    sent: list[tuple[Any, list[bytes]]] = []
    workshop.editor.send = lambda content, buffers=None: sent.append((content, buffers))  # type: ignore[method-assign]
    workshop.editor.form = {**FORM, "values": {"learning": "0.7"}}
    press(workshop, 1, what="run", side="b")
    until(lambda: workshop.editor.progress["state"] == "done")
    assert [made["seeds"] for made in workshop.editor.made] == [[5, 6]]
    assert workshop.explorer.shown("b").parameters["learning"] == 0.7
    assert workshop.explorer.seeds == (5, 6)
    press(workshop, 2, what="download", made=1)
    until(lambda: bool(sent))
    content, (packed,) = sent[0]
    assert content == {"kind": "capsule", "name": "baseline-1.zip"}
    zipfile.ZipFile(io.BytesIO(packed)).extractall(tmp_path)
    capsule = read_capsule(tmp_path / "baseline-1")
    assert capsule.manifest["seeds"] == [5, 6]
    assert capsule.manifest["scenario"]["parameters"] == {"learning": 0.7}


def test_a_stopped_run_stops_and_leaves_nothing(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.editor.form = {**FORM, "replicates": str(MOST_REPLICATES)}
    states: list[dict[str, Any]] = []

    def note(change: dict[str, Any]) -> None:
        states.append(change["new"])
        if change["new"]["state"] == "running":
            press(workshop, 2, what="stop")

    workshop.editor.observe(note, "progress")
    press(workshop, 1, what="run", side="b")
    until(lambda: workshop.editor.progress["state"] == "stopped")
    assert max(state.get("done", 0) for state in states) < MOST_REPLICATES
    assert workshop.editor.made == []
    workshop.editor.unobserve(note, "progress")
    workshop.editor.form = {**FORM, "replicates": "1"}
    press(workshop, 3, what="run", side="a")
    until(lambda: workshop.editor.progress["state"] == "done")


def test_whoever_stops_too_late_can_go_on(workshop: Workshop) -> None:
    workshop.editor.form = {**FORM, "replicates": "1"}
    press(workshop, 1, what="run", side="b")
    until(lambda: workshop.editor.progress["state"] == "done")
    press(workshop, 2, what="stop")
    assert workshop.editor.progress["state"] == "done"
    press(workshop, 3, what="run", side="a")
    until(lambda: len(workshop.editor.made) == 2)


def test_it_says_that_drawing_has_begun_and_then_stops_no_more(workshop: Workshop) -> None:
    workshop.editor.form = {**FORM, "replicates": "2"}
    states: list[str] = []

    def note(change: dict[str, Any]) -> None:
        states.append(change["new"]["state"])
        if states[-1] == "showing":
            press(workshop, 2, what="stop")

    workshop.editor.observe(note, "progress")
    press(workshop, 1, what="run", side="b")
    until(lambda: workshop.editor.progress["state"] == "done")
    assert states[-2:] == ["showing", "done"]
    assert "stopping" not in states
    assert len(workshop.editor.made) == 1


def test_it_opens_in_the_language_asked_for() -> None:
    assert app.environment([], "nl")[app.LANGUAGE] == "nl"
    explorer = Explorer(Scenario.load("baseline").with_(population=SMALL), seeds=(1,), language="nl")
    assert Workshop(explorer).editor.language == "nl"
    done = CliRunner().invoke(decdyn, ["app", "--no-open", "--lang", "fr"])
    assert done.exit_code == 2
    assert "language" in done.output


def test_bad_values_are_not_run(workshop: Workshop) -> None:
    workshop.editor.form = {**FORM, "values": {"cut_size": "9"}}
    press(workshop, 1, what="run", side="b")
    assert workshop.editor.progress["state"] == "idle"
    assert "cut_size" in workshop.editor.messages


def test_a_run_that_fails_says_why(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RunError("baseline, seed 5: it broke")

    monkeypatch.setattr(workshop, "_runs", broken)
    workshop.editor.form = {**FORM}
    press(workshop, 1, what="run", side="b")
    until(lambda: workshop.editor.progress["state"] == "failed")
    assert workshop.editor.progress["text"] == "baseline, seed 5: it broke"


def test_no_run_is_made_twice(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """The widget shows the ensemble's own runs; only the other side is run, once, and can be seen and stopped."""
    made: list[tuple[str, int]] = []
    go_on = Run.go_on

    def noted(run: Run, until: int | None = None) -> Run:
        if run.month == 0:
            made.append((run.scenario.name, run.seed))
        return go_on(run, until)

    monkeypatch.setattr(Run, "go_on", noted)
    workshop.editor.form = {**FORM, "preset": "small", "values": {"learning": "0.7"}, "replicates": "3"}
    states: list[str] = []
    workshop.editor.observe(lambda change: states.append(change["new"]["state"]), "progress")
    press(workshop, 1, what="run", side="b")
    until(lambda: workshop.editor.progress["state"] == "done")
    assert sorted(made) == [(name, seed) for name in ("baseline", "small-1") for seed in (5, 6, 7)]
    assert {"running", "beside", "showing"} <= set(states)
    made.clear()
    press(workshop, 2, what="show", side="a", made=1)
    until(lambda: len(workshop.explorer.asked) and workshop.explorer.asked["a"]["scenario"] == "small-1")
    assert made == []


def test_what_the_widget_shows_is_what_it_would_have_run_itself(workshop: Workshop) -> None:
    workshop.editor.form = {**FORM, "replicates": "3"}
    press(workshop, 1, what="run", side="b")
    until(lambda: workshop.editor.progress["state"] == "done")
    shown = workshop.explorer.shown("b")
    assert workshop.explorer.run_b == packed_run(watch(shown, (5, 6, 7)), {})


def test_stopping_the_other_side_keeps_the_ensemble(workshop: Workshop) -> None:
    workshop.editor.form = {**FORM, "preset": "small", "replicates": "40"}
    before = workshop.explorer.run_b

    def note(change: dict[str, Any]) -> None:
        if change["new"]["state"] == "beside":
            press(workshop, 2, what="stop")

    workshop.editor.observe(note, "progress")
    press(workshop, 1, what="run", side="b")
    until(lambda: workshop.editor.progress["state"] == "not_shown")
    assert len(workshop.editor.made) == 1
    assert workshop.explorer.run_b == before
    assert workshop.explorer.seeds == (1,)


def move(workshop: Workshop, number: int, value: float) -> None:
    """Move the first slider of B, as a browser does."""
    asked = workshop.explorer.asked
    values = {"conviction_mean": value}
    workshop.explorer.asked = {**asked, "number": number, "b": {"scenario": "baseline", "values": values}}


def test_runs_for_a_slider_are_made_beside_the_thread_that_listens(workshop: Workshop) -> None:
    before = workshop.explorer.run_b
    move(workshop, 1, 0.6)
    until(lambda: workshop.explorer.answered == 1)
    assert workshop.explorer.run_b == packed_run(watch(workshop.explorer.shown("b"), (1,)), {}) != before
    until(lambda: workshop.editor.progress["state"] == "done")
    workshop.explorer.asked = {**workshop.explorer.asked, "number": 2, "b": {"scenario": "no-cut", "values": {}}}
    assert workshop.explorer.answered == 2 and workshop.explorer.run_b == before


def test_runs_for_a_slider_can_be_stopped(workshop: Workshop) -> None:
    workshop.editor.form = {**FORM, "preset": "small", "replicates": "40"}
    press(workshop, 1, what="run", side="a")
    until(lambda: workshop.editor.progress["state"] == "done")
    before = workshop.explorer.run_b

    def note(change: dict[str, Any]) -> None:
        if change["new"]["state"] == "running":
            press(workshop, 2, what="stop")

    workshop.editor.observe(note, "progress")
    number = workshop.explorer.asked["number"] + 1
    move(workshop, number, 0.6)
    until(lambda: workshop.editor.progress["state"] == "stopped")
    assert workshop.explorer.answered == number
    assert set(workshop.explorer.fault) == {"b"}
    assert workshop.explorer.run_b == before
    workshop.editor.unobserve(note, "progress")
    move(workshop, number + 1, 0.61)
    until(lambda: workshop.explorer.answered == number + 1)
    assert workshop.explorer.fault == {} and workshop.explorer.run_b != before


def test_a_slider_whose_run_fails_says_why(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RunError("baseline, seed 1: it broke")

    monkeypatch.setattr(workshop, "_runs", broken)
    move(workshop, 1, 0.6)
    until(lambda: workshop.explorer.answered == 1)
    assert workshop.explorer.fault == {"b": "baseline, seed 1: it broke"}


def sent_by(workshop: Workshop) -> list[tuple[dict[str, Any], Any]]:
    """What the workshop sends to the browser, from now on."""
    sent: list[tuple[dict[str, Any], Any]] = []
    workshop.editor.send = lambda content, buffers=None: sent.append((content, buffers))  # type: ignore[method-assign]
    return sent


def test_a_comparison_is_told_in_both_languages_and_taken_along(workshop: Workshop, tmp_path: Path) -> None:
    sent = sent_by(workshop)
    workshop.editor.form = {**FORM, "replicates": "6"}
    press(workshop, 1, what="compare")
    until(lambda: workshop.editor.progress["state"] == "done")
    ((content, _),) = sent
    assert content["kind"] == "comparison"
    for language, words in (("en", "Intervals are of 95%"), ("nl", "Intervallen zijn van 95%")):
        assert f'<html lang="{language}">' in content["pages"][language]
        assert words in content["pages"][language]
    (told,) = workshop.editor.compared
    assert told["seeds"] == list(range(5, 11))
    assert told["title"]["en"] != told["title"]["nl"]
    press(workshop, 2, what="download", made=told["number"])
    until(lambda: len(sent) == 2)
    packed = sent[1][1][0]
    zipfile.ZipFile(io.BytesIO(packed)).extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    experiment = read_experiment(folder)
    assert isinstance(experiment, Comparison)
    assert [each.name for each in experiment.scenarios] == ["baseline", "no-cut"]
    by_itself = carry_out(Comparison(experiment.scenarios, experiment.seeds), tmp_path / "again")
    there = pandas.read_parquet(folder / "tables" / "outcomes.parquet")
    pandas.testing.assert_frame_equal(there, by_itself.findings.tables["outcomes"])
    assert {"low", "high"} <= set(there.columns)
    press(workshop, 3, what="look", made=told["number"])
    until(lambda: len(sent) == 3)
    assert sent[2][0] == content


def test_moved_sliders_are_compared_as_they_stand(workshop: Workshop) -> None:
    sent_by(workshop)
    move(workshop, 1, 0.6)
    until(lambda: workshop.editor.progress["state"] == "done")
    workshop.editor.form = {**FORM}
    press(workshop, 1, what="compare")
    until(lambda: bool(workshop.compared) and workshop.editor.progress["state"] == "done")
    a, b = workshop.compared[1].comparison.scenarios
    assert a.name != b.name
    assert (a.parameters, b.parameters) == ({}, {"conviction_mean": 0.6})
    assert b.title.endswith("(B)") and b.title_nl.endswith("(B)")


def test_the_same_on_both_sides_is_not_compared(workshop: Workshop) -> None:
    asked = workshop.explorer.asked
    workshop.explorer.asked = {**asked, "number": 1, "b": {"scenario": "baseline", "values": {}}}
    press(workshop, 1, what="compare")
    until(lambda: workshop.editor.progress["state"] == "same")
    assert workshop.editor.compared == []


def test_a_stopped_comparison_leaves_nothing(workshop: Workshop) -> None:
    workshop.editor.form = {**FORM, "replicates": str(MOST_REPLICATES)}

    def note(change: dict[str, Any]) -> None:
        if change["new"]["state"] == "running":
            press(workshop, 2, what="stop")

    workshop.editor.observe(note, "progress")
    press(workshop, 1, what="compare")
    until(lambda: workshop.editor.progress["state"] == "stopped")
    assert workshop.editor.compared == []
    assert list(workshop._folder.iterdir()) == []
    assert not DRAWING.locked()


def stop_when(workshop: Workshop, state: str) -> None:
    """Press stop soon after the editor says so, from another thread: drawing goes on meanwhile."""

    def note(change: dict[str, Any]) -> None:
        if change["new"]["state"] == state:
            threading.Timer(0.2, press, (workshop, 99), {"what": "stop"}).start()

    workshop.editor.observe(note, "progress")


def test_drawing_a_comparison_can_be_stopped(workshop: Workshop) -> None:
    workshop.editor.form = {**FORM}
    stop_when(workshop, "telling")
    press(workshop, 1, what="compare")
    until(lambda: workshop.editor.progress["state"] in ("stopped", "done"))
    assert workshop.editor.progress["state"] == "stopped"
    assert workshop.editor.compared == []
    assert list(workshop._folder.iterdir()) == []
    assert not DRAWING.locked()


def test_drawing_a_capsule_can_be_stopped(workshop: Workshop) -> None:
    sent = sent_by(workshop)
    workshop.editor.form = {**FORM}
    press(workshop, 1, what="run", side="b")
    until(lambda: workshop.editor.progress["state"] == "done")
    stop_when(workshop, "packing")
    press(workshop, 2, what="download", made=1)
    until(lambda: workshop.editor.progress["state"] == "not_packed")
    assert sent == []
    assert not DRAWING.locked()


def test_whoever_waits_for_anothers_drawing_can_stop(workshop: Workshop) -> None:
    workshop.editor.form = {**FORM}

    def note(change: dict[str, Any]) -> None:
        if change["new"].get("done") == 4:
            press(workshop, 2, what="stop")

    workshop.editor.observe(note, "progress")
    with DRAWING:
        press(workshop, 1, what="compare")
        until(lambda: workshop.editor.progress["state"] == "stopped")
    assert workshop.editor.compared == []


def test_what_it_keeps_goes_with_its_visitor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(app.FOLDER, str(tmp_path))
    made = Workshop(Explorer(small(), seeds=(1,)))
    made.work(lambda: made._folder.parent == tmp_path and made._folder.exists())
    assert not made._folder.exists()


def test_the_thread_that_worked_can_draw_afterwards() -> None:
    made = Workshop(Explorer(small(), seeds=(1,)))
    made.work(lambda: True)
    with pytest.raises(Stopped):
        made._check_stop()
    between_pictures()


def test_runs_do_not_go_on_when_their_visitor_has_left() -> None:
    made = Workshop(Explorer(small(), seeds=(1,)), own=(small(name="small"),))
    far: list[int] = []

    def note(change: dict[str, Any]) -> None:
        far.append(change["new"].get("done", 0))

    made.editor.observe(note, "progress")
    made.editor.form = {**FORM, "preset": "small", "replicates": str(MOST_REPLICATES)}
    press(made, 1, what="run", side="b")
    made.work(lambda: max(far) > 0)
    assert 0 < max(far) < MOST_REPLICATES
    assert made.editor.made == []


def test_either_part_changes_the_language_of_both(workshop: Workshop) -> None:
    workshop.editor.language = "nl"
    assert workshop.explorer.language == "nl"
    workshop.explorer.language = "en"
    assert workshop.editor.language == "en"


def test_two_visitors_do_not_disturb_each_other(workshop: Workshop) -> None:
    other = Workshop(Explorer(Scenario.load("baseline").with_(population=SMALL), seeds=(1,)))
    before = other.explorer.run_b
    workshop.editor.form = {**FORM, "values": {"learning": "0.7"}}
    press(workshop, 1, what="run", side="b")
    until(lambda: workshop.editor.progress["state"] == "done")
    assert other.editor.form["values"] == {}
    assert other.editor.made == []
    assert other.explorer.run_b == before
    assert other.explorer.seeds == (1,)


def test_the_worker_lives_on_after_nonsense(workshop: Workshop) -> None:
    workshop.editor.form = {**FORM, "replicates": "1"}
    press(workshop, 1, what="run", side="c")
    until(lambda: workshop.editor.progress["state"] == "failed")
    assert "unknown side 'c'" in workshop.editor.progress["text"]
    press(workshop, 2, what="run", side="b")
    until(lambda: workshop.editor.progress["state"] == "done")


def test_files_of_ones_own_are_offered_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "mine.toml"
    Scenario.load("no-cut").with_(name="mine", title="Mine").save(own)
    assert app.checked([str(own)]) == [own.resolve()]
    monkeypatch.setenv(app.OWN, app.environment([own])[app.OWN])
    assert [scenario.title for scenario in app.own_scenarios()] == ["Mine"]
    assert next(iter(offer(app.own_scenarios()))) == "mine"
    assert offer([small(title="Mine")])["baseline"].title == "Mine"
    done = CliRunner().invoke(decdyn, ["app", "--no-open", str(tmp_path / "none.toml")])
    assert done.exit_code == 2
    assert "no such file" in done.output
    with pytest.raises(Fault, match="allowed a TOML file"):
        app.checked(["baseline"])


def test_only_this_machine_is_served_unless_told() -> None:
    here = app.arguments("127.0.0.1", 8710, True)
    assert here[here.index("--host") + 1] == "127.0.0.1"
    assert "--no-token" in here
    assert "--headless" not in here
    everybody = app.arguments("0.0.0.0", 8710, False)
    assert "--token" in everybody
    assert "--no-token" not in everybody
    assert "--headless" in everybody


def test_what_visitors_made_goes_with_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    folders: list[Path] = []

    def served(_: Any, env: dict[str, str], check: bool) -> Any:
        folders.append(Path(env[app.FOLDER]))
        assert folders[0].is_dir()
        raise KeyboardInterrupt

    monkeypatch.setattr("experiments.app.subprocess.run", served)
    CliRunner().invoke(decdyn, ["app", "--no-open"])
    assert not folders[0].exists()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    done = CliRunner().invoke(decdyn, ["app", "--no-open"])
    assert done.exit_code == 2
    assert "decentralisation-dynamics[app]" in done.output


def test_every_word_that_the_editor_asks_for_is_there_and_every_word_is_asked_for() -> None:
    text = (Path(app.__file__).parent / "editor.js").read_text()
    asked = set(re.findall(r'word\("([a-z_]+)"\)', text))
    # Asked for by the name of a field or of a state.
    asked |= {"replicates", "seed", "waiting", "running", "beside", "stopping", "stopped", "not_shown", "showing"}
    asked |= {"telling", "packing", "not_packed", "same", "done", "look", "show", "download"}
    asked |= {"declared", "plausible"}
    assert asked == set(WORDS) | {"title", "changed"}


def test_nothing_of_the_outside_is_asked_for() -> None:
    for name in ("editor.js", "editor.css"):
        text = (Path(app.__file__).parent / name).read_text()
        assert not re.search(r"https?:|//[a-z]+\.|@import|fetch\(|XMLHttp|sendBeacon", text)
