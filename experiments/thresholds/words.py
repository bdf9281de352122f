"""The answer in sentences."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from experiments.comparison.wording import capital, listed
from experiments.thresholds.gathering import Moved, Sweep
from experiments.thresholds.hysteresis import COMES_BACK, HARDLY, KEPT, OPEN, REST, UNCHANGED
from experiments.thresholds.lead import on_lead
from experiments.thresholds.loops import LONGEST
from experiments.thresholds.meanings import MEANING, MEANING_OF_LOOP, VERDICTS
from experiments.thresholds.resampling import CONFIDENCE
from experiments.thresholds.sizes import Growth
from experiments.thresholds.tipping import FEWEST_STEPS, NARROW, SHARP, UNRESOLVED, WITH_A_POINT, Found
from experiments.thresholds.tipping import UNCHANGED as NO_EFFECT
from experiments.thresholds.wording import difference, digits, number, percent, with_unit
from model.language import label, say
from model.outcomes import OUTCOME
from model.parameters import parameter
from model.summaries import SUMMARY

if TYPE_CHECKING:
    from experiments.thresholds.experiment import Thresholds


def answer(
    experiment: "Thresholds",
    sweeps: Sequence[Sweep],
    moved: Sequence[Moved],
    gathered: "Mapping[str, np.ndarray]",
    missing: Mapping[str, int],
) -> list[str]:
    """Return the answer, a paragraph each."""
    said = [*on_lead(sweeps, moved)]
    said += [of_sweep(sweep) for sweep in sweeps]
    said += [of_growth(sweep, sweep.growth) for sweep in sweeps if sweep.growth is not None]
    said += of_few_sizes([sweep for sweep in sweeps if sweep.by_size and sweep.growth is None])
    for name in experiment.loops:
        said += of_loops([each for each in moved if each.driver == name], name, gathered)
    said += on_restless(moved)
    sure, narrow, sharp = f"{100 * CONFIDENCE:g} %", f"{100 * NARROW:.0f} %", f"{100 * SHARP:g} %"
    said.append(
        say(
            f"Brackets: {sure} intervals by resampling seeds (and synthetic countries); with few seeds somewhat too "
            f"narrow. A country is said to tip where 80 % of the change takes at most {narrow} of what is swept (a "
            "straight line takes 80 %) and near the point seeds stand in two groups, further apart than chance lets "
            f"them; or where it takes at most {sharp} of the parameter's whole range, in steps as fine. Each sweep and "
            "each loop is judged by itself: of many, some come out so by chance.",
            f"Tussen haakjes: intervallen van {sure} door hertrekking van seeds (en verzonnen landen); bij weinig "
            f"seeds wat te smal. Een land kantelt als 80 % van de verandering hoogstens {narrow} beslaat van wat is "
            "doorlopen (bij een rechte lijn is dat 80 %) en seeds bij het punt in twee groepen staan, verder uiteen "
            f"dan door toeval; of als het hoogstens {sharp} van het hele bereik van de parameter beslaat, in even "
            "fijne stappen. Elke reeks en elke lus is afzonderlijk beoordeeld: van veel komen er enkele door toeval "
            "zo uit.",
        )
    )
    if any(missing.values()):
        lost = ", ".join(f"{number} {say('of', 'van')} {part}" for part, number in missing.items() if number)
        said.append(
            say(
                f"Runs that failed and are left out, with the other runs of their seeds: {lost}.",
                f"Mislukte runs die zijn weggelaten, met de andere runs van hun seeds: {lost}.",
            )
        )
    return said


def on_restless(moved: Sequence[Moved]) -> Iterator[str]:
    """How many outcomes are undecided because they do not come to rest."""
    restless = [each for each in moved if each.verdict == OPEN and each.free.slow.unrest > REST]
    if restless:
        number, held = len(restless), restless[0].free.slow.months
        yield say(
            f"Undecided and still on the move after {held} months at a level: {number}. To see whether these come back "
            f"may take longer than the {LONGEST} months that a run can last.",
            f"Onbeslist en na {held} maanden op een niveau nog in beweging: {number}. Zien of deze terugkomen kan "
            f"langer duren dan de {LONGEST} maanden van een run.",
        )


def of_sweep(sweep: Sweep) -> str:
    """What a sweep shows."""
    driver, outcome = parameter(sweep.driver), SUMMARY[sweep.outcome]
    span = with_unit(f"{sweep.values[0]:g} {say('to', 'tot')} {sweep.values[-1]:g}", driver.unit)
    steps, number_of, what = len(sweep.values), sweep.municipalities, label(outcome)
    about = say(
        f"{capital(driver.label)} ({sweep.driver}), {span} in {steps} steps, {number_of} municipalities",
        f"{capital(driver.label_nl)} ({sweep.driver}), {span} in {steps} stappen, {number_of} gemeenten",
    )
    here = sweep.found
    if here is None:
        return say(
            f"{about}: fewer than two seeds have “{what}” in every step, so nothing can be said.",
            f"{about}: minder dan twee seeds hebben “{what}” in elke stap, zodat er niets te zeggen valt.",
        )
    said = f"{about}, {here.seeds} seeds: {MEANING[here.verdict]}"
    if here.verdict == NO_EFFECT:
        return f"{said} (p = {here.p:.2f})."
    change = difference(here.change, outcome.unit)
    said += say(
        f". Over the range “{what}” changes by {change}.", f". Over het bereik verandert “{what}” met {change}."
    )
    if here.verdict not in WITH_A_POINT:
        return said
    point, width = number(here.point, sweep.span, float(sweep.values[0])), width_in_words(here, steps)
    said += say(
        f" It is half-way at {point}; 80 % of the change takes {width} of the range. {seeds_near(sweep, here)}",
        f" Halverwege is het bij {point}; 80 % van de verandering beslaat {width} van het bereik. "
        f"{seeds_near(sweep, here)}",
    )
    return said + closer(sweep, here)


def closer(sweep: Sweep, here: Found) -> str:
    """Where to look again, where the steps were too coarse: two steps either way of the point, in steps so fine that a
    jump can be told.
    """
    if here.verdict != UNRESOLVED:
        return ""
    declared = parameter(sweep.driver)
    near = sweep.values[np.abs(here.places - here.point.value) <= 2 * np.max(np.diff(here.places))]
    steps = 1 + math.ceil((near[-1] - near[0]) / (SHARP * (declared.high - declared.low)))
    low, high, many = f"{near[0]:.4g}", f"{near[-1]:.4g}", max(steps, FEWEST_STEPS)
    return say(
        f" A closer look: between {low} and {high}, in {many} steps (--between, --steps).",
        f" Nader bekijken: tussen {low} en {high}, in {many} stappen (--between, --steps).",
    )


def width_in_words(here: Found, steps: int) -> str:
    """The width, no finer than the sweep."""
    step = 1 / (steps - 1)
    if here.width.high < step:
        return say(f"less than one step ({100 * step:.0f} %)", f"minder dan één stap ({100 * step:.0f} %)")
    return percent(here.width)


def seeds_near(sweep: Sweep, here: Found) -> str:
    """What seeds do near the point, and how far their own points lie apart."""
    by_share = SUMMARY[sweep.outcome].unit == "share"
    if by_share:
        chance = say("independent municipalities would", "onafhankelijke gemeenten zouden doen")
    else:
        chance = say("where the curve is flat", "waar de kromme vlak is")
    parted = here.parting
    said = say(
        f"Near that point seeds differ {number(parted.ratio)} times as much as {chance}",
        f"Bij dat punt verschillen seeds {number(parted.ratio)} maal zo veel als {chance}",
    )
    if parted.each_by_itself:
        low, between, high = (f"{100 * part:.0f} %" for part in (parted.low, parted.between, parted.high))
        said += say(
            f", in two groups ({low} of seeds low, {between} between, {high} high)",
            f", in twee groepen ({low} van de seeds laag, {between} ertussen, {high} hoog)",
        )
    points = sweep.values[0] + sweep.span * here.by_run.point
    places = digits(points.min(), points.max())
    least, most, apart = (f"{each:.{places}f}" for each in (points.min(), points.max(), points.std(ddof=1)))
    return said + say(
        f". Seed by seed the half-way point lies between {least} and {most} (standard deviation {apart}).",
        f". Seed voor seed ligt het halverwegepunt tussen {least} en {most} (standaardafwijking {apart}).",
    )


def of_few_sizes(sweeps: Sequence[Sweep]) -> list[str]:
    """For which parameters sizes cannot be compared."""
    if not sweeps:
        return []
    names = listed(label(parameter(sweep.driver)) for sweep in sweeps)
    sizes = listed(map(str, sorted(sweeps[0].by_size)), say("or", "of"))
    return [
        say(
            f"Whether the size of the country matters cannot be told for {names}: too few of the synthetic countries "
            f"({sizes} municipalities) have a point to compare.",
            f"Of de grootte van het land ertoe doet, is niet te zeggen voor {names}: te weinig van de verzonnen landen "
            f"({sizes} gemeenten) hebben een punt om te vergelijken.",
        )
    ]


def of_growth(sweep: Sweep, grown: Growth) -> str:
    """What size does."""
    driver = parameter(sweep.driver)
    verdicts = "; ".join(f"{size}: {VERDICTS[here.verdict]}" for size, here in sorted(sweep.by_size.items()))
    about = say(
        f"Size, for {driver.label} (synthetic countries by number of municipalities): {verdicts}.",
        f"Grootte, voor {driver.label_nl} (verzonnen landen naar aantal gemeenten): {verdicts}.",
    )
    shift = (
        say("moves by", "schuift op:")
        if grown.shift.clear
        else say("is not seen to move:", "schuift niet zichtbaar op:")
    )
    if not grown.widening.clear:
        sharpens = say("is not seen to sharpen or to flatten:", "wordt niet zichtbaar scherper of vlakker:")
    elif grown.widening.value < 0:
        sharpens = say("sharpens:", "wordt scherper:")
    else:
        sharpens = say("flattens:", "wordt vlakker:")
    moved = with_unit(number(grown.shift, sweep.span, signed=True), driver.unit)
    wider, calmer = number(grown.widening, signed=True), number(grown.calming)
    return say(
        f"{about} From {grown.smallest} to {grown.largest} municipalities the point {shift} {moved}, the response "
        f"{sharpens} its width changes by {wider} of the range, and near the point seeds come {calmer} times closer to "
        f"each other; independent municipalities would come {grown.independent:.1f} times closer.",
        f"{about} Van {grown.smallest} naar {grown.largest} gemeenten: het punt {shift} {moved}; de respons {sharpens} "
        f"de breedte verandert met {wider} van het bereik; en bij het punt komen seeds {calmer} maal dichter bij "
        f"elkaar; onafhankelijke gemeenten zouden {grown.independent:.1f} maal dichter bij elkaar komen.",
    )


def of_loops(moved: Sequence[Moved], name: str, gathered: "Mapping[str, np.ndarray]") -> list[str]:
    """What moving a parameter up and down shows."""
    driver = parameter(name)
    if not moved:
        return [
            say(
                f"Up and down, {driver.label} ({name}): fewer than two seeds have all runs, so nothing can be said.",
                f"Heen en terug, {driver.label_nl} ({name}): minder dan twee seeds hebben alle runs, zodat er niets te "
                "zeggen valt.",
            )
        ]
    way = moved[0].way
    begin, end = gathered[name]
    span = with_unit(f"{way.levels[0]:g} {say('to', 'tot')} {way.levels[-1]:g}", driver.unit)
    levels, longer, seeds = len(way.levels), way.hold * way.slower, len(moved[0].free.slow.net)
    said = [
        say(
            f"Up and down, {driver.label} ({name}), {span} and back in {levels} levels of {way.hold} and of {longer} "
            f"months, from month {way.warm_up} on, {seeds} seeds, less the same country with the parameter unmoved. "
            "The gap is the mean distance between the ways, up and down, as a part of the largest effect. "
            f"Meanwhile the mean municipality goes from {begin:.1f} to {end:.1f} measures embedded (slow loop); what "
            "is embedded stays so, and outcomes that only gather are not judged.",
            f"Heen en terug, {driver.label_nl} ({name}), {span} en terug in {levels} niveaus van {way.hold} en van "
            f"{longer} maanden, vanaf maand {way.warm_up}, {seeds} seeds, min hetzelfde land met de parameter "
            "onbewogen. De kloof is de gemiddelde afstand tussen heen en terug, als deel van het grootste effect. "
            f"Intussen gaat de gemiddelde gemeente van {begin:.1f} naar {end:.1f} ingebedde maatregelen "
            "(trage lus); wat is ingebed blijft dat, en uitkomsten die alleen oplopen zijn niet beoordeeld.",
        )
    ]
    by_verdict: dict[str, list[Moved]] = {}
    for each in moved:
        by_verdict.setdefault(HARDLY if each.verdict == UNCHANGED else each.verdict, []).append(each)
    for verdict in MEANING_OF_LOOP:
        mine = by_verdict.get(verdict, [])
        if mine:
            quiet = verdict == HARDLY
            told = (", " if quiet else ". ").join(
                label(OUTCOME[each.outcome]) if quiet else capital(of_return(each)) for each in mine
            )
            said.append(f"- {capital(str(MEANING_OF_LOOP[verdict]))}: {told}.")
    return said


def of_return(each: Moved) -> str:
    """What an outcome does along a loop."""
    fast, slow = each.free.fast, each.free.slow
    effect = with_unit(f"{slow.effect:+.2g}", OUTCOME[each.outcome].unit)
    quick, late = percent(fast.part), percent(slow.part)
    what = label(OUTCOME[each.outcome])
    said = say(
        f"{what}, largest effect {effect}, gap {quick} of it moved fast and {late} moved slowly",
        f"{what}, grootste effect {effect}, kloof {quick} daarvan bij snel en {late} bij langzaam bewegen",
    )
    if each.verdict == OPEN and slow.unrest > REST:
        moving = f"{100 * slow.unrest:.0f}"
        said += say(
            f"; in the second half of a level it still moves by {moving} % of that effect",
            f"; in de tweede helft van een niveau beweegt het nog met {moving} % van dat effect",
        )
    if each.verdict == KEPT or (each.verdict == OPEN and each.frozen.verdict in COMES_BACK):
        quick, late = percent(each.frozen.fast.part), percent(each.frozen.slow.part)
        said += say(
            f"; while nothing new is begun {quick} and {late}", f"; zolang niets nieuws begint {quick} en {late}"
        )
    return said
