"""Random valid scenarios for property tests."""

from typing import Any

from hypothesis import strategies as st

from model.intervention_kinds import (
    SEATS,
    Block,
    Champion,
    Failure,
    Impose,
    Incidents,
    Intervention,
    Level,
    NoChampions,
    ParameterChange,
    Postpone,
    Where,
)
from model.interventions import LEVERS, START_ONLY
from model.measures import CELLS, IDS
from model.mechanisms import MECHANISMS
from model.months import date_of
from model.parameters import PARAMETERS
from model.population import SIZE_CLASSES
from model.scenario import Scenario
from model.scenario_parts import LAYERS, PopulationChoice

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
WORDS = st.lists(st.sampled_from(["GM0344", "Utrecht", "Fryslân", "Zuid-Holland"]), max_size=3).map(tuple)
EVIDENCE = st.lists(st.sampled_from(["A9", "fig. 4.4", "ass."]), max_size=2).map(tuple)


def within(low: float, high: float) -> st.SearchStrategy[float]:
    """Every float from low to high."""
    return st.floats(min_value=low, max_value=high)


@st.composite
def interventions(draw: st.DrawFn, start: str, months: int) -> Intervention:
    """One intervention of any kind within the calendar."""
    first = draw(st.integers(0, months - 1))
    when: dict[str, Any] = {"start": date_of(first, start), "evidence": draw(EVIDENCE)}
    last = draw(st.none() | st.integers(first, months - 1))
    window = when | {"until": None if last is None else date_of(last, start)}
    size_classes = draw(st.lists(st.sampled_from(list(SIZE_CLASSES)), max_size=2).map(tuple))
    share = draw(within(0.001, 1.0))
    codes, provinces, regions = draw(WORDS), draw(WORDS), draw(WORDS)
    where = Where(codes=codes, provinces=provinces, regions=regions, size_classes=size_classes, share=share)
    lever, (low, high, _, _) = draw(st.sampled_from(list(LEVERS.items())))
    declared = draw(st.sampled_from([one for one in PARAMETERS if one.name not in START_ONLY]))
    value = draw(within(declared.low, declared.high))
    measures = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=4).map(tuple))
    cell = draw(st.none() | st.sampled_from(CELLS))
    span = high - low
    return draw(
        st.sampled_from(
            [
                Level(variable=lever, value=draw(within(low, high)), where=where, **window),
                Level(variable=lever, value=draw(within(-span, span)), mode="add", where=where, **window),
                ParameterChange(name=declared.name, value=value, **window),
                Champion(seat=draw(st.sampled_from(SEATS)), where=where, **when),
                NoChampions(where=where, **window),
                Failure(visibility=draw(within(0.0, 1.0)), where=where, **when),
                Impose(measures=measures, where=where, **when),
                Block(measures=measures, cell=cell, where=where, **window),
                Incidents(number=draw(within(0.01, 100.0)), where=where, **window),
            ]
        )
    )


@st.composite
def populations(draw: st.DrawFn) -> PopulationChoice:
    """A population of any kind."""
    number, seed = draw(st.integers(10, 1_000_000)), draw(st.integers(0, 9))
    which: dict[str, Any] = draw(
        st.sampled_from(
            [
                {},
                {"kind": "synthetic", "number": number, "seed": seed},
                {"kind": "files", "municipalities": "here/towns.csv", "neighbours": "ties.csv"},
            ]
        )
    )
    return PopulationChoice(codes=draw(WORDS), network=draw(st.lists(st.sampled_from(LAYERS)).map(tuple)), **which)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """A valid scenario with any mix of fields."""
    start = draw(st.sampled_from(["2013-01", "2016-11", "1999-12"]))
    months = draw(st.integers(1, 600))
    chosen = draw(st.lists(st.sampled_from(PARAMETERS), max_size=6, unique=True))
    law = draw(st.integers(0, 60))
    happenings = draw(st.lists(interventions(start, months), max_size=4))
    if law > 0 and draw(st.booleans()):
        announced = date_of(draw(st.integers(0, min(law, months) - 1)), start)
        happenings.append(Postpone(start=announced, months=draw(st.integers(1, 120))))
    return Scenario(
        name=draw(TEXT.filter(bool)),
        title=draw(TEXT),
        title_nl=draw(TEXT),
        description_nl=draw(TEXT),
        description=draw(TEXT),
        evidence=draw(EVIDENCE),
        domain=draw(st.sampled_from(["social", "environment"])),
        start=start,
        months=months,
        law_date=date_of(law, start),
        after=draw(st.none() | st.sampled_from(["baseline", "no-cut"])) if start > "2013-01" else None,
        population=draw(populations()),
        parameters={declared.name: draw(within(declared.low, declared.high)) for declared in chosen},
        held=draw(st.lists(st.sampled_from([mechanism.name for mechanism in MECHANISMS]), max_size=3)),
        interventions=happenings,
    )
