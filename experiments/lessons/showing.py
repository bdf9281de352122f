"""What a lesson shows beside its own text: sentences, tables, pictures with words for who cannot see them, evidence,
and Dutch terms.
"""

import base64
import io
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.glossary import GLOSSARY
from model.declaration import UnknownName
from model.evidence import evidence as evidence_of
from model.summaries import SUMMARY
from model.typology import TYPE_LABELS

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

DOTS = 110
"""Dots an inch of a picture in a notebook."""


class Text(str):
    """A text that a notebook shows with its Markdown carried out."""

    def _repr_markdown_(self) -> str:
        return str(self)


def say(text: str) -> Text:
    """A sentence that was made from runs."""
    return Text(text)


def sentences(told: Iterable[str]) -> Text:
    """The sentences of an experiment's answer below each other; one that begins with a dash goes under the last."""
    return Text("\n".join(f"  {each}" if each.startswith("- ") else f"- {each}" for each in told))


def table(frame: "DataFrame", places: int = 2) -> Text:
    """A table for reading: numbers with so many places, summaries and types by their labels, a dash for what is
    missing.
    """
    rows = frame.reset_index() if frame.index.name or frame.index.names[0] else frame
    head = [SUMMARY[name].label if name in SUMMARY else str(name).replace("_", " ") for name in rows.columns]
    lines = [head, ["---"] * len(head)]
    lines += [[_cell(value, places) for value in row] for row in rows.itertuples(index=False)]
    return Text("\n".join(f"| {' | '.join(line)} |" for line in lines))


def _cell(value: object, places: int) -> str:
    if value is None or value != value:
        return "–"
    if isinstance(value, float):
        return f"{value:.{places}f}".replace("-", "−")
    return TYPE_LABELS.get(str(value), (str(value),))[0].replace("|", "/")


class Picture:
    """A figure as a notebook shows it, with its message in words."""

    def __init__(self, figure: "Figure", words: str) -> None:
        self.figure, self.words = figure, words

    def __repr__(self) -> str:
        return f"<Picture: {self.words}>"

    def _repr_png_(self) -> bytes:
        file = io.BytesIO()
        self.figure.savefig(file, format="png", dpi=DOTS, metadata={"Software": None})
        return file.getvalue()

    def _repr_html_(self) -> str:
        coded = base64.b64encode(self._repr_png_()).decode()
        return (
            f'<img alt="{escape(self.words, quote=True)}" style="max-width:100%" src="data:image/png;base64,{coded}">'
        )


def figure_of(figures: "Mapping[str, Figure]", kind: str, words: str) -> Picture:
    """The first of an experiment's figures whose name begins with `kind`. Raises UnknownName."""
    name = next((each for each in figures if each.startswith(kind)), None)
    if name is None:
        raise UnknownName("figure", kind, figures)
    return Picture(figures[name], words)


def evidence(*ids: str) -> Text:
    """The claims and figures under these ids, with their sources. Raises UnknownName."""
    found = [evidence_of(id) for id in ids]
    return Text("\n".join(f"- **{each.id}** {each.claim} ({each.source})" for each in found))


def patterns(*codes: str) -> Text:
    """Patterns by which the model is judged: the claim, what its kind allows one to say, and its verdict on the board
    that is kept with the project. Raises UnknownName.
    """
    import pandas as pd

    from experiments.patterns import COMMITTED
    from experiments.patterns.answer import KIND_WORDS
    from experiments.patterns.thirty import pattern

    board = Path(__file__).parents[2] / COMMITTED / "tables" / "verdicts.csv"
    verdicts: dict[str, str] = {}
    if board.is_file():
        table = pd.read_csv(board)
        verdicts = dict(zip(table["pattern"].astype(str), table["verdict"].astype(str), strict=True))
    lines = []
    for each in map(pattern, codes):
        verdict = f" Verdict on the kept board: **{verdicts[each.code]}**." if each.code in verdicts else ""
        lines.append(f"- **{each.code}** {each.claim} *{KIND_WORDS[each.kind]}.*{verdict}")
    return Text("\n".join(lines))


def terms(*names: str) -> Text:
    """Dutch terms of the glossary, with what they mean. Raises UnknownName."""
    known = {each.term: each for each in GLOSSARY}
    lines = []
    for name in names:
        if name not in known:
            raise UnknownName("term", name, known)
        lines.append(f"- *{name}*, here “{known[name].english}”: {known[name].meaning}")
    return Text("\n".join(lines))
