"""Loops: verdicts on made-up ones whose answers are known, and what the model lets one move."""

import inspect
from collections.abc import Callable

import numpy as np
import pytest

from experiments.thresholds import command
from experiments.thresholds.experiment import Thresholds
from experiments.thresholds.gathering import Moved
from experiments.thresholds.hysteresis import (
    FEW,
    HARDLY,
    KEPT,
    LAG,
    OPEN,
    RETURNS,
    STAYS,
    UNCHANGED,
    Loop,
    Return,
    judged,
    together,
)
from experiments.thresholds.loops import (
    FAST,
    FEWEST_STATIONS,
    LONGEST,
    ONE_WAY,
    SLOW,
    SPENT,
    UNMOVED,
    Way,
    followed,
    movable,
)
from experiments.thresholds.words import of_return, on_restless
from model import Scenario
from model.declaration import Fault
from model.engine import Run
from model.interventions import START_ONLY
from model.outcomes import COLUMN
from model.parameters import PARAMETERS, parameter

LEVELS = np.linspace(0, 1, 5)
WAY = np.concatenate([LEVELS, LEVELS[-2::-1]])
Follow = Callable[[float], tuple[np.ndarray, np.ndarray]]
"""By months a level: what there is at the end of each level on the way, and half-way through it."""


def loop(follow: Follow, months: int, seeds: int = 10, noise: float = 0.01, start: int = 0) -> Loop:
    generator = np.random.default_rng([start, months])
    net, half_way = (path + generator.normal(0, noise, (seeds, len(WAY))) for path in follow(months))
    return Loop(LEVELS, net, half_way, months)


def verdict(follow: Follow, least: float = 0.01, **made: float) -> str:
    return result(follow, least, **made).verdict


def result(follow: Follow, least: float = 0.01, **made: float) -> Return:
    return judged(loop(follow, 24, **made), loop(follow, 48, **made), least)  # type: ignore[arg-type]


def at_once(path: np.ndarray) -> Follow:
    return lambda months: (path, path)


def relay() -> np.ndarray:
    """Switches on above 0.7 and off below 0.3."""
    on, path = 0.0, []
    for level in WAY:
        on = 1.0 if level > 0.7 else 0.0 if level < 0.3 else on
        path.append(on)
    return np.array(path)


def slowly(months_to_settle: float) -> Follow:
    """Closes the gap to the level exponentially."""

    def follow(months: float) -> tuple[np.ndarray, np.ndarray]:
        here, ends, middles = 0.0, [], []
        for level in WAY:
            middles.append(level + (here - level) * np.exp(-months / 2 / months_to_settle))
            here = level + (here - level) * np.exp(-months / months_to_settle)
            ends.append(here)
        return np.array(ends), np.array(middles)

    return follow


def gathering(months: float) -> tuple[np.ndarray, np.ndarray]:
    """Adds up what it is given, and never rests."""
    whole = np.cumsum(WAY) * months / 100
    return whole, whole - WAY * months / 200


# Verdicts.


def test_what_follows_at_once_returns_the_same_way() -> None:
    assert verdict(at_once(WAY**2)) == RETURNS
    assert abs(result(at_once(WAY**2)).slow.part.value) < 0.02


def test_a_relay_has_hysteresis_and_its_loop_is_the_area_between_its_thresholds() -> None:
    """Between 0.3 and 0.7 lies one level of five, where it is off on the way up and on on the way down."""
    found = result(at_once(relay()))
    assert found.verdict == STAYS
    assert found.slow.gap.value == pytest.approx(0.25, abs=0.02)
    assert found.limit.low < 0.25 < found.limit.high


@pytest.mark.parametrize("months_to_settle", [5, 10])
def test_what_settles_within_a_level_returns(months_to_settle: float) -> None:
    assert verdict(slowly(months_to_settle)) == RETURNS


def test_a_loop_that_shrinks_when_slowed_was_slow_adjustment() -> None:
    found = result(slowly(40))
    assert found.verdict == LAG
    assert found.fast.part.value > 1.5 * found.slow.part.value > 0.2


@pytest.mark.parametrize("follow", [slowly(150), gathering])
def test_what_is_never_at_rest_is_undecided_and_not_called_hysteresis(follow: Follow) -> None:
    assert verdict(follow) == OPEN


def test_what_is_undecided_since_it_does_not_come_to_rest_is_told_so() -> None:
    way = Way("cut_size", 5, 120, 24, 2)
    slow, settled = result(slowly(150)), result(at_once(WAY))
    moved = [Moved("cut_size", "power", way, each, each, 0.0, each.verdict) for each in (slow, settled)]
    assert [each.verdict for each in moved] == [OPEN, RETURNS]
    unrest = 100 * slow.slow.unrest
    assert f"in the second half of a level it still moves by {unrest:.0f} % of that effect" in of_return(moved[0])
    assert "still moves" not in of_return(moved[1])
    (told,) = on_restless(moved)
    assert told.startswith(f"Undecided and still on the move after {slow.slow.months} months at a level: 1.")
    assert not list(on_restless(moved[1:]))


def test_the_usual_loop_has_few_and_long_levels_and_fits_in_a_run() -> None:
    usual = Thresholds((SMALL,), (1, 2, 3, 4, 5))
    way = usual.way("cut_size")
    assert len(way.levels) == FEWEST_STATIONS
    assert way.held(FAST) >= 40 and way.held(SLOW) == 2 * way.held(FAST) and way.months(SLOW) <= LONGEST
    asked = inspect.signature(command).parameters
    assert (asked["stations"].default, asked["hold"].default) == (usual.stations, usual.hold)


@pytest.mark.parametrize("start", range(5))
def test_noise_has_no_effect(start: int) -> None:
    assert verdict(at_once(0 * WAY), start=start) == UNCHANGED
    assert verdict(at_once(0 * WAY), noise=0.0) == UNCHANGED


def test_a_small_effect_is_hardly_one_and_few_seeds_give_no_verdict() -> None:
    assert verdict(at_once(0.005 * WAY), noise=0.0001) == HARDLY
    assert verdict(at_once(WAY), seeds=4) == FEW


def test_a_loop_drowned_in_noise_is_not_called_closed() -> None:
    assert verdict(at_once(WAY), noise=2.0) in (OPEN, UNCHANGED)
    assert verdict(at_once(0.5 + WAY), noise=1.2) == OPEN


def test_a_downward_response_is_judged_alike() -> None:
    assert verdict(at_once(-relay())) == STAYS and verdict(at_once(-WAY)) == RETURNS


def test_a_ratchet_is_kept_by_measures_where_it_closes_without_them() -> None:
    ratchet = verdict(at_once(np.maximum.accumulate(WAY)))
    assert ratchet == STAYS
    assert together(ratchet, verdict(at_once(WAY))) == KEPT
    assert together(ratchet, ratchet) == STAYS
    assert together(ratchet, OPEN) == OPEN
    assert together(RETURNS, STAYS) == RETURNS and together(LAG, OPEN) == LAG


# The way.

SMALL = Scenario.load("baseline").with_(population={"kind": "synthetic", "number": 20, "seed": 1})


def test_a_parameter_goes_up_and_back_month_by_month() -> None:
    way = Way("cut_size", stations=3, warm_up=6, hold=2, slower=2)
    run = Run(way.scenario(SMALL, FAST, False), 1)
    values = [run.go_on(month).parameters.cut_size for month in range(1, way.months(FAST) + 1)]
    assert values == pytest.approx([0.0] * 8 + [0.175] * 2 + [0.35] * 2 + [0.175] * 2 + [0.0] * 2)
    assert way.months(SLOW) == way.months(UNMOVED) == 26


def test_levels_are_read_at_their_ends_and_in_their_middle() -> None:
    way = Way("cut_size", stations=3, warm_up=10, hold=20, slower=2)
    path = np.arange(way.months(SLOW))[:, None] * np.array([1.0, 10.0])
    ends = way.read(path, FAST)
    # The last six months before month 30 are 24 to 29.
    assert ends[0].tolist() == [26.5, 46.5, 66.5, 86.5, 106.5] and ends[1, 0] == 265
    assert way.read(path, FAST, half_way=True)[0, 0] == 16.5
    assert way.read(path, SLOW)[0, 0] == 46.5


@pytest.mark.parametrize("frozen", [False, True])
def test_until_it_is_moved_the_country_is_the_unmoved_one_to_the_last_bit(frozen: bool) -> None:
    way = Way("cut_size", stations=3, warm_up=30, hold=12, slower=2)
    moved, unmoved = (Run(way.scenario(SMALL, pace, frozen), 5).go_on().series for pace in (SLOW, UNMOVED))
    urgency = COLUMN["urgency"]
    assert np.array_equal(moved[:54], unmoved[:54])
    assert moved[60, urgency] > unmoved[60, urgency]


def test_while_nothing_new_is_begun_nothing_is() -> None:
    way = Way("cut_size", stations=3, warm_up=30, hold=12, slower=2)
    free, frozen = (Run(way.scenario(SMALL, UNMOVED, each), 5).go_on().series for each in (False, True))
    starts = COLUMN["starts"]
    assert free[30:, starts].sum() > 0 and frozen[:30, starts].sum() > 0
    assert not frozen[30:, starts].any()


def test_a_way_longer_than_a_scenario_is_refused() -> None:
    with pytest.raises(Fault, match="120 \\+ 9 x 60 = 660 months; allowed 600"):
        Way("cut_size", stations=5, warm_up=120, hold=30, slower=2)
    with pytest.raises(Fault, match="slower: got 1; allowed 2"):
        Way("cut_size", stations=5, warm_up=120, hold=24, slower=1)


# What can be moved, and what goes back: the lists are what the model does.


def changed_by(name: str, month: int) -> float:
    """The largest change in any outcome when a parameter is set to either end of its range from a month on."""
    declared = parameter(name)
    largest = 0.0
    for seed in (1, 2):
        as_it_was = Run(LONG, seed).go_on().series
        for value in (declared.low, declared.high):
            run = Run(LONG, seed).go_on(month)
            run.table[0][name] = value
            largest = max(largest, float(np.abs(run.go_on().series - as_it_was).max()))
    return largest


LONG = SMALL.with_(months=160)


@pytest.mark.parametrize("name", sorted(START_ONLY))
def test_parameters_read_only_at_the_start_change_nothing_later(name: str) -> None:
    assert changed_by(name, 1) == 0.0


@pytest.mark.parametrize("name", movable())
def test_parameters_that_can_be_moved_do_change_something_later(name: str) -> None:
    assert changed_by(name, 12) > 1e-3


@pytest.mark.parametrize("name", SPENT)
def test_spent_parameters_act_at_first_and_no_more_when_a_loop_begins(name: str) -> None:
    assert changed_by(name, 6) > 1e-3
    assert changed_by(name, 120) < 1e-3


def test_every_varied_parameter_is_in_one_of_the_lists() -> None:
    varied = {declared.name for declared in PARAMETERS if declared.varied}
    assert varied == (varied & START_ONLY) | set(SPENT) | set(movable())
    assert not set(movable()) & (START_ONLY | set(SPENT))


def test_stocks_never_fall_and_every_outcome_is_in_one_list() -> None:
    series = Run(LONG, 3).go_on().series
    for name in ("embedded", "share_with_team", "teams", "readiness", "share_ready"):
        assert np.diff(series[:, COLUMN[name]]).min() >= 0, name
    assert set(followed()) | set(ONE_WAY) | {name for name in COLUMN if name.startswith("ingezet_")} == set(COLUMN)
    assert not set(followed()) & set(ONE_WAY)
