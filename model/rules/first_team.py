"""The first social team as the answer that was expected of everyone: the nearing date makes it come, conviction makes
it come early.

Coercion and imitation both spread innovations among municipalities (fig. 6.3, 6.10); teams were what integrated access
looked like (A2). The size of the pull is set on the polls of social teams (fig. 1.2, 1.6).
"""

from model.rule import rule
from model.rules.forms import logistic


@rule
def first_team_hazard(deadline_pressure, conviction, peers_with_team, reluctance, attention, p):
    """Return the extra monthly hazard of a first team.

    `peers_with_team` is the weighted share of those one is tied to who have one; `reluctance` a standard normal of the
    place.
    """
    inclined = logistic((conviction + 0.3 * peers_with_team - 0.4) / 0.25 - p.reluctance_spread * reluctance)
    return p.first_team_pull * deadline_pressure * inclined * (0.3 + 0.7 * attention)
