"""The parts that a scenario is made of: checked numbers and months, parameter overrides, the population."""

import os
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, NoReturn, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    Strict,
    field_serializer,
    field_validator,
    model_validator,
)

from model.declaration import OutOfRange, UnknownName, suggestion
from model.language import say
from model.parameters import PARAMETERS, parameter
from model.scenario_faults import Line, checked_month, checked_name, fault

LAYERS = ("neighbours", "region", "likeness", "circle")
"""The layers of ties between municipalities that a scenario can keep."""
LAYERS_IN_DUTCH = {"neighbours": "buren", "region": "regio", "likeness": "gelijkenis", "circle": "kring"}

Number = Annotated[float, Strict(), Field(allow_inf_nan=False)]
Whole = Annotated[int, Strict()]
Month = Annotated[str, AfterValidator(checked_month)]
FilePath = Annotated[str, AfterValidator(os.path.abspath)]


def layer(name: str) -> str:
    """What a layer of ties is called."""
    return say(name, LAYERS_IN_DUTCH[name])


def in_order(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names sorted, each once: lists in which order has no meaning are kept in one form."""
    return tuple(sorted(set(names)))


Names = Annotated[tuple[str, ...], AfterValidator(in_order)]


class Frozen(BaseModel):
    """A value that cannot be changed and takes no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Overrides(dict[str, float]):
    """Parameter values by name, in the order of declaration; cannot be changed."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("a scenario is frozen; make another one with scenario.with_(parameters={...})")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type["Overrides"], tuple[dict[str, float]]]:
        return Overrides, (dict(self),)


def checked_overrides(values: object) -> Overrides:
    """The values within their ranges. Raises an error with a line for each fault."""
    if not isinstance(values, Mapping):
        raise fault(((), f"got {values!r}: must be a table of parameter names and values"))
    lines: list[Line] = []
    checked: dict[str, float] = {}
    for name, value in values.items():
        try:
            checked[name] = parameter(name).check(value)
        except OutOfRange as error:
            lines.append(((name,), error.complaint))
        except UnknownName as error:
            lines.append(((name,), f"unknown parameter{suggestion(name, error.names)}"))
    if lines:
        raise fault(*lines)
    in_declared_order = [declared.name for declared in PARAMETERS if declared.name in checked]
    return Overrides({name: checked[name] for name in in_declared_order})


class PopulationChoice(Frozen):
    """Which municipalities there are and which ties between them count.

    `kind`: the 393 of 2015, a synthetic country of `number` municipalities drawn with `seed`, or two files.
    `codes`: only these municipalities (all where empty). `network`: the layers kept, in a file also "all" or
    "none". `rewired`: layers whose ties are redrawn at random with `rewiring_seed`, each
    municipality keeping its number.
    """

    kind: Literal["netherlands", "synthetic", "files"] = "netherlands"
    number: Whole | None = Field(default=None, ge=10, le=1_000_000)
    seed: Whole | None = Field(default=None, ge=0)
    municipalities: FilePath | None = None
    neighbours: FilePath | None = None
    codes: Names = ()
    network: tuple[str, ...] = LAYERS
    rewired: tuple[Annotated[str, AfterValidator(checked_name("layer", lambda: LAYERS))], ...] = ()
    rewiring_seed: Whole = Field(default=0, ge=0)

    @field_validator("network", mode="plain")
    @classmethod
    def _layers(cls, value: object) -> tuple[str, ...]:
        if value in ("all", "none"):
            return LAYERS if value == "all" else ()
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise fault(((), f"got {value!r}; allowed 'all', 'none' or a list of {', '.join(LAYERS)}"))
        chosen = [checked_name("layer", lambda: LAYERS)(name) for name in value]
        return tuple(layer for layer in LAYERS if layer in chosen)

    @field_serializer("network")
    def _network_as_written(self, value: tuple[str, ...]) -> str | list[str]:
        return {LAYERS: "all", (): "none"}.get(value) or list(value)

    @model_validator(mode="after")
    def _fields_of_the_kind(self) -> Self:
        lines: list[Line] = []
        needs = {"synthetic": ("number", "seed"), "files": ("municipalities", "neighbours")}
        for field, kind in ((field, kind) for kind, fields in needs.items() for field in fields):
            given = getattr(self, field)
            if given is None and self.kind == kind:
                lines.append(((field,), f"is missing; kind {kind!r} needs it"))
            elif given is not None and self.kind != kind:
                lines.append(((field,), f"got {given!r}; only with kind = {kind!r}, not {self.kind!r}"))
        if lines:
            raise fault(*lines)
        return self

    def words(self) -> str:
        """For instance "the 393 municipalities of 2015"."""
        if self.kind == "netherlands":
            who = say("the municipalities of 2015", "de gemeenten van 2015")
        elif self.kind == "synthetic":
            number, seed = f"{self.number:,}", self.seed
            who = say(
                f"a synthetic country of {number} municipalities (seed {seed})",
                f"een verzonnen land van {number} gemeenten (seed {seed})",
            )
        else:
            files = self.municipalities, self.neighbours
            who = say("the municipalities of {} with the neighbours of {}", "de gemeenten van {} met de buren van {}")
            who = who.format(*files)
        return who + (f", {say('only', 'alleen')} {', '.join(self.codes)}" if self.codes else "")

    def network_words(self) -> str:
        """The layers kept, in words."""
        named = {LAYERS: say("all layers", "alle lagen"), (): say("no ties", "geen banden")}
        kept = named.get(self.network) or ", ".join(map(layer, self.network))
        again = say("redrawn at random", "willekeurig opnieuw getrokken")
        redrawn = f"; {again} (seed {self.rewiring_seed}): {', '.join(map(layer, self.rewired))}"
        return kept + (redrawn if self.rewired else "")
