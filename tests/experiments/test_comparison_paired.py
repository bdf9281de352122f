"""Paired differences: known intervals, what chance alone brings about, and verdicts reckoned by hand."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from experiments.comparison.paired import (
    FEW,
    HIGHER,
    LOWER,
    NEVER,
    OPEN,
    UNCHANGED,
    compared,
    false_discovery_rates,
    judged,
    over_seeds,
)
from experiments.comparison.wording import decimals, in_figures, with_unit
from model.language import speaking

NAN = math.nan


def column(*values: float) -> np.ndarray:
    """One thing under so many seeds."""
    return np.array(values, dtype=float).reshape(-1, 1)


def verdict(*differences: float) -> str:
    """The verdict on one thing compared by itself."""
    return judged(over_seeds(column(*differences)).assign(family=1), ["family"])["verdict"].iloc[0]


def test_an_interval_reckoned_by_hand():
    row = over_seeds(column(1, 2, 3, 4, 5)).iloc[0]
    # Standard deviation 1.5811, over the root of five 0.7071, times 2.7764 (four degrees of freedom).
    assert row["effect"] == 3
    assert row["low"] == pytest.approx(1.0368, abs=1e-4)
    assert row["high"] == pytest.approx(4.9632, abs=1e-4)
    assert row["p"] == pytest.approx(stats.ttest_1samp([1, 2, 3, 4, 5], 0).pvalue)
    assert row["same_sign"] == 1.0


def test_pairs_that_are_missing_are_left_out():
    with_gaps = over_seeds(column(1, NAN, 2, 3, NAN, 4, 5)).iloc[0]
    assert with_gaps.equals(over_seeds(column(1, 2, 3, 4, 5)).iloc[0])


@pytest.mark.parametrize("differences, share", [((1, 2, -1, 4), 0.75), ((-1, -2, 0.5, 0), 0.5), ((0, 0, 3, 0), 0.25)])
def test_the_share_of_seeds_with_the_sign_counts_no_zeros(differences, share):
    assert over_seeds(column(*differences))["same_sign"].iloc[0] == share


def test_noise_is_that_of_the_reference_between_seeds():
    reference = column(1, 2, 3, 4, 5)
    row = compared(reference, reference + 0.5).iloc[0]
    assert row["noise"] == pytest.approx(math.sqrt(2.5))
    assert row["in_noise"] == pytest.approx(0.5 / math.sqrt(2.5))
    assert (row["reference"], row["alternative"]) == (3.0, 3.5)


def test_noise_of_a_constant_measures_nothing():
    row = compared(column(1, 1, 1, 1, 1), column(2, 2, 2, 2, 2)).iloc[0]
    assert row["noise"] == 0.0 and math.isnan(row["in_noise"])


def test_means_are_over_pairs_and_missing_runs_are_counted():
    row = compared(column(1, 2, NAN, NAN, 9), column(3, NAN, 5, NAN, 9)).iloc[0]
    assert (row["seeds"], row["reference"], row["alternative"], row["effect"]) == (2, 5.0, 6.0, 1.0)
    assert (row["missing_reference"], row["missing_alternative"]) == (2, 2)


def test_pairing_finds_an_effect_that_luck_would_hide():
    luck = np.random.default_rng(1).normal(0, 10, (20, 1))
    own = np.random.default_rng(2).normal(0, 0.1, (20, 1))
    found = judged(compared(luck, luck + 0.5 + own).assign(family=1), ["family"]).iloc[0]
    assert found["verdict"] == HIGHER
    assert stats.ttest_ind(luck, luck + 0.5 + own).pvalue[0] > 0.5


@pytest.mark.parametrize(
    "differences, expected",
    [
        ((1, 2, 1, 2, 1), HIGHER),
        ((-1, -2, -1, -2, -1), LOWER),
        ((1, -2, 1, 2, -1), OPEN),
        ((1, 2, 1, 2), FEW),
        ((0, 0, 0, 0, 0), UNCHANGED),
        ((0, 0), UNCHANGED),
        ((1, -1), FEW),
        ((1, -1, 2, -2, 0), OPEN),
        ((NAN, NAN, NAN, NAN, NAN), NEVER),
        ((0.25, 0.25, 0.25, 0.25, 0.25), HIGHER),
    ],
)
def test_verdicts(differences, expected):
    assert verdict(*differences) == expected


def test_fewer_than_five_seeds_have_no_interval():
    row = over_seeds(column(1, 2, 1, 2)).iloc[0]
    assert row["effect"] == 1.5 and math.isnan(row["low"]) and math.isnan(row["high"]) and math.isnan(row["p"])


def test_false_discovery_rates_reckoned_by_hand():
    found = false_discovery_rates(pd.Series([0.01, NAN, 0.04, 0.03, 0.005]))
    assert found.tolist() == pytest.approx([0.02, NAN, 0.04, 0.04, 0.02], nan_ok=True)


def test_one_chance_finding_among_many_is_no_verdict():
    rng = np.random.default_rng(3)
    noise = rng.normal(0, 1, (10, 25))
    noise -= noise.mean(axis=0)
    # One column alone is off zero, by so much that its own interval just leaves out zero.
    noise[:, 0] += 2.4 * noise[:, 0].std(ddof=1) / math.sqrt(10)
    table = over_seeds(noise)
    assert table["low"][0] > 0
    assert set(judged(table.assign(family=1), ["family"])["verdict"]) == {OPEN}
    assert judged(table.assign(family=range(25)), ["family"])["verdict"][0] == HIGHER


def test_without_effect_intervals_miss_zero_one_time_in_twenty_and_families_seldom_have_a_verdict():
    null = np.random.default_rng(4).normal(0, 1, (8, 25 * 400))
    table = judged(over_seeds(null).assign(family=np.repeat(np.arange(400), 25)), ["family"])
    missed = ((table["low"] > 0) | (table["high"] < 0)).mean()
    assert missed == pytest.approx(0.05, abs=0.007)
    told = table["verdict"].isin([HIGHER, LOWER]).groupby(table["family"]).any().mean()
    assert told < 0.08


def test_families_are_judged_apart():
    strong = np.tile(column(1, 2, 1, 2, 1, 2), 3)
    weak = np.tile(column(3, -1, 2, -1, 3, 1), 3)
    table = over_seeds(np.hstack([strong, weak])).assign(family=[1, 1, 1, 2, 2, 2])
    assert judged(table, ["family"])["verdict"].tolist() == [HIGHER] * 3 + [OPEN] * 3


@pytest.mark.parametrize(
    "low, high, expected",
    [(0.31, 0.39, 2), (0.338, 0.373, 3), (-33, -6, 0), (1.0, 1.0, 3), (0.0051, 0.0150, 3), (-120, 400, 0)],
)
def test_decimals_are_those_that_an_interval_allows(low, high, expected):
    assert decimals(low, high) == expected


def effect(value: float, low: float = NAN, high: float = NAN, unit: str = "weeks") -> pd.Series:
    return pd.Series({"effect": value, "low": low, "high": high, "unit": unit})


def test_no_sign_before_a_nought():
    assert in_figures(effect(-0.0004, -0.04, 0.04)) == "0.00 (−0.04 to +0.04)"
    assert in_figures(effect(0.25)) == "+0.25"


@pytest.mark.parametrize(
    "low, high, expected",
    [
        (-7.2, 0.41, "−3.4 (−7.2 to +0.4)"),
        (-7.2, 0.0, "−4 (−7 to 0)"),
        (-7.2, 0.0001, "−4 (−7 to 0)"),
        (-12.0, -2.0, "−7 (−12 to −2)"),
    ],
)
def test_an_end_that_is_not_nought_is_not_rounded_to_it_where_a_decimal_more_shows_it(low, high, expected):
    assert in_figures(effect((low + high) / 2, low, high)) == expected


def test_shares_are_told_in_percentage_points_with_no_more_than_one_decimal():
    small = effect(-0.14534, -0.14637, -0.14432, "share")
    assert with_unit(small) == "−14.5 (−14.6 to −14.4) percentage points"
    with speaking("nl"):
        assert with_unit(small) == "−14.5 (−14.6 tot −14.4) procentpunten"
    assert with_unit(effect(0.00961, 0.00676, 0.01242, "0-1")) == "+0.010 (+0.007 to +0.012)"


def test_what_is_left_of_sums_that_cancel_is_nothing():
    assert in_figures(effect(3.5e-18)) == "0"
