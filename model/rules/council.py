"""The council's room: appetite for risk times trust, plus exchange and urgency, less control (A10, B13, B14)."""

from model.rule import rule
from model.rules.forms import positive


@rule
def room(appetite, trust, exchange, urgency, agreed, control, p):
    """Return the room that council and alderman leave for trying and failing, 0 to 1.

    Control lowers it and never closes it quite: the reflex makes experiments rare, it does not ban them.
    """
    left = appetite * trust + p.exchange_room * exchange + p.urgency_room * urgency + agreed - p.control_room * control
    return min(1.0, positive(left, 0.03))


@rule
def trust_after(trust, success, failure_seen, incident, p):
    """Return trust between council and executive a month later, 0 to 1."""
    won = (p.trust_recovery * (p.trust_rest - trust)) + 0.03 * success * (1.0 - trust)
    lost = min(0.5, 0.1 * failure_seen + 0.05 * incident) * trust
    return min(0.99, max(0.01, trust + won - lost))
