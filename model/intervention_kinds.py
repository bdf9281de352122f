"""The interventions that a scenario can date: what each kind asks for and how it reads in words.

Every kind begins in a month (`from` in a file, `start` in Python). Kinds with `until` hold through a window,
that month included, or to the end of the scenario; the others happen in their month.
"""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from model.declaration import Fault, OutOfRange
from model.interventions import LEVERS, START_ONLY
from model.language import Words, label, say, unit
from model.measures import CELLS, IDS
from model.parameters import parameter
from model.population import SIZE_CLASSES
from model.scenario_faults import checked_name, fault
from model.scenario_parts import Frozen, Month, Names, Number, Whole, in_order

SEATS = ("director", "secretary", "alderman", "department_head", "councillor", "project_leader")
"""Seats of champions, from most to least power to push through (A10, B12; the order is an assumption)."""

SEAT_WORDS = {
    "director": Words("director", "directeur"),
    "secretary": Words("secretary", "gemeentesecretaris"),
    "alderman": Words("alderman", "wethouder"),
    "department_head": Words("department head", "afdelingshoofd"),
    "councillor": Words("councillor", "raadslid"),
    "project_leader": Words("project leader", "projectleider"),
}
CELL_WORDS = {
    "field_setup": Words("measures on set-up in the field", "maatregelen voor de inrichting van het veld"),
    "field_ways": Words("measures on ways of working in the field", "maatregelen voor de werkwijze in het veld"),
    "own_setup": Words(
        "measures on set-up in the own organisation", "maatregelen voor de inrichting van de eigen organisatie"
    ),
    "own_ways": Words(
        "measures on ways of working in the own organisation", "maatregelen voor de werkwijze in de eigen organisatie"
    ),
}
LEVER_WORDS = {
    "conviction": "overtuiging",
    "appetite": "risicobereidheid",
    "trust": "vertrouwen",
    "control": "controle",
    "strategy": "strategie",
    "participation": "participatie",
    "communication": "communicatie",
    "learning": "leren",
    "internal_change": "interne verandering",
    "informal_exchange": "informele uitwisseling",
    "mandate_given": "gegeven mandaat",
    "budget_given": "gegeven budget",
    "accountability": "verantwoording",
    "room_agreed": "afgesproken ruimte",
    "calm": "kalmte",
    "start_factor": "factor op het beginnen van proeven",
    "champion_support": "steun voor trekkers",
}
"""The levers in Dutch; in English their name says it."""
SIZE_WORDS = {"small": "kleine", "middle": "middelgrote", "large": "grote"}
"""The size classes in Dutch, before a noun."""

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
        both = say(" and ", " en ")
        classes = [say(name, SIZE_WORDS.get(name, name)) for name in self.size_classes]
        size = f"{both.join(classes)} " if classes else ""
        listed = [both.join(names) for names in (self.provinces, self.regions, self.codes) if names]
        of = say("of", "van")
        which = f"{size}{say('municipalities', 'gemeenten')}{''.join(f' {of} {names}' for names in listed)}"
        if self.share < 1.0:
            part = f"{100 * self.share:g}%"
            return say(f"in a random {part} of {which}", f"in een willekeurige {part} van de {which}")
        return f"in {which}" if size or listed else say("in all municipalities", "in alle gemeenten")


class Intervention(Frozen):
    """What every kind has: the month it begins in and the evidence it cites."""

    start: Month = Field(validation_alias="from", serialization_alias="from")
    evidence: tuple[str, ...] = ()
    preposition: ClassVar[Words] = Words("from", "vanaf")

    def what(self) -> str:
        """What happens, in words, without where and when."""
        raise NotImplementedError

    def words(self) -> str:
        """What happens, where and when."""
        where = getattr(self, "where", None)
        return " ".join(part for part in (self.what(), where.words() if where else "", self._when()) if part)

    def _when(self) -> str:
        until = getattr(self, "until", None)
        return f"{self.preposition} {self.start}" + (f" {say('to', 'tot en met')} {until}" if until else "")


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
        name = say(self.variable.replace("_", " "), LEVER_WORDS[self.variable])
        if self.mode == "set":
            return say(f"{name} set to {self.value:g}", f"{name} op {self.value:g} gezet")
        more = say("raised by", "verhoogd met") if self.value >= 0 else say("lowered by", "verlaagd met")
        return f"{name} {more} {abs(self.value):g}"


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
        amount = f"{self.value:g} {unit(declared.unit)}"
        return say(f"{declared.label} set to {amount}", f"{label(declared)} op {amount} gezet")


class Champion(Placed):
    """A champion with full energy takes a seat."""

    kind: Literal["champion"] = "champion"
    seat: Seat

    def what(self) -> str:
        return say(f"champion at {SEAT_WORDS[self.seat]}", f"trekker als {SEAT_WORDS[self.seat]}")


class NoChampions(Placed, Window):
    """Champions leave, and none comes in the window."""

    kind: Literal["no_champions"] = "no_champions"

    def what(self) -> str:
        return say("no champions", "geen trekkers")


class Failure(Placed):
    """A pilot or decision fails where it can be seen; `visibility` 0 (nobody) to 1 (everybody)."""

    kind: Literal["failure"] = "failure"
    visibility: Number = Field(default=1.0, ge=0.0, le=1.0)
    preposition: ClassVar[Words] = Words("in", "in")

    def what(self) -> str:
        return say(f"failure with visibility {self.visibility:g}", f"mislukking met zichtbaarheid {self.visibility:g}")


class Impose(Placed):
    """The state rolls measures out from the best performer."""

    kind: Literal["impose"] = "impose"
    measures: Measures = Field(min_length=1)

    def what(self) -> str:
        return f"{say(' and ', ' en ').join(self.measures)} {say('imposed by the state', 'opgelegd door het rijk')}"


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
        blocked = [*self.measures, *([str(CELL_WORDS[self.cell])] if self.cell else [])]
        return f"{say(' and ', ' en ').join(blocked)} {say('not started', 'niet begonnen')}"


class Incidents(Placed, Window):
    """Incidents in the news: `number` a month in each chosen municipality."""

    kind: Literal["incidents"] = "incidents"
    number: Number = Field(gt=0.0, le=100.0)

    def what(self) -> str:
        return f"{self.number:g} {say('incidents a month', 'incidenten per maand')}"


class Postpone(Intervention):
    """The law's date moves by `months`; the month of the intervention is when that is announced."""

    kind: Literal["postpone"] = "postpone"
    months: Whole = Field(ge=1, le=120)
    preposition: ClassVar[Words] = Words("announced in", "aangekondigd in")

    def what(self) -> str:
        return say(f"law postponed by {self.months} months,", f"wet {self.months} maanden uitgesteld,")


KINDS: dict[str, type[Intervention]] = {
    str(kind.model_fields["kind"].default): kind
    for kind in (Level, ParameterChange, Champion, NoChampions, Failure, Impose, Block, Incidents, Postpone)
}
"""Every kind of intervention by the name that a file gives it."""

AnyIntervention = Annotated[
    Level | ParameterChange | Champion | NoChampions | Failure | Impose | Block | Incidents | Postpone,
    Field(discriminator="kind"),
]
