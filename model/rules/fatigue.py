"""Fatigue: champions tire without support (B12), and secretaries who coach lessen it (D7, D19)."""

from model.rule import rule
from model.rules.forms import share


@rule
def support_received(support_of_staff, coached, meeting, given, p):
    """Return the support that a champion receives, 0 to 1: from staff, a coaching secretary, peers who meet, and help
    given.

    Secretaries coach the director or department head who leads (D7); `coached` is 0 or 1.
    """
    return share(0.6 * support_of_staff + 0.2 * coached + 0.5 * p.circle_strength * meeting + given)


@rule
def energy_after(energy, support, p):
    """Return a champion's energy a month later: lost without support, regained with it."""
    return energy - p.champion_fatigue * (1.0 - support) * energy + p.recovery * support * (1.0 - energy)
