"""The answer in sentences: how often it comes about, under which conditions, how sure that is, and what matters."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from experiments.comparison.wording import capital, counted, listed
from experiments.discovery.boxes import LEAST_CASES, WEAK
from experiments.discovery.cases import VALUE, Condition, divided, quantity
from experiments.discovery.discovered import ALIKE, BOX, FEW, Discovered, declared
from experiments.discovery.halves import CONFIRMED, Halves
from experiments.discovery.lead import on_lead
from experiments.discovery.sample import set_by
from experiments.discovery.scores import DUMMY
from experiments.discovery.wording import in_words, percent, share
from model.language import label, say
from model.parameters import parameter

if TYPE_CHECKING:
    from pandas import DataFrame

    from experiments.discovery.experiment import Discovery
    from model import Ensemble

STEADY = 0.5
"""A limit that is found again in a smaller part of the halves is named as unsteady."""
NAMED = 8
"""Feature scores: the sentence names so many parameters, and counts the others."""


def sentences(
    asked: "Discovery", ensemble: "Ensemble", results: Sequence[Discovered], tables: "Mapping[str, DataFrame]"
) -> list[str]:
    """The whole answer."""
    cases = tables["cases"]
    made = [*on_cases(asked, ensemble, cases)]
    if not len(cases):
        return [*made, say("There is no case to look at.", "Er is geen geval om te bekijken.")]
    found = [*on_lead(asked.conditions, results, tables), *on_outcome(asked.conditions[0], cases)]
    for condition in asked.conditions:
        found += on_condition(condition, results, tables)
    found += on_scores(asked, tables["feature_scores"])
    # What was found comes before how it was looked for.
    found += made
    return [*found, on_method(asked)] if any(each.found is not None for each in results) else found


def on_cases(asked: "Discovery", ensemble: "Ensemble", cases: "DataFrame") -> Iterator[str]:
    """What was run, and what is missing."""
    seeds = len(asked.seeds)
    under = say("one seed", "één seed") if seeds == 1 else say(f"the same {seeds} seeds", f"dezelfde {seeds} seeds")
    parameters = counted(len(asked.varied), "parameter", "parameters")
    yield say(
        f"{asked.sets:,} cases: sets of {parameters} drawn over their whole ranges (a Latin hypercube), each under "
        f"{under}. What counts for a case is its mean over seeds. Shares of cases are shares of these ranges, not "
        "probabilities.",
        f"{asked.sets:,} gevallen: combinaties van {parameters}, getrokken over hun hele bereik (een Latijnse "
        f"hyperkubus), elk onder {under}. Voor een geval telt het gemiddelde over seeds. Aandelen van gevallen zijn "
        "aandelen van dat bereik en geen kansen.",
    )
    held = [label(parameter(name)) for name in set_by(asked.scenarios) if name not in asked.varied]
    if held:
        yield say(
            f"Set by the scenario and not varied: {listed(held)}.",
            f"Door het scenario ingesteld en niet gevarieerd: {listed(held)}.",
        )
    failed = len(ensemble.failures)
    if failed:
        lost, of = asked.sets - len(cases), len(ensemble.design)
        yield say(
            f"{failed:,} of {of:,} runs failed: {counted(lost, 'case', 'cases')} without a run under every seed left "
            "out.",
            f"{failed:,} van de {of:,} runs zijn mislukt: {counted(lost, 'geval', 'gevallen')} zonder run onder elke "
            "seed weggelaten.",
        )


def on_outcome(condition: Condition, cases: "DataFrame") -> Iterator[str]:
    """How the outcome is spread over cases, and where it is missing."""
    what, unit = capital(label(condition.declared)), condition.declared.unit
    missing = int((cases["missing"] > 0).sum())
    if missing:
        yield say(
            f"{what} is missing in a seed of {missing:,} of {len(cases):,} cases (it did not happen there): they "
            f"count as cases in which what is asked for does not hold.",
            f"{what} ontbreekt in een seed van {missing:,} van de {len(cases):,} gevallen (het gebeurde daar niet): "
            "die tellen als gevallen waarin het gevraagde niet opgaat.",
        )
    known = cases[VALUE].dropna()
    if len(known):
        low, middle, high = (quantity(float(f"{known.quantile(part):.2g}"), unit) for part in (0.05, 0.5, 0.95))
        yield say(
            f"{what}, over cases: median {middle}, nine in ten between {low} and {high}.",
            f"{what}, over gevallen: mediaan {middle}, negen van de tien tussen {low} en {high}.",
        )


def on_condition(
    condition: Condition, results: Sequence[Discovered], tables: "Mapping[str, DataFrame]"
) -> Iterator[str]:
    """How often a condition holds, and the boxes where it does."""
    cases = tables["cases"]
    number, of = int(cases[condition.name].sum()), len(cases)
    words = capital(condition.words)
    if number in (0, of):
        if number == 0:
            yield say(
                f"{words}: in none of the {of:,} cases. Within these ranges it does not come about, and there is no "
                "box to find.",
                f"{words}: in geen van de {of:,} gevallen. Binnen dit bereik komt het niet voor, en er is geen gebied "
                "te vinden.",
            )
        else:
            yield say(
                f"{words}: in all of the {of:,} cases. Within these ranges it always comes about, and there is no box "
                "to find.",
                f"{words}: in alle {of:,} gevallen. Binnen dit bereik komt het altijd voor, en er is geen gebied te "
                "vinden.",
            )
        return
    split = share(divided(cases, condition))
    yield say(
        f"{words}: in {number:,} of {of:,} cases ({share(number / of)}). In {split} of cases the seeds fall on both "
        "sides, so that luck decides.",
        f"{words}: in {number:,} van de {of:,} gevallen ({share(number / of)}). In {split} van de gevallen vallen de "
        "seeds aan beide kanten, zodat toeval beslist.",
    )
    for each in results:
        if each.condition == condition:
            yield from on_box(each, tables)


def on_box(each: Discovered, tables: "Mapping[str, DataFrame]") -> Iterator[str]:
    """One box, or why there is none."""
    first = each.number == 1
    outside = len(each.table)
    where = say(f"Among the {outside:,} cases outside: ", f"Onder de {outside:,} gevallen daarbuiten: ")
    where = "" if first else where
    none = (
        say("No box", "Er wordt geen gebied")
        if first
        else where + say("no further box", "er wordt geen volgend gebied")
    )
    if each.verdict == FEW:
        such = int(each.wanted.sum())
        others = len(each.wanted) - such
        yield say(
            f"{none} is looked for: {such} such cases and {others} others; {LEAST_CASES} of each are needed.",
            f"{none} gezocht: {such} zulke gevallen en {others} andere; van elk zijn er {LEAST_CASES} nodig.",
        )
        return
    if each.verdict == ALIKE or each.halves is None:
        yield say(
            f"{none}: no limit on any parameter tells such cases from the others beyond chance.",
            f"{none} gevonden: geen grens op een parameter onderscheidt zulke gevallen meer dan toevallig van de "
            "andere.",
        )
        return
    row, limits = each.part_of(tables["boxes"]).iloc[0], each.part_of(tables["limits"])
    if each.verdict != BOX:
        part, trials = share(row["confirmed"]), len(each.halves.boxes)
        yield say(
            f"{none} that holds up: the one found ({in_words(limits)}) is denser than all cases in only {part} of "
            f"{trials} trials on cases on which it was not found ({share(CONFIRMED)} are needed).",
            f"{none} gevonden dat standhoudt: het gevonden gebied ({in_words(limits)}) is in maar {part} van de "
            f"{trials} pogingen op andere gevallen dichter dan alle gevallen ({share(CONFIRMED)} is nodig).",
        )
        return
    if first:
        such_cases, all_cases = say("such cases", "zulke gevallen"), say("all cases", "alle gevallen")
    else:
        such_cases = say("such cases left", "overgebleven zulke gevallen")
        all_cases = say("all those cases", "al die gevallen")
    wanted, inside, times = f"{row['wanted']:,}", f"{row['in_box']:,}", len(each.halves.boxes)
    held = [percent(row, "coverage", say("coverage", "dekking")), percent(row, "density", say("density", "dichtheid"))]
    yield say(
        f"{where or 'Found '}{in_words(limits)}: of the {wanted} {such_cases} this box holds {held[0]}, and of the "
        f"{inside} cases in it {held[1]} are such, against {share(row['share'])} of {all_cases}. Found anew on one "
        f"half of the cases and scored on the other, {times} times: coverage {percent(row, 'held_out_coverage')}, "
        f"density {percent(row, 'held_out_density')}.",
        f"{where or 'Gevonden '}{in_words(limits)}: van de {wanted} {such_cases} bevat dit gebied {held[0]}, en van de "
        f"{inside} gevallen erin is {held[1]} zo'n geval, tegen {share(row['share'])} van {all_cases}. Opnieuw "
        f"gevonden op de ene helft van de gevallen en gemeten op de andere, {times} keer: dekking "
        f"{percent(row, 'held_out_coverage')}, dichtheid {percent(row, 'held_out_density')}.",
    )
    yield from on_unsteady(each.halves, limits)


def on_unsteady(halves: Halves, limits: "DataFrame") -> Iterator[str]:
    """Which limits are not found again, beside the dummy."""
    unsteady = limits[limits["found_again"] < STEADY]
    if len(unsteady):
        told = listed(
            [f"{declared(row['parameter'])[0]} ({share(row['found_again'])})" for _, row in unsteady.iterrows()]
        )
        dummy = share(halves.with_parameter(DUMMY))
        yield say(
            f"Lean less on {told}: in brackets, in how many of the halves the limit is found again. A column that does "
            f"nothing is limited in {dummy} of them.",
            f"Leun minder op {told}: tussen haakjes, in hoeveel van de helften de grens wordt teruggevonden. Een kolom "
            f"die niets doet, krijgt in {dummy} daarvan een grens.",
        )


def on_method(asked: "Discovery") -> str:
    """By which rule a box is chosen, and what the numbers are."""
    weak, least = share(WEAK), share(asked.coverage)
    return say(
        "How: PRIM (ema_workbench) looks among parameters whose values, each by itself, differ between such cases and "
        "others: one that matters only together with another, this way here and that way there, is not seen. Limits "
        f"that add nothing are dropped (quasi-p-value above {weak}). The densest box that holds at least {least} of "
        "such cases is looked for, and of those as dense but for a standard error the one that holds most is chosen. "
        "Coverage: the part of such cases that is in the box. Density: the part of the cases in the box that are such. "
        "In brackets: the middle 95 %, of resamples of the cases with the box given, and of the halves. The first "
        "leave out that other cases would have given another box, and so are too narrow. In the second a half on which "
        "no box is found counts as no coverage, and not in density: that tells how dense a box is where one is found. "
        "Half as many cases find a box less well, so that what is scored on the other half is rather too low.",
        "Hoe: PRIM (ema_workbench) zoekt onder parameters waarvan de waarden, elk afzonderlijk, verschillen tussen "
        "zulke gevallen en andere: een die er alleen samen met een andere toe doet, hier zo en daar andersom, wordt "
        f"niet gezien. Grenzen die niets toevoegen vervallen (quasi-p-waarde boven {weak}). Gezocht wordt het dichtste "
        f"gebied dat ten minste {least} van zulke gevallen bevat; van de gebieden die op een standaardfout na even "
        "dicht zijn, wordt gekozen wat het meeste bevat. Dekking: het deel van zulke gevallen dat in het gebied ligt. "
        "Dichtheid: het deel van de gevallen in het gebied dat zo'n geval is. Tussen haakjes: de middelste 95 %, over "
        "hertrekkingen van de gevallen bij gegeven gebied, en over de helften. De eerste laten weg dat andere gevallen "
        "een ander gebied hadden gegeven, en zijn dus te smal. In de tweede telt een helft zonder gebied als geen "
        "dekking, en niet mee in dichtheid: die zegt hoe dicht een gebied is als er een wordt gevonden. Half zo veel "
        "gevallen vinden een gebied minder goed, zodat de meting op de andere helft eerder te laag is.",
    )


def on_scores(asked: "Discovery", scores: "DataFrame") -> Iterator[str]:
    """Which parameters tell the outcome, beyond what a dummy does."""
    mine = scores[scores["target"] == asked.outcome]
    if not len(mine):
        return
    real, dummy = mine[mine["parameter"] != DUMMY], mine[mine["parameter"] == DUMMY].iloc[0]
    above = real[real["above_dummy"].astype(bool)]
    to = say("to", "tot")
    told = [
        f"{declared(row['parameter'])[0]} {100 * row['score']:.0f} % ({100 * row['low']:.0f} {to} "
        f"{100 * row['high']:.0f})"
        for _, row in above.head(NAMED).iterrows()
    ]
    if len(above) > NAMED:
        told.append(f"{len(above) - NAMED} {say('more', 'andere')}")
    tail, what = f": {listed(told)}" if told else "", label(asked.conditions[0].declared)
    scored, most = share(dummy["score"], 1), share(dummy["high"], 1)
    yield say(
        f"Feature scores (extra trees, ema_workbench): the part of what the trees explain of {what} that comes by way "
        f"of a parameter. {len(above)} of {len(real)} are told apart from a dummy, which scores {scored} (up to "
        f"{most}){tail}. Parameters whose intervals overlap are not ranked.",
        f"Kenmerkscores (extra trees, ema_workbench): het deel van wat de bomen van {what} verklaren dat via een "
        f"parameter komt. {len(above)} van de {len(real)} zijn te onderscheiden van een dummy, die {scored} scoort "
        f"(tot {most}){tail}. Parameters waarvan de intervallen overlappen zijn niet gerangschikt.",
    )
