"""Types and tempo, read off a run and never fed back into it (A4, B8).

*Ingezet* (deployed) is a measure that has run as a pilot for three months or is embedded. A municipality is a
**changer** with eight or more of sixteen and at least one in each cell, **cautious** with two or fewer and none in its
own organisation, and else a **cautious changer**. Cut-offs are an assumption, so results are repeated with both moved
by one.
"""

import math
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from model.measures import CELL, CELLS
from model.rule import rule

if TYPE_CHECKING:
    import numpy

CAUTIOUS, CAUTIOUS_CHANGER, CHANGER = 0, 1, 2
TYPES = ("cautious", "cautious_changer", "changer")
TYPE_LABELS = {
    "cautious": ("cautious", "voorzichtig"),
    "cautious_changer": ("cautious changer", "voorzichtige veranderaar"),
    "changer": ("changer", "veranderaar"),
}
TYPE_DATE_AFTER_LAW = 3
"""Types are read at the end of the third month after the law's date as first planned: 1 May 2015 in the social domain.
"""
TEMPO_YEARS = 4
"""Years over which tempo is measured, half of them before the law's date as first planned: 2013 to 2016 in the social
domain."""
DEPLOYED_AFTER = 3
"""Months that a pilot runs before it counts as deployed."""
TEMPO_MONTHS = 12 * TEMPO_YEARS


@rule
def tempo_years(law_month, months):
    """Return the years of the tempo window that a run of so many months covers: NaN where it covers none."""
    first = max(0, law_month - TEMPO_MONTHS // 2)
    covered = min(months, law_month + TEMPO_MONTHS // 2) - first
    return covered / 12.0 if covered > 0 else math.nan


@rule
def type_of(deployed, in_cell, changer_from, cautious_to):
    """Return the type of a portfolio: 0 cautious, 1 cautious changer, 2 changer.

    `deployed` counts measures, `in_cell` counts them by cell: field set-up, field ways, own set-up, own ways.
    """
    everywhere = in_cell[0] > 0 and in_cell[1] > 0 and in_cell[2] > 0 and in_cell[3] > 0
    if deployed >= changer_from and everywhere:
        return CHANGER
    if deployed <= cautious_to and in_cell[2] + in_cell[3] == 0:
        return CAUTIOUS
    return CAUTIOUS_CHANGER


@lru_cache(maxsize=64)
def _every_type(changer_from: float, cautious_to: float) -> "numpy.ndarray":
    """The type of every portfolio there can be, by the number of measures deployed in each cell (5 x 5 x 5 x 5)."""
    import numpy

    counts = [range(CELL.count(cell) + 1) for cell in range(len(CELLS))]
    kinds = [type_of(sum(in_cell), in_cell, changer_from, cautious_to) for in_cell in product(*counts)]
    return numpy.array(kinds).reshape([len(each) for each in counts])


def types_of(in_cell: "numpy.ndarray", changer_from: float, cautious_to: float) -> "numpy.ndarray":
    """Return the type of each portfolio, as `type_of` does; `in_cell` (n, 4) counts the measures deployed by cell."""
    return _every_type(changer_from, cautious_to)[tuple(in_cell.T)]
