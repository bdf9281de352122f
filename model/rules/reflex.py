"""The risk-and-rule reflex: after a visible failure or an incident control jumps, and fades slowly (B14).

Informal exchange beforehand shields. Failures elsewhere scare the council too (an assumption), while they teach the
staff (B13).
"""

from model.rule import rule
from model.rules.forms import either, fading, share


@rule
def alarm(failure_seen, incident, failures_elsewhere, p):
    """Return how alarming a month was, 0 to 1."""
    return share(failure_seen + 0.3 * incident + p.scare_elsewhere * failures_elsewhere)


@rule
def control_after(control, resting, alarm, exchange, councillor, p):
    """Return the council's control a month later, 0 to 1: it fades to its resting level and jumps with alarm.

    Informal exchange and a champion inside the council (`councillor`, its power) shield (B14).
    """
    faded = resting + (control - resting) * fading(p.reflex_halflife)
    jump = p.reflex_strength * alarm * (1.0 - p.exchange_shield * either(exchange, councillor))
    return faded + jump * (1.0 - faded)
