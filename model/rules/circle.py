"""The directors' circle: directors who meet regularly exchange lessons and conviction and give each other energy (A10).

It is a circle because all meet each other: what one says is heard again from the next, and none can shirk unseen
(closure: Coleman 1988; Centola 2010). Meeting many who do not know each other is less.
Against it: Dutch research found that professional networks matter little (fig. 6.8). Its strength ranges from zero for
that reason.
"""

from model.rule import rule
from model.rules.forms import saturating


@rule
def meeting(power_of_others):
    """Return how much of a circle there is, 0 to 1, given the summed power of the directors one meets, each times how
    far they are in one circle.
    """
    return saturating(power_of_others)


@rule
def circle_pull(own_power, meeting, conviction_of_others, conviction, p):
    """Return what a director's circle adds to conviction in a month: towards the more convinced, never away."""
    gap = max(0.0, conviction_of_others - conviction)
    return 0.4 * p.circle_strength * own_power * meeting * gap
