"""The answer in sentences: what differs, by how much, how sure that is, for whom, and by which way it came."""

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.comparison.municipalities import CHANNELS, FELT, GROUPS, IN_ALL, NATIONAL_FEEDBACK, Felt
from experiments.comparison.paired import (
    CONFIDENCE,
    FALSE_DISCOVERIES,
    FEW,
    FEWEST,
    HIGHER,
    LOWER,
    NEVER,
    OPEN,
    UNCHANGED,
)  # fmt: skip
from experiments.comparison.wording import VERDICTS, agreeing, capital, counted, listed, with_unit
from model.language import label, say, title
from model.mechanisms import MECHANISMS
from model.summaries import SUMMARY

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from experiments.comparison.treatment import Touched
    from model import Ensemble, Scenario

SPOKEN = ("tempo", "goals")
"""Of what municipalities feel, what the answer tells; the tables have the rest."""
CHANCE = 1 - CONFIDENCE


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


def on_alternative(
    reference: "Scenario",
    alternative: "Scenario",
    touched: "Touched",
    tables: "Mapping[str, DataFrame]",
    found: Felt | None,
) -> Iterator[str]:
    """The answer on one alternative, from the rows of each table that are about it."""
    names = [f"“{title(scenario)}”" for scenario in (alternative, reference)]
    lines = "; ".join(alternative.differences(reference)) or say("nothing", "niets")
    yield say(
        f"{names[0]} differs from {names[1]} in this: {lines}.", f"{names[0]} verschilt hierin van {names[1]}: {lines}."
    )
    if not tables["outcomes"]["seeds"].any():
        yield say(
            "There is no seed under which both have a run: nothing can be compared.",
            "Er is geen seed waaronder beide een run hebben: er valt niets te vergelijken.",
        )
        return
    yield from on_outcomes(tables["outcomes"])
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
    yield from on_municipalities(tables["municipalities"])
    if not touched.leaves_somebody_alone:
        why = say(", since more than interventions differs", ", want er verschilt meer dan ingrepen")
        why = why if touched.everywhere else ""
        yield say(
            f"All municipalities are treated{why}: there is no spillover to tell.",
            f"De ingreep raakt alle gemeenten{why}: over doorwerking naar andere gemeenten valt niets te zeggen.",
        )
        return
    yield from on_spillover(tables["groups"], found)
    yield from on_reach(touched, found, alternative)


def on_outcomes(table: "DataFrame") -> Iterator[str]:
    """One sentence for every outcome that is higher or lower, and one for each kind of the others."""
    clear = table[table["verdict"].isin([HIGHER, LOWER])]
    by_chance = maybe_chance(table)
    tested = int(table["q"].notna().sum())
    if tested:
        expected, found = f"{CHANCE * tested:.1f}", len(clear) + by_chance.sum()
        yield say(
            f"Of {tested} outcomes compared over {counted(table['seeds'].max(), 'paired seed', 'paired seeds')}, "
            f"{len(clear)} are higher or lower. In brackets: {CONFIDENCE:.0%} intervals (Student's t over paired "
            f"differences). By chance alone some {expected} of so many would leave out zero, and {found} do; verdicts "
            f"keep the expected share of false ones at {FALSE_DISCOVERIES:.0%}.",
            f"Van de {tested} uitkomsten die over {counted(table['seeds'].max(), 'gepaarde seed', 'gepaarde seeds')} "
            f"zijn vergeleken, liggen er {len(clear)} hoger of lager. Tussen haakjes: intervallen van {CONFIDENCE:.0%} "
            f"(Student's t over gepaarde verschillen). Alleen al door toeval zouden er van zo veel ongeveer {expected} "
            f"de nul buitensluiten; {found} doen dat. Onder de oordelen is naar verwachting hoogstens "
            f"{FALSE_DISCOVERIES:.0%} onterecht.",
        )
    for _, row in clear.sort_values("in_noise", key=abs, ascending=False).iterrows():
        times = f"{abs(row['in_noise']):.2g}"
        noise = say(f", {times} times the noise between seeds", f", {times} maal de ruis tussen seeds")
        noise = noise if math.isfinite(row["in_noise"]) else ""
        what, verdict = capital(label(SUMMARY[row["outcome"]])), VERDICTS[row["verdict"]]
        told = f"{with_unit(row)}, in {agreeing(row)}{noise}"
        yield say(f"- {what} is {verdict}: {told}.", f"- {what}: {verdict}, {told}.")
    seeds = table["seeds"].max()
    for rows, words in (
        (
            table[by_chance],
            say(
                "Not distinguishable among so many, though the interval leaves out zero",
                "Tussen zo veel uitkomsten niet te onderscheiden, al sluit het interval de nul buiten",
            ),
        ),
        (table[(table["verdict"] == OPEN) & ~by_chance], say("Not distinguishable", "Niet te onderscheiden")),
        (
            table[table["verdict"] == FEW],
            say(
                f"Too few seeds for an interval ({seeds}, it takes {FEWEST})",
                f"Te weinig seeds voor een interval ({seeds}, er zijn er {FEWEST} nodig)",
            ),
        ),
    ):
        if len(rows):
            told = "; ".join(f"{label(SUMMARY[row['outcome']])} {with_unit(row)}" for _, row in rows.iterrows())
            yield f"{words}: {told}."
    for name, said in (
        (UNCHANGED, say("Exactly unchanged under every seed", "Onder elke seed precies gelijk gebleven")),
        (NEVER, say("Not reached under any seed in both", "Onder geen enkele seed in beide bereikt")),
    ):
        labels = [label(SUMMARY[outcome]) for outcome in table.loc[table["verdict"] == name, "outcome"]]
        if labels:
            yield f"{said}: {listed(labels)}."
    yield from on_missing(table)


def maybe_chance(rows: Any) -> Any:
    """Whether the interval leaves out zero and yet, among so many, that may be chance."""
    return (rows["verdict"] == OPEN) & (rows["p"] <= CHANCE)


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
    """In how many municipalities by themselves something is told apart."""
    whole = table[table["channel"] == IN_ALL]
    for outcome in SPOKEN:
        for treated, rows in whole[whole["outcome"] == outcome].groupby("treated", sort=False):
            counts = rows["verdict"].value_counts()
            told = ", ".join(
                f"{words} in {counts[verdict]}" for verdict, words in VERDICTS.items() if verdict in counts
            )
            who = say("when treated", "met ingreep") if treated else say("when not treated", "zonder ingreep")
            what = capital(label(FELT[outcome]))
            yield say(
                f"{what} of each municipality by itself, {who} ({len(rows)}): {told}.",
                f"{what} van elke gemeente afzonderlijk, {who} ({len(rows)}): {told}.",
            )


def on_spillover(groups: "DataFrame", found: Felt) -> Iterator[str]:
    """What those treated feel, and what reaches those not treated over ties and by way of the nation."""
    number = found.treated.sum(axis=1)
    mean = say(" on average over seeds", " gemiddeld over seeds") if np.ptp(number) else ""
    held = label(next(each for each in MECHANISMS if each.name == NATIONAL_FEEDBACK))
    yield say(
        f"Treated: {counted(number.mean(), 'municipality', 'municipalities')} of {found.treated.shape[1]}{mean}. "
        f"Effects over ties are those with {held} held in both, so that nothing but ties leads from one "
        "municipality to another; effects by way of the nation are what is felt beyond that.",
        f"Met ingreep: {counted(number.mean(), 'gemeente', 'gemeenten')} van de {found.treated.shape[1]}{mean}. "
        f"Effecten via banden zijn die waarbij {held} in beide is vastgehouden, zodat alleen banden van de ene naar de "
        "andere gemeente leiden; effecten langs het hele land zijn wat daarbovenop wordt gevoeld.",
    )
    for group, mine in groups.groupby("group", sort=False):
        told = []
        for outcome in SPOKEN:
            channels = mine[mine["outcome"] == outcome].set_index("channel")
            parts = [f"{CHANNELS[str(channel)]} {with_verdict(row)}" for channel, row in channels.iterrows()]
            told.append(f"{label(FELT[outcome])}: {', '.join(parts)}")
        who, number_of = GROUPS[str(group)], f"{mine['municipalities'].iloc[0]:.0f}"
        yield say(
            f"Mean effect on those {who} ({number_of}): {'; '.join(told)}.",
            f"Gemiddeld effect op gemeenten {who} ({number_of}): {'; '.join(told)}.",
        )


def with_verdict(row: "Series") -> str:
    """An effect and whether it is told apart."""
    if row["verdict"] == UNCHANGED:
        return say("exactly zero", "precies nul")
    among = say(" among so many", " tussen zo veel") if maybe_chance(row) else ""
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
