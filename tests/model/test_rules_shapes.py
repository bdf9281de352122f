"""Every rule moves in the stated direction and stays within its bounds, wherever its inputs and parameters lie."""

import importlib
import inspect
import math
import pkgutil
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import model.rules
from model.measures import POWER, RISK
from model.parameters import PARAMETERS, Parameters, parameter
from model.rules.likeness import likeness
from tests.model.rule_shapes import DOMAINS, OTHERWISE, SHAPES, WHOLE, Shape

ROUNDING = 1e-12


def rules() -> dict[str, Callable[..., Any]]:
    """Every rule there is, as "file.function"."""
    found: dict[str, Callable[..., Any]] = {}
    for each in pkgutil.iter_modules(model.rules.__path__):
        module = importlib.import_module(f"model.rules.{each.name}")
        for name, value in vars(module).items():
            if inspect.isfunction(value) and value.__module__ == module.__name__:
                found[f"{each.name}.{name}"] = value
    return found


RULES = rules()


def drawn_parameters(seed: int) -> Parameters:
    """Parameters over their whole ranges, a third of them at an end."""
    generator = np.random.Generator(np.random.Philox(seed))
    place = np.clip(generator.uniform(-0.25, 1.25, len(PARAMETERS)), 0.0, 1.0)
    return Parameters(
        **{
            declared.name: min(declared.high, declared.low + float(at) * (declared.high - declared.low))
            for declared, at in zip(PARAMETERS, place, strict=True)
        }
    )


PARAMETER_SETS = [drawn_parameters(seed) for seed in range(200)]


def domain(rule: str, name: str) -> st.SearchStrategy[float]:
    """The values an input can take: often the ends."""
    if name.startswith("p."):
        declared = parameter(name[2:])
        return st.floats(declared.low, declared.high)
    if name in WHOLE:
        return st.integers(*WHOLE[name])
    low, high = OTHERWISE.get(rule, {}).get(name, DOMAINS.get(name, (0.0, 1.0)))
    return st.one_of(st.floats(low, high), st.sampled_from([float(low), float(high)]))


@st.composite
def inputs(draw: st.DrawFn, rule: str) -> dict[str, Any]:
    names = inspect.signature(RULES[rule]).parameters
    drawn: dict[str, Any] = {name: draw(domain(rule, name)) for name in names if name != "p"}
    if "p" in names:
        drawn["p"] = draw(st.sampled_from(PARAMETER_SETS))
    return drawn


def with_input(values: dict[str, Any], name: str, value: float) -> dict[str, Any]:
    if name.startswith("p."):
        return values | {"p": values["p"]._replace(**{name[2:]: value})}
    return values | {name: value}


def test_every_rule_has_a_shape() -> None:
    assert set(RULES) - {"likeness.likeness"} == set(SHAPES)


def test_shapes_name_inputs_that_there_are() -> None:
    for rule, shape in SHAPES.items():
        names = set(inspect.signature(RULES[rule]).parameters)
        for direction in shape.directions.split():
            assert direction[0] in "+-", rule
            assert direction[1:] in names or direction.startswith(("+p.", "-p.")), f"{rule}: {direction}"


@pytest.mark.parametrize("rule", sorted(SHAPES))
@settings(max_examples=40, deadline=None, derandomize=True)
@given(data=st.data())
def test_a_rule_keeps_its_shape(rule: str, data: st.DataObject) -> None:
    shape: Shape = SHAPES[rule]
    values = data.draw(inputs(rule))
    result = RULES[rule](**values)
    assert math.isfinite(result)
    high = getattr(values["p"], shape.high) if isinstance(shape.high, str) else shape.high
    assert shape.low - ROUNDING <= result <= high + ROUNDING
    for direction in shape.directions.split():
        name = direction[1:]
        low, high = sorted(data.draw(st.tuples(domain(rule, name), domain(rule, name)), label=name))
        before, after = (RULES[rule](**with_input(values, name, value)) for value in (low, high))
        if direction[0] == "-":
            before, after = after, before
        assert before <= after + ROUNDING * max(1.0, abs(before)), f"{direction}: {low!r} to {high!r}"


STRICT = [
    (rule, direction)
    for rule, shape in SHAPES.items()
    for direction in shape.directions.split()
    if rule != "forms.works"
]


@pytest.mark.parametrize(("rule", "direction"), STRICT, ids=[f"{rule} {direction}" for rule, direction in STRICT])
def test_an_input_that_is_said_to_matter_does(rule: str, direction: str) -> None:
    """Somewhere in their ranges; else a rule that ignores an input would pass as monotone."""
    generator = np.random.Generator(np.random.Philox(7))

    def value(name: str) -> Any:
        if name in WHOLE:
            return int(generator.integers(WHOLE[name][0], WHOLE[name][1] + 1))
        if name.startswith("p."):
            return generator.uniform(parameter(name[2:]).low, parameter(name[2:]).high)
        low, high = OTHERWISE.get(rule, {}).get(name, DOMAINS.get(name, (0.0, 1.0)))
        return low if generator.random() < 0.2 else generator.uniform(low, high)

    names = [name for name in inspect.signature(RULES[rule]).parameters if name != "p"]
    takes_parameters = "p" in inspect.signature(RULES[rule]).parameters
    moved = 0
    for number in range(200):
        values: dict[str, Any] = {name: value(name) for name in names}
        if takes_parameters:
            values["p"] = PARAMETER_SETS[number]
        ends = [RULES[rule](**with_input(values, direction[1:], value(direction[1:]))) for _ in range(2)]
        moved += ends[0] != ends[1]
    assert moved > 0


TRAITS = st.tuples(*[st.floats(-4, 4)] * 4)


@given(TRAITS, TRAITS)
def test_likeness_is_mutual_and_falls_with_distance(here: Any, there: Any) -> None:
    assert likeness(here, here) == 1.0
    assert likeness(here, there) == likeness(there, here)
    further = tuple(there[k] + (there[k] - here[k]) for k in range(4))
    assert 0.0 <= likeness(here, further) <= likeness(here, there) <= 1.0


def test_measures_lie_in_the_domains_tried() -> None:
    assert DOMAINS["exponent"][0] <= min(POWER) and max(POWER) <= DOMAINS["exponent"][1]
    assert DOMAINS["risk"][0] <= min(RISK) and max(RISK) <= DOMAINS["risk"][1]
