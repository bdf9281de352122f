"""The figures: parameters before and after, and targets against their bands."""

from typing import TYPE_CHECKING

import numpy as np

from experiments.calibration.found import Found, chosen_without
from experiments.figures import style
from model.parameters import parameter

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from experiments.calibration.experiment import Calibration
    from experiments.calibration.targets import Target

MOST, COLUMNS, BINS = 12, 4, 12
BEFORE, AFTER, WITHOUT = style.TYPE_COLOURS["cautious"], style.TYPE_COLOURS["changer"], "#C4512D"


def draw_all(asked: "Calibration", found: Found) -> "dict[str, Figure]":
    """The figures by name: `targets`, and `parameters` where some are told apart."""
    drawn = {"targets": targets(asked, found)}
    table = found.tables.get("parameters")
    if table is not None and table["told_apart"].any():
        drawn["parameters"] = parameters(asked, found)
    return drawn


def footnote(asked: "Calibration", reading: str) -> str:
    """How to read a figure, and what it rests on."""
    base = asked.scenarios[0]
    return (
        f"{reading}\nMeans over {len(asked.seeds)} seeds (first wave: {asked.few - 1}).\n"
        f"Simulated, not observed. Scenario “{base.title or base.name}”. decentralisation-dynamics."
    )


@style.styled
def parameters(asked: "Calibration", found: Found) -> "Figure":
    """Histograms of the parameters that the targets tell apart, the most narrowed first."""
    table = found.tables["parameters"]
    shown = table[table["told_apart"]].sort_values("contraction", ascending=False, kind="stable").head(MOST)
    rows = -(-len(shown) // COLUMNS)
    clear, sets = int(table["told_apart"].sum()), found.search.plausible
    page = style.page(
        11.5, 1.75 * rows + 2.1,
        f"The targets tell {clear} of {len(table)} fitted parameters apart",
        f"{len(sets)} plausible parameter sets, compared with their declared ranges"
        + (f"; the {len(shown)} most narrowed" if clear > len(shown) else ""),
        footnote(asked, "Bars: plausible sets. Grey line: before calibration. Dashed: declared default."),
        left=0.4, right=0.3, top=1.15, bottom=1.05,
    )  # fmt: skip
    grid = np.atleast_1d(page.subplots(rows, COLUMNS, gridspec_kw={"hspace": 0.75, "wspace": 0.18})).ravel()
    for axes, (_, row) in zip(grid, shown.iterrows(), strict=False):
        draw_marginal(axes, row["parameter"], sets[row["parameter"]].to_numpy())
    for axes in grid[len(shown) :]:
        axes.axis("off")
    return page


def draw_marginal(axes: "Axes", name: str, values: np.ndarray) -> None:
    """A histogram over the declared range."""
    declared = parameter(name)
    axes.hist(values, bins=BINS, range=(declared.low, declared.high), color=AFTER)
    axes.axhline(len(values) / BINS, color=BEFORE, linewidth=1.4)
    axes.axvline(declared.default, color=style.INK, linewidth=1, linestyle=(0, (4, 3)))
    axes.set_xlim(declared.low, declared.high)
    axes.set_yticks([])
    axes.grid(False)
    axes.spines["left"].set_visible(False)
    unit = "" if declared.unit == "0-1" else f" ({declared.unit})"
    axes.set_title(f"{declared.label[:1].upper()}{declared.label[1:]}{unit}", size=8.8)
    axes.tick_params(labelsize=8)


@style.styled
def targets(asked: "Calibration", found: Found) -> "Figure":
    """Every target with its band: sets of the first wave, plausible ones under new seeds, sets chosen without it."""
    search = found.search
    count, sets = len(search.targets), len(search.plausible)
    headline = f"{sets} plausible sets meet all {count} targets"
    page = style.page(
        11.2, 0.62 * count + 1.9,
        headline if sets else f"No set was found that meets all {count} targets",
        "Means over seeds of each set, on a scale on which every band is equally wide",
        footnote(
            asked,
            "Band: what is wanted (open where it has one end). Grey: sets of the first wave. Blue: "
            + ("plausible sets, under seeds that did not choose them." if sets else "the sets tried last.")
            + (" Red: sets chosen without that target." if asked.left_out else ""),
        ),
        left=4.3, right=0.4, top=0.95, bottom=0.85,
    )  # fmt: skip
    axes = page.subplots()
    last = search.stages["check"] if "check" in search.stages else search.of("chosen")[-1]
    for column, target in enumerate(search.targets):
        first = search.stages["wave1"].means[:, column]
        low, width = scale_of(target, first)
        left, right = (np.clip((end - low) / width, -1.0, 2.0) for end in (target.statistic.low, target.statistic.high))
        axes.fill_betweenx([column - 0.42, column + 0.42], left, right, color=style.FAINT, linewidth=0)
        spread(axes, column - 0.24, (first - low) / width, BEFORE)
        spread(axes, column, (last.means[:, column] - low) / width, AFTER)
        if target.name in asked.left_out:
            stage = search.stages[f"without{asked.left_out.index(target.name) + 1}"]
            spread(axes, column + 0.26, (chosen_without(search, stage, column) - low) / width, WITHOUT)
    axes.set_yticks(range(count), [f"{each.code}: {each.statistic.words}" for each in search.targets])
    axes.set_ylim(count - 0.4, -0.6)
    axes.set_xlim(-1.0, 2.0)
    axes.set_xticks([])
    axes.grid(False)
    axes.tick_params(axis="y", length=0)
    axes.spines[["left", "bottom"]].set_visible(False)
    return page


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
