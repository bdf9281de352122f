"""The balance of the books: instruments of cost control save at once, renewal saves later, put-off need comes back.

Own assessment and tariffs are the instruments of cost control (A9): their returns diminish, and what is put off or
shifted onto citizens (E9) comes back as need. Prevention and integral working save in the end (B15, B18). Sizes are
assumptions.
"""

from model.rule import rule
from model.rules.forms import positive, saturating, toward


@rule
def savings_after(savings, cost_control, p):
    """Return what cost control saves, share of the transferred sum: within half a year, with diminishing returns."""
    return toward(savings, p.savings_most * saturating(2.0 * cost_control), 6.0)


@rule
def renewal_savings(prevention, integral_working, p):
    """Return what renewed ways of working save, share of the transferred sum."""
    better = positive(0.5 * (prevention + integral_working) - p.old_ways, 0.02)
    return min(p.renewal_savings, p.renewal_savings * better)


@rule
def rebound_after(rebound, cost_control, p):
    """Return the put-off need that comes back, share of the transferred sum: it builds over two years."""
    return toward(rebound, p.rebound_most * cost_control, 24.0)


@rule
def balance(savings, renewal, budget_cut, deficit, rebound, pilots, p):
    """Return the balance of the books, share of the transferred sum: below zero is a deficit.

    Running `pilots` cost money before anything saves (A12, fig. 6.17).
    """
    return savings + renewal - budget_cut - deficit - rebound - p.pilot_cost * pilots


@rule
def shortage(felt_cut, deficit, rebound, savings, renewal):
    """Return the shortage that presses, share of the transferred sum: what is felt to be missing and not yet saved."""
    missing = felt_cut + deficit + rebound
    return positive(missing - savings - renewal, 0.005) if missing > 0.0 else 0.0
