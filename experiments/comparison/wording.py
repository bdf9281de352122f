"""Effects in words and figures, no more precise than their intervals allow."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.comparison.paired import FEW, HIGHER, LOWER, NEVER, OPEN, UNCHANGED
from model.language import Words, say, unit

if TYPE_CHECKING:
    from pandas import Series

DUST = 1e-9
"""What is smaller than this is rounding of the machine."""


def decimals(low: float, high: float) -> int:
    """How many decimals an interval allows: one figure of its half width, two where that begins with 1 or 2; three
    where it has no width.
    """
    half = (high - low) / 2
    return max(0, -math.floor(math.log10(half / 3))) if half > 0 else 3


def in_figures(row: "Series") -> str:
    """An effect with its interval: "+0.35 (+0.31 to +0.39)"; without one in two figures."""
    if not math.isfinite(row["low"]):
        # Sums that should cancel leave dust behind, which is nothing and not seventeen decimals.
        size = abs(row["effect"]) if abs(row["effect"]) > DUST else 0.0
        if not size:
            return "0"
        return f"{row['effect']:+.{max(0, 1 - math.floor(math.log10(size)))}f}"
    places = decimals(row["low"], row["high"])
    effect, low, high = (f"{round(row[name], places) + 0.0:+.{places}f}" for name in ("effect", "low", "high"))
    return f"{effect} ({low} {say('to', 'tot')} {high})"


def with_unit(row: "Series") -> str:
    """An effect with its interval and unit; a level from 0 to 1 needs none."""
    return in_figures(row) if row["unit"] == "0-1" else f"{in_figures(row)} {unit(row['unit'])}"


def agreeing(row: "Series") -> str:
    """In how many seeds an effect has its sign: "19 of 20 seeds"."""
    return f"{round(row['same_sign'] * row['seeds'])} {say('of', 'van')} {counted(row['seeds'], 'seed', 'seeds')}"


def capital(text: str) -> str:
    """A text that begins a sentence."""
    return text[:1].upper() + text[1:]


def counted(number: float, one: str, more: str) -> str:
    """A number of things, with a decimal where it is a mean."""
    text = f"{number:.0f}" if float(number).is_integer() else f"{number:.1f}"
    return f"{text} {one if number == 1 else more}"


def listed(words: Sequence[str]) -> str:
    """Words with commas, and an "and" before the last."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {say('and', 'en')} {words[-1]}"


VERDICTS = {
    HIGHER: Words(HIGHER, "hoger"),
    LOWER: Words(LOWER, "lager"),
    OPEN: Words(OPEN, "niet te onderscheiden"),
    UNCHANGED: Words(UNCHANGED, "onveranderd"),
    FEW: Words(FEW, "te weinig seeds"),
    NEVER: Words(NEVER, "niet bereikt"),
}
"""The verdicts, in the order in which they are told."""
