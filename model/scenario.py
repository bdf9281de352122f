"""A scenario: a frozen, complete description of what is run, apart from the seed.

Read from a TOML file or a preset, changed with `with_`, compared in words with `differences`.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, BaseModel, Field, ValidationError, field_validator, model_validator

from model import scenario_file
from model.intervention_kinds import (
    KINDS,
    AnyIntervention,
    Intervention,
    Placed,
    Postpone,
    Where,
    Window,
)
from model.mechanisms import MECHANISMS
from model.months import date_of, month_of
from model.parameters import Parameters
from model.scenario_faults import Line, Place, ScenarioError, checked_name, fault, faults_of
from model.scenario_file import ScenarioFile
from model.scenario_parts import Frozen, Month, PopulationChoice, Whole, checked_overrides

__all__ = ["Scenario", "ScenarioError"]

NAMES = ("name", "title", "title_nl", "description", "description_nl", "evidence")
"""Fields that tell about a scenario and change nothing in a run; not taken over by `extends`."""

MechanismName = Annotated[
    str, AfterValidator(checked_name("mechanism", lambda: [mechanism.name for mechanism in MECHANISMS]))
]
ScenarioName = Annotated[str, AfterValidator(lambda text: scenario_file.resolved(text, ""))]


class Scenario(Frozen):
    """What is run: domain, calendar, population, parameters, held mechanisms, interventions.

    Months are text ("2015-01"). `parameters` holds only what differs from the declared defaults; `held` names
    mechanisms that stay at their first month's value; `after` a scenario whose experience is carried over.
    Raises ScenarioError, with a line for every fault.
    """

    file_keys: ClassVar[tuple[str, ...]] = ("extends", "replace_interventions")

    name: str = Field(min_length=1)
    title: str = ""
    title_nl: str = ""
    description: str = ""
    description_nl: str = ""
    evidence: tuple[str, ...] = ()
    domain: Literal["social", "environment"] = "social"
    start: Month = "2013-01"
    months: Whole = Field(default=96, ge=1, le=600)
    law_date: Month = "2015-01"
    after: ScenarioName | None = None
    population: PopulationChoice = PopulationChoice()
    parameters: dict[str, float] = Field(default_factory=dict, validate_default=True)
    held: tuple[MechanismName, ...] = ()
    interventions: tuple[AnyIntervention, ...] = ()

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise ScenarioError(str(values.get("name", "scenario")), faults_of(error, _owner)) from None

    @field_validator("parameters", mode="plain")
    @classmethod
    def _parameters_in_range(cls, value: object) -> dict[str, float]:
        return checked_overrides(value)

    @field_validator("held")
    @classmethod
    def _held_once(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(mechanism.name for mechanism in MECHANISMS if mechanism.name in value)

    @model_validator(mode="after")
    def _within_the_calendar(self) -> Self:
        lines: list[Line] = []
        if self.law_date < self.start:
            allowed = f"allowed from {self.start!r}, the start, on"
            lines.append((("law_date",), f"got {self.law_date!r}; {allowed}"))
        last = date_of(self.months - 1, self.start)
        for position, item in enumerate(self.interventions):
            place = ("interventions", position, item.kind)
            for key, date in (("from", item.start), ("until", getattr(item, "until", None))):
                if date is not None and not self.start <= date <= last:
                    horizon = f"the scenario runs from {self.start!r} to {last!r}"
                    lines.append(((*place, key), f"got {date!r}; {horizon}"))
            month = self.month_of(item.start)
            if isinstance(item, Postpone) and month >= self.law_month(month - 1):
                law = date_of(self.law_month(month - 1), self.start)
                lines.append(((*place, "from"), f"got {item.start!r}; the law takes effect in {law!r}"))
        if lines:
            raise fault(*lines)
        return self

    @classmethod
    def presets(cls) -> dict[str, str]:
        """The presets that come with the model: titles by name, in the order in which they are shown."""
        return {name: cls.load(name).title for name in scenario_file.PRESETS}

    @classmethod
    def load(cls, name_or_path: str | os.PathLike[str]) -> Self:
        """The preset of that name, or the scenario in that TOML file. Raises ScenarioError."""
        return cls._built(scenario_file.find(name_or_path), ())

    @classmethod
    def _built(cls, file: ScenarioFile, chain: tuple[ScenarioFile, ...]) -> Self:
        """The scenario of a file; `chain` holds the files that led to it by `extends` or `after`."""
        if file.key in [earlier.key for earlier in chain]:
            names = " -> ".join(each.source for each in (*chain, file))
            raise ScenarioError(chain[-1].source, [((), f"extends or after goes round in a circle: {names}")])
        table = scenario_file.with_absolute_paths(file.table, file.folder)
        extends, fresh = table.pop("extends", None), table.pop("replace_interventions", False)
        inherited = 0
        if not isinstance(extends, str | None) or not isinstance(fresh, bool):
            asked = "extends must be a scenario's name or path in quotes, replace_interventions true or false"
            raise ScenarioError(file.source, [((), asked)])
        if extends is not None:
            parent = cls._built(scenario_file.find_for(file, "extends", extends), (*chain, file))
            inherited = 0 if fresh else len(parent.interventions)
            table = _merged(parent.table(), table, fresh)
        try:
            scenario = cls(**{"name": file.name} | table)
        except ScenarioError as error:
            raise ScenarioError(file.source, error.faults, inherited) from None
        if scenario.after is not None:
            cls._built(scenario_file.find_for(file, "after", scenario.after), (*chain, file))
        return scenario

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the whole scenario as TOML, or nothing; `load` gives back an equal one. Raises OSError."""
        folder = os.path.dirname(os.path.abspath(path))
        scenario_file.write(path, scenario_file.with_relative_paths(self.table(), folder))

    def table(self) -> dict[str, Any]:
        """The scenario as a TOML file would hold it: plain values, without what is empty."""
        table: dict[str, Any] = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        for item, dumped in zip(self.interventions, table["interventions"], strict=True):
            if isinstance(item, Placed):
                dumped["where"] = item.where.model_dump(mode="json", exclude_defaults=True)
        return scenario_file.without_empty(table)

    def with_(self, **changes: Any) -> Self:
        """A scenario with other fields. `parameters` are laid over those set; other fields are replaced."""
        values: dict[str, Any] = {name: getattr(self, name) for name in type(self).model_fields}
        if isinstance(changes.get("parameters"), Mapping):
            changes["parameters"] = self.parameters | changes["parameters"]
        return type(self)(**values | changes)

    def predecessor(self) -> Self | None:
        """The scenario whose experience is carried over, if any: with this population, and run until this one starts.

        Raises ScenarioError where it cannot be read or does not start earlier.
        """
        if self.after is None:
            return None
        earlier = self.load(self.after)
        months = earlier.month_of(self.start)
        if months < 1:
            place = (
                ("after",),
                f"got {self.after!r}, which starts in {earlier.start!r}; allowed before {self.start!r}",
            )
            raise ScenarioError(self.name, [place])
        kept = [
            item.model_copy(update={"until": None}) if (getattr(item, "until", None) or "") >= self.start else item
            for item in earlier.interventions
            if item.start < self.start
        ]
        return earlier.with_(population=self.population, months=min(earlier.months, months), interventions=tuple(kept))

    def parameter_values(self) -> Parameters:
        """Every parameter and switch: declared defaults, laid over by this scenario."""
        return Parameters(**self.parameters, **{f"held_{name}": 1.0 for name in self.held})

    def month_of(self, date: str) -> int:
        """Months from the start to a date such as "2015-07". Raises ValueError."""
        return month_of(date, self.start)

    def date_of(self, month: int) -> str:
        """The date of a month counted from the start."""
        return date_of(month, self.start)

    def law_month(self, at: int) -> int:
        """The month of the law as known in month `at`: postponements count once they are announced."""
        postponements = [item for item in self.interventions if isinstance(item, Postpone)]
        moved = sum(item.months for item in postponements if self.month_of(item.start) <= at)
        return self.month_of(self.law_date) + moved

    def window(self, intervention: Intervention) -> range:
        """The months in which an intervention holds: one month for the kinds without `until`."""
        first = self.month_of(intervention.start)
        if not isinstance(intervention, Window):
            return range(first, first + 1)
        until = intervention.until
        return range(first, self.months if until is None else self.month_of(until) + 1)

    @cached_property
    def identity(self) -> str:
        """Sha256 (hexadecimal) of all that a run depends on: scenarios with one identity give the same runs.

        Counts the full parameter values and the contents of population files; not names, texts and evidence.
        Raises OSError where a population file cannot be read, ScenarioError where `after` cannot.
        """
        content = self.table()
        for field in NAMES:
            content.pop(field, None)
        for item in content.get("interventions", ()):
            item.pop("evidence", None)
        content["parameters"] = self.parameter_values()._asdict()
        population = content["population"]
        for field in ("municipalities", "neighbours"):
            if field in population:
                population[field] = hashlib.sha256(Path(population[field]).read_bytes()).hexdigest()
        predecessor = self.predecessor()
        content["after"] = predecessor.identity if predecessor else None
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    def __hash__(self) -> int:
        return hash((self.name, self.start, self.months, tuple(self.parameters.items()), self.interventions))

    def differences(self, other: "Scenario") -> list[str]:
        """What this scenario does otherwise than another one, in words; names and texts do not count."""
        from model.scenario_words import differences

        return differences(self, other)


def _owner(place: Place) -> type[BaseModel]:
    """The model whose fields stand at a place."""
    if place[:1] == ("population",):
        return PopulationChoice
    if place[:1] == ("interventions",) and len(place) > 2:
        return Where if "where" in place[3:] else KINDS[str(place[2])]
    return Scenario


def _merged(parent: dict[str, Any], child: dict[str, Any], fresh: bool) -> dict[str, Any]:
    """A file's table laid over the one it extends: parameters merge, held and interventions append.

    `fresh`: the interventions of the extended scenario are left out.
    """
    if fresh:
        parent = parent | {"interventions": []}
    merged = {key: value for key, value in parent.items() if key not in NAMES} | child
    if isinstance(child.get("parameters", {}), Mapping):
        merged["parameters"] = parent.get("parameters", {}) | child.get("parameters", {})
    for key in ("held", "interventions"):
        if isinstance(child.get(key, []), list):
            merged[key] = [*parent.get(key, []), *child.get(key, [])]
    return merged
