"""What a municipality delivers: teams are tallied, outcomes follow with a lag, and the month is published."""

from model.acts.take_measures import in_use
from model.measures import (
    AREA_BUDGET,
    AREA_TEAMS,
    CELL,
    CO_CREATION,
    EMBEDDED,
    FIRST_TEAM,
    FOR_INTEGRAL_WORKING,
    FOR_PREVENTION,
    FOR_RESPONSIVENESS,
    FOR_RESULT_ORIENTATION,
    FOR_TAILORING,
    INFORMAL_NETWORKS,
    MANDATE,
    NUMBER,
    PILOT,
    ROOM_TO_DEVIATE,
    THE_STATE,
    WAYS,
)
from model.rule import rule
from model.rules import centralisation, development, goals, piloting, worth
from model.rules.forms import toward, works
from model.rules.steering_form import COLLABORATING, PERFORMING, RESPONSIVE
from model.typology import DEPLOYED_AFTER, TEMPO_MONTHS, TYPE_DATE_AFTER_LAW


@rule
def wanted_teams(municipality):
    """How many teams the measures in use ask for."""
    m = municipality
    if m.stage[AREA_TEAMS] == EMBEDDED:
        return m.areas
    if m.stage[AREA_TEAMS] == PILOT:
        return max(1, (m.areas + 1) // 2)
    return 1 if m.stage[FIRST_TEAM] == PILOT or m.stage[FIRST_TEAM] == EMBEDDED else 0


@rule
def plan_teams(municipality):
    """How many teams are founded this month; a team stays when the measure that called for it is dropped."""
    m = municipality
    m.founding = max(0, min(wanted_teams(m) - m.number_of_teams, 1 + m.areas // 12))


@rule
def put_in_use(municipality, national, month, p):
    """What is in use this month: a measure counts by what it is worth here and together, a pilot half."""
    m = municipality
    weighs = works(p.held_worth, month)
    if weighs:
        m.coherence = worth.coherence(1.0 * m.embedded, m.strategy, p)
    for measure in range(NUMBER):
        stage = m.stage[measure]
        if weighs:
            if stage == EMBEDDED and month > 0:
                m.worth[measure] = worth.worth_after(m.worth[measure], m.learning, p)
            elif stage == PILOT or month == 0:
                fit = piloting.fit_after_adapting(m.fit[measure], m.learning)
                m.worth[measure] = worth.worth_at_first(fit, m.successes[measure] + m.failures[measure], p)
        m.deployed[measure] = in_use(m, measure) * m.worth[measure] * m.coherence
    m.mandate_left = centralisation.mandate_left(national.centralisation, p)


@rule
def grant(municipality, council, month, p):
    """What mandate and budget teams are given from next month on."""
    m = municipality
    if works(p.held_development, month):
        m.mandate_given = min(
            0.95,
            development.mandate_given(in_use(m, MANDATE), in_use(m, ROOM_TO_DEVIATE), council.control, p),
        )
        m.budget_given = min(0.95, development.budget_given(in_use(m, AREA_BUDGET), in_use(m, MANDATE), p))


@rule
def tally_teams(municipality, teams, first, number, p):
    """The means over a municipality's teams: `number` of them from place `first` on."""
    m = municipality
    m.incidents = m.incidents_added
    integral, tailoring, result, responsiveness, prevention = 0.0, 0.0, 0.0, 0.0, 0.0
    mandate, breadth, integration, informal, load, waiting = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for place in range(first, first + number):
        team = teams[place]
        integral += goals.integral_quality(team.integration, team.breadth)
        tailoring += goals.tailoring_quality(team.mandate, team.budget, team.competence, team.settled, team.integration)
        result += goals.result_quality(team.competence, team.work_participation)
        responsiveness += goals.responsiveness_quality(team.mandate, team.budget, team.settled, team.waiting, p)
        prevention += goals.prevention_quality(team.informal_ties, team.missed, team.mandate, team.budget, team.breadth)
        mandate += team.mandate
        breadth += team.breadth
        integration += team.integration
        informal += team.informal_ties
        load += team.load
        waiting += team.waiting
        m.incidents = m.incidents + team.incident
    if number > 0:
        m.team_integral, m.team_tailoring, m.team_result = (
            integral / number,
            tailoring / number,
            result / number,
        )
        m.team_responsiveness, m.team_prevention = responsiveness / number, prevention / number
        m.team_mandate, m.team_breadth, m.team_integration = (
            mandate / number,
            breadth / number,
            integration / number,
        )
        m.team_informal_ties, m.team_load, m.team_waiting = informal / number, load / number, waiting / number
        m.team_quality = (
            m.team_integral + m.team_tailoring + m.team_result + m.team_responsiveness + m.team_prevention
        ) / 5.0
    m.all_incidents = m.all_incidents + m.incidents


@rule
def deliver(municipality, month, p):
    """Outcomes move towards where ways of working and teams take them."""
    if not works(p.held_goals, month) or month == 0:
        return
    m, lag = municipality, p.outcome_lag
    ways = 0.0
    for measure in range(NUMBER):
        if m.stage[measure] == EMBEDDED and WAYS[measure] > 0.0:
            ways += m.deployed[measure]
    set_up = goals.set_up_pays(ways)
    integral, tailoring, result, responsiveness, prevention = 0.0, 0.0, 0.0, 0.0, 0.0
    for measure in range(NUMBER):
        if m.stage[measure] == EMBEDDED:
            brings = m.deployed[measure] * (1.0 if WAYS[measure] > 0.0 else set_up)
            integral += brings * FOR_INTEGRAL_WORKING[measure]
            tailoring += brings * FOR_TAILORING[measure]
            result += brings * FOR_RESULT_ORIENTATION[measure]
            responsiveness += brings * FOR_RESPONSIVENESS[measure]
            prevention += brings * FOR_PREVENTION[measure]
    integral += goals.form_effect(m.practice[COLLABORATING])
    result = result + 0.6 * m.cost_control + goals.form_effect(m.practice[PERFORMING])
    responsiveness += goals.form_effect(m.practice[RESPONSIVE])
    # Without a team the old services work as they did.
    none = m.number_of_teams == 0
    quality = 0.3 if none else m.team_integral
    m.integral_working = toward(m.integral_working, goals.goal_target(integral, quality, m.overload, p), lag)
    # National rules beat local tailoring (E5).
    quality = (0.3 if none else m.team_tailoring) * m.mandate_left
    m.tailoring = toward(m.tailoring, goals.goal_target(tailoring, quality, m.overload, p), lag)
    quality = 0.35 if none else m.team_result
    m.result_orientation = toward(m.result_orientation, goals.goal_target(result, quality, m.overload, p), lag)
    quality = 0.35 if none else m.team_responsiveness
    m.responsiveness = toward(m.responsiveness, goals.goal_target(responsiveness, quality, m.overload, p), lag)
    quality = 0.35 if none else m.team_prevention
    m.prevention = toward(m.prevention, goals.goal_target(prevention, quality, m.overload, p), lag)
    m.active_citizenship = toward(
        m.active_citizenship,
        goals.citizenship_target(
            m.support_citizens, m.deployed[INFORMAL_NETWORKS], m.deployed[CO_CREATION], m.cost_control
        ),
        lag,
    )


@rule
def count_measures(municipality, month, type_month, p):
    """Count what is deployed, in all and by cell, and keep the counts of the type date."""
    m = municipality
    ingezet, embedded = 0, 0
    in_window = -TEMPO_MONTHS <= 2 * (month - type_month + TYPE_DATE_AFTER_LAW) < TEMPO_MONTHS
    for cell in range(4):
        m.ingezet_in_cell[cell] = 0
    for measure in range(NUMBER):
        stage = m.stage[measure]
        if stage == EMBEDDED:
            embedded += 1
            if m.ended[measure] == month and in_window and m.origin[measure] != THE_STATE:
                m.embedded_in_window = m.embedded_in_window + 1
        if stage == EMBEDDED or (stage == PILOT and m.running[measure] >= DEPLOYED_AFTER):
            ingezet += 1
            m.ingezet_in_cell[CELL[measure]] += 1
    m.ingezet, m.embedded = ingezet, embedded
    if 2 * m.ingezet >= NUMBER and m.eighth_month < 0:
        m.eighth_month = month
    if month == type_month:
        m.ingezet_at_date = m.ingezet
        for cell in range(4):
            m.ingezet_in_cell_at_date[cell] = m.ingezet_in_cell[cell]


@rule
def publish(publication, municipality, month):
    """Make this month's end known to others: the only thing that they read next month."""
    m = municipality
    publication.conviction = m.conviction
    publication.director = m.director_power
    publication.team = 1 if m.number_of_teams > 0 else 0
    publication.failure_seen = m.failure_seen
    publication.performance = (
        m.integral_working + m.tailoring + m.result_orientation + m.responsiveness + m.prevention
    ) / 5.0
    ended_from, ended_to = 0, 0
    for measure in range(NUMBER):
        embedded = m.stage[measure] == EMBEDDED
        ended = m.ended[measure] == month
        publication.embedded[measure] = 1 if embedded else 0
        publication.success[measure] = 1 if ended and embedded else 0
        publication.failure[measure] = 1 if ended and not embedded else 0
        if ended:
            ended_from = measure if ended_to == 0 else ended_from
            ended_to = measure + 1
    publication.ended_from, publication.ended_to = ended_from, ended_to
