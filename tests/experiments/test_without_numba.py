"""Where numba is not installed: what runs in Mesa works, and what cannot says what to install."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.capsule import read_capsule

HERE = Path(__file__).parents[2]
TINY = 'name = "tiny"\nmonths = 6\n\n[population]\nkind = "synthetic"\nnumber = 10\nseed = 1\n'


@pytest.fixture
def decdyn(tmp_path: Path):
    """The command in a Python, and in processes that it starts, in which numba cannot be imported."""
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "numba.py").write_text("raise ImportError('No module named numba')\n", encoding="utf-8")
    (tmp_path / "tiny.toml").write_text(TINY, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(hidden), str(HERE)]), "PYTHONIOENCODING": "utf-8"}

    def call(*arguments: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "experiments.cli", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=300
        )

    return call


def test_runs_in_mesa_are_made_kept_and_made_again(decdyn, tmp_path):
    done = decdyn("run", "tiny.toml", "--engine", "mesa", "--replicates", "2", "--out", "first")
    assert done.returncode == 0, done.stderr
    capsule = read_capsule(tmp_path / "first")
    assert (capsule.manifest["seeds"], capsule.manifest["engine"]) == ([1, 2], "mesa")
    assert set(capsule.series["seed"]) == {1, 2}
    again = decdyn("replay", "first")
    assert again.returncode == 0, again.stderr
    assert again.stdout == "The same to the last bit: 2 tables.\n"


def test_a_municipality_has_the_story_that_it_has_on_the_engine(decdyn, tmp_path):
    from model import Scenario
    from model.population import Population
    from model.story import story

    name = Population.synthetic(10, 1).table["name"].iloc[0]
    done = decdyn("municipality", name, "--scenario", "tiny.toml", "--seed", "3")
    assert done.returncode == 0, done.stderr
    told = story(Scenario.load(tmp_path / "tiny.toml"), name, 3)
    assert any(paragraph.startswith("Without") for paragraph in told), "there are paired runs to tell of"
    assert done.stdout.split() == " ".join(told).split()


@pytest.mark.parametrize(
    "arguments", [("run", "tiny.toml", "--out", "there"), ("compare", "baseline", "no-cut", "--out", "there")]
)
def test_what_needs_the_engine_says_what_to_install(decdyn, tmp_path, arguments):
    done = decdyn(*arguments)
    assert done.returncode == 1
    assert "the engine needs numba, which is not installed: python -m pip install numba" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "there").exists()
