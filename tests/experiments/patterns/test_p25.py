"""P25 stops early where nothing can change any more; samples of polls."""

import numpy as np
import pytest

from experiments.patterns import p25
from experiments.patterns.p25 import SpreadOfTeams, rises, sample
from model import Scenario
from model.engine import Run
from model.population import SIZE_CLASSES


@pytest.mark.parametrize("parameters", [{}, {"start_rate": 2.0}, {"conviction_mean": 0.25}])
def test_what_it_leaves_out_could_not_be_the_steepest(small: Scenario, parameters: dict[str, float]) -> None:
    scenario = small.with_(parameters={**small.parameters, **parameters})
    for seed in range(3):
        share = SpreadOfTeams().observe("as it is", Run(scenario, seed))["share"]
        run = Run(scenario, seed)
        whole = [
            (run.go_on(m + 1).country.municipalities["number_of_teams"] > 0).mean() for m in range(scenario.months)
        ]
        assert share.tolist() == whole[: len(share)]
        assert np.argmax(rises(share)) == np.argmax(rises(whole))
        assert np.all(np.diff(whole) >= 0.0)


def test_it_does_leave_out_something(small: Scenario) -> None:
    seen = SpreadOfTeams().observe("as it is", Run(small.with_(parameters={"start_rate": 2.0}), 1))
    assert len(seen["share"]) < small.months
    assert set(seen) == {"share", "window", *p25.POLLS}


def test_when_teams_spread() -> None:
    late = np.concatenate([np.full(18, 0.1), np.linspace(0.1, 0.9, 12), np.full(66, 0.9)])
    polls = {"window": np.array([12, 35]), "October 2014": np.array(0.7), "end of 2015": np.array(0.9)}
    found = SpreadOfTeams().measure({"as it is": {"share": late, **polls}})
    assert found == {"January 2013": 0.1, "October 2014": 0.7, "end of 2015": 0.9, "steepest": 1.0}
    early = np.concatenate([np.linspace(0.1, 0.9, 12), np.full(84, 0.9)])
    assert SpreadOfTeams().measure({"as it is": {"share": early, **polls}})["steepest"] == 0.0


def test_a_sample_is_stratified_by_size() -> None:
    sizes = np.repeat(np.array(list(SIZE_CLASSES)[:3]), [200, 100, 50])
    chosen = sample(sizes, 70, (1, 2))
    assert len(set(chosen.tolist())) == 70
    assert [int((sizes[chosen] == each).sum()) for each in list(SIZE_CLASSES)[:3]] == [40, 20, 10]
