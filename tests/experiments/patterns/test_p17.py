"""P17 on made-up portfolios: a planted order is found, and random ones show none."""

import numpy as np
import pytest

from experiments.patterns import p17
from experiments.patterns.p17 import BothFieldAndOrganisation, cells, own_share, shuffled, trade, with_most
from experiments.patterns.verdicts import Interval, Verdict, verdict_on
from model.measures import MEASURES, NUMBER, OWN

PATTERN = BothFieldAndOrganisation()
FIELD, ORGANISATION = np.flatnonzero(np.array(OWN) == 0), np.flatnonzero(np.array(OWN) == 1)
FEWER = 100


@pytest.fixture(autouse=True)
def fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(p17, "PORTFOLIOS", FEWER)


def seen_with(portfolios: np.ndarray, changers: int) -> dict[str, dict[str, np.ndarray]]:
    changer = np.arange(len(portfolios)) < changers
    return {"as it is": {"deployed": portfolios.astype(float).ravel(), "changer": changer.astype(float)}}


def verdicts(found: dict[str, float]) -> dict[str, Verdict]:
    return {each.name: verdict_on(each, Interval(*3 * [found[each.name]])) for each in PATTERN.statistics}


def at_random(number: int, held: int, generator: np.random.Generator) -> np.ndarray:
    draws = np.argsort(generator.random((number, NUMBER)), axis=1)
    return draws < held


def test_only_the_top_changing_itself_is_shown() -> None:
    generator = np.random.default_rng(1)
    rest = np.zeros((100, NUMBER), dtype=bool)
    for row in rest:
        row[generator.choice(FIELD, 3, replace=False)] = True
    rest[:10] = at_random(10, 3, generator)
    portfolios = np.concatenate([at_random(15, 12, generator), rest])
    found = PATTERN.measure(seen_with(portfolios, 15))
    assert found["all cells"] == 1.0 and found["own share"] < 0.2 and found["by chance"] == 0.0
    assert set(verdicts(found).values()) == {Verdict.SHOWN}


def test_the_rest_changing_mostly_itself_is_contradicted() -> None:
    generator = np.random.default_rng(2)
    top, rest = np.zeros((15, NUMBER), dtype=bool), np.zeros((100, NUMBER), dtype=bool)
    top[:, FIELD] = True
    for row in rest:
        row[generator.choice(ORGANISATION, 2, replace=False)] = True
    top[0, ORGANISATION[0]] = True
    found = PATTERN.measure(seen_with(np.concatenate([top, rest]), 15))
    assert found["by chance"] == 1.0
    assert set(verdicts(found).values()) == {Verdict.CONTRADICTED}


def test_portfolios_without_order_are_not_below_chance() -> None:
    """With rarer measures in the own organisation, but the same odds for everyone."""
    generator = np.random.default_rng(3)
    odds = np.where(np.array(OWN) == 1, 0.15, 0.5)
    found = [PATTERN.measure(seen_with(generator.random((120, NUMBER)) < odds, 12))["by chance"] for _ in range(12)]
    assert 0.2 < np.mean(found) < 0.8


def test_nobody_to_compare_has_no_value() -> None:
    portfolios = at_random(20, 4, np.random.default_rng(1))
    assert all(np.isnan(value) for value in PATTERN.measure(seen_with(portfolios, 0)).values())
    assert all(np.isnan(value) for value in PATTERN.measure(seen_with(portfolios, 20)).values())


def test_the_top_are_those_with_most_and_of_equals_the_first() -> None:
    portfolios = np.zeros((5, NUMBER), dtype=bool)
    for row, number in enumerate((2, 5, 3, 5, 3)):
        portfolios[row, :number] = True
    assert with_most(portfolios, 3).tolist() == [False, True, True, True, False]


def test_cells_and_own_share_of_a_portfolio_reckoned_by_hand() -> None:
    chosen = np.array([[measure.id in ("F1", "F2", "F6", "O7") for measure in MEASURES]])
    assert cells(chosen).tolist() == [[True, True, False, True]] and own_share(chosen) == 0.25


def test_trading_keeps_how_many_each_has_and_how_many_have_each() -> None:
    generator = np.random.default_rng(4)
    before = generator.random((51, NUMBER)) < 0.3
    now = before.copy()
    trade(now, generator)
    assert (now != before).any()
    for after in (now, *shuffled(before)):
        assert np.array_equal(after.sum(axis=0), before.sum(axis=0))
        assert np.array_equal(after.sum(axis=1), before.sum(axis=1))


def test_trading_reaches_every_arrangement_equally_often() -> None:
    """Two with one measure each of two: either may hold either, and the chain has to find both alike."""
    start = np.zeros((2, NUMBER), dtype=bool)
    start[0, 0] = start[1, 1] = True
    generator, held = np.random.default_rng(5), []
    for _ in range(400):
        trade(start, generator)
        held.append(start[0, 0])
    assert 0.4 < np.mean(held) < 0.6
