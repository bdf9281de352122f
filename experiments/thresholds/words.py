"""The answer in sentences."""

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from experiments.thresholds.gathering import Moved, Sweep
from experiments.thresholds.hysteresis import COMES_BACK, FEW, HARDLY, KEPT, LAG, OPEN, RETURNS, STAYS, UNCHANGED
from experiments.thresholds.loops import FEWEST_STATIONS
from experiments.thresholds.resampling import CONFIDENCE, Estimate
from experiments.thresholds.sizes import Growth
from experiments.thresholds.tipping import FEW as FEW_SEEDS
from experiments.thresholds.tipping import (
    GRADUAL,
    NARROW,
    STEEP,
    TIPS,
    UNCLEAR,
    UNEVEN,
    WITH_A_POINT,
    Found,
)
from experiments.thresholds.tipping import UNCHANGED as NO_EFFECT
from model.outcomes import OUTCOME
from model.parameters import parameter
from model.summaries import SUMMARY

if TYPE_CHECKING:
    import numpy as np

    from experiments.thresholds.experiment import Thresholds

MEANING = {
    TIPS: "it tips",
    STEEP: "steep, but no tip: seeds do not part there and no single step makes the jump",
    GRADUAL: "gradual, no tip",
    UNCLEAR: "steep or gradual: not distinguishable with these seeds",
    UNEVEN: "it changes, but not along one S-curve, so that no point is given",
    NO_EFFECT: "not distinguishable from no effect",
    FEW_SEEDS: "too few seeds to say",
}
"""Verdicts on sweeps in words."""

MEANING_OF_LOOP = {
    UNCHANGED: "moving it does nothing that can be told from nothing",
    HARDLY: "moving it hardly does anything",
    RETURNS: "returns the same way",
    LAG: "a loop by slow adjustment: it shrinks as the parameter is moved more slowly, and no hysteresis is left",
    KEPT: "does not return the same way because of what is embedded meanwhile; while nothing new is begun it does, "
    "or is only slow",
    STAYS: "hysteresis: the loop stays however slowly, also while nothing new is begun",
    OPEN: "undecided: not at rest at the end of a level, or too noisy to tell a loop from slow adjustment",
    FEW: "too few seeds to say",
}
"""Verdicts on loops in words."""


def digits(low: float, high: float) -> int:
    """How many decimals an interval allows: two figures of its width."""
    width = abs(high - low)
    if not math.isfinite(width) or width == 0:
        return 2
    return min(6, max(0, 1 - math.floor(math.log10(width))))


def number(each: Estimate, factor: float = 1.0, start: float = 0.0, signed: bool = False) -> str:
    """A number with its interval, for instance "0.41 (0.38 to 0.44)"."""
    value, low, high = (start + factor * part for part in (each.value, each.low, each.high))
    places = digits(low, high)
    sign = "+" if signed else ""
    if not math.isfinite(low) or not math.isfinite(high):
        return f"{value:{sign}.{places}f}"
    # Minus zero is written as zero.
    shown = [f"{round(part, places) + 0.0:{sign}.{places}f}" for part in (value, low, high)]
    return f"{shown[0]} ({shown[1]} to {shown[2]})"


def with_unit(text: str, unit: str) -> str:
    """A number with its unit, where that says more than the number."""
    return text if unit in ("0-1", "share") else f"{text} {unit}"


def percent(each: Estimate) -> str:
    """A part as a percentage with its interval."""
    whole = Estimate(100 * each.value, 100 * each.low, 100 * each.high)
    places = 0 if abs(whole.high - whole.low) >= 1 else 1
    shown = [f"{round(part, places) + 0.0:.{places}f}" for part in (whole.value, whole.low, whole.high)]
    return f"{shown[0]} % ({shown[1]} to {shown[2]})"


def answer(
    experiment: "Thresholds",
    sweeps: Sequence[Sweep],
    moved: Sequence[Moved],
    gathered: "Mapping[str, np.ndarray]",
    missing: Mapping[str, int],
) -> list[str]:
    """Return the answer, a paragraph each."""
    said = [in_short(sweeps, moved)]
    said += [of_sweep(sweep) for sweep in sweeps]
    said += [of_growth(sweep, sweep.growth) for sweep in sweeps if sweep.by_size]
    for name in experiment.loops:
        said += of_loops([each for each in moved if each.driver == name], name, gathered)
    if any(each.verdict == OPEN for each in moved) and experiment.stations > FEWEST_STATIONS:
        said.append("Fewer levels, each longer (--stations, --hold), may decide what is undecided.")
    said.append(
        f"Brackets: {100 * CONFIDENCE:g} % intervals by resampling seeds (and synthetic countries); with few seeds "
        f"somewhat too narrow. A country is said to tip where 80 % of the change takes at most {100 * NARROW:.0f} % of "
        "the range (a straight line takes 80 %) and seeds part there or one step makes half of it. Each sweep and each "
        "loop is judged by itself: of many, some come out so by chance."
    )
    if any(missing.values()):
        lost = ", ".join(f"{number} of {part}" for part, number in missing.items() if number)
        said.append(f"Runs that failed and are left out, with the other runs of their seeds: {lost}.")
    return said


def in_short(sweeps: Sequence[Sweep], moved: Sequence[Moved]) -> str:
    """All verdicts in a sentence or two."""
    tips = [sweep for sweep in sweeps if sweep.found is not None and sweep.found.verdict == TIPS]
    names = ", ".join(parameter(sweep.driver).label for sweep in tips)
    said = f"The country tips by {names}." if tips else "In none of the sweeps is the country seen to tip."
    if moved:
        counted = {verdict: sum(each.verdict == verdict for each in moved) for verdict in MEANING_OF_LOOP}
        listed = ", ".join(f"{verdict} {count}" for verdict, count in counted.items() if count)
        said += f" Of {len(moved)} loops (parameter and outcome): {listed}."
    return said


def of_sweep(sweep: Sweep) -> str:
    """What a sweep shows."""
    driver, outcome = parameter(sweep.driver), SUMMARY[sweep.outcome]
    about = (
        f"{capital(driver.label)} ({sweep.driver}), "
        f"{with_unit(f'{sweep.values[0]:g} to {sweep.values[-1]:g}', driver.unit)} in {len(sweep.values)} steps, "
        f"{sweep.municipalities} municipalities"
    )
    here = sweep.found
    if here is None:
        return f"{about}: fewer than two seeds have “{outcome.label}” in every step, so nothing can be said."
    said = f"{about}, {here.seeds} seeds: {MEANING[here.verdict]}"
    if here.verdict == NO_EFFECT:
        return f"{said} (p = {here.p:.2f})."
    said += (
        f". Over the range “{outcome.label}” changes by {with_unit(number(here.change, signed=True), outcome.unit)}."
    )
    if here.verdict not in WITH_A_POINT:
        return said
    said += (
        f" It is half-way at {number(here.point, sweep.span, float(sweep.values[0]))}; 80 % of the change takes "
        f"{width_in_words(here, len(sweep.values))} of the range. {seeds_near(sweep, here)}"
    )
    return said


def width_in_words(here: Found, steps: int) -> str:
    """The width, no finer than the sweep."""
    step = 1 / (steps - 1)
    if here.width.high < step:
        return f"less than one step ({100 * step:.0f} %)"
    return percent(here.width)


def seeds_near(sweep: Sweep, here: Found) -> str:
    """What seeds do near the point, and how far their own points lie apart."""
    by_share = SUMMARY[sweep.outcome].unit == "share"
    chance = "independent municipalities would" if by_share else "where the curve is flat"
    parted = here.parting
    said = f"Near that point seeds differ {number(parted.ratio)} times as much as {chance}"
    if parted.beyond_chance and parted.in_two:
        said += (
            f", in two groups ({100 * parted.low:.0f} % of seeds low, {100 * parted.between:.0f} % between, "
            f"{100 * parted.high:.0f} % high)"
        )
    points = sweep.values[0] + sweep.span * here.by_run.point
    places = digits(points.min(), points.max())
    return (
        f"{said}. Seed by seed the half-way point lies between {points.min():.{places}f} and {points.max():.{places}f} "
        f"(standard deviation {points.std(ddof=1):.{places}f})."
    )


def of_growth(sweep: Sweep, grown: Growth | None) -> str:
    """What size does."""
    driver = parameter(sweep.driver)
    verdicts = "; ".join(f"{size}: {here.verdict}" for size, here in sorted(sweep.by_size.items()))
    about = f"Size, for {driver.label} (synthetic countries by number of municipalities): {verdicts}."
    if grown is None:
        return f"{about} Too few sizes have a point to compare."
    shift = "moves by" if grown.shift.clear else "is not seen to move:"
    if not grown.widening.clear:
        sharpens = "is not seen to sharpen or to flatten:"
    else:
        sharpens = "sharpens:" if grown.widening.value < 0 else "flattens:"
    return (
        f"{about} From {grown.smallest} to {grown.largest} municipalities the point {shift} "
        f"{with_unit(number(grown.shift, sweep.span, signed=True), driver.unit)}, the response {sharpens} its width "
        f"changes by {number(grown.widening, signed=True)} of the range, and near the point seeds come "
        f"{number(grown.calming)} times closer to each other; independent municipalities would come "
        f"{grown.independent:.1f} times closer."
    )


def of_loops(moved: Sequence[Moved], name: str, gathered: "Mapping[str, np.ndarray]") -> list[str]:
    """What moving a parameter up and down shows."""
    driver = parameter(name)
    if not moved:
        return [f"Up and down, {driver.label} ({name}): fewer than two seeds have all runs, so nothing can be said."]
    way = moved[0].way
    begin, end = gathered[name]
    span = with_unit(f"{way.levels[0]:g} to {way.levels[-1]:g}", driver.unit)
    said = [
        f"Up and down, {driver.label} ({name}), {span} and back in {len(way.levels)} levels of {way.hold} and of "
        f"{way.hold * way.slower} months, from month {way.warm_up} on, {len(moved[0].free.slow.net)} seeds, less the "
        f"same country with the parameter unmoved. Meanwhile the mean municipality goes from {begin:.1f} to {end:.1f} "
        "measures embedded (slow loop); what is embedded stays so, and outcomes that only gather are not judged."
    ]
    quiet = [each for each in moved if each.verdict in (UNCHANGED, HARDLY)]
    if quiet:
        said.append(f"- {MEANING_OF_LOOP[HARDLY]}: {', '.join(OUTCOME[each.outcome].label for each in quiet)}.")
    for each in moved:
        if each not in quiet:
            said.append(f"- {OUTCOME[each.outcome].label}: {of_return(each)}")
    return said


def of_return(each: Moved) -> str:
    """What an outcome does along a loop."""
    fast, slow = each.free.fast, each.free.slow
    effect = with_unit(f"{slow.effect:+.2g}", OUTCOME[each.outcome].unit)
    said = (
        f"{MEANING_OF_LOOP[each.verdict]}. Largest effect {effect}; the gap between the ways is {percent(fast.part)} "
        f"of it in the fast loop, {percent(slow.part)} in the slow one"
    )
    if each.verdict == KEPT or (each.verdict == OPEN and each.frozen.verdict in COMES_BACK):
        said += f"; while nothing new is begun {percent(each.frozen.fast.part)} and {percent(each.frozen.slow.part)}"
    return f"{said}."


def capital(text: str) -> str:
    """A text with a capital at its start."""
    return f"{text[:1].upper()}{text[1:]}"
