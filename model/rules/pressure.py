"""Outside pressure: what comes from the money and what comes from the date (A9, D2, E1)."""

from model.rule import rule
from model.rules.forms import saturating


@rule
def pressure(shortage, deadline_pressure, p):
    """Return the pressure, 0 to 1: saturating in the shortage relative to the reference cut, plus the pull of the
    date.
    """
    return saturating(shortage / p.reference_cut + deadline_pressure)
