"""How a municipality steers its change: five levels that are tended, three stocks of support, and a steering form."""

from model import chance
from model.acts.arrival import secretary_role
from model.acts.take_measures import in_use
from model.chance import happens, uniform
from model.measures import (
    AREA_DATA,
    CO_CREATION,
    INFORMAL_NETWORKS,
    LEARNING_ACCOUNTABILITY,
    MANDATE,
    ONE_PLAN,
    RESULT_TENDERING,
    ROOM_TO_DEVIATE,
)
from model.rule import rule
from model.rules import steering, steering_form, support
from model.rules.forms import toward, works

FORM_NUMBER = len(steering_form.FORMS)


@rule
def steer(municipality, month, p, seed):
    """Tend the five levels; a new secretary may prefer another role."""
    key = municipality.key
    if (
        month > 0
        and p.held_turnover == 0.0
        and happens(p.secretary_exit / 12.0, seed, chance.SECRETARY_EXIT, key, month)
    ):
        municipality.secretary_cohort = municipality.secretary_cohort + 1
        municipality.secretary_role = secretary_role(
            uniform(seed, chance.SECRETARY, key, municipality.secretary_cohort), p
        )
    if works(p.held_steering, month) and month > 0:
        m, power, kept = municipality, municipality.power, steering.gap_kept(p)
        connects = 1.0 if m.secretary_role == steering.CONNECTOR else 0.0
        changes = 1.0 if m.secretary_role == steering.CHANGE_LEADER else 0.0
        m.strategy = steering.level_after(m.strategy, m.strategy_disposition, changes, power, kept)
        m.participation = steering.level_after(m.participation, m.participation_disposition, connects, power, kept)
        m.communication = steering.level_after(m.communication, m.communication_disposition, connects, power, kept)
        m.learning = steering.level_after(m.learning, m.learning_disposition, changes, power, kept)
        m.internal_change = steering.level_after(m.internal_change, m.internal_change_disposition, changes, power, kept)


@rule
def win_support(municipality, month, p):
    """Staff, partners and citizens are involved or not, told or not, and remember failures, cuts and haste."""
    if works(p.held_support, month) and month > 0:
        m = municipality
        failure, firm = m.failure_seen, 1.0 * m.firm
        m.support_staff = support.support_after(
            m.support_staff,
            0.5 * (m.participation + m.learning),
            m.communication,
            0.5 * m.cost_control,
            m.haste,
            failure,
            0.0,
            p,
        )
        m.support_partners = support.support_after(
            m.support_partners, m.participation, m.communication, m.cost_control, m.haste, failure, firm, p
        )
        m.support_citizens = support.support_after(
            m.support_citizens,
            m.participation * (0.7 + 0.3 * m.deployed[CO_CREATION]),
            m.communication,
            m.cost_control,
            0.5 * m.haste,
            0.5 * failure,
            0.5 * firm,
            p,
        )


@rule
def take_form(municipality, council, national, month, p):
    """What the municipality wants to be moves first; what it does follows, and lags."""
    if not works(p.held_steering_form, month) or month == 0:
        return
    m = municipality
    together = 0.4 * in_use(m, CO_CREATION) + 0.3 * in_use(m, INFORMAL_NETWORKS) + 0.3 * m.participation
    room = (in_use(m, MANDATE) + in_use(m, ROOM_TO_DEVIATE) + in_use(m, ONE_PLAN)) / 3.0
    results = (in_use(m, RESULT_TENDERING) + in_use(m, AREA_DATA) + in_use(m, LEARNING_ACCOUNTABILITY)) / 3.0
    desired, practised = 0.0, 0.0
    for form in range(FORM_NUMBER):
        desired += desire(form, m, national, p)
        practised += practise(form, m, council, together, room, results, p)
    for form in range(FORM_NUMBER):
        m.philosophy[form] = toward(m.philosophy[form], desire(form, m, national, p) / desired, 18.0)
        m.practice[form] = toward(
            m.practice[form], practise(form, m, council, together, room, results, p) / practised, 18.0
        )


@rule
def desire(form, municipality, national, p):
    """The weight of a form in what the municipality wants to be."""
    m = municipality
    return steering_form.desired_weight(
        form,
        steering_form.tradition(form, p),
        m.conviction,
        m.participation,
        m.communication,
        m.learning,
        m.secretary_role,
        national.centralisation,
    )


@rule
def practise(form, municipality, council, together, room, results, p):
    """The weight of a form in what the municipality does."""
    return steering_form.practised_weight(
        form,
        steering_form.tradition(form, p),
        council.control,
        municipality.cost_control,
        together,
        room,
        results,
    )
