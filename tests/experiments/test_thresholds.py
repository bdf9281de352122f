"""Sweeps: curves, points and verdicts on made-up responses whose answers are known."""

from collections.abc import Callable

import numpy as np
import pytest
from scipy import stats
from scipy.special import expit

from experiments.thresholds.curves import STRAIGHT, fitted
from experiments.thresholds.parting import flat, near_the_point, ratio
from experiments.thresholds.resampling import Draws, Estimate
from experiments.thresholds.sizes import growth
from experiments.thresholds.tipping import (
    FEW,
    GRADUAL,
    STEEP,
    TIPS,
    UNCHANGED,
    UNEVEN,
    UNRESOLVED,
    WITH_A_POINT,
    Found,
    found,
    no_effect,
)

PLACES = np.linspace(0, 1, 13)
Response = Callable[[np.ndarray], np.ndarray]


def noisy(response: Response, noise: float = 0.03, seeds: int = 10, start: int = 1) -> np.ndarray:
    """A response with noise between runs: one country, (1, seeds, steps)."""
    generator = np.random.default_rng(start)
    return response(PLACES) + generator.normal(0, noise, (1, seeds, len(PLACES)))


def seen(values: np.ndarray, municipalities: int | None = None, part: float = 1.0) -> Found:
    result = found(np.linspace(0, 1, values.shape[-1]), values, municipalities, part)
    assert result is not None
    return result


# Curves.


def test_a_straight_line_is_half_way_in_the_middle_and_takes_four_fifths_of_the_range() -> None:
    curve = fitted(PLACES, np.stack([PLACES, 5 - 3 * PLACES]))
    assert curve.point == pytest.approx([0.5, 0.5], abs=0.005)
    assert curve.width == pytest.approx([STRAIGHT, STRAIGHT], abs=0.005)
    assert curve.change == pytest.approx([1, -3], rel=0.01)
    assert curve.start == pytest.approx([0, 5], abs=0.01)


@pytest.mark.parametrize(("centre", "scale"), [(0.3, 0.05), (0.5, 0.08), (0.7, 0.03)])
def test_a_logistic_curve_is_found_again(centre: float, scale: float) -> None:
    curve = fitted(PLACES, 2 + 4 * expit((PLACES - centre) / scale)[None])
    assert curve.point[0] == pytest.approx(centre, abs=0.01)
    # From 10 to 90 % of a whole logistic curve it is 2 ln 9 scales.
    assert curve.width[0] == pytest.approx(2 * np.log(9) * scale, rel=0.1)
    assert np.abs(curve.at(PLACES)[0] - (2 + 4 * expit((PLACES - centre) / scale))).max() < 0.04


def test_a_step_has_no_width_and_lies_between_its_steps() -> None:
    curve = fitted(PLACES, (PLACES > 0.45)[None] * 1.0)
    assert 5 / 12 < curve.point[0] < 6 / 12 and curve.width[0] < 1 / 12


def test_fitting_many_is_fitting_each() -> None:
    values = noisy(lambda x: x**2, seeds=450)[0]
    together = fitted(PLACES, values)
    for row in (0, 199, 200, 449):
        alone = fitted(PLACES, values[row : row + 1])
        assert [column[row] for column in together] == pytest.approx([column[0] for column in alone], abs=1e-9)


# Verdicts.


@pytest.mark.parametrize("start", range(4))
def test_a_straight_line_is_gradual(start: int) -> None:
    result = seen(noisy(lambda x: 0.2 + 0.5 * x, 0.03, start=start))
    assert result.verdict == GRADUAL
    assert result.point.low < 0.5 < result.point.high
    assert result.width.value == pytest.approx(STRAIGHT, abs=0.1)
    assert result.change.value == pytest.approx(0.5, abs=0.03)
    assert result.change.low < result.change.value < result.change.high


@pytest.mark.parametrize("start", range(4))
def test_a_step_is_told_no_finer_than_the_sweep(start: int) -> None:
    values = noisy(lambda x: 0.5 * (x > 0.45), 0.03, start=start)
    result = seen(values)
    assert result.verdict == UNRESOLVED
    assert (result.point.low, result.point.high) == pytest.approx((5 / 12, 6 / 12))
    assert result.jump > 0.8
    assert seen(values, part=0.2).verdict == TIPS, "the same in steps of a sixtieth of the declared range"


SWEPT = (0.0, 1.0, 6), (0.0, 1.0, 7), (0.0, 1.0, 9), (0.0, 1.0, 13), (0.0, 1.0, 25), (0.3, 0.7, 13), (0.3, 0.7, 25)
"""Lowest and highest value, as parts of the declared range, and number of steps."""


def swept(where: tuple[float, float, int], width: float, apart: float = 0.0) -> str:
    """The verdict on the shares of 400 independent municipalities, whose chance rises within `width` of the range (at
    once where that is 0), under each seed at a place of its own so far `apart` (standard deviation).
    """
    low, high, steps = where
    draws = np.random.default_rng(steps)
    beyond = np.linspace(low, high, steps) - 0.47 - apart * stats.norm.ppf((np.arange(10) + 0.5) / 10)[:, None]
    chance = expit(beyond * 2 * np.log(9) / width) if width else 0.1 + 0.7 * (beyond > 0)
    return seen(draws.binomial(400, chance)[None] / 400, 400, high - low).verdict


@pytest.mark.parametrize("width", [0.3, 0.2, 0.1, 0.05])
def test_a_slope_is_no_tip_at_any_number_of_steps_nor_from_close_by(width: float) -> None:
    assert not {TIPS, UNCHANGED, UNEVEN} & {swept(where, width) for where in SWEPT}
    # A third of it is the finest step needed, and where what is flat on either side is in view it is told to be none.
    fine = [
        (low, high, steps)
        for low, high, steps in SWEPT
        if (high - low) / (steps - 1) <= 0.34 * width and width <= (high - low) / 3.3
    ]
    assert {swept(where, width) for where in fine} == {STEEP}


@pytest.mark.parametrize("apart", [0.02, 0.05])
def test_seeds_that_differ_along_one_slope_do_not_make_it_a_tip(apart: float) -> None:
    assert TIPS not in {swept(where, 0.2, apart) for where in SWEPT}


def test_a_jump_is_never_told_to_be_a_slope_and_fine_steps_find_it() -> None:
    assert {swept(where, 0.0) for where in SWEPT} == {UNRESOLVED, TIPS}
    assert swept((0.3, 0.7, 25), 0.0) == swept((0.4, 0.55, 13), 0.0) == TIPS


def test_jumps_that_lie_apart_are_found_once_steps_fall_between_them() -> None:
    assert {swept(where, 0.0, 0.05) for where in SWEPT} <= {UNRESOLVED, TIPS}
    assert {swept(where, 0.0, 0.05) for where in SWEPT if where[2] >= 13} == {TIPS}


@pytest.mark.parametrize("start", range(6))
def test_flat_noise_has_no_effect(start: int) -> None:
    by_seed = np.random.default_rng(start).normal(0, 0.5, (1, 10, 1))
    assert seen(noisy(lambda x: 0 * x, 0.05, start=start)).verdict == UNCHANGED
    assert seen(noisy(lambda x: 0 * x, 0.05, start=start) + by_seed).verdict == UNCHANGED


def test_what_never_changes_has_no_effect() -> None:
    assert seen(np.full((1, 8, 13), 0.4), 100).verdict == UNCHANGED
    assert no_effect(np.full((2, 8, 13), 0.4)) == 1.0


def test_a_small_trend_under_large_differences_between_seeds_is_seen() -> None:
    by_seed = np.random.default_rng(2).normal(0, 1, (1, 10, 1))
    assert no_effect(noisy(lambda x: 0.06 * x, 0.05) + by_seed) < 0.01


def test_a_steep_response_in_which_seeds_agree_is_no_tip() -> None:
    assert seen(noisy(lambda x: expit((x - 0.5) / 0.07), 0.03)).verdict == STEEP


def test_seeds_that_jump_each_at_its_own_point_tip_though_their_mean_is_wide() -> None:
    where = np.linspace(0.25, 0.75, 10)[None, :, None]
    values = 0.5 * (where < PLACES) + np.random.default_rng(1).normal(0, 0.02, (1, 10, 13))
    result = seen(values, 393)
    assert result.verdict == TIPS
    assert result.width.value > 0.3 > result.own_width.high
    assert result.parting.beyond_chance and result.parting.in_two
    assert result.parting.sd[6] > 5 * result.parting.sd[[0, -1]].max()
    # The seeds' own points are found again, to a step.
    assert np.abs(result.by_run.point - where.ravel()).max() < 1 / 12


def test_a_hump_is_no_s_curve() -> None:
    assert seen(noisy(lambda x: np.sin(np.pi * x), 0.05)).verdict == UNEVEN


def test_few_seeds_give_no_verdict_and_one_gives_nothing() -> None:
    assert seen(noisy(lambda x: x, seeds=4)).verdict == FEW
    assert found(PLACES, noisy(lambda x: x, seeds=1)) is None


# What chance does.


def test_independent_municipalities_do_not_part() -> None:
    """Their share has a peak of variance half-way, which is chance and no tip."""
    chance = expit((PLACES - 0.5) / 0.06)
    shares = np.random.default_rng(3).binomial(100, chance, (1, 20, 13)) / 100
    as_shares, as_numbers = seen(shares, 100), seen(shares)
    assert as_shares.parting.ratio.value == pytest.approx(1, abs=0.35) and as_shares.verdict == STEEP
    assert as_numbers.parting.ratio.value > 2, "against where it is flat there is a peak"
    assert as_shares.parting.chance[6] == pytest.approx(np.sqrt(0.25 / 100), rel=0.2)


def test_near_and_flat_are_told_apart() -> None:
    assert near_the_point(PLACES, 0.5).sum() == 3 and near_the_point(PLACES, 0.46).sum() == 2
    assert not (near_the_point(PLACES, 0.5) & flat(PLACES, 0.5, 0.1)).any()
    assert flat(PLACES, 0.5, 0.8).sum() == 4 and flat(PLACES, 0.5, 0.1).sum() == 10


def test_a_ratio_of_nothing_to_nothing_is_one() -> None:
    assert ratio(np.array([0.0, 1.0, 3.0]), np.array([0.0, 0.0, 2.0])).tolist() == [1.0, np.inf, 1.5]


# Resampling.


def test_intervals_hold_their_mean_about_as_often_as_they_say() -> None:
    generator = np.random.default_rng(1)
    draws = Draws.of(12)
    held = 0
    for _ in range(200):
        values = generator.normal(3, 1, (1, 12))
        interval = Estimate.of(values.mean(), draws.means(values))
        held += interval.low <= 3 <= interval.high
    assert 0.86 <= held / 200 <= 0.98


def test_resampling_is_the_same_again_and_pairs_seeds() -> None:
    values = noisy(lambda x: x)
    assert np.array_equal(Draws.of(10).means(values), Draws.of(10).means(values))
    shifted = Draws.of(10).means(values + 1) - Draws.of(10).means(values)
    assert shifted == pytest.approx(1), "what is added to every seed has no interval"


def test_resampled_variances_are_those_of_the_seeds_drawn() -> None:
    values = noisy(lambda x: 0 * x, seeds=6)
    draws = Draws.of(6)
    drawn = np.repeat(np.arange(6), np.rint(6 * draws.seeds[0]).astype(int))
    assert draws.variances(values)[0] == pytest.approx(values[0, drawn].var(axis=0) * 6 / 5)


# Size.


def collective(size: int) -> Found:
    """A country that sharpens as it grows, as in finite-size scaling: width in proportion to 1 / sqrt(size)."""
    return seen(noisy(lambda x: expit((x - 0.5) / (1 / np.sqrt(size))), 0.02, start=size))


def test_a_country_that_sharpens_as_it_grows_is_seen_to() -> None:
    result = growth({size: collective(size) for size in (50, 200, 800)})
    assert result is not None and (result.smallest, result.largest) == (50, 800)
    assert result.widening.high < 0
    assert result.shift.low < 0 < result.shift.high


def test_a_country_that_only_gets_less_noisy_neither_moves_nor_sharpens() -> None:
    founds = {}
    for size in (50, 800):
        draws = np.random.default_rng(size)
        founds[size] = seen(draws.binomial(size, expit((PLACES - 0.4) / 0.15), (4, 12, 13)) / size, size)
    result = growth(founds)
    assert result is not None
    assert result.widening.low < 0 < result.widening.high and result.shift.low < 0 < result.shift.high
    assert result.independent == 4 and result.calming.low < 4 < result.calming.high


def test_sizes_without_a_point_are_not_compared() -> None:
    nothing, line = seen(noisy(lambda x: 0 * x)), seen(noisy(lambda x: x))
    assert nothing.verdict not in WITH_A_POINT
    assert growth({50: nothing, 100: line}) is None
