"""Likeness of two places in size, urbanity, age and income (an assumption in form; C5 and A7 say that context
decides).
"""

import math

from model.rule import rule

SIZE, DENSITY, ELDERLY, INCOME = 0, 1, 2, 3
"""Places of the four traits: log inhabitants, log address density, share of elderly, income; all standardised."""


@rule
def likeness(here, there):
    """Return the likeness of two places, 0 to 1, from their four standardised traits: 1 for identical places."""
    distance = 0.0
    for trait in range(len(here)):
        gap = here[trait] - there[trait]
        distance += gap * gap
    return math.exp(-distance / 8.0)
