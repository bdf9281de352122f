"""Elections renew part of the council: the mean of old and new members (fig. 5.7)."""

from model.rule import rule

ELECTION_DATES = ("2014-03", "2018-03", "2022-03")
"""Months of the council elections (fig. 0.5)."""


@rule
def renewed(old, drawn, p):
    """Return a council's appetite for risk or trust after an election."""
    return (1.0 - p.election_renewal) * old + p.election_renewal * drawn
