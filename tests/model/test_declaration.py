"""Declarations refuse to contradict themselves, and faults say what is wrong and what is allowed."""

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.declaration import (
    Fault,
    Faults,
    Mechanism,
    Outcome,
    OutOfRange,
    Parameter,
    UnknownName,
    nearest,
    unique,
)

TEMPO = Parameter(
    "tempo_factor", "urgency", 0.5, 0.0, 2.0, "ratio", "factor", "factor", "A factor.", "Een factor.",
    ("A1",), "assumption",
)  # fmt: skip


def test_a_value_within_the_range_comes_back_as_a_float() -> None:
    value = TEMPO.check(2)
    assert value == 2.0
    assert type(value) is float


@given(st.floats(min_value=0.0, max_value=2.0))
def test_every_value_within_the_range_is_taken(value: float) -> None:
    assert TEMPO.check(value) == value


@given(st.one_of(st.floats(max_value=-1e-9), st.floats(min_value=2.0 + 1e-9)))
def test_every_value_outside_the_range_is_refused(value: float) -> None:
    with pytest.raises(OutOfRange) as caught:
        TEMPO.check(value)
    assert "allowed 0 to 2 (ratio)" in str(caught.value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2.5, "tempo_factor: got 2.5; allowed 0 to 2 (ratio)"),
        (2.0000000000000004, "tempo_factor: got 2.0000000000000004; allowed 0 to 2 (ratio)"),
        (float("nan"), "tempo_factor: got nan, which is not a finite number; allowed 0 to 2 (ratio)"),
        (float("inf"), "tempo_factor: got inf, which is not a finite number; allowed 0 to 2 (ratio)"),
        ("fast", "tempo_factor: got 'fast', which is not a finite number; allowed 0 to 2 (ratio)"),
        (True, "tempo_factor: got True, which is not a finite number; allowed 0 to 2 (ratio)"),
        (None, "tempo_factor: got None, which is not a finite number; allowed 0 to 2 (ratio)"),
    ],
)
def test_a_bad_value_is_named_with_range_and_unit(value: object, text: str) -> None:
    with pytest.raises(OutOfRange) as caught:
        TEMPO.check(value)
    assert str(caught.value) == text


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"default": 3.0}, "default 3 is not within 0 to 2"),
        ({"low": 1.0}, "default 0.5 is not within 1 to 2"),
        ({"high": float("inf")}, "must be finite"),
        ({"name": "two words"}, "not a valid identifier"),
        ({"name": "class"}, "not a valid identifier"),
        ({"name": "_hidden"}, "not a valid identifier"),
        ({"evidence": ()}, "at least one id"),
        ({"evidence": "A1"}, "must be a tuple"),
    ],
)
def test_a_declaration_that_contradicts_itself_is_refused(change: dict[str, object], text: str) -> None:
    with pytest.raises(ValueError, match=text):
        replace(TEMPO, **change)  # type: ignore[arg-type]


def test_a_declaration_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        TEMPO.default = 1.0  # type: ignore[misc]


def test_an_outcome_needs_low_below_high() -> None:
    Outcome("waiting", "weeks", "waiting", "wachttijd", "Weeks.", 0.0, None, ("C3",))
    with pytest.raises(ValueError, match="low 1 is not below high 0"):
        Outcome("waiting", "weeks", "waiting", "wachttijd", "Weeks.", 1.0, 0.0, ("C3",))


def test_a_mechanism_needs_an_identifier() -> None:
    with pytest.raises(ValueError, match="not a valid identifier"):
        Mechanism("risk-reflex", "reflex", "reflex", "A reflex.", ("B14",), ("control",))


def test_a_name_declared_twice_is_refused() -> None:
    assert unique("parameter", [TEMPO]) == {"tempo_factor": TEMPO}
    with pytest.raises(ValueError, match="parameter 'tempo_factor' is declared twice"):
        unique("parameter", [TEMPO, TEMPO])


def test_the_nearest_name_ignores_capitals_and_gives_up_on_the_unlike() -> None:
    names = ("cut_size", "clarity", "F1")
    assert nearest("cut_sise", names) == "cut_size"
    assert nearest("CLARITY", names) == "clarity"
    assert nearest("f1", names) == "F1"
    assert nearest("zzz", names) is None
    assert nearest("zzz", ()) is None


def test_an_unknown_name_lists_few_names_and_only_the_nearest_of_many() -> None:
    few = UnknownName("seat", "directer", ("director", "alderman"))
    assert str(few) == "unknown seat 'directer' (did you mean 'director'?); allowed: director, alderman"
    many = UnknownName("parameter", "name_77x", [f"name_{number}" for number in range(100)])
    assert str(many) == "unknown parameter 'name_77x' (did you mean 'name_77'?)"
    assert str(UnknownName("mechanism", "x", ())) == "unknown mechanism 'x'; none is declared"


def test_faults_can_be_caught_as_what_they_are_and_survive_a_process_boundary() -> None:
    unknown = UnknownName("seat", "x", ("director",))
    outside = OutOfRange("clarity", 2.0, 0.0, 1.0, "0-1")
    both = Faults([unknown, outside])
    assert isinstance(unknown, KeyError)
    assert isinstance(outside, ValueError)
    assert str(both) == f"{unknown}\n{outside}"
    for fault in (unknown, outside, both):
        assert isinstance(fault, Fault)
        assert str(pickle.loads(pickle.dumps(fault))) == str(fault)
