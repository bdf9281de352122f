"""Falling back: load, control and cost control pull a team back to access, target groups and rules (C4, C6, E2)."""

from model.rule import rule
from model.rules.forms import positive, share


@rule
def pull_back(load, control, cost_control):
    """Return how strongly a team is pulled back, 0 to 1."""
    return share(0.5 * positive(load - 1.0, 0.05) + 0.4 * control + 0.4 * cost_control)


@rule
def after_fallback(attribute, pull, p):
    """Return an attribute of a team after a month of being pulled back."""
    return attribute * (1.0 - p.fallback_rate * pull)
