"""Tables as a reader is shown them: some columns under headings in words, intervals behind their value, numbers short.

What is not declared here is shown as it is, the first columns of it. In Dutch a column NAME_nl stands in for NAME.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from experiments.comparison.wording import that_add_up
from experiments.language import dutch_numbers, typeset
from experiments.naming import FULLER
from experiments.report.captions import CAPTIONS, VALUES
from experiments.report.headings import HEADINGS, INTERVALS, LEFT_OUT, LEFT_OUT_OF
from experiments.report.reading import Told
from model import language
from model.language import DUTCH, say
from model.mechanisms import MECHANISMS
from model.outcomes import OUTCOME
from model.parameters import GROUPS, PARAMETERS
from model.summaries import SUMMARY

if TYPE_CHECKING:
    from pandas import DataFrame

WHOLE, HEAD = 40, 8
"""Up to so many rows a table is shown in full; of a longer one so many."""
ALWAYS_WHOLE = ("compare/outcomes",)
"""Tables that the answer sends its reader to."""
LONG = 100
"""A table of which more rows are shown is folded up."""
MANY_COLUMNS = 25
"""A table of more columns is material to reckon with rather than to read."""
WIDEST = 9
"""The most columns that are shown."""
NAMED = ("outcome", "measure", "input", "other", "parameter", "driver", "higher", "lower", "one", "two", "target",
         "group", "part", "variant")  # fmt: skip
"""Columns that hold declared names, shown by their label."""
AS_IT_IS = ("name", "pair", "set", "date", "error", "pattern", "statistic", "state")
"""Columns whose texts are nobody's words."""
IN_DUTCH = "_nl"
TOLD_IN_PERCENT = ("run", "compare", "robust")
"""Questions whose answers tell a share as a percentage, and a difference between shares in percentage points."""
LEVELS = ("reference", "alternative", "mean", "first", "value")
COMPARED = ("reference", "alternative")
"""Levels whose difference stands beside them."""
DIFFERENCES = ("effect", "noise", "luck", "regret_mean", "regret_high", "regret_most")
IN_POINTS = ("limits/agreement", "limits/worth")
"""Tables whose differences are between shares."""
SHARES = (
    "share", "coverage", "density", "held_out_coverage", "held_out_density", "chance", "chance_left", "enough",
    "all_enough", "best_in", "share_of_sets", "in_band", "in_every_band", "first_in_band", "chosen_in_band",
    "check_in_band", "covered", "claimed",
)  # fmt: skip
"""Columns that are shares whatever the row is about."""
SHARE = "share"
MOST_DIGITS = 6
"""Behind the point; of a percentage one is enough."""
ENOUGH = {"0-1": 3}
"""The same by unit."""
FEWEST_DIGITS = 3
LEAST = 10.0**-FEWEST_DIGITS
"""The smallest chance of error that is told as a number."""
Intervals = dict[str, tuple[str, str]]
CONDITION = re.compile("(at_least|below)_(.+)")


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

    @property
    def large(self) -> bool:
        """Whether it is material to reckon with rather than to read."""
        return self.cut or len(self.rows) > LONG or len(self.headings) + self.columns_left_out > MANY_COLUMNS


def shown(name: str, table: "DataFrame", titles: Mapping[str, str], question: str = "") -> Shown:
    """A table as a page shows it; `titles` says what scenarios are called, `question` of which kind the capsule is."""
    own = f"{question}/{name}"
    intervals = intervals_of(table)
    ends = {end for both in intervals.values() for end in both}
    columns = chosen(table, {*ends, *LEFT_OUT_OF.get(own, ())})
    whole = own in ALWAYS_WHOLE or (len(table) <= WHOLE and len(table.columns) <= MANY_COLUMNS)
    rows = table if whole else table.head(HEAD)
    return Shown(
        name,
        str(CAPTIONS.get(own) or CAPTIONS.get(name) or name.replace("_", " ").capitalize()),
        [heading(column, intervals, columns) for column in columns],
        [[cell(column, row, titles, intervals, own) for column in columns] for _, row in rows.iterrows()],
        [table[column].dtype.kind in "if" for column in columns],
        len(table),
        len({each for each in table if not str(each).endswith(IN_DUTCH)} - {*columns} - ends),
    )


def chosen(table: "DataFrame", elsewhere: set[str]) -> list[str]:
    """The columns that are shown: without those that stand elsewhere, such as the ends of intervals, and without
    codes.
    """
    columns = list(map(str, table))
    spoken_for = {"label"} if {*NAMED} & {*columns} else set()
    spoken_for |= {"title"} if "scenario" in columns else set()
    kept = [
        column
        for column in columns
        if column not in elsewhere
        and column not in LEFT_OUT
        and column not in spoken_for
        and not column.endswith(IN_DUTCH)
        and table[column].notna().any()
    ]
    return kept[:WIDEST]


def intervals_of(table: "DataFrame") -> Intervals:
    """The columns with the ends of each value's interval, by the value's column.

    Ends belong to one value: NAME_low and NAME_high to NAME, others as declared. Nothing counts as the interval of a
    value that it does not hold.
    """
    own = [(column, (f"{column}_low", f"{column}_high")) for column in map(str, table)]
    found: Intervals = {}
    for column, ends in (*own, *INTERVALS):
        there = {column, *ends} <= set(table) and all(table[each].dtype.kind in "if" for each in (column, *ends))
        taken = any(set(ends) & set(others) for others in found.values())
        if there and not taken and column not in found and holds(table, column, ends):
            found[column] = ends
    return found


def holds(table: "DataFrame", column: str, ends: tuple[str, str]) -> bool:
    """Whether every value lies within its interval, where there is one."""
    value, low, high = (table[each].astype(float) for each in (column, *ends))
    there = value.notna() & low.notna() & high.notna()
    slack = 1e-9 * (1 + value.abs())
    return bool(there.any() and ((low <= value + slack) & (value <= high + slack))[there].all())


def heading(column: str, intervals: Intervals, beside: Sequence[str] = ()) -> str:
    """What a column is called; with the remark that an interval or the range over runs follows where one does."""
    words = str(HEADINGS[column]) if column in HEADINGS else label_of(column)
    if column == "mean" and "first" in beside:
        words = say("last year", "laatste jaar")
    if column not in intervals:
        return words
    ranged = intervals[column] == ("lowest", "highest")
    return f"{words} ({say('lowest to highest run', 'laagste tot hoogste run') if ranged else 'interval'})"


def scale(column: str, row: Any, own: str) -> tuple[float, str]:
    """What a number is multiplied by to be told as answers tell it, and the sign behind it; `own` says of which
    question and table it is.
    """
    if own in IN_POINTS and column in ("difference", "largest"):
        return 100.0, ""
    about_share = own == "run/types" or row.get("unit") == SHARE
    in_percent = own.partition("/")[0] in TOLD_IN_PERCENT and about_share
    if column in SHARES or (in_percent and column in LEVELS):
        return 100.0, "%"
    return (100.0, "") if in_percent and column in DIFFERENCES else (1.0, "")


def cell(column: str, row: Any, titles: Mapping[str, str], intervals: Intervals, own: str = "") -> str:
    """A value as text."""
    value = row[column]
    if language.language() == DUTCH and isinstance(row.get(f"{column}{IN_DUTCH}"), str):
        return dutch_numbers(row[f"{column}{IN_DUTCH}"])
    if isinstance(value, str):
        if column == "unit" and value == SHARE and any(scale(each, row, own) == (100.0, "") for each in row.index):
            return words("percentage points")
        if column == "scenario":
            return titles.get(value, value)
        if column in NAMED:
            return label_of(value)
        if column == "condition":
            return condition(value)
        if column == "turned_in":
            return ", ".join(map(words, value.split()))
        if column == "active":
            return ", ".join(map(label_of, value.split()))
        if column == "without":
            return value.replace(" and ", say(" and ", " en "))
        return value if column in AS_IT_IS else typeset(words(value))
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "–"
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return say("yes", "ja") if value else say("no", "nee")
    if column == "q":
        return small(float(value))
    factor, sign = scale(column, row, own)
    most = 1 if factor > 1 or column == "in_noise" else ENOUGH.get(row.get("unit"), MOST_DIGITS)
    number = factor * float(value)
    ends = [factor * float(row[end]) for end in intervals.get(column, ()) if not math.isnan(float(row[end]))]
    signed = column == "effect"
    if len(ends) == 2:
        digits = min(most, digits_of(abs(ends[1] - ends[0]) or abs(number) / 10, 2))
        told, low, high = (in_figures(each, digits, signed) for each in (number, *ends))
        return f"{told}{sign} ({low} {say('to', 'tot')} {high})"
    digits = 0 if number.is_integer() else min(most, digits_of(number, 3))
    if column in COMPARED and {*COMPARED, "effect"} <= set(row.index):
        before, after, effect = (factor * float(row[name]) for name in (*COMPARED, "effect"))
        digits = that_add_up(before, after, effect, digits) if math.isfinite(before + after + effect) else digits
    return in_figures(number, digits, signed) + sign


def small(value: float) -> str:
    """A chance of error: below the last digit that is shown, it says so."""
    text = in_figures(max(value, LEAST), FEWEST_DIGITS)
    return f"< {text}" if value < LEAST else text


def digits_of(size: float, figures: int) -> int:
    """How many digits behind the point show so many figures of a number."""
    known = size != 0 and math.isfinite(size)
    return min(MOST_DIGITS, max(0, figures - 1 - math.floor(math.log10(abs(size))))) if known else 0


def in_figures(value: float, digits: int, signed: bool = False) -> str:
    """A number as the language writes it, without a sign before a nought."""
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    rounded = round(value, digits) + 0.0
    text = f"{rounded:{'+' if signed and rounded else ''}.{digits}f}".replace("-", "−")
    return dutch_numbers(text) if language.language() == DUTCH else text


def condition(name: str) -> str:
    """A condition such as at_least_0_5 in words; another text stays as it is."""
    found = CONDITION.fullmatch(name)
    if found is None:
        return name
    number = found[2].replace("minus_", "−").replace("_", say(".", ","))
    return f"{say('at least', 'ten minste') if found[1] == 'at_least' else say('below', 'onder')} {number}"


def words(value: str) -> str:
    """A word of a table as a reader is told it."""
    return str(VALUES[value]) if value in VALUES else language.unit(value)


def label_of(name: str) -> str:
    """What a declared name is called; another stays as it is."""
    declared: dict[str, language.Labelled] = {
        **{each.name: each for each in MECHANISMS if each.name not in VALUES},
        **OUTCOME,
        **SUMMARY,
        **{each.name: each for each in PARAMETERS},
    }
    if name in FULLER:
        return str(FULLER[name])
    if name in declared:
        return language.label(declared[name])
    if name in GROUPS:
        return say(*GROUPS[name])
    return words(name) if name in VALUES else name.replace("_", " ")


def all_shown(told: Told) -> list[Shown]:
    """Every table of a capsule that has a row."""
    titles = {scenario.name: language.title(scenario) for scenario in told.scenarios}
    return [
        shown(name, table, titles, told.question)
        for name, table in told.tables.items()
        if len(table) and len(table.columns)
    ]
