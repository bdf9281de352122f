"""The summary of a run: types, tempo and outcomes, with their spread over replicates."""

from calendar import month_name
from typing import TYPE_CHECKING

from experiments.naming import called
from model.language import say, unit
from model.months import date_of
from model.outcomes import OUTCOME
from model.population import SIZE_CLASSES
from model.typology import TEMPO_YEARS, TYPE_DATE_AFTER_LAW, TYPE_LABELS
from model.typology import TYPES as TYPE_NAMES

if TYPE_CHECKING:
    from pandas import DataFrame, Series
    from rich.table import Table

    from experiments.replicates import Results
    from model import Scenario

TYPES = {name: TYPE_LABELS[name][0] for name in reversed(TYPE_NAMES)}
"""The three types, from the most to the least changed, with their labels."""

TYPES_IN_DUTCH = {name: TYPE_LABELS[name][1] for name in TYPES}

TYPE_COLUMNS = ("type_date", "type_end")
"""Columns of a municipality's type: soon after the law's date, and at the end."""

GOALS_AND_COSTS = (
    "integral_working",
    "tailoring",
    "result_orientation",
    "responsiveness",
    "prevention",
    "active_citizenship",
    "balance",
    "waiting",
    "incidents",
)
"""The outcomes that a summary and its figure show: what the change is for, and what it costs."""

ALL = "all"
YEAR = 12
"""Months over which outcomes are averaged, so that one month's chance does not count."""


def type_label(kind: str) -> str:
    """What a type is called."""
    return say(TYPES[kind], TYPES_IN_DUTCH[kind])


MONTHS_IN_DUTCH = (
    "", "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


def in_words(date: str) -> str:
    """A date such as "2015-07" as "July 2015"."""
    month = int(date[5:7])
    return f"{say(month_name[month], MONTHS_IN_DUTCH[month])} {date[:4]}"


def type_moments(scenario: "Scenario") -> tuple[str, str]:
    """When the types of TYPE_COLUMNS are read, in words."""
    early = in_words(date_of(TYPE_DATE_AFTER_LAW + 1, scenario.law_date))
    if scenario.months <= scenario.month_of(scenario.law_date) + TYPE_DATE_AFTER_LAW:
        early += say(" (not reached)", " (niet bereikt)")
    return f"1 {early}", f"{say('end of', 'eind')} {in_words(scenario.date_of(scenario.months - 1))}"


def tempo_period(scenario: "Scenario") -> str:
    """The years over which tempo is measured, in words."""
    return f"{scenario.start[:4]}–{scenario.date_of(12 * TEMPO_YEARS - 1)[:4]}"


def size_class_labels(results: "Results") -> dict[str, str]:
    """The size classes that occur, and all, each with its bounds and number of municipalities."""
    one = results.municipalities[results.municipalities["replicate"] == 1]
    counts = one["size_class"].value_counts()
    names = list(SIZE_CLASSES)
    labels = {}
    for name, upper in zip(names, [*names[1:], None], strict=True):
        low = SIZE_CLASSES[name]
        if upper is None:
            bounds = f"{low:,} {say('and more', 'en meer')}"
        else:
            high = SIZE_CLASSES[upper]
            bounds = f"{low:,} {say('to', 'tot')} {high:,}" if low else f"{say('under', 'onder')} {high:,}"
        if name in counts:
            labels[name] = f"{size_label(name)}, {bounds} ({counts[name]})"
    return {**labels, ALL: f"{say(ALL, 'alle')} ({len(one)})"}


def size_label(name: str) -> str:
    """What a size class is called."""
    return say(name, {"small": "klein", "middle": "middelgroot", "large": "groot"}[name])


def type_shares(results: "Results", column: str) -> "DataFrame":
    """Shares (0 to 1) of the three types in each size class and in all; mean over replicates.

    `column` is "type_date" or "type_end". Rows: the size classes that occur, then "all"; columns: the types.
    """
    import pandas

    table = results.municipalities
    by_class = pandas.crosstab(table["size_class"], table[column], normalize="index")
    everywhere = table[column].value_counts(normalize=True).rename(ALL).to_frame().T
    shares = pandas.concat([by_class, everywhere])
    return shares.reindex(index=list(size_class_labels(results)), columns=list(TYPES), fill_value=0.0).fillna(0.0)


def spread(by_replicate: "Series") -> dict[str, float]:
    """Mean, lowest and highest of one number a replicate."""
    return {
        "mean": float(by_replicate.mean()),
        "lowest": float(by_replicate.min()),
        "highest": float(by_replicate.max()),
    }


def types(results: "Results", column: str) -> "DataFrame":
    """Each type's share (0 to 1) of all municipalities: mean, lowest and highest over replicates."""
    import pandas

    shares = pandas.crosstab(results.municipalities["replicate"], results.municipalities[column], normalize="index")
    shares = shares.reindex(columns=list(TYPES), fill_value=0.0)
    return pandas.DataFrame({kind: spread(shares[kind]) for kind in TYPES}).T


def tempo(results: "Results") -> "DataFrame":
    """Mean tempo (measures embedded a year) by size class: mean, lowest and highest over replicates."""
    import pandas

    table = results.municipalities
    by_class = table.groupby(["replicate", "size_class"], observed=True)["tempo"].mean().unstack()
    by_class[ALL] = table.groupby("replicate")["tempo"].mean()
    return pandas.DataFrame({name: spread(by_class[name]) for name in size_class_labels(results)}).T


def outcomes(results: "Results") -> "DataFrame":
    """The outcomes of GOALS_AND_COSTS as means over the first and over the last year of a run.

    Columns: label, unit, first (mean over replicates) and first_highest, and mean, lowest and highest of the last year.
    """
    import pandas

    chosen = results.series[results.series["outcome"].isin(GOALS_AND_COSTS)]
    first = chosen[chosen["month"] < YEAR]
    last = chosen[chosen["month"] >= results.scenario.months - YEAR]
    before, after = (part.groupby(["outcome", "replicate"], observed=True)["value"].mean() for part in (first, last))
    rows = {
        name: {
            "label": called(OUTCOME[name]),
            "unit": unit(OUTCOME[name].unit),
            "first": float(before[name].mean()),
            "first_highest": float(before[name].max()),
            **spread(after[name]),
        }
        for name in GOALS_AND_COSTS
    }
    return pandas.DataFrame(rows).T


def tables(results: "Results") -> "list[Table]":
    """The summary as tables for a terminal."""
    return [_types_table(results), _tempo_table(results), _outcomes_table(results)]


def _types_table(results: "Results") -> "Table":
    table = _table("Types of municipality (%)", "type", *type_moments(results.scenario))
    moments = [types(results, column) for column in TYPE_COLUMNS]
    for kind, words in TYPES.items():
        table.add_row(words, *(_range(moment.T[kind] * 100, 0) for moment in moments))
    return table


def _tempo_table(results: "Results") -> "Table":
    table = _table(f"Tempo, {tempo_period(results.scenario)} (measures embedded a year, mean)", "inhabitants", "tempo")
    values = tempo(results).T
    for name, words in size_class_labels(results).items():
        table.add_row(words, _range(values[name], 2))
    return table


def _outcomes_table(results: "Results") -> "Table":
    table = _table("Outcomes (mean over months)", "outcome", "first year", "last year", "unit")
    for _, row in outcomes(results).iterrows():
        digits = digits_for(max(abs(row["first"]), abs(row["mean"])))
        table.add_row(row["label"], number(row["first"], digits), _range(row, digits), row["unit"])
    return table


def _table(title: str, first: str, *columns: str) -> "Table":
    from rich import box
    from rich.table import Table

    table = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        min_width=len(title),
    )
    table.add_column(first)
    for column in columns:
        table.add_column(column, justify="left" if column == "unit" else "right")
    return table


def digits_for(size: float) -> int:
    """How many digits behind the point show about three in all."""
    for digits, least in ((0, 100), (1, 10), (2, 0.1), (3, 1e-9)):
        if size >= least:
            return digits
    return 0


def number(value: float, digits: int) -> str:
    """A number with so many digits behind the point, and never a minus before a nought."""
    return f"{round(value, digits) + 0.0:.{digits}f}"


def _range(row: "Series", digits: int) -> str:
    """ "24 (21 to 27)": the mean, and the lowest and highest replicate where they differ from it."""
    if row.isna().all():
        return "–"
    low, high = number(row["lowest"], digits), number(row["highest"], digits)
    mean = number(row["mean"], digits)
    return mean if low == high else f"{mean} ({low} to {high})"
