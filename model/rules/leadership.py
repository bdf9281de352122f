"""Leadership position: a champion's power is the seat's power times energy times support.

The director of the social domain is placed best to push change through; lower seats lack that power (A10, B12). The
order of the seats between director and project leader is an assumption.
"""

from model.rule import rule

DIRECTOR, SECRETARY, ALDERMAN, DEPARTMENT_HEAD, COUNCILLOR, PROJECT_LEADER = 0, 1, 2, 3, 4, 5
SEATS = ("director", "secretary", "alderman", "department_head", "councillor", "project_leader")
HIGH_SEATS = 3
# How far each seat stands from the director's power: 0 has all of it, 1 lacks `p.power_gradient` of it.
DISTANCE = (0.0, 0.3, 0.35, 0.6, 0.85, 1.0)


@rule
def seat_power(seat, p):
    """Return the power of a seat, relative to the director of the social domain."""
    return 1.0 - p.power_gradient * DISTANCE[seat]


@rule
def champion_power(seat_power, energy, support):
    """Return the power that a champion has this month, 0 to 1."""
    return seat_power * energy * (0.5 + 0.5 * support)


@rule
def power_with(power, champion_power):
    """Return the power to push through when one more champion works at it: they add up, short of 1."""
    return power + champion_power * (1.0 - power)
