"""Steering form: what a municipality wants to be, and what it does. Lawful, performing, collaborating, responsive (D8).

The desired philosophy and the practised form are two states; practice follows what is done, and lags (D8, D12). Both
start from the tradition of the domain and the example of the state (D1, D21).
"""

from model.rule import rule

LAWFUL, PERFORMING, COLLABORATING, RESPONSIVE = 0, 1, 2, 3
FORMS = ("lawful", "performing", "collaborating", "responsive")
TRADITION = (0.25, 0.45, 0.2, 0.1)
TRADITION_ENVIRONMENT = (0.5, 0.25, 0.15, 0.1)
"""The social domain starts from the performing government, the Environment Act from the lawful one (D1)."""


@rule
def tradition(form, p):
    """Return the weight of a form in the tradition of the domain (D1): `p.lawful_tradition` leads from one to the
    other.
    """
    return TRADITION[form] + p.lawful_tradition * (TRADITION_ENVIRONMENT[form] - TRADITION[form])


@rule
def desired_weight(form, tradition, conviction, participation, communication, learning, role, centralisation):
    """Return the weight of one form in the desired philosophy; weights of the four are made to add up to one."""
    if form == LAWFUL:
        return 0.6 * tradition + 0.4 * centralisation
    if form == PERFORMING:
        return 0.6 * tradition
    if form == COLLABORATING:
        return 0.6 * tradition + 0.5 * conviction * (participation + 0.5 * communication) + (0.15 if role == 1 else 0.0)
    return 0.6 * tradition + 0.5 * conviction * (learning + 0.5 * participation) + (0.15 if role == 2 else 0.0)


@rule
def practised_weight(form, tradition, control, cost_control, working_together, leaving_room, results):
    """Return the weight of one form in what is practised.

    `working_together`, `leaving_room` and `results` count the measures embedded that work so, 0 to 1.
    """
    if form == LAWFUL:
        return tradition + 0.6 * control
    if form == PERFORMING:
        return tradition + 0.4 * cost_control + 0.3 * results
    if form == COLLABORATING:
        return tradition + 0.6 * working_together
    return tradition + 0.6 * leaving_room
