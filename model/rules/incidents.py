"""Incidents: harm to someone a team should have helped. Load makes them likelier, moderate control prevents some (C11,
D3).
"""

from model.rule import rule
from model.rules.forms import saturating


@rule
def incident_chance(load, missed, control, lawful, p):
    """Return the chance of an incident in a team this month.

    It is `p.incident_rate` a year at load 1 with half of the problems missed, without control.

    `lawful` is the share of lawful steering in practice: equal treatment and rules prevent some harm (D8).
    """
    felt = min(4.0, load * load) * (0.5 + missed)
    prevented = 0.5 * saturating(3.0 * control)
    return min(1.0, p.incident_rate / 12.0 * felt * (1.0 - prevented) * (1.0 - 0.5 * lawful))
