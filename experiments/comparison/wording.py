"""Effects in words and figures, no more precise than their intervals allow."""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from experiments.comparison.paired import FEW, HIGHER, LOWER, NEVER, OPEN, UNCHANGED
from experiments.listings import FIRST_TOLD, MOST_TOLD
from model.language import Words, say, unit

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from model import Scenario

    Rows = DataFrame | Series

DUST = 1e-9
"""What is smaller than this is rounding of the machine."""
SHARE = "share"
MOST, ENOUGH = 6, {SHARE: 1, "0-1": 3}
"""The most decimals, and those by unit that are enough for a reader: shares are told in percentage points."""
POINTS = Words("percentage points", "procentpunten")
LEAST = 0.001
"""A difference that is surely smaller than this, in its outcome's unit (0.1 percentage point), hardly is one: chance is
ruled out, yet nobody would notice."""
LESS = Words("less than", "minder dan")


def decimals(low: float, high: float) -> int:
    """How many decimals an interval allows: one figure of its half width, two where that begins with 1 or 2; three
    where it has no width.
    """
    half = (high - low) / 2
    return max(0, -math.floor(math.log10(half / 3))) if half > 0 else 3


def hardly(rows: "Rows") -> Any:
    """Whether the whole interval of a row, or of each row of a table, lies within LEAST of no difference."""
    return (abs(rows["low"]) < LEAST) & (abs(rows["high"]) < LEAST) & (rows["effect"] != 0)


def told_apart(table: "DataFrame") -> "DataFrame":
    """The rows of which higher or lower is said, and that differ by something that counts."""
    return table[table["verdict"].isin([HIGHER, LOWER]) & ~hardly(table)]


def less_than_least(share: bool) -> str:
    """That a difference is smaller than what counts, in percentage points for a share."""
    return f"{LESS} {100 * LEAST if share else LEAST:g}"


def in_figures(row: "Series") -> str:
    """An effect with its interval: "+0.35 (+0.31 to +0.39)"; without one in two figures."""
    if hardly(row):
        return less_than_least(row["unit"] == SHARE)
    effect, low, high = parts(row)
    return f"{effect} ({low} {say('to', 'tot')} {high})" if low else effect


def parts(row: "Series") -> tuple[str, str, str]:
    """An effect and the ends of its interval, which are empty where there is none; shares in percentage points."""
    share = row["unit"] == SHARE
    values = in_points(row) if share else row
    effect, low, high = (float(values[name]) for name in ("effect", "low", "high"))
    if not math.isfinite(low):
        # Sums that should cancel leave dust behind, which is nothing and not seventeen decimals.
        size = abs(effect) if abs(effect) > DUST else 0.0
        return rounded(effect, max(0, 1 - math.floor(math.log10(size)))) if size else "0", "", ""
    places = places_of(low, high, ENOUGH.get(row["unit"], MOST))
    effects, lows, highs = (rounded(each, places) for each in (effect, low, high))
    return effects, lows, highs


def places_of(low: float, high: float, most: int = MOST) -> int:
    """How many decimals an interval allows, at most `most`; up to two more where rounding would make an end nought."""
    places = min(decimals(low, high), most)
    for more in range(places, places + 3):
        if not any(round(end, more) == 0 for end in (low, high) if abs(end) > DUST):
            return more
    return places


def that_add_up(before: float, after: float, effect: float, places: int) -> int:
    """With how many decimals two levels differ by what their difference is rounded to: up to two more than `places`."""
    shown = round(effect, places)
    for more in range(places, places + 2):
        if abs(round(after, more) - round(before, more) - shown) < 0.6 * 10**-places:
            return more
    return places + 2


def rounded(value: float, places: int) -> str:
    """A number with its sign; nought has none."""
    kept = round(value, places) + 0.0
    return f"{kept:{'+' if kept else ''}.{places}f}".replace("-", "−")


def with_unit(row: "Series") -> str:
    """An effect with its interval and unit; a level from 0 to 1 needs none."""
    words = {SHARE: str(POINTS), "0-1": ""}.get(row["unit"], unit(row["unit"]))
    return f"{in_figures(row)} {words}".rstrip()


def in_points(row: "Series") -> "Series":
    """An effect on a share, in percentage points."""
    points = row.copy()
    for name in ("effect", "low", "high"):
        points[name] = 100 * row[name]
    return points


def changes(reference: "Scenario", alternative: "Scenario") -> str:
    """In what a scenario differs; where it is in very many things, the first of them."""
    lines = alternative.differences(reference)
    if len(lines) > MOST_TOLD:
        left = len(lines) - FIRST_TOLD
        lines = [*lines[:FIRST_TOLD], say(f"and {left} more (in scenarios)", f"en nog {left} (in scenarios)")]
    return "; ".join(lines) or say("nothing", "niets")


def capital(text: str) -> str:
    """A text that begins a sentence."""
    return text[:1].upper() + text[1:]


def counted(number: float, one: str, more: str) -> str:
    """A number of things, with a decimal where it is a mean."""
    text = f"{number:,.0f}" if float(number).is_integer() else f"{number:.1f}"
    return f"{text} {one if number == 1 else more}"


def listed(words: Iterable[str], joint: str = "", most: int = 0) -> str:
    """Words with commas, and an "and", or another word, before the last; "none" where there is none. Of more than
    `most` the first are named and the others counted.
    """
    each = list(words)
    if most and len(each) > most:
        each = [*each[:most], say(f"{len(each) - most} more", f"{len(each) - most} andere")]
    if len(each) < 2:
        return each[0] if each else say("none", "geen")
    return f"{', '.join(each[:-1])} {joint or say('and', 'en')} {each[-1]}"


VERDICTS = {
    HIGHER: Words(HIGHER, "hoger"),
    LOWER: Words(LOWER, "lager"),
    OPEN: Words(OPEN, "niet te onderscheiden"),
    UNCHANGED: Words(UNCHANGED, "onveranderd"),
    FEW: Words(FEW, "te weinig seeds"),
    NEVER: Words(NEVER, "niet bereikt"),
}
"""The verdicts, in the order in which they are told."""
