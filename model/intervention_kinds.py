"""The interventions that a scenario can date: what each kind asks for and how it reads in words.

Every kind begins in a month (`from` in a file, `start` in Python). Kinds with `until` hold through a window,
that month included, or to the end of the scenario; the others happen in their month.
"""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from model.declaration import Fault, OutOfRange
from model.interventions import LEVERS, START_ONLY
from model.measures import CELLS, IDS
from model.parameters import parameter
from model.population import SIZE_CLASSES
from model.scenario_faults import checked_name, fault
from model.scenario_parts import Frozen, Month, Names, Number, Whole, in_order

SEATS = ("director", "secretary", "alderman", "department_head", "councillor", "project_leader")
"""Seats of champions, from most to least power to push through (A10, B12; the order is an assumption)."""

CELL_WORDS = {
    "field_setup": "measures on set-up in the field",
    "field_ways": "measures on ways of working in the field",
    "own_setup": "measures on set-up in the own organisation",
    "own_ways": "measures on ways of working in the own organisation",
}

SizeClass = Annotated[str, AfterValidator(checked_name("size class", lambda: SIZE_CLASSES))]
Seat = Annotated[str, AfterValidator(checked_name("seat", lambda: SEATS))]
MeasureId = Annotated[str, AfterValidator(checked_name("measure", lambda: IDS))]
Measures = Annotated[tuple[MeasureId, ...], AfterValidator(in_order)]
Cell = Annotated[str, AfterValidator(checked_name("cell", lambda: CELLS))]
Lever = Annotated[str, AfterValidator(checked_name("lever", lambda: LEVERS))]


class Where(Frozen):
    """Which municipalities: those that meet every condition given; all where none is.

    `share`: a random part of them, drawn per municipality by seed and identity.
    """

    codes: Names = ()
    provinces: Names = ()
    regions: Names = ()
    size_classes: Annotated[tuple[SizeClass, ...], AfterValidator(in_order)] = ()
    share: Number = Field(default=1.0, gt=0.0, le=1.0)

    def words(self) -> str:
        """For instance "in a random 10% of small municipalities of Drenthe"."""
        size = f"{' and '.join(self.size_classes)} " if self.size_classes else ""
        listed = [" and ".join(names) for names in (self.provinces, self.regions, self.codes) if names]
        which = f"{size}municipalities{''.join(f' of {names}' for names in listed)}"
        if self.share < 1.0:
            return f"in a random {100 * self.share:g}% of {which}"
        return f"in {which}" if size or listed else "in all municipalities"


class Intervention(Frozen):
    """What every kind has: the month it begins in and the evidence it cites."""

    start: Month = Field(validation_alias="from", serialization_alias="from")
    evidence: tuple[str, ...] = ()
    preposition: ClassVar[str] = "from"

    def what(self) -> str:
        """What happens, in words, without where and when."""
        raise NotImplementedError

    def words(self) -> str:
        """What happens, where and when."""
        where = getattr(self, "where", None)
        return " ".join(part for part in (self.what(), where.words() if where else "", self._when()) if part)

    def _when(self) -> str:
        until = getattr(self, "until", None)
        return f"{self.preposition} {self.start}" + (f" to {until}" if until else "")


class Placed(Intervention):
    """An intervention in chosen municipalities."""

    where: Where = Where()


class Window(Intervention):
    """An intervention that holds through a window up to the month `until`, or to the end of the scenario."""

    until: Month | None = None

    @model_validator(mode="after")
    def _until_not_before_start(self) -> Self:
        if self.until is not None and self.until < self.start:
            raise fault((("until",), f"got {self.until!r}; allowed from {self.start!r} on"))
        return self


class Level(Placed, Window):
    """A lever set to a value, or raised by it (`mode` "add"; negative lowers), held through the window."""

    kind: Literal["level"] = "level"
    variable: Lever
    value: Number
    mode: Literal["set", "add"] = "set"

    @model_validator(mode="after")
    def _value_in_range(self) -> Self:
        low, high, unit, _ = LEVERS[self.variable]
        if self.mode == "add":
            low, high = low - high, high - low
        if not low <= self.value <= high:
            raise fault((("value",), str(OutOfRange(self.variable, self.value, low, high, unit))))
        return self

    def what(self) -> str:
        name = self.variable.replace("_", " ")
        if self.mode == "set":
            return f"{name} set to {self.value:g}"
        return f"{name} {'raised' if self.value >= 0 else 'lowered'} by {abs(self.value):g}"


class ParameterChange(Window):
    """A parameter with another value for the whole country through the window."""

    kind: Literal["parameter"] = "parameter"
    name: str
    value: Number

    @model_validator(mode="after")
    def _value_in_range(self) -> Self:
        if self.name in START_ONLY:
            use = f"; use kind = 'level' with variable = {self.name!r}" if self.name in LEVERS else ""
            raise fault((("name",), f"got {self.name!r}, which is read only before the first month{use}"))
        try:
            parameter(self.name).check(self.value)
        except OutOfRange as error:
            raise fault((("value",), str(error))) from None
        except Fault as error:
            raise fault((("name",), str(error))) from None
        return self

    def what(self) -> str:
        declared = parameter(self.name)
        return f"{declared.label} set to {self.value:g} {declared.unit}"


class Champion(Placed):
    """A champion with full energy takes a seat."""

    kind: Literal["champion"] = "champion"
    seat: Seat

    def what(self) -> str:
        return f"champion at {self.seat.replace('_', ' ')}"


class NoChampions(Placed, Window):
    """Champions leave, and none comes in the window."""

    kind: Literal["no_champions"] = "no_champions"

    def what(self) -> str:
        return "no champions"


class Failure(Placed):
    """A pilot or decision fails where it can be seen; `visibility` 0 (nobody) to 1 (everybody)."""

    kind: Literal["failure"] = "failure"
    visibility: Number = Field(default=1.0, ge=0.0, le=1.0)
    preposition: ClassVar[str] = "in"

    def what(self) -> str:
        return f"failure with visibility {self.visibility:g}"


class Impose(Placed):
    """The state rolls measures out from the best performer."""

    kind: Literal["impose"] = "impose"
    measures: Measures = Field(min_length=1)

    def what(self) -> str:
        return f"{' and '.join(self.measures)} imposed by the state"


class Block(Placed, Window):
    """Measures, or a whole cell of them, are not started in the window."""

    kind: Literal["block"] = "block"
    measures: Measures = ()
    cell: Cell | None = None

    @model_validator(mode="after")
    def _something_is_blocked(self) -> Self:
        if not self.measures and self.cell is None:
            raise fault(((), f"blocks nothing; write measures = [...] or cell = one of {', '.join(CELLS)}"))
        return self

    def what(self) -> str:
        blocked = [*self.measures, *([CELL_WORDS[self.cell]] if self.cell else [])]
        return f"{' and '.join(blocked)} not started"


class Incidents(Placed, Window):
    """Incidents in the news: `number` a month in each chosen municipality."""

    kind: Literal["incidents"] = "incidents"
    number: Number = Field(gt=0.0, le=100.0)

    def what(self) -> str:
        return f"{self.number:g} incidents a month"


class Postpone(Intervention):
    """The law's date moves by `months`; the month of the intervention is when that is announced."""

    kind: Literal["postpone"] = "postpone"
    months: Whole = Field(ge=1, le=120)
    preposition: ClassVar[str] = "announced in"

    def what(self) -> str:
        return f"law postponed by {self.months} months,"


KINDS: dict[str, type[Intervention]] = {
    str(kind.model_fields["kind"].default): kind
    for kind in (Level, ParameterChange, Champion, NoChampions, Failure, Impose, Block, Incidents, Postpone)
}
"""Every kind of intervention by the name that a file gives it."""

AnyIntervention = Annotated[
    Level | ParameterChange | Champion | NoChampions | Failure | Impose | Block | Incidents | Postpone,
    Field(discriminator="kind"),
]
