"""The rule of types on portfolios made by hand from what the sources describe."""

import pytest

from experiments.patterns.portfolios import PORTFOLIOS, judged, told, type_by_rule
from model.evidence import EVIDENCE
from model.measures import IDS, NEEDS, POSITION
from model.parameters import Parameters
from model.typology import TYPES

P = Parameters(changer_from=8.0, cautious_to=2.0)
MISSED = "One social team as an experiment, and policy made with local partners."
"""The sources' own example of a cautious changer; two measures in the field are cautious by the rule."""


@pytest.mark.parametrize("each", PORTFOLIOS, ids=lambda each: each.words.english[:30])
def test_the_rule_says_what_the_sources_say_but_for_one_portfolio(each) -> None:
    said = TYPES[type_by_rule(each.measures, P)]
    assert (said == each.type) == (each.words.english != MISSED)


@pytest.mark.parametrize("each", PORTFOLIOS, ids=lambda each: each.words.english[:30])
def test_a_portfolio_can_be_had(each) -> None:
    measures = each.measures.split()
    assert len(set(measures)) == len(measures) and set(measures) <= set(IDS)
    needed = [NEEDS[POSITION[name]] for name in measures]
    assert all(IDS[place] in measures for place in needed if place >= 0)
    assert set(each.evidence) <= set(EVIDENCE)


def test_every_type_is_among_them() -> None:
    assert {each.type for each in PORTFOLIOS} == set(TYPES)


def test_the_table_follows_the_cut_offs_and_tells_where_it_disagrees() -> None:
    table = judged(P)
    assert table["agrees"].sum() == len(PORTFOLIOS) - 1
    assert MISSED in told(table) and "cautious changer by the sources (A4) and cautious by the rule" in told(table)
    strict = judged(P._replace(cautious_to=1.0))
    assert strict.set_index("portfolio")["by_the_rule"][MISSED] == "cautious_changer"
    assert not strict.set_index("portfolio")["agrees"]["A team because the date asks for one, behind one front door."]
