"""Support of staff, partners and citizens: won by taking part and by telling what the rules mean, lost by failure,
cuts and haste.

Won: A12, B5, B11, B19. Lost: C6, D20, E9. A firm decision costs little once there is support, much before (A12).
"""

from model.rule import rule


@rule
def support_after(support, involvement, communication, cost_control, haste, failure, firm, p):
    """Return one stock of support a month later, 0 to 1.

    `involvement` is how far these people take part; `haste` the part of attention that goes to the date; `failure` and
    `firm` are this month's failures seen and firm decisions taken.
    """
    unhurried = (1.0 - haste) * (1.0 - haste)
    won = (p.support_gain * involvement * unhurried + 0.4 * p.support_gain * communication) * (1.0 - support)
    lost = p.support_loss * (1.0 - involvement) + p.support_strain * (cost_control + haste)
    shock = 0.04 * failure + 0.08 * firm * (1.0 - support)
    return max(0.01, support + won - lost * support - shock * support)
