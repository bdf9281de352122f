"""The few shapes that the rules are made of: bounded, monotone, and smooth where a level could stick at its bound."""

import math

from model.rule import rule


@rule
def logistic(x):
    """Return 1 / (1 + exp(-x)), written so that it cannot overflow."""
    e = math.exp(-abs(x))
    return 1.0 / (1.0 + e) if x >= 0.0 else e / (1.0 + e)


@rule
def share(x):
    """Return x kept between 0 and 1."""
    return min(1.0, max(0.0, x))


@rule
def positive(x, softness):
    """Return the positive part of x, rounded off over about `softness` around zero so that it never quite vanishes."""
    return 0.5 * (x + math.sqrt(x * x + 4.0 * softness * softness))


@rule
def saturating(x):
    """Return 1 - exp(-x): the first bit counts most, and more never exceeds 1."""
    # Much is nothing at all, and exponentials are what a run spends most time on.
    return 0.0 if x == 0.0 else 1.0 - math.exp(-x)


@rule
def fading(half_life):
    """Return the part that is left after one month of something with this half-life (months)."""
    return math.exp(-0.6931471805599453 / half_life)


@rule
def toward(level, target, months):
    """Return the level a month later, when it closes the gap to its target with this time constant (months)."""
    return level + (target - level) / months


@rule
def either(a, b):
    """Return the share that at least one of two independent shares gives."""
    return a + b - a * b


@rule
def works(held, month):
    """Return whether a mechanism sets its output this month: always in the first month, later unless it is held."""
    return held == 0.0 or month == 0
