"""The cut in the transferred sum, felt before it is real, and the deficits of later years.

The cut is announced and felt ahead (A9), and phased in over some years after the date (fig. 4.4). From two years after
the date deficits bring a second wave, very unequal between municipalities (fig. 4.7 to 4.12).
"""

import math

from model.rule import rule
from model.rules.forms import share


@rule
def felt_cut(month, law_month, announced_month, credibility, p):
    """Return the cut as it is felt, share of the transferred sum: it looms larger as the date nears."""
    if month < announced_month:
        return 0.0
    if month < law_month:
        return p.cut_size * credibility * math.exp(-(law_month - month) / p.cut_foresight)
    return p.cut_size


@rule
def budget_cut(month, law_month, p):
    """Return the cut as it stands in the books, share of the transferred sum: phased in after the date."""
    return p.cut_size * share((month - law_month) / (12.0 * p.cut_phase_years))


@rule
def deficit(month, law_month, exposure, p):
    """Return the second wave in a municipality of this exposure, share of the transferred sum.

    It sets in `p.second_wave_after` months after the date and grows for two years.
    """
    return p.second_wave * exposure * share((month - law_month - p.second_wave_after) / 24.0)


@rule
def exposure(normal, p):
    """Return a municipality's exposure to the second wave: lognormal with median 1 (fig. 4.9)."""
    return math.exp(p.second_wave_spread * normal)
