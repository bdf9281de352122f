"""Feature scores with their intervals, the highest first, and the dummy last."""

from typing import TYPE_CHECKING

from experiments.discovery.discovered import declared
from experiments.discovery.figures.drawing import SUCH, footnote
from experiments.discovery.scores import DUMMY
from experiments.figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

    from experiments.discovery.experiment import Discovery

WIDTH = 8.6
SHOWN = 15
READING = (
    "Dot: mean over trees grown on random halves of the cases. Line: middle 95 %. Hollow: not told apart from the "
    "dummy. Where lines overlap, parameters are not ranked."
)


@style.styled
def draw(asked: "Discovery", scores: "DataFrame") -> style.Page:
    """`scores` are those of one target."""
    real, dummy = scores[scores["parameter"] != DUMMY], scores[scores["parameter"] == DUMMY].iloc[0]
    shown = real.head(SHOWN)
    cut = f"; the {len(shown)} highest" if len(shown) < len(real) else ""
    page = style.page(
        WIDTH, 2.65 + 0.29 * (len(shown) + 1),
        f"{int(real['above_dummy'].sum())} of {len(real)} parameters tell {asked.conditions[0].declared.label} better "
        f"than "
        "a dummy",
        f"Feature score: the part of what extra trees explain that comes by way of a parameter{cut}",
        footnote(asked, WIDTH, READING),
        left=2.9, bottom=1.35, top=0.95,
    )  # fmt: skip
    axes = page.subplots()
    axes.axvspan(0, dummy["high"], color=style.FAINT, linewidth=0)
    rows = [*(row for _, row in shown.iterrows()), dummy]
    for place, row in enumerate(rows):
        colour, face = (SUCH, SUCH) if row["above_dummy"] else (style.QUIET, "white")
        axes.plot([row["low"], row["high"]], [place] * 2, color=colour, linewidth=1.6)
        axes.plot(row["score"], place, "o", markersize=6, color=face, markeredgecolor=colour, zorder=3)
    axes.set_yticks(range(len(rows)), [declared(row["parameter"])[0] for row in rows])
    axes.set(ylim=(len(rows) - 0.4, -0.6), xlabel="feature score (shaded: what the dummy reaches)")
    axes.set_xlim(left=0)
    axes.grid(True, axis="x")
    axes.grid(False, axis="y")
    axes.tick_params(axis="y", length=0)
    return page
