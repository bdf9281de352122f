"""What outcomes are called where their label leaves open what is meant."""

from experiments.naming import FULLER, GOALS, called, called_shortly
from model.language import label, speaking
from model.summaries import SUMMARIES, SUMMARY


def test_the_mean_of_goals_says_of_how_many_and_the_others_keep_their_label():
    assert called(SUMMARY["goals_at_end"]) == "mean of the six goals, last year"
    assert called_shortly(SUMMARY["goals_at_end"]) == "mean of the six goals"
    with speaking("nl"):
        assert called(SUMMARY["goals_at_end"]) == "gemiddelde van de zes doelen, laatste jaar"
        assert called_shortly(SUMMARY["waiting_at_end"]) == "wachttijd"
    assert all(called(each) == label(each) for each in SUMMARIES if each.name not in FULLER)


def test_active_citizenship_is_one_of_the_six():
    assert len(GOALS) == 6 and "active_citizenship" in GOALS
