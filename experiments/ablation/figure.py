"""Ablation as a matrix: mechanisms by patterns, kinds apart, each verdict as a shape."""

from typing import TYPE_CHECKING

from experiments.ablation.answer import KINDS, codes
from experiments.ablation.experiment import NULL
from experiments.comparison.wording import listed
from experiments.figures import style
from experiments.patterns.figure import MARKS
from experiments.patterns.pattern import Kind
from experiments.patterns.variants import NEEDED, ONLY_WITHOUT
from experiments.patterns.verdicts import Verdict
from model.language import Words, label, say, title

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame, Series

    from experiments.ablation.experiment import Ablation

CELL, ROW, GAP = 0.4, 0.27, 0.5
"""Width of a column, height of a row in inches; width between kinds, in columns."""
LOST, GAINED = "#F7DDA6", "#CFE2F1"
"""Ground of a cell: amber where a pattern is lost, blue where it is shown only without the mechanism."""
SIZES = {Verdict.SHOWN: 8.5, Verdict.WEAK: 6.5, Verdict.NOT_SHOWN: 4.5, Verdict.CONTRADICTED: 7}
READING = Words(
    "Circle: shown. Diamond: weak. Small square: not shown. Cross: contradicted. Framed on amber: lost without the "
    "mechanism; framed and dashed on blue: shown only without it.\nA mechanism that is held keeps what it sets at its "
    "first month's value.",
    "Cirkel: getoond. Ruit: zwak. Klein vierkant: niet getoond. Kruis: tegengesproken. Omlijnd op amber: verloren "
    "zonder het mechanisme; gestippeld omlijnd op blauw: alleen getoond zonder.\nEen mechanisme dat wordt "
    "vastgehouden, laat wat het bepaalt op de waarde van de eerste maand.",
)


@style.styled
def draw(asked: "Ablation", verdicts: "DataFrame") -> style.Page:
    """Draw the verdicts of all variants."""
    places = places_of(verdicts)
    columns, rows = max(places.values()) + 1, len(asked.variants)
    # Wide enough for the headings, however few patterns there are.
    width, height = max(3.2 + CELL * columns, 11.5), 2.6 + ROW * (rows + 1)
    name, seeds = title(asked.base), len(asked.seeds)
    page = style.page(
        width, height, headline(asked, verdicts),
        say(
            f"Scenario “{name}”: in each row below the first a mechanism is held. Verdicts over {seeds} seeds, the "
            "same in every row. Kinds are never added up",
            f"Scenario “{name}”: in elke rij onder de eerste wordt een mechanisme vastgehouden. Oordelen over {seeds} "
            "seeds, in elke rij dezelfde. Soorten worden nooit opgeteld",
        ),
        f"{READING}\n{style.not_observed(style.quoted(asked.base))}",
        left=3.0, right=width - 3.0 - CELL * columns, top=1.5, bottom=0.75,
    )  # fmt: skip
    axes = page.subplots()
    labels = {variant.name: label(variant) for variant in asked.variants}
    heights = {name: place + (0.5 if place > 0 else 0.0) for place, name in enumerate(labels)}
    heights[NULL] += 0.5
    for _, row in verdicts.iterrows():
        draw_cell(axes, places[row["pattern"]], heights[row["variant"]], row)
    axes.set(xlim=(-0.5, columns - 0.5), ylim=(heights[NULL] + 0.6, -0.6))
    axes.set_xticks(list(places.values()), list(places), size=8.5)
    axes.set_yticks(list(heights.values()), list(labels.values()))
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.grid(False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    for between in (0.75, heights[NULL] - 0.75):
        axes.axhline(between, color=style.FAINT, linewidth=1)
    draw_kinds(axes, places, verdicts)
    page.data = verdicts[["variant", "pattern", "kind", "verdict", "as_it_is", "need", "statistics_moved"]]
    return page


def places_of(verdicts: "DataFrame") -> dict[str, float]:
    """Where each pattern's column stands: by kind, with a gap between kinds."""
    places: dict[str, float] = {}
    at = 0.0
    for kind in KINDS:
        own = verdicts["pattern"][verdicts["kind"] == str(kind)].drop_duplicates().tolist()
        for place, code in enumerate(own):
            places[code] = at + place
        at += len(own) + GAP if own else 0.0
    return places


def headline(asked: "Ablation", verdicts: "DataFrame") -> str:
    """How many mechanisms are needed, and what the null model shows."""
    single = verdicts[verdicts["variant"].isin([each.name for each in asked.taken_out()])]
    needed = single["variant"][single["need"] == NEEDED].nunique()
    emergent = codes(verdicts, NULL, Kind.EMERGENT)
    of, none = len(asked.taken_out()), say("no emergent pattern", "geen emergent patroon")
    null = listed(emergent) if emergent else none
    return say(
        f"{needed} of {of} mechanisms carry a pattern; the null model shows {null}",
        f"{needed} van de {of} mechanismen dragen een patroon; het nulmodel toont {null}",
    )


def draw_cell(axes: "Axes", x: float, y: float, row: "Series") -> None:
    """Draw one verdict, on a ground that tells whether it changed."""
    if row["need"] in (NEEDED, ONLY_WITHOUT):
        lost = row["need"] == NEEDED
        axes.bar(
            x, 0.92, 0.92, y - 0.46, color=LOST if lost else GAINED, edgecolor=style.QUIET, linewidth=0.7,
            linestyle="-" if lost else (0, (3, 2)),
        )  # fmt: skip
    verdict = Verdict(row["verdict"])
    marker, filling, edge = MARKS[verdict]
    axes.plot(x, y, marker, color=filling, markeredgecolor=edge, markersize=SIZES[verdict], markeredgewidth=0.8)


def draw_kinds(axes: "Axes", places: dict[str, float], verdicts: "DataFrame") -> None:
    """Name the kinds above their columns; where there are too few columns for the word, its first letter."""
    kinds = dict(zip(verdicts["pattern"], verdicts["kind"], strict=True))
    for kind, head in KINDS.items():
        own = [place for code, place in places.items() if kinds[code] == str(kind)]
        if own:
            text = str(head) if len(own) * CELL * 72 > len(str(head)) * 5.5 else str(kind)
            axes.annotate(
                text, (sum(own) / len(own), 1), (0, 24), ("data", "axes fraction"), "offset points",
                ha="center", size=9.5, weight="bold", color=style.INK,
            )  # fmt: skip
