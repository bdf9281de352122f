"""Boxes on made-up data with a known box, and with none."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from experiments.discovery import discovered as looking
from experiments.discovery.boxes import (
    LEAST_CASES,
    Limit,
    coverage_and_density,
    differing,
    find,
    inside,
    peel,
    quasi_p,
    require_workbench,
    without_weak,
)
from experiments.discovery.cases import Condition
from experiments.discovery.discovered import ALIKE, BOX, FEW, UNCONFIRMED, boxes_table, discovered, limits_table
from experiments.discovery.halves import Halves, in_halves, middle, resampled
from experiments.discovery.scores import DUMMY, feature_scores
from model.declaration import Fault

HALF = Condition("changer_at_end", "at_least", 0.5)
NAMES = ["cut_size", "conviction_mean", "learning", "clarity", "strategy", "participation", DUMMY]


def uniform(cases: int, seed: int = 1) -> pd.DataFrame:
    """Cases with every column uniform from 0 to 1."""
    return pd.DataFrame(np.random.default_rng(seed).random((cases, len(NAMES))), columns=NAMES)


def with_box(cases: int = 600, wrong: float = 0.05, seed: int = 1) -> tuple[pd.DataFrame, np.ndarray]:
    """Cases asked for where conviction is above 0.6 and the cut below 0.4, but for a part that is turned around."""
    table = uniform(cases, seed)
    true = ((table["conviction_mean"] > 0.6) & (table["cut_size"] < 0.4)).to_numpy()
    return table, true ^ (np.random.default_rng(seed + 1).random(cases) < wrong)


def look(table: pd.DataFrame, wanted: np.ndarray, **options: float) -> list[looking.Discovered]:
    asked = {"coverage": 0.5, "boxes": 1, "halves": 3, "seed": 1} | options
    return discovered(table, wanted, HALF, **asked)  # type: ignore[arg-type]


def test_a_known_box_is_found():
    table, wanted = with_box()
    found = find(table, wanted, coverage=0.5)
    limits = {(limit.parameter, limit.side): limit.value for limit in found.limits}
    assert set(limits) == {("conviction_mean", "above"), ("cut_size", "below")}
    assert limits["conviction_mean", "above"] == pytest.approx(0.6, abs=0.05)
    assert limits["cut_size", "below"] == pytest.approx(0.4, abs=0.05)
    coverage, density = coverage_and_density(inside(found.limits, table), wanted)
    assert coverage >= 0.5
    assert density == pytest.approx(0.95, abs=0.04)
    assert DUMMY not in found.screened
    assert all(limit.quasi_p < 1e-6 for limit in found.limits)


def test_a_box_without_error_is_found_whole():
    table, wanted = with_box(wrong=0.0)
    assert coverage_and_density(inside(find(table, wanted, coverage=0.9).limits, table), wanted) == pytest.approx(
        (1, 1), abs=0.1
    )


def test_a_box_may_have_two_sides():
    table = uniform(800)
    wanted = table["learning"].between(0.3, 0.6).to_numpy()
    limits = {limit.side: limit.value for limit in find(table, wanted, 0.5).limits if limit.parameter == "learning"}
    assert limits == {"above": pytest.approx(0.3, abs=0.05), "below": pytest.approx(0.6, abs=0.05)}


def test_the_box_holds_what_it_must():
    table, wanted = with_box(wrong=0.1)
    densities = []
    for coverage in (0.4, 0.7, 0.9):
        reached, density = coverage_and_density(inside(find(table, wanted, coverage).limits, table), wanted)
        assert reached >= coverage
        densities.append(density)
    assert densities == sorted(densities, reverse=True)


def test_the_whole_way_begins_with_all_cases_and_marks_the_box():
    table, wanted = with_box(wrong=0.2)
    short, whole = find(table, wanted, 0.5), find(table, wanted, 0.5, whole_way=True)
    assert short.limits == whole.limits
    first = whole.trajectory.iloc[0]
    assert (first["cases"], first["coverage"], first["density"]) == (600, 1.0, pytest.approx(wanted.mean()))
    assert whole.trajectory["cases"].min() < short.trajectory["cases"].min()
    assert whole.trajectory["cases"].min() >= LEAST_CASES
    chosen = whole.trajectory[whole.trajectory["chosen"]].iloc[0]
    within = inside(whole.limits, table)
    assert (chosen["cleared_coverage"], chosen["cleared_density"]) == coverage_and_density(within, wanted)


@pytest.mark.parametrize("seed", range(5))
def test_where_nothing_matters_there_is_no_box(seed):
    wanted = np.random.default_rng(100 + seed).random(400) < 0.3
    (one,) = look(uniform(400, seed), wanted)
    assert one.verdict == ALIKE
    assert boxes_table([one], 1).loc[0, ["verdict", "in_box"]].tolist() == [ALIKE, 0]
    assert limits_table([one]).empty


def test_what_does_not_hold_on_other_cases_is_not_confirmed():
    # What learning does is too weak for so few cases; in this draw of several it looks stronger than it is.
    table = uniform(160, seed=8)
    wanted = np.random.default_rng(508).random(160) < np.where(table["learning"] > 0.5, 0.42, 0.22)
    (one,) = look(table, wanted, halves=10)
    assert one.verdict == UNCONFIRMED
    assert one.halves is not None and one.halves.confirmed < 0.8


@pytest.mark.parametrize("number", [0, LEAST_CASES - 1, 300 - LEAST_CASES + 1, 300])
def test_too_few_cases_are_said_to_be_few(number):
    (one,) = look(uniform(300), np.arange(300) < number)
    assert one.verdict == FEW


def test_a_second_box_is_found_outside_the_first():
    table = uniform(500)
    first = (table["conviction_mean"] > 0.65).to_numpy()
    second = ((table["learning"] > 0.75) & ~first).to_numpy()
    results = look(table, first | second, boxes=3)
    assert [one.verdict for one in results[:2]] == [BOX, BOX]
    assert [{limit.parameter for limit in one.found.limits} for one in results[:2]] == [  # type: ignore[union-attr]
        {"conviction_mean"},
        {"learning"},
    ]
    assert not results[0].within[np.isin(results[0].rows, results[1].rows)].any()
    assert len(results[1].table) == (~results[0].within).sum()


def test_the_tables_say_what_a_box_is_worth_on_other_cases():
    table, wanted = with_box(wrong=0.1)
    results = look(table, wanted, halves=8)
    row = boxes_table(results, seed=1).iloc[0]
    assert row["verdict"] == BOX and row["confirmed"] >= 0.8
    assert row["density_low"] < row["density"] < row["density_high"]
    assert row["held_out_density"] == pytest.approx(0.9, abs=0.05)
    assert row["held_out_density_low"] < 0.9 < row["held_out_density_high"]
    limits = limits_table(results).set_index(["parameter", "side"])
    assert limits.loc[("conviction_mean", "above"), "found_again"] >= 0.8
    assert limits.loc[("conviction_mean", "above"), ["label", "unit"]].tolist() == ["conviction at the top", "0-1"]
    low, high = limits.loc[("conviction_mean", "above"), ["limit_low", "limit_high"]]
    assert low < 0.62 and high > 0.58


def test_the_same_cases_give_the_same_tables():
    table, wanted = with_box(cases=300, wrong=0.0)
    first, second = look(table, wanted, halves=2), look(table, wanted, halves=2)
    pd.testing.assert_frame_equal(boxes_table(first, 1), boxes_table(second, 1), check_exact=True)
    pd.testing.assert_frame_equal(limits_table(first), limits_table(second), check_exact=True)


def test_quasi_p_by_hand():
    # The box holds 4 of 5; without the first limit it would hold 5 of 10: P(4 or more of 5, at one half) = 6/32.
    wanted = np.array([1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 1, 1], dtype=bool)
    outside = np.zeros((2, 12), dtype=bool)
    outside[0, 5:10] = True
    outside[1, 10:] = True
    without_second = 6 / 7
    exact = 5 * without_second**4 * (1 - without_second) + without_second**5
    assert quasi_p(outside, wanted) == pytest.approx([6 / 32, exact])


def test_weak_limits_are_dropped_and_others_kept():
    table, wanted = with_box()
    strong = (Limit("conviction_mean", "above", 0.6), Limit("cut_size", "below", 0.4))
    weak = (Limit("learning", "below", 0.9), Limit(DUMMY, "above", 0.1))
    left = without_weak((weak[0], *strong, weak[1]), table, wanted)
    assert [(limit.parameter, limit.side, limit.value) for limit in left] == [
        (limit.parameter, limit.side, limit.value) for limit in strong
    ]
    assert without_weak(weak, table, wanted) == ()
    assert without_weak((), table, wanted) == ()


def test_only_columns_that_differ_are_looked_among():
    table, wanted = with_box()
    assert set(differing(table, wanted)) == {"conviction_mean", "cut_size"}
    assert differing(table, np.ones(600, dtype=bool)) == differing(table, np.zeros(600, dtype=bool)) == ()


def test_prim_peels_a_twentieth_at_a_time():
    table = pd.DataFrame({"learning": np.linspace(0, 1, 400)})
    boxes = peel(table, (table["learning"] > 0.5).to_numpy(), smallest=200)
    assert boxes[0] == ()
    assert boxes[1] == (Limit("learning", "above", pytest.approx(0.05, abs=0.01), pytest.approx(np.nan, nan_ok=True)),)


def test_coverage_and_density_by_hand():
    within, wanted = np.array([1, 1, 1, 0, 0], dtype=bool), np.array([1, 1, 0, 1, 1], dtype=bool)
    assert coverage_and_density(within, wanted) == (0.5, 2 / 3)
    assert np.isnan(coverage_and_density(~within & within, wanted)[1])


def test_intervals_are_as_wide_as_theory_says():
    within, wanted = np.arange(1000) < 400, (np.arange(1000) % 4) > 0
    coverage, density = resampled(within, wanted, seed=1)
    spread = norm.ppf(0.975) * np.sqrt(0.75 * 0.25 / 400)
    assert density == (pytest.approx(0.75 - spread, abs=0.01), pytest.approx(0.75 + spread, abs=0.01))
    assert coverage[0] < 0.4 < coverage[1]


def test_halves_share_the_wanted_cases_and_do_not_overlap():
    table, wanted = with_box(cases=401)
    tried = in_halves(table, wanted, 0.5, times=3, seed=1)
    assert tried.scores["share"].to_numpy() == pytest.approx(wanted.mean(), abs=0.005)
    assert tried.scores["found"].all() and len(tried.boxes) == 3


def test_what_halves_say():
    limit, other = Limit("learning", "above", 0.2), Limit("learning", "below", 0.8)
    scores = pd.DataFrame({"density": [0.5, 0.2, np.nan, 0.9], "share": 0.3})
    tried = Halves(scores, [(limit,), (other,), (), (limit, other)])
    assert tried.confirmed == 0.5
    assert len(tried.like(limit)) == 2
    assert tried.with_parameter("learning") == 0.75
    assert tried.with_parameter(DUMMY) == 0


def test_the_middle_leaves_out_what_is_missing():
    assert middle([np.nan, *range(101)]) == pytest.approx((2.5, 97.5))
    assert np.isnan(middle([np.nan])).all()


def test_feature_scores_tell_what_matters_from_a_dummy(monkeypatch):
    monkeypatch.setattr("experiments.discovery.scores.REPEATS", 4)
    table = uniform(400)
    noise = np.random.default_rng(5).normal(0, 0.05, 400)
    value = (3 * table["learning"] + 2 * table["clarity"]).to_numpy() + noise
    scores = feature_scores(table, {"value": value, "high": value > 3, "constant": np.zeros(400)}, seed=1)
    assert set(scores["target"]) == {"value", "high"}
    for _, rows in scores.groupby("target"):
        assert rows["parameter"].tolist()[:2] == ["learning", "clarity"]
        assert rows["score"].sum() == pytest.approx(1)
        assert set(rows.loc[rows["above_dummy"], "parameter"]) == {"learning", "clarity"}
        assert (rows["low"] <= rows["score"]).all() and (rows["score"] <= rows["high"]).all()


def test_without_the_workbench_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr("experiments.discovery.boxes.find_spec", lambda name: None)
    with pytest.raises(Fault, match=r"ema_workbench: is not installed.*discovery"):
        require_workbench()
