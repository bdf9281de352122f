"""The answer in sentences: what differs, by how much, how sure that is, for whom, and by which way it came."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.comparison.lead import CHANCE, on_lead, on_method
from experiments.comparison.municipalities import CHANNELS, FELT, GROUPS, IN_ALL, NATIONAL_FEEDBACK, Felt
from experiments.comparison.paired import FEWEST, HIGHER, LOWER, OPEN, UNCHANGED
from experiments.comparison.wording import LEAST, LESS, VERDICTS, capital, changes, counted, hardly, listed, with_unit
from experiments.naming import called
from model.language import label, say, title
from model.mechanisms import MECHANISMS
from model.summaries import SUMMARY

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from experiments.comparison.treatment import Touched
    from model import Ensemble, Scenario

SPOKEN = ("tempo", "goals")
"""Of what municipalities feel, what the answer tells; the tables have the rest."""


def on_failures(ensembles: "Mapping[str, Ensemble]") -> Iterator[str]:
    """How many runs are missing."""
    failed = sum(len(ensemble.failures) for ensemble in ensembles.values())
    runs = sum(len(ensemble.design) for ensemble in ensembles.values())
    if failed:
        yield say(
            f"{failed} of {runs} runs failed; a seed counts only where all the runs that a figure needs are there.",
            f"{failed} van de {runs} runs zijn mislukt; een seed telt alleen mee waar alle runs er zijn die een getal "
            "nodig heeft.",
        )


def on_reading(outcomes: "DataFrame") -> Iterator[str]:
    """How the numbers of all alternatives are to be read, where any has an interval."""
    if outcomes["q"].notna().any():
        yield on_method(outcomes)


def on_alternative(
    reference: "Scenario",
    alternative: "Scenario",
    touched: "Touched",
    tables: "Mapping[str, DataFrame]",
    found: Felt | None,
) -> Iterator[str]:
    """The answer on one alternative, from the rows of each table that are about it."""
    if not tables["outcomes"]["seeds"].any():
        yield say(
            f"There is no seed under which both “{title(alternative)}” and “{title(reference)}” have a run: nothing "
            "can be compared.",
            f"Er is geen seed waaronder zowel “{title(alternative)}” als “{title(reference)}” een run heeft: er valt "
            "niets te vergelijken.",
        )
        yield in_what(reference, alternative)
        return
    yield from on_lead(reference, alternative, tables["outcomes"])
    yield in_what(reference, alternative)
    if found is not None and not found.treated.any():
        return
    enough = int(tables["outcomes"]["seeds"].max()) >= FEWEST
    if enough:
        yield from on_missing(tables["outcomes"])
    if found is None:
        if touched.paired:
            why = say("no seed has all the runs needed", "geen seed heeft alle runs die nodig zijn")
        else:
            why = say("its municipalities are others", "het zijn andere gemeenten")
        yield say(
            f"Municipalities cannot be compared with themselves: {why}.",
            f"Gemeenten zijn niet met zichzelf te vergelijken: {why}.",
        )
        return
    if enough:
        yield from on_municipalities(tables["municipalities"])
    if not touched.leaves_somebody_alone:
        if enough:
            yield say(
                "All municipalities meet the change: nothing can be told of what spreads to others.",
                "Alle gemeenten krijgen met de verandering te maken: over doorwerking naar andere valt niets te "
                "zeggen.",
            )
        return
    if enough:
        yield on_treated(found)
        yield from on_groups(tables["groups"])
    yield from on_reach(touched, found, alternative)


def in_what(reference: "Scenario", alternative: "Scenario") -> str:
    """What is not the same in two scenarios."""
    after, before = (f"“{title(scenario)}”" for scenario in (alternative, reference))
    lines = changes(reference, alternative)
    return say(f"{after} differs from {before} in this: {lines}.", f"{after} verschilt hierin van {before}: {lines}.")


def on_missing(table: "DataFrame") -> Iterator[str]:
    """Outcomes that only some runs reach."""
    some = (table["missing_reference"] + table["missing_alternative"] > 0) & (table["seeds"] > 0)
    for _, row in table[some].iterrows():
        what, seeds = capital(label(SUMMARY[row["outcome"]])), counted(row["seeds"], "seed", "seeds")
        before, after = counted(row["missing_reference"], "run", "runs"), row["missing_alternative"]
        yield say(
            f"{what} is not reached in {before} of the reference and {after} of the alternative. The difference is "
            f"over the {seeds} in which both reach it, which are no random choice.",
            f"{what} wordt niet bereikt in {before} van de referentie en {after} van het alternatief. Het verschil is "
            f"genomen over de {seeds} waarin beide het bereiken; die zijn geen willekeurige keuze.",
        )


def on_municipalities(table: "DataFrame") -> Iterator[str]:
    """In how many municipalities by themselves something is told apart, and why in the others it is not."""
    whole = table[table["channel"] == IN_ALL]
    for treated, rows in whole.groupby("treated", sort=False):
        who = say(" when treated", " met ingreep") if treated else say(" when not treated", " zonder ingreep")
        who = "" if whole["treated"].all() else who
        told = [f"{called(FELT[outcome])}: {verdicts_of(rows[rows['outcome'] == outcome])}" for outcome in SPOKEN]
        number = rows["code"].nunique()
        yield say(
            f"Each municipality by itself{who} ({number}): {'; '.join(told)}.",
            f"Elke gemeente afzonderlijk{who} ({number}): {'; '.join(told)}.",
        )


def verdicts_of(rows: "DataFrame") -> str:
    """In how many rows each verdict holds; a difference that hardly is one has a verdict of its own."""
    small = hardly(rows) & rows["verdict"].isin([HIGHER, LOWER])
    counts = [(str(words), int((~small & (rows["verdict"] == verdict)).sum())) for verdict, words in VERDICTS.items()]
    counts.append((say(f"changed by {LESS} {LEAST:g}", f"{LESS} {LEAST:g} veranderd"), int(small.sum())))
    return listed(f"{words} in {count}" for words, count in counts if count)


def on_treated(found: Felt) -> str:
    """How many are treated, and by which ways others feel it."""
    number = found.treated.sum(axis=1)
    mean = say(" on average over seeds", " gemiddeld over seeds") if np.ptp(number) else ""
    held = label(next(each for each in MECHANISMS if each.name == NATIONAL_FEEDBACK))
    return say(
        f"Treated: {counted(number.mean(), 'municipality', 'municipalities')} of {found.treated.shape[1]}{mean}. "
        f"Effects over ties are those with {held} held in both, so that nothing but ties leads from one "
        "municipality to another; effects by way of the nation are what is felt beyond that.",
        f"Met ingreep: {counted(number.mean(), 'gemeente', 'gemeenten')} van de {found.treated.shape[1]}{mean}. "
        f"Effecten via banden zijn die waarbij {held} in beide is vastgehouden, zodat alleen banden van de ene naar de "
        "andere gemeente leiden; effecten langs het hele land zijn wat daarbovenop wordt gevoeld.",
    )


def on_groups(groups: "DataFrame") -> Iterator[str]:
    """What those treated feel, and what reaches those not treated over ties and by way of the nation."""
    for group, mine in groups.groupby("group", sort=False):
        told = []
        for outcome in SPOKEN:
            channels = mine[mine["outcome"] == outcome].set_index("channel")
            alone = len(channels) == 1
            parts = [
                f"{'' if alone else f'{CHANNELS[str(channel)]} '}{with_verdict(row)}"
                for channel, row in channels.iterrows()
            ]
            told.append(f"{called(FELT[outcome])}: {', '.join(parts)}")
        who, number_of = GROUPS[str(group)], f"{mine['municipalities'].iloc[0]:.0f}"
        yield say(
            f"Mean effect on those {who} ({number_of}): {'; '.join(told)}.",
            f"Gemiddeld effect op gemeenten {who} ({number_of}): {'; '.join(told)}.",
        )


def with_verdict(row: "Series") -> str:
    """An effect and whether it is told apart."""
    if row["verdict"] == UNCHANGED:
        return say("exactly zero", "precies nul")
    perhaps = row["verdict"] == OPEN and row["p"] <= CHANCE
    among = say(" among so many", " tussen zo veel") if perhaps else ""
    return f"{with_unit(row)} [{VERDICTS[row['verdict']]}{among}]"


def on_reach(touched: "Touched", found: Felt, alternative: "Scenario") -> Iterator[str]:
    """Whether those out of reach of ties stay exactly as they are with the national feedback held."""
    alone = int((~found.treated & ~found.reachable).sum())
    if not alone:
        if found.treated.any():
            yield say(
                f"Within {alternative.months} months ties lead from those treated to everybody.",
                f"Binnen {alternative.months} maanden leiden banden van gemeenten met ingreep naar alle gemeenten.",
            )
    elif found.differing == 0:
        yield say(
            "With that held, municipalities that no tie reaches in time are exactly unchanged in every state shown "
            f"({counted(alone, 'case', 'cases')}: a municipality under a seed).",
            "Als dat is vastgehouden, blijven gemeenten die geen band op tijd bereikt in elke getoonde toestand "
            "precies "
            f"gelijk ({counted(alone, 'geval', 'gevallen')}: een gemeente onder een seed).",
        )
    else:
        if touched.rolled_out:
            because = say("since the state rolls measures out", "want het rijk rolt maatregelen uit")
        else:
            because = say("which is a fault of the model", "en dat is een fout in het model")
        yield say(
            f"With that held, {found.differing} of {alone} cases that no tie reaches in time are changed, {because}.",
            f"Als dat is vastgehouden, zijn {found.differing} van de {alone} gevallen veranderd die geen band op tijd "
            f"bereikt, {because}.",
        )
    if touched.rolled_out:
        yield say(
            "The state rolls measures out among those not treated, as the best performer of the whole country does "
            "them. That leads past ties, and is counted here as if it came over ties.",
            "Het rijk rolt maatregelen ook uit bij gemeenten zonder ingreep, zoals de best presterende gemeente van "
            "het "
            "hele land ze uitvoert. Dat loopt buiten banden om, en telt hier alsof het via banden kwam.",
        )
