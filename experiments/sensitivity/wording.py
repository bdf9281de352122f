"""Findings in sentences. Numbers have as many digits as their intervals allow."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.sensitivity.inputs import label_of
from experiments.sensitivity.outcomes import CENSORED, declared

if TYPE_CHECKING:
    from experiments.sensitivity.analysis import Analysis, Chance
    from experiments.sensitivity.experiment import Sensitivity
    from experiments.sensitivity.methods import Method

INDEX_LABELS = {
    "mu_star": "mean absolute effect over the range (mu*)",
    "mu": "mean effect over the range (mu)",
    "sigma": "spread of effects (sigma)",
    "S1": "first-order index (S1)",
    "ST": "total index (ST)",
    "S2": "second-order index (S2)",
    "pawn": "PAWN index",
    "delta": "delta index",
}
NAMED = 5
"""A sentence names so many inputs, and counts the others."""


def title(asked: "Sensitivity") -> str:
    """The question in one line."""
    scenario = asked.scenarios[0].title or asked.scenarios[0].name
    what = {
        "morris": "Which inputs move the outcomes: screening by Morris",
        "sobol": "What the outcomes' variance comes from: Sobol' indices",
        "pawn": "Which inputs shift the outcomes' distribution: PAWN",
        "delta": "Which inputs shift the outcomes' distribution: delta",
        "echo": "Does the ranking survive other ranges: the prior's echo",
        "time": "Which input matters when",
        "surfaces": "How two drivers work together: response surfaces",
    }[asked.method]
    return f"{what} ({scenario})"


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
        return f"{fixed(value, 2)} (no interval)"
    digits = digits_of((high - low) / 2)
    return f"{fixed(value, digits)} ({fixed(low, digits)} to {fixed(high, digits)})"


def percent(value: float, low: float, high: float) -> str:
    """A share as a percentage with its interval."""
    if not math.isfinite(value):
        return "unknown"
    if not (math.isfinite(low) and math.isfinite(high)):
        return f"{100 * value:.0f} % (no interval)"
    return with_interval(100 * value, 100 * low, 100 * high).replace(" (", " % (", 1)


def unit_in_words(outcome: str) -> str:
    """The unit after a number, with a blank before it; shares and levels have none."""
    unit = declared(outcome).unit
    return "" if unit in ("share", "0-1") else f" {unit}"


def listed(names: Sequence[str]) -> str:
    """Labels in a sentence: "a, b and c", cut after a few."""
    labels = [label_of(name) for name in names]
    if len(labels) > NAMED:
        labels = [*labels[:NAMED], f"{len(names) - NAMED} more"]
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"


def capital(text: str) -> str:
    """With a capital letter first."""
    return text[:1].upper() + text[1:]


def leaders(ranks: pd.DataFrame) -> list[str]:
    """The inputs that no other is ranked above."""
    return list(ranks.loc[ranks["first_rank"] == 1, "input"])


def on_outcome(outcome: str, analysis: "Analysis", method: "Method", censored: float, months: int) -> str:
    """All that was found on one outcome, as one paragraph."""
    parts = [f"{capital(declared(outcome).label)}: {_on_ranks(analysis, method, outcome)}"]
    parts.append(on_chance(analysis.chance))
    parts.append(_on_settling(analysis, method))
    if outcome == CENSORED and censored > 0:
        parts.append(f"In {100 * censored:.0f} % of the runs half was never reached; they count as {months} months.")
    if analysis.dropped:
        of = analysis.blocks + analysis.dropped
        parts.append(f"{analysis.dropped} blocks of {of} lacked a run or a value and were left out.")
    return " ".join(parts)


def _on_ranks(analysis: "Analysis", method: "Method", outcome: str) -> str:
    first = leaders(analysis.ranks)
    rows = analysis.indices[analysis.indices["index"] == method.main].set_index("input")
    unit = unit_in_words(outcome) if method.name == "morris" else ""
    index = INDEX_LABELS[method.main]
    value = with_interval(*(float(rows[column][first[0]]) for column in ("value", "low", "high")))
    if len(first) == 1:
        text = f"{label_of(first[0])} comes first, told apart from all others: {index} {value}{unit}."
    else:
        text = (
            f"no single input comes first: {listed(first)} are not ranked among themselves, since their intervals "
            f"overlap; highest {index} {value}{unit}."
        )
    if analysis.ranks["beyond_dummy"].isna().any():
        return f"{text} With one seed there is no dummy."
    beyond, number = int(analysis.ranks["beyond_dummy"].sum()), len(analysis.ranks)
    resolution = float(rows["high"]["dummy"])
    shown = fixed(resolution, digits_of(resolution) + 1)
    return f"{text} {beyond} of {number} inputs are told apart from a dummy (resolution {shown}{unit})."


def on_chance(chance: "Chance") -> str:
    """How much of the variance is chance, in a sentence."""
    if not math.isfinite(chance.share):
        return "The share of chance is unknown: one seed."
    left = 100 * chance.left
    return (
        f"Chance makes up {percent(chance.share, chance.low, chance.high)} of the variance between single runs, and "
        f"{'less than 1' if left < 1 else f'{left:.0f}'} % of that between means over seeds."
    )


def _on_settling(analysis: "Analysis", method: "Method") -> str:
    allowed = f"allowed {method.tolerance:g}{' of the largest' if method.name == 'morris' else ''}"
    if math.isnan(analysis.widest):
        return "Not settled: an interval is unknown, since the outcome hardly varies."
    found = f"widest interval ± {analysis.widest:.2f}"
    if not math.isnan(analysis.moved):
        found += f", largest change by the second half of the sample {analysis.moved:.2f}"
    if analysis.settled:
        return f"Settled: {found}; {allowed}."
    if analysis.widest <= method.tolerance:
        return f"Not settled: {found}; {allowed}."
    needed = analysis.blocks * (analysis.widest / method.tolerance) ** 2
    if method.name == "sobol":
        needed = 2 ** math.ceil(math.log2(needed))
    else:
        needed = float(np.ceil(needed / 10) * 10)
    return f"Not settled: {found}; {allowed}. Some {needed:.0f} instead of {analysis.blocks} would be needed."
