"""The pull to centralise: national politics answers incidents in the news, and dislikes local variation, with national
rules.

That the state pulls towards national rules stands in C2 and E5; that incidents call them forth is an assumption (D3
comes near). National rules cap the mandate of every team and ask for attention.
"""

from model.rule import rule
from model.rules.forms import fading, positive, saturating


@rule
def news_after(news, incidents_this_month, teams, p):
    """Return the incidents in the news, per team and year, after this month: a decaying average."""
    rate = 12.0 * incidents_this_month / (teams + p.news_damping)
    kept = fading(p.news_halflife)
    return kept * news + (1.0 - kept) * rate


@rule
def centralisation_after(centralisation, news, variation, p):
    """Return the strength of national rules, 0 to 1: quick to rise with alarm, slow to fade.

    `variation` is the standard deviation between municipalities of the share of measures embedded.
    """
    alarm = p.distrust * variation + 2.0 * positive(news / p.news_tolerance - 1.0, 0.05)
    called_for = saturating(alarm)
    if called_for > centralisation:
        return centralisation + 0.5 * (called_for - centralisation)
    return called_for + (centralisation - called_for) * fading(p.centralisation_halflife)


@rule
def mandate_left(centralisation, p):
    """Return the part of a team's mandate that national rules leave, 0 to 1."""
    return 1.0 - p.centralising * centralisation


@rule
def reporting_load(centralisation, p):
    """Return the share of attention that national rules and questions ask."""
    return 0.25 * p.centralising * centralisation
