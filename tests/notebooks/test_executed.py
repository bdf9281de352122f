"""Every lesson runs from top to bottom in a kernel of its own, and its exercise tells right from wrong there."""

import os
import re

import nbformat
import pytest
from nbclient import NotebookClient

from experiments.lessons.exercise import OPEN
from experiments.lessons.pairing import HOME, lessons

SECONDS_A_CELL = 900
"""Generous, since the engine may have to be compiled on a busy machine."""
RIGHT_AND_WRONG = """
from experiments.lessons.exercise import AGAIN, RIGHT, Exercise
if isinstance(globals().get("exercise"), Exercise):
    assert exercise.check(exercise.right).state == RIGHT, exercise.right
    assert exercise.check(exercise.wrong()).state == AGAIN, exercise.wrong()
"""
GUESSING = re.compile(r'^my_guess = (""|None)$', re.MULTILINE)
A_GUESS = "my_guess = guess.choices[0] if guess.choices else 1"


def guessed_too(cells):
    """A lesson's cells, as somebody runs them who goes back for a guess: asked and compared once more."""
    asking = next(cell for cell in cells if GUESSING.search(cell.source))
    beside = next(place for place, cell in enumerate(cells) if "guess.beside(" in cell.source)
    again = [GUESSING.sub(A_GUESS, asking.source), cells[beside].source]
    return cells[: beside + 1] + [nbformat.v4.new_code_cell(source) for source in again] + cells[beside + 1 :]


@pytest.mark.parametrize("lesson", lessons(), ids=lambda path: path.stem)
def test_runs_from_a_clean_kernel(lesson, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(HOME.parent), os.environ.get("PYTHONPATH", "")]))
    made = nbformat.read(lesson.with_suffix(".ipynb"), as_version=4)
    made.cells = guessed_too(made.cells)
    made.cells.append(nbformat.v4.new_code_cell(RIGHT_AND_WRONG))
    # Raises where a cell does.
    NotebookClient(
        made, timeout=SECONDS_A_CELL, kernel_name="python3", resources={"metadata": {"path": HOME}}
    ).execute()
    shown = [
        output["data"]["text/markdown"]
        for cell in made.cells
        for output in cell.get("outputs", ())
        if "text/markdown" in output.get("data", {})
    ]
    assert any(text.startswith(f"✎ **{OPEN.capitalize()}.**") for text in shown)
    # Once as it is shipped, without a guess, and once with one.
    assert sum("Go back to *Predict first*" in text for text in shown) == 1
    assert sum("in these runs it came out as" in text for text in shown) == 1
