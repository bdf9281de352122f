"""The mean-field equation of the simplest case: a difference equation, month by month, of the model's own rules.

Let F be the share that has a social team. Those without one get it within the month with the chance c(F), the rules'
chance at mean values, so

    F(t) = F(t - 1) + (1 - F(t - 1)) c(F(t - 1)).

Without ties nobody sees what others have: c(0) every month, and what is left shrinks evenly. With all tied to all and c
nearly straight in F it is the curve of Bass (1969). Where municipalities are unequal there is such an equation for each
degree of reluctance, coupled by F alone; where ties are local there is none, and the same equation is what the network
is compared with.
"""

import numpy as np

from model.parameters import Parameters
from model.rules import deadline, first_team, starting

NODES = 40
"""Degrees of reluctance by which the normal distribution is represented (Gauss and Hermite)."""
NO_CONVICTION, ALL_TO_SPARE = 0.0, 1.0


def chance(share: float, reluctance: float, p: Parameters) -> float:
    """The chance of a first team within a month in the simplest case, where a `share` of those one is tied to have one.

    The date presses as in its first month, in which it takes effect; nobody is convinced, and attention is no
    constraint. `reluctance` is in standard deviations.
    """
    nearness, clarity = deadline.nearness(0, 0, -int(p.preparation), p), deadline.clarity(0, 0, p)
    pull = deadline.deadline_pressure(nearness, clarity, 1.0, p)
    hazard = first_team.first_team_hazard(pull, NO_CONVICTION, share, reluctance, ALL_TO_SPARE, p)
    return starting.chance_of(hazard)


def degrees(p: Parameters) -> tuple[np.ndarray, np.ndarray]:
    """Degrees of reluctance and their weights, which add up to 1: one degree where all are equal."""
    if p.reluctance_spread == 0.0:
        return np.zeros(1), np.ones(1)
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    return nodes, weights / weights.sum()


def path(first: float, months: int, p: Parameters, *, tied: bool) -> np.ndarray:
    """The share with a social team at the end of each month (months), from what it is at the end of the first.

    `tied`: to all others, or to nobody. In the first month nobody has seen anything yet.
    """
    reluctance, weights = degrees(p)
    unseen = np.array([chance(0.0, each, p) for each in reluctance])
    pioneers = (first - weights @ unseen) / (1.0 - weights @ unseen)
    shares = pioneers + (1.0 - pioneers) * unseen
    found = [float(weights @ shares)]
    for _ in range(1, months):
        seen = np.array([chance(found[-1], each, p) for each in reluctance]) if tied else unseen
        shares = shares + (1.0 - shares) * seen
        found.append(float(weights @ shares))
    return np.array(found)
