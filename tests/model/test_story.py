"""The story of a municipality: it tells what happened, and its "without X" is the paired run without X."""

import re

import pytest

from model import Decentralisation, Scenario
from model.declaration import UnknownName
from model.intervention_kinds import NoChampions, Where
from model.mechanisms import MECHANISMS
from model.population import Population
from model.story import Diary, ending_of, paired_runs, story

MONTHS = 60
SEED = 4


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    table = Population.netherlands().table
    codes = tuple(table.loc[table["province"] == "Utrecht", "code"])
    baseline = Scenario.load("baseline")
    return baseline.with_(population=baseline.population.model_copy(update={"codes": codes}), months=MONTHS)


@pytest.fixture(scope="module")
def finished(scenario: Scenario) -> Decentralisation:
    return Decentralisation(scenario, SEED).run()


@pytest.fixture(scope="module")
def led(finished: Decentralisation) -> int:
    """The place of a municipality that embedded something and has had a champion, so that both can be missed."""
    return max(
        range(len(finished.municipality)),
        key=lambda place: (
            finished.municipality[place].champion_months > 0,
            finished.municipality[place].embedded,
        ),
    )


def test_without_champions_is_the_paired_run_in_which_they_are_removed(scenario, finished, led):
    code = finished.municipality[led].code
    removed = NoChampions(start="2013-01", where=Where(codes=(code,)))
    by_hand = ending_of(Decentralisation(scenario.with_(interventions=(removed,)), SEED).run(), led)
    told = {each.what: each.ending for each in paired_runs(scenario, finished, led, SEED)}
    assert told["its champions"] == by_hand
    assert by_hand != ending_of(finished, led), "taking the champions away should change something here"


def test_without_the_cut_is_the_paired_run_without_it(scenario, finished, led):
    by_hand = ending_of(Decentralisation(scenario.with_(parameters={"cut_size": 0.0}), SEED).run(), led)
    told = {each.what: each.ending for each in paired_runs(scenario, finished, led, SEED)}
    assert told["the cut (in the whole country)"] == by_hand


def test_the_story_says_the_numbers_of_its_runs(scenario, finished, led):
    name = finished.municipality[led].name
    told = story(scenario, name, SEED)
    ending = ending_of(finished, led)
    concluding = next(paragraph for paragraph in told if paragraph.startswith("On the type date"))
    assert f"{ending.embedded} measure" in concluding
    assert f"a tempo of {ending.tempo:.2f} measures a year" in concluding
    without = next(paragraph for paragraph in told if paragraph.startswith("Without its champions"))
    other = next(each for each in paired_runs(scenario, finished, led, SEED) if each.what == "its champions").ending
    assert f"{other.embedded} measure" in without and f"instead of {ending.embedded}" in without


def test_the_diary_tells_every_change_of_a_measure_in_its_month(scenario, led):
    model = Decentralisation(scenario, SEED)
    diary = Diary(model, led)
    embedded = []
    while model.month < model.world.months:
        model.step()
        diary.watch()
        one = model.municipality[led]
        embedded += [model.month - 1] * one.embeddings
    told = [entry.month for entry in diary.entries if "is embedded" in entry.sentence]
    assert told == embedded
    assert {entry.mechanism for entry in diary.entries} <= {mechanism.name for mechanism in MECHANISMS}


def test_each_sentence_names_its_month_and_its_rule(scenario, finished, led):
    years = [part for part in story(scenario, finished.municipality[led].code, SEED) if re.match(r"\d{4}\n", part)]
    for line in (line for year in years for line in year.split("\n")[1:]):
        assert re.match(r"  \d{4}-\d{2}: .+ \[[a-z_]+\]$", line)


def test_a_type_date_that_is_not_reached_is_not_told(scenario):
    short = scenario.with_(months=12)
    told = story(short, scenario.population.codes[0], SEED)
    assert not any("type date" in paragraph for paragraph in told)
    assert any(paragraph.startswith("At the end it was a") for paragraph in told)
    assert Decentralisation(short, SEED).run().municipalities["type_date"].isna().all()


def test_an_unknown_name_is_told_with_the_nearest(scenario):
    with pytest.raises(UnknownName, match="Utrecht"):
        story(scenario, "Utrect", SEED)
