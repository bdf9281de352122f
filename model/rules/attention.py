"""Attention: the hours of people who can change something are few, and everything asks for them.

The budget grows with size with decreasing gains (fig. 6.12), while coordination costs set in with size and then level
off, so slack over size is U-shaped with its bottom at 50,000 to 80,000 inhabitants. That shape is an assumption behind
B8: short lines in small places, capacity in large ones, neither in between. Unit: what a municipality of 25,000 can
spend in a month.
"""

import math

from model.rule import rule
from model.rules.forms import logistic, share


@rule
def capacity(size, p):
    """Return the attention of an organisation of this size (inhabitants / 25,000)."""
    return size**p.capacity_growth


@rule
def coordination(size, p):
    """Return what every activity costs extra in consultation: levels off at `p.coordination_most`."""
    return p.coordination_most * logistic(math.log(size * 25_000.0 / p.coordination_size) / p.coordination_width)


@rule
def attention_budget(capacity, pressure, conviction, p):
    """Return this month's budget: more of the organisation's attention under pressure, and where the top goes all out
    (A9).
    """
    return capacity * (1.0 - p.priority_gain * (1.0 - pressure)) * (1.0 - p.commitment_gain * (1.0 - conviction))


@rule
def activity_cost(coordination, p):
    """Return the attention that an average pilot asks in a month."""
    return p.pilot_attention * (1.0 + coordination)


@rule
def upkeep(cost, p):
    """Return the attention that an embedded measure goes on asking in a month, where its pilot asked `cost`: new ways
    have to be kept up, and many changes kept manageable (A11, E8).
    """
    return p.upkeep * cost


@rule
def standing_load(control, cost_control, centralisation_load, reassessment, p):
    """Return the share of the budget that accountability, cost control, national questions and reassessments ask."""
    return share(
        p.accountability_load * control + p.cost_control_load * cost_control + centralisation_load + reassessment
    )


@rule
def participation_cost(participation, running, coordination, p):
    """Return the attention that taking part asks: for each running pilot, more with more participation (A12)."""
    return p.participation_attention * participation * running * (1.0 + coordination)


@rule
def overload(asked, budget):
    """Return how far what is asked exceeds the budget, 0 to 1: a half where they are equal."""
    return logistic((asked / budget - 1.0) / 0.12)
