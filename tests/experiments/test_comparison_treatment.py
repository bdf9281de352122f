"""Who is treated, whom that reaches over ties and when, and that nobody else feels it when the nation is held."""

from typing import Any

import numpy as np
import pytest

from experiments.comparison.municipalities import NATIONAL_FEEDBACK
from experiments.comparison.treatment import NEVER, first_felt, first_treated, touched
from model import Scenario
from model.engine import Run, Setting
from model.intervention_kinds import Champion, Impose, Level, ParameterChange, Postpone, Where
from model.network import LAYERS, Network
from model.world import SEAT_NUMBER, world_of
from tests.model.countries import small

REFERENCE = small(36, "Utrecht")
"""The 26 municipalities of Utrecht."""


def chain(number: int, *pairs: tuple[int, int]) -> Network:
    """A network of these ties, each of which leads both ways."""
    ends = np.array(sorted([*pairs, *((other, one) for one, other in pairs)])).reshape(-1, 2)
    start = np.searchsorted(ends[:, 0], np.arange(number + 1))
    keys, some = np.arange(number), np.ones(len(ends))
    return Network(keys.astype(str), keys, np.zeros((number, 4)), start, ends[:, 1], *[some] * 6)


def treated(alternative: Scenario, reference: Scenario = REFERENCE, seeds: tuple[int, ...] = (1, 2)) -> np.ndarray:
    """The first month of each municipality under each seed."""
    return first_treated(reference, alternative, (world_of(reference), world_of(alternative)), seeds)


def champion(date: str = "2013-04", **where: Any) -> Champion:
    return Champion(start=date, seat="secretary", where=Where(**where))


def test_who_is_meant_by_an_intervention_is_treated_from_its_month():
    first = treated(REFERENCE.with_(name="other", interventions=[champion(codes=("GM0344", "GM0307"))]))
    codes = world_of(REFERENCE).population.table["code"].to_numpy()
    for row in first:
        assert {code: month for code, month in zip(codes, row, strict=True) if month < NEVER} == {
            "GM0344": 3.0, "GM0307": 3.0,
        }  # fmt: skip


def test_a_random_part_is_the_part_that_the_run_draws():
    item = Level(start="2013-03", variable="learning", value=0.777, where=Where(share=0.4))
    other = REFERENCE.with_(name="other", interventions=[item])
    seeds = (1, 2, 3)
    first = treated(other, seeds=seeds)
    for seed, row in zip(seeds, first, strict=True):
        runs = [Run(scenario, seed).go_on(3).country.municipalities for scenario in (REFERENCE, other)]
        differ = np.array([one.tobytes() != another.tobytes() for one, another in zip(*runs, strict=True)])
        assert 0 < differ.sum() < len(row)
        assert np.array_equal(row == 2.0, differ)
    assert not np.array_equal(first[0], first[1])


def test_what_both_do_treats_nobody_and_what_one_does_no_longer_treats():
    one, another = champion(codes=("GM0344",)), champion("2014-02", codes=("GM0307",))
    both = REFERENCE.with_(interventions=[one, another])
    assert (treated(both.with_(name="same"), both) == NEVER).all()
    less = treated(REFERENCE.with_(name="less", interventions=[one]), both)
    assert sorted(set(less.ravel())) == [13.0, NEVER] and (less[0] < NEVER).sum() == 1


def test_a_larger_share_treats_only_those_that_come_with_it():
    few, more = (
        REFERENCE.with_(name=name, interventions=[champion(share=share)])
        for name, share in (("few", 0.3), ("more", 0.6))
    )
    seeds = (1, 2)
    alone_few, alone_more, between = treated(few, seeds=seeds), treated(more, seeds=seeds), treated(more, few, seeds)
    assert np.array_equal(between < NEVER, (alone_more < NEVER) & ~(alone_few < NEVER))
    assert (between < NEVER).any()


def test_the_order_of_the_same_interventions_treats_those_that_both_mean():
    set_low, set_high = (
        Level(start="2013-05", variable="learning", value=value, where=Where(codes=codes))
        for value, codes in ((0.1, ("GM0344", "GM0307")), (0.9, ("GM0344",)))
    )
    one = REFERENCE.with_(interventions=[set_low, set_high])
    other = REFERENCE.with_(name="other", interventions=[set_high, set_low])
    first = treated(other, one)
    codes = world_of(REFERENCE).population.table["code"].to_numpy()
    assert set(codes[first[0] < NEVER]) == {"GM0344"} and first[0].min() == 4.0


@pytest.mark.parametrize(
    "changes",
    [
        {"parameters": {"cut_size": 0.3}},
        {"held": ("peers",)},
        {"law_date": "2015-03"},
        {"population": REFERENCE.population.model_copy(update={"rewired": ("likeness",)})},
    ],
    ids=str,
)
def test_whatever_differs_beside_interventions_treats_everybody(changes):
    assert (treated(REFERENCE.with_(name="other", **changes)) == 0.0).all()


@pytest.mark.parametrize(
    "item", [ParameterChange(start="2013-06", name="distrust", value=2.0), Postpone(start="2013-06", months=6)]
)
def test_interventions_of_the_whole_country_treat_everybody_from_their_month(item):
    assert (treated(REFERENCE.with_(name="other", interventions=[item])) == 5.0).all()


def test_what_happens_in_a_month_is_felt_a_tie_further_each_month():
    network = chain(6, (0, 1), (1, 2), (2, 3), (4, 5))
    first = np.full(6, NEVER)
    first[0] = 5.0
    assert first_felt(first, network).tolist() == [5.0, 6.0, 7.0, 8.0, NEVER, NEVER]
    first[3] = 2.0
    assert first_felt(first, network).tolist() == [5.0, 4.0, 3.0, 2.0, NEVER, NEVER]


def test_nobody_treated_reaches_nobody():
    assert (first_felt(np.full(4, NEVER), chain(4, (0, 1)))).tolist() == [NEVER] * 4


def everything(run: Run, place: int) -> bytes:
    """Every state of a municipality, of what it has published, and of its council, seats and teams."""
    country = run.country
    one = country.municipalities[place]
    first, last = int(one["first_team"]), int(one["first_team"] + one["areas"])
    return b"".join(
        part.tobytes()
        for part in (
            one, country.publications[place], country.councils[place],
            country.seats[place * SEAT_NUMBER : (place + 1) * SEAT_NUMBER], country.teams[first:last],
        )
    )  # fmt: skip


def lively(held: tuple[str, ...], layers: tuple[str, ...], *items: Any) -> Scenario:
    """Five years in two far-away provinces with much to learn from each other, and many incidents."""
    country = small(60, "Groningen", "Zeeland", network=layers, interventions=list(items), held=held)
    return country.with_(parameters={"incident_rate": 0.1, "champions_mean": 2.0, "start_rate": 1.5})


ITEMS = (
    Champion(start="2013-07", seat="director", where=Where(provinces=("Groningen",), share=0.3)),
    Level(start="2014-02", variable="conviction", value=0.95, where=Where(codes=("GM0014",))),
)


def unlike_by_month(
    held: tuple[str, ...], layers: tuple[str, ...], seed: int, *both: Any
) -> tuple[np.ndarray, np.ndarray]:
    """Which municipalities differ in any state after each month (months, municipalities), and when they may at the
    soonest. `both` are interventions that both scenarios have.
    """
    scenarios = lively(held, layers, *both), lively(held, layers, *both, *ITEMS).with_(name="other")
    settings = [Setting.of(scenario) for scenario in scenarios]
    first = first_treated(*scenarios, (settings[0].world, settings[1].world), (seed,))[0]
    runs = [Run(setting, seed) for setting in settings]
    rows = []
    for month in range(1, scenarios[0].months + 1):
        for run in runs:
            run.go_on(month)
        rows.append([everything(runs[0], place) != everything(runs[1], place) for place in range(len(first))])
    return np.array(rows), first_felt(first, settings[0].world.network)


@pytest.mark.parametrize("layers", [("neighbours", "region"), ("neighbours",), tuple(LAYERS), ()], ids=str)
@pytest.mark.parametrize("seed", [1, 2])
def test_with_the_national_feedback_held_nobody_differs_before_ties_can_reach(layers, seed):
    unlike, felt = unlike_by_month((NATIONAL_FEEDBACK,), layers, seed)
    months = np.arange(len(unlike))[:, None]
    assert not unlike[months < felt[None, :]].any()
    # The same runs are not alike within reach, so that the test could have failed.
    assert unlike[months >= felt[None, :]].mean() > 0.3
    if layers:
        over_ties = np.flatnonzero((felt > felt.min()) & np.isfinite(felt))
        assert any(unlike[int(felt[place]), place] for place in over_ties)
    if layers == ("neighbours",):
        assert {6.0, 7.0, 8.0, NEVER} <= set(felt)


def test_without_holding_it_the_nation_reaches_those_that_no_tie_does():
    unlike, felt = unlike_by_month((), ("neighbours", "region"), 1)
    out_of_reach = felt == NEVER
    assert out_of_reach.sum() == 13
    assert unlike[-1, out_of_reach].all()


def test_rolling_out_reaches_past_ties_and_is_told():
    everywhere = Impose(start="2016-06", measures=("F3", "O2"))
    unlike, felt = unlike_by_month((NATIONAL_FEEDBACK,), ("neighbours",), 1, everywhere)
    assert unlike[-1, felt == NEVER].any()
    reference = lively((NATIONAL_FEEDBACK,), ("neighbours",), everywhere)
    assert touched(reference, reference.with_(name="other", interventions=[everywhere, *ITEMS]), (1,)).rolled_out
    only_there = everywhere.model_copy(update={"where": Where(codes=("GM0014",))})
    plain = lively((NATIONAL_FEEDBACK,), ("neighbours",))
    found = touched(plain, plain.with_(name="other", interventions=[only_there]), (1,))
    assert not found.rolled_out and found.leaves_somebody_alone


def test_other_municipalities_are_not_compared_with_themselves():
    fewer = REFERENCE.population.model_copy(update={"codes": REFERENCE.population.codes[1:]})
    assert not touched(REFERENCE, REFERENCE.with_(name="other", population=fewer), (1,)).paired
    assert touched(REFERENCE, REFERENCE.with_(name="other", parameters={"cut_size": 0.0}), (1,)).paired
