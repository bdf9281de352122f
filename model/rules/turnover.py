"""Turnover of champions: they leave, the successor need not be one, and champions mobilise others (B5, fig. 5.8, 5.13)."""

from model.rule import rule
from model.rules.leadership import ALDERMAN, SECRETARY


@rule
def exit_chance(seat, energy, p):
    """Return the chance that a champion leaves this month: the seat's yearly rate, higher for the tired."""
    yearly = p.champion_exit
    if seat == ALDERMAN:
        yearly = p.alderman_exit
    elif seat == SECRETARY:
        yearly = p.secretary_exit
    return min(1.0, yearly * (1.5 - energy) / 12.0)


@rule
def mobilisation_chance(power, p):
    """Return the chance that the champions win over one more this month."""
    return min(1.0, p.mobilisation * power / 12.0)
