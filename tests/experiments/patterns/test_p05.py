"""P5 on made-up tempos, and its control on a small country."""

import numpy as np
import pytest

from experiments.patterns.p05 import PositionOfTheChampion
from experiments.patterns.verdicts import Interval, Verdict, verdict_on
from model import Scenario
from model.engine import Run
from model.intervention_kinds import SEATS

PATTERN = PositionOfTheChampion()
WORDS = [seat.replace("_", " ") for seat in SEATS]


def seen_with(placed: list[float], equal: list[float], slope: float) -> dict[str, dict[str, np.ndarray]]:
    """Twenty places, half of them with a director's seat; `slope` is what a rank adds to tempo in the base."""
    has_seat = np.arange(20) >= 10
    rank = np.append(-np.arange(19) % -6.0, np.nan)
    base = {"tempo": slope * np.nan_to_num(rank), "population": np.arange(20.0) % 7, "rank": rank}
    # Places without a director's seat say the opposite and must not count.
    found = {word: {"tempo": np.where(has_seat, tempo, -tempo)} for word, tempo in zip(WORDS, placed, strict=True)}
    found |= {
        f"equal {word}": {"tempo": np.where(has_seat, tempo, 9.0)} for word, tempo in zip(WORDS, equal, strict=True)
    }
    return {word: {**each, "with director": has_seat * 1.0} for word, each in (found | {"as they are": base}).items()}


def verdicts(seen: dict[str, dict[str, np.ndarray]]) -> dict[str, Verdict]:
    found = PATTERN.measure(seen)
    return {each.name: verdict_on(each, Interval(*3 * [found[each.name]])) for each in PATTERN.statistics}


def test_director_highest_but_one_and_seats_alike_without_power_is_shown() -> None:
    seen = seen_with([1.4, 1.5, 1.2, 1.1, 1.0, 1.0], [1.0, 1.0, 1.01, 1.0, 1.0, 1.02], slope=0.1)
    found = PATTERN.measure(seen)
    assert found["director on top"] == 1.0 and found["over leader"] == pytest.approx(1.4)
    assert found["equal spread"] == pytest.approx(0.02 / 1.005)
    assert set(verdicts(seen).values()) == {Verdict.SHOWN}


def test_director_third_and_a_lower_seat_faster_is_contradicted() -> None:
    seen = seen_with([0.8, 1.5, 1.2, 1.1, 1.0, 1.0], [1.0, 1.5, 1.0, 1.0, 1.0, 1.0], slope=-0.1)
    found = verdicts(seen)
    assert PATTERN.measure(seen)["director on top"] == 0.0
    assert set(found.values()) == {Verdict.CONTRADICTED}


def test_seats_that_make_no_difference_leave_nobody_on_top() -> None:
    assert PATTERN.measure(seen_with([1.0] * 6, [1.0] * 6, slope=0.1))["director on top"] == 0.0


def test_a_country_without_directors_has_no_value() -> None:
    seen = seen_with([1.0] * 6, [1.0] * 6, slope=0.1)
    for each in seen.values():
        each["with director"] = np.zeros(20)
    found = PATTERN.measure(seen)
    assert all(np.isnan(found[name]) for name in ("director on top", "over leader", "equal spread"))


def test_seats_that_bring_nothing_of_their_own_are_the_same() -> None:
    """Without the circle, coaching and the councillor's shield the control leaves no difference at all."""
    base = Scenario.load("baseline").with_(
        population={"kind": "synthetic", "number": 40, "seed": 1},
        parameters={"circle_strength": 0.0, "connector_share": 0.0, "change_leader_share": 0.0, "exchange_shield": 0.0},
    )
    scenarios = PATTERN.scenarios(base)
    tempo = [PATTERN.observe(word, Run(scenarios[word], 1)) for word in (f"equal {each}" for each in WORDS)]
    with_seat = tempo[0]["with director"]
    assert with_seat.sum() > 5 and tempo[0]["tempo"].mean() > 0
    assert all(np.array_equal(each["tempo"][with_seat], tempo[0]["tempo"][with_seat]) for each in tempo)
