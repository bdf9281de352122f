"""Reversed targets: what calibration is asked to reach when it is asked for the reverse of a claim.

A model that can be fitted to a claim and to its reverse says nothing with either. Each reversed band is the threshold
of the claim mirrored at the value that says nothing (0 for differences, 1 for ratios); where a claim is made of several
statistics, those are reversed that carry it, and the others are left free. Targets are written as calibration reads
them: pattern, statistic, band.

Emergent claims whose reverse a mere reading of the rules excludes (fewer champions and more change, P27; ties where
informal help is scarce, P26) are not among the eight: they would fail for nothing.
"""

from typing import NamedTuple

from model.language import Words

K, K_REVERSED = "K", "K_reversed"


class Reversed(NamedTuple):
    """What a search is after: its name (a word), what it claims, its targets, and why the bands are what they are."""

    name: str
    claim: Words
    targets: tuple[str, ...]
    why: Words


YARDSTICK = Reversed(
    K,
    Words(
        "Half are cautious changers, changers are large and the cautious middle-sized, and teams spread in an S.",
        "De helft is voorzichtige veranderaar, veranderaars zijn groot en voorzichtigen middelgroot, en teams "
        "verspreiden zich in een S.",
    ),
    ("P1", "P2", "P25"),
    Words(
        "the calibration targets as they are: the same effort has to reach them, or failing says nothing of a reverse",
        "de kalibratiedoelen zoals ze zijn: dezelfde inspanning moet ze halen, anders zegt mislukken niets over een "
        "omkering",
    ),
)
"""What calibration itself is after."""

REVERSED = (
    Reversed(
        K_REVERSED,
        Words(
            "Half are cautious changers and teams spread in an S, but the cautious are large and changers are not.",
            "De helft is voorzichtige veranderaar en teams verspreiden zich in een S, maar voorzichtigen zijn groot en "
            "veranderaars niet.",
        ),
        ("P1", "P25", "P2:large=..0.67", "P2:small=..0.91", "P2:middle=..0.83"),
        Words(
            "each quotient is over one what it was; that shares and the spread of teams hold keeps it to what K is "
            "about",
            "elk quotiënt is één gedeeld door wat het was; dat aandelen en de verspreiding van teams blijven, houdt "
            "het bij waar K over gaat",
        ),
    ),
    Reversed(
        "P6",
        Words("Directors who meet lower tempo.", "Directeuren die elkaar treffen verlagen het tempo."),
        ("P6:gain=..0.95",),
        Words("a loss of a twentieth instead of a gain", "een verlies van een twintigste in plaats van een winst"),
    ),
    Reversed(
        "P7",
        Words(
            "Cuts make the doubting experiment, and not the convinced.",
            "Een korting laat de twijfelaars experimenteren, en niet de overtuigden.",
        ),
        ("P7:convinced=..0", "P7:doubting=0.15.."),
        Words("the two thirds change places", "de twee derde delen wisselen van plaats"),
    ),
    Reversed(
        "P8",
        Words(
            "The reflex is shorter, and costs less, where the council was uninformed.",
            "De reflex is korter, en kost minder, waar de raad vooraf niets wist.",
        ),
        ("P8:informed=2..", "P8:recovery=..0.67"),
        Words(
            "informed councils lose at least twice as much, and take half as long again",
            "geïnformeerde raden verliezen ten minste twee keer zo veel, en doen er de helft langer over",
        ),
    ),
    Reversed(
        "P9",
        Words(
            "Participation is never behind at first and behind at the end: the curves cross the other way.",
            "Participatie loopt eerst nooit achter en aan het eind wel: de krommen kruisen andersom.",
        ),
        ("P9:at first=-0.05..", "P9:at the end=..-0.3"),
        Words(
            "the end mirrored; at first no more behind than chance makes it",
            "het eind gespiegeld; eerst niet meer achter dan toeval maakt",
        ),
    ),
    Reversed(
        "P18",
        Words("The faster, the worse in the end.", "Hoe sneller, hoe slechter aan het eind."),
        ("P18:correlation=-0.5..-0.1",),
        Words("the band mirrored at zero", "de band gespiegeld in nul"),
    ),
    Reversed(
        "P23",
        Words(
            "What the state imposes succeeds more often than what is taken up freely.",
            "Wat het rijk oplegt slaagt vaker dan wat vrij wordt opgepakt.",
        ),
        ("P23:success=0.10..",),
        Words("ten percentage points above instead of below", "tien procentpunten erboven in plaats van eronder"),
    ),
    Reversed(
        "P29",
        Words(
            "More comes from teams under a controlling municipality than under a learning one.",
            "Er komt meer van teams onder een controlerende gemeente dan onder een lerende.",
        ),
        ("P29:difference=..-0.10",),
        Words("ten percentage points below instead of above", "tien procentpunten eronder in plaats van erboven"),
    ),
    Reversed(
        "P30",
        Words("Haste wins partners.", "Haast wint partners."),
        ("P30:support=..-0.05",),
        Words(
            "as much lower with more time as it should be higher",
            "met meer tijd even veel lager als het hoger hoort te zijn",
        ),
    ),
)
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
