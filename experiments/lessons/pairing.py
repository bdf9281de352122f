"""Lessons as pairs: the `.py` is written and reviewed, the `.ipynb` is made from it for people to open.

`python -m experiments.lessons.pairing` makes every `.ipynb` anew; a test fails where two of a pair differ. Needs the
extra `notebooks`.
"""

from pathlib import Path

HOME = Path(__file__).parents[2] / "notebooks"


def lessons() -> list[Path]:
    """The lessons as text, in their order."""
    return sorted(HOME.glob("[0-9][0-9]_*.py"))


def notebook(text: str) -> str:
    """The notebook (JSON) of a lesson's text; the same text always gives the same notebook, without outputs."""
    import jupytext
    import nbformat

    made = jupytext.reads(text, fmt="py:percent")
    # What a cell is called would otherwise be drawn at random.
    for number, cell in enumerate(made.cells):
        cell["id"] = f"cell-{number:02d}"
    made.metadata["language_info"] = {"name": "python"}
    return str(nbformat.writes(made, version=4)).rstrip("\n") + "\n"


def main() -> None:
    """Make every notebook anew."""
    for lesson in lessons():
        lesson.with_suffix(".ipynb").write_text(notebook(lesson.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
