"""Regret, ranks, luck and what is good enough, on numbers of which the answer is known."""

import numpy as np
import pandas as pd
import pytest

from experiments.robustness.regret import (
    Draws,
    complete,
    cube,
    good_enough,
    luck,
    not_worse,
    ranked,
    regret_of,
    regrets,
    shares,
)


def noisy(effects: list[float], futures: int = 60, seeds: int = 5, spread: float = 1.0, seed: int = 1) -> np.ndarray:
    """Policies with an effect each, futures that differ for all alike, and luck of each run its own."""
    generator = np.random.default_rng(seed)
    common = 10 * generator.normal(size=(1, futures, 1))
    return np.array(effects)[:, None, None] + common + spread * generator.normal(size=(len(effects), futures, seeds))


def test_regret_by_hand():
    assert regret_of(np.array([[1.0, 2.0], [3.0, 1.0]])).tolist() == [[2.0, 0.0], [0.0, 1.0]]


def test_ranks_begin_at_one_and_equals_share_the_lowest():
    assert ranked(np.array([0.3, 0.1, 0.1, 0.2])).tolist() == [4, 1, 1, 3]
    assert ranked(np.array([[1.0, 2.0], [2.0, 1.0]])).tolist() == [[1, 2], [2, 1]]


def test_values_find_their_places_and_missing_runs_stay_missing():
    runs = pd.DataFrame({"scenario": ["b", "a", "b"], "set": [1, 0, 0], "seed": [7, 5, 5], "tempo": [1.0, 2.0, 3.0]})
    values = cube(runs, "tempo", ["a", "b"], 2, [5, 7])
    assert values.shape == (2, 2, 2)
    assert (values[1, 1, 1], values[0, 0, 0], values[1, 0, 0]) == (1.0, 2.0, 3.0)
    assert np.isnan(values).sum() == 5
    other = np.ones((2, 2, 2))
    other[0, 0, 1] = np.nan
    assert complete([np.ones((2, 2, 2)), other]).tolist() == [1]


def test_a_clear_effect_is_regretted_by_its_size_and_ranked():
    values = noisy([0.0, 1.0, 3.0], spread=0.2)
    found = regrets(values, Draws.of(60, 5, seed=1))
    assert found.mean.value == pytest.approx([3.0, 2.0, 0.0], abs=0.05)
    assert (found.mean.low <= [3.05, 2.05, 0.0]).all() and (found.mean.high >= [2.95, 1.95, 0.0]).all()
    assert (found.mean.high - found.mean.low)[:2].max() < 0.2
    assert found.ranks.value.tolist() == found.ranks.low.tolist() == found.ranks.high.tolist() == [3, 2, 1]
    assert found.leading.tolist() == [False, False, True]
    assert found.clearly_better.sum(axis=1).tolist() == [2, 1, 0]
    assert (found.high.value > found.mean.value - 1e-9).all() and (found.most >= found.high.value).all()


def test_the_interval_of_mean_regret_has_the_width_that_theory_gives():
    # Half of the futures regret by 2, half by 0: the mean's standard error is 1 / sqrt(futures).
    futures = 100
    values = np.zeros((2, futures, 1))
    values[1, ::2] = 2.0
    found = regrets(values, Draws.of(futures, 1, seed=1))
    assert found.mean.value.tolist() == [1.0, 0.0]
    assert found.mean.high[0] - found.mean.low[0] == pytest.approx(2 * 1.96 / np.sqrt(futures), rel=0.1)
    assert found.high.value[0] == found.most[0] == 2.0


def test_policies_that_differ_by_luck_alone_are_not_ranked():
    found = regrets(noisy([0.0] * 5), Draws.of(60, 5, seed=1))
    assert found.leading.all()
    # All that there is of regret is luck's.
    assert found.mean.value.mean() == pytest.approx(found.luck, rel=0.1)


def test_equal_policies_are_not_regretted():
    values = np.repeat(noisy([0.0]), 3, axis=0)
    found = regrets(values, Draws.of(60, 5, seed=1))
    assert (found.mean.value == 0).all() and (found.best_in == 1).all() and found.leading.all() and found.luck == 0


def test_luck_is_what_theory_gives_for_two_policies():
    # The greater of two normal means is above their mean by its standard error divided by the root of pi.
    values = noisy([0.0, 0.0], futures=400, seeds=16, spread=2.0)
    assert luck(values, Draws.of(400, 16, seed=1)) == pytest.approx(2.0 / np.sqrt(16) / np.sqrt(np.pi), rel=0.1)
    assert np.isnan(luck(values[:, :, :1], Draws.of(400, 1, seed=1)))


def test_luck_that_all_share_is_no_luck():
    values = np.zeros((3, 20, 4)) + np.random.default_rng(1).normal(size=(1, 20, 4))
    assert luck(values, Draws.of(20, 4, seed=1)) == pytest.approx(0, abs=1e-12)


def test_not_worse_leaves_luck_aside():
    holds = not_worse(noisy([0.0, 0.0, -50.0, 50.0], futures=2000), reference=0)
    assert holds[0].all() and holds[3].all() and not holds[2].any()
    assert holds[1].mean() == pytest.approx(0.977, abs=0.01)


def test_equal_is_not_worse():
    values = np.repeat(noisy([0.0]), 2, axis=0)
    assert not_worse(values, reference=0).all()


def test_with_one_seed_any_difference_counts():
    values = np.array([[[1.0], [1.0]], [[0.9], [1.1]]])
    assert not_worse(values, reference=0).tolist() == [[True, True], [False, True]]


def test_a_threshold_is_reached_by_the_mean_over_seeds():
    values = np.array([[[0.0, 1.0], [0.0, 0.9]]])
    assert good_enough(values, 0.5).tolist() == [[True, False]]


def test_shares_have_the_interval_of_a_share():
    holds = np.zeros((2, 200), dtype=bool)
    holds[0, :100] = True
    found = shares(holds, Draws.of(200, 3, seed=1))
    assert found.value.tolist() == [0.5, 0.0]
    assert found.high[0] - found.low[0] == pytest.approx(2 * 1.96 * 0.5 / np.sqrt(200), rel=0.1)
    assert found.low[1] == found.high[1] == 0


def test_the_same_seed_gives_the_same_draws():
    assert (Draws.of(9, 3, seed=1).futures == Draws.of(9, 3, seed=1).futures).all()
    assert (Draws.of(9, 3, seed=1).futures != Draws.of(9, 3, seed=2).futures).any()
