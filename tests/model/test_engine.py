"""The engine's own manners; that it gives the Mesa model's numbers is in test_docking."""

from typing import Any

import numpy as np
import pytest

from model.country import Country
from model.declaration import Fault
from model.engine import Run, Setting
from model.intervention_kinds import Incidents, Level, ParameterChange, Postpone, Where
from model.parameters import Parameters
from model.scenario import Scenario
from model.world import world_of
from tests.model.countries import small

LIVELY = small(
    30,
    parameters={"incident_rate": 0.1, "pioneer_share": 0.25, "base_success": 0.5, "pilot_length": 6.0},
    interventions=[
        Level(start="2013-04", until="2014-02", variable="conviction", value=0.2, mode="add", where=Where(share=0.5)),
        ParameterChange(start="2013-05", until="2013-09", name="start_rate", value=1.5),
        Incidents(start="2014-10", until="2015-02", number=0.7),
        Postpone(start="2014-03", months=5),
    ],
)


def state_bits(country: Country) -> tuple[bytes, ...]:
    """Every state, to the last bit: field by field, because what lies between fields is left to chance."""
    return tuple(rows[name].tobytes() for rows in country for name in rows.dtype.names)


def bits(run: Run) -> tuple[bytes, ...]:
    """Everything that a run leaves, to the last bit."""
    return (run.series.tobytes(), run.summary.tobytes(), *state_bits(run.country))


@pytest.mark.parametrize("seed", [1.5, None, True, 2**63])
def test_a_seed_that_is_no_64_bit_number_is_refused(seed: object) -> None:
    with pytest.raises(ValueError, match=r"seed: got .*; allowed a whole number from"):
        Run(small(2), seed)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", [np.int64(-7), np.uint8(7), np.array(7)])
def test_a_whole_number_of_numpy_is_a_seed(seed: Any) -> None:
    run = Run(small(2), seed)
    assert type(run.seed) is int
    assert bits(run.go_on()) == bits(Run(small(2), int(seed)).go_on())


@pytest.mark.parametrize("threads", [0, -1, True, 2.0, None, "2"])
def test_threads_are_a_whole_number_from_1(threads: Any) -> None:
    with pytest.raises(Fault, match=f"^threads: got {threads!r}; allowed a whole number from 1$"):
        Run(small(2), 1, threads=threads)


@pytest.mark.parametrize("slices", [(1, 30), (5, 5, 6, 17, 30), tuple(range(31))])
def test_a_run_in_slices_is_the_run_at_once_to_the_last_bit(slices: tuple[int, ...]) -> None:
    at_once, sliced = Run(LIVELY, 7).go_on(), Run(LIVELY, 7)
    for until in slices:
        assert sliced.go_on(until) is sliced
        assert sliced.month == until
        assert not np.isnan(sliced.series[:until]).any()
        assert np.isnan(sliced.series[until:]).all()
        assert np.isnan(sliced.summary).all() == (until < 30)
    assert bits(sliced) == bits(at_once)


@pytest.mark.parametrize("threads", [2, 3, 40])
def test_threads_that_share_a_run_change_no_bit(threads: int) -> None:
    assert bits(Run(LIVELY, 7, threads=threads).go_on(5).go_on()) == bits(Run(LIVELY, 7).go_on())


def test_the_experience_of_an_earlier_domain_comes_along_once_and_in_slices() -> None:
    after = Scenario.load("environment-act-after-social-domain").with_(population=LIVELY.population, months=24)
    at_once, sliced = Run(after, 2).go_on(), Run(after, 2).go_on(1).go_on()
    assert bits(sliced) == bits(at_once)
    assert bits(Run(after, 2, threads=2).go_on()) == bits(at_once)
    assert bits(Run(after.with_(after=None), 2).go_on()) != bits(at_once)


def test_threads_share_the_earlier_domain_too(monkeypatch: pytest.MonkeyPatch) -> None:
    after = Scenario.load("environment-act-after-social-domain").with_(population=LIVELY.population, months=24)
    shared, in_steps = [], Run._in_steps

    def noted(self: Run, arguments: tuple[Any, ...]) -> bool:
        shared.append((self.scenario.name, self.threads))
        return in_steps(self, arguments)

    monkeypatch.setattr(Run, "_in_steps", noted)
    Run(after, 2, threads=2).go_on()
    assert shared == [("baseline", 2), (after.name, 2)]


def test_checking_changes_no_number() -> None:
    assert bits(Run(LIVELY, 7, checked=True).go_on()) == bits(Run(LIVELY, 7).go_on())


def test_runs_of_one_setting_leave_nothing_to_each_other() -> None:
    setting = Setting.of(LIVELY)
    first, other, again = (Run(setting, seed) for seed in (7, 8, 7))
    for until in (10, 20, 30):
        for run in (first, other, again):
            run.go_on(until)
    assert bits(first) == bits(again) == bits(Run(LIVELY, 7).go_on())
    assert bits(first) != bits(other)


def test_parameters_are_those_in_force_and_given_ones_replace_the_scenarios() -> None:
    run = Run(LIVELY, 7)
    assert run.parameters == LIVELY.parameter_values()
    assert run.go_on(6).parameters == LIVELY.parameter_values()._replace(start_rate=1.5)
    assert run.go_on().parameters == LIVELY.parameter_values()
    other = LIVELY.with_(parameters={"conviction_mean": 0.6})
    given = Run(LIVELY, 7, other.parameter_values()).go_on()
    assert bits(given) == bits(Run(other, 7).go_on())


def test_a_copy_of_the_states_is_safe_from_later_months() -> None:
    run = Run(LIVELY, 7).go_on(10)
    copy, then = run.country.copied(), state_bits(run.country)
    run.go_on()
    assert state_bits(copy) == then
    assert state_bits(run.country) != then


@pytest.mark.parametrize("until", [-1, 3, 13, 4.5, float("nan"), "6"])
def test_an_end_that_is_not_ahead_is_refused_and_nothing_is_done(until: Any) -> None:
    run = Run(small(12), 1).go_on(4)
    before = bits(run)
    with pytest.raises((Fault, ValueError), match=r"until: got .*; allowed .*4 to 12"):
        run.go_on(until)
    assert run.month == 4
    assert bits(run) == before


@pytest.mark.parametrize("parameters", [[0.5, 0.5], {"strategy": 0.5}, ["a"] * len(Parameters._fields)])
def test_parameters_of_another_form_are_refused_by_name(parameters: Any) -> None:
    with pytest.raises((Fault, ValueError), match="parameters: got"):
        Run(small(2), 1, parameters)


def test_scenarios_in_one_place_share_its_facts_and_ties() -> None:
    one = Scenario.load("baseline").with_(population={"kind": "synthetic", "number": 12, "seed": 3})
    here, there = (world_of(each) for each in (one, one.with_(name="other", held=("peers",))))
    assert here.ties is there.ties and here.facts is there.facts
    before = here.ties.copy(), here.facts.copy()
    Run(one, 1).go_on()
    assert (here.ties == before[0]).all() and (here.facts == before[1]).all()
    alone = world_of(one.with_(population=one.population.model_copy(update={"network": ()})))
    assert len(alone.ties) == 0 < len(here.ties)
