"""How a municipality spends its attention: accountability and readiness first, then running pilots and the upkeep of
what is embedded; the rest can begin something.
"""

from model.measures import ATTENTION, EMBEDDED, NUMBER, PILOT
from model.rule import rule
from model.rules import attention, centralisation, readiness
from model.rules.forms import works


@rule
def cost_of(measure, activity_cost, p):
    """The attention that a pilot with this measure asks in a month."""
    return ATTENTION[measure] * activity_cost * p.change_size


@rule
def whole_work(municipality, p):
    """The whole of the work to be ready for the law."""
    return readiness.readiness_work(municipality.size, p) * p.change_size


@rule
def asked_by_readiness(municipality, national, month, work, budget, p):
    """The attention that goes to what can be done this month and is not done yet of the `work` to be ready."""
    if municipality.readiness >= 1.0:
        return 0.0
    law = national.law_month
    left_to_do = work * max(0.0, min(1.0, readiness.readiness_doable(month, law, p)) - municipality.readiness)
    return readiness.readiness_effort(month, law, national.announced_month, left_to_do, budget, p)


@rule
def prepare_early(municipality, national, p):
    """What was done between the announcement and the first month, where the law was announced before it."""
    size = municipality.size
    budget = attention.attention_budget(attention.capacity(size, p), 0.0, municipality.conviction, p)
    work = whole_work(municipality, p)
    for month in range(national.announced_month, 0):
        effort = asked_by_readiness(municipality, national, month, work, budget, p)
        municipality.readiness = min(1.0, municipality.readiness + effort / work)


@rule
def spend_attention(municipality, council, national, month, p):
    """The month's budget is spent in order; what cannot be met is met in part, and slack is what is left."""
    size = municipality.size
    if works(p.held_attention, month):
        municipality.capacity = attention.capacity(size, p)
        municipality.coordination = attention.coordination(size, p)
        municipality.activity_cost = attention.activity_cost(municipality.coordination, p)
        municipality.attention_budget = attention.attention_budget(
            municipality.capacity, municipality.pressure, municipality.conviction, p
        )
    budget = municipality.attention_budget
    standing = budget * attention.standing_load(
        council.control,
        municipality.cost_control,
        centralisation.reporting_load(national.centralisation, p),
        national.reassessment,
        p,
    )
    # Who is ready has no work left to reckon with.
    work = whole_work(municipality, p) if municipality.readiness < 1.0 else 0.0
    if works(p.held_readiness, month):
        effort = asked_by_readiness(municipality, national, month, work, budget, p)
    else:
        effort = municipality.haste * budget
    pilots, running = 0.0, 0.0
    for measure in range(NUMBER):
        if municipality.stage[measure] == PILOT:
            pilots += cost_of(measure, municipality.activity_cost, p)
            running += 1.0
        elif municipality.stage[measure] == EMBEDDED:
            pilots += attention.upkeep(cost_of(measure, municipality.activity_cost, p), p)
    pilots += attention.participation_cost(municipality.participation, running, municipality.coordination, p)
    if works(p.held_attention, month):
        municipality.overload = attention.overload(standing + effort + pilots, budget)
    effort = min(effort, budget - standing)
    left = budget - standing - effort
    met = min(pilots, left)
    municipality.served = met / pilots if pilots > 0.0 else 1.0
    municipality.slack = left - met
    municipality.attention_spent = standing + effort + met
    if works(p.held_readiness, month):
        if work > 0.0:
            municipality.readiness = min(1.0, municipality.readiness + effort / work)
        municipality.haste = effort / budget
