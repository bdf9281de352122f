"""What a social team does in a month: it settles, becomes what its conditions allow, waits, fails, invents."""

from model import chance
from model.acts.take_measures import notice
from model.chance import normal, uniform
from model.measures import (
    AREA_BUDGET,
    AREA_TEAMS,
    CO_CREATION,
    EMBEDDED,
    FROM_BELOW,
    INFORMAL_NETWORKS,
    INTEGRATED_ACCESS,
    NUMBER,
    ONE_PLAN,
    PEER_CONSULTATION,
    PILOT,
    REORGANISATION,
    SECONDMENT,
    SPECIALIST_ON_CALL,
)
from model.rule import rule
from model.rules import agenda, caseload, development, fallback, incidents, settling
from model.rules.fallback import after_fallback
from model.rules.forms import toward, works
from model.rules.likeness import ELDERLY, INCOME
from model.rules.steering_form import LAWFUL


@rule
def team_key(municipality, area):
    """The identity of a team: municipality, area."""
    return municipality.key * 4096 + area


@rule
def found(team, municipality, area, month, p, seed):
    """A team is born middling on every attribute; its area has a need of its own."""
    me = team_key(municipality, area)
    team.area = area
    team.born = month
    team.settled = 0.1
    team.breadth = team.integration = team.competence = team.specialist_knowledge = 0.5
    team.help_seeking = team.informal_ties = team.work_participation = 0.5
    team.mandate = municipality.mandate_given
    team.budget = municipality.budget_given
    team.habit = min(0.95, max(0.05, p.help_seeking + 0.25 * normal(seed, chance.TEAM_HABIT, me, 0)))
    team.character = development.character(normal(seed, chance.TEAM_CHARACTER, me, 0), p)
    team.need = caseload.need(
        municipality.traits[INCOME], municipality.traits[ELDERLY], normal(seed, chance.TEAM_NEED, me, 0)
    )
    team.load = team.need
    team.waiting = p.waiting_base
    team.pull_back = 0.0
    team.missed = caseload.missed(team.specialist_knowledge, team.help_seeking)
    team.incident_chance = 0.0
    team.incident = 0
    team.invented = 0


@rule
def develop(team, municipality, p, month):
    """Every attribute moves towards what its conditions allow."""
    if not works(p.held_development, month) or team.born == month:
        return
    use, pace = municipality.deployed, p.development_months
    team.mandate = toward(team.mandate, municipality.mandate_given * municipality.mandate_left, 3.0)
    team.budget = toward(team.budget, municipality.budget_given, 6.0)
    team.breadth = toward(
        team.breadth,
        development.made_of(
            development.breadth(use[AREA_TEAMS], use[INTEGRATED_ACCESS], use[ONE_PLAN], use[SECONDMENT], team.mandate),
            team.character,
        ),
        pace,
    )
    team.integration = toward(
        team.integration,
        development.made_of(
            development.integration(
                use[AREA_TEAMS],
                use[ONE_PLAN],
                use[AREA_BUDGET],
                use[REORGANISATION],
                team.settled,
                municipality.number_of_teams,
            ),
            team.character,
        ),
        pace,
    )
    team.competence = toward(
        team.competence,
        development.made_of(
            development.competence(team.settled, use[PEER_CONSULTATION], municipality.learning),
            team.character,
        ),
        pace,
    )
    team.specialist_knowledge = toward(
        team.specialist_knowledge,
        development.made_of(
            development.specialist_knowledge(
                use[SPECIALIST_ON_CALL], use[SECONDMENT], team.integration, p.integration_optimum
            ),
            team.character,
        ),
        pace,
    )
    team.help_seeking = toward(
        team.help_seeking,
        development.help_seeking(team.habit, use[SPECIALIST_ON_CALL], use[PEER_CONSULTATION]),
        pace,
    )
    team.informal_ties = toward(
        team.informal_ties,
        development.made_of(
            development.informal_ties(
                municipality.informal_help, team.settled, use[INFORMAL_NETWORKS], use[CO_CREATION]
            ),
            team.character,
        ),
        pace,
    )
    team.work_participation = toward(
        team.work_participation,
        development.made_of(
            development.work_participation(use[SECONDMENT], use[INTEGRATED_ACCESS], use[REORGANISATION]),
            team.character,
        ),
        pace,
    )


@rule
def fall_back(team, municipality, council, p, month):
    """Load, control and cost control pull the team back to access, target groups and rules."""
    if works(p.held_fallback, month):
        team.pull_back = fallback.pull_back(team.load, council.control, municipality.cost_control)
    if not works(p.held_development, month) or team.born == month:
        return
    pull = team.pull_back
    team.breadth = after_fallback(team.breadth, pull, p)
    team.integration = after_fallback(team.integration, pull, p)
    team.informal_ties = after_fallback(team.informal_ties, pull, p)
    team.work_participation = after_fallback(team.work_participation, pull, p)
    team.mandate = after_fallback(team.mandate, pull, p)


@rule
def work(team, municipality, council, month, p, seed):
    """A team's month."""
    if works(p.held_settling, month):
        team.settled = settling.settled_after(team.settled, 1.0 * municipality.reorganised, p)
    develop(team, municipality, p, month)
    fall_back(team, municipality, council, p, month)
    team.missed = caseload.missed(team.specialist_knowledge, team.help_seeking)
    if works(p.held_caseload, month):
        load = caseload.load(team.need, team.informal_ties, municipality.rebound, team.settled, team.competence)
        team.load = toward(team.load, load, 3.0)
        team.waiting = toward(team.waiting, caseload.waiting(team.load, team.missed, municipality.cost_control, p), 3.0)
    me = team_key(municipality, team.area)
    if works(p.held_incidents, month):
        team.incident_chance = incidents.incident_chance(
            team.load, team.missed, council.control, municipality.practice[LAWFUL], p
        )
    team.incident = 1 if uniform(seed, chance.TEAM_INCIDENT, me, month) < team.incident_chance else 0
    if works(p.held_invention, month):
        invention = agenda.invention_chance(team.mandate, municipality.learning, team.settled, p)
        if uniform(seed, chance.TEAM_INVENTION, me, month) < invention:
            measure = invented(municipality, uniform(seed, chance.INVENTED_MEASURE, me, month))
            if measure >= 0:
                notice(municipality, council, team, me, measure, month, p, seed)


@rule
def invented(municipality, draw):
    """The practice a team comes up with: one of those that can begin with a team and is not there yet; -1 for none."""
    free = 0
    for measure in range(NUMBER):
        stage = municipality.stage[measure]
        if FROM_BELOW[measure] > 0.0 and stage != PILOT and stage != EMBEDDED:
            free += 1
    left = int(draw * free)
    for measure in range(NUMBER):
        stage = municipality.stage[measure]
        if FROM_BELOW[measure] > 0.0 and stage != PILOT and stage != EMBEDDED:
            if left == 0:
                return measure
            left -= 1
    return -1
