"""The date of the law: how near it is, how clear its requirements are, and what a postponement does to its credibility.

The nearing date presses, times the clarity of what is asked (D2, D9). Clarity grows towards the date, goes on growing
after it, and falls when the date moves away (D9). A date that moved once is believed less (D9, fig. 3.4; the size is
an assumption).
"""

import math

from model.rule import rule


@rule
def nearness(month, law_month, announced_month, p):
    """Return how near the date is felt to be, 0 to 1: exponential before the date and, more slowly, after it."""
    if month < announced_month:
        return 0.0
    if month < law_month:
        return math.exp(-(law_month - month) / p.deadline_horizon)
    return math.exp(-(month - law_month) / p.deadline_fade)


@rule
def clarity(month, law_month, p):
    """Return the part of the requirements that is known, 0 to 1: `p.clarity` a year before the date; of what is not
    known half comes out in `p.clarity_halflife` months.
    """
    unknown = (1.0 - p.clarity) * 0.5 ** ((month - law_month + 12.0) / p.clarity_halflife)
    return max(0.0, 1.0 - unknown)


@rule
def credibility_after_postponement(credibility, p):
    """Return how far the new date is believed after one more postponement."""
    return credibility * p.credibility_kept


@rule
def deadline_pressure(nearness, clarity, credibility, p):
    """Return the pull of the date relative to the pull of the reference cut: 0 to `p.deadline_pull`."""
    return p.deadline_pull * nearness * clarity * credibility
