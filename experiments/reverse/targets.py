"""Reversed targets: what calibration is asked to reach when it is asked for the reverse of a claim.

A model that can be fitted to a claim and to its reverse says nothing with either. Each reversed band is the threshold
of the claim mirrored at the value that says nothing (0 for differences, 1 for ratios); where a claim is made of several
statistics, those are reversed that carry it, and the others are left free. Targets are written as calibration reads
them: pattern, statistic, band.

Emergent claims whose reverse a mere reading of the rules excludes (fewer champions and more change, P27; ties where
informal help is scarce, P26) are not among the eight: they would fail for nothing.
"""

from typing import NamedTuple

K, K_REVERSED = "K", "K_reversed"


class Reversed(NamedTuple):
    """What a search is after: its name (a word), what it claims, its targets, and why the bands are what they are.

    `kept` are parameters that stay as declared, because the pattern makes one of its scenarios from what is declared.
    """

    name: str
    claim: str
    targets: tuple[str, ...]
    why: str
    kept: tuple[str, ...] = ()


YARDSTICK = Reversed(
    K,
    "Half are cautious changers, changers are large and the cautious middle-sized, and teams spread in an S.",
    ("P1", "P2", "P25"),
    "the calibration targets as they are: the same effort has to reach them, or failing says nothing of a reverse",
)
"""What calibration itself is after."""

REVERSED = (
    Reversed(
        K_REVERSED,
        "Half are cautious changers and teams spread in an S, but the cautious are large and changers are not.",
        ("P1", "P25", "P2:large=..0.67", "P2:small=..0.91", "P2:middle=..0.83"),
        "each quotient is over one what it was; that shares and the spread of teams hold keeps it to what K is about",
    ),
    Reversed(
        "P6", "Directors who meet lower tempo.", ("P6:gain=..0.95",),
        "a loss of a twentieth instead of a gain",
    ),
    Reversed(
        "P7", "Cuts make the doubting experiment, and not the convinced.",
        ("P7:convinced=..0", "P7:doubting=0.15.."),
        "the two thirds change places",
    ),
    Reversed(
        "P8", "The reflex is shorter, and costs less, where the council was uninformed.",
        ("P8:informed=2..", "P8:recovery=..0.67"),
        "informed councils lose at least twice as much, and take half as long again",
    ),
    Reversed(
        "P9", "Participation is never behind at first and behind at the end: the curves cross the other way.",
        ("P9:at first=-0.05..", "P9:at the end=..-0.3"),
        "the end mirrored; at first no more behind than chance makes it",
    ),
    Reversed(
        "P18", "The faster, the worse in the end.", ("P18:correlation=-0.5..-0.1",),
        "the band mirrored at zero",
    ),
    Reversed(
        "P23", "What the state imposes succeeds more often than what is taken up freely.", ("P23:success=0.10..",),
        "ten percentage points above instead of below",
    ),
    Reversed(
        "P29", "More comes from teams under a controlling municipality than under a learning one.",
        ("P29:difference=..-0.10",),
        "ten percentage points below instead of above",
    ),
    Reversed(
        "P30", "Haste wins partners.", ("P30:support=..-0.05",),
        "as much lower with more time as it should be higher", kept=("preparation",),
    ),
)  # fmt: skip
"""The reverse of K, then that of eight emergent patterns."""
EMERGENT = len(REVERSED) - 1
FAIL_AT_LEAST = 6
"""So many of the reverses of emergent patterns, of which there are EMERGENT, must fail."""


def search(name: str) -> Reversed:
    """Return what is searched for under a name. Raises UnknownName."""
    from model.declaration import UnknownName

    by_name = {each.name: each for each in (YARDSTICK, *REVERSED)}
    if name not in by_name:
        raise UnknownName("search", name, by_name)
    return by_name[name]
