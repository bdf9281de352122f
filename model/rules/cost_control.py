"""Cost control: the part of the pressure that does not become urgency (A9, C4).

Where the top doubts, it looks to savings through its own assessment and tariffs; under overload even the convinced
fall back on it (C6).
"""

from model.rule import rule


@rule
def cost_control(conviction, pressure, overload, p):
    """Return the drive to control costs, 0 to 1; with urgency it adds up to the pressure."""
    return ((1.0 - conviction) + conviction * p.threat_rigidity * overload) * pressure
