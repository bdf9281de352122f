"""The course of events in one scenario, as the answer that a run gives: in sentences, and as tables."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from experiments import summary
from experiments.summary import ALL, TYPE_COLUMNS, digits_for, number, size_label, tempo_period, type_moments
from model import language
from model.language import say, unit
from model.plausible import remark
from model.summaries import OVER_LAST_YEAR

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from experiments.replicates import Results

FEW = 5
"""With fewer replicates than this a spread says little of chance."""
PLURALS = {
    "changer": language.Words("changers", "veranderaars"),
    "cautious_changer": language.Words("cautious changers", "voorzichtige veranderaars"),
    "cautious": language.Words("cautious", "voorzichtigen"),
}


def title(results: "Results") -> str:
    """The question in one line."""
    name = language.title(results.scenario)
    return say(f"What happens in “{name}”?", f"Wat gebeurt er in “{name}”?")


def tables(results: "Results") -> "dict[str, DataFrame]":
    """Types (share by moment), tempo (by size class) and outcomes (first and last year), over replicates."""
    import pandas

    types = [
        summary.types(results, column).rename_axis("type").reset_index().assign(moment=column)
        for column in TYPE_COLUMNS
    ]
    return {
        "types": pandas.concat(types, ignore_index=True)[["moment", "type", "mean", "lowest", "highest"]],
        "tempo": summary.tempo(results).rename_axis("size_class").reset_index(),
        "outcomes": summary.outcomes(results).rename_axis("outcome").reset_index(),
    }


def sentences(results: "Results") -> Iterator[str]:
    """The answer: types, tempo, goals and costs, and how far luck moves them."""
    yield on_types(results)
    yield on_tempo(results)
    yield from on_outcomes(results)
    if results.plausible:
        yield on_sets()
    yield on_luck(len(results.seeds))


def on_sets() -> str:
    """What is said where each replicate has a plausible parameter set of its own."""
    told = say(
        "Each replicate has a plausible parameter set of its own.", "Elke run heeft een eigen plausibele parameterset."
    )
    return f"{told} {remark()}".rstrip()


def on_types(results: "Results") -> str:
    """Which part of the municipalities is of each type, at both moments."""
    told = []
    for column, moment in zip(TYPE_COLUMNS, type_moments(results.scenario), strict=True):
        shares = summary.types(results, column)
        parts = [f"{percent(row_of(shares, kind))} {words}" for kind, words in PLURALS.items()]
        told.append(f"{moment}: {', '.join(parts)}")
    return say("Types of municipality, ", "Typen gemeenten, ") + "; ".join(told) + "."


def on_tempo(results: "Results") -> str:
    """How many measures are embedded a year, in all and by size."""
    values = summary.tempo(results)
    by_size = [f"{size_label(str(name))} {spread(row, 2)}" for name, row in values.iterrows() if name != ALL]
    whole = spread(row_of(values, ALL), 2)
    tail = f" ({say('by size', 'naar grootte')}: {', '.join(by_size)})" if len(by_size) > 1 else ""
    period = tempo_period(results.scenario)
    return say(
        f"Tempo, {period}: on average a municipality embeds {whole} measures a year{tail}.",
        f"Tempo, {period}: gemiddeld bedt een gemeente {whole} maatregelen per jaar in{tail}.",
    )


def on_outcomes(results: "Results") -> Iterator[str]:
    """The goals and the costs, in the first year and in the last."""
    table = summary.outcomes(results)
    goals = table.index.isin(OVER_LAST_YEAR[:6])
    for rows, words in (
        (table[goals], say("Goals, first year and last year (0 to 1)", "Doelen, eerste en laatste jaar (0 tot 1)")),
        (table[~goals], say("Costs, first year and last year", "Lasten, eerste en laatste jaar")),
    ):
        told = []
        for _, row in rows.iterrows():
            then = say("then", "daarna")
            if row["unit"] == unit("share"):
                told.append(f"{row['label']} {number(100 * row['first'], 0)}%, {then} {percent(row)}")
                continue
            digits = digits_for(max(abs(row["first"]), abs(row["mean"])))
            tail = "" if row["unit"] == "0-1" else f" {row['unit']}"
            told.append(f"{row['label']} {number(row['first'], digits)}, {then} {spread(row, digits)}{tail}")
        yield f"{words}: {'; '.join(told)}."


def on_luck(replicates: int) -> str:
    """How far luck moves the numbers."""
    if replicates == 1:
        return say(
            "This is one run: luck cannot be told from what the assumptions bring about.",
            "Dit is één run: toeval is niet te onderscheiden van wat de aannamen teweegbrengen.",
        )
    runs = say(
        f"Numbers are means over {replicates} runs with different luck; in brackets the lowest and the highest run.",
        f"Getallen zijn gemiddelden over {replicates} runs met verschillend toeval; tussen haakjes de laagste en de "
        "hoogste run.",
    )
    if replicates >= FEW:
        return runs
    few = say("So few runs show little of what luck can do.", "Zo weinig runs laten weinig zien van wat toeval vermag.")
    return f"{runs} {few}"


def row_of(table: "DataFrame", name: str) -> "Series":
    """One row of a table."""
    return table.T[name]


def percent(row: "Series") -> str:
    """A share as a percentage, with the lowest and the highest run in brackets."""
    mean, low, high = (number(100 * row[name], 0) for name in ("mean", "lowest", "highest"))
    return f"{mean}%" if low == high else f"{mean}% ({low} {say('to', 'tot')} {high})"


def spread(row: "Series", digits: int) -> str:
    """The mean, and in brackets the lowest and the highest run where they differ from it."""
    if row.isna().all():
        return say("no value", "geen waarde")
    mean, low, high = (number(row[name], digits) for name in ("mean", "lowest", "highest"))
    return mean if low == high else f"{mean} ({low} {say('to', 'tot')} {high})"
