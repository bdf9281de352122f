"""What lessons share: guesses, exercises that know the answer, and what they show."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments import lessons
from experiments.lessons import drawing, exercises
from experiments.lessons.exercise import AGAIN, OPEN, RIGHT, Exercise
from experiments.lessons.own_rules import AS_IT_IS, OWN
from model import simulate
from model.agents import Council, SocialTeam
from model.declaration import UnknownName
from model.parameters import parameter
from model.summaries import SUMMARY

NUMBER = Exercise("How many?", 2.0, "Look again.", "Well read.", within=0.1)
CHOICE = Exercise("Which?", "b", "Look again.", "Well read.", choices=("a", "b"))
SMALL = {"kind": "synthetic", "number": 12, "seed": 1}


@pytest.fixture(scope="module")
def runs():
    countries = [
        lessons.variant("baseline", "As assumed", population=SMALL),
        lessons.variant("baseline", "More conviction", population=SMALL, conviction_mean=0.6),
    ]
    return simulate(countries, seeds=range(6), series=True, municipalities=True, states=True)


def test_a_guess_is_shown_beside_what_came_out():
    text = lessons.predict("How many?", 30, unit="%").beside(50.5)
    assert "**30 %**" in text and "**50.5 %**" in text


@pytest.mark.parametrize(
    ("guess", "choices"), [(None, ()), ("", ("a",)), ("c", ("a", "b")), ("many", ()), (math.nan, ()), (True, ())]
)
def test_a_guess_that_cannot_be_compared_is_told_and_stops_nothing(guess, choices):
    prediction = lessons.predict("Which?", guess, choices)
    assert prediction.problem() and prediction.problem() in prediction._repr_markdown_()
    beside = prediction.beside("a" if choices else 1.5)
    assert prediction.problem() in beside and "Predict first" in beside
    assert "came out as" not in beside and "1.5" not in beside


def test_where_there_is_no_guess_one_is_asked_for_in_its_own_form():
    assert "“a” or “b”" in lessons.predict("Which?", "", ("a", "b")).beside("a")
    assert "a number (%)" in lessons.predict("How many?", None, unit="%").beside(3)


@pytest.mark.parametrize(
    ("written", "choices", "unit", "meant"),
    [("50%", (), "%", 50.0), (" 50 % ", (), "%", 50.0), ("−0.1", (), "", -0.1), ("LARGE ", ("large",), "", "large"),
     ("No  clear difference", ("no clear difference",), "", "no clear difference"), ("many", (), "%", "many"),
     ("project_leader", ("project leader",), "", "project leader"), (7, (), "%", 7)],
)  # fmt: skip
def test_what_is_written_is_taken_as_it_is_meant(written, choices, unit, meant):
    assert lessons.predict("Which?", written, choices, unit).guess == meant


def test_a_guess_is_not_marked_but_a_question_follows_it():
    guess = lessons.predict("Which?", "a", ("a", "b"))
    assert guess.beside("a") != guess.beside("b")
    assert guess.beside("a").endswith("?") and guess.beside("b").endswith("?")


@pytest.mark.parametrize(
    ("exercise", "answer", "state"),
    [
        (NUMBER, None, OPEN), (NUMBER, 2, RIGHT), (NUMBER, 2.1, RIGHT), (NUMBER, 2.11, AGAIN), (NUMBER, "two", AGAIN),
        (NUMBER, math.nan, AGAIN), (CHOICE, "", OPEN), (CHOICE, "b", RIGHT), (CHOICE, "a", AGAIN), (CHOICE, "c", AGAIN),
        (CHOICE, ["b"], AGAIN), (CHOICE, " B ", RIGHT), (NUMBER, " 2.0", RIGHT), (NUMBER, "nan", AGAIN),
    ],
)  # fmt: skip
def test_an_exercise_tells_right_from_wrong(exercise, answer, state):
    assert exercise.check(answer).state == state


@pytest.mark.parametrize("exercise", [NUMBER, CHOICE])
def test_an_exercise_gives_nothing_away(exercise):
    told = exercise.check(exercise.wrong()).text + exercise.check(None).text
    assert "right=" not in repr(exercise)
    assert str(exercise.right) not in told.replace(exercise.look, "").replace(exercise.question, "")


@given(st.floats(-1e6, 1e6), st.floats(0, 1e3))
def test_a_wrong_answer_is_wrong_and_the_right_one_right(right, within):
    exercise = Exercise("How many?", right, "", "", within=within)
    assert exercise.check(right).state == RIGHT
    assert exercise.check(exercise.wrong()).state == AGAIN


def test_size_is_by_share_and_not_by_number():
    types = ["changer"] * 3 + ["cautious"] * 7 + ["changer"]
    table = pd.DataFrame({"type_end": types, "size_class": ["small"] * 10 + ["large"]})
    assert exercises.size_with_most_changers(table).right == "large"


def test_cost_control_is_by_distance():
    assert exercises.where_cost_control_rises_most(pd.Series({"here": 0.1, "there": 0.2})).right == "there"


@pytest.mark.parametrize(
    ("before", "after", "right"),
    [(0.4, 0.1, "much smaller"), (0.4, -0.4, "much smaller"), (0.4, 0.5, "about the same"), (0.4, 0.7, "much larger"),
     (-0.4, -0.5, "about the same")],
)  # fmt: skip
def test_what_becomes_of_a_distance(before, after, right):
    assert exercises.change_of_distance(before, after, "it").right == right


def test_what_is_won_back_is_a_difference_of_means():
    table = pd.DataFrame({"scenario": ["a", "a", "b", "b"], "all_starts": [1.0, 3.0, 4.0, 6.0]})
    assert exercises.won_back(table, "a", "b").right == 3.0
    assert exercises.won_back(table, "b", "a").right == -3.0


def test_failures_count_for_each_start():
    table = pd.DataFrame({"scenario": ["a", "b"], "all_starts": [10.0, 4.0], "all_failures": [3.0, 2.0]})
    assert exercises.most_failures_for_each_start(table, ["a", "b"]).right == "b"


def test_where_most_comes_from_below():
    assert exercises.most_from_below(pd.Series({"a": 0.2, "b": 0.1})).right == "a"


@pytest.mark.parametrize(
    ("correlation", "right"),
    [(-0.6, "negative or none"), (0.05, "negative or none"), (0.2, "weak"), (0.4, "moderate"), (0.9, "strong"),
     (1.0, "strong")],
)  # fmt: skip
def test_the_strength_of_a_relation(correlation, right):
    assert exercises.strength_of_relation(correlation).right == right


def test_the_longest_swing_may_go_either_way():
    table = pd.DataFrame({"low": [1.0, 3.0], "high": [2.0, 1.0]}, index=["up", "down"])
    assert exercises.moves_most(table).right == "down"


def test_inputs_above_the_dummy_are_counted():
    assert exercises.above_the_dummy(pd.DataFrame({"beyond_dummy": [True, False, None, True]})).right == 2


@pytest.mark.parametrize(("leading", "right"), [((False, True), "b"), ((True, True), "not told apart")])
def test_the_least_regretted_is_one_that_none_betters_but_itself(leading, right):
    judged = pd.DataFrame({"regret_mean": [0.2, 0.1], "leading": leading}, index=["a", "b"])
    assert exercises.least_regretted(judged).right == right


def judged_policy(effect=0.1, begun=True, cost=10.0, to_beat=0.05, **verdicts):
    names = ["goals_at_end", "waiting_at_end", "all_incidents", "balance_at_end"]
    table = pd.DataFrame(
        {
            "outcome": [SUMMARY[name].label for name in names],
            "effect": effect,
            "verdict": [verdicts.get(name, "not distinguishable") for name in names],
        }
    )
    return exercises.policy(table, begun, cost, 10.0, to_beat)


def test_a_policy_is_judged_by_what_it_reaches_and_what_it_worsens():
    assert judged_policy(begun=False).state == OPEN
    assert judged_policy(effect=0.0).state == AGAIN
    assert judged_policy(goals_at_end="lower").state == AGAIN
    assert judged_policy().state == AGAIN
    dear = judged_policy(goals_at_end="higher", waiting_at_end="higher")
    assert dear.state == AGAIN and SUMMARY["waiting_at_end"].label in dear.text
    assert judged_policy(goals_at_end="higher", balance_at_end="lower").state == AGAIN
    assert judged_policy(goals_at_end="higher", waiting_at_end="lower", balance_at_end="higher").state == RIGHT


def test_a_policy_stays_within_its_budget_and_beats_every_lever_alone():
    assert judged_policy(goals_at_end="higher", cost=10.1).state == AGAIN
    assert judged_policy(goals_at_end="higher", to_beat=0.1).state == AGAIN


def test_a_policy_costs_the_part_of_each_range_that_it_moves():
    low, middle, high = (getattr(parameter("cut_size"), at) for at in ("low", "default", "high"))
    assumed = lessons.variant("baseline", "As assumed")
    prices = {"cut_size": 20.0, "learning": 10.0}
    half = lessons.variant("baseline", "Less", cut_size=middle - (high - low) / 4)
    assert lessons.pricing.points(assumed, assumed, prices) == 0
    assert lessons.pricing.points(half, assumed, prices) == pytest.approx(5.0)
    assert lessons.pricing.reached("cut_size", 5.0, 20.0, downwards=True) == pytest.approx(half.parameters["cut_size"])
    assert lessons.pricing.reached("cut_size", 100.0, 20.0) == high
    assert lessons.pricing.reached("cut_size", 100.0, 20.0, downwards=True) == low


def test_what_has_no_price_is_named():
    assumed = lessons.variant("baseline", "As assumed")
    arrival = {"kind": "champion", "from": "2014-03", "seat": "director"}
    dated = lessons.variant("baseline", "Dated", interventions=[arrival], held=["peers"], clarity=0.9, learning=0.9)
    assert lessons.pricing.unpriced(dated, assumed, {"learning": 1.0}) == ["clarity", "interventions", "held"]
    assert lessons.pricing.unpriced(dated, dated, {}) == []


def rule_runs(own):
    return pd.DataFrame({"rule": [AS_IT_IS] * 2 + [OWN] * 2, "seed": [1, 2, 1, 2], "tempo": [1.0, 2.0, *own]})


@pytest.mark.parametrize(
    ("own", "state"), [((1.0, 2.0), OPEN), ((1.0, 3.0), AGAIN), ((math.nan, 3.0), AGAIN), ((0.5, 3.0), RIGHT)]
)
def test_a_rule_counts_when_it_changes_every_run(own, state):
    assert exercises.judged_rule(rule_runs(own)).state == state


def test_a_rule_may_change_any_outcome():
    runs = rule_runs((1.0, 2.0)).assign(all_incidents=[0.0, 0.0, 1.0, 2.0])
    assert exercises.judged_rule(runs).state == RIGHT


def test_the_rule_that_lesson_9_names_counts():
    class MyTeam(SocialTeam):
        def work(self):
            super().work()
            self.help_seeking = 0.9

    assert exercises.OwnRule().check(MyTeam).state == RIGHT


def test_a_rule_that_stops_the_run_is_told():
    class Broken(SocialTeam):
        def work(self):
            raise ZeroDivisionError("a slip")

    verdict = exercises.OwnRule().check(Broken)
    assert verdict.state == AGAIN and "a slip" in verdict.text


def test_a_rule_of_ones_own_meets_the_same_luck():
    class Idle(Council):
        pass

    class Closed(Council):
        def deliberate(self):
            super().deliberate()
            self.municipality.room = 0.0

    idle, closed = lessons.with_own_rule(Idle, seeds=(1,)), lessons.with_own_rule(Closed, seeds=(1,))
    same = idle.set_index("rule")
    pd.testing.assert_series_equal(same.loc[AS_IT_IS], same.loc[OWN], check_names=False)
    starts = closed.set_index("rule")["all_starts"]
    assert starts[OWN] < starts[AS_IT_IS]


def test_a_variant_adds_to_what_it_builds_on():
    variant = lessons.variant("no-champions", "Mine", held=["peers"], learning=0.7)
    assert (variant.name, variant.title) == ("Mine", "Mine")
    assert variant.held == ("peers",) and variant.parameters == {"learning": 0.7}
    assert len(variant.interventions) == 1


def test_means_and_effects_agree(runs):
    mean = lessons.means(runs, ["tempo"]).iloc[:, 0]
    effect = lessons.effects(runs, ["tempo"]).iloc[0]
    assert effect["effect"] == pytest.approx(mean["More conviction"] - mean["As assumed"])
    assert effect["95 % from"] < effect["effect"] < effect["95 % to"]
    assert effect["compared with"] == "As assumed"
    assert lessons.direction(runs, "tempo") in lessons.DIRECTIONS
    with pytest.raises(UnknownName):
        lessons.means(runs, ["temper"])


@pytest.mark.parametrize(
    ("differences", "found"),
    [((0.1, 0.2), "higher"), ((-0.1, -0.2), "lower"), ((0.1, -0.2), "no clear difference"),
     ((0.1, 0.0), "no clear difference")],
)  # fmt: skip
def test_runs_agree_only_when_all_do(differences, found):
    assert lessons.agreed(pd.Series(differences)) == found


def test_shares_from_below_are_shares(runs):
    table = lessons.from_below(runs)
    assert list(table.index) == ["As assumed", "More conviction"]
    assert table["share from teams"].between(0, 1).all()
    assert table["embedded measures"].to_numpy() == pytest.approx(
        runs.runs.groupby("scenario")["embedded_at_end"].mean().to_numpy()
    )


def test_swings_are_ordered_and_hold_what_was_run():
    names = ["conviction_mean", "outcome_lag"]
    sets = np.repeat(range(5), 2)
    tried = pd.DataFrame({"set": sets, "tempo": [1, 1, 0.9, 0.9, 1.0, 1.2, 0.5, 0.7, 2, 2]})
    table, assumed = lessons.swings(tried, names, "tempo")
    assert assumed == 1
    assert list(table.index) == [parameter("outcome_lag").label, parameter("conviction_mean").label]
    assert table.iloc[0].tolist() == pytest.approx([0.6, 2.0])


def test_a_way_through_a_range_goes_from_end_to_end_and_past_what_is_assumed():
    declared = parameter("cut_size")
    along = lessons.through_range("cut_size", seeds=(1, 2), steps=3)
    middle = (declared.low + declared.high) / 2
    assert sorted(set(along["cut_size"])) == sorted({declared.low, declared.default, middle, declared.high})
    tried = lessons.one_at_a_time(["cut_size"], seeds=(1, 2))
    for place, value in enumerate((declared.default, declared.low, declared.high)):
        by_itself = tried.loc[tried["set"] == place, "tempo"].tolist()
        assert along.loc[along["cut_size"] == value, "tempo"].tolist() == by_itself
    with pytest.raises(UnknownName):
        lessons.through_range("cut_sise", seeds=(1,))


def test_every_picture_has_words_and_ink(runs):
    table = pd.DataFrame({"low": [1.0], "high": [2.0]}, index=["a parameter"])
    way = pd.DataFrame({"cut_size": [0.0, 0.2, 0.0, 0.2], "seed": [1, 1, 2, 2], "tempo": [1.0, 2.0, 1.5, 1.8]})
    alone = simulate(lessons.variant("baseline", "Alone", population=SMALL), seeds=2, series=True, municipalities=True)
    for picture in (
        lessons.over_time(runs, "urgency", "embedded"),
        lessons.beside(runs, "tempo"),
        lessons.paired(runs, "tempo"),
        lessons.points(runs.municipalities, "tempo", "tailoring", ("tempo", "tailoring"), "Both"),
        lessons.tornado(table, "Tempo", "measures", 1.5),
        lessons.along(way, "cut_size", "tempo"),
        lessons.types_over_time(alone),
        lessons.types_by_size(alone),
    ):
        assert f'alt="{picture.words}"' in picture._repr_html_()
        assert picture._repr_png_()[:4] == b"\x89PNG"
        assert all(axes.has_data() for axes in picture.figure.axes)


def test_without_the_widget_there_is_a_figure(runs, monkeypatch):
    monkeypatch.setattr(drawing, "find_spec", lambda name: None)
    assert isinstance(lessons.exploring("baseline", "no-cut", runs, "embedded"), lessons.Picture)


def test_sentences_that_begin_with_a_dash_stand_under_the_one_before():
    assert lessons.sentences(["Two differ.", "- One does."]) == "- Two differ.\n  - One does."


def test_tables_show_types_in_words_and_what_is_missing_as_a_dash():
    text = lessons.table(pd.DataFrame({"type": ["cautious_changer"], "x": [-1.0], "y": [math.nan], "z": [None]}), 1)
    assert text.splitlines()[-1] == "| cautious changer | −1.0 | – | – |"


def test_a_pattern_is_told_with_its_kind_and_its_verdict_on_the_kept_board():
    board = pd.read_csv("results/patterns/tables/verdicts.csv").set_index("pattern")["verdict"]
    target, emergent = lessons.patterns("P1", "P18").splitlines()
    assert "Calibration targets" in target and f"**{board['P1']}**" in target
    assert "Emergent" in emergent and f"**{board['P18']}**" in emergent


def test_evidence_and_terms_are_those_that_are_declared():
    assert "**A4**" in lessons.evidence("A4")
    assert "champion" in lessons.terms("trekker")
    for ask in (lessons.evidence, lessons.patterns, lessons.terms):
        with pytest.raises(UnknownName):
            ask("no such thing")
