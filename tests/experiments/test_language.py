"""Answers in both languages: composed twice, kept together, with numbers as each language writes them."""

import pickle

import pytest

from experiments.capsule import write_answer
from experiments.language import Sentence, dutch_numbers, has_dutch, in_both, in_dutch, typeset
from model.language import say


@pytest.mark.parametrize(
    ("plain", "dutch"),
    [
        ("0.35 (0.31 to 0.39)", "0,35 (0,31 to 0,39)"),
        ("1,000 cases of 12,345.6", "1.000 cases of 12.345,6"),
        ("5 % of 3, 4 and 5.", "5% of 3, 4 and 5."),
        ("in 2015-01. Then", "in 2015-01. Then"),
        ("−0.5", "−0,5"),
        ("2.5 (fig. 4.4, fig. 6.13)", "2,5 (fig. 4.4, fig. 6.13)"),
        ("1.5 of version 0.1.0.", "1,5 of version 0.1.0."),
    ],
)
def test_numbers_are_written_as_the_dutch_do(plain, dutch):
    assert dutch_numbers(plain) == dutch


@pytest.mark.parametrize(
    ("plain", "printed"),
    [
        ("-0.5 (-0.7 to -0.3)", "−0.5 (−0.7 to −0.3)"),
        ("from 0-1, 2015-01, P1:as declared=-1..0.9", "from 0-1, 2015-01, P1:as declared=-1..0.9"),
        ("0.15 -> 0.30: 5 % of [-1, 1]", "0.15 → 0.30: 5% of [−1, 1]"),
        ("well-known - and so on", "well-known - and so on"),
    ],
)
def test_signs_are_printed_as_such_in_both_languages(plain, printed):
    assert typeset(plain) == printed
    told = in_both(lambda: plain)
    assert (told, told.dutch) == (printed, dutch_numbers(printed))


def test_a_sentence_carries_itself_in_dutch():
    told = in_both(lambda number: say(f"half of {number:.1f}", f"de helft van {number:.1f}"), 1.5)
    assert (told, in_dutch(told)) == ("half of 1.5", "de helft van 1,5")
    again = pickle.loads(pickle.dumps(told))
    assert (again, again.dutch) == (told, told.dutch)


def test_several_sentences_are_told_one_by_one():
    def sentences():
        yield say("one", "een")
        yield say("two", "twee")

    told = in_both(sentences)
    assert told == ["one", "two"] and [each.dutch for each in told] == ["een", "twee"]


def test_languages_that_tell_another_number_of_sentences_are_a_fault():
    with pytest.raises(ValueError, match="zip"):
        in_both(lambda: ["one"] if say("e", "n") == "e" else [])


def test_an_answer_is_written_in_dutch_only_where_all_of_it_is(tmp_path):
    write_answer(tmp_path, Sentence("Question", "Vraag"), [Sentence("Yes.", "Ja.")])
    assert (tmp_path / "answer.md").read_text() == "# Question\n\nYes.\n\nSimulated, not observed.\n"
    assert (tmp_path / "answer.nl.md").read_text() == "# Vraag\n\nJa.\n\nGesimuleerd, niet waargenomen.\n"
    write_answer(tmp_path, Sentence("Question", "Vraag"), [Sentence("Yes.", "Ja."), "English only."])
    assert not has_dutch("English only.")
    assert not (tmp_path / "answer.nl.md").exists()
