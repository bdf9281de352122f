"""Small countries and random scenarios for tests of the model, and a way to look at every state of a run."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from model.decentralisation import Decentralisation
from model.declaration import Parameter
from model.intervention_kinds import Intervention, Placed, Postpone, Where
from model.measures import NUMBER
from model.mechanisms import MECHANISMS
from model.months import date_of
from model.parameters import PARAMETERS
from model.population import SIZE_CLASSES, Population
from model.scenario import Scenario
from model.scenario_parts import LAYERS, PopulationChoice
from model.state import KINDS
from model.state import blank as blank_of
from tests.model.scenario_strategies import interventions

States = dict[str, dict[Any, dict[str, Any]]]
"""The states of a run: by kind, by identity, by name. The nation's identity is the empty tuple."""

SEEDS = st.one_of(st.integers(-(2**63), 2**63 - 1), st.sampled_from([0, -7, 2**63 - 1]))


def random_runs(examples: int) -> settings:
    """Settings for a property of whole runs: seeded, and without the search for a smaller example, which takes long."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )


@cache
def codes_of(*provinces: str) -> tuple[str, ...]:
    """The codes of all municipalities of some provinces."""
    table = Population.netherlands().table
    return tuple(table["code"][table["province"].isin(provinces)])


UTRECHT = codes_of("Utrecht")


def small(months: int = 24, *provinces: str, **changes: Any) -> Scenario:
    """A scenario with the 26 municipalities of Utrecht, two of them large, or those of the provinces named."""
    choice = PopulationChoice(codes=codes_of(*(provinces or ("Utrecht",))), network=changes.pop("network", LAYERS))
    return Scenario(**{"name": "small", "months": months, "population": choice} | changes)


def run(scenario: Scenario, seed: int = 1) -> Decentralisation:
    """The readable model, run to the end."""
    return Decentralisation(scenario, seed).run()


def monthly(scenario: Scenario, seed: int = 1) -> Iterator[Decentralisation]:
    """The readable model after each month."""
    model = Decentralisation(scenario, seed)
    while model.month < scenario.months:
        model.step()
        yield model


def holders(model: Decentralisation) -> dict[str, dict[Any, Any]]:
    """Whoever has states, by kind and identity: code for municipalities and councils, code and seat, code and area."""
    there: dict[str, dict[Any, Any]] = {kind: {} for kind in KINDS}
    there["national"][()] = model.national
    for one in model.municipality:
        there["municipality"][one.code] = one
        there["publication"][one.code] = one.publication
        there["council"][one.code] = one.council
        there["seat"] |= {(one.code, place): seat for place, seat in enumerate(one.seats)}
        there["social_team"] |= {(one.code, team.area): team for team in one.teams}
    return there


def blank(kind: str, **values: Any) -> Any:
    """Somebody of a kind made by hand: every state zero, but for those given."""
    made = blank_of(kind)
    for name, value in values.items():
        assert hasattr(made, name), f"{kind} has no state {name!r}"
        setattr(made, name, value)
    return made


def states(model: Decentralisation) -> States:
    """A copy of every state as it is now."""
    return {
        kind: {
            identity: {state.name: copied(getattr(holder, state.name)) for state in KINDS[kind]}
            for identity, holder in found.items()
        }
        for kind, found in holders(model).items()
    }


def copied(value: Any) -> Any:
    """A state's value, safe from later months: a number, or a row of numbers or of whole numbers."""
    return list(value) if hasattr(value, "__len__") else value


def somewhere(stages: dict[int, int] | None = None, **values: Any) -> Any:
    """A convinced municipality with plenty of attention, and measures in these stages."""
    usual: dict[str, Any] = {
        "key": 344, "size": 1.0, "conviction": 0.8, "strategy": 0.5, "power": 0.6, "urgency": 0.6, "room": 0.6,
        "slack": 5.0, "served": 1.0, "capacity": 1.0, "activity_cost": 0.1, "internal_change": 0.5, "learning": 0.5,
        "start_factor": 1.0,
    }  # fmt: skip
    one = blank("municipality", **usual | values)
    one.waiting_months = [-1.0] * NUMBER
    one.began, one.ended, one.fit = [-1] * NUMBER, [-1] * NUMBER, [1.0] * NUMBER
    one.first_team_month = one.eighth_month = -1
    for measure, stage in (stages or {}).items():
        one.stage[measure] = stage
    return one


IN_COUNCIL = {"appetite", "trust", "control", "informal_exchange", "accountability", "room_agreed", "calm"}
"""Levers that move a state of the council."""


def with_(*items: Intervention, months: int = 12, **changes: Any) -> Scenario:
    """A year in the municipalities of Utrecht with these interventions."""
    return small(months, interventions=list(items), **changes)


def lever(one: Any, name: str) -> float:
    """The level that a lever moves."""
    return getattr(one.council if name in IN_COUNCIL else one, name)


def follow(scenario: Scenario, read: Callable[[Any], Any], seed: int = 1) -> dict[str, list[Any]]:
    """What `read` gives of each municipality after each month, by code."""
    found: dict[str, list[Any]] = {code: [] for code in scenario.population.codes}
    for country in monthly(scenario, seed):
        for one in country.municipality:
            found[one.code].append(read(one))
    return found


def value_of(declared: Parameter) -> st.SearchStrategy[float]:
    """A value of a parameter: often an end of its range, where faults live."""
    return st.one_of(
        st.sampled_from([declared.low, declared.high]),
        st.floats(min_value=declared.low, max_value=declared.high),
    )


@st.composite
def wheres(draw: st.DrawFn) -> Where:
    """Any part of a country of which no names are known."""
    sizes = draw(st.lists(st.sampled_from(list(SIZE_CLASSES)), max_size=2).map(tuple))
    return Where(size_classes=sizes, share=draw(st.sampled_from([1.0, 0.5, 0.1])))


@st.composite
def runnable(draw: st.DrawFn, most_months: int = 60, populations: tuple[PopulationChoice, ...] = ()) -> Scenario:
    """A scenario that can be run at once: any parameters, holds and interventions in a small country."""
    months = draw(st.integers(2, most_months) | st.just(most_months))
    domain = draw(st.sampled_from(["social", "environment"]))
    start = "2013-01" if domain == "social" else "2016-01"
    law = draw(st.integers(0, 40))
    chosen = draw(st.lists(st.sampled_from(PARAMETERS), max_size=25, unique=True))
    happenings: list[Intervention] = []
    for item in draw(st.lists(interventions(start, months), max_size=5)):
        happenings.append(item.model_copy(update={"where": draw(wheres())}) if isinstance(item, Placed) else item)
    if law > 1 and draw(st.booleans()):
        announced = date_of(draw(st.integers(0, min(law, months) - 1)), start)
        happenings.append(Postpone(start=announced, months=draw(st.integers(1, 24))))
    imagined = st.builds(
        lambda number, seed, network: PopulationChoice(kind="synthetic", number=number, seed=seed, network=network),
        st.integers(10, 60), st.integers(0, 3), st.sampled_from([LAYERS, (), ("neighbours",), ("circle", "region")]),
    )  # fmt: skip
    return Scenario(
        name="random",
        domain=domain,
        start=start,
        months=months,
        law_date=date_of(law, start),
        after=draw(st.sampled_from([None, None, None, "baseline"])) if domain == "environment" else None,
        population=draw(st.sampled_from(populations) if populations else imagined),
        parameters={declared.name: draw(value_of(declared)) for declared in chosen},
        held=draw(st.lists(st.sampled_from([mechanism.name for mechanism in MECHANISMS]), max_size=4, unique=True)),
        interventions=happenings,
    )
