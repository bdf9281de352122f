"""Feature scores with their intervals, the highest first, and the dummy last."""

from typing import TYPE_CHECKING

from experiments.discovery.discovered import declared
from experiments.discovery.figures.drawing import SUCH, footnote
from experiments.discovery.scores import DUMMY
from experiments.figures import style
from model.language import Words, label, say

if TYPE_CHECKING:
    from pandas import DataFrame

    from experiments.discovery.experiment import Discovery

WIDTH = 8.6
SHOWN = 15
READING = Words(
    "Dot: mean over trees grown on random halves of the cases. Line: middle 95 %. Hollow: not told apart from the "
    "dummy. Where lines overlap, parameters are not ranked.",
    "Stip: gemiddelde over bomen die op willekeurige helften van de gevallen zijn gegroeid. Lijn: de middelste 95 %. "
    "Open: niet te onderscheiden van de dummy. Waar lijnen overlappen zijn parameters niet gerangschikt.",
)


@style.styled
def draw(asked: "Discovery", scores: "DataFrame") -> style.Page:
    """`scores` are those of one target."""
    real, dummy = scores[scores["parameter"] != DUMMY], scores[scores["parameter"] == DUMMY].iloc[0]
    shown = real.head(SHOWN)
    cut = say(f"; the {len(shown)} highest", f"; de {len(shown)} hoogste") if len(shown) < len(real) else ""
    above, what = int(real["above_dummy"].sum()), label(asked.conditions[0].declared)
    tell = say("tells", "zegt") if above == 1 else say("tell", "zeggen")
    names = [declared(name)[0] for name in shown["parameter"]]
    page = style.page(
        WIDTH, 2.65 + 0.29 * (len(shown) + 1),
        say(
            f"{above} of {len(real)} parameters {tell} {what} better than a dummy",
            f"{above} van de {len(real)} parameters {tell} meer over {what} dan een dummy",
        ),
        say(
            f"Feature score: the part of what extra trees explain that comes by way of a parameter{cut}",
            f"Kenmerkscore: het deel van wat extra trees verklaren dat via een parameter komt{cut}",
        ),
        footnote(asked, str(READING)),
        left=max(2.9, 0.2 + 0.074 * max(map(len, names), default=0)), bottom=1.35, top=0.95,
    )  # fmt: skip
    axes = page.subplots()
    axes.axvspan(0, dummy["high"], color=style.FAINT, linewidth=0)
    rows = [*(row for _, row in shown.iterrows()), dummy]
    for place, row in enumerate(rows):
        colour, face = (SUCH, SUCH) if row["above_dummy"] else (style.QUIET, "white")
        axes.plot([row["low"], row["high"]], [place] * 2, color=colour, linewidth=1.6)
        axes.plot(row["score"], place, "o", markersize=6, color=face, markeredgecolor=colour, zorder=3)
    axes.set_yticks(range(len(rows)), [declared(row["parameter"])[0] for row in rows])
    below = say("feature score (shaded: what the dummy reaches)", "kenmerkscore (grijs: wat de dummy haalt)")
    axes.set(ylim=(len(rows) - 0.4, -0.6), xlabel=below)
    axes.set_xlim(left=0)
    axes.grid(True, axis="x")
    axes.grid(False, axis="y")
    axes.tick_params(axis="y", length=0)
    page.data = scores
    return page
