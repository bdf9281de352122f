"""Reversed targets: what calibration is asked to reach when it is asked for the reverse of a claim.

A model that can be fitted to a claim and to its reverse says nothing with either. Targets are written as calibration
reads them: pattern, statistic, band. How each was chosen:

- A reversed band is the threshold mirrored at the value that says nothing (0 for differences, 1 for ratios, a half for
  shares), unless `why` says otherwise. An end that no claim needs is left open.
- Of a claim made of several statistics those are reversed that carry it, and the others are left free: every further
  target makes failing cheaper.
- The rules must leave it open. P6, P29 and P30 are searched for and told apart: a rule gives each its sign, so that
  failing counts for nothing (`settled` says which). P15, P16 (the measures that workers tell of are among those that
  make a changer), P22, P26 and P27 are of that kind, too, and are not searched for. So seven are left where eight were
  wanted; as many as before have to fail. Where a range holds the switch that a pattern itself throws (P9, without delay
  and without gain), that parameter keeps its value (`kept`): off is the check of the mechanism and not the reverse of
  the claim.
- It must have a value. P8 is reversed in how long the reflex lasts and not in how much the uninformed lose, which has
  no value as a ratio where they lose nothing. Where a target has no value in any set tried in the end (no changers, no
  teams, nothing begun freely), the search has not failed: there was nothing to compare.
- No statistic counts the cautious among the large. That they are few in the middle, as K reversed asks, means that
  they are many among the others; whether among the small or the large is open.
"""

from typing import NamedTuple

from model.language import Words

K, K_REVERSED = "K", "K_reversed"


class Reversed(NamedTuple):
    """What a search is after: its name (a word), what it claims, its targets, and why the bands are what they are.

    `settled` says which rule settles the sign by itself, empty where none does; `kept` are parameters that are not
    fitted.
    """

    name: str
    claim: Words
    targets: tuple[str, ...]
    why: Words
    settled: Words = Words("", "")
    kept: tuple[str, ...] = ()


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
            "Half are cautious changers and teams spread in an S, but changers are few among the large, cautious "
            "changers few among the small, and the cautious few among the middle-sized.",
            "De helft is voorzichtige veranderaar en teams verspreiden zich in een S, maar onder grote gemeenten zijn "
            "weinig veranderaars, onder kleine weinig voorzichtige veranderaars en onder middelgrote weinig "
            "voorzichtigen.",
        ),
        ("P1", "P25", "P2:large=..0.67", "P2:small=..0.91", "P2:middle=..0.83"),
        Words(
            "each quotient is one over what it was; that shares and the spread of teams hold keeps it to what K is "
            "about",
            "elk quotiënt is één gedeeld door wat het was; dat aandelen en de verspreiding van teams blijven, houdt "
            "het bij waar K over gaat",
        ),
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
            "The reflex is shorter where the council was uninformed.",
            "De reflex is korter waar de raad vooraf niets wist.",
        ),
        ("P8:longer=..-1",),
        Words(
            "informed councils take a month longer or more; the uninformed may have little room to lose",
            "geïnformeerde raden doen er een maand of meer langer over; niet-geïnformeerde hebben misschien "
            "weinig ruimte te verliezen",
        ),
    ),
    Reversed(
        "P9",
        Words(
            "Participation is slower at first and slower in the end: the curves do not cross.",
            "Participatie is eerst trager en aan het eind ook: de krommen kruisen niet.",
        ),
        ("P9:at first=..-0.2", "P9:at the end=..-0.3"),
        Words(
            "what is lost at first stays lost, and the gain at the end is mirrored; delay and gain keep their values, "
            "since without gain it follows by itself",
            "wat eerst verloren gaat blijft verloren, en de winst aan het eind is gespiegeld; vertraging en winst "
            "houden hun waarde, want zonder winst volgt het vanzelf",
        ),
        kept=("participation_delay", "participation_gain"),
    ),
    Reversed(
        "P14",
        Words(
            "Early teams mostly do more than access.",
            "Vroege teams doen meestal meer dan toegang.",
        ),
        ("P14:access=..0.4",),
        Words("the share mirrored at a half", "het aandeel gespiegeld in een half"),
    ),
    Reversed(
        "P18",
        Words("The faster, the worse in the end.", "Hoe sneller, hoe slechter aan het eind."),
        ("P18:correlation=..-0.1",),
        Words(
            "the nearer end mirrored at zero; how strong at most is left open",
            "het dichtstbijzijnde eind gespiegeld in nul; hoe sterk hoogstens blijft open",
        ),
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
        "P28",
        Words(
            "Reorganisation is found among those who are no changers, too.",
            "Reorganisatie komt ook voor bij wie geen veranderaar is.",
        ),
        ("P28:others=0.10..",),
        Words(
            "one in ten, as many as the claim asks of changers at least",
            "een op de tien, zoveel als de bewering van veranderaars ten minste vraagt",
        ),
    ),
    Reversed(
        "P6",
        Words("Directors who meet lower tempo.", "Directeuren die elkaar treffen verlagen het tempo."),
        ("P6:gain=..0.95",),
        Words("a loss of a twentieth instead of a gain", "een verlies van een twintigste in plaats van een winst"),
        settled=Words(
            "exchange among directors is nought or more, and gives energy and lessons and conviction only upwards",
            "uitwisseling tussen directeuren is nul of meer, en geeft energie en lessen, en overtuiging alleen omhoog",
        ),
    ),
    Reversed(
        "P29",
        Words(
            "More comes from teams under a controlling municipality than under a learning one.",
            "Er komt meer van teams onder een controlerende gemeente dan onder een lerende.",
        ),
        ("P29:difference=..-0.10",),
        Words("ten percentage points below instead of above", "tien procentpunten eronder in plaats van erboven"),
        settled=Words(
            "the chance that a practice is invented and noticed rises with learning and falls with control",
            "de kans dat een praktijk wordt bedacht en opgemerkt stijgt met leren en daalt met controle",
        ),
    ),
    Reversed(
        "P30",
        Words("Haste wins partners.", "Haast wint partners."),
        ("P30:support=..-0.05",),
        Words(
            "as much lower with more time as it should be higher",
            "met meer tijd even veel lager als het hoger hoort te zijn",
        ),
        settled=Words(
            "haste wins no support and costs it",
            "haast wint geen draagvlak en kost het wel",
        ),
    ),
)
"""The reverse of K, that of emergent patterns that no rule settles, and of some that a rule does."""
OPEN = tuple(each.name for each in REVERSED if each.name != K_REVERSED and not each.settled.english)
"""The emergent patterns whose reverse counts."""
EMERGENT = len(OPEN)
FAIL_AT_LEAST = 6
"""So many of the reverses of emergent patterns, of which there are EMERGENT, must fail."""


def search(name: str) -> Reversed:
    """Return what is searched for under a name. Raises UnknownName."""
    from model.declaration import UnknownName

    by_name = {each.name: each for each in (YARDSTICK, *REVERSED)}
    if name not in by_name:
        raise UnknownName("search", name, by_name)
    return by_name[name]
