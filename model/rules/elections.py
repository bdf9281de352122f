"""Elections renew part of the council (fig. 5.7), and the talks after them are the time to agree on room (D15)."""

from model.rule import rule

ELECTION_DATES = ("2014-03", "2018-03", "2022-03")
"""Months of the council elections (fig. 0.5)."""


TALKS = 3
"""Months of coalition talks after an election."""


@rule
def agreement_hazard(months_since_election, p):
    """Return the chance that this month of the coalition talks brings an agreement on room for the term (D15)."""
    return p.agreement_chance / TALKS if 1 <= months_since_election <= TALKS else 0.0


@rule
def renewed(old, drawn, p):
    """Return a council's appetite for risk or trust after an election."""
    return (1.0 - p.election_renewal) * old + p.election_renewal * drawn
