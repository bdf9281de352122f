"""The readable model and the engine, alone and shared by threads, agree to the last bit: every outcome of every month,
every state at the end.
"""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numba import config

from model import engine
from model.country import Country
from model.decentralisation import Decentralisation
from model.intervention_kinds import (
    Block,
    Champion,
    Failure,
    Impose,
    Incidents,
    Level,
    NoChampions,
    ParameterChange,
    Postpone,
    Where,
)
from model.interventions import LEVERS
from model.mechanisms import MECHANISMS
from model.scenario import Scenario
from model.scenario_file import PRESETS
from model.scenario_parts import LAYERS, PopulationChoice
from model.state import KINDS
from model.world import SEAT_NUMBER
from tests.model.countries import SEEDS, States, copied, random_runs, run, runnable, small, states


def compiled_states(country: Country, codes: list[str]) -> States:
    """The states of the engine, arranged as `states` arranges those of the readable model."""
    teams = {
        (code, area): country.teams[one["first_team"] + area]
        for code, one in zip(codes, country.municipalities, strict=True)
        for area in range(one["number_of_teams"])
    }
    seats = {
        (code, seat): country.seats[place * SEAT_NUMBER + seat]
        for place, code in enumerate(codes)
        for seat in range(SEAT_NUMBER)
    }
    found: dict[str, dict[Any, Any]] = {
        "national": {(): country.national[0]},
        "municipality": dict(zip(codes, country.municipalities, strict=True)),
        "publication": dict(zip(codes, country.publications, strict=True)),
        "council": dict(zip(codes, country.councils, strict=True)),
        "seat": seats,
        "social_team": teams,
    }
    return {
        kind: {
            identity: {
                state.name: copied(holder[state.name]) if state.length else holder[state.name] for state in KINDS[kind]
            }
            for identity, holder in those.items()
        }
        for kind, those in found.items()
    }


def disagreements(scenario: Scenario, seed: int) -> list[str]:
    """Where readable model and engine, on one thread and on three, differ: outcomes by month, states at the end."""
    readable: Decentralisation = run(scenario, seed)
    setting = engine.Setting.of(scenario)
    return [
        f"{threads} threads, {difference}"
        for threads in (1, 3)
        for difference in differences(readable, engine.Run(setting, seed, threads=threads).go_on())
    ]


def differences(readable: Decentralisation, compiled: engine.Run) -> list[str]:
    """Where a run of the readable model and one of the engine differ."""
    found = [
        f"month {month}, outcome {column}: {readable.recorded[month][column]!r}, {compiled.series[month, column]!r}"
        for month, column in np.argwhere(np.array(readable.recorded) != compiled.series)
    ]
    for (name, value), other in zip(readable.summary.items(), compiled.summary.tolist(), strict=True):
        if value != other and not (np.isnan(value) and np.isnan(other)):
            found.append(f"summary {name}: {value!r}, {other!r}")
    here = states(readable)
    there = compiled_states(compiled.country, [one.code for one in readable.municipality])
    for kind, those in here.items():
        assert those.keys() == there[kind].keys(), kind
        found += [
            f"{kind} {identity} {name}: {value!r}, {there[kind][identity][name]!r}"
            for identity, values in those.items()
            for name, value in values.items()
            if value != there[kind][identity][name]
        ]
    return found


def test_no_vectorised_mathematics_is_in_use() -> None:
    vectorised = vars(config)["USING_SVML"]
    assert not vectorised, "exp of that library differs from Python's in the last bit"


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Any scenario that can be run at once, now and then for eight years, and of any network, redrawn ones too."""
    scenario = draw(runnable(most_months=draw(st.sampled_from([36, 96]))))
    layers = st.lists(st.sampled_from(LAYERS), unique=True).map(tuple)
    network = {"network": draw(layers), "rewired": draw(layers), "rewiring_seed": draw(st.integers(0, 3))}
    return scenario.with_(population=PopulationChoice(**scenario.population.model_dump() | network))


@random_runs(30)
@given(scenarios(), SEEDS)
def test_readable_model_and_engine_agree(scenario: Scenario, seed: int) -> None:
    assert disagreements(scenario, seed) == []


EVERY_KIND = [
    *(
        Level(start="2013-06", until="2014-12", variable=lever, value=0.3, mode=mode, where=Where(share=0.5))
        for lever in LEVERS
        for mode in ("set", "add")
    ),
    ParameterChange(start="2013-05", until="2013-09", name="start_rate", value=1.5),
    ParameterChange(start="2014-05", name="incident_rate", value=0.1),
    Champion(start="2013-01", seat="director"),
    Champion(start="2013-08", seat="alderman", where=Where(size_classes=("small",))),
    NoChampions(start="2014-02", until="2014-06", where=Where(share=0.3)),
    Failure(start="2013-07", visibility=0.8),
    Impose(start="2013-02", measures=("F1", "O5", "F6")),
    Impose(start="2014-09", measures=("F3", "F7")),
    Block(start="2013-01", until="2014-01", measures=("F5",), cell="own_setup"),
    Incidents(start="2014-10", until="2015-02", number=0.7),
    Postpone(start="2014-03", months=5),
]


@pytest.mark.parametrize("seed", [0, 1, -7, 2**63 - 1, -(2**63)])
def test_they_agree_on_every_kind_of_intervention(seed: int) -> None:
    assert {getattr(item, "kind", "") for item in EVERY_KIND} == {
        "level", "parameter", "champion", "no_champions", "failure", "impose", "block", "incidents", "postpone",
    }  # fmt: skip
    assert disagreements(small(40, interventions=EVERY_KIND), seed) == []


@pytest.mark.parametrize("name", PRESETS)
def test_they_agree_on_every_preset(name: str) -> None:
    preset = Scenario.load(name)
    assert disagreements(preset.with_(population=small().population), seed=3) == []


@pytest.mark.parametrize("held", [[mechanism.name] for mechanism in MECHANISMS] + [[m.name for m in MECHANISMS]])
def test_they_agree_with_mechanisms_held(held: list[str]) -> None:
    assert disagreements(small(30, held=held, parameters={"pioneer_share": 0.25}), seed=2) == []


def test_they_agree_on_the_netherlands() -> None:
    assert disagreements(Scenario.load("baseline"), seed=1) == []


def test_a_whole_number_of_numpy_is_a_seed_to_both() -> None:
    assert disagreements(small(3), np.int64(-7)) == []


def test_a_disagreement_in_the_last_bit_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = small(6)
    run = engine.Run(scenario, 1).go_on()
    for numbers, place in ((run.country.councils["trust"], 3), (run.series, (2, 10)), (run.summary, 0)):
        numbers[place] = np.nextafter(numbers[place], 1.0)
    monkeypatch.setattr(engine.Run, "go_on", lambda _: run)
    assert len(disagreements(scenario, 1)) == 2 * 3
