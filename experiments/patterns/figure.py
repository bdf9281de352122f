"""The board as a figure: each pattern with its verdict, kinds apart."""

from typing import TYPE_CHECKING

from experiments.figures import style
from experiments.figures.pages import folded, inches
from experiments.patterns.answer import KIND_WORDS, VERDICTS, claim_of
from experiments.patterns.pattern import Kind
from experiments.patterns.verdicts import Verdict
from model.language import say, title

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame, Series

    from experiments.patterns.board import Board

WIDTH, LINE, GAP, HEAD = 9.2, 0.165, 0.1, 0.42
"""Width of the page, height of a line, of what lies between patterns and of a kind's heading, in inches."""
CODE, SAID = 0.28, 0.8
"""Where code and verdict begin, in inches."""
SIZE = 9.0
"""Of the letters: still readable where the page is as narrow as a printed one."""
MARKS = {
    Verdict.SHOWN: ("o", style.TYPE_COLOURS["changer"], "white"),
    Verdict.WEAK: ("D", style.TYPE_COLOURS["cautious_changer"], "white"),
    Verdict.NOT_SHOWN: ("s", "white", style.QUIET),
    Verdict.CONTRADICTED: ("X", style.INK, "white"),
}
"""Shape, filling and edge by verdict: told apart without colour."""


@style.styled
def draw(board: "Board", statistics: "DataFrame", verdicts: "DataFrame") -> style.Page:
    """Draw the verdicts with their claims, kinds apart; the statistics are its data."""
    blocks = [
        (str(words), mine) for kind, words in KIND_WORDS.items() if len(mine := verdicts[verdicts["kind"] == str(kind)])
    ]
    rows = [(words, row, lines_of(row)) for words, mine in blocks for _, row in mine.iterrows()]
    seeds = len(board.seeds)
    height = sum(LINE * len(lines) + GAP for _, _, lines in rows) + HEAD * len(blocks)
    page = style.page(
        WIDTH, height + 1.75,
        headline(verdicts),
        say(
            f"Scenario “{title(board.base)}”, {seeds} seeds. Kinds are never added up",
            f"Scenario “{title(board.base)}”, {seeds} seeds. Soorten worden nooit opgeteld",
        ),
        say(
            "Shown: the whole 95% interval over seeds meets the threshold. Weak: the direction is certain. The numbers "
            "and their thresholds stand in the table of statistics.",
            "Getoond: het hele interval van 95% over seeds voldoet aan de drempel. Zwak: de richting staat vast. De "
            "getallen en hun drempels staan in de tabel met maten.",
        )
        + f"\n{style.not_observed(f'{style.quoted(board.base)}, {seeds} seeds')}",
        left=0.3, right=0.3, top=0.9, bottom=0.75,
    )  # fmt: skip
    axes = page.subplots()
    axes.set(xlim=(0, WIDTH - 0.6), ylim=(height, 0))
    axes.axis("off")
    y, before = 0.0, ""
    for words, row, lines in rows:
        if words != before:
            y, before = y + HEAD, words
            axes.text(0, y - 0.15, words, weight="bold", size=10, va="bottom")
            axes.axhline(y - 0.11, color=style.FAINT, linewidth=1)
        draw_row(axes, y, row, lines)
        y += LINE * len(lines) + GAP
    page.data = statistics.drop(columns="verdict").merge(verdicts[["pattern", "verdict"]], on="pattern")
    return page


def headline(verdicts: "DataFrame") -> str:
    """How many emergent patterns are shown and contradicted; of all that are there, where none is emergent."""
    emergent = verdicts[verdicts["kind"] == str(Kind.EMERGENT)]
    if len(emergent):
        words, mine = say("emergent patterns", "emergente patronen"), emergent
    else:
        words, mine = say("patterns", "patronen"), verdicts
    shown, against = ((mine["verdict"] == str(each)).sum() for each in (Verdict.SHOWN, Verdict.CONTRADICTED))
    return say(
        f"{shown} of {len(mine)} {words} shown, {against} contradicted",
        f"{shown} van de {len(mine)} {words} getoond, {against} tegengesproken",
    )


def lines_of(row: "Series") -> list[str]:
    """The claim of a pattern in lines."""
    return folded(claim_of(row), WIDTH - 0.75 - claims_at(), SIZE)


def claims_at() -> float:
    """Where claims begin, in inches: right of the longest verdict."""
    return SAID + 0.15 + max(inches(str(words), SIZE, "bold") for words in VERDICTS.values())


def draw_row(axes: "Axes", y: float, row: "Series", lines: list[str]) -> None:
    """Draw a pattern at a height: mark, code, verdict in words, claim."""
    verdict = Verdict(row["verdict"])
    marker, filling, edge = MARKS[verdict]
    axes.plot(0.1, y, marker, color=filling, markeredgecolor=edge, markersize=9, clip_on=False)
    axes.text(CODE, y, row["pattern"], weight="bold", size=SIZE, va="center")
    weight = "normal" if verdict is Verdict.SHOWN else "bold"
    axes.text(SAID, y, str(VERDICTS[verdict]), size=SIZE, weight=weight, va="center")
    for place, line in enumerate(lines):
        axes.text(claims_at(), y + place * LINE, line, size=SIZE, va="center")
