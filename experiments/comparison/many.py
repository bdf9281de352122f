"""The answer where there are many alternatives: a line or two on each, and the rest in the tables."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from experiments.comparison.lead import JUDGED, LEADING, MEAN, balance, levels, without_interval
from experiments.comparison.paired import FEWEST, HIGHER, LOWER, NEVER, UNCHANGED
from experiments.comparison.wording import changes, listed, told_apart, with_unit
from experiments.comparison.wording import parts as figures_of
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
MOST_DRAWN = 8
"""With more alternatives than this there is one figure of all; three of each would be more than anybody looks at."""


def on_many(
    reference: "Scenario", alternatives: "Sequence[Scenario]", tables: "Mapping[str, DataFrame]"
) -> Iterator[str]:
    """The whole answer on many alternatives."""
    rows = by_alternative(alternatives, tables["outcomes"])
    compared = in_order([each for each in alternatives if rows[each.name]["seeds"].max() >= FEWEST], rows)
    if compared:
        yield on_mean(compared, rows)
        yield from on_each(reference, compared, rows)
    none = [f"“{title(each)}”" for each in alternatives if not rows[each.name]["seeds"].any()]
    if none:
        yield say(
            f"There is no seed under which both have a run, so that nothing can be compared, for {listed(none)}.",
            f"Er is geen seed waaronder beide een run hebben, zodat er niets te vergelijken valt, voor {listed(none)}.",
        )
    yield say(f"In what each differs from “{title(reference)}”:", f"Waarin elk verschilt van “{title(reference)}”:")
    for each in alternatives:
        yield f"- “{title(each)}”: {changes(reference, each)}."
    if "municipalities" in tables:
        yield say(
            "What single municipalities feel, and what reaches those not treated, stands in the tables of "
            f"municipalities and groups; the answer tells it where fewer than {MANY} alternatives are compared.",
            "Wat afzonderlijke gemeenten merken, en wat gemeenten zonder ingreep bereikt, staat in de tabellen van "
            f"gemeenten en groepen; het antwoord vertelt het als minder dan {MANY} alternatieven worden vergeleken.",
        )
    if len(alternatives) > MOST_DRAWN:
        yield say(
            f"Paths, maps and the figure of all outcomes are drawn where {MOST_DRAWN} alternatives or fewer are "
            "compared.",
            f"Paden, kaarten en de figuur met alle uitkomsten worden getekend als {MOST_DRAWN} alternatieven of minder "
            "worden vergeleken.",
        )


def by_alternative(alternatives: "Sequence[Scenario]", outcomes: "DataFrame") -> "dict[str, DataFrame]":
    """The rows of the table of outcomes, by name of outcome, for each alternative."""
    return {each.name: outcomes[outcomes["scenario"] == each.name].set_index("outcome") for each in alternatives}


def in_order(alternatives: "Sequence[Scenario]", rows: "Mapping[str, DataFrame]") -> "list[Scenario]":
    """Alternatives from the one that raises the mean of the goals most to the one that lowers it most."""
    return sorted(alternatives, key=lambda each: -float(by_name(rows[each.name])[MEAN]["effect"]))


def on_mean(ordered: "Sequence[Scenario]", rows: "dict[str, DataFrame]") -> str:
    """With which alternatives the mean of the goals is higher or lower, the largest difference first; how many others
    there are.
    """
    clear = {each.name: told_apart(rows[each.name].loc[[MEAN]]) for each in ordered}
    parts = []
    for way, words in ((HIGHER, say("higher with", "hoger bij")), (LOWER, say("lower with", "lager bij"))):
        mine = [each for each in ordered if (clear[each.name]["verdict"] == way).any()]
        names = [
            f"“{title(each)}” ({figures_of(by_name(rows[each.name])[MEAN])[0]})"
            for each in (mine if way == HIGHER else reversed(mine))
        ]
        if names:
            parts.append(f"{words} {listed(names)}")
    others = len(ordered) - sum(map(len, clear.values()))
    if others:
        parts.append(
            say(
                f"with {others} of {len(ordered)} no difference can be told",
                f"bij {others} van de {len(ordered)} is geen verschil te onderscheiden",
            )
        )
    return say(
        f"The mean of the six goals in the last year (0 to 1), the largest difference first: {'; '.join(parts)}.",
        f"Het gemiddelde van de zes doelen in het laatste jaar (0 tot 1), het grootste verschil eerst: "
        f"{'; '.join(parts)}.",
    )


def on_each(reference: "Scenario", ordered: "Sequence[Scenario]", rows: "dict[str, DataFrame]") -> Iterator[str]:
    """A line on each alternative of which something is told apart, and a sentence on the others."""
    first = by_name(rows[ordered[0].name])
    before = ", ".join(f"{called_shortly(SUMMARY[name])} {reference_level(first[name])}" for name in TOLD)
    seen = [each for each in ordered if len(told_apart(rows[each.name].loc[list(TOLD)]))]
    if seen:
        yield say(
            f"What each replaces: “{title(reference)}” ({before}). Differences from it that can be told from chance, "
            "with their intervals; from the highest to the lowest mean of the goals:",
            f"Waar elk voor in de plaats komt: “{title(reference)}” ({before}). Verschillen daarmee die van toeval te "
            "onderscheiden zijn, met interval; van het hoogste naar het laagste gemiddelde van de doelen:",
        )
    for each in seen:
        yield f"- “{title(each)}”: {in_short(rows[each.name])}."
    unseen = [each for each in ordered if each not in seen]
    if unseen:
        what = listed(called_shortly(SUMMARY[name]) for name in TOLD)
        names = listed(f"“{title(each)}”{in_brackets(rows[each.name])}" for each in unseen)
        yield say(
            f"In {what} no difference can be told with {len(unseen)}: {names}.",
            f"In {what} is geen verschil te onderscheiden bij {len(unseen)}: {names}.",
        )


def in_brackets(table: "DataFrame") -> str:
    """What gets better or worse of an alternative of which the leading outcomes tell nothing; empty for nothing."""
    if set(table["verdict"]) <= {UNCHANGED, NEVER}:
        return say(" (nothing differs under any seed)", " (niets verschilt, onder geen enkele seed)")
    better, worse = balance(table.loc[list(JUDGED)])
    parts = []
    for each, words in ((better, say("better", "beter")), (worse, say("worse", "slechter"))):
        told = [f"{called_shortly(SUMMARY[str(name)])} {without_interval(row)}" for name, row in each.iterrows()]
        if told:
            parts.append(f"{words}: {listed(told)}")
    return f" ({'; '.join(parts)})" if parts else ""


def by_name(table: "DataFrame") -> "dict[str, Series]":
    """The rows of a table by name."""
    return {str(name): row for name, row in table.iterrows()}


def reference_level(row: "Series") -> str:
    """What the reference has."""
    return say("not reached", "niet bereikt") if row["verdict"] == NEVER else levels(row)[0]


def in_short(table: "DataFrame") -> str:
    """What one alternative does, from its rows of the table of outcomes by name."""
    clear = told_apart(table.loc[list(TOLD)])
    told = [f"{called_shortly(SUMMARY[str(name)])} {with_unit(row)}" for name, row in clear.iterrows()]
    better, worse = (len(each) for each in balance(table.loc[list(JUDGED)]))
    return say(
        f"{'; '.join(told)}. Better: {better} of {len(JUDGED)} outcomes, worse: {worse}",
        f"{'; '.join(told)}. Beter: {better} van de {len(JUDGED)} uitkomsten, slechter: {worse}",
    )
