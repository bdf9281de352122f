"""The engine's own manners; that it gives the Mesa model's numbers is in test_docking."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.declaration import Fault
from model.engine import Country, Run, RunError, Setting
from model.intervention_kinds import Incidents, Level, ParameterChange, Postpone, Where
from model.outcomes import COLUMN
from model.parameters import Parameters
from model.scenario import Scenario
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
HERE = Path(__file__).parents[2]
MONTH_5 = r"small, seed 1, 2013-06 \(month 5\), "
BUNNIK = r"Bunnik \(GM0312\): "
"""The fourth municipality of Utrecht, in the order of codes."""


def state_bits(country: Country) -> tuple[bytes, ...]:
    """Every state, to the last bit: field by field, because what lies between fields is left to chance."""
    return tuple(rows[name].tobytes() for rows in country for name in rows.dtype.names)


def bits(run: Run) -> tuple[bytes, ...]:
    """Everything that a run leaves, to the last bit."""
    return (run.series.tobytes(), run.summary.tobytes(), *state_bits(run.country))


def with_parameter(scenario: Scenario, **values: float) -> list[float]:
    """The parameters of a scenario with some replaced by what no scenario may hold."""
    return list(scenario.parameter_values()._replace(**values))


def disturbed(kind: str, state: str, row: Any, value: float, *, checked: bool = False, **changes: Any) -> Run:
    """A run of a year in which, after five months, a state of the kind is set to a value that spoils it."""
    run = Run(small(12, **changes), 1, checked=checked).go_on(5)
    getattr(run.country, kind)[state][row] = value
    return run


@pytest.mark.parametrize("seed", [1.5, None, True, 2**63])
def test_a_seed_that_is_no_64_bit_number_is_refused(seed: object) -> None:
    with pytest.raises(ValueError, match=r"seed: got .*; allowed a whole number from"):
        Run(small(2), seed)  # type: ignore[arg-type]


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


def test_the_experience_of_an_earlier_domain_comes_along_once_and_in_slices() -> None:
    after = Scenario.load("environment-act-after-social-domain").with_(population=LIVELY.population, months=24)
    at_once, sliced = Run(after, 2).go_on(), Run(after, 2).go_on(1).go_on()
    assert bits(sliced) == bits(at_once)
    assert bits(Run(after.with_(after=None), 2).go_on()) != bits(at_once)


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


@pytest.mark.parametrize("checked", [False, True])
@pytest.mark.parametrize(("state", "changes"), [("size", {}), ("capacity", {"held": ["attention"]})])
def test_a_division_by_zero_names_scenario_seed_month_and_municipality(
    state: str, changes: dict[str, Any], checked: bool
) -> None:
    run = disturbed("municipalities", state, 3, 0.0, checked=checked, **changes)
    with pytest.raises(RunError, match=f"^{MONTH_5}{BUNNIK}ZeroDivisionError: division by zero$") as caught:
        run.go_on()
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    assert run.month == 5


@pytest.mark.parametrize(
    ("kind", "state", "row", "value", "text"),
    [
        ("municipalities", "successes", (3, 2), np.nan, rf"{BUNNIK}\w+ is nan"),
        ("municipalities", "exposure", 3, np.inf, rf"{BUNNIK}exposure is inf"),
        ("councils", "resting_control", 3, np.nan, rf"{BUNNIK}council: resting_control is nan"),
        ("seats", "energy", 3 * 6 + 3, -np.inf, rf"{BUNNIK}department head: energy is -inf"),
        ("teams", "need", 4, np.inf, r"Amersfoort \(GM0307\): team 4: need is inf"),
        ("national", "news", 0, np.nan, "the country: national: news is nan"),
    ],
)
def test_a_checked_run_names_the_first_state_that_is_no_number_and_whose_it_is(
    kind: str, state: str, row: Any, value: float, text: str
) -> None:
    with pytest.raises(RunError, match=f"^{MONTH_5}{text}$"):
        disturbed(kind, state, row, value, checked=True).go_on()


def test_an_outcome_that_is_no_number_stops_a_run_in_its_month() -> None:
    run = disturbed("municipalities", "exposure", 3, np.inf)
    with pytest.raises(RunError, match=f"^{MONTH_5}the country: outcome balance is no finite number$"):
        run.go_on()
    assert not np.isfinite(run.series[5, COLUMN["balance"]])
    assert np.isnan(run.series[6:]).all()
    assert np.isnan(run.summary).all()


def test_a_run_that_failed_does_not_pass_for_finished() -> None:
    run = disturbed("municipalities", "exposure", 3, np.inf)
    for _ in range(2):
        with pytest.raises(RunError):
            run.go_on()
        assert run.month <= 6, "the months that are done"


def test_no_run_ends_well_with_a_state_that_is_no_number() -> None:
    run = disturbed("municipalities", "successes", (3, 2), np.nan)
    with pytest.raises(RunError, match=BUNNIK):
        run.go_on()


def spoilt(scenario: Scenario) -> Setting:
    """The setting of a scenario in which, after five months, a parameter gets a value that no scenario may give it."""
    setting = Setting.of(
        scenario.with_(interventions=[ParameterChange(start="2013-06", name="savings_most", value=0.1)])
    )
    programme = setting.world.programme._replace(value=np.array([np.nan]))
    return replace(setting, world=replace(setting.world, programme=programme))


def test_a_fault_is_traced_to_the_first_state_it_spoils() -> None:
    with pytest.raises(RunError, match=rf"^{MONTH_5}Amersfoort \(GM0307\): pressure is nan$"):
        Run(spoilt(small(12)), 1).go_on()


@pytest.mark.parametrize(
    "name", ["trust_rest", "start_rate", "conviction_mean", "pilot_length", "inhabitants_per_team"]
)
def test_a_parameter_that_is_no_number_never_gives_a_result(name: str) -> None:
    with pytest.raises((RunError, Fault, ValueError), match=rf"{name}|is nan"):
        Run(small(12), 1, with_parameter(small(12), **{name: np.nan})).go_on()


def test_a_fault_while_the_country_is_settled_names_the_municipality() -> None:
    early = small(12, law_date="2013-03")
    values = with_parameter(early, readiness_work=0.0)
    text = r"small, seed 1, 2013-01 \(month 0\), Amersfoort \(GM0307\): ZeroDivisionError"
    with pytest.raises(RunError, match=text):
        Run(early, 1, values).go_on()


def test_a_fault_in_the_earlier_domain_names_that_scenario() -> None:
    after = Scenario.load("environment-act-after-social-domain").with_(population=LIVELY.population, months=24)
    setting = Setting.of(after)
    assert setting.before is not None
    text = r"^baseline, seed 1, 2013-06 \(month 5\), Amersfoort \(GM0307\): pressure is nan$"
    with pytest.raises(RunError, match=text):
        Run(replace(setting, before=spoilt(setting.before.scenario)), 1).go_on()


OUT_OF_BOUNDS = """
from model.engine import Run, RunError
from tests.model.countries import small

run = Run(small(12), 1, checked=True).go_on(5)
run.country.municipalities["{state}"][{row}] = 10**6
try:
    run.go_on()
except RunError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("state", "row", "whose"), [("last_tie", 3, "Bunnik (GM0312)"), ("first_team", 1, "Baarn (GM0308)")]
)
def test_a_checked_run_refuses_an_index_out_of_bounds_instead_of_reading_it(state: str, row: int, whose: str) -> None:
    # In a process of its own: an index that is not checked may end the process.
    code = OUT_OF_BOUNDS.format(state=state, row=row)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300, cwd=HERE)
    assert done.returncode == 0, f"ended by signal {-done.returncode}"
    assert done.stdout.startswith(f"small, seed 1, 2013-06 (month 5), {whose}: IndexError: "), done.stdout
