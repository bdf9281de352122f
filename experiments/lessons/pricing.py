"""What a policy costs in points, at prices that a class agrees on. Costs are not in the model."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from model.parameters import parameter

if TYPE_CHECKING:
    from model.scenario import Scenario

Prices = Mapping[str, float]
"""By lever: the points for the whole way from the lowest to the highest end of its range."""


def points(policy: "Scenario", beside: "Scenario", prices: Prices) -> float:
    """What a policy costs beside a reference: for each lever the part of its range that it moves, times its price."""
    return sum(
        price * abs(_value(policy, name) - _value(beside, name)) / _width(name) for name, price in prices.items()
    )


def unpriced(policy: "Scenario", beside: "Scenario", prices: Prices) -> list[str]:
    """What a policy does beside a reference that has no price: other parameters, and what is dated or held."""
    names = sorted({*policy.parameters, *beside.parameters} - set(prices))
    others = [name for name in names if _value(policy, name) != _value(beside, name)]
    dated = ("interventions", "held")
    return others + [name for name in dated if getattr(policy, name) != getattr(beside, name)]


def reached(name: str, budget: float, price: float, downwards: bool = False) -> float:
    """How far a budget moves one lever from its default, at most to the end of its range."""
    declared = parameter(name)
    way = budget / price * _width(name)
    if downwards:
        return float(max(declared.low, declared.default - way))
    return float(min(declared.high, declared.default + way))


def _value(scenario: "Scenario", name: str) -> float:
    return float(scenario.parameters.get(name, parameter(name).default))


def _width(name: str) -> float:
    declared = parameter(name)
    return float(declared.high - declared.low)
