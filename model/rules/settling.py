"""Settling: a new team spends about a year getting used to each other (E4, fig. 7.1, 7.6); newcomers and
reorganisations unsettle it.
"""

from model.rule import rule


@rule
def settled_after(settled, reorganised, p):
    """Return how settled a team is a month later, 0 to 1; `reorganised` is 1 in a month that reshuffles it, else 0."""
    grown = settled + (1.0 - settled) / p.settling_months * 1.5
    return max(0.01, grown * (1.0 - 0.25 * reorganised) - p.team_turnover * settled)
