"""The board as a figure: each pattern with its verdict, kinds apart."""

import textwrap
from typing import TYPE_CHECKING

from experiments.figures import style
from experiments.patterns.answer import KIND_WORDS, claim_of, on_statistic
from experiments.patterns.pattern import Kind
from experiments.patterns.verdicts import Verdict
from model.language import say, title

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame, Series

    from experiments.patterns.board import Board

WIDTH, LINE, GAP = 12.6, 0.155, 0.13
"""Width of the page, height of a line and of what lies between patterns, in inches."""
CLAIM, STATISTICS = 52, 118
"""Letters in a line of the claim, and of the statistics."""
MARKS = {
    Verdict.SHOWN: ("o", style.TYPE_COLOURS["changer"], "white"),
    Verdict.WEAK: ("D", style.TYPE_COLOURS["cautious_changer"], "white"),
    Verdict.NOT_SHOWN: ("s", "white", style.QUIET),
    Verdict.CONTRADICTED: ("X", style.INK, "white"),
}
"""Shape, filling and edge by verdict: told apart without colour."""


@style.styled
def draw(board: "Board", statistics: "DataFrame", verdicts: "DataFrame") -> style.Page:
    """Draw the tables of the board."""
    blocks = [
        (str(words), mine) for kind, words in KIND_WORDS.items() if len(mine := verdicts[verdicts["kind"] == str(kind)])
    ]
    rows = [(words, row, own_lines(row, statistics)) for words, mine in blocks for _, row in mine.iterrows()]
    seeds = len(board.seeds)
    height = sum(LINE * len(lines) + GAP for _, _, lines in rows) + 0.45 * len(blocks)
    page = style.page(
        WIDTH, height + 1.6,
        headline(verdicts),
        say(
            f"Scenario “{title(board.base)}”: mean over {seeds} seeds, 95 % interval, and what was wanted. Kinds are "
            "never added up",
            f"Scenario “{title(board.base)}”: gemiddelde over {seeds} seeds, interval van 95 %, en wat was gewenst. "
            "Soorten worden nooit opgeteld",
        ),
        say(
            "Circle: shown (the whole interval meets the threshold). Diamond: weak (the direction is certain). Square: "
            "not shown. Cross: contradicted.",
            "Cirkel: getoond (het hele interval voldoet aan de drempel). Ruit: zwak (de richting staat vast). "
            "Vierkant: "
            "niet getoond. Kruis: tegengesproken.",
        )
        + f"\n{style.not_observed(f'{style.quoted(board.base)}, {seeds} seeds')}",
        left=0.3, right=0.2, top=0.95, bottom=0.6,
    )  # fmt: skip
    axes = page.subplots()
    axes.set(xlim=(0, WIDTH), ylim=(height, 0))
    axes.axis("off")
    y, before = 0.0, ""
    for words, row, lines in rows:
        if words != before:
            y, before = y + 0.32, words
            axes.text(0, y - 0.08, words, weight="bold", size=10.5, va="bottom")
            axes.axhline(y - 0.03, color=style.FAINT, linewidth=1)
            y += 0.13
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


def own_lines(row: "Series", statistics: "DataFrame") -> list[tuple[str, str]]:
    """The lines of a pattern: claim and statistics beside each other."""
    own = statistics[statistics["pattern"] == row["pattern"]]
    claim = textwrap.wrap(claim_of(row), CLAIM)
    told = [
        line
        for _, each in own.iterrows()
        for line in textwrap.wrap(on_statistic(each), STATISTICS, subsequent_indent="   ")
    ]
    length = max(len(claim), len(told))
    return list(zip(claim + [""] * (length - len(claim)), told + [""] * (length - len(told)), strict=True))


def draw_row(axes: "Axes", y: float, row: "Series", lines: list[tuple[str, str]]) -> None:
    """Draw a pattern at a height."""
    marker, filling, edge = MARKS[Verdict(row["verdict"])]
    axes.plot(0.12, y + 0.02, marker, color=filling, markeredgecolor=edge, markersize=9, clip_on=False)
    axes.text(0.32, y, row["pattern"], weight="bold", va="center")
    for place, (claim, told) in enumerate(lines):
        axes.text(0.85, y + place * LINE, claim, size=8.5, va="center")
        axes.text(5.1, y + place * LINE, told, size=8, va="center", color=style.QUIET)
