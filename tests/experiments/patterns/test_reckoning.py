"""What patterns reckon with: ratios, rank correlations, and pilots followed through a run."""

from types import SimpleNamespace

import numpy as np
import pytest

from experiments.patterns.pilots import DROPPED, NO_RESULT, SUCCEEDED, deployed, first_pilots
from experiments.patterns.reckoning import change, mean, partial, ratio, spearman
from model.measures import CONSIDERED, EMBEDDED, NUMBER, PILOT
from model.measures import DROPPED as STOPPED


def test_a_ratio_to_nothing_has_no_value() -> None:
    assert ratio(3, 2) == 1.5 and change(3, 2) == 0.5
    assert np.isnan(ratio(1, 0)) and np.isnan(change(0, 0)) and np.isnan(mean(np.array([])))


def test_a_rank_correlation_sees_order_and_not_shape() -> None:
    x = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
    assert spearman(x, np.exp(x)) == pytest.approx(1.0)
    assert spearman(x, -(x**3)) == pytest.approx(-1.0)
    # Ranks 1 2 3 4 5 against 2 1 4 3 5: 1 - 6 * 4 / (5 * 24).
    assert spearman(x, np.array([2.0, 1.0, 4.0, 3.0, 5.0])) == pytest.approx(0.8)


@pytest.mark.parametrize("constant", [np.zeros(5), np.full(5, 7.0)])
def test_what_does_not_vary_correlates_with_nothing(constant: np.ndarray) -> None:
    assert np.isnan(spearman(np.arange(5.0), constant)) and np.isnan(spearman(constant, np.arange(5.0)))
    assert np.isnan(spearman(np.arange(2.0), np.arange(2.0)))


def test_a_partial_correlation_takes_out_what_both_owe_to_a_third() -> None:
    generator = np.random.default_rng(1)
    third = generator.normal(size=2_000)
    x, y = (third + generator.normal(size=2_000) for _ in range(2))
    assert spearman(x, y) == pytest.approx(0.48, abs=0.06)
    assert partial(x, y, third) == pytest.approx(0.0, abs=0.06)
    assert np.isnan(partial(third, y, third))


class Scripted:
    """A run of one municipality with two measures, whose states at the end of each month are written down."""

    def __init__(self, months: list[tuple[list[int], list[int], list[int]]]) -> None:
        self.scenario = SimpleNamespace(months=len(months))
        self.states = [
            {name: np.array([row]) for name, row in zip(("stage", "began", "ended"), month, strict=True)}
            for month in months
        ]

    def go_on(self, until: int) -> "Scripted":
        self.country = SimpleNamespace(municipalities=self.states[max(0, until - 1)])
        return self


def test_the_first_pilot_counts_and_no_later_one() -> None:
    run = Scripted(
        [
            ([PILOT, CONSIDERED], [0, -1], [-1, -1]),
            ([PILOT, PILOT], [0, 1], [-1, -1]),
            ([STOPPED, PILOT], [0, 1], [2, -1]),
            ([PILOT, PILOT], [3, 1], [2, -1]),
            ([EMBEDDED, PILOT], [3, 1], [4, -1]),
        ]
    )
    begun, result, starts = first_pilots(run, 0)  # type: ignore[arg-type]
    assert starts.tolist() == [[1, 0], [0, 1], [0, 0], [1, 0], [0, 0]]
    assert begun.tolist() == [[0, 1]] and result.tolist() == [[DROPPED, NO_RESULT]]
    begun, result, _ = first_pilots(run, 1)  # type: ignore[arg-type]
    assert begun.tolist() == [[3, 1]] and result.tolist() == [[SUCCEEDED, NO_RESULT]]


def test_a_pilot_is_deployed_after_three_months() -> None:
    rows = {"stage": np.full((1, NUMBER), CONSIDERED), "running": np.zeros((1, NUMBER), dtype=int)}
    rows["stage"][0, :4] = PILOT, PILOT, EMBEDDED, STOPPED
    rows["running"][0, :4] = 2, 3, 0, 9
    found = deployed(SimpleNamespace(municipalities=rows))  # type: ignore[arg-type]
    assert np.flatnonzero(found[0]).tolist() == [1, 2]
