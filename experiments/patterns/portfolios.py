"""The rule of types on portfolios made by hand: what the sources say that each type does, put into measures.

Nothing is run. Where the rule says otherwise than the sources, the rule is at fault, or the sixteen measures are.
"""

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from model.measures import CELL, CELLS, IDS, POSITION
from model.typology import TYPE_LABELS, TYPES, type_of

if TYPE_CHECKING:
    from model.parameters import Parameters


class Portfolio(NamedTuple):
    """What a municipality has *ingezet* (measures by id), in words, and the type that the sources give it."""

    words: str
    measures: str
    type: str
    evidence: tuple[str, ...]


PORTFOLIOS = (
    Portfolio("The transition first: by-laws and contracts in order, nothing new in use.", "", "cautious",
              ("A4", "B6")),
    Portfolio("One front door, and what works is kept; for the rest it awaits the experience of others.", "F3",
              "cautious", ("A2", "B8")),
    Portfolio("A team because the date asks for one, behind one front door.", "F1 F3", "cautious", ("A4", "fig. 1.2")),
    Portfolio("One social team as an experiment, and policy made with local partners.", "F1 F5", "cautious_changer",
              ("A4",)),
    Portfolio("Small steps with much room for partners: a team, policy made together, informal help first.",
              "F1 F5 F7", "cautious_changer", ("A4", "B8")),
    Portfolio("Small steps that are kept because they work: a team, one front door, one plan, a specialist on call.",
              "F1 F3 F6 F8", "cautious_changer", ("B8",)),
    Portfolio("A team to which, with care, staff of the social service is seconded.", "F1 F3 O3", "cautious_changer",
              ("B7", "B8")),
    Portfolio("A step in every corner, but few of them.", "F1 F5 O3 O6", "cautious_changer", ("B8",)),
    Portfolio("The whole field changed, and nothing in its own organisation.", "F1 F2 F3 F4 F5 F6 F7 F8",
              "cautious_changer", ("B8",)),
    Portfolio("Both field and own organisation changed in set-up alone, not in ways of working.",
              "F1 F2 F3 F4 O1 O2 O3 O4", "cautious_changer", ("B8", "B15")),
    Portfolio("Several teams at work, field and own organisation changed in set-up and in ways of working.",
              "F1 F2 F3 F5 F6 O2 O3 O5 O6", "changer", ("A4", "B8")),
    Portfolio("Another way of working and another culture, policy made together, learning from mistakes; no "
              "reorganisation.", "F1 F2 F3 F5 F6 F7 O3 O6 O7 O8", "changer", ("B2", "A13")),
    Portfolio("One of the few that went as far as a reorganisation.", "F1 F2 F3 F5 F7 O1 O2 O5 O6", "changer",
              ("A13", "B8")),
    Portfolio("Everything there is.", " ".join(IDS), "changer", ("B8",)),
)  # fmt: skip


def judged(p: "Parameters") -> pd.DataFrame:
    """A row for each portfolio: words, measures, evidence, the type by the sources and by the rule with the cut-offs
    in these parameters, and whether they agree.
    """
    rows = []
    for each in PORTFOLIOS:
        by_rule = TYPES[type_by_rule(each.measures, p)]
        rows.append(
            {
                "portfolio": each.words,
                "measures": each.measures,
                "evidence": " ".join(each.evidence),
                "by_the_sources": TYPE_LABELS[each.type][0],
                "by_the_rule": TYPE_LABELS[by_rule][0],
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
    text = f"The rule of types gives {table['agrees'].sum()} of {len(table)} portfolios made by hand the sources' type."
    for _, row in table[~table["agrees"]].iterrows():
        text += (
            f" “{row['portfolio']}” ({row['measures']}) is {row['by_the_sources']} by the sources ({row['evidence']}) "
            f"and {row['by_the_rule']} by the rule."
        )
    return text
