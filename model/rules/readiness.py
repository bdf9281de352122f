"""Readiness: by-laws, contracts and systems are work, and that work has to be done before the date (B6).

Nearing the date it crowds out the transformation (D2). It is served first, but never more than a part of the budget
can go to it. Where a national information system is the bottleneck (D16), part of the work waits for the state to
deliver it.
"""

import math

from model.rule import rule
from model.rules.forms import logistic


@rule
def readiness_work(size, p):
    """Return the whole of the work, in units of attention; much of it is the same for all."""
    return p.readiness_work * size**p.readiness_growth


@rule
def readiness_doable(month, law_month, p):
    """Return the part of the work that can be done by now: the rest waits for the national information system (D16)."""
    return 1.0 - p.information_system * (1.0 - logistic((month - law_month + 4.0) / 1.5))


@rule
def readiness_effort(month, law_month, announced_month, work_left, budget, p):
    """Return the attention spent on readiness this month: more as the date nears, and at least the pace needed."""
    if month < announced_month or work_left <= 0.0:
        return 0.0
    months_left = max(1.0, law_month - month)
    habit = p.readiness_habit + p.readiness_rush * math.exp(-months_left / p.readiness_horizon)
    effort = min(p.readiness_limit * budget, max(habit * budget, work_left / months_left))
    return min(work_left, effort)
