"""Every lesson runs from top to bottom in a kernel of its own, and its exercise tells right from wrong there."""

import os

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


@pytest.mark.parametrize("lesson", lessons(), ids=lambda path: path.stem)
def test_runs_from_a_clean_kernel(lesson, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(HOME.parent), os.environ.get("PYTHONPATH", "")]))
    made = nbformat.read(lesson.with_suffix(".ipynb"), as_version=4)
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
    assert any("in these runs it came out as" in text for text in shown)
