"""Urgency: the part of the pressure that a convinced top turns into the will to change (A9, A14).

Under more load than slack everyone falls back on what was learnt before (C6; threat rigidity: Staw, Sandelands and
Dutton 1981).
"""

from model.rule import rule


@rule
def urgency(conviction, pressure, overload, p):
    """Return the urgency to change, 0 to 1."""
    return conviction * pressure * (1.0 - p.threat_rigidity * overload)
