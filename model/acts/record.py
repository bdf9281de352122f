"""What is recorded at the end of a month: sums over the country, from left to right so that both drivers add alike."""

from model.measures import EMBEDDED, NUMBER, PILOT
from model.outcomes import OUTCOMES
from model.rule import rule
from model.rules.steering_form import COLLABORATING, RESPONSIVE
from model.typology import CAUTIOUS, CHANGER, DEPLOYED_AFTER, type_of

COLUMNS = len(OUTCOMES)
READY_FROM = 0.95
"""Readiness from which a municipality counts as formally ready (B6)."""

# Columns by name, so that a column written in the wrong place is a wrong name and shows.
# fmt: off
(
    SHARE_CAUTIOUS, SHARE_CAUTIOUS_CHANGER, SHARE_CHANGER, INGEZET, EMBEDDED_SO_FAR, STARTS, EMBEDDINGS, FAILURES,
    SHARE_WITH_TEAM, TEAMS, PRESSURE, URGENCY, COST_CONTROL, CONVICTION, POWER, CHAMPIONS, OVERLOAD, READINESS,
    SHARE_READY, ROOM, CONTROL, TRUST, SUPPORT_STAFF, SUPPORT_PARTNERS, SUPPORT_CITIZENS, LEARNING, INTEGRAL_WORKING,
    TAILORING, RESULT_ORIENTATION, RESPONSIVENESS, PREVENTION, ACTIVE_CITIZENSHIP, BALANCE, WAITING, INCIDENTS,
    CENTRALISATION, TEAM_MANDATE, TEAM_BREADTH, TEAM_INTEGRATION, TEAM_INFORMAL_TIES, DESIRED_NEW_FORMS,
    PRACTISED_NEW_FORMS, INGEZET_F1,
) = range(COLUMNS - NUMBER + 1)
# fmt: on


@rule
def record(row, national, municipalities, councils, p):
    """Write the month's outcomes into `row`: means over municipalities, shares, and counts in the country."""
    clear(row)
    for place in range(len(municipalities)):
        add(row, municipalities[place], councils[place], p)
    finish(row, national, len(municipalities))


@rule
def clear(row):
    """Begin with nothing."""
    for column in range(COLUMNS):
        row[column] = 0.0


@rule
def add(row, municipality, council, p):
    """Add one municipality and its council to the sums."""
    add_municipality(row, municipality, p)
    row[CONTROL] += council.control
    row[TRUST] += council.trust


@rule
def finish(row, national, number):
    """Make means of the sums over `number` municipalities, and of those on teams means over teams."""
    with_team = row[SHARE_WITH_TEAM]
    teams, incidents, waiting = row[TEAMS], row[INCIDENTS], row[WAITING]
    mandate, breadth = row[TEAM_MANDATE], row[TEAM_BREADTH]
    integration, informal = row[TEAM_INTEGRATION], row[TEAM_INFORMAL_TIES]
    for column in range(COLUMNS):
        row[column] = row[column] / number
    row[TEAMS], row[INCIDENTS] = teams, incidents
    row[WAITING] = waiting / with_team if with_team > 0.0 else 0.0
    row[TEAM_MANDATE] = mandate / teams if teams > 0.0 else 0.0
    row[TEAM_BREADTH] = breadth / teams if teams > 0.0 else 0.0
    row[TEAM_INTEGRATION] = integration / teams if teams > 0.0 else 0.0
    row[TEAM_INFORMAL_TIES] = informal / teams if teams > 0.0 else 0.0
    row[CENTRALISATION] = national.centralisation


@rule
def add_municipality(row, municipality, p):
    """Add one municipality to the sums."""
    m = municipality
    kind = type_of(m.ingezet, m.ingezet_in_cell, p.changer_from, p.cautious_to)
    if kind == CHANGER:
        row[SHARE_CHANGER] += 1.0
    elif kind == CAUTIOUS:
        row[SHARE_CAUTIOUS] += 1.0
    else:
        row[SHARE_CAUTIOUS_CHANGER] += 1.0
    row[INGEZET] += m.ingezet
    row[EMBEDDED_SO_FAR] += m.embedded
    row[STARTS] += m.starts
    row[EMBEDDINGS] += m.embeddings
    row[FAILURES] += m.drops
    row[TEAMS] += m.number_of_teams
    row[PRESSURE] += m.pressure
    row[URGENCY] += m.urgency
    row[COST_CONTROL] += m.cost_control
    row[CONVICTION] += m.conviction
    row[POWER] += m.power
    row[CHAMPIONS] += m.champions
    row[OVERLOAD] += m.overload
    row[READINESS] += m.readiness
    row[SHARE_READY] += 1.0 if m.readiness >= READY_FROM else 0.0
    row[ROOM] += m.room
    row[SUPPORT_STAFF] += m.support_staff
    row[SUPPORT_PARTNERS] += m.support_partners
    row[SUPPORT_CITIZENS] += m.support_citizens
    row[LEARNING] += m.learning
    row[INTEGRAL_WORKING] += m.integral_working
    row[TAILORING] += m.tailoring
    row[RESULT_ORIENTATION] += m.result_orientation
    row[RESPONSIVENESS] += m.responsiveness
    row[PREVENTION] += m.prevention
    row[ACTIVE_CITIZENSHIP] += m.active_citizenship
    row[BALANCE] += m.balance
    row[INCIDENTS] += m.incidents
    row[DESIRED_NEW_FORMS] += m.philosophy[COLLABORATING] + m.philosophy[RESPONSIVE]
    row[PRACTISED_NEW_FORMS] += m.practice[COLLABORATING] + m.practice[RESPONSIVE]
    if m.number_of_teams > 0:
        row[SHARE_WITH_TEAM] += 1.0
        row[WAITING] += m.team_waiting
        row[TEAM_MANDATE] += m.team_mandate * m.number_of_teams
        row[TEAM_BREADTH] += m.team_breadth * m.number_of_teams
        row[TEAM_INTEGRATION] += m.team_integration * m.number_of_teams
        row[TEAM_INFORMAL_TIES] += m.team_informal_ties * m.number_of_teams
    for measure in range(NUMBER):
        stage = m.stage[measure]
        if stage == EMBEDDED or (stage == PILOT and m.running[measure] >= DEPLOYED_AFTER):
            row[INGEZET_F1 + measure] += 1.0
