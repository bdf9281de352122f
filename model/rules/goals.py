"""Outcomes: what citizens get, from ways of working in use and from the quality of teams, with a lag (B3, B18, E8,
fig. 7.3).

Several roads lead to the goals (B15): measures add up with diminishing returns, and the teams' own quality counts for
more than the number of measures (A6). In the end ways of working must change: another set-up alone brings little (B15).
Displaced attention lowers what is delivered.
"""

from model.rule import rule
from model.rules.forms import saturating


@rule
def integral_quality(integration, breadth):
    """Return how integrally a team works, 0 to 1."""
    return integration * (0.5 + 0.5 * breadth)


@rule
def tailoring_quality(mandate, budget, competence, settled, integration):
    """Return how well a team can tailor help, 0 to 1: mandate and budget are complements (C10)."""
    return 0.4 * mandate * budget + 0.35 * competence * settled + 0.25 * integration


@rule
def result_quality(competence, work_participation):
    """Return how far a team works towards results, 0 to 1."""
    return 0.5 * competence + 0.3 * work_participation


@rule
def responsiveness_quality(mandate, budget, settled, waiting, p):
    """Return how soon and well a team reacts, 0 to 1."""
    prompt = p.waiting_base / (p.waiting_base + waiting)
    return 0.35 * mandate * budget + 0.4 * prompt + 0.2 * settled


@rule
def prevention_quality(informal_ties, missed, mandate, budget, breadth):
    """Return how far a team prevents heavier care, 0 to 1."""
    return 0.35 * informal_ties + 0.3 * (1.0 - missed) + 0.35 * mandate * budget * (0.5 + 0.5 * breadth)


@rule
def form_effect(practised):
    """Return what a form of steering adds to its own goal; `practised` is its share in practice.

    Performing serves results, collaborating integral working, responsive responsiveness; lawful prevents incidents. No
    form is only good (D8).
    """
    return 0.5 * practised


@rule
def set_up_pays(ways):
    """Return the part of what another set-up can bring that comes, 0 to 1; `ways` sums the worth of other ways of
    working in use.
    """
    return 0.05 + 0.95 * saturating(0.7 * ways)


@rule
def goal_target(effects, quality, overload, p):
    """Return where an outcome is heading, 0 to 1: `effects` sums what embedded measures bring."""
    reached = (1.0 - p.team_share) * saturating(0.6 * effects) + p.team_share * quality
    return reached * (1.0 - 0.15 * overload)


@rule
def citizenship_target(support_of_citizens, informal_networks, co_creation, cost_control):
    """Return where active citizenship is heading, 0 to 1: shifting problems onto citizens is not it (E9)."""
    return max(
        0.02,
        0.15 + 0.35 * support_of_citizens + 0.25 * informal_networks + 0.15 * co_creation - 0.25 * cost_control,
    )
