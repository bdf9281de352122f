"""The benchmark measures what it says it does, and says what it cannot measure. No test asserts a time."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from experiments.benchmarks import dearest_acts, growth, memory, report, sampling, shares, start
from experiments.benchmarks.measuring import Figure, Measurement, NotMeasured, in_a_process, most_memory, ratio
from experiments.cli import app
from model import Scenario
from model.declaration import Fault, UnknownName

FAST = Figure("how fast", 2.0, True, "times")
SMALL = Figure("how | small", 1.0, False, "GB")
MONTHS = (6, 24)

needs_compiler = pytest.mark.skipif(dearest_acts.compiler() is None, reason="no C compiler")


def small_country() -> Scenario:
    """A scenario of sixty imagined municipalities."""
    return Scenario.load("baseline").with_(population={"kind": "synthetic", "number": 60, "seed": 1})


@pytest.fixture
def with_parts(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A function that makes these measurements, one a part, all that the benchmark has."""

    def put(**parts: Measurement) -> None:
        for name, measurement in parts.items():
            module = SimpleNamespace(MEASUREMENTS=(measurement,))
            monkeypatch.setitem(sys.modules, f"made_up_benchmark_{name}", module)
        monkeypatch.setattr(report, "PARTS", {name: f"made_up_benchmark_{name}" for name in parts})

    return put


def gives(figure: Figure, value: float, note: str = "") -> Measurement:
    """A measurement that finds this."""
    return Measurement((figure,), lambda rounds: [figure.found(value, note, rounds)])


def fails(figure: Figure, error: Exception) -> Measurement:
    """A measurement that fails."""

    def find(rounds: int) -> Sequence[Figure]:
        raise error

    return Measurement((figure,), find)


@needs_compiler
@pytest.mark.parametrize("held", [(), ("peers", "circle", "starting", "first_team")])
def test_the_acts_leave_the_same_states_in_c(held: tuple[str, ...]) -> None:
    run, before = shares.months_of(small_country().with_(held=held), 3, MONTHS)
    # The first month, in which what is held works once: its states are blank until it has begun, so later ones do.
    before[0] = before[MONTHS[0]]
    engine, c = dearest_acts.in_the_engine(run), dearest_acts.in_c(run)
    assert list(engine) == list(c) == list(shares.TWO)
    for act in c:
        assert dearest_acts.same_states(engine[act], c[act], before)


def test_states_that_differ_in_one_number_differ() -> None:
    _, before = shares.months_of(small_country(), 3, MONTHS)

    def nothing(country, month):
        pass

    def a_little(country, month):
        country.teams["load"][-1] += 1e-9 * (month == MONTHS[-1])

    assert dearest_acts.same_states(nothing, nothing, before)
    assert not dearest_acts.same_states(nothing, a_little, before)


@needs_compiler
def test_c_that_cannot_be_compiled_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    run, _ = shares.months_of(small_country(), 3, (0,))
    monkeypatch.setattr(dearest_acts, "header", lambda: "#error no such states\n")
    told: list[str] = []
    (figure,) = Measurement((FAST,), lambda rounds: [dearest_acts.in_c(run)]).done(1, told.append)
    assert figure.value is None and "no such states" in figure.note and "\n" not in figure.note
    assert "no such states" in told[0]


def test_acts_that_are_not_all_of_the_engines_are_not_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them take half a minute to compile: that they are the engine's is checked whenever they are timed."""
    monkeypatch.setattr(shares, "ACTS", {"publish": shares.ACTS["publish"]})
    with pytest.raises(NotMeasured, match="other states than the engine"):
        shares.Months(small_country(), 3, MONTHS).seconds()


@pytest.mark.parametrize("power", [0.5, 1.0, 1.1, 2.0])
def test_the_exponent_is_the_power_with_which_time_grows(power: float) -> None:
    assert growth.exponent({number: 3e-6 * number**power for number in growth.NUMBERS}) == pytest.approx(power)


def test_the_largest_country_is_timed_on_each_number_of_threads() -> None:
    found = growth.alone(2, number=60)
    assert [len(seconds) for seconds in found["seconds"]] == [2] * len(growth.THREADS)
    assert found["making"] > 0.0 and min(map(min, found["seconds"])) > 0.0 and found["memory"] > 0


def test_a_ratio_is_taken_within_rounds() -> None:
    """The machine is ten times as slow in the second round: that changes both times and no ratio."""
    assert ratio({"slow": [2.0, 30.0, 6.0], "fast": [1.0, 10.0, 2.0]}, "slow", "fast") == 3.0


def test_many_runs_are_kept_and_their_memory_counted() -> None:
    found = memory.many_runs(3)
    assert found["rows"] == 3
    assert 0 < found["before"] <= found["after"]


def test_the_most_memory_counts_what_was_taken_and_given_back() -> None:
    program = (
        "from experiments.benchmarks.measuring import most_memory\n"
        "before = most_memory()\n"
        "block = b'x' * 200_000_000\n"
        "del block\n"
        "print([before, most_memory()])"
    )
    before, after = in_a_process("-c", program)
    assert 0 < before < 200_000_000 <= after < before + 250_000_000
    assert most_memory() > 0


def test_a_start_is_imported_then_has_its_result_then_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "PROGRAM", "import time; print([time.time(), time.time()])")
    (figure,) = start.start(2)
    assert figure.measured is not None and figure.rounds == 2
    for imported, result, ended in zip(*figure.measured["seconds"].values(), strict=True):
        assert 0.0 < imported <= result <= ended


def test_what_starts_is_what_the_figure_says() -> None:
    """The program is Python that imports `simulate` and runs the baseline once."""
    lines = start.PROGRAM.strip().splitlines()
    assert lines[1] == "from model import simulate" and 'simulate("baseline", 1)' in lines
    compile(start.PROGRAM, "start", "exec")


@pytest.mark.parametrize(("value", "least", "met"), [(2.0, True, True), (1.9, True, False), (2.1, False, False)])
def test_a_goal_is_a_least_or_a_most_value(value: float, least: bool, met: bool) -> None:
    assert Figure("", 2.0, least, "").found(value, "", 1).met is met
    assert Figure("", 2.0, least, "").met is None


def test_what_fails_is_told_with_its_reason_and_the_rest_goes_on(with_parts: Callable[..., None]) -> None:
    with_parts(
        one=fails(FAST, NotMeasured("the bits differ")),
        two=fails(SMALL, ZeroDivisionError("division by\nzero")),
        three=gives(FAST, 3.0, "well"),
    )
    told: list[str] = []
    found = report.measured([], 4, told.append)
    assert [row[2:] for row in report.rows(found)] == [
        ("not measured", "–", "–", "the bits differ"),
        ("not measured", "–", "–", "ZeroDivisionError: division by zero"),
        ("3 times", "yes", "4", "well"),
    ]
    assert [text for text in told if text.startswith("Measuring")] == [f"Measuring {name} …" for name in report.PARTS]
    assert sum("Traceback" in text for text in told) == 1


def test_a_process_that_fails_says_why_in_the_row() -> None:
    told: list[str] = []
    measurement = Measurement((FAST, SMALL), lambda rounds: in_a_process("-c", "import json\njson.loads('{')"))
    figures = measurement.done(1, told.append)
    assert [figure.name for figure in figures] == [FAST.name, SMALL.name]
    for figure in figures:
        assert figure.value is None and "ended with code 1" in figure.note and "JSONDecodeError" in figure.note
    assert "Traceback" in told[0]


def test_a_process_that_is_killed_says_so() -> None:
    dies = Measurement((FAST,), lambda rounds: in_a_process("-c", "import os; os.kill(os.getpid(), 9)"))
    (figure,) = dies.done(1, lambda text: None)
    assert figure.note.endswith("ended with code -9: it said nothing")


def test_a_page_gets_its_table_and_keeps_its_words(tmp_path: Path, with_parts: Callable[..., None]) -> None:
    with_parts(one=gives(FAST, 2.345678, "a | b"), two=fails(SMALL, NotMeasured("no such machine")))
    page = tmp_path / "page.md"
    page.write_text(f"before\n\n{report.BEGIN}\nold table\n{report.END}\n\nafter\n")
    report.update_page(report.measured([], 5), page)
    text = page.read_text()
    assert text.startswith(f"before\n\n{report.BEGIN}\nMeasured on ") and text.endswith(f"\n{report.END}\n\nafter\n")
    assert "old table" not in text
    assert [line for line in text.splitlines() if line.startswith("|")] == [
        "| figure | goal | measured | met | rounds |  |",
        "| --- | --- | --- | --- | --- | --- |",
        "| how fast | ≥ 2 times | 2.35 times | yes | 5 | a \\| b |",
        "| how \\| small | ≤ 1 GB | not measured | – | – | no such machine |",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["page.md"]


def test_the_projects_page_can_be_updated() -> None:
    before, after = report.around_the_table(Path(__file__).parents[2] / report.PAGE)
    assert before.startswith("# What a run costs") and "## Where the time goes" in after


def test_every_goal_of_the_benchmark_stands_once() -> None:
    figures = [
        figure.name
        for module in report.PARTS.values()
        for measurement in import_module(module).MEASUREMENTS
        for figure in measurement.figures
    ]
    assert len(figures) == len({*figures}) == 13


def test_bad_destinations_are_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"{report.BEGIN}\n{report.END}\n")
    good = tmp_path / "out.json"
    report.check([], good, page)
    assert not good.exists() and page.read_text() == f"{report.BEGIN}\n{report.END}\n"
    with pytest.raises(Fault, match=r"is a folder; allowed a file"):
        report.check([], tmp_path, None)
    with pytest.raises(Fault, match=r"nowhere/out\.json: cannot be written: No such file or directory"):
        report.check([], tmp_path / "nowhere" / "out.json", None)
    with pytest.raises(Fault, match=r"cannot be read: .*; run this in the project's folder"):
        report.check([], good, tmp_path / "no_page.md")
    page.write_text("no marks")
    with pytest.raises(Fault, match="lacks the marks"):
        report.check([], good, page)
    with pytest.raises(Fault, match=r"--page: got it with acts; allowed with all parts only"):
        report.check(["acts"], good, page)
    with pytest.raises(UnknownName, match="growth"):
        report.check(["grwth"], good, None)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.md"]


@pytest.mark.parametrize("arguments", [["--out", "nowhere/out.json"], ["one", "--page"], ["--page"], ["two"]])
def test_the_command_refuses_before_it_measures(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, with_parts: Callable[..., None]
) -> None:
    monkeypatch.chdir(tmp_path)
    with_parts(one=gives(FAST, 3.0))
    result = CliRunner().invoke(app, ["benchmark", *arguments])
    assert result.exit_code == 2 and "Measuring" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_command_prints_and_writes_what_it_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, with_parts: Callable[..., None]
) -> None:
    monkeypatch.chdir(tmp_path)
    with_parts(one=gives(FAST, 3.0, "of [all] 2"), two=fails(SMALL, NotMeasured("no such machine")))
    result = CliRunner().invoke(app, ["benchmark", "--rounds", "7", "--out", "found.json"])
    assert result.exit_code == 0
    for text in ("how fast", "≥ 2 times", "3 times", "yes", "of [all] 2", "not measured", "no such machine"):
        assert text in result.stdout
    found = json.loads((tmp_path / "found.json").read_text())
    assert [(figure["value"], figure["met"], figure["rounds"]) for figure in found["figures"]] == [
        (3.0, True, 7),
        (None, None, 0),
    ]
    assert str(tmp_path) not in json.dumps(found)


def test_the_help_names_every_part() -> None:
    text = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["benchmark", "--help"]).stdout
    assert re.search(r"(\w+(?:, \w+)+); all by default", text)[1].split(", ") == list(report.PARTS)


def test_the_engine_is_not_compiled_by_asking_what_there_is() -> None:
    """The command's help and its refusals come at once."""
    program = "import sys, experiments.benchmarks.report; print('numba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_every_kind_of_workers_makes_the_same_part_of_a_large_design() -> None:
    asked = sampling.sobol(small_country().with_(months=24), blocks=64, seeds=10)
    plans = asked.planned()
    of = sum(len(plan.design) for plan in plans.values())
    assert of == 64 * (len(sampling.INPUTS) + 2) * 10
    runs, turns = sampling.jobs(asked, 2)
    assert 0 < runs < of and list(turns) == ["threads", "processes", "cluster"]
    for job in turns.values():
        job()
    assert sum(len(plan.design) for plan in sampling.sobol().planned().values()) == 143_360
