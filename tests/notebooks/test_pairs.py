"""Lessons as text: the two of a pair say the same, and each lesson has all its parts."""

import json
import re

import pytest

from experiments.lessons.pairing import HOME, lessons, notebook
from model.parameters import PARAMETERS
from model.summaries import SUMMARY

PARTS = (
    "The question", "Predict first", "Run it", "Things to notice", "Things to try", "Exercise", "For the teacher",
    "The evidence behind it",
)  # fmt: skip
EACH = pytest.mark.parametrize("lesson", lessons(), ids=lambda path: path.stem)


def test_there_are_ten_lessons_and_two_for_researchers():
    assert [path.name[:2] for path in lessons()] == [f"{number:02d}" for number in range(1, 13)]
    assert sum("*For researchers.*" in path.read_text(encoding="utf-8") for path in lessons()) == 2


def test_every_notebook_has_a_text():
    assert sorted(path.stem for path in HOME.glob("*.ipynb")) == [path.stem for path in lessons()]


@EACH
def test_the_two_of_a_pair_are_in_step(lesson):
    made = notebook(lesson.read_text(encoding="utf-8"))
    assert lesson.with_suffix(".ipynb").read_text(encoding="utf-8") == made, "python -m experiments.lessons.pairing"


@EACH
def test_a_notebook_is_kept_without_outputs(lesson):
    cells = json.loads(lesson.with_suffix(".ipynb").read_text(encoding="utf-8"))["cells"]
    assert len({cell["id"] for cell in cells}) == len(cells)
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)


@EACH
def test_every_part_is_there_once_and_in_order(lesson):
    assert tuple(re.findall(r"^# ## (.+)$", lesson.read_text(encoding="utf-8"), re.MULTILINE)) == PARTS


@EACH
def test_the_guess_is_asked_for_before_anything_runs_and_looked_at_after(lesson):
    text = lesson.read_text(encoding="utf-8")
    asked, ran, looked = text.index("lessons.predict("), text.index("## Run it"), text.index("guess.beside(")
    assert asked < ran < looked
    assert "simulate(" not in text[:asked].replace("import simulate", "")


@EACH
def test_guesses_and_answers_are_left_to_the_reader(lesson):
    text = lesson.read_text(encoding="utf-8")
    assert re.findall(r"^my_guess = (.+)$", text, re.MULTILINE) in (['""'], ["None"])
    assert set(re.findall(r"^my_answer = (.+)$", text, re.MULTILINE)) <= {'""', "None"}


@EACH
def test_the_readme_names_it(lesson):
    assert f"`{lesson.stem}`" in (HOME / "README.md").read_text(encoding="utf-8")


@EACH
def test_values_that_it_says_to_try_are_allowed(lesson):
    declared = {each.name: each for each in PARAMETERS}
    words = "\n".join(line for line in lesson.read_text(encoding="utf-8").splitlines() if line.startswith("#"))
    for name, value in re.findall(r"(\w+)=([\d.]+)", words):
        if name in declared:
            declared[name].check(float(value))
        else:
            # What a study, a run and a threshold are asked with.
            assert name in {"n", "sets", "seed", *SUMMARY}, name
