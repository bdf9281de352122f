"""Runs of the engine that go wrong: what is said of them, and of whom."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.declaration import Fault
from model.engine import Run, RunError, Setting
from model.intervention_kinds import ParameterChange
from model.outcomes import COLUMN
from model.scenario import Scenario
from tests.model.countries import small

HERE = Path(__file__).parents[2]
MONTH_5 = r"small, seed 1, 2013-06 \(month 5\), "
BUNNIK = r"Bunnik \(GM0312\): "
"""The fourth municipality of Utrecht, in the order of codes."""


def with_parameter(scenario: Scenario, **values: float) -> list[float]:
    """The parameters of a scenario with some replaced by what no scenario may hold."""
    return list(scenario.parameter_values()._replace(**values))


def disturbed(
    kind: str, state: str, row: Any, value: float, *, checked: bool = False, threads: int = 1, **changes: Any
) -> Run:
    """A run of a year in which, after five months, a state of the kind is set to a value that spoils it."""
    run = Run(small(12, **changes), 1, checked=checked, threads=threads).go_on(5)
    getattr(run.country, kind)[state][row] = value
    return run


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


@pytest.mark.parametrize(("threads", "other"), [(2, 25), (2, 13), (3, 9)])
def test_of_faults_in_several_shares_the_lowest_place_is_named_always(threads: int, other: int) -> None:
    for _ in range(20):
        run = disturbed("municipalities", "size", [3, other], 0.0, threads=threads)
        with pytest.raises(RunError, match=f"^{MONTH_5}{BUNNIK}ZeroDivisionError: division by zero$"):
            run.go_on()


@pytest.mark.parametrize(
    ("kind", "state", "row", "value", "text"),
    [
        ("municipalities", "successes", (3, 2), np.nan, rf"{BUNNIK}\w+ is nan"),
        ("municipalities", "exposure", 3, np.inf, rf"{BUNNIK}exposure is inf"),
        ("councils", "resting_control", 3, np.nan, rf"{BUNNIK}council: resting_control is nan"),
        ("seats", "energy", 3 * 6 + 5, -np.inf, rf"{BUNNIK}project leader: energy is -inf"),
        ("teams", "need", 4, np.inf, r"Amersfoort \(GM0307\): team 4: need is inf"),
        ("national", "news", 0, np.nan, "the country: national: news is nan"),
    ],
)
def test_a_checked_run_names_the_first_state_that_is_no_number_and_whose_it_is(
    kind: str, state: str, row: Any, value: float, text: str
) -> None:
    with pytest.raises(RunError, match=f"^{MONTH_5}{text}$"):
        disturbed(kind, state, row, value, checked=True).go_on()


@pytest.mark.parametrize("threads", [1, 2])
def test_an_outcome_that_is_no_number_stops_a_run_in_its_month(threads: int) -> None:
    run = disturbed("municipalities", "exposure", 3, np.inf, threads=threads)
    with pytest.raises(RunError, match=f"^{MONTH_5}the country: outcome balance is no finite number$"):
        run.go_on()
    assert not np.isfinite(run.series[5, COLUMN["balance"]])
    assert np.isnan(run.series[6:]).all()
    assert np.isnan(run.summary).all()


@pytest.mark.parametrize("slices", [(12,), (5, 6, 12)])
def test_a_state_spoilt_by_hand_is_found_at_the_end_and_no_month_is_claimed(slices: tuple[int, ...]) -> None:
    run = Run(small(12), 1).go_on(3)
    run.country.municipalities["successes"][3, 2] = np.nan
    # Hazards rest on successes, and are looked at first.
    with pytest.raises(RunError, match=rf"^small, seed 1, found at the end, {BUNNIK}hazard is nan$"):
        for until in slices:
            run.go_on(until)


def spoilt(scenario: Scenario, parameter: str = "savings_most") -> Setting:
    """The setting of a scenario in which, after five months, a parameter gets a value that no scenario may give it."""
    setting = Setting.of(scenario.with_(interventions=[ParameterChange(start="2013-06", name=parameter, value=0.2)]))
    programme = setting.world.programme._replace(value=np.array([np.nan]))
    return replace(setting, world=replace(setting.world, programme=programme))


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize(
    ("parameter", "state", "seen"), [("savings_most", "pressure", True), ("start_rate", "hazard", False)]
)
def test_a_fault_is_traced_to_the_month_and_the_first_state_it_spoils(
    parameter: str, state: str, seen: bool, threads: int
) -> None:
    run = Run(spoilt(small(12), parameter), 1, threads=threads)
    with pytest.raises(RunError, match=rf"^{MONTH_5}Amersfoort \(GM0307\): {state} is nan$"):
        run.go_on()
    assert np.isfinite(run.series).all() != seen, "whether an outcome shows it, or only the states at the end"


@pytest.mark.parametrize(
    "failing",
    [
        lambda: disturbed("municipalities", "exposure", 3, np.inf),
        lambda: disturbed("municipalities", "size", 3, 0.0),
        lambda: Run(spoilt(small(12)), 1),
        lambda: Run(spoilt(small(12), "start_rate"), 1),
    ],
    ids=["outcome", "division", "traced from an outcome", "traced from the end"],
)
def test_a_run_that_failed_does_not_pass_for_finished(failing: Callable[[], Run]) -> None:
    run = failing()
    with pytest.raises(RunError) as first:
        run.go_on()
    for until in (12, None):
        with pytest.raises(RunError) as again:
            run.go_on(until)
        assert again.value is first.value


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
    after = Scenario.load("environment-act-after-social-domain").with_(population=small().population, months=24)
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
