"""The figures: parameters before and after, and targets against their bands."""

import textwrap
from typing import TYPE_CHECKING

import numpy as np

from experiments.calibration.found import Found, all_in_band_again, chosen_without
from experiments.calibration.prior import density
from experiments.comparison.wording import capital
from experiments.figures import style
from model.language import label, say
from model.language import unit as unit_of
from model.parameters import parameter

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame

    from experiments.calibration.experiment import Calibration
    from experiments.calibration.targets import Target

MOST, COLUMNS, BINS = 12, 4, 12
BEFORE, AFTER, WITHOUT = style.TYPE_COLOURS["cautious"], style.TYPE_COLOURS["changer"], "#C4512D"
LETTERS = 44
"""So many letters of a target's words fit beside its band."""
FIRST, LAST, LEFT_OUT = "first wave", "last", "left out"
"""Which sets a dot of the targets' figure is one of."""


def draw_all(asked: "Calibration", found: Found) -> dict[str, style.Page]:
    """The figures by name: `targets`, and `parameters` where some are told apart."""
    drawn = {"targets": targets(asked, found)}
    table = found.tables.get("parameters")
    if table is not None and table["told_apart"].any():
        drawn["parameters"] = parameters(asked, found)
    return drawn


def footnote(asked: "Calibration", reading: str) -> str:
    """How to read a figure, and what it rests on."""
    seeds, few = len(asked.seeds), asked.few - 1
    means = say(
        f"Means over {seeds} seeds (first wave: {few}).", f"Gemiddelden over {seeds} seeds (eerste ronde: {few})."
    )
    return f"{reading}\n{means}\n{style.not_observed(style.quoted(asked.scenarios[0]))}"


@style.styled
def parameters(asked: "Calibration", found: Found) -> style.Page:
    """Histograms of the parameters that the targets tell apart, the most narrowed first."""
    table = found.tables["parameters"]
    shown = table[table["told_apart"]].sort_values("contraction", ascending=False, kind="stable").head(MOST)
    rows = -(-len(shown) // COLUMNS)
    clear, of, sets = int(table["told_apart"].sum()), len(table), found.search.plausible
    most = say(f"; the {len(shown)} most narrowed", f"; de {len(shown)} die het smalst zijn geworden")
    compared = say(
        f"{len(sets)} plausible parameter sets, compared with their declared ranges",
        f"{len(sets)} plausibele parametersets, vergeleken met hun opgegeven bereik",
    )
    page = style.page(
        11.5, 1.75 * rows + 2.1,
        say(
            f"The targets tell {clear} of {of} fitted parameters apart",
            f"De doelen bepalen {clear} van de {of} afgestemde parameters",
        ),
        f"{compared}{most if clear > len(shown) else ''}",
        footnote(
            asked,
            say(
                "Bars: plausible sets. Grey line: before calibration. Dashed: declared default.",
                "Staven: plausibele sets. Grijze lijn: voor de kalibratie. Streepjes: opgegeven standaardwaarde.",
            ),
        ),
        left=0.4, right=0.3, top=1.15, bottom=1.05,
    )  # fmt: skip
    grid = np.atleast_1d(page.subplots(rows, COLUMNS, gridspec_kw={"hspace": 0.75, "wspace": 0.18})).ravel()
    for axes, (_, row) in zip(grid, shown.iterrows(), strict=False):
        draw_marginal(axes, row["parameter"], sets[row["parameter"]].to_numpy(), asked.prior)
    for axes in grid[len(shown) :]:
        axes.axis("off")
    page.data = sets[shown["parameter"].tolist()].reset_index()
    return page


def draw_marginal(axes: "Axes", name: str, values: np.ndarray, prior: str) -> None:
    """A histogram over the declared range, and what it would be by the prior."""
    declared = parameter(name)
    along = np.linspace(declared.low, declared.high, 101)
    scale = len(values) * (declared.high - declared.low) / BINS
    axes.hist(values, bins=BINS, range=(declared.low, declared.high), color=AFTER)
    axes.plot(along, scale * density(name, along, prior), color=BEFORE, linewidth=1.4)
    axes.axvline(declared.default, color=style.INK, linewidth=1, linestyle=(0, (4, 3)))
    axes.set_xlim(declared.low, declared.high)
    axes.set_yticks([])
    axes.grid(False)
    axes.spines["left"].set_visible(False)
    unit = "" if declared.unit == "0-1" else f" ({unit_of(declared.unit)})"
    axes.set_title(f"{capital(label(declared))}{unit}", size=8.8)
    axes.tick_params(labelsize=8)


@style.styled
def targets(asked: "Calibration", found: Found) -> style.Page:
    """Every target with its band: sets of the first wave, plausible ones under new seeds, sets chosen without it."""
    search = found.search
    count, sets = len(search.targets), len(search.plausible)
    page = style.page(
        11.2, 0.62 * count + 1.9, headline(sets, count, *all_in_band_again(search)),
        say(
            "Means over seeds of each set, on a scale on which every band is equally wide",
            "Gemiddelden over seeds van elke set, op een schaal waarop elke band even breed is",
        ),
        footnote(asked, reading(sets, bool(asked.left_out))),
        left=4.3, right=0.4, top=0.95, bottom=0.85,
    )  # fmt: skip
    axes = page.subplots()
    drawn = values_of(asked, found)
    for column, target in enumerate(search.targets):
        mine = drawn[drawn["target"] == target.name]
        low, width = scale_of(target, mine["value"][mine["sets"] == FIRST].to_numpy())
        left, right = (np.clip((end - low) / width, -1.0, 2.0) for end in (target.statistic.low, target.statistic.high))
        axes.fill_betweenx([column - 0.42, column + 0.42], left, right, color=style.FAINT, linewidth=0)
        for which, shift, colour in ((FIRST, -0.24, BEFORE), (LAST, 0.0, AFTER), (LEFT_OUT, 0.26, WITHOUT)):
            values = mine["value"][mine["sets"] == which].to_numpy()
            spread(axes, column + shift, (values - low) / width, colour)
    axes.set_yticks(range(count), [textwrap.fill(f"{each.code}: {each.words()}", LETTERS) for each in search.targets])
    axes.set_ylim(count - 0.4, -0.6)
    axes.set_xlim(-1.0, 2.0)
    axes.set_xticks([])
    axes.grid(False)
    axes.tick_params(axis="y", length=0)
    axes.spines[["left", "bottom"]].set_visible(False)
    page.data = drawn
    return page


def headline(sets: int, count: int, again: int, of: int) -> str:
    """How many sets meet all targets, and how many again under the seeds whose values are drawn."""
    if of:
        return say(
            f"{sets} sets were chosen for meeting all {count} targets; under new seeds {again} of {of} do so again",
            f"{sets} sets zijn gekozen omdat ze alle {count} doelen halen; onder nieuwe seeds doen {again} van de "
            f"{of} dat weer",
        )
    if sets:
        return say(
            f"{sets} plausible sets meet all {count} targets", f"{sets} plausibele sets halen alle {count} doelen"
        )
    return say(
        f"No set was found that meets all {count} targets", f"Er is geen set gevonden die alle {count} doelen haalt"
    )


def reading(sets: int, without: bool) -> str:
    """How to read the targets."""
    blue = (
        say("plausible sets, under seeds that did not choose them", "plausibele sets, onder andere seeds dan waarmee "
            "ze zijn gekozen")
        if sets
        else say("the sets tried last", "de laatst beproefde sets")
    )  # fmt: skip
    red = say(" Red: sets chosen without that target.", " Rood: sets die zonder dat doel zijn gekozen.")
    return say(
        f"Band: what is wanted (open where it has one end). Grey: sets of the first wave. Blue: {blue}.",
        f"Band: wat is gewenst (open waar er één eind is). Grijs: sets van de eerste ronde. Blauw: {blue}.",
    ) + (red if without else "")


def values_of(asked: "Calibration", found: Found) -> "DataFrame":
    """What the targets' figure shows: target, which sets (FIRST, LAST, LEFT_OUT), and the mean over seeds of each."""
    import pandas as pd

    search = found.search
    last = search.stages["check"] if "check" in search.stages else search.of("chosen")[-1]
    rows = []
    for column, target in enumerate(search.targets):
        several = {FIRST: search.stages["wave1"].means[:, column], LAST: last.means[:, column]}
        if target.name in asked.left_out:
            stage = search.stages[f"without{asked.left_out.index(target.name) + 1}"]
            several[LEFT_OUT] = chosen_without(search, stage, column)
        rows += [(target.name, which, value) for which, values in several.items() for value in values]
    return pd.DataFrame(rows, columns=["target", "sets", "value"])


def scale_of(target: "Target", first: np.ndarray) -> tuple[float, float]:
    """The value drawn at 0, and the width of 1: the band, or where it has one end as much as half of the first sets."""
    low, high = target.statistic.low, target.statistic.high
    if np.isfinite(low) and np.isfinite(high):
        return low, high - low
    there = first[np.isfinite(first)]
    width = float(np.subtract(*np.quantile(there, [0.75, 0.25]))) if len(there) else 0.0
    width = width or 1.0
    return (low, width) if np.isfinite(low) else (high - width, width)


def spread(axes: "Axes", height: float, values: np.ndarray, colour: str) -> None:
    """Dots of values at a height, drawn in to the page's edges; a thicker line spans nine in ten."""
    there = np.clip(values[np.isfinite(values)], -1.0, 2.0)
    if not len(there):
        return
    jitter = 0.1 * (np.arange(len(there)) % 7 - 3) / 3
    axes.plot(there, height + jitter, "o", color=colour, markersize=2.2, alpha=0.35, markeredgewidth=0, zorder=2)
    low, high = np.quantile(there, [0.05, 0.95])
    axes.plot([low, high], [height, height], color=colour, linewidth=1.6, zorder=3)
    axes.plot(np.median(there), height, "|", color=colour, markersize=9, markeredgewidth=2, zorder=3)
