"""The inputs of a sensitivity analysis: the problem that SALib gets, samples of it, and labels.

An input is a parameter, or a group of parameters that change together: the drivers (urgency, leadership position, risk
appetite) and the rest, or those that stand equally firmly. Beside the inputs stands a dummy, which the model never
sees.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import pandas as pd

from model.evidence import STANDINGS, standing
from model.language import label, say
from model.parameters import GROUPS, parameter, problem

DRIVER_GROUPS = ("urgency", "leadership", "risk_appetite")
REST, DUMMY = "rest", "dummy"
SEED = 1
"""Of every sample and every bootstrap, so that the same question gives the same tables again."""

Problem = dict[str, Any]


def group_of(name: str) -> str:
    """The driver group of a parameter, or the rest. Raises UnknownName."""
    group = parameter(name).group
    return group if group in DRIVER_GROUPS else REST


def standing_of(name: str) -> str:
    """How firmly a parameter stands. Raises UnknownName."""
    declared = parameter(name)
    return standing(declared.evidence, declared.status)


GROUPINGS: dict[str, Callable[[str], str]] = {"group": group_of, "standing": standing_of}
"""The ways of putting parameters together: by the name of each, the group of a parameter."""
HEADINGS = (*DRIVER_GROUPS, REST, *STANDINGS)
"""All groups that there can be, in the order in which they are shown."""


def label_of(name: str) -> str:
    """What a reader is shown for an input: the declared label of a parameter or a group. Raises UnknownName."""
    if name in (DUMMY, REST):
        return {DUMMY: say("dummy (does nothing)", "dummy (doet niets)"), REST: say("the rest", "de rest")}[name]
    if name in STANDINGS:
        return str(STANDINGS[name])
    return say(*GROUPS[name]) if name in DRIVER_GROUPS else label(parameter(name))


def colour_group(name: str) -> str:
    """Under which heading an input is coloured: itself where it is a group or the dummy, else its driver group."""
    return name if name in (*HEADINGS, DUMMY) else group_of(name)


def problem_of(names: Sequence[str], by: str = "parameter") -> Problem:
    """SALib's problem of the named parameters (all varied ones where none is named), in the groups of one of GROUPINGS
    where one is asked for.
    """
    asked = problem(names or None)
    if by in GROUPINGS:
        asked["groups"] = [GROUPINGS[by](name) for name in asked["names"]]
    return asked


def inputs_of(asked: Mapping[str, Any]) -> list[str]:
    """The inputs whose indices the problem asks for, in SALib's order: its groups, or else its parameters."""
    return list(dict.fromkeys(asked.get("groups") or asked["names"]))


def with_dummy(asked: Mapping[str, Any]) -> Problem:
    """The problem with the dummy as its last input."""
    wider = {
        "num_vars": asked["num_vars"] + 1,
        "names": [*asked["names"], DUMMY],
        "bounds": [*asked["bounds"], [0.0, 1.0]],
    }
    if asked.get("groups"):
        wider["groups"] = [*asked["groups"], DUMMY]
    return wider


def narrowed(asked: Mapping[str, Any], groups: Iterable[str], share: float) -> Problem:
    """The problem with the ranges of some groups drawn together around the defaults, to a share of their width."""
    bounds = []
    for name, (low, high) in zip(asked["names"], asked["bounds"], strict=True):
        default = parameter(name).default
        near = [default + share * (low - default), default + share * (high - default)]
        bounds.append(near if group_of(name) in set(groups) else [low, high])
    return {**asked, "bounds": bounds}


def table_of(asked: Mapping[str, Any], sample: np.ndarray) -> pd.DataFrame:
    """A sample (sets x parameters) as a design's table; what rounding put beyond a range is put back."""
    low, high = np.array(asked["bounds"]).T
    return pd.DataFrame(np.clip(sample, low, high), columns=asked["names"])


@contextmanager
def global_state_kept() -> Iterator[None]:
    """Leave numpy's global chance and Python's warnings as they were: some of SALib's analyses set them."""
    import warnings

    chance, wording = np.random.get_state(), warnings.formatwarning
    try:
        # Recorded and let go: SALib turns its own warnings on again, whatever filter is set.
        with warnings.catch_warnings(record=True):
            warnings.simplefilter("ignore")
            yield
    finally:
        np.random.set_state(chance)
        warnings.formatwarning = wording
