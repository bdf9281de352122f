"""Every preset loads, does otherwise than the baseline, and says so."""

from pathlib import Path

import pytest

from model.scenario import Scenario
from model.scenario_file import PRESETS

BASELINE = Scenario.load("baseline")
OTHERS = [name for name in PRESETS if name != "baseline"]


def test_the_presets_listed_are_the_files_there_are() -> None:
    import model.scenario_file

    folder = Path(model.scenario_file.__file__).parent / "scenarios"
    assert sorted(PRESETS) == sorted(path.stem for path in folder.glob("*.toml"))
    assert list(Scenario.presets()) == list(PRESETS)
    assert len(set(Scenario.presets().values())) == len(PRESETS)


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_says_what_it_is(name: str) -> None:
    preset = Scenario.load(name)
    assert preset.name == name
    assert preset.title and preset.title_nl and preset.title != preset.title_nl
    assert len(preset.description) > 60
    assert len(preset.description_nl) > 60 and preset.description_nl != preset.description
    assert preset.evidence


@pytest.mark.parametrize("name", OTHERS)
def test_a_preset_differs_from_the_baseline_in_words_and_identity(name: str) -> None:
    preset = Scenario.load(name)
    assert preset.differences(BASELINE)
    assert preset.identity != BASELINE.identity


def test_no_two_presets_are_the_same() -> None:
    assert len({Scenario.load(name).identity for name in PRESETS}) == len(PRESETS)


def test_the_baseline_overrides_nothing() -> None:
    assert Scenario(name="baseline").differences(BASELINE) == []
    assert (BASELINE.parameters, BASELINE.held, BASELINE.interventions) == ({}, (), ())
    assert (BASELINE.start, BASELINE.months, BASELINE.law_date) == ("2013-01", 96, "2015-01")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("no-cut", "announced cut in the transferred sum: 0.15 -> 0.00 share"),
        ("longer-preparation", "preparation time: 26 -> 38 months"),
        ("postponement", "added: law postponed by 12 months, announced in 2014-07"),
        ("champions-as-directors", "added: champion at director in all municipalities from 2013-01"),
        (
            "cuts-only",
            "added: measures on ways of working in the field not started in all municipalities from 2013-01",
        ),
        ("environment-act-after-social-domain", "experience carried over from: none -> baseline"),
    ],
)
def test_a_preset_changes_what_its_name_says(name: str, line: str) -> None:
    assert line in Scenario.load(name).differences(BASELINE)


def test_the_second_wave_is_doubled() -> None:
    doubled = Scenario.load("second-wave").parameter_values().second_wave
    assert doubled == 2 * BASELINE.parameter_values().second_wave
