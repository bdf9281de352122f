"""Conscious steering of the change: strategy, participation, communication, learning, internal change (A11 to A13, B5).

Each is a level that builds when it is tended and decays when it is not. A connector among the secretaries tends
participation and communication, a change leader strategy, learning and the own organisation (D14, D19).
"""

from model.rule import rule
from model.rules.forms import fading

NEITHER, CONNECTOR, CHANGE_LEADER = 0, 1, 2


@rule
def gap_kept(p):
    """Return the part of the gap to what a level is tended to that is left after a month."""
    return fading(p.steering_halflife)


@rule
def level_after(level, disposition, helped, power, kept):
    """Return a steering level a month later, 0 to 1, when `kept` of the gap is left.

    It moves towards the municipality's disposition, tended with power and helped by the secretary's role (0 or 1).
    """
    tended = min(0.97, (disposition + 0.15 * helped) * (0.75 + 0.5 * power))
    return tended + (level - tended) * kept
