"""Sensitivity on functions whose indices are known, with noise added as chance adds it to a model: by seed."""

import re
import warnings

import numpy as np
import pandas as pd
import pytest
from SALib.test_functions import Ishigami, Sobol_G

from experiments.sensitivity import pairs
from experiments.sensitivity.analysis import Analysis, analysed, ranked
from experiments.sensitivity.inputs import DUMMY, inputs_of, label_of, with_dummy
from experiments.sensitivity.luck import chance, jackknife_error, seed_effects, variances, with_other_luck
from experiments.sensitivity.methods import method_of
from model.declaration import Fault, UnknownName

ISHIGAMI = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[-np.pi, np.pi]] * 3}
FIRST = {"a": 0.3139, "b": 0.4424, "c": 0.0}
TOTAL = {"a": 0.5576, "b": 0.4424, "c": 0.2437}
VARIANCE = 13.845
G_WEIGHTS = np.array([0, 1, 4.5, 9, 99, 99])
G = {"num_vars": 6, "names": list("uvwxyz"), "bounds": [[0, 1]] * 6}


def noisy(outcomes: np.ndarray, seeds: int, own: float, common: float = 0.0) -> np.ndarray:
    """Outcomes under several seeds: each seed shifts all sets alike, and each set by itself."""
    generator = np.random.default_rng(7)
    shifts = generator.normal(0, common, (1, seeds)) if common else 0.0
    return outcomes[:, None] + shifts + generator.normal(0, own, (len(outcomes), seeds))


def value(found: Analysis, index: str, name: str, other: str = "") -> pd.Series:
    table = found.indices
    return table[(table["index"] == index) & (table["input"] == name) & (table["other"] == other)].iloc[0]


def test_ishigami_without_noise_by_sobol() -> None:
    method = method_of("sobol", second_order=True)
    sample = method.sample(ISHIGAMI, 1024)
    found = analysed(method, ISHIGAMI, sample, Ishigami.evaluate(sample)[:, None])
    for name in "abc":
        assert value(found, "S1", name)["value"] == pytest.approx(FIRST[name], abs=0.03)
        assert value(found, "ST", name)["value"] == pytest.approx(TOTAL[name], abs=0.03)
    assert value(found, "S2", "a", "c")["value"] == pytest.approx(0.2437, abs=0.04)
    assert value(found, "S2", "a", "b")["value"] == pytest.approx(0.0, abs=0.04)
    assert np.isnan(found.chance.share)
    assert DUMMY not in set(found.indices["input"])
    assert found.ranks["beyond_dummy"].isna().all()


def test_pairs_are_told_in_words_and_judged_by_their_own_intervals() -> None:
    """Of Ishigami's function a and c interact (0.2437), and no others. Renamed, since an answer has labels."""
    names = dict(zip("abc", ("cut_size", "appetite_mean", "strategy"), strict=True))
    asked = ISHIGAMI | {"names": list(names.values())}
    method = method_of("sobol", second_order=True)
    said = {}
    for number in (64, 8192):
        sample = method.sample(asked, number)
        found = analysed(method, asked, sample, Ishigami.evaluate(sample)[:, None])
        said[number] = pairs.on_pairs(found, method), pairs.how_firm({"tempo": found}, method), pairs.widest(found)
    large, small = said[8192], said[64]
    assert large[0].startswith("Of 3 pairs of inputs 1 can be told to interact")
    share = re.search(f"{label_of('cut_size')} × {label_of('strategy')} ([0-9]+)% ", large[0]).group(1)
    assert int(share) == pytest.approx(24, abs=2)
    assert "Settled for pairs: widest interval ± 0.0" in large[0] and large[1] == " For pairs of inputs, too."
    assert "Not settled for pairs" in small[0] and small[1].endswith("the outcome did not settle.")
    assert small[2] > 0.05 >= large[2]
    plain = method_of("sobol")
    sample = plain.sample(asked, 64)
    without = analysed(plain, asked, sample, Ishigami.evaluate(sample)[:, None])
    assert pairs.how_firm({"tempo": without}, plain) == "" and np.isnan(pairs.widest(without))


def test_ishigami_with_noise_by_sobol() -> None:
    """Chance is half of a run's variance, and a twentieth of a mean's over nineteen seeds."""
    method, seeds = method_of("sobol"), 19
    sample = method.sample(ISHIGAMI, 1024)
    values = noisy(Ishigami.evaluate(sample), seeds, own=np.sqrt(VARIANCE * 0.8), common=np.sqrt(VARIANCE * 0.2))
    found = analysed(method, ISHIGAMI, sample, values)
    left = 0.8 / (0.8 + seeds)
    assert found.chance.left == pytest.approx(left, rel=0.1)
    # Nineteen seeds know the common part badly, and the interval says so.
    assert found.chance.low < 0.5 < found.chance.high
    for name in "abc":
        first, total = value(found, "S1", name), value(found, "ST", name)
        assert first["low"] < FIRST[name] * (1 - left) < first["high"]
        assert total["low"] < TOTAL[name] * (1 - left) + left < total["high"]
    assert value(found, "ST", DUMMY)["low"] < left < value(found, "ST", DUMMY)["high"]
    assert value(found, "ST", DUMMY)["low"] > 0
    assert value(found, "S1", DUMMY)["low"] < 0 < value(found, "S1", DUMMY)["high"]
    assert found.ranks["beyond_dummy"].all()
    # Of the totals 0.56, 0.44 and 0.24 the intervals tell the third from the others.
    assert list(found.ranks["first_rank"])[-1] == 3


def test_what_a_seed_does_to_all_sets_alike_moves_no_index() -> None:
    method = method_of("sobol")
    sample = method.sample(ISHIGAMI, 64)
    alone = noisy(Ishigami.evaluate(sample), 4, own=2.0)
    found, shifted = (
        analysed(method, ISHIGAMI, sample, each) for each in (alone, alone + np.array([[0.0, 40.0, -9.0, 5.0]]))
    )
    np.testing.assert_allclose(found.indices["value"], shifted.indices["value"], atol=1e-9)
    assert shifted.chance.share > found.chance.share


def test_sobol_g_ranks_only_what_it_can() -> None:
    method = method_of("sobol")
    sample = method.sample(G, 512)
    outcomes = Sobol_G.evaluate(sample, G_WEIGHTS)
    found = analysed(method, G, sample, noisy(outcomes, 5, own=0.3 * outcomes.std()))
    known = Sobol_G.total_sensitivity_index(G_WEIGHTS)
    left = 0.09 / 5 / (1 + 0.09 / 5)
    for name, total in zip(G["names"], known, strict=True):
        row = value(found, "ST", name)
        assert row["low"] < total * (1 - left) + left < row["high"], name
    ranks = found.ranks.set_index("input")
    assert tuple(ranks.loc["u", ["first_rank", "last_rank"]]) == (1, 1)
    assert tuple(ranks.loc["v", ["first_rank", "last_rank"]]) == (2, 2)
    assert ranks.loc[["y", "z"], "first_rank"].nunique() == 1
    assert ranks["beyond_dummy"].to_dict() | {"w": True, "x": True} == {
        "u": True, "v": True, "w": True, "x": True, "y": False, "z": False,
    }  # fmt: skip


def test_groups_share_the_variance_of_their_members() -> None:
    """y = 2a + b + 3c, uniform: variances 4, 1 and 9; a and b are one group."""
    asked = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0, 1]] * 3, "groups": ["one", "one", "two"]}
    method = method_of("sobol")
    sample = method.sample(asked, 512)
    found = analysed(method, asked, sample, noisy(sample @ [2, 1, 3], 3, own=0.05))
    assert inputs_of(asked) == ["one", "two"]
    assert value(found, "S1", "one")["value"] == pytest.approx(5 / 14, abs=0.04)
    assert value(found, "ST", "two")["value"] == pytest.approx(9 / 14, abs=0.04)
    assert list(found.ranks["input"]) == ["two", "one"]


def test_morris_on_a_plane_gives_the_slopes() -> None:
    """Effects over the whole range are the slopes, whatever the range; they spread not at all."""
    asked = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0, 1], [10, 30], [-1, 1]]}
    method = method_of("morris")
    sample = method.sample(asked, 8)
    plane = sample @ [4.0, -0.1, 0.0]
    still = analysed(method, asked, sample, plane[:, None])
    assert value(still, "mu_star", "a")["value"] == pytest.approx(4.0)
    assert value(still, "mu_star", "b")["value"] == pytest.approx(2.0)
    assert value(still, "mu", "b")["value"] == pytest.approx(-2.0)
    assert value(still, "sigma", "a")["value"] == pytest.approx(0.0, abs=1e-9)
    assert list(still.ranks["input"]) == ["a", "b", "c"]
    assert still.settled

    found = analysed(method, asked, sample, noisy(plane, 10, own=0.5))
    # A mean's noise is 0.5 / sqrt(10); a step's, over 2/3 of the range, sqrt(2) * 3/2 as much; |normal| is 0.8 of it.
    dummy = 0.5 / np.sqrt(10) * np.sqrt(2) * 1.5 * np.sqrt(2 / np.pi)
    assert value(found, "mu_star", DUMMY)["value"] == pytest.approx(dummy, rel=0.5)
    assert found.ranks["beyond_dummy"].tolist() == [True, True, False]


def test_morris_of_groups() -> None:
    asked = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0, 1]] * 3, "groups": ["one", "one", "two"]}
    method = method_of("morris")
    sample = method.sample(asked, 20)
    found = analysed(method, asked, sample, noisy(5 * sample[:, 2], 4, own=0.01))
    assert set(found.indices["index"]) == {"mu_star"}
    assert value(found, "mu_star", "two")["value"] == pytest.approx(5, abs=0.1)
    assert found.ranks.set_index("input")["beyond_dummy"].to_dict() == {"two": True, "one": False}


@pytest.mark.parametrize("name", ["pawn", "delta"])
def test_given_data_tell_what_matters_from_noise(name: str) -> None:
    asked = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0, 1]] * 3}
    method = method_of(name)
    sample = method.sample(asked, 400)
    outcomes = 5 * sample[:, 0] + np.sin(7 * sample[:, 1])
    np.random.seed(3)
    expected = np.random.random()
    np.random.seed(3)
    wording = warnings.formatwarning
    found = analysed(method, asked, sample, noisy(outcomes, 3, own=0.2))
    assert np.random.random() == expected, "numpy's global chance was touched"
    assert warnings.formatwarning is wording
    ranks = found.ranks.set_index("input")["beyond_dummy"]
    assert bool(ranks["a"])
    assert not bool(ranks["c"])
    assert found.ranks["input"].iloc[0] == "a"


@pytest.mark.parametrize("name", ["morris", "sobol", "pawn", "delta"])
def test_the_same_question_gives_the_same_tables(name: str) -> None:
    method = method_of(name)
    sample = method.sample(ISHIGAMI, 64)
    again = method.sample(ISHIGAMI, 64)
    np.testing.assert_array_equal(sample, again)
    values = noisy(Ishigami.evaluate(sample), 3, own=1.0)
    one, two = (analysed(method, ISHIGAMI, sample, values) for _ in range(2))
    pd.testing.assert_frame_equal(one.indices, two.indices, check_exact=True)
    pd.testing.assert_frame_equal(one.convergence, two.convergence, check_exact=True)
    assert one.chance == two.chance


@pytest.mark.parametrize("name", ["morris", "sobol"])
def test_a_missing_run_takes_only_its_seed_from_its_block(name: str) -> None:
    """Every block lacks a run, of another seed each. What seeds do everywhere, however large, does not tell blocks
    apart; one missing value would turn every one of SALib's first-order indices into 0 without a word.
    """
    method = method_of(name)
    sample = method.sample(ISHIGAMI, 16)
    values = noisy(Ishigami.evaluate(sample), 4, own=0.0, common=30.0)
    step = method.block(3)
    holed = values.copy()
    for block in range(16):
        holed[block * step + block % step, block % 4] = np.nan
    found, whole = (analysed(method, ISHIGAMI, sample, each) for each in (holed, values))
    assert (found.blocks, found.dropped, found.thinned) == (16, 0, 16)
    assert (whole.blocks, whole.dropped, whole.thinned) == (16, 0, 0)
    np.testing.assert_allclose(found.indices["value"], whole.indices["value"], atol=1e-8)


def test_a_block_that_seeds_are_complete_in_too_seldom_is_left_out() -> None:
    method = method_of("sobol")
    sample = method.sample(ISHIGAMI, 16)
    values = noisy(Ishigami.evaluate(sample), 3, own=1.0)
    step = method.block(3)
    holed = values.copy()
    holed[2 * step, 1] = holed[3 * step - 1, 0] = np.nan
    holed[7 * step, 2] = np.nan
    found = analysed(method, ISHIGAMI, sample, holed)
    assert (found.blocks, found.dropped, found.thinned) == (15, 1, 1)


def test_a_twentieth_of_the_runs_missing_at_random_leaves_the_answer_standing() -> None:
    """Nearly every block lacks a run; each still counts, and the intervals still hold what is true."""
    method, seeds = method_of("sobol"), 8
    sample = method.sample(ISHIGAMI, 512)
    values = noisy(Ishigami.evaluate(sample), seeds, own=np.sqrt(VARIANCE * 0.4), common=3.0)
    values[np.random.default_rng(4).random(values.shape) < 0.05] = np.nan
    assert np.isfinite(values).all(axis=1).reshape(512, -1).all(axis=1).sum() < 100
    found = analysed(method, ISHIGAMI, sample, values)
    assert found.blocks > 500
    seeds_met = np.isfinite(values).reshape(512, 5, seeds).all(axis=1).sum(axis=1)
    inverse = np.mean(1 / seeds_met[seeds_met > 1])
    left = 0.4 * inverse / (1 + 0.4 * inverse)
    assert found.chance.left == pytest.approx(left, rel=0.15)
    for name in "abc":
        first, total = value(found, "S1", name), value(found, "ST", name)
        assert first["low"] < FIRST[name] * (1 - left) < first["high"], name
        assert total["low"] < TOTAL[name] * (1 - left) + left < total["high"], name
    assert value(found, "ST", DUMMY)["low"] < left < value(found, "ST", DUMMY)["high"]


def test_an_outcome_that_never_varies_has_no_answer() -> None:
    method = method_of("sobol")
    sample = method.sample(ISHIGAMI, 16)
    with pytest.raises(Fault, match="is 3 in all sets"):
        analysed(method, ISHIGAMI, sample, np.full((len(sample), 2), 3.0))
    with pytest.raises(Fault, match="got 3 complete blocks of 16; allowed 4 or more"):
        values = np.full((16, 5, 2), np.nan)
        values[:3] = 1.0
        analysed(method, ISHIGAMI, sample, values.reshape(-1, 2))


def test_a_larger_sample_settles() -> None:
    method = method_of("sobol")
    asked = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0, 1]] * 3}
    small, large = (method.sample(asked, number) for number in (16, 2048))
    assert not analysed(method, asked, small, (small @ [2, 2, 2])[:, None]).settled
    found = analysed(method, asked, large, (large @ [2, 2, 2])[:, None])
    assert found.settled
    assert sorted(found.convergence["blocks"].unique()) == [256, 512, 1024, 2048]
    widths = found.convergence.query("index == 'ST' and input == 'a'").set_index("blocks").eval("high - low")
    assert widths[2048] < widths[256] / 2


def test_overlapping_intervals_are_not_ranked() -> None:
    table = pd.DataFrame(
        {
            "input": ["a", "b", "c", "d", DUMMY],
            "value": [0.9, 0.5, 0.45, 0.1, 0.05],
            "low": [0.8, 0.4, 0.35, 0.05, 0.0],
            "high": [1.0, 0.6, 0.55, 0.15, 0.1],
        }
    )
    found = ranked(table).set_index("input")
    assert found["first_rank"].to_dict() == {"a": 1, "b": 2, "c": 2, "d": 4}
    assert found["last_rank"].to_dict() == {"a": 1, "b": 3, "c": 3, "d": 4}
    assert found["beyond_dummy"].to_dict() == {"a": True, "b": True, "c": True, "d": False}


def test_components_of_variance_by_hand() -> None:
    """Means of sets 2 and 6, of seeds 3 and 5; one cell lies 1 off what these add up to, as do the others."""
    values = np.array([[2.0, 2.0], [4.0, 8.0]])
    found = variances(values)
    # Mean squares: sets 16, seeds 4, rest 4; components (16 - 4) / 2, (4 - 4) / 2 and 4.
    assert found == pytest.approx((6.0, 0.0, 4.0))
    assert found.chance == pytest.approx(0.4)
    assert found.left(2) == pytest.approx(2 / 8)


def test_components_of_variance_with_holes() -> None:
    """What seeds do is told exactly where nothing else is chance; and the components come out as they were put in."""
    generator = np.random.default_rng(6)
    sets, shifts = generator.normal(0, 2, (4000, 1)), generator.normal(0, 1, (1, 12))
    values = sets + shifts
    values[generator.random(values.shape) < 0.3] = np.nan
    np.testing.assert_allclose(seed_effects(values), shifts[0] - shifts.mean(), atol=1e-9)
    assert variances(values).rest == pytest.approx(0, abs=1e-18)
    found = variances(values + generator.normal(0, 3, values.shape))
    assert found.parameters == pytest.approx(4, rel=0.1)
    assert found.rest == pytest.approx(9, rel=0.05)
    assert found.seed == pytest.approx(np.var(shifts, ddof=1), rel=0.1)
    gone = values.copy()
    gone[:, 3] = np.nan
    assert np.isfinite(variances(gone).parameters)


def test_share_of_chance_at_its_ends() -> None:
    generator = np.random.default_rng(2)
    sets = generator.normal(size=(300, 1))
    assert chance(np.repeat(sets, 5, axis=1), 1)[0] == pytest.approx(0.0, abs=1e-12)
    share, low, high = chance(generator.normal(size=(300, 5)), 1)
    assert share > 0.9
    assert low <= share <= high
    assert np.isnan(chance(sets, 1)[0])


def test_other_luck_differs_as_other_seeds_would() -> None:
    """The trick against the truth: means over six seeds, and over six others."""
    generator = np.random.default_rng(5)
    truth = generator.normal(0, 3, (20_000, 1))
    values = truth + generator.normal(0, 2, (1, 6)) + generator.normal(0, 1, (20_000, 6))
    others = truth + generator.normal(0, 1, (20_000, 6))
    made_up = np.var(with_other_luck(values) - values.mean(axis=1))
    assert made_up == pytest.approx(np.var(others.mean(axis=1) - values.mean(axis=1)), rel=0.05)
    assert made_up == pytest.approx(2 * 1 / 6, rel=0.05)
    odd = values[:, :5]
    assert np.var(with_other_luck(odd) - odd.mean(axis=1)) == pytest.approx(2 / 5, rel=0.05)
    with pytest.raises(ValueError, match="one seed"):
        with_other_luck(values[:, :1])
    thinner = truth + generator.normal(0, 1, (20_000, 6))
    thinner[:10_000, 2:] = np.nan
    thinner[10_000:15_000, 1:] = np.nan
    moved = with_other_luck(thinner) - np.nanmean(thinner, axis=1)
    for rows, seeds in ((slice(10_000), 2), (slice(10_000, 15_000), 1), (slice(15_000, None), 6)):
        assert np.var(moved[rows]) == pytest.approx(2 / seeds, rel=0.1)


def test_jackknife_of_a_mean_is_its_standard_error() -> None:
    values = np.array([1.0, 4.0, 2.0, 7.0])
    without = np.array([np.delete(values, place).mean() for place in range(4)])
    assert jackknife_error(without) == pytest.approx(values.std(ddof=1) / 2)


def test_unknown_methods_and_uneven_samples_are_refused() -> None:
    with pytest.raises(UnknownName, match="did you mean 'sobol'"):
        method_of("sobl")
    with pytest.raises(Fault, match="n: got 100; allowed a power of two"):
        method_of("sobol").sample(ISHIGAMI, 100)


def test_the_dummy_comes_last_and_in_a_group_of_its_own() -> None:
    wider = with_dummy(ISHIGAMI | {"groups": ["one", "one", "two"]})
    assert inputs_of(wider) == ["one", "two", DUMMY]
    assert wider["num_vars"] == 4
    assert inputs_of(with_dummy(ISHIGAMI)) == ["a", "b", "c", DUMMY]
