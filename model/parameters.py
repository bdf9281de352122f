"""Every parameter of the model by name, and the forms the rest of the project reads them in.

The forty-eight varied parameters stand in `model.drivers` and `model.conditions`, the structural constants in
`model.constants`, the mechanisms whose switches follow in `model.mechanisms`. Importing this needs no numpy.
"""

from collections import namedtuple
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from model.conditions import CONDITIONS
from model.constants import CONSTANTS
from model.declaration import Fault, Faults, Parameter, UnknownName, unique
from model.drivers import DRIVERS
from model.mechanisms import MECHANISMS

if TYPE_CHECKING:
    import numpy

GROUPS = {
    "urgency": ("urgency", "urgentie"),
    "leadership": ("leadership position", "positie van leiders"),
    "risk_appetite": ("risk appetite", "risicobereidheid"),
    "steering": ("change steering", "veranderkundige sturing"),
    "network": ("network and learning", "netwerk en leren"),
    "teams": ("teams", "teams"),
    "national": ("the state", "het rijk"),
    "structure": ("structural constants", "structurele constanten"),
}
"""Groups of parameters in order, each with its English and Dutch label."""

PARAMETERS: tuple[Parameter, ...] = DRIVERS + CONDITIONS + CONSTANTS
SWITCHES: tuple[str, ...] = tuple(f"held_{mechanism.name}" for mechanism in MECHANISMS)
"""One for each mechanism: 1 where it is held, 0 where it works."""

_BY_NAME = unique("parameter", PARAMETERS)
for _declared in PARAMETERS:
    if _declared.group not in GROUPS:
        raise ValueError(f"parameter {_declared.name!r}: {UnknownName('group', _declared.group, GROUPS)}")

_FIELDS = (*_BY_NAME, *SWITCHES)

if TYPE_CHECKING:

    class Parameters(tuple[float, ...]):
        """Every parameter, then every switch, as floats by name; by default the defaults."""

        _fields: tuple[str, ...]

        def __new__(cls, **values: float) -> "Parameters": ...
        def __getattr__(self, name: str) -> float: ...
        def _replace(self, **values: float) -> "Parameters": ...
        def _asdict(self) -> dict[str, float]: ...

else:
    Parameters = namedtuple(
        "Parameters",
        _FIELDS,
        defaults=(*(float(declared.default) for declared in PARAMETERS), *(0.0 for _ in SWITCHES)),
        module=__name__,
    )
    Parameters.__doc__ = "Every parameter, then every switch, as floats by name; by default the defaults."


@cache
def dtype() -> "numpy.dtype[numpy.void]":
    """The numpy record type with the fields of `Parameters`, each float64."""
    import numpy

    return numpy.dtype([(name, numpy.float64) for name in _FIELDS])


def parameter(name: str) -> Parameter:
    """The declaration under a name. Raises UnknownName."""
    try:
        return _BY_NAME[name]
    except KeyError:
        raise UnknownName("parameter", name, _BY_NAME) from None


def groups() -> tuple[str, ...]:
    """The names of the groups that hold a parameter, in order."""
    return tuple(group for group in GROUPS if any(declared.group == group for declared in PARAMETERS))


def by_group(group: str) -> tuple[Parameter, ...]:
    """The parameters of a group in order. Raises UnknownName."""
    if group not in GROUPS:
        raise UnknownName("group", group, GROUPS)
    return tuple(declared for declared in PARAMETERS if declared.group == group)


def validated(values: Mapping[str, object]) -> dict[str, float]:
    """The values as floats by parameter name.

    Raises UnknownName or OutOfRange for a single fault, and Faults (one line for each) for several.
    """
    checked: dict[str, float] = {}
    faults: list[Fault] = []
    for name, value in values.items():
        try:
            checked[name] = parameter(name).check(value)
        except Fault as fault:
            faults.append(fault)
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise Faults(faults)
    return checked


def problem(names: Iterable[str] | None = None) -> dict[str, Any]:
    """The SALib problem of the named parameters, or of all varied ones: uniform over their ranges.

    Raises UnknownName, and ValueError where a name comes twice.
    """
    chosen = [parameter(name) for name in names] if names is not None else [d for d in PARAMETERS if d.varied]
    unique("parameter", chosen)
    return {
        "num_vars": len(chosen),
        "names": [declared.name for declared in chosen],
        "bounds": [[declared.low, declared.high] for declared in chosen],
    }
