"""What is not known: which parameters are varied, and a sample of sets of them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from model.declaration import Fault, UnknownName
from model.parameters import GROUPS, PARAMETERS, by_group, problem

if TYPE_CHECKING:
    from experiments.discovery.experiment import Discovery
    from model import Scenario

SET = "set"


def set_by(scenarios: "Iterable[Scenario]") -> dict[str, str]:
    """The parameters that scenarios set, from the start or from a date on, each with the first scenario that does."""
    owners: dict[str, str] = {}
    for scenario in scenarios:
        at_a_date = (item.name for item in scenario.interventions if item.kind == "parameter")
        for name in (*scenario.parameters, *at_a_date):
            owners.setdefault(name, scenario.name)
    return owners


def uncertain(scenarios: "Iterable[Scenario]", asked: Sequence[str] = ()) -> tuple[str, ...]:
    """The parameters to vary, in their declared order: those asked for by name or group, or else all varied ones.

    What a scenario sets is part of that scenario: it is left out, and refused where it is asked for by name. Raises
    UnknownName and Fault.
    """
    owners = set_by(scenarios)
    chosen: set[str] = set() if asked else {each.name for each in PARAMETERS if each.varied}
    declared = {each.name: each for each in PARAMETERS}
    for name in asked:
        if name in GROUPS:
            chosen |= {each.name for each in by_group(name) if each.varied}
        elif name not in declared:
            raise UnknownName("parameter or group", name, (*GROUPS, *declared))
        elif name in owners:
            raise Fault(f"parameter {name!r}: is set by scenario {owners[name]!r}; allowed what no scenario sets")
        else:
            chosen.add(name)
    varied = tuple(name for name in declared if name in chosen and name not in owners)
    if not varied:
        raise Fault(f"parameters: got {list(asked)!r}, of which none is left to vary; allowed what no scenario sets")
    return varied


def check_beside_plausible(asked: "Discovery") -> None:
    """Raise Fault where every parameter would be varied over its range, so that plausible sets would count for nothing;
    and what `uncertain` raises.
    """
    if asked.over_plausible_sets and not asked.parameters:
        raise Fault(
            "ensemble: got 'plausible' while all parameters are varied over their ranges; allowed with the parameters "
            "to vary named, so that the others are as in the plausible sets"
        )
    _ = asked.varied


def latin_hypercube(names: Sequence[str], sets: int, seed: int) -> pd.DataFrame:
    """A sample of sets of parameters, uniform over their ranges: a column for each, a row for each set from 0.

    A Latin hypercube: each parameter's range is cut into as many slices as there are sets, and each slice is met once.
    """
    from scipy.stats import qmc

    asked = problem(names)
    low, high = np.array(asked["bounds"]).T
    unit = qmc.LatinHypercube(len(names), rng=np.random.default_rng(seed)).random(sets)
    # Rounding may carry the last slice over the edge.
    values = np.clip(qmc.scale(unit, low, high), low, high)
    return pd.DataFrame(values, columns=list(names), index=pd.RangeIndex(sets, name=SET))
