"""The summary's numbers are right on tables small enough to reckon by hand."""

from types import SimpleNamespace

import pandas
import pytest

from experiments import summary
from model import Scenario


@pytest.fixture
def results():
    """Two replicates of four municipalities: two small, one middle-sized, one large."""
    rows = [
        # replicate, size class, type in 2015, type at the end, tempo
        (1, "small", "cautious", "cautious_changer", 1.0),
        (1, "small", "cautious", "cautious", 0.0),
        (1, "middle", "cautious", "cautious", 0.5),
        (1, "large", "changer", "changer", 2.5),
        (2, "small", "cautious", "cautious_changer", 2.0),
        (2, "small", "cautious_changer", "changer", 3.0),
        (2, "middle", "cautious", "cautious", 1.5),
        (2, "large", "changer", "changer", 1.5),
    ]
    columns = ["replicate", "size_class", "type_date", "type_end", "tempo"]
    return SimpleNamespace(municipalities=pandas.DataFrame(rows, columns=columns))


def test_shares_of_types_with_their_spread(results):
    table = summary.types(results, "type_date")
    assert table.loc["cautious"].to_dict() == {"mean": 0.625, "lowest": 0.5, "highest": 0.75}
    assert table.loc["cautious_changer"].to_dict() == {"mean": 0.125, "lowest": 0.0, "highest": 0.25}
    assert table["mean"].sum() == pytest.approx(1)


def test_shares_of_types_by_size_class(results):
    shares = summary.type_shares(results, "type_end")
    assert list(shares.index) == ["small", "middle", "large", "all"]
    assert shares.loc["small"].to_dict() == {"changer": 0.25, "cautious_changer": 0.5, "cautious": 0.25}
    assert shares.loc["all", "changer"] == 3 / 8
    assert shares.sum(axis="columns").to_list() == pytest.approx([1, 1, 1, 1])


def test_tempo_by_size_class(results):
    table = summary.tempo(results)
    assert table.loc["small"].to_dict() == {"mean": 1.5, "lowest": 0.5, "highest": 2.5}
    assert table.loc["all"].to_dict() == {"mean": 1.5, "lowest": 1.0, "highest": 2.0}


def test_size_classes_are_named_with_bounds_and_counts(results):
    assert summary.size_class_labels(results) == {
        "small": "small, under 30,000 (2)",
        "middle": "middle, 30,000 to 80,000 (1)",
        "large": "large, 80,000 and more (1)",
        "all": "all (4)",
    }


def test_a_size_class_without_municipalities_is_left_out(results):
    results.municipalities = results.municipalities.query("size_class != 'large'")
    assert list(summary.size_class_labels(results)) == ["small", "middle", "all"]
    assert list(summary.type_shares(results, "type_end").index) == ["small", "middle", "all"]
    assert list(summary.tempo(results).index) == ["small", "middle", "all"]


@pytest.mark.parametrize(
    ("name", "moments", "period"),
    [
        ("baseline", ("1 May 2015", "end of December 2020"), "2013–2016"),
        ("environment-act", ("1 May 2018", "end of December 2023"), "2016–2019"),
    ],
)
def test_moments_and_period_follow_the_calendar_of_the_scenario(name, moments, period):
    scenario = Scenario.load(name)
    assert summary.type_moments(scenario) == moments
    assert summary.tempo_period(scenario) == period


def test_outcomes_of_the_first_and_last_year(made_up):
    """The made-up value of replicate r in month m of 40 is (m + 1) r / 400."""
    table = summary.outcomes(made_up(replicates=3, months=40))
    assert table.loc["waiting", "first"] == pytest.approx(6.5 * 2 / 400)
    assert table.loc["waiting", "mean"] == pytest.approx(34.5 * 2 / 400)
    assert table.loc["waiting", "lowest"] == pytest.approx(34.5 / 400)
    assert table.loc["waiting", "highest"] == pytest.approx(34.5 * 3 / 400)


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [(-0.001, 2, "0.00"), (1.005, 1, "1.0"), (-0.25, 2, "-0.25"), (40.4, 0, "40")],
)
def test_numbers_as_they_are_printed(value, digits, text):
    assert summary.number(value, digits) == text


@pytest.mark.parametrize(("size", "digits"), [(250, 0), (25, 1), (0.25, 2), (0.025, 3), (0, 0)])
def test_digits_suit_the_size(size, digits):
    assert summary.digits_for(size) == digits
