"""Texts come out in the language that is spoken, and everything declared has a name in both."""

import pytest

from model import Scenario
from model.declaration import UnknownName
from model.language import DUTCH, UNITS, Words, label, language, say, speaking, title, unit
from model.outcomes import OUTCOMES
from model.parameters import PARAMETERS
from model.summaries import SUMMARIES


def test_dutch_is_spoken_within_the_block_and_not_after_it():
    assert say("a run", "een run") == "a run"
    with speaking(DUTCH):
        assert (say("a run", "een run"), str(Words("yes", "ja"))) == ("een run", "ja")
        with speaking("en"):
            assert language() == "en"
        assert language() == DUTCH
    assert f"{Words('yes', 'ja')}" == "yes"


def test_the_language_is_given_back_after_an_error():
    with pytest.raises(RuntimeError), speaking(DUTCH):
        raise RuntimeError
    assert language() == "en"


def test_an_unknown_language_is_refused_with_those_there_are():
    with pytest.raises(UnknownName, match=r"unknown language 'de'.*allowed: en, nl"), speaking("de"):
        pass


@pytest.mark.parametrize("declared", [*PARAMETERS, *OUTCOMES, *SUMMARIES], ids=lambda each: each.name)
def test_what_is_declared_has_a_name_and_a_unit_in_dutch(declared):
    assert declared.unit in UNITS
    with speaking(DUTCH):
        assert label(declared) == declared.label_nl
        assert unit(declared.unit) == UNITS[declared.unit]


def test_a_scenario_without_a_dutch_title_keeps_its_own():
    scenario = Scenario(name="mine", title="Mine")
    with speaking(DUTCH):
        assert title(scenario) == "Mine"
        assert title(Scenario(name="nameless")) == "nameless"
        assert title(Scenario.load("no-cut")) == Scenario.load("no-cut").title_nl


@pytest.mark.parametrize("name", Scenario.presets())
def test_every_preset_is_told_in_dutch(name):
    scenario, baseline = Scenario.load(name), Scenario.load("baseline")
    english = scenario.differences(baseline)
    with speaking(DUTCH):
        dutch = scenario.differences(baseline)
        assert scenario.title_nl and title(scenario) == scenario.title_nl
    assert len(dutch) == len(english)
    for one, other in zip(english, dutch, strict=True):
        assert one != other, one
        assert not {"added:", "held:", "set", "from", "the", "of", "municipalities"} & set(other.split()), other
