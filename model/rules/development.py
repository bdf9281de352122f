"""What a team becomes: every attribute moves towards what its conditions allow, and no faster than people learn.

Conditions are measures that are in use (0 no, one half as a pilot, 1 embedded), how settled the team is, and what the
municipality grants. A team is born middling; without measures that feed an attribute it withers (C3, C4). Weights are
assumptions.
"""

import math

from model.rule import rule
from model.rules.forms import logistic, positive


@rule
def character(normal, p):
    """Return what one team makes of the same conditions, as a factor on the odds: teams differ much among themselves
    (A6).
    """
    return math.exp(p.team_spread * normal)


@rule
def made_of(allowed, character):
    """Return what a team of this character makes of what conditions allow, 0 to 1."""
    return character * allowed / (1.0 - allowed + character * allowed)


@rule
def breadth(area_teams, access, one_plan, secondment, mandate):
    """Return the breadth of tasks that conditions allow: access only at the bottom, the whole range of needs at the
    top. Measures broaden a team as far as it may decide itself (C10, E4).
    """
    broadened = 0.2 * area_teams + 0.12 * access + 0.2 * one_plan + 0.1 * secondment
    return 0.12 + broadened * (0.35 + 0.35 * mandate) + 0.5 * mandate


@rule
def integration(area_teams, one_plan, area_budget, reorganisation, settled, number_of_teams):
    """Return the integration that conditions allow; many teams that do not know of each other lose it (C14)."""
    apart = 0.05 * (1.0 - area_teams) * math.log(1.0 * number_of_teams)
    allowed = 0.15 + 0.15 * area_teams + 0.2 * one_plan + 0.15 * area_budget + 0.1 * reorganisation + 0.2 * settled
    return max(0.05, allowed - apart)


@rule
def competence(settled, peer_consultation, learning):
    """Return the generalist competence that conditions allow (E4, D22)."""
    return 0.2 + 0.35 * settled + 0.2 * peer_consultation + 0.2 * learning


@rule
def specialist_knowledge(specialist_on_call, secondment, integration, optimum):
    """Return the specialist knowledge that conditions allow: past an optimum of integration it is outrun (D10, D15)."""
    outrun = 1.2 * positive(integration - optimum, 0.02)
    return max(0.05, 0.45 + 0.25 * specialist_on_call + 0.1 * secondment - outrun)


@rule
def help_seeking(own_habit, specialist_on_call, peer_consultation):
    """Return how readily a generalist asks the specialist (C3)."""
    return own_habit + (1.0 - own_habit) * (0.35 * specialist_on_call + 0.2 * peer_consultation)


@rule
def informal_help(density):
    """Return how much informal help there is: less in cities (B10). `density` is standardised log address density."""
    return logistic(-0.7 * density)


@rule
def informal_ties(informal_help, settled, informal_networks, co_creation):
    """Return the ties with informal networks that conditions allow (C4, fig. 1.8): where there is informal help, where
    networks are built (C3, C10, E3), and once a team is no longer busy getting used to each other, when it overlooks
    what people can do together (C3, E4, fig. 7.1).
    """
    found = informal_help * (0.37 * settled + 0.12 * informal_networks)
    return min(1.0, 0.05 + found + 0.42 * informal_networks + 0.1 * co_creation)


@rule
def work_participation(secondment, access, reorganisation):
    """Return the grip on work participation that conditions allow: it needs seconded staff (B7, C4)."""
    return 0.05 + 0.6 * secondment + 0.15 * access + 0.15 * reorganisation


@rule
def mandate_given(mandate, room_to_deviate, control, p):
    """Return the mandate that a municipality gives its teams (C10, E4)."""
    return max(
        0.03,
        p.mandate_start + 0.6 * mandate * (1.0 - p.mandate_start) + 0.2 * room_to_deviate - 0.25 * control,
    )


@rule
def budget_given(area_budget, mandate, p):
    """Return the budget that a municipality leaves to its teams (C10, C12)."""
    return p.mandate_start + (1.0 - p.mandate_start) * (0.5 * area_budget + 0.2 * mandate)
