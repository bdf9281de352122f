"""Numbers in answers and figures, no more precise than their intervals allow."""

import math

from experiments.comparison.wording import POINTS, SHARE
from experiments.thresholds.resampling import Estimate
from model.language import say, unit


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
    return f"{shown[0]} ({shown[1]} {say('to', 'tot')} {shown[2]})"


def with_unit(text: str, declared: str) -> str:
    """A number with its unit, where that says more than the number."""
    return text if declared in ("0-1", SHARE) else f"{text} {unit(declared)}"


def difference(each: Estimate, declared: str) -> str:
    """A difference with its interval and unit; shares differ by percentage points."""
    if declared == SHARE:
        return f"{number(each, 100.0, signed=True)} {POINTS}"
    return with_unit(number(each, signed=True), declared)


def percent(each: Estimate) -> str:
    """A part as a percentage with its interval."""
    whole = Estimate(100 * each.value, 100 * each.low, 100 * each.high)
    places = 0 if abs(whole.high - whole.low) >= 1 else 1
    shown = [f"{round(part, places) + 0.0:.{places}f}" for part in (whole.value, whole.low, whole.high)]
    return f"{shown[0]} % ({shown[1]} {say('to', 'tot')} {shown[2]})"
