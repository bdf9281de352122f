"""Findings in sentences. Numbers have as many digits as their intervals allow."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.comparison.wording import POINTS, SHARE, capital
from experiments.comparison.wording import listed as in_a_row
from experiments.naming import called
from experiments.sensitivity.inputs import label_of
from experiments.sensitivity.outcomes import CENSORED, declared
from model import language
from model.language import Words, say

if TYPE_CHECKING:
    from experiments.sensitivity.analysis import Analysis, Chance
    from experiments.sensitivity.experiment import Sensitivity
    from experiments.sensitivity.methods import Method

INDEX_LABELS = {
    "mu_star": Words("mean absolute effect over the range (mu*)", "gemiddeld absoluut effect over het bereik (mu*)"),
    "mu": Words("mean effect over the range (mu)", "gemiddeld effect over het bereik (mu)"),
    "sigma": Words("spread of effects (sigma)", "spreiding van effecten (sigma)"),
    "S1": Words("first-order index (S1)", "index van de eerste orde (S1)"),
    "ST": Words("total index (ST)", "totale index (ST)"),
    "S2": Words("second-order index (S2)", "index van de tweede orde (S2)"),
    "pawn": Words("PAWN index", "PAWN-index"),
    "delta": Words("delta index", "delta-index"),
}
NAMED = 5
"""A sentence names so many inputs, and counts the others."""


def title(asked: "Sensitivity") -> str:
    """The question in one line."""
    return str(TITLES[asked.method]).format(f"“{language.title(asked.scenarios[0])}”")


MOST = "What do the outcomes of {{}} depend on most? ({})", "Waar hangen de uitkomsten van {{}} het meest van af? ({})"
TITLES = {
    "morris": Words(MOST[0].format("screening by Morris"), MOST[1].format("verkenning volgens Morris")),
    "sobol": Words(
        "Where do differences in the outcomes of {} come from? (Sobol’ indices)",
        "Waar komen verschillen in de uitkomsten van {} vandaan? (indices van Sobol’)",
    ),
    "pawn": Words(MOST[0].format("PAWN"), MOST[1].format("PAWN")),
    "delta": Words(MOST[0].format("delta"), MOST[1].format("delta")),
    "echo": Words(
        "Would other ranges of the inputs of {} turn the ranking round?",
        "Zou een ander bereik van de factoren van {} de rangorde omkeren?",
    ),
    "time": Words("Which input matters when in {}?", "Welke factor doet er wanneer toe in {}?"),
    "surfaces": Words("How do two drivers work together in {}?", "Hoe werken twee drijvende krachten samen in {}?"),
}
"""The question by method."""


def digits_of(half: float) -> int:
    """Digits behind the point so that half an interval shows one digit."""
    if not math.isfinite(half) or half <= 0:
        return 2
    return min(6, max(0, -math.floor(math.log10(half))))


def fixed(value: float, digits: int) -> str:
    """A number with so many digits, and never a minus before a nought."""
    return f"{round(value, digits) + 0.0:.{digits}f}"


def with_interval(value: float, low: float, high: float) -> str:
    """ "0.42 (0.36 to 0.48)"; without an interval the number alone, and it says so."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return f"{fixed(value, 2)} ({say('no interval', 'geen interval')})"
    digits = digits_of((high - low) / 2)
    return f"{fixed(value, digits)} ({fixed(low, digits)} {say('to', 'tot')} {fixed(high, digits)})"


def percent(value: float, low: float, high: float) -> str:
    """A share as a percentage with its interval."""
    if not math.isfinite(value):
        return say("unknown", "onbekend")
    if not (math.isfinite(low) and math.isfinite(high)):
        return f"{100 * value:.0f}% ({say('no interval', 'geen interval')})"
    return with_interval(100 * value, 100 * low, 100 * high).replace(" (", "% (", 1)


def in_its_unit(outcome: str, value: float, low: float, high: float) -> str:
    """A difference with its interval and unit; shares in percentage points, and of a level its scale."""
    factor, unit = as_told(outcome)
    return f"{with_interval(factor * value, factor * low, factor * high)}{unit}"


def as_told(outcome: str) -> tuple[int, str]:
    """By what a difference is multiplied for a reader, and the unit that then stands behind it."""
    if declared(outcome).unit == SHARE:
        return 100, f" {POINTS}"
    return 1, unit_in_words(outcome) or say(" on a scale of 0 to 1", " op een schaal van 0 tot 1")


def unit_in_words(outcome: str) -> str:
    """The unit after a number, with a blank before it; shares and levels have none."""
    unit = declared(outcome).unit
    return "" if unit in ("share", "0-1") else f" {language.unit(unit)}"


def listed(names: Sequence[str]) -> str:
    """Labels in a sentence: "a, b and c", cut after a few."""
    return in_a_row((label_of(name) for name in names), most=NAMED)


def of_inputs(number: int, of: int, verb_first: bool = False) -> str:
    """How many of the inputs are …: "3 of 4 inputs are", "1 of 4 inputs is", "none of 4 inputs is"."""
    english = f"{number or 'none'} of {of} input{'' if of == 1 else 's'} {'are' if number > 1 else 'is'}"
    verb, dutch = "zijn" if number > 1 else "is", f"{number or 'geen'} van de {of} factoren"
    return say(english, f"{verb} {dutch}" if verb_first else f"{dutch} {verb}")


def settled_of(settled: int, of: int) -> str:
    """How many outcomes settled: "1 of 9 outcomes settled"; of a single one whether it did."""
    if of == 1:
        english, dutch = ("settled", "kwam tot rust") if settled else ("did not settle", "kwam niet tot rust")
        return say(f"the outcome {english}", f"de uitkomst {dutch}")
    return say(
        f"{settled} of {of} outcomes settled",
        f"{settled} van de {of} uitkomsten {'kwam' if settled == 1 else 'kwamen'} tot rust",
    )


def leaders(ranks: pd.DataFrame) -> list[str]:
    """The inputs that no other is ranked above."""
    return list(ranks.loc[ranks["first_rank"] == 1, "input"])


def on_outcome(outcome: str, analysis: "Analysis", method: "Method", censored: float, months: int) -> str:
    """All that was found on one outcome, as one paragraph."""
    parts = [f"- {capital(called(declared(outcome)))}: {_on_ranks(analysis, method, outcome)}"]
    parts.append(on_chance(analysis.chance))
    parts.append(_on_settling(analysis, method))
    if outcome == CENSORED and censored > 0:
        share = f"{100 * censored:.0f}%"
        parts.append(
            say(
                f"In {share} of the runs half was never reached; they count as {months} months.",
                f"In {share} van de runs is de helft nooit bereikt; die tellen als {months} maanden.",
            )
        )
    of = analysis.blocks + analysis.dropped
    if analysis.thinned:
        parts.append(
            say(
                f"In {analysis.thinned} of {of} blocks a run or a value is missing: such a block rests on fewer seeds, "
                "the same for all its sets.",
                f"In {analysis.thinned} van de {of} blokken ontbreekt een run of een waarde: zo'n blok rust op minder "
                "seeds, voor al zijn combinaties dezelfde.",
            )
        )
    if analysis.dropped:
        parts.append(
            say(
                f"Left out, with too few complete seeds: {analysis.dropped} of {of} blocks.",
                f"Weggelaten, met te weinig volledige seeds: {analysis.dropped} van de {of} blokken.",
            )
        )
    return " ".join(parts)


def _on_ranks(analysis: "Analysis", method: "Method", outcome: str) -> str:
    first = leaders(analysis.ranks)
    rows = analysis.indices[analysis.indices["index"] == method.main].set_index("input")
    index = INDEX_LABELS[method.main]
    ends = [float(rows[column][first[0]]) for column in ("value", "low", "high")]
    value = in_its_unit(outcome, *ends) if method.name == "morris" else with_interval(*ends)
    if len(first) == 1:
        top = label_of(first[0])
        text = say(
            f"{top} comes first, told apart from all others: {index} {value}.",
            f"{top} staat voorop en is van alle andere te onderscheiden: {index} {value}.",
        )
    else:
        text = say(
            f"no single input comes first: {listed(first)} are not ranked among themselves, since their intervals "
            f"overlap; highest {index} {value}.",
            f"geen enkele factor staat alleen voorop: {listed(first)} zijn onderling niet gerangschikt, want hun "
            f"intervallen overlappen; hoogste {index} {value}.",
        )
    if analysis.ranks["beyond_dummy"].isna().any():
        return f"{text} {say('With one seed there is no dummy.', 'Met één seed is er geen dummy.')}"
    beyond, number = int(analysis.ranks["beyond_dummy"].sum()), len(analysis.ranks)
    factor, unit = as_told(outcome) if method.name == "morris" else (1, "")
    resolution = factor * float(rows["high"]["dummy"])
    shown = fixed(resolution, digits_of(resolution) + 1)
    told = capital(of_inputs(beyond, number))
    return say(
        f"{text} {told} told apart from a dummy, an input that does nothing (resolution {shown}{unit}).",
        f"{text} {told} te onderscheiden van een dummy, een factor die niets doet (scheidend vermogen {shown}{unit}).",
    )


def on_chance(chance: "Chance") -> str:
    """How much of the variance is chance, in a sentence."""
    if not math.isfinite(chance.share):
        return say("The share of chance is unknown: one seed.", "Het aandeel van toeval is onbekend: één seed.")
    left = 100 * chance.left
    rest = say("less than 1", "minder dan 1") if left < 1 else f"{left:.0f}"
    share = percent(chance.share, chance.low, chance.high)
    return say(
        f"Chance makes up {share} of the variance between single runs, and {rest}% of that between means over seeds.",
        f"Toeval maakt {share} uit van de variantie tussen losse runs, en {rest}% van die tussen gemiddelden over "
        "seeds.",
    )


def _on_settling(analysis: "Analysis", method: "Method") -> str:
    tail = say(" of the largest", " van de grootste") if method.name == "morris" else ""
    allowed = f"{say('allowed', 'toegestaan')} {method.tolerance:g}{tail}"
    settled, unsettled = say("Settled", "Tot rust gekomen"), say("Not settled", "Niet tot rust gekomen")
    if math.isnan(analysis.widest):
        why = say(
            "an interval is unknown, since the outcome hardly varies",
            "een interval is onbekend, want de uitkomst varieert nauwelijks",
        )
        return f"{unsettled}: {why}."
    found = f"{say('widest interval', 'breedste interval')} ± {analysis.widest:.2f}"
    if not math.isnan(analysis.moved):
        change = say(
            "largest change by the second half of the sample",
            "grootste verandering door de tweede helft van de steekproef",
        )
        found += f", {change} {analysis.moved:.2f}"
    if analysis.settled:
        return f"{settled}: {found}; {allowed}."
    if analysis.widest <= method.tolerance:
        return f"{unsettled}: {found}; {allowed}."
    needed = analysis.blocks * (analysis.widest / method.tolerance) ** 2
    if method.name == "sobol":
        needed = 2 ** math.ceil(math.log2(needed))
    else:
        needed = float(np.ceil(needed / 10) * 10)
    return say(
        f"{unsettled}: {found}; {allowed}. Some {needed:.0f} instead of {analysis.blocks} would be needed.",
        f"{unsettled}: {found}; {allowed}. Er zouden er zo'n {needed:.0f} nodig zijn in plaats van {analysis.blocks}.",
    )
