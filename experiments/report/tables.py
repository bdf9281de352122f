"""Tables as a reader is shown them: some columns under headings in words, intervals behind their value, numbers short.

What is not declared here is shown as it is, the first columns of it.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from experiments.language import dutch_numbers
from experiments.report.headings import CAPTIONS, HEADINGS, INTERVALS, LEFT_OUT, VALUES
from model import language
from model.language import DUTCH, say
from model.outcomes import OUTCOME
from model.parameters import GROUPS, PARAMETERS
from model.summaries import SUMMARY

if TYPE_CHECKING:
    from pandas import DataFrame

WHOLE, HEAD = 30, 8
"""Up to so many rows a table is shown in full; of a longer one so many."""
WIDEST = 9
"""The most columns that are shown."""
NAMED = ("outcome", "measure", "input", "other", "parameter", "driver", "higher", "lower", "one", "two", "target")
"""Columns that hold declared names, shown by their label."""


@dataclass(frozen=True)
class Shown:
    """A table for a page: caption, headings, rows of texts, which columns are numbers, and what was left out."""

    name: str
    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[bool]
    of_rows: int
    columns_left_out: int

    @property
    def cut(self) -> bool:
        """Whether there are more rows than these."""
        return len(self.rows) < self.of_rows


def shown(name: str, table: "DataFrame") -> Shown:
    """A table as a page shows it."""
    columns = chosen(table)
    rows = table if len(table) <= WHOLE else table.head(HEAD)
    return Shown(
        name,
        str(CAPTIONS.get(name, name.replace("_", " ").capitalize())),
        [heading(column) for column in columns],
        [[cell(column, row) for column in columns] for _, row in rows.iterrows()],
        [table[column].dtype.kind in "if" for column in columns],
        len(table),
        len([column for column in table if column not in columns and not is_end(str(column), table)]),
    )


def chosen(table: "DataFrame") -> list[str]:
    """The columns that are shown: without the ends of intervals, which stand behind their value, and without codes."""
    twins = {"outcome", "label"} <= set(table)
    columns = [
        column
        for column in map(str, table)
        if not is_end(column, table) and column not in LEFT_OUT and not (twins and column == "label")
        and table[column].notna().any()
    ]  # fmt: skip
    return columns[:WIDEST]


def is_end(column: str, table: "DataFrame") -> bool:
    """Whether a column holds an end of an interval of another."""
    return any(column in ends_of(value, table) for value in map(str, table) if value != column)


def ends_of(column: str, table: "DataFrame") -> tuple[str, ...]:
    """The columns with the ends of a value's interval; none where there are none."""
    own = (f"{column}_low", f"{column}_high")
    for ends in (own, *INTERVALS.get(column, ())):
        if set(ends) <= set(table):
            return ends
    return ()


def heading(column: str) -> str:
    """What a column is called."""
    return str(HEADINGS.get(column, column.replace("_", " ")))


def cell(column: str, row: Any) -> str:
    """A value as text."""
    value = row[column]
    if column in NAMED and isinstance(value, str):
        return label_of(value)
    if isinstance(value, str):
        return words(value)
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "–"
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return say("yes", "ja") if value else say("no", "nee")
    ends = [row[end] for end in ends_of(column, row.to_frame().T) if not math.isnan(float(row[end]))]
    if len(ends) == 2:
        digits = digits_for(float(ends[0]), float(ends[1]), float(value))
        number, low, high = (in_figures(float(each), digits) for each in (value, *ends))
        return f"{number} ({low} {say('to', 'tot')} {high})"
    return in_figures(float(value), 0 if float(value).is_integer() else digits_for(float(value), 0.0, float(value)))


def digits_for(low: float, high: float, value: float) -> int:
    """How many digits behind the point show two figures of an interval, or three of a number."""
    size = abs(high - low) or abs(value)
    return min(6, max(0, 2 - math.floor(math.log10(size)))) if size and math.isfinite(size) else 0


def in_figures(value: float, digits: int) -> str:
    """A number as the language writes it, without a minus before a nought."""
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    text = f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")
    return dutch_numbers(text) if language.language() == DUTCH else text


def words(value: str) -> str:
    """A word of a table as a reader is told it."""
    return str(VALUES[value]) if value in VALUES else language.unit(value)


def label_of(name: str) -> str:
    """What a declared name is called; another stays as it is."""
    declared: dict[str, language.Labelled] = {**OUTCOME, **SUMMARY, **{each.name: each for each in PARAMETERS}}
    if name in declared:
        return language.label(declared[name])
    return say(*GROUPS[name]) if name in GROUPS else words(name)


def all_shown(tables: "dict[str, DataFrame]") -> Iterator[Shown]:
    """Every table of a capsule that has a row."""
    for name, table in tables.items():
        if len(table) and len(table.columns):
            yield shown(name, table)
