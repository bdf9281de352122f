"""Tables of a comparison on made-up runs whose answers are known."""

import math

import numpy as np
import pandas as pd
import pytest

from experiments.comparison import wording
from experiments.comparison.effects import on_paths, on_summaries
from experiments.comparison.municipalities import (
    BY_NATION,
    FELT,
    GOALS,
    IN_ALL,
    NOT_TREATED,
    OUT_OF_REACH,
    OVER_TIES,
    TREATED,
    by_group,
    by_municipality,
    felt,
)
from experiments.comparison.paired import FEW, HIGHER, LOWER, NEVER, OPEN, UNCHANGED
from model.months import date_of
from model.outcomes import OUTCOME
from model.summaries import SUMMARIES, SUMMARY

SEEDS = tuple(range(1, 9))
LUCK = np.random.default_rng(5).normal(0, 1, (len(SEEDS), len(SUMMARIES)))


def runs(**scenarios: np.ndarray) -> pd.DataFrame:
    """Runs of scenarios, from arrays (seeds, summaries)."""
    names = [summary.name for summary in SUMMARIES]
    tables = [
        pd.DataFrame(values, columns=names).assign(scenario=name, seed=SEEDS) for name, values in scenarios.items()
    ]
    return pd.concat(tables, ignore_index=True)


def outcome(table: pd.DataFrame, name: str, scenario: str = "other") -> pd.Series:
    """The row of an outcome."""
    return table[(table["outcome"] == name) & (table["scenario"] == scenario)].iloc[0]


def test_every_summary_is_compared_and_labelled_as_declared():
    table = on_summaries(runs(base=LUCK, other=LUCK + 0.5), "base", ["other"])
    assert table["outcome"].tolist() == [summary.name for summary in SUMMARIES]
    assert table["label"].tolist() == [summary.label for summary in SUMMARIES]
    assert table["effect"].to_numpy() == pytest.approx(0.5)
    assert set(table["verdict"]) == {HIGHER}
    assert outcome(table, "tempo")["unit"] == SUMMARY["tempo"].unit


def test_each_alternative_is_a_family_of_its_own():
    own = np.random.default_rng(6).normal(0, 0.3, LUCK.shape)
    one = on_summaries(runs(base=LUCK, other=LUCK + own), "base", ["other"])
    two = on_summaries(runs(base=LUCK, other=LUCK + own, third=LUCK - 1), "base", ["other", "third"])
    assert two[two["scenario"] == "other"].reset_index(drop=True).equals(one)
    assert set(two.loc[two["scenario"] == "third", "verdict"]) == {LOWER}


def test_a_summary_that_is_not_reached_is_counted_and_compared_where_both_have_it():
    column = [summary.name for summary in SUMMARIES].index("months_to_half")
    before, after = LUCK.copy(), LUCK - 2.0
    before[:3, column], after[0, column] = math.nan, math.nan
    row = outcome(on_summaries(runs(base=before, other=after), "base", ["other"]), "months_to_half")
    assert (row["seeds"], row["missing_reference"], row["missing_alternative"]) == (5, 3, 1)
    assert row["effect"] == pytest.approx(-2.0) and row["verdict"] == LOWER
    after[:, column] = math.nan
    assert (
        outcome(on_summaries(runs(base=before, other=after), "base", ["other"]), "months_to_half")["verdict"] == NEVER
    )


def test_a_seed_counts_where_both_have_a_run():
    table = runs(base=LUCK, other=LUCK + 0.5)
    table = table[~((table["scenario"] == "other") & (table["seed"] <= 4))]
    found = on_summaries(table, "base", ["other"])
    assert set(found["seeds"]) == {4} and set(found["verdict"]) == {FEW}
    assert found["effect"].to_numpy() == pytest.approx(0.5)


def test_paths_are_compared_month_by_month():
    months = np.arange(4)
    tables = []
    for seed in SEEDS:
        for name, slope in (("base", 0.0), ("other", 0.1)):
            values = 0.2 + 0.01 * seed + slope * months
            tables.append(
                pd.DataFrame(
                    {
                        "scenario": name, "seed": seed, "month": months, "outcome": "prevention", "value": values,
                        "date": [date_of(int(month), "2013-01") for month in months],
                    }
                )
            )  # fmt: skip
    table = on_paths(pd.concat(tables, ignore_index=True), "base", "other")
    assert table["effect"].to_numpy() == pytest.approx(0.1 * months)
    assert table["low"].to_numpy() == pytest.approx(0.1 * months)
    assert table["reference"].to_numpy() == pytest.approx(np.full(4, 0.245))
    assert table["alternative_lower"].to_numpy() == pytest.approx(0.21 + 0.1 * months)
    assert table["alternative_upper"].to_numpy() == pytest.approx(0.28 + 0.1 * months)
    assert table["date"].tolist() == ["2013-01", "2013-02", "2013-03", "2013-04"]
    assert table["label"].unique().tolist() == [OUTCOME["prevention"].label]


CODES = ("GM0001", "GM0002", "GM0003", "GM0004")
NATION, TIES = 0.25, 0.5
"""What is felt by the nation by all, and over ties by the second municipality. The first is treated: it feels 2.0."""


def municipalities(scenario: str, effects: np.ndarray) -> pd.DataFrame:
    """The municipalities of eight runs: luck, and these effects (municipalities) on everything."""
    tables = []
    for seed in SEEDS:
        values = np.random.default_rng(seed).normal(0, 1, len(CODES)) + effects
        table = pd.DataFrame({"scenario": scenario, "seed": seed, "code": CODES, "name": CODES})
        facts = {"province": "X", "population": 10_000, "longitude": 5.0, "latitude": 52.0, "first_team": None}
        table = table.assign(**facts, months_to_eighth=pd.array([None, 3, 4, 5], dtype="Int64"))
        tables.append(table.assign(**{name: values for name in ("tempo", *GOALS)}))
    return pd.concat(tables, ignore_index=True)


def booleans(*values: bool) -> pd.DataFrame:
    """The same under every seed."""
    return pd.DataFrame([values] * len(SEEDS), list(SEEDS), list(CODES))


def country(out_of_reach: float = 0.0):
    """Four municipalities: treated, tied to it, tied but unmoved, out of reach (which may be made to move)."""
    felt_held = np.array([2.0, TIES, 0.0, out_of_reach])
    full = pd.concat([municipalities("base", np.zeros(4)), municipalities("other", felt_held + NATION)])
    held = pd.concat([municipalities("base", np.zeros(4)), municipalities("other", felt_held)])
    return felt(
        full.reset_index(drop=True), held.reset_index(drop=True), "base", "other", SEEDS,
        booleans(True, False, False, False), booleans(True, True, True, False),
    )  # fmt: skip


def effects_of(table: pd.DataFrame, code: str, name: str = "tempo") -> dict[str, float]:
    """The effects of a municipality by channel."""
    mine = table[(table["code"] == code) & (table["outcome"] == name)]
    return mine.set_index("channel")["effect"].to_dict()


def test_what_comes_over_ties_and_by_the_nation_is_told_apart():
    table = by_municipality("other", country())
    assert effects_of(table, "GM0001") == pytest.approx({IN_ALL: 2.0 + NATION})
    tied = {IN_ALL: TIES + NATION, OVER_TIES: TIES, BY_NATION: NATION}
    for name in FELT:
        assert effects_of(table, "GM0002", name) == pytest.approx(tied)
    assert effects_of(table, "GM0003") == pytest.approx({IN_ALL: NATION, OVER_TIES: 0.0, BY_NATION: NATION})
    over_ties = table[(table["channel"] == OVER_TIES) & (table["outcome"] == "goals")].set_index("code")["verdict"]
    assert over_ties.to_dict() == {"GM0002": HIGHER, "GM0003": UNCHANGED, "GM0004": UNCHANGED}


def test_groups_are_means_over_their_municipalities():
    table = by_group("other", country()).set_index(["group", "channel", "outcome"])
    assert table.loc[(TREATED, IN_ALL, "tempo"), "effect"] == pytest.approx(2.0 + NATION)
    assert table.loc[(NOT_TREATED, OVER_TIES, "tempo"), "effect"] == pytest.approx(TIES / 3)
    assert table.loc[(NOT_TREATED, BY_NATION, "goals"), "effect"] == pytest.approx(NATION)
    assert table.loc[(OUT_OF_REACH, OVER_TIES, "tempo"), "verdict"] == UNCHANGED
    assert table.loc[(OUT_OF_REACH, IN_ALL, "tempo"), "verdict"] == HIGHER
    assert set(table["municipalities"]) == {1.0, 3.0}
    assert (TREATED, OVER_TIES, "tempo") not in table.index


def test_a_change_out_of_reach_is_found_even_by_the_last_bit():
    assert country().differing == 0
    assert country(out_of_reach=1e-12).differing == len(SEEDS)


def test_where_chance_chooses_each_has_a_row_for_when_it_is_treated_and_when_not():
    full = pd.concat([municipalities("base", np.zeros(4)), municipalities("other", np.ones(4))], ignore_index=True)
    treated = booleans(False, False, False, True)
    treated.loc[[1, 2, 3, 4, 5], "GM0001"] = True
    found = felt(full, full, "base", "other", SEEDS, treated, booleans(True, True, True, True))
    table = by_municipality("other", found)
    mine = table[(table["outcome"] == "tempo") & (table["channel"] == IN_ALL)]
    seeds = mine.set_index(["code", "treated"])["seeds"].to_dict()
    assert seeds == {
        ("GM0001", True): 5, ("GM0004", True): 8, ("GM0001", False): 3, ("GM0002", False): 8, ("GM0003", False): 8,
    }  # fmt: skip
    assert mine.set_index(["code", "treated"]).loc[("GM0001", False), "verdict"] == FEW
    groups = by_group("other", found).set_index(["group", "channel", "outcome"])
    assert groups.loc[(TREATED, IN_ALL, "tempo"), "municipalities"] == pytest.approx(13 / 8)


def test_a_municipality_among_many_without_effect_needs_more_than_its_own_interval():
    rng = np.random.default_rng(8)
    noise = rng.normal(0, 1, (8, 200))
    found = country()
    facts = pd.DataFrame({"code": [f"GM{place:04d}" for place in range(200)], "name": "x"})
    everybody = np.ones((8, 200), dtype=bool)
    made_up = type(found)(
        SEEDS, facts, dict.fromkeys(FELT, noise), {IN_ALL: dict.fromkeys(FELT, noise)}, everybody, everybody, None
    )
    table = by_municipality("other", made_up)
    tempo = table[table["outcome"] == "tempo"]
    assert ((tempo["low"] > 0) | (tempo["high"] < 0)).sum() > 2
    assert set(tempo["verdict"]) == {OPEN}


@pytest.mark.parametrize(
    ("words", "most", "told"),
    [
        ((), 0, "none"),
        (("a",), 1, "a"),
        (("a", "b", "c"), 0, "a, b and c"),
        (("a", "b", "c"), 3, "a, b and c"),
        (("a", "b", "c", "d"), 2, "a, b and 2 more"),
    ],
)
def test_words_in_a_row(words, most, told):
    assert wording.listed(words, most=most) == told
