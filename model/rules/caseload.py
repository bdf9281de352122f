"""Caseload and waiting: need depends on who lives there, waiting on whether problems are recognised in time.

Poorer places have more need (B10, fig. 4.2). A problem that the generalist neither knows nor asks about comes back
heavier (C3). Cost control lengthens waiting (A9). A queue grows faster than its load.
"""

import math

from model.rule import rule
from model.rules.forms import logistic


@rule
def need(income, elderly, chance):
    """Return the need in an area relative to the average, from standardised income and share of elderly and the area's
    own luck.
    """
    return math.exp(-0.3 * income + 0.1 * elderly + 0.12 * chance)


@rule
def load(need, informal_ties, rebound, settled, competence):
    """Return the load on a team: need that informal networks do not carry, over what the team can handle; 1 is in
    balance.
    """
    return need * (1.0 - 0.3 * informal_ties) * (1.0 + 3.0 * rebound) / (0.6 + settled * competence)


@rule
def missed(specialist_knowledge, help_seeking):
    """Return the share of special problems that are neither known nor asked about: there is a step where a team knows
    half of them, beyond which it sees most (an assumption behind C3).
    """
    return logistic((0.5 - specialist_knowledge) / 0.07) * (1.0 - help_seeking)


@rule
def waiting(load, missed, cost_control, p):
    """Return the waiting time (weeks) that this load brings."""
    felt = load * (1.0 + 2.0 * missed)
    return p.waiting_base * felt * felt * (1.0 + 0.4 * cost_control)
