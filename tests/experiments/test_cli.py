"""The command: what it prints, what it writes, and how it ends when something is wrong."""

import re
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from experiments import listings
from experiments.capsule import read_capsule
from experiments.cli import app
from experiments.replicates import RunFailed

TINY = """
title = "Ten municipalities"
extends = "baseline"
months = 30

[population]
kind = "synthetic"
number = 10
seed = 1
"""


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    """The path of a scenario that runs in a moment; the working folder is the one it stands in."""
    (tmp_path / "tiny.toml").write_text(TINY)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DECDYN_DEBUG", raising=False)
    return "tiny.toml"


def call(*arguments: str):
    return CliRunner().invoke(app, arguments)


@pytest.fixture
def no_run(monkeypatch):
    """Make sure that nothing is run."""

    def refuse(*_):
        raise AssertionError("a run was started")

    monkeypatch.setattr("experiments.replicates.run_replicates", refuse)


@pytest.fixture
def no_figures(monkeypatch):
    """Leave out the figures, which take longer than a tiny run and have tests of their own."""
    monkeypatch.setattr("experiments.figures.draw_all", lambda *_: {})


def test_help_imports_nothing_slow():
    slow = {
        "pandas",
        "numpy",
        "mesa",
        "matplotlib",
        "numba",
        "scipy",
        "pyarrow",
        "networkx",
        "pydantic",
        "SALib",
    }
    program = (
        "import sys\n"
        "from experiments.cli import app\n"
        "try:\n    app(['--help'])\n"
        f"finally:\n    print('slow:', sorted({slow!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert "slow: []" in done.stdout
    for command in ("run", "scenarios", "parameters", "municipality"):
        assert command in done.stdout


def test_a_run_writes_a_capsule_and_prints_its_summary(tiny):
    done = call("run", tiny, "--replicates", "2", "--seed", "5", "--out", "results/first")
    assert done.exit_code == 0, done.output
    capsule = read_capsule("results/first")
    assert capsule.manifest["seeds"] == [5, 6]
    assert set(capsule.series["replicate"]) == {1, 2}
    assert len(capsule.municipalities) == 20
    assert capsule.manifest["rows"] == {"series.parquet": len(capsule.series), "municipalities.parquet": 20}
    assert {"figures/cartogram.png", "figures/tempo_and_types.png"} <= set(capsule.manifest["files"])
    for text in (
        "Ten municipalities, 2 replicates",
        "cautious changer",
        "measures embedded a year",
        "results/first",
    ):
        assert text in done.stdout


def test_the_replicates_of_a_run_are_runs_of_its_seeds(tiny, no_figures):
    call("run", tiny, "--replicates", "2", "--seed", "5", "--out", "both", "--quiet")
    call("run", tiny, "--seed", "6", "--out", "second", "--quiet")
    both, second = read_capsule("both").series, read_capsule("second").series
    chosen = both[both["seed"] == 6].drop(columns="replicate").reset_index(drop=True)
    assert chosen.equals(second.drop(columns="replicate"))
    assert not chosen["value"].equals(both[both["seed"] == 5].reset_index(drop=True)["value"])


def test_quiet_prints_nothing(tiny, no_figures):
    done = call("run", tiny, "--out", "first", "--quiet")
    assert (done.exit_code, done.output) == (0, "")


def test_set_changes_a_parameter_and_stands_in_the_manifest(tiny, no_figures):
    call("run", tiny, "--out", "first", "--quiet", "--set", "cut_size=0.3", "--set", "learning=0.7")
    values = read_capsule("first").manifest["scenario"]["parameters"]
    assert values == {"cut_size": 0.3, "learning": 0.7}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "baselin", "--out", "x"], "did you mean 'baseline'"),
        (["run", "absent.toml", "--out", "x"], "no such file"),
        (["run", "baseline", "--out", "x", "--set", "cut_siz=0.1"], "did you mean 'cut_size'"),
        (["run", "baseline", "--out", "x", "--set", "reflex=0.3"], "did you mean 'reflex_strength' or 'reflex_"),
        (
            ["sensitivity", "morris", "--out", "x", "--parameter", "reflex"],
            "did you mean 'reflex_strength' or 'reflex_",
        ),
        (["run", "baseline", "--out", "x", "--set", "zzzz=0.3"], "unknown parameter 'zzzz'"),
        (["run", "baseline", "--out", "x", "--set", "cut_size=9"], "got 9; allowed 0 to 0.35 (share)"),
        (["run", "baseline", "--out", "x", "--set", "cut_size"], "allowed NAME=VALUE"),
        (["run", "baseline", "--out", "x", "--set", "cut_size=much"], "allowed a number"),
        (["run", "baseline", "--out", "x", "--boundaries", "absent.json"], "absent.json"),
        (["run", "baseline", "--out", "x", "--replicates", "0"], "--replicates"),
        (["scenarios", "baselin"], "did you mean 'baseline'"),
        (["parameters", "--group", "urgencie"], "did you mean 'urgency'"),
        (["municipality", "Utrect"], "did you mean 'Utrecht'"),
    ],
)
def test_bad_input_ends_with_one_plain_message(tiny, no_run, arguments, message):
    done = call(*arguments)
    assert done.exit_code == 2
    assert message in " ".join(done.stderr.split())
    assert "Traceback" not in done.output
    assert done.stdout == ""


def test_a_filled_folder_is_refused_before_anything_runs(tiny, no_run, tmp_path):
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "manifest.json").write_text("{}")
    done = call("run", tiny, "--out", "first")
    assert done.exit_code == 2
    assert "add --force" in done.stderr


def test_force_replaces_earlier_results(tiny, no_figures):
    assert call("run", tiny, "--out", "first", "--quiet").exit_code == 0
    assert call("run", tiny, "--out", "first", "--quiet", "--seed", "9", "--force").exit_code == 0
    assert read_capsule("first").manifest["seeds"] == [9]


def test_an_interrupted_run_leaves_nothing_and_says_so(tiny, tmp_path, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("experiments.replicates.run_replicates", interrupt)
    done = call("run", tiny, "--out", "first")
    assert done.exit_code == 130
    assert done.stderr == "Interrupted; nothing was written.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["tiny.toml"]


def test_a_failed_run_ends_with_one_and_leaves_nothing(tiny, tmp_path, monkeypatch):
    def fail(*_):
        raise RunFailed("the run with seed 1 failed: ZeroDivisionError: division by zero")

    monkeypatch.setattr("experiments.replicates.run_replicates", fail)
    done = call("run", tiny, "--out", "first")
    assert done.exit_code == 1
    assert "seed 1" in done.stderr and "DECDYN_DEBUG=1" in done.stderr
    assert "Traceback" not in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["tiny.toml"]


def test_debug_lets_the_error_through(tiny, monkeypatch):
    def fail(*_):
        raise RunFailed("seed 1")

    monkeypatch.setattr("experiments.replicates.run_replicates", fail)
    monkeypatch.setenv("DECDYN_DEBUG", "1")
    assert isinstance(call("run", tiny, "--out", "first").exception, RunFailed)


def test_scenarios_lists_every_preset():
    from model import Scenario

    done = call("scenarios")
    assert done.exit_code == 0
    for name in Scenario.presets():
        assert name in done.stdout
    # A preset that moves nearly all parameters is told by the first few.
    many = len(Scenario.load("median-plausible").differences(Scenario.load("baseline")))
    assert f"{many - listings.FIRST_TOLD} more" in " ".join(done.stdout.split())


def test_a_scenario_is_told_in_words():
    done = call("scenarios", "no-cut")
    assert done.exit_code == 0
    assert "0.15 -> 0" in done.stdout


def test_parameters_of_one_group():
    done = call("parameters", "--group", "urgency")
    assert done.exit_code == 0
    assert "cut_size" in done.stdout
    assert "0 to 0.35" in done.stdout
    assert "champions_mean" not in done.stdout


def test_parameters_lists_every_one():
    from model.parameters import PARAMETERS

    done = call("parameters")
    for declared in PARAMETERS:
        assert declared.name in done.stdout


def test_outcomes_lists_every_one():
    from model.outcomes import OUTCOMES
    from model.summaries import SUMMARIES

    listed = {line.split()[0] for line in call("outcomes").stdout.splitlines() if line.split()}
    assert {declared.name for declared in (*SUMMARIES, *OUTCOMES)} <= listed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["sensitivity", "morris", "--outcome", "zzzz"], "unknown summary 'zzzz'; allowed: tempo, tempo_spread, "),
        (["sensitivity", "morris", "--outcome", "zzzz"], ", waiting_at_end; decdyn outcomes explains them\n"),
        (["sensitivity", "time", "--outcome", "zzzz"], "unknown outcome by month 'zzzz'; decdyn outcomes explains"),
        (["sensitivity", "morris", "--outcome", "incidents"], "(did you mean 'all_incidents'?)\n"),
        (["thresholds", "--outcome", "zzzz"], "unknown summary 'zzzz'; allowed: tempo, "),
        (["discover", "--outcome", "zzzz", "--below", "1"], "unknown summary 'zzzz'; allowed: tempo, "),
        (["robust", "--parameter", "zzzz"], "unknown parameter or group 'zzzz'; decdyn parameters explains them\n"),
    ],
)
def test_an_unknown_name_is_told_with_those_there_are(tiny, arguments, told):
    done = call(*arguments, "--out", "x")
    assert done.exit_code == 2
    assert told in done.stderr


def test_the_help_tells_the_defaults_of_each_method():
    from experiments.sensitivity.experiment import DEFAULTS

    words = " ".join(CliRunner(env={"COLUMNS": "400"}).invoke(app, ["sensitivity", "--help"]).stdout.split())
    for method, defaults in DEFAULTS.items():
        for value in (defaults.n, defaults.by):
            assert re.search(rf"\b{value} \([a-z, ]*{method}\b", words), (method, value)


def test_a_municipality_has_its_story(tiny):
    from model import Scenario

    name = str(_first_name(Scenario.load(tiny)))
    done = call("municipality", name, "--scenario", tiny)
    assert done.exit_code == 0, done.output
    assert name in done.stdout


def _first_name(scenario):
    from model.population import Population

    return Population.synthetic(scenario.population.number, scenario.population.seed).table["name"].iloc[0]
