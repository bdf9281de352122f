"""Every state stays within its declared bounds, and none sits at a bound for long."""

import math
from collections import Counter
from typing import Any

import pytest
from hypothesis import given

from model.bounds import AT_BOUND, RESTS, bounds_of, counted
from model.chance import DEFICIT, normal
from model.decentralisation import Decentralisation
from model.intervention_kinds import Impose, Incidents, Level
from model.measures import IDS
from model.mechanisms import MECHANISMS
from model.outcomes import OUTCOMES
from model.population import Population
from model.scenario import Scenario
from model.scenario_parts import PopulationChoice
from model.state import KINDS, State
from tests.model.countries import SEEDS, codes_of, holders, monthly, random_runs, runnable, small

ROUNDING = 1e-9


def out_of_bounds(kind: str, state: State, value: Any) -> str | None:
    """What is wrong with the value of a state, or None."""
    values = value if state.length else [value]
    if state.length and len(value) != state.length:
        return f"{kind}.{state.name} has {len(value)} numbers, not {state.length}"
    for one in values:
        if not math.isfinite(one) or not state.low - ROUNDING <= one <= state.high + ROUNDING:
            return f"{kind}.{state.name} = {one!r}, outside {state.low:g} to {state.high:g}"
        if state.whole and one != int(one):
            return f"{kind}.{state.name} = {one!r}, not a whole number"
    return None


def faults(model: Decentralisation) -> set[str]:
    found = set()
    for kind, those in holders(model).items():
        for state in KINDS[kind]:
            for holder in those.values():
                fault = out_of_bounds(kind, state, getattr(holder, state.name))
                if fault:
                    found.add(fault)
                    break
    row = dict(zip((outcome.name for outcome in OUTCOMES), model.recorded[-1], strict=True))
    for outcome in OUTCOMES:
        low = -math.inf if outcome.low is None else outcome.low
        high = math.inf if outcome.high is None else outcome.high
        if not low - ROUNDING <= row[outcome.name] <= high + ROUNDING:
            found.add(f"outcome {outcome.name} = {row[outcome.name]!r}, outside {low:g} to {high:g}")
    return found


@pytest.mark.parametrize("value", [-0.1, 1.1, math.nan, math.inf])
def test_a_value_out_of_bounds_is_seen(value: float) -> None:
    assert out_of_bounds("municipality", State("conviction", "a level"), value)
    assert out_of_bounds("municipality", State("fit", "a row", length=2), [0.5, value])


def test_a_fraction_where_a_whole_number_is_due_is_seen() -> None:
    assert out_of_bounds("seat", State("cohort", "a count", high=9, whole=True), 1.5)
    assert out_of_bounds("seat", State("cohort", "a count", high=9, whole=True), 1) is None


@random_runs(25)
@given(runnable(), SEEDS)
def test_every_state_stays_within_its_bounds(scenario: Scenario, seed: int) -> None:
    for model in monthly(scenario, seed):
        assert not faults(model)


EVERYTHING = Impose(start="2013-02", measures=IDS)
EXTREMES: dict[str, dict[str, Any]] = {
    "every measure and unlike teams": {
        "interventions": [
            EVERYTHING,
            Level(start="2013-01", variable="mandate_given", value=1.0),
            Level(start="2013-01", variable="budget_given", value=1.0),
            Level(start="2013-01", variable="learning", value=1.0),
        ],
        "parameters": {
            "team_spread": 0.5, "development_months": 6.0, "base_success": 0.8, "pilot_length": 6.0,
            "fallback_rate": 0.0, "settling_months": 6.0, "team_turnover": 0.0,
        },
    },
    "every measure imposed": {"interventions": [EVERYTHING], "parameters": {"base_success": 0.8, "team_share": 0.0}},
    "deficits without end": {
        "parameters": {
            "second_wave": 0.3, "second_wave_spread": 1.0, "second_wave_after": 0.0, "cut_size": 0.35,
            "savings_most": 0.0, "renewal_savings": 0.0,
        }
    },
    "no pressure at all": {"parameters": {"cut_size": 0.0, "second_wave": 0.0, "deadline_pull": 0.0}},
    "incidents everywhere": {
        "interventions": [Incidents(start="2013-03", number=100.0)],
        "parameters": {"centralising": 0.6, "distrust": 2.0, "news_damping": 1.0, "incident_rate": 0.1},
    },
    "nothing known of the date": {"parameters": {"clarity": 0.0, "information_system": 1.0}},
    "everything known of the date": {"parameters": {"clarity": 1.0, "deadline_pull": 1.5}},
    "champions in every seat": {"parameters": {"champions_mean": 3.0, "mobilisation": 1.0, "power_gradient": 0.0}},
    "everything held": {"held": [mechanism.name for mechanism in MECHANISMS]},
}  # fmt: skip


def unluckiest_seed() -> int:
    """The seed of 300 in which some municipality is most exposed to deficits."""
    keys = [int(code[2:]) for code in codes_of("Utrecht", "Zeeland")]
    return max(range(300), key=lambda seed: max(normal(seed, DEFICIT, key, 0) for key in keys))


@pytest.mark.parametrize("name", EXTREMES)
def test_states_stay_within_bounds_at_the_ends_of_ranges(name: str) -> None:
    found: set[str] = set()
    for model in monthly(small(72, "Utrecht", "Zeeland", **EXTREMES[name]), unluckiest_seed()):
        found |= {fault.split(" = ")[0] for fault in faults(model)}
    assert not found


def shares_at_bound(scenario: Scenario, seed: int) -> dict[str, float]:
    """The part of agent-months at a bound, by level."""
    at, all_of_them = Counter[str](), Counter[str]()
    for model in monthly(scenario, seed):
        for kind, those in holders(model).items():
            for state in KINDS[kind]:
                if not state.level:
                    continue
                low, high = bounds_of(state)
                for holder in those.values():
                    if kind == "seat" and not holder.active:
                        continue
                    values = getattr(holder, state.name)
                    for value in values if state.length else [values]:
                        all_of_them[f"{kind}.{state.name}"] += 1
                        at[f"{kind}.{state.name}"] += not low < value < high
    return {name: at[name] / number for name, number in all_of_them.items()}


def test_no_level_sits_at_a_bound_in_the_baseline() -> None:
    third = tuple(Population.netherlands().table["code"][::3])
    baseline = Scenario.load("baseline").with_(population=PopulationChoice(codes=third))
    shares = shares_at_bound(baseline, seed=1)
    assert len(shares) == sum(state.level for kind in KINDS.values() for state in kind)
    assert {name: share for name, share in shares.items() if share > AT_BOUND} == {}


def test_every_state_that_rests_at_a_bound_is_there_and_is_no_level() -> None:
    for kind, reasons in RESTS.items():
        states = {state.name: state for state in KINDS[kind]}
        for name, reason in reasons.items():
            assert reason.english and reason.dutch and not states[name].level and not states[name].whole, name


def test_every_level_is_counted() -> None:
    for kind, states in KINDS.items():
        assert {state.name for state in states if state.level} <= {state.name for state in counted(kind)}
