"""Turnover of champions: they leave, the successor need not be one, champions mobilise others (B5), and among those who
newly come to a seat there is one now and then (fig. 5.8, 5.13).
"""

from model.rule import rule


@rule
def exit_chance(energy, p):
    """Return the chance that a champion leaves this month: the yearly rate at middling energy, higher for the tired."""
    return min(1.0, p.champion_exit * (1.5 - energy) / 12.0)


@rule
def mobilisation_chance(power, p):
    """Return the chance that there is one champion more this month: won over by the others, or new in a seat."""
    return min(1.0, (p.mobilisation * power + p.newcomers) / 12.0)
