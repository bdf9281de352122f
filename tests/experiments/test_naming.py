"""What outcomes are called where their label leaves open what is meant."""

from experiments.comparison.municipalities import MEAN_OF_GOALS
from experiments.naming import FULLER, GOALS, called, called_on_a_map, called_shortly
from model.language import label, speaking
from model.population import Population
from model.summaries import SUMMARIES, SUMMARY


def test_the_mean_of_goals_says_of_how_many_and_the_others_keep_their_label():
    assert called(SUMMARY["goals_at_end"]) == "mean of the six goals, last year"
    assert called_shortly(SUMMARY["goals_at_end"]) == "mean of the six goals"
    with speaking("nl"):
        assert called(SUMMARY["goals_at_end"]) == "gemiddelde van de zes doelen, laatste jaar"
        assert called_shortly(SUMMARY["waiting_at_end"]) == "wachttijd"
        assert called(MEAN_OF_GOALS) == "gemiddelde van de zes doelen, laatste maand"
    assert all(called(each) == label(each) for each in SUMMARIES if each.name not in FULLER)


def test_active_citizenship_is_one_of_the_six():
    assert len(GOALS) == 6 and "active_citizenship" in GOALS


def test_the_hague_is_called_on_a_map_as_everybody_calls_it():
    names = [called_on_a_map(each) for each in Population.netherlands().table["name"]]
    assert names.count("Den Haag") == 1 and not any("Gravenhage" in name for name in names)
    assert called_on_a_map("Delft") == "Delft"
