"""Targets: what is asked for, whose runs are shared, and that they measure what the board measures."""

import numpy as np
import pandas as pd
import pytest

from experiments.calibration.targets import (
    in_every_band,
    looks_of,
    means,
    measured,
    observer,
    targets_of,
    within,
)
from experiments.experiment import ensembles_of
from experiments.patterns.board import Board, values_of
from experiments.patterns.thirty import pattern
from model import Scenario
from model.declaration import Fault, UnknownName
from model.design import Design
from model.ensemble import Batch, Ensemble, Kept, in_chunks

SMALL = Scenario.load("baseline").with_(population={"kind": "synthetic", "number": 20, "seed": 1})
SEEDS = (1, 2, 3)


def test_targets_are_patterns_statistics_or_bands() -> None:
    found = targets_of(["P2", "P1:as declared", "P25:end of 2015=..0.5"])
    assert [each.name for each in found] == [
        *(f"P2:{each.name}" for each in pattern("P2").statistics), "P1:as declared", "P25:end of 2015",
    ]  # fmt: skip
    as_declared, poll = (each.statistic for each in found[-2:])
    assert as_declared == pattern("P1").statistics[0]
    assert (poll.low, poll.high) == (-np.inf, 0.5)


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["P1:as declard"], "unknown statistic of P1 'as declard' (did you mean 'as declared'?)"),
        (["P99"], "unknown pattern 'P99'"),
        (["P1=0.1..0.2"], "got a band for all of P1"),
        (["P1:as declared=0.1"], "got '0.1'; allowed a band such as 0.4..0.6"),
        (["P1:as declared=0.6..0.4"], "got '0.6..0.4'"),
        (["P1:as declared=a..b"], "got 'a..b'"),
        (["P1:as declared=.."], "got '..'"),
        (["P1:as declared=nan..1"], "got 'nan..1'"),
        (["P1", "P1:as declared"], "got 'P1:as declared' twice"),
        ([], "got none"),
    ],
)
def test_what_is_no_target_is_refused_by_name(texts: list[str], told: str) -> None:
    with pytest.raises((Fault, UnknownName)) as fault:
        targets_of(texts)
    assert told in str(fault.value)


def test_how_far_outside_a_band() -> None:
    (target,) = targets_of(["P1:as declared=0.4..0.6"])
    assert target.outside(np.array([0.3, 0.4, 0.5, 0.7, np.nan])) == pytest.approx([0.1, 0.0, 0.0, 0.1, np.inf])
    several = targets_of(["P1:as declared=0.4..0.6", "P1:one lower=..0.5"])
    averages = np.array([[0.5, 0.5], [0.5, 0.6], [0.3, 0.1], [np.nan, 0.1]])
    assert within(several, averages).tolist() == [[True, True], [True, False], [False, True], [False, True]]
    assert in_every_band(several, averages).tolist() == [0]


def test_a_mean_needs_four_fifths_of_the_seeds() -> None:
    values = np.array([[1.0, 2.0, 3.0, 4.0, np.nan], [1.0, 2.0, 3.0, np.nan, np.nan]])[:, :, None]
    assert means(values)[0, 0] == 2.5
    assert np.isnan(means(values)[1, 0])


def test_patterns_of_one_scenario_share_a_run_and_measure_as_on_the_board() -> None:
    targets = targets_of(["P1", "P2", "P25"])
    (look,) = looks_of(targets, SMALL)
    assert {code for code, _, _ in look.by} == {"P1", "P2", "P25"}
    ensemble = made([look.scenario], None, observer(look))
    found = measured(targets, [look], [ensemble])
    board = Board((SMALL,), SEEDS, ("P1", "P2", "P25"))
    on_board = ensembles_of(board)
    table = pd.concat([values_of(each, SMALL, on_board) for each in board.scored()])
    for column, target in enumerate(targets):
        mine = table[(table["pattern"] == target.code) & (table["statistic"] == target.statistic.name)]
        np.testing.assert_array_equal(found[0, :, column], mine["value"].to_numpy())


def test_patterns_that_compare_scenarios_are_measured_when_all_are_run() -> None:
    targets = targets_of(["P27", "P1:as declared"])
    looks = looks_of(targets, SMALL)
    words = set(pattern("P27").scenarios(SMALL))
    assert {word for look in looks for code, word, _ in look.by if code == "P27"} == words
    assert len(looks) == len(words)
    sets = pd.DataFrame({"start_rate": [0.5, 1.0]})
    ensembles = [made([look.scenario.with_(name=look.name)], sets, observer(look)) for look in looks]
    found = measured(targets, looks, ensembles)
    assert found.shape == (2, len(SEEDS), len(targets))
    base = SMALL.with_(parameters={"start_rate": 1.0})
    board = Board((base,), SEEDS, ("P27",))
    table = values_of(pattern("P27"), base, ensembles_of(board))
    assert found[1, :, 0].tolist() == table["value"].tolist()


def made(scenarios: list[Scenario], sets: pd.DataFrame | None, observe) -> Ensemble:
    """The runs of scenarios under all seeds."""
    design, kept = Design(scenarios, SEEDS, sets), Kept(observed=observe)
    return Ensemble(design, kept, Batch.joined(list(in_chunks(design, kept))))
