"""P30 on made-up support, and its controls: support that is held, and no more time to be had."""

from collections.abc import Callable

import numpy as np
import pytest

from experiments.patterns.p30 import HasteCostsCooperation
from experiments.patterns.verdicts import Verdict
from model import Scenario
from model.engine import Run

PATTERN = HasteCostsCooperation()


def measured(scenario: Scenario) -> float:
    seen = {word: PATTERN.observe(word, Run(each, 1)) for word, each in PATTERN.scenarios(scenario).items()}
    assert all(each["support"].shape == (6,) for each in seen.values())
    return PATTERN.measure(seen)["support"]


@pytest.mark.parametrize(
    ("longer", "verdict"),
    [(0.46, Verdict.SHOWN), (0.42, Verdict.WEAK), (0.40, Verdict.NOT_SHOWN), (0.39, Verdict.CONTRADICTED)],
)
def test_more_support_with_more_time_is_shown(longer: float, verdict: Verdict, said: Callable) -> None:
    seen = {"base": {"support": np.full(6, 0.40)}, "longer": {"support": np.full(6, longer)}}
    assert PATTERN.measure(seen)["support"] == pytest.approx(longer - 0.40)
    assert said(PATTERN, seen)["support"] is verdict


def test_held_support_does_not_move(small: Scenario) -> None:
    assert measured(small.with_(held=("support",))) == 0.0
    assert measured(small) != 0.0


def test_there_is_no_more_time_than_the_longest_preparation(small: Scenario) -> None:
    longest = small.with_(parameters={"preparation": 48.0})
    assert PATTERN.scenarios(longest)["longer"].identity == longest.identity
    assert measured(longest) == 0.0


def test_the_longer_preparation_is_that_of_the_preset(small: Scenario) -> None:
    preset = Scenario.load("longer-preparation").with_(population=small.population)
    assert PATTERN.scenarios(small)["longer"].identity == preset.identity
