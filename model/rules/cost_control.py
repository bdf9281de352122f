"""Cost control: the part of the pressure that is read as a threat (A9, C4, C5).

Where the top doubts, it looks to savings through its own assessment and tariffs; under overload even the convinced
fall back on it (C6).
"""

from model.rule import rule
from model.rules.urgency import opportunity_seen


@rule
def cost_control(conviction, pressure, overload, p):
    """Return the drive to control costs, 0 to 1."""
    seen = opportunity_seen(conviction)
    return ((1.0 - seen) + seen * p.threat_rigidity * overload) * pressure
