"""Addressed chance: every draw is a function of (seed, purpose, identity, month) and of nothing else.

A draw belongs to who draws it (a municipality's code number, a team's or a champion's own key), to what it is for
(a purpose from the list below) and to the month. So two scenarios with the same seed meet the same luck, and adding a
municipality, a team or a champion moves nobody else's draws.

The word behind a draw is a two-round SplitMix64 hash (Steele, Lea and Flood 2014) of the address.
"""

import math
import operator
from typing import SupportsIndex

from model.declaration import Fault
from model.rule import rule

WORD = 0xFFFF_FFFF_FFFF_FFFF
GOLDEN = 0x9E37_79B9_7F4A_7C15
# The second uniform of a normal number has its purpose moved by this much, out of reach of the list below.
SECOND_HALF = 1000

# Purposes. A purpose is never used for two decisions; a test checks that the numbers differ.
CONVICTION = 1
APPETITE_ALDERMAN = 2
APPETITE_COUNCIL = 3
STRATEGY = 4
PARTICIPATION = 5
COMMUNICATION = 6
LEARNING = 7
INTERNAL_CHANGE = 8
EXCHANGE = 9
SECRETARY = 10
DEFICIT = 11
RELUCTANCE = 12
PIONEER = 13
CHAMPION_NUMBER = 14
CHAMPION_POSITION = 15
CHAMPION_SEAT = 16
CHAMPION_EXIT = 17
SUCCESSION = 18
MOBILISATION = 19
MOBILISED_SEAT = 20
ALDERMAN_EXIT = 21
SECRETARY_EXIT = 22
AGENDA = 23
AGENDA_MEASURE = 24
START = 25
SUCCESS = 26
VISIBILITY = 27
TEAM_NEED = 28
TEAM_INCIDENT = 29
TEAM_INVENTION = 30
INVENTED_MEASURE = 31
NOTICE = 32
CHOSEN_PART = 33
TEAM_CHARACTER = 34
INCIDENT_ADDED = 35
COUNCIL_RENEWAL = 36
PRIOR_EXPERIENCE = 37
BASELINE_CONTROL = 38
TEAM_HABIT = 39
AGREEMENT = 40
PILOT_LENGTH = 41


@rule
def mixed(word):
    """Return the word with every bit stirred by every other: SplitMix64's finaliser.

    The masks make each shift a logical one, whether the word is a Python int or a wrapping 64-bit integer.
    """
    word = ((word ^ ((word >> 30) & 0x3_FFFF_FFFF)) * 0xBF58_476D_1CE4_E5B9) & WORD
    word = ((word ^ ((word >> 27) & 0x1F_FFFF_FFFF)) * 0x94D0_49BB_1331_11EB) & WORD
    return word ^ ((word >> 31) & 0x1_FFFF_FFFF)


@rule
def uniform(seed, purpose, identity, month):
    """Return the number in (0, 1) that belongs to this address, whatever else happens in the run.

    `seed` is any 64-bit integer, `purpose` one of the list above, `identity` the key of who draws (below 2**47),
    `month` a whole number from 0 to 65,535.
    """
    word = mixed(mixed(seed * GOLDEN + (purpose << 16 | month)) + identity * GOLDEN)
    return (((word >> 12) & 0xF_FFFF_FFFF_FFFF) + 0.5) * 2.0**-52


@rule
def happens(probability, seed, purpose, identity, month):
    """Return whether an event of this probability happens at this address."""
    return probability > 0.0 and uniform(seed, purpose, identity, month) < probability


@rule
def normal(seed, purpose, identity, month):
    """Return the standard normal number of this address: Box and Muller (1958) on two addressed uniforms."""
    first = uniform(seed, purpose, identity, month)
    second = uniform(seed, purpose + SECOND_HALF, identity, month)
    return math.sqrt(-2.0 * math.log(first)) * math.cos(6.283185307179586 * second)


@rule
def disposition(mean, spread, seed, purpose, identity):
    """Return a share between 0.02 and 0.98: the mean plus `spread` standard deviations times the address's normal."""
    return min(0.98, max(0.02, mean + spread * normal(seed, purpose, identity, 0)))


class BadSeed(Fault, ValueError):
    """A seed that is no whole number of 64 bits."""


def checked_seed(seed: SupportsIndex) -> int:
    """Return the seed, one of numpy's whole numbers too, as an int. Raises BadSeed unless it is one of 64 bits."""
    try:
        number = 2**63 if isinstance(seed, bool) else operator.index(seed)
    except TypeError:
        number = 2**63
    if not -(2**63) <= number < 2**63:
        raise BadSeed(f"seed: got {seed!r}; allowed a whole number from -2**63 to 2**63 - 1")
    return number
