"""Starting a pilot: a monthly hazard of urgency or opportunity, power, room, evidence and attention.

Every factor counts relative to a reference municipality, so that `p.start_rate` is a rate that can be read: the hazard
of one with a third of full drive, power and room, half of the evidence it wants, half-way spare attention and speed,
and no cost control; for a measure in its own organisation, with a third of full weight on changing itself and half-way
something to fit to. The evidence that is wanted falls with appetite for risk and conviction: threshold diffusion (A6,
B8; Granovetter 1978). Where cost control dominates, innovation is missing (C4).
"""

import math

from model.rule import rule
from model.rules.forms import either, logistic, saturating, share

REFERENCE = 1.0 / 3.0
"""The drive, power, room and weight on changing oneself at which a factor of the hazard is 1."""
HALF = 0.5
"""The evidence met, attention to spare, speed of deciding and fit of the own organisation at which a factor is 1."""


@rule
def drive(urgency, conviction, clarity, from_below, learning, p):
    """Return the drive to begin something: urgency, or opportunity seen by a convinced top or shown by a team.

    As long as little is known of what will be asked, an opportunity is hard to see too (D9).
    """
    opportunity = p.opportunity * conviction * clarity + 0.4 * from_below * learning
    return either(urgency, share(opportunity))


@rule
def evidence_wanted(appetite, conviction, risk, p):
    """Return how many likeness-weighted successes a municipality wants to have seen before it begins."""
    return p.evidence_threshold * risk * (1.0 - appetite) * (1.0 - 0.5 * conviction)


@rule
def evidence_met(evidence, wanted):
    """Return how far the evidence seen meets what is wanted, 0 to 1: a threshold with a soft edge."""
    return logistic((evidence - wanted) / 0.7)


@rule
def power_for(power, local, exponent, p):
    """Return the power that counts for a measure, relative to REFERENCE: what only the top can push through is harder
    for everyone, and most for those with little power.

    Something local can begin with a little power anywhere (A10).
    """
    enough = max(p.routine_power, power)
    if power > 0.0:
        enough = max(enough, p.local_power * local)
    relative = enough / REFERENCE
    return relative if exponent == 1.0 else relative * enough ** (exponent - 1.0)


@rule
def inner_change(internal_change, embedded):
    """Return how far a measure in the own organisation can be set about, relative to the reference: only as far as the
    municipality changes itself at all, to fit what has been `embedded` (A13, B8, D15).
    """
    return (internal_change / REFERENCE) * (saturating(0.25 * embedded) / HALF)


@rule
def attention_spare(slack, cost, p):
    """Return how far attention is to spare for one more activity, 0 to 1: people who have just enough hours put it
    off.
    """
    return slack / (slack + p.spare_wanted * cost)


@rule
def decision_speed(coordination, capacity, p):
    """Return how fast an organisation decides, 0 to 1: slow where much has to be coordinated by few.

    Lines are short in small places, large ones have the people; in between there is neither (an assumption behind B8).
    """
    return 1.0 / (1.0 + p.long_lines * coordination / capacity)


@rule
def left_by_cost_control(cost_control, p):
    """Return the part of renewal that cost control leaves, 0 to 1."""
    return math.exp(-p.displacement * cost_control)


@rule
def start_hazard(drive, power, room, evidence, attention, speed, left, inner, p):
    """Return the monthly hazard of beginning a pilot with a considered measure."""
    pushed = (drive / REFERENCE) * power * (room / REFERENCE)
    ready = (evidence / HALF) * (attention / HALF) * (speed / HALF)
    return p.start_rate * pushed * ready * left * inner


@rule
def deliberation(participation, p):
    """Return the months that deliberation adds before a decided pilot begins (A12)."""
    return p.participation_delay * participation


@rule
def chance_of(hazard):
    """Return the chance that something with this monthly hazard happens within the month."""
    return 1.0 - math.exp(-hazard)
