"""The rule of types on portfolios made by hand from what the sources describe."""

import pytest

from experiments.patterns.portfolios import PORTFOLIOS, judged, told, type_by_rule
from model.evidence import EVIDENCE
from model.measures import CELL, CELLS, IDS, NEEDS, POSITION
from model.parameters import Parameters
from model.typology import TYPES

P = Parameters(changer_from=8.0, cautious_to=2.0)
MISSED = "One social team as an experiment, and policy made with local partners."
"""The sources' own example of a cautious changer; two measures in the field are cautious by the rule."""
OTHERWISE = {
    MISSED: "cautious",
    "Room for local partners as its small steps: policy made with them, informal help first.": "cautious",
    "Many measures in field and own organisation; in the organisation ways of working alone.": "cautious_changer",
    "Many measures in field and own organisation; in the organisation set-up alone.": "cautious_changer",
    "Many measures in field and own organisation; in the field set-up alone.": "cautious_changer",
}
"""Where the rule says otherwise than the sources, and what: two measures in the field are nothing yet, and many are not
enough with a corner empty."""


@pytest.mark.parametrize("each", PORTFOLIOS, ids=lambda each: each.words.english[:30])
def test_the_rule_says_what_the_sources_say_but_for_those_told(each) -> None:
    said = TYPES[type_by_rule(each.measures, P)]
    assert said == OTHERWISE.get(each.words.english, each.type)
    assert (said == each.type) == (each.words.english not in OTHERWISE)


@pytest.mark.parametrize("each", PORTFOLIOS, ids=lambda each: each.words.english[:30])
def test_a_portfolio_can_be_had(each) -> None:
    measures = each.measures.split()
    assert len(set(measures)) == len(measures) and set(measures) <= set(IDS)
    needed = [NEEDS[POSITION[name]] for name in measures]
    assert all(IDS[place] in measures for place in needed if place >= 0)
    assert set(each.evidence) <= set(EVIDENCE)


def test_there_is_one_on_every_side_of_the_rule() -> None:
    """Exactly at the cut-off with every corner filled, and above it with just one corner empty."""
    cells = [[CELL[POSITION[name]] for name in each.measures.split()] for each in PORTFOLIOS]
    assert any(len(each) == P.changer_from and len(set(each)) == len(CELLS) for each in cells)
    empty = [set(range(len(CELLS))) - set(each) for each in cells if len(each) > P.changer_from]
    assert len({tuple(each) for each in empty if len(each) == 1}) == 3


def test_every_type_is_among_them() -> None:
    assert {each.type for each in PORTFOLIOS} == set(TYPES)


def test_the_table_follows_the_cut_offs_and_tells_where_it_disagrees() -> None:
    table = judged(P)
    assert table["agrees"].sum() == len(PORTFOLIOS) - len(OTHERWISE)
    assert MISSED in told(table) and "cautious changer by the sources (A4) and cautious by the rule" in told(table)
    strict = judged(P._replace(cautious_to=1.0))
    assert strict.set_index("portfolio")["by_the_rule"][MISSED] == "cautious_changer"
    assert not strict.set_index("portfolio")["agrees"]["A team because the date asks for one, behind one front door."]
