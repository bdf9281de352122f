"""The rule of types on portfolios made by hand: what the sources say that each type does, put into measures.

Nothing is run. The type is what A4 and B8 say in their own words, and not what the rule would say: of B8 that changers
have many measures, change both the field and their own organisation, and both set-up and ways of working. It does not
say in every corner, which the rule asks for. Portfolios that the sources do not describe (much changed and no team, or
the own organisation alone) are left out. Where the rule says otherwise than the sources, the rule is at fault, or the
sixteen measures are.
"""

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from model.language import Words, say
from model.measures import CELL, CELLS, IDS, POSITION
from model.typology import TYPE_LABELS, TYPES, type_of

if TYPE_CHECKING:
    from model.parameters import Parameters


class Portfolio(NamedTuple):
    """What a municipality has *ingezet* (measures by id), in words, and the type that the sources give it."""

    words: Words
    measures: str
    type: str
    evidence: tuple[str, ...]


PORTFOLIOS = (
    Portfolio(
        Words(
            "The transition first: by-laws and contracts in order, nothing new in use.",
            "Eerst de transitie: verordeningen en contracten op orde, niets nieuws in gebruik.",
        ),
        "", "cautious", ("A4", "B6",),
    ),
    Portfolio(
        Words(
            "One front door, and what works is kept; for the rest it awaits the experience of others.",
            "Eén loket, en wat werkt blijft; voor de rest wacht het de ervaringen van anderen af.",
        ),
        "F3", "cautious", ("A2", "B8",),
    ),
    Portfolio(
        Words(
            "A team because the date asks for one, behind one front door.",
            "Een team omdat de datum erom vraagt, achter één loket.",
        ),
        "F1 F3", "cautious", ("A4", "fig. 1.2",),
    ),
    Portfolio(
        Words(
            "One social team as an experiment, and policy made with local partners.",
            "Eén sociaal team bij wijze van proef, en beleid dat met lokale partners wordt gemaakt.",
        ),
        "F1 F5", "cautious_changer", ("A4",),
    ),
    Portfolio(
        Words(
            "Room for local partners as its small steps: policy made with them, informal help first.",
            "Ruimte voor lokale partners als kleine stappen: beleid met hen gemaakt, informele hulp eerst.",
        ),
        "F5 F7", "cautious_changer", ("A4",),
    ),
    Portfolio(
        Words(
            "Small steps with much room for partners: a team, policy made together, informal help first.",
            "Kleine stappen met veel ruimte voor partners: een team, samen gemaakt beleid, informele hulp eerst.",
        ),
        "F1 F5 F7", "cautious_changer", ("A4", "B8",),
    ),
    Portfolio(
        Words(
            "Small steps that are kept because they work: a team, one front door, one plan, a specialist on call.",
            "Kleine stappen die blijven omdat ze werken: een team, één loket, één plan, een specialist die kan worden "
            "geroepen.",
        ),
        "F1 F3 F6 F8", "cautious_changer", ("B8",),
    ),
    Portfolio(
        Words(
            "A team to which, with care, staff of the social service is seconded.",
            "Een team waar voorzichtig medewerkers van de sociale dienst bij worden gedetacheerd.",
        ),
        "F1 F3 O3", "cautious_changer", ("B7", "B8",),
    ),
    Portfolio(
        Words(
            "A step in every corner, but few of them.",
            "In elke hoek een stap, maar weinig in totaal.",
        ),
        "F1 F5 O3 O6", "cautious_changer", ("B8",),
    ),
    Portfolio(
        Words(
            "The whole field changed, and nothing in its own organisation.",
            "Het hele veld veranderd, en niets in de eigen organisatie.",
        ),
        "F1 F2 F3 F4 F5 F6 F7 F8", "cautious_changer", ("B8",),
    ),
    Portfolio(
        Words(
            "Both field and own organisation changed in set-up alone, not in ways of working.",
            "Veld en eigen organisatie alleen in inrichting veranderd en niet in werkwijze.",
        ),
        "F1 F2 F3 F4 O1 O2 O3 O4", "cautious_changer", ("B8", "B15",),
    ),
    Portfolio(
        Words(
            "Several teams at work, field and own organisation changed in set-up and in ways of working.",
            "Meerdere teams aan het werk, veld en eigen organisatie veranderd in inrichting en in werkwijze.",
        ),
        "F1 F2 F3 F5 F6 O2 O3 O5 O6", "changer", ("A4", "B8",),
    ),
    Portfolio(
        Words(
            "Another way of working and another culture, policy made together, learning from mistakes; no "
            "reorganisation.",
            "Een andere werkwijze en een andere cultuur, samen gemaakt beleid, leren van fouten; geen reorganisatie.",
        ),
        "F1 F2 F3 F5 F6 F7 O3 O6 O7 O8", "changer", ("B2", "A13",),
    ),
    Portfolio(
        Words(
            "One of the few that went as far as a reorganisation.",
            "Een van de weinige die tot een reorganisatie zijn gekomen.",
        ),
        "F1 F2 F3 F5 F7 O1 O2 O5 O6", "changer", ("A13", "B8",),
    ),
    Portfolio(
        Words(
            "Many measures, two in every corner: half of what there is.",
            "Veel maatregelen, twee in elke hoek: de helft van wat er is.",
        ),
        "F1 F2 F5 F6 O2 O3 O6 O8", "changer", ("A4", "B8",),
    ),
    Portfolio(
        Words(
            "Many measures in field and own organisation; in the organisation ways of working alone.",
            "Veel maatregelen in veld en eigen organisatie; in de organisatie alleen de werkwijze.",
        ),
        "F1 F2 F3 F5 F6 F7 O6 O7 O8", "changer", ("B8",),
    ),
    Portfolio(
        Words(
            "Many measures in field and own organisation; in the organisation set-up alone.",
            "Veel maatregelen in veld en eigen organisatie; in de organisatie alleen de inrichting.",
        ),
        "F1 F2 F3 F5 F6 F7 O2 O3 O4", "changer", ("B8",),
    ),
    Portfolio(
        Words(
            "Many measures in field and own organisation; in the field set-up alone.",
            "Veel maatregelen in veld en eigen organisatie; in het veld alleen de inrichting.",
        ),
        "F1 F2 F3 F4 O2 O3 O5 O6 O7", "changer", ("B8",),
    ),
    Portfolio(
        Words(
            "Everything there is.",
            "Alles wat er is.",
        ),
        " ".join(IDS), "changer", ("B8",),
    ),
)  # fmt: skip


def judged(p: "Parameters") -> pd.DataFrame:
    """A row for each portfolio: words (in Dutch, too), measures, evidence, the type by the sources and by the rule with
    the cut-offs in these parameters, and whether they agree.
    """
    rows = []
    for each in PORTFOLIOS:
        by_rule = TYPES[type_by_rule(each.measures, p)]
        rows.append(
            {
                "portfolio": each.words.english,
                "portfolio_nl": each.words.dutch,
                "measures": each.measures,
                "evidence": " ".join(each.evidence),
                "by_the_sources": each.type,
                "by_the_rule": by_rule,
                "agrees": each.type == by_rule,
            }
        )
    return pd.DataFrame(rows)


def type_by_rule(measures: str, p: "Parameters") -> int:
    """The type of a portfolio (measures by id, with spaces) by the rule. Raises KeyError for an unknown measure."""
    cells = [CELL[POSITION[name]] for name in measures.split()]
    return int(type_of(len(cells), [cells.count(cell) for cell in range(len(CELLS))], p.changer_from, p.cautious_to))


def told(table: pd.DataFrame) -> str:
    """How far the rule and the sources agree, and where not, in a sentence."""
    number, of = table["agrees"].sum(), len(table)
    text = say(
        f"The rule of types gives {number} of {of} portfolios made by hand the sources' type.",
        f"De regel voor typen geeft {number} van de {of} met de hand gemaakte portefeuilles het type van de bronnen.",
    )
    for _, row in table[~table["agrees"]].iterrows():
        sources, rule = (say(*TYPE_LABELS[row[by]]) for by in ("by_the_sources", "by_the_rule"))
        text += say(
            f" “{row['portfolio']}” ({row['measures']}) is {sources} by the sources ({row['evidence']}) and {rule} by "
            "the rule.",
            f" “{row['portfolio_nl']}” ({row['measures']}) is {sources} volgens de bronnen ({row['evidence']}) en "
            f"{rule} volgens de regel.",
        )
    return text
