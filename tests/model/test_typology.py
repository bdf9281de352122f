"""Types, tempo and the month of the eighth measure, read off portfolios made by hand."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.acts.deliver import count_measures
from model.measures import (
    CELL,
    CONSIDERED,
    DROPPED,
    EMBEDDED,
    IDS,
    NUMBER,
    PILOT,
    POSITION,
    THE_STATE,
    THE_TOP,
)
from model.parameters import Parameters
from model.state import set_blank
from model.typology import TEMPO_YEARS, TYPE_LABELS, TYPES, type_of

P = Parameters(changer_from=8.0, cautious_to=2.0)
TYPE_MONTH = 27


def municipality(**stages: int) -> Any:
    """A municipality with measures by id in a stage; pilots run for three months."""
    one = SimpleNamespace()
    set_blank(one, "municipality")
    one.eighth_month = -1
    for name, stage in stages.items():
        one.stage[POSITION[name]] = stage
        one.running[POSITION[name]] = 3
    return one


def embedded(text: str) -> Any:
    return municipality(**dict.fromkeys(text.split(), EMBEDDED))


def kind(one: Any, changer_from: float = 8.0, cautious_to: float = 2.0) -> str:
    count_measures(one, 50, TYPE_MONTH, P)
    return TYPES[type_of(one.ingezet, one.ingezet_in_cell, changer_from, cautious_to)]


@pytest.mark.parametrize(
    ("portfolio", "expected"),
    [
        ("", "cautious"),
        ("F1", "cautious"),
        ("F1 F5", "cautious"),
        ("F1 F2 F3", "cautious_changer"),
        ("F1 O1", "cautious_changer"),
        ("O6", "cautious_changer"),
        ("F1 F2 F3 F4 F5 F6 F7 F8", "cautious_changer"),
        ("F1 F2 F3 F5 O1 O2 O5", "cautious_changer"),
        ("F1 F2 F3 F5 O1 O2 O3 O4", "cautious_changer"),
        ("F1 F2 F3 F5 F6 F7 O1 O5", "changer"),
        (" ".join(IDS), "changer"),
    ],
)
def test_types_of_portfolios(portfolio: str, expected: str) -> None:
    assert kind(embedded(portfolio)) == expected


def test_cut_offs_can_be_moved() -> None:
    assert kind(embedded("F1 F2 F5 F6 O1 O2 O5"), changer_from=7.0) == "changer"
    assert kind(embedded("F1 F2 F5 F6 O1 O2 O5 O6"), changer_from=9.0) == "cautious_changer"
    assert kind(embedded("F1 F2 F3"), cautious_to=3.0) == "cautious"
    assert kind(embedded("F1 F5"), cautious_to=1.0) == "cautious_changer"


@given(st.lists(st.sampled_from([0, CONSIDERED, PILOT, EMBEDDED, DROPPED]), min_size=NUMBER, max_size=NUMBER),
       st.lists(st.integers(0, 6), min_size=NUMBER, max_size=NUMBER))  # fmt: skip
def test_every_portfolio_has_the_type_that_the_definition_says(stages: list[int], running: list[int]) -> None:
    one = municipality()
    one.stage, one.running = list(stages), list(running)
    count_measures(one, 50, TYPE_MONTH, P)
    ingezet = {
        place for place in range(NUMBER)
        if stages[place] == EMBEDDED or (stages[place] == PILOT and running[place] >= 3)
    }  # fmt: skip
    own = {place for place in ingezet if IDS[place].startswith("O")}
    cells = {CELL[place] for place in ingezet}
    if len(ingezet) >= 8 and len(cells) == 4:
        expected = "changer"
    elif len(ingezet) <= 2 and not own:
        expected = "cautious"
    else:
        expected = "cautious_changer"
    assert one.ingezet == len(ingezet)
    assert one.embedded == stages.count(EMBEDDED)
    assert TYPES[type_of(one.ingezet, one.ingezet_in_cell, 8.0, 2.0)] == expected


@pytest.mark.parametrize(("months", "counts"), [(0, 0), (2, 0), (3, 1), (9, 1)])
def test_a_pilot_counts_from_three_months_on(months: int, counts: int) -> None:
    one = municipality(F5=PILOT)
    one.running[POSITION["F5"]] = months
    count_measures(one, 20, TYPE_MONTH, P)
    assert (one.ingezet, one.embedded) == (counts, 0)


def test_considered_and_dropped_measures_do_not_count() -> None:
    one = municipality(F1=CONSIDERED, F5=DROPPED, O6=DROPPED)
    count_measures(one, 20, TYPE_MONTH, P)
    assert one.ingezet == 0


def test_types_of_the_date_are_kept() -> None:
    one = embedded("F1 F5")
    count_measures(one, TYPE_MONTH - 1, TYPE_MONTH, P)
    assert one.ingezet_at_date == 0
    count_measures(one, TYPE_MONTH, TYPE_MONTH, P)
    one.stage[POSITION["O6"]] = EMBEDDED
    count_measures(one, TYPE_MONTH + 1, TYPE_MONTH, P)
    assert (one.ingezet, one.ingezet_at_date) == (3, 2)
    assert (one.ingezet_in_cell, one.ingezet_in_cell_at_date) == ([1, 1, 0, 1], [1, 1, 0, 0])


def test_the_month_of_the_eighth_measure_is_the_first() -> None:
    one = embedded("F1 F2 F3 F4 F5 F6 F7")
    count_measures(one, 30, TYPE_MONTH, P)
    assert one.eighth_month == -1
    one.stage[POSITION["O1"]] = EMBEDDED
    for month in (31, 32):
        count_measures(one, month, TYPE_MONTH, P)
    assert one.eighth_month == 31


@pytest.mark.parametrize(("ended", "origin", "counted"), [
    (47, THE_TOP, 1), (0, THE_TOP, 1), (48, THE_TOP, 0), (60, THE_TOP, 0), (20, THE_STATE, 0),
])  # fmt: skip
def test_tempo_counts_what_was_embedded_in_four_years_and_not_imposed(ended: int, origin: int, counted: int) -> None:
    one = embedded("F5")
    one.ended[POSITION["F5"]] = ended
    one.origin[POSITION["F5"]] = origin
    for month in range(96):
        if month >= ended:
            count_measures(one, month, TYPE_MONTH, P)
    assert one.embedded_in_window == counted
    assert TEMPO_YEARS == 4


def test_every_type_has_a_label_in_both_languages() -> None:
    assert tuple(TYPE_LABELS) == TYPES
    assert all(english and dutch for english, dutch in TYPE_LABELS.values())
