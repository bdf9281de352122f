"""Urgency: the part of the pressure that a convinced top turns into the will to change (A9, A14).

The same pressure is an opportunity to the convinced and a threat to the doubting (A9, C5): each reads it the way it
leans, and more decidedly than it leans. What is asked has to be known before it can be urgent (D9). Under more load
than slack everyone falls back on what was learnt before (C6; threat rigidity: Staw, Sandelands and Dutton 1981).
"""

from model.rule import rule


@rule
def opportunity_seen(conviction):
    """Return the part of the pressure that is read as an opportunity, 0 to 1; a half where the top is of two minds."""
    doubt = 1.0 - conviction
    return conviction * conviction / (conviction * conviction + doubt * doubt)


@rule
def urgency(conviction, pressure, clarity, overload, p):
    """Return the urgency to change, 0 to 1."""
    return opportunity_seen(conviction) * pressure * clarity * (1.0 - p.threat_rigidity * overload)
