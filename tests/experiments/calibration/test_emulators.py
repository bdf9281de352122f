"""Emulators, the region and the test on itself, on functions whose answers are known."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import kstest, norm

from experiments.calibration import selftest
from experiments.calibration.emulators import fitted, implausibility
from experiments.calibration.identified import marginals, named, trade_offs
from experiments.calibration.region import drawn_from
from experiments.calibration.selftest import intervals, log_in_band, tried
from experiments.calibration.targets import Target, targets_of
from experiments.patterns.pattern import Statistic
from model.parameters import PARAMETERS, parameter

CHANCE = np.random.default_rng(5)
POINTS = CHANCE.random((150, 6))


def curve(points: np.ndarray) -> np.ndarray:
    """A function of two of six parameters."""
    return np.sin(3.0 * points[:, 0]) + points[:, 1] ** 2


def test_an_emulator_finds_a_smooth_function_and_says_how_sure_it_is() -> None:
    fit = fitted(POINTS, curve(POINTS) + CHANCE.normal(0.0, 0.05, len(POINTS)))
    assert fit is not None
    assert fit.explained > 0.95
    assert fit.covered > 0.9
    new = np.random.default_rng(6).random((200, 6))
    mean, sd = fit.emulator.predict(new)
    assert np.mean(np.abs(mean - curve(new)) <= 3.0 * sd) > 0.97
    assert np.abs(mean - curve(new)).mean() < 0.1


def test_missing_values_are_left_out_and_too_few_or_constant_ones_give_no_emulator() -> None:
    values = curve(POINTS)
    values[:20] = np.nan
    fit = fitted(POINTS, values)
    assert fit is not None
    assert np.isnan(fit.mean[:20]).all() and np.isfinite(fit.mean[20:]).all()
    values[20:130] = np.nan
    assert fitted(POINTS, values) is None
    assert fitted(POINTS, np.ones(len(POINTS))) is None


def test_only_what_lies_clearly_outside_a_band_is_implausible() -> None:
    fit = fitted(POINTS, curve(POINTS))
    band, open_band = (Target("P1", Statistic("x", "x", low=low, high=1.2)) for low in (0.9, -np.inf))
    assert fit is not None
    far = implausibility([fit.emulator, fit.emulator, None], [band, open_band, band], POINTS)
    truth = curve(POINTS)
    assert (far[(truth > 0.9) & (truth < 1.2), 0] < 3.0).all()
    assert (far[truth < 0.7, 0] > 3.0).all()
    assert (far[truth < 0.9, 1] < 3.0).all()
    assert (far[:, 2] == 0.0).all()


def test_a_small_region_is_found_and_evenly_filled() -> None:
    def worst(points: np.ndarray) -> np.ndarray:
        return points[:, :3].max(axis=1) / 0.1

    found = drawn_from(worst, 8, 1.0, 400, seed=1)
    assert (found.values <= 1.0).all() and (worst(found.points) <= 1.0).all()
    assert 0.4e-3 < found.share < 2.5e-3
    assert ((found.points >= 0.0) & (found.points <= 1.0)).all()
    for column in range(8):
        width = 0.1 if column < 3 else 1.0
        assert kstest(np.unique(found.points[:, column]) / width, "uniform").pvalue > 1e-3
    again = drawn_from(worst, 8, 1.0, 400, seed=1)
    assert np.array_equal(found.points, again.points)


def test_a_region_that_is_not_there_is_not_found() -> None:
    found = drawn_from(lambda points: 1.0 + points[:, 0], 3, 0.5, 50, seed=1)
    assert found.share == 0.0
    assert found.values.max() < 1.05


def test_the_chance_of_a_band_also_far_out() -> None:
    low, width = np.array([[-1.0], [2.0]]), 0.5
    mean, sd = np.array([0.0, 1.0]), np.array([1.0, 0.5])
    expected = np.log(norm.cdf((low + width - mean) / sd) - norm.cdf((low - mean) / sd))
    assert np.allclose(log_in_band(mean, sd, low, width), expected)
    far = log_in_band(np.array([0.0]), np.array([1.0]), np.array([[40.0], [-41.0]]), 1.0)
    assert np.isfinite(far).all()
    assert far[0, 0] == pytest.approx(far[1, 0])


def test_intervals_hold_a_truth_as_often_as_they_say() -> None:
    chance = np.random.default_rng(0)
    candidates, truths = chance.random((4000, 2)), chance.random((1000, 2))
    data = truths[:, :1] + chance.normal(0.0, 0.1, (1000, 1))
    logs = norm.logpdf(data, candidates[:, 0], 0.1)
    held, contraction = intervals(candidates, logs, truths)
    assert 0.87 <= held[:, 0].mean() <= 0.93
    assert contraction[:, 0].mean() > 0.6
    assert abs(contraction[:, 1].mean()) < 0.05
    wrong = intervals(candidates, norm.logpdf(data, candidates[:, 0], 0.02), truths)[0]
    assert np.nanmean(wrong[:, 0]) < 0.6


def test_the_calibration_tried_on_a_model_with_known_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "CANDIDATES", 2048)
    chance = np.random.default_rng(9)
    points = chance.random((250, 5))
    signal = np.stack([points[:, 0] + points[:, 1], points[:, 2]], axis=1)
    values = signal[:, None] + chance.normal(0.0, 0.1, (250, 5, 2))
    fits = [fitted(points, values[:, :-1, column].mean(axis=1)) for column in range(2)]
    bands = (Statistic("sum", "sum", low=0.9, high=1.1), Statistic("level", "level", low=0.5))
    trial = tried(points, values, fits, [Target("P1", each) for each in bands], seed=1)
    assert trial.targets == ("P1:sum", "P1:level")
    assert trial.kept.mean() >= selftest.KEPT_CLAIM
    table = trial.table(["a", "b", "c", "d", "e"]).set_index("parameter")
    assert table["covered"].between(0.82, 0.97).all()
    assert table.loc[["a", "b", "c"], "contraction"].min() > 0.1
    assert table.loc[["d", "e"], "contraction"].abs().max() < 0.05


def test_what_one_country_cannot_tell_is_no_part_of_the_test() -> None:
    shares = targets_of(["P2:together"])
    trial = tried(POINTS, np.ones((150, 4, 1)), [fitted(POINTS, curve(POINTS))], shares, seed=1)
    assert trial.targets == () and len(trial.kept) == 0
    assert np.isnan(trial.table(["a"])["covered"]).all()


def test_what_is_told_apart_and_what_trades_off() -> None:
    names = ["conviction_mean", "strategy", "learning", "participation", "communication"]
    unit = np.random.default_rng(3).random((200, 5))
    unit[:, 0] = 0.3 + 0.2 * unit[:, 0]
    unit[:, 4] = np.clip(1.0 - unit[:, 3] + 0.1 * (unit[:, 4] - 0.5), 0.0, 1.0)
    sets = pd.DataFrame(
        {name: parameter(name).low + unit[:, at] * (parameter(name).high - parameter(name).low)
         for at, name in enumerate(names)}
    )  # fmt: skip
    table = marginals(sets, "even").set_index("parameter")
    assert table["contraction"]["conviction_mean"] == pytest.approx(0.8, abs=0.05)
    assert named(table.reset_index(), True) == [parameter("conviction_mean").label]
    assert not table["told_apart"][["strategy", "learning", "participation"]].any()
    pairs = trade_offs(sets)
    assert pairs[["one", "other"]].to_numpy().tolist() == [["participation", "communication"]]
    assert pairs["rank_correlation"][0] < -0.9
    assert trade_offs(sets[["strategy"]]).empty


def test_chance_is_reckoned_where_it_arises() -> None:
    chance = np.random.default_rng(2)
    level = np.linspace(0.0, 1.0, 4000)
    values = level[:, None] + chance.normal(0.0, 1.0, (4000, 5)) * (0.1 + 0.2 * level[:, None])
    spread = selftest.Spread.of(values)
    nothing = np.zeros(3)
    assert spread.of_one_run(np.array([0.1, 0.5, 0.9]), nothing) == pytest.approx([0.12, 0.20, 0.28], rel=0.1)
    sd = np.full(1, np.sqrt(spread.overall / 5 + 0.09))
    assert spread.of_one_run(np.array([0.5]), sd) == pytest.approx(np.hypot(0.3, 0.2), rel=0.05)
    assert selftest.Spread.of(np.full((3, 2), np.nan)).overall == 0.0


def test_few_sets_drawn_evenly_tell_nothing_apart() -> None:
    names = [each.name for each in PARAMETERS if each.varied]
    unit = np.random.default_rng(4).random((40, len(names)))
    sets = pd.DataFrame(
        {name: parameter(name).low + unit[:, at] * (parameter(name).high - parameter(name).low)
         for at, name in enumerate(names)}
    )  # fmt: skip
    table = marginals(sets, "even")
    assert (table["contraction"] > 0.15).any()
    assert not table["told_apart"].any()
