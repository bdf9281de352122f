"""Experience carried over from one decentralisation to the next, and what copies do not fit (D11, D18).

Experience teaches, but approaches cannot be copied one to one: context and set-up differ. Learning adapts them.
"""

from model.rule import rule


@rule
def lessons_carried(embedded, p):
    """Return the successes that a measure embedded in the other domain counts for here."""
    return 3.0 * p.transfer * embedded


@rule
def fit_of_copy(p):
    """Return the fit of an approach copied from the other domain before it is adapted, 0 to 1."""
    return p.transfer
