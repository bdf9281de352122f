"""The commands of experiments: exit codes, what is printed, and progress in a terminal and a notebook."""

import io
import json
import runpy
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from experiments import asking, cli
from experiments.capsule import CapsuleFault
from experiments.comparison.experiment import Comparison
from experiments.console import progress_bar, time_left
from experiments.experiment import Findings
from experiments.replicates import RunFailed
from experiments.workers import Workers
from model.engine import Run, RunError
from tests.experiments.toy_experiment import BASELINE, Toy, toy

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def command(
    out: asking.Out = Path("toy"),
    replicates: asking.Replicates = 2,
    seed: asking.FirstSeed = 0,
    resume: asking.Resume = False,
    force: asking.Force = False,
    quiet: asking.Quiet = False,
    processes: asking.Processes = 0,
    cluster: asking.Cluster = "",
) -> None:
    """What do cuts do?"""
    asking.ask(
        lambda: toy(seeds=replicates, deadly=-1 - seed), out=out, resume=resume, force=force, quiet=quiet,
        processes=processes, cluster=cluster,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """The working folder is a new one, and errors are told in plain words."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DECDYN_DEBUG", raising=False)


def call(*arguments: str):
    return CliRunner().invoke(app, arguments)


def raising(error):
    def function(*arguments, **options):
        raise error

    return function


def test_an_answer_is_printed_and_the_command_ends_with_0():
    done = call()
    assert done.exit_code == 0, done.output
    for text in ("What do cuts do?", "The mean tempo is", "0 runs are missing.", "manifest.json are in toy"):
        assert text in done.stdout
    assert done.stderr == ""
    for told in (done.stdout, Path("toy/answer.md").read_text()):
        assert told.count("Simulated, not observed.") == 1
    manifest = Path("toy/manifest.json").read_text()
    assert '"command"' in manifest and '"commit"' in manifest


def test_quiet_prints_nothing():
    done = call("--quiet")
    assert (done.exit_code, done.output) == (0, "")


def fail(monkeypatch, failing):
    """Let runs fail of which this is true."""
    go_on = Run.go_on

    def broken(run, *arguments):
        if failing(run):
            raise RunError(f"seed {run.seed}: no")
        return go_on(run, *arguments)

    monkeypatch.setattr(Run, "go_on", broken)


@pytest.mark.parametrize(("sets", "told"), [((0.1, 0.2), "3 runs failed"), ((), "1 run failed")])
def test_runs_that_failed_end_it_with_3_and_are_told_though_quiet(monkeypatch, sets, told):
    """Those of one seed, with every cut and without; or only without."""
    fail(monkeypatch, lambda run: run.seed == 1 and (sets or run.parameters.cut_size not in (0.1, 0.2)))
    done = call("--quiet")
    assert done.exit_code == 3
    assert done.output == f"{told}; toy/tables/failures.csv has errors, seeds and parameters.\n"
    assert Path("toy/tables/failures.csv").is_file()


def test_where_all_runs_failed_it_failed_and_says_by_what(monkeypatch):
    fail(monkeypatch, lambda run: True)
    monkeypatch.setattr(Toy, "findings", lambda *_: Findings(["Nothing."], {}))
    done = call("--quiet")
    assert done.exit_code == 1
    assert done.output == (
        "All runs failed (6), the first by: set 0: seed 0: no\n"
        "toy/tables/failures.csv has errors, seeds and parameters.\n"
    )


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (CapsuleFault("toy: no"), 2, "toy: no\n"),
        (RunFailed("no memory"), 1, "no memory\nSet DECDYN_DEBUG=1 to see where.\n"),
        (ZeroDivisionError("by zero"), 1, "The experiment failed: ZeroDivisionError: by zero\nSet DECDYN_DEBUG=1"),
        (KeyboardInterrupt(), 130, "Interrupted; what is done is kept in toy: go on with --resume.\n"),
    ],
)
def test_what_goes_wrong_has_its_exit_code(monkeypatch, error, code, told):
    monkeypatch.setattr("experiments.carrying_out.carry_out", raising(error))
    done = call()
    assert done.exit_code == code
    assert done.stderr.startswith(told)
    assert done.stdout == ""


def test_what_cannot_be_asked_is_told_before_a_folder_is_made(monkeypatch):
    assert call("--replicates", "0").exit_code == 2
    assert list(Path().iterdir()) == []


def test_the_options_reach_the_runs(monkeypatch):
    seen = {}

    def carry_out(experiment, folder, **options):
        seen.update(options, folder=folder, experiment=experiment)
        raise KeyboardInterrupt

    monkeypatch.setattr("experiments.carrying_out.carry_out", carry_out)
    call("--out", "there", "--resume", "--processes", "3", "--replicates", "5", "--seed", "7")
    assert (seen["folder"], seen["resume"], seen["force"]) == (Path("there"), True, False)
    assert seen["workers"] == Workers(processes=3)
    assert (len(seen["experiment"].seeds), seen["experiment"].deadly) == (5, -8)
    call("--cluster", "tcp://x:1")
    assert seen["workers"] == Workers(cluster="tcp://x:1")


def test_processes_beside_a_cluster_are_refused_before_anything_is_written():
    done = call("--cluster", "local", "--processes", "2")
    assert done.exit_code == 2
    assert done.stderr.startswith("--processes and --cluster: got both; allowed one")
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("module", "name"),
    [("ablation", "ablate"), ("calibration", "calibrate"), ("challenge", "challenge"), ("comparison", "compare"),
     ("discovery", "discover"), ("ledger", "evidence"), ("limits", "limits"), ("patterns", "validate"),
     ("report", "report"), ("reverse", "reverse"), ("robustness", "robust"), ("sensitivity", "sensitivity"),
     ("thresholds", "thresholds")],
)  # fmt: skip
def test_each_module_is_a_command_of_that_name(module, name, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", [module, "--help"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module(f"experiments.{module}", run_name="__main__")
    assert ended.value.code == 0
    assert f"Usage: decdyn {name} " in capsys.readouterr().out


def test_a_module_writes_the_command_down_that_does_the_same(monkeypatch, capsys):
    monkeypatch.setattr(Comparison, "findings", lambda *_: Findings(["Nothing."], {}))
    BASELINE.with_(name="one").save("one.toml")
    BASELINE.with_(name="other", parameters={"cut_size": 0.0}).save("other.toml")
    asked = ["one.toml", "other.toml", "--replicates", "2", "--out", "kept"]
    monkeypatch.setattr(sys, "argv", ["comparison", *asked])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("experiments.comparison", run_name="__main__")
    assert ended.value.code == 0, capsys.readouterr()
    written = json.loads(Path("kept/manifest.json").read_text())["command"].split()
    assert written == ["decdyn", "compare", *asked]
    again = CliRunner().invoke(cli.app, [*written[1:], "--resume"])
    assert again.exit_code == 0, again.output


def test_the_same_command_twice_is_refused_and_resumed_when_asked():
    assert call("--quiet").exit_code == 0
    refused = call("--quiet")
    assert refused.exit_code == 2
    assert "add --resume" in refused.stderr
    assert call("--quiet", "--resume").exit_code == 0
    assert call("--quiet", "--force").exit_code == 0


# Progress


def test_a_terminal_shows_a_bar_with_the_time_left(monkeypatch):
    printed = io.StringIO()
    clock = SimpleNamespace(now=0.0)
    console = Console(file=printed, force_terminal=True, width=100, get_time=lambda: clock.now)
    with progress_bar(console, "What do cuts do?") as report:
        # An hour between two reports: the bar must not forget how fast it went.
        for hour in range(4):
            clock.now = 3500.0 * hour
            report(10 + hour, 16)
        shown = _last_line(console, printed)
    assert "What do cuts do?" in shown
    assert "81%" in shown
    assert "2:55:00" in shown


def _last_line(console: Console, printed: io.StringIO) -> str:
    import time

    time.sleep(0.3)
    return printed.getvalue()


def test_where_output_is_no_terminal_there_is_no_bar():
    printed = io.StringIO()
    with progress_bar(Console(file=printed), "title") as report:
        report(1, 2)
    assert printed.getvalue() == ""


class Display:
    """Stands for IPython's display: keeps what is shown."""

    def __init__(self):
        self.shown = []

    def display(self, what, display_id):
        assert display_id is True
        self.update(what)
        return self

    def update(self, what):
        self.shown.append(what)


@pytest.fixture
def notebook(monkeypatch):
    """What a notebook would show."""
    display = Display()
    module = SimpleNamespace(display=display.display, HTML=str)
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(display=module))
    monkeypatch.setitem(sys.modules, "IPython.display", module)
    return display.shown


def test_a_notebook_shows_the_bar_with_the_time_left(notebook, monkeypatch):
    clock = iter([100.0, 100.0, 130.0, 160.0])
    monkeypatch.setattr("experiments.console.time.monotonic", lambda: next(clock))
    with progress_bar(Console(force_jupyter=True), "Cuts & more") as report:
        report(10, 40)
        report(20, 40)
        report(40, 40)
    assert notebook == [
        "Cuts &amp; more",
        '<progress value="10" max="40"></progress> Cuts &amp; more: 10 of 40',
        '<progress value="20" max="40"></progress> Cuts &amp; more: 20 of 40, some 1 min left',
        '<progress value="40" max="40"></progress> Cuts &amp; more: 40 of 40',
        "",
    ]


def test_a_quiet_notebook_shows_nothing(notebook):
    with progress_bar(Console(force_jupyter=True, quiet=True), "title") as report:
        report(1, 2)
    assert notebook == []


def test_an_experiment_is_carried_out_from_python_with_progress(notebook, monkeypatch):
    monkeypatch.setattr("experiments.asking.console_for_results", lambda quiet: Console(force_jupyter=True))
    done = asking.carried_out(toy(seeds=2), "there", chunk_size=2)
    assert done.failed == 0
    assert Path("there/manifest.json").is_file()
    assert [text.partition("</progress> ")[2].partition(",")[0] for text in notebook[1:-1]] == [
        f"What do cuts do?: {done} of 6" for done in (0, 2, 4, 6)
    ]


@pytest.mark.parametrize(
    ("done", "left", "seconds", "text"),
    [
        (0, 10, 5.0, ""),
        (10, 0, 5.0, ""),
        (10, 10, 5.0, ", some 5 s left"),
        (10, 10, 59.4, ", some 59 s left"),
        (10, 10, 60.0, ", some 1 min left"),
        (10, 20, 100.0, ", some 3 min left"),
        (10, 100, 600.0, ", some 1 h 40 min left"),
    ],
)
def test_the_time_left_in_words(done, left, seconds, text):
    assert time_left(done, left, seconds) == text
