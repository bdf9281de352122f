"""Listings for a terminal: scenarios with what they change, parameters with what they rest on, outcomes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

from model import Scenario
from model.outcomes import OUTCOMES
from model.parameters import GROUPS, by_group, groups
from model.summaries import SUMMARIES

if TYPE_CHECKING:
    from model.declaration import Parameter

BASELINE = "baseline"
MOST_TOLD, FIRST_TOLD = 20, 4
"""A preset that differs in more than so many ways is told by the first few in the list of all."""


def presets() -> Table:
    """The presets: name, title and what each changes."""
    table = _table("title", "what it changes")
    baseline = Scenario.load(BASELINE)
    for name, title in Scenario.presets().items():
        differences = Scenario.load(name).differences(baseline)
        if len(differences) > MOST_TOLD:
            left = len(differences) - FIRST_TOLD
            differences = [*differences[:FIRST_TOLD], f"and {left} more (decdyn scenarios {name})"]
        table.add_row(name, title, "; ".join(differences) or "nothing: the others build on it")
    return table


def scenario_in_words(scenario: Scenario) -> Iterator[str]:
    """A scenario's title, description and differences to the baseline, line by line."""
    yield f"{scenario.title} ({scenario.name})"
    if scenario.description:
        yield scenario.description
    differences = scenario.differences(Scenario.load(BASELINE))
    yield ""
    yield "Against the baseline:" if differences else "The same as the baseline."
    yield from (f"  {difference}" for difference in differences)


def parameters(group: str | None = None) -> Iterator[Table]:
    """A table for each group of parameters, or for one group. Raises UnknownName."""
    for chosen in groups() if group is None else (group,):
        declared = by_group(chosen)
        table = _table("default", "range", "unit", "meaning", "evidence", "status")
        table.title = f"{GROUPS[chosen][0]} (group {chosen})"
        for parameter in declared:
            table.add_row(*_row(parameter))
        yield table


def outcomes() -> Iterator[Table]:
    """A table of the summaries, and one of the outcomes by month."""
    for title, declared in (("One number a run (summaries)", SUMMARIES), ("Month by month", OUTCOMES)):
        table = _table("unit", "meaning", "evidence")
        table.title = title
        for each in declared:
            table.add_row(each.name, each.unit, each.meaning, ", ".join(each.evidence))
        yield table


def _row(parameter: "Parameter") -> tuple[str, ...]:
    return (
        parameter.name,
        f"{parameter.default:g}",
        f"{parameter.low:g} to {parameter.high:g}",
        parameter.unit,
        parameter.meaning,
        ", ".join(parameter.evidence),
        parameter.status,
    )


def _table(*columns: str) -> Table:
    """An empty table of names and more; what is said in words has the room that is left."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title_justify="left", title_style="bold")
    table.add_column("name", no_wrap=True)
    for column in columns:
        table.add_column(column, ratio=1 if column in ("meaning", "what it changes") else None)
    return table
