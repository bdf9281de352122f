"""The seeds that a command takes: any of 64 bits, and plain words for any other."""

import pytest
from typer.testing import CliRunner

from experiments.capsule import read_capsule
from experiments.cli import app
from experiments.engines import Engine

TINY = 'name = "tiny"\nmonths = 6\n\n[population]\nkind = "synthetic"\nnumber = 10\nseed = 1\n'
LAST = 2**63 - 1
BEYOND = "seed: got 9223372036854775808; allowed a whole number from -2**63 to 2**63 - 1\n"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """A folder to work in, with two scenarios that run in a moment; figures, which take longer, are left out."""
    for name in ("tiny", "other"):
        (tmp_path / f"{name}.toml").write_text(TINY.replace("tiny", name), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DECDYN_DEBUG", raising=False)
    monkeypatch.setattr("experiments.figures.draw_all", lambda *_: {})


def call(*arguments: str):
    return CliRunner().invoke(app, arguments)


@pytest.mark.parametrize("engine", Engine)
@pytest.mark.parametrize(("first", "seeds"), [("-1", [-1, 0]), (str(LAST - 1), [LAST - 1, LAST])])
def test_a_run_takes_every_seed_that_the_model_takes(engine, first, seeds):
    done = call("run", "tiny.toml", "--engine", engine, "--seed", first, "--replicates", "2", "--out", "there")
    assert done.exit_code == 0, done.output
    capsule = read_capsule("there")
    assert capsule.manifest["seeds"] == seeds
    assert sorted(set(capsule.series["seed"])) == seeds


def test_an_experiment_and_a_story_take_negative_seeds():
    done = call("compare", "tiny.toml", "other.toml", "--seed", "-2", "--replicates", "3", "--out", "there", "--quiet")
    assert done.exit_code == 0, done.output
    assert call("municipality", "Place 1", "--scenario", "tiny.toml", "--seed", "-2").exit_code == 0


@pytest.mark.parametrize(
    "command",
    [
        *(("run", "tiny.toml", "--engine", engine, "--replicates", "2", "--out", "there") for engine in Engine),
        ("compare", "tiny.toml", "other.toml", "--replicates", "2", "--out", "there"),
    ],
    ids=["run on the engine", "run in Mesa", "compare"],
)
def test_seeds_that_go_beyond_64_bits_are_refused_before_anything_is_run(command, tmp_path):
    done = call(*command, "--seed", str(LAST))
    assert (done.exit_code, done.output) == (2, BEYOND)
    assert not (tmp_path / "there").exists()


def test_a_story_refuses_a_seed_beyond_64_bits():
    done = call("municipality", "Place 1", "--scenario", "tiny.toml", "--seed", str(LAST + 1))
    assert (done.exit_code, done.output) == (2, BEYOND)
