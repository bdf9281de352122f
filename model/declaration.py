"""What a declaration is: parameters, outcomes and mechanisms are declared once; all else derives from that.

The faults of bad input live here too, so that every part of the project words them alike.
"""

import difflib
import keyword
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from numbers import Real
from typing import Literal, Protocol, TypeGuard, TypeVar

Status = Literal["measured", "literature", "seed text", "assumption", "calibrated"]
"""Where a value comes from: counted in Dutch municipalities (measured), published research (literature), the
five source texts (seed text), nothing that can be cited (assumption), or a fit to a pattern (calibrated)."""

LISTED_NAMES = 20
"""An error lists every allowed name up to this many; beyond it only the nearest."""


class Fault(Exception):
    """Bad input. Its text says what is wrong, the value, and what is allowed."""


class UnknownName(Fault, KeyError):
    """A name that nothing is declared under.

    `kind` says what was sought ("parameter"), `name` what was given, `names` what is allowed.
    """

    def __init__(self, kind: str, name: str, names: Iterable[str]) -> None:
        self.kind = kind
        self.name = name
        self.names = tuple(names)
        super().__init__(kind, name, self.names)

    def __str__(self) -> str:
        return f"unknown {self.kind} {self.name!r}{suggestion(self.name, self.names)}"


class OutOfRange(Fault, ValueError):
    """A value that is not a finite number within the declared range."""

    def __init__(self, name: str, value: object, low: float, high: float, unit: str = "") -> None:
        self.name = name
        self.value = value
        self.low = low
        self.high = high
        self.unit = unit
        super().__init__(name, value, low, high, unit)

    @property
    def complaint(self) -> str:
        """The text without the name, for readers who already show where the value stands."""
        allowed = f"{self.low:g} to {self.high:g}{f' ({self.unit})' if self.unit else ''}"
        if not finite(self.value):
            return f"got {shown(self.value)}, which is not a finite number; allowed {allowed}"
        got = shown(self.value)
        # A value a hair beyond a bound has to look it.
        if self.low <= float(got) <= self.high:
            got = repr(self.value)
        return f"got {got}; allowed {allowed}"

    def __str__(self) -> str:
        return f"{self.name}: {self.complaint}"


class Faults(Fault, ValueError):
    """Several faults found together; the text has one line for each."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


def finite(value: object) -> TypeGuard[float]:
    """Whether a value is a finite number; true and false are not numbers."""
    return isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)


def shown(value: object) -> str:
    """A value as an error shows it: numbers short, dates as in a file, the rest as Python writes it."""
    if isinstance(value, float):
        return f"{value:.10g}"
    return value.isoformat() if isinstance(value, date) else repr(value)


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The allowed name most like the one given, capitals aside, or None where nothing is like it."""
    by_lower = {allowed.lower(): allowed for allowed in names}
    close = difflib.get_close_matches(str(name).lower(), by_lower, n=1)
    return by_lower[close[0]] if close else None


def suggestion(name: str, names: Iterable[str]) -> str:
    """The tail of an unknown-name error: the nearest name, and all names where they are few."""
    allowed = tuple(names)
    close = nearest(name, allowed)
    guess = f" (did you mean {close!r}?)" if close else ""
    if not allowed:
        return f"{guess}; none is declared"
    return f"{guess}; allowed: {', '.join(allowed)}" if len(allowed) <= LISTED_NAMES else guess


class Named(Protocol):
    @property
    def name(self) -> str: ...


Declared = TypeVar("Declared", bound=Named)


def unique(kind: str, declarations: Iterable[Declared]) -> dict[str, Declared]:
    """Declarations by name, in their order. Raises ValueError where a name is declared twice."""
    by_name: dict[str, Declared] = {}
    for declaration in declarations:
        if declaration.name in by_name:
            raise ValueError(f"{kind} {declaration.name!r} is declared twice")
        by_name[declaration.name] = declaration
    return by_name


def require_identifier(kind: str, name: str) -> None:
    """Raise ValueError unless a name can be a Python attribute and a column."""
    if not name.isidentifier() or keyword.iskeyword(name) or name.startswith("_"):
        raise ValueError(f"{kind} {name!r} is not a valid identifier")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that the model reads.

    `default`, `low` and `high` are in `unit` ("0-1" for a level, "share" for a fraction). `evidence` holds
    ids of `model.evidence` or "ass." for an assumption. `protocol` says who would be asked, or what counted,
    to know the value in practice; empty where nobody could. `varied`: in the default sensitivity analysis.
    Raises ValueError where the declaration contradicts itself.
    """

    name: str
    group: str
    default: float
    low: float
    high: float
    unit: str
    label: str
    label_nl: str
    meaning: str
    meaning_nl: str
    evidence: tuple[str, ...]
    status: Status
    protocol: str = ""
    varied: bool = True

    def __post_init__(self) -> None:
        require_identifier("parameter", self.name)
        if not all(finite(value) for value in (self.low, self.default, self.high)):
            raise ValueError(f"parameter {self.name!r}: low, default and high must be finite numbers")
        if not self.low <= self.default <= self.high:
            allowed = f"{self.low:g} to {self.high:g}"
            raise ValueError(f"parameter {self.name!r}: default {self.default:g} is not within {allowed}")
        if isinstance(self.evidence, str) or not self.evidence:
            raise ValueError(f"parameter {self.name!r}: evidence must be a tuple of at least one id")

    def check(self, value: object) -> float:
        """The value as a float. Raises OutOfRange unless it is a finite number from low to high."""
        if finite(value) and self.low <= value <= self.high:
            return float(value)
        raise OutOfRange(self.name, value, self.low, self.high, self.unit)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A number that the model reports; `low` and `high` are its bounds, None where it has none."""

    name: str
    unit: str
    label: str
    label_nl: str
    meaning: str
    low: float | None
    high: float | None
    evidence: tuple[str, ...]

    def __post_init__(self) -> None:
        require_identifier("outcome", self.name)
        if self.low is not None and self.high is not None and not self.low < self.high:
            raise ValueError(f"outcome {self.name!r}: low {self.low:g} is not below high {self.high:g}")


@dataclass(frozen=True, slots=True)
class Mechanism:
    """Something that happens in the model and can be held; `outputs` names the states that it sets."""

    name: str
    label: str
    label_nl: str
    meaning: str
    evidence: tuple[str, ...]
    outputs: tuple[str, ...]

    def __post_init__(self) -> None:
        require_identifier("mechanism", self.name)
