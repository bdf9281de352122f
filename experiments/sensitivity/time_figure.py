"""Which input matters when, as one stacked figure."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.comparison.wording import capital
from experiments.figures import style
from experiments.sensitivity.drawing import COLOURS, UNITS, footnote
from experiments.sensitivity.inputs import HEADINGS, colour_group, label_of
from experiments.sensitivity.outcomes import MONTHS_A_QUARTER, declared
from experiments.sensitivity.rankings import beside
from experiments.sensitivity.through_time import CHANCE, INTERACTIONS, PARTS, leaders
from model.language import label, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame, Index

    from experiments.sensitivity.experiment import Sensitivity

NAMED = 8
"""Beyond so many inputs the others are stacked as one."""
OTHERS = "others"


@style.styled
def draw(
    asked: "Sensitivity",
    indices: "Mapping[str, DataFrame]",
    shares: "Mapping[str, DataFrame]",
    verdicts: "Mapping[str, DataFrame]",
) -> style.Page:
    """A panel for each outcome: shares of the variance between single runs in each quarter, stacked to 100 %."""
    height = 2.2 + 3.2 * len(shares)
    figure = style.page(
        10, height, title(indices, shares),
        say(
            "Shares of the variance between single runs in each quarter (%): inputs alone, interactions, chance",
            "Aandelen van de variantie tussen losse runs in elk kwartaal (%): factoren afzonderlijk, samenhang, toeval",
        ),
        footnote(
            asked,
            f"{asked.n} {UNITS['sobol']}",
            say(
                "Inputs: first-order Sobol' indices; the title goes by total ones, interactions included. Left line: "
                "edge of interactions, right line: of chance, with 95 % intervals. Gaps: nothing varies. ",
                "Factoren: indices van Sobol' van de eerste orde; de titel gaat af op totale, met samenhang. Linker "
                "lijn: rand van samenhang, rechter lijn: van toeval, met interval van 95 %. Gaten: niets varieert. ",
            )
            + settled_in(verdicts),
        ),
        right=2.9, bottom=1.0,
    )  # fmt: skip
    panels = figure.subplots(len(shares), 1, squeeze=False, gridspec_kw={"hspace": 0.3})
    for axes, (outcome, table) in zip(panels.flat, shares.items(), strict=True):
        stack(axes, asked, table)
        if len(shares) > 1:
            axes.set_title(capital(label(declared(outcome))))
    figure.data = beside(dict(shares))
    return figure


def settled_in(verdicts: "Mapping[str, DataFrame]") -> str:
    """In how many quarters the sample is large enough."""
    all_quarters = [settled for table in verdicts.values() for settled in table["settled"]]
    settled, of = sum(all_quarters), len(all_quarters)
    return say(f"Settled in {settled} of {of} quarters.", f"Tot rust gekomen in {settled} van de {of} kwartalen.")


def title(indices: "Mapping[str, DataFrame]", shares: "Mapping[str, DataFrame]") -> str:
    """What the first outcome's figure shows: who comes first in how many quarters."""
    outcome = next(iter(shares))
    first = leaders(indices[outcome])
    what, told = capital(label(declared(outcome))), first[first != ""]
    if told.empty:
        return say(
            f"{what}: in no quarter is an input told apart as the first",
            f"{what}: in geen kwartaal is één factor als eerste te onderscheiden",
        )
    counts = told.value_counts()
    top, times, of = label_of(str(counts.index[0])), counts.iloc[0], len(first)
    return say(
        f"{what}: {top} comes first in {times} of {of} quarters",
        f"{what}: {top} staat in {times} van de {of} kwartalen voorop",
    )


def stack(axes: "Axes", asked: "Sensitivity", table: "DataFrame") -> None:
    """Stacked areas, the inputs below in order of their groups, then interactions and chance."""
    wide = table.pivot(index="quarter", columns="part", values="share").sort_index()
    wide = wide.reindex(range(int(wide.index.max()) + 1))
    real = [str(name) for name in wide.columns if name not in (INTERACTIONS, CHANCE)]
    largest = wide[real].mean().sort_values(ascending=False).index
    named = [str(name) for name in largest[:NAMED]]
    named.sort(key=lambda name: HEADINGS.index(colour_group(name)))
    scenario = asked.scenarios[0]
    x = style.years(scenario, wide.index.to_numpy() * MONTHS_A_QUARTER)
    width = MONTHS_A_QUARTER / 12
    below = np.zeros(len(wide))
    labels: list[tuple[float, str, str]] = []
    seen: dict[str, int] = {}
    parts = [*named, *([OTHERS] if len(real) > NAMED else []), INTERACTIONS, *([CHANCE] if CHANCE in wide else [])]
    for part in parts:
        columns = [part] if part != OTHERS else [name for name in real if name not in named]
        share = 100 * wide[columns].sum(axis=1).to_numpy()
        group = part if part in (OTHERS, INTERACTIONS, CHANCE) else colour_group(part)
        colour = {OTHERS: "#C3C8CC", INTERACTIONS: "#DDE1E4", CHANCE: "white"}.get(group) or COLOURS[group]
        shade = 1.0 - 0.28 * min(seen.get(group, 0), 2)
        seen[group] = seen.get(group, 0) + 1
        edge, hatch = (style.QUIET, "////") if part == CHANCE else ("white", None)
        axes.bar(x, share, width, below, align="edge", color=colour, alpha=shade, edgecolor=edge, linewidth=0.3,
                 hatch=hatch)  # fmt: skip
        others = say(OTHERS, "overige")
        text = others if part == OTHERS else str(PARTS[part]) if part in PARTS else label_of(part)
        last = np.flatnonzero(share > 0)
        place = int(last[-1]) if len(last) else len(share) - 1
        ink = style.QUIET if part in (OTHERS, INTERACTIONS, CHANCE) else colour
        labels.append((float(below[place] + share[place] / 2), text, ink))
        below = below + share
    chance, together = (in_percent(table, part, wide.index) for part in (CHANCE, INTERACTIONS))
    for above, ends, aside in ((0.0, chance, 0.66), (chance["share"].fillna(0.0), together, 0.33)):
        if ends["low"].notna().any():
            down, up = ends["high"] - ends["share"], ends["share"] - ends["low"]
            lines = [down.clip(lower=0.0), up.clip(lower=0.0)]
            axes.errorbar(x + aside * width, 100 - above - ends["share"], lines, fmt="none", ecolor=style.INK,
                          elinewidth=0.8)  # fmt: skip
    style.date_axis(axes, scenario, label_law=False)
    axes.set_ylim(0, 100)
    axes.set_ylabel(say("% of variance", "% van de variantie"))
    axes.grid(False)
    end = float(style.years(scenario, scenario.months))
    style.end_labels(axes, labels, end, 5.5)


def in_percent(table: "DataFrame", part: str, quarters: "Index[int]") -> "DataFrame":
    """A part's share by quarter and the ends of its interval, in percent; missing where there is none."""
    rows = table[table["part"] == part].set_index("quarter").reindex(quarters)
    return 100 * rows[["share", "low", "high"]].astype(float)
