"""The answer where there are many alternatives: a line or two on each, and the rest in the tables."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from experiments.comparison.lead import JUDGED, LEADING, MEAN, balance, levels
from experiments.comparison.paired import FEWEST, HIGHER, LOWER, NEVER, OPEN, UNCHANGED
from experiments.comparison.wording import listed, with_unit
from experiments.naming import called_shortly
from model.language import say, title
from model.summaries import SUMMARY

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from model import Scenario

MANY = 4
"""With so many alternatives each is told in a line or two."""
TOLD = (*LEADING, MEAN)
"""The outcomes of which each line tells the difference."""


def on_many(
    reference: "Scenario", alternatives: "Sequence[Scenario]", tables: "Mapping[str, DataFrame]"
) -> Iterator[str]:
    """The whole answer on many alternatives."""
    outcomes = tables["outcomes"]
    rows = {each.name: outcomes[outcomes["scenario"] == each.name].set_index("outcome") for each in alternatives}
    compared = [each for each in alternatives if rows[each.name]["seeds"].max() >= FEWEST]
    if compared:
        yield on_mean(compared, rows)
        first = by_name(rows[compared[0].name])
        before = ", ".join(f"{called_shortly(SUMMARY[name])} {reference_level(first[name])}" for name in TOLD)
        yield say(
            f"What each replaces: “{title(reference)}” ({before}). Differences from it, with their intervals:",
            f"Waar elk voor in de plaats komt: “{title(reference)}” ({before}). Verschillen daarmee, met interval:",
        )
        for each in compared:
            yield f"- “{title(each)}”: {in_short(rows[each.name])}."
    none = [f"“{title(each)}”" for each in alternatives if not rows[each.name]["seeds"].any()]
    if none:
        yield say(
            f"There is no seed under which both have a run, so that nothing can be compared, for {listed(none)}.",
            f"Er is geen seed waaronder beide een run hebben, zodat er niets te vergelijken valt, voor {listed(none)}.",
        )
    yield say(f"In what each differs from “{title(reference)}”:", f"Waarin elk verschilt van “{title(reference)}”:")
    for each in alternatives:
        lines = "; ".join(each.differences(reference)) or say("nothing", "niets")
        yield f"- “{title(each)}”: {lines}."
    if "municipalities" in tables:
        yield say(
            "What single municipalities feel, and what reaches those not treated, stands in the tables of "
            f"municipalities and groups; the answer tells it where fewer than {MANY} alternatives are compared.",
            "Wat afzonderlijke gemeenten merken, en wat gemeenten zonder ingreep bereikt, staat in de tabellen van "
            f"gemeenten en groepen; het antwoord vertelt het als minder dan {MANY} alternatieven worden vergeleken.",
        )


def on_mean(alternatives: "Sequence[Scenario]", rows: "dict[str, DataFrame]") -> str:
    """With which alternatives the mean of the goals is higher, lower, or not told apart: the furthest first."""
    mean = {each.name: rows[each.name].loc[MEAN] for each in alternatives}
    ordered = sorted(alternatives, key=lambda each: -abs(mean[each.name]["effect"]))

    def those(*verdicts: str) -> list[str]:
        return [f"“{title(each)}”" for each in ordered if mean[each.name]["verdict"] in verdicts]

    parts = [
        (those(HIGHER), say("higher with", "hoger bij")),
        (those(LOWER), say("lower with", "lager bij")),
        (those(OPEN, UNCHANGED, NEVER), say("not distinguishable with", "niet te onderscheiden bij")),
    ]
    told = "; ".join(f"{words} {listed(names)}" for names, words in parts if names)
    return say(
        f"The mean of the six goals in the last year is, the largest difference first: {told}.",
        f"Het gemiddelde van de zes doelen in het laatste jaar is, het grootste verschil eerst: {told}.",
    )


def by_name(table: "DataFrame") -> "dict[str, Series]":
    """The rows of a table by name."""
    return {str(name): row for name, row in table.iterrows()}


def reference_level(row: "Series") -> str:
    """What the reference has."""
    return say("not reached", "niet bereikt") if row["verdict"] == NEVER else levels(row)[0]


def in_short(table: "DataFrame") -> str:
    """What one alternative does, from its rows of the table of outcomes by name."""
    if set(table["verdict"]) <= {UNCHANGED, NEVER}:
        return say("nothing differs under any seed", "niets verschilt, onder geen enkele seed")
    rows = by_name(table)
    clear = [name for name in TOLD if rows[name]["verdict"] in (HIGHER, LOWER)]
    told = [f"{called_shortly(SUMMARY[name])} {with_unit(rows[name])}" for name in clear]
    rest = [called_shortly(SUMMARY[name]) for name in TOLD if name not in clear]
    if rest:
        told.append(say(f"not distinguishable: {listed(rest)}", f"niet te onderscheiden: {listed(rest)}"))
    better, worse = (len(each) for each in balance(table.loc[list(JUDGED)]))
    return say(
        f"{'; '.join(told)}. Better: {better} of {len(JUDGED)} outcomes, worse: {worse}",
        f"{'; '.join(told)}. Beter: {better} van de {len(JUDGED)} uitkomsten, slechter: {worse}",
    )
