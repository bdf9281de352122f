"""What becomes of a pilot: embedded or dropped, by fit, teams, support, learning and control.

Pilots do not all last equally long (fig. 7.1, 7.6). Support makes them land, and land earlier (A12, B11). A practice
copied from an unlike place fits less (C5); learning adapts it (B13, D11). Strong control kills adaptation (C11).
"""

import math

from model.rule import rule
from model.rules.forms import share


@rule
def fit_after_adapting(fit, learning):
    """Return the fit of a copied practice once a learning municipality has adapted it, 0 to 1."""
    return fit + (1.0 - fit) * learning


@rule
def pilot_months(draw, p):
    """Return the months of attended work that a pilot takes; `draw`, from 0 to 1, spreads them evenly."""
    return p.pilot_length * (1.0 + p.pilot_spread * (2.0 * draw - 1.0))


@rule
def pace(support, p):
    """Return how fast a pilot gets on, relative to half support: what is supported lands earlier (A12)."""
    return (1.0 + p.participation_gain * support) / (1.0 + 0.5 * p.participation_gain)


@rule
def landing(team_quality, support, control, p):
    """Return the factor on the odds of success from teams, support and control: 1 with a team of quality 0.3 and half
    support.
    """
    return math.exp(2.0 * (team_quality - 0.3)) * pace(support, p) * (1.0 - 0.7 * control * control)


@rule
def success_chance(fit, landing, lessons, p):
    """Return the chance that a pilot is embedded when its time is up.

    `p.base_success` holds at fit 1 and landing 1 without lessons; `lessons` counts what was learnt from own and
    others' pilots.
    """
    odds = p.base_success / (1.0 - p.base_success) * landing * (1.0 + p.lesson_gain * lessons)
    return share(max(0.02, odds / (1.0 + odds) - p.likeness_penalty * (1.0 - fit)))
