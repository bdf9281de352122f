"""How a measure comes to be considered: from above, or from below.

From above: an explicit strategy, a champion, results of peers (B5, C8). From below: a team with mandate that learns
invents a practice, and somebody notices: a champion, or an organisation that learns rather than controls (C7, C8, E3).
"""

from model.rule import rule
from model.rules.forms import share


@rule
def agenda_hazard(strategy, power, successes, conviction, announced, p):
    """Return the monthly hazard that a new measure comes onto the agenda from above.

    `successes` are those seen of the measure that did best. Before the law is announced (0, then 1) few look (D2).
    """
    looking = 1.0 - (1.0 - strategy) * (1.0 - power) * (1.0 - 0.5 * share(successes / 4.0))
    return p.agenda_rate * looking * conviction * (0.3 + 0.7 * announced)


@rule
def appeal(evidence):
    """Return how much a measure draws the eye: more with evidence."""
    return 1.0 + evidence


@rule
def invention_chance(mandate, learning, settled, p):
    """Return the chance that a team invents a practice this month."""
    return p.practice_from_below * min(1.0, 4.0 * mandate * learning) * settled


@rule
def notice_chance(power, learning, control):
    """Return the chance that a practice which a team invented is noticed and valued."""
    return share((0.2 + 0.5 * learning + 0.3 * power) * (1.0 - control))
