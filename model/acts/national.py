"""What the state does: keeps the date, cuts, has everybody reassessed, and reacts to incidents and variation."""

import math

from model.measures import NUMBER
from model.rule import rule
from model.rules import centralisation as national_rules
from model.rules import cuts, deadline, reassessment
from model.rules.forms import works


@rule
def announce(national, law_month, p):
    """The law is announced: `p.preparation` months before its date."""
    national.law_month = law_month
    national.announced_month = law_month - int(p.preparation + 0.5)
    national.credibility = 1.0
    national.since_election = -1


@rule
def postpone(national, months, p):
    """The date of the law moves."""
    national.law_month = national.law_month + months
    national.credibility = deadline.credibility_after_postponement(national.credibility, p)


@rule
def govern(national, month, p):
    """The state's month: the date comes nearer, the cut phases in, incidents and variation call for national rules."""
    law, announced = national.law_month, national.announced_month
    if national.election == 1:
        national.since_election = 0
    elif national.since_election >= 0:
        national.since_election = national.since_election + 1
    if works(p.held_deadline, month):
        national.nearness = deadline.nearness(month, law, announced, p)
        national.clarity = deadline.clarity(month, law, p)
        national.deadline_pressure = deadline.deadline_pressure(
            national.nearness, national.clarity, national.credibility, p
        )
    if works(p.held_cuts, month):
        national.felt_cut = cuts.felt_cut(month, law, announced, national.credibility, p)
        national.budget_cut = cuts.budget_cut(month, law, p)
        national.deficit = cuts.deficit(month, law, 1.0, p)
    if works(p.held_reassessment, month):
        national.reassessment = reassessment.reassessment_share(month, law, p)
    if works(p.held_centralisation, month):
        national.news = national_rules.news_after(national.news, national.incidents, national.teams, p)
        national.centralisation = national_rules.centralisation_after(
            national.centralisation, national.news, national.variation, p
        )


@rule
def take_stock(national, municipalities):
    """What the state sees at the end of a month: incidents, teams, and how far municipalities differ."""
    incidents, teams, total, squares = 0, 0, 0, 0
    for i in range(len(municipalities)):
        municipality = municipalities[i]
        incidents += municipality.incidents
        teams += municipality.number_of_teams
        total += municipality.embedded
        squares += municipality.embedded * municipality.embedded
    number = len(municipalities)
    national.incidents = incidents
    national.teams = teams
    # Whole numbers are summed, so that the order of municipalities cannot show.
    national.variation = math.sqrt(max(0, number * squares - total * total)) / (1.0 * number * NUMBER)
