"""The README makes no claim that the code does not keep."""

import re
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from experiments.cli import app
from experiments.figures import draw_all
from model import Scenario
from model.parameters import PARAMETERS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_there_are_two_lines_to_run():
    assert len(re.findall(r"^```sh\n.+\n```$", README, re.MULTILINE)) == 2
    assert README.count("```sh\n") == 2


def test_the_number_of_parameters_that_rest_on_assumption():
    claimed, of = map(int, re.search(r"\*\*(\d+) of the (\d+) parameters", README).groups())
    varied = [parameter for parameter in PARAMETERS if parameter.varied]
    assert (claimed, of) == (sum("ass." in parameter.evidence for parameter in varied), len(varied))


@pytest.mark.parametrize("path", re.findall(r"`([\w/]+\.(?:md|cff))`", README))
def test_files_that_are_named_exist(path):
    assert (ROOT / path).is_file()


@pytest.mark.parametrize("picture", re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README))
def test_pictures_are_there_and_small(picture):
    assert (ROOT / picture).read_bytes().startswith(b"\x89PNG")
    assert (ROOT / picture).stat().st_size < 300_000


def test_every_figure_is_named_and_no_other(made_up):
    named = set(re.findall(r"`figures/(\w+\.png)`", README))
    assert named == {*(f"{name}.png" for name in draw_all(made_up(months=12))), "map.png"}


@pytest.mark.parametrize("command", sorted(set(re.findall(r"^\| `decdyn (\w+)", README, re.MULTILINE))))
def test_commands_and_their_options_exist(command):
    row = next(line for line in README.splitlines() if line.startswith(f"| `decdyn {command}"))
    text = CliRunner(env={"COLUMNS": "200"}).invoke(app, [command, "--help"]).stdout
    assert "Usage" in text
    for option in re.findall(r"--\w+", row):
        assert option in text


def test_the_scenario_can_be_read(tmp_path):
    example = re.search(r"```toml\n(.+?)```", README, re.DOTALL).group(1)
    (tmp_path / "own.toml").write_text(example)
    scenario = Scenario.load(tmp_path / "own.toml")
    assert scenario.title == tomllib.loads(example)["title"]
    assert scenario.parameter_values().learning == 0.6
    assert len(scenario.interventions) == 1
