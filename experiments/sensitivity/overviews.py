"""Figures over all outcomes of Morris, Sobol', PAWN and delta: inputs by outcomes, convergence, and pairs of inputs."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.comparison.wording import capital
from experiments.figures import style
from experiments.figures.pages import folded
from experiments.naming import called, called_shortly
from experiments.sensitivity.analysis import Analysis
from experiments.sensitivity.drawing import COLOURS, UNITS, colours_of, dots, footnote, group_handles, room_of
from experiments.sensitivity.inputs import DUMMY, REST, colour_group, label_of
from experiments.sensitivity.methods import Method
from experiments.sensitivity.outcomes import declared
from experiments.sensitivity.pairs import label_of_pair, second_order, told_apart
from experiments.sensitivity.wording import INDEX_LABELS, of_inputs, settled_of
from model.language import say

if TYPE_CHECKING:
    from experiments.sensitivity.experiment import Sensitivity


SLANT, HEAD = 35, 2.1
"""Of the labels above the overview: degrees, and inches to a line."""
SMALL, PAIRS = 8.0, 8.5
"""Sizes of the letters along the axes, and above panels."""
LEFT, RIGHT, BETWEEN = 0.75, 0.3, 0.25
"""Of the panels of convergence: inches at the sides, and what lies between two as a part of one's width."""


@style.styled
def overview(asked: "Sensitivity", method: Method, analyses: Mapping[str, Analysis]) -> style.Page:
    """Inputs by outcomes: the main index as a shade, a dot where it is not told apart from the dummy."""
    table = pd.DataFrame(
        {
            name: found.indices[found.indices["index"] == method.main].set_index("input")["value"]
            for name, found in analyses.items()
        }
    ).drop(index=DUMMY, errors="ignore")
    relative = table / table.max() if method.name == "morris" else table.clip(lower=0)
    relative = relative.loc[relative.mean(axis=1).sort_values(ascending=False).index]
    beyond = pd.DataFrame({n: f.ranks.set_index("input")["beyond_dummy"] for n, f in analyses.items()})
    beyond = beyond.loc[relative.index].fillna(True).astype(bool)
    names = [str(name) for name in relative.index]
    heads = [folded(called_shortly(declared(name)), HEAD, SMALL) for name in table.columns]
    legend = group_handles(names)
    # Slanted labels reach as high as their length allows, and the last one beyond the axes and the bar of shades.
    slant = math.radians(SLANT)
    above = 1.15 + room_of([line for head in heads for line in head], SMALL) * math.sin(slant)
    aside = max(0.75, room_of(heads[-1], SMALL) * math.cos(slant) - 0.5)
    height = 1.2 + above + 0.21 * len(relative)
    share = int(beyond.any(axis=1).sum())
    to_highest = say(", relative to each outcome's highest", ", ten opzichte van de hoogste bij elke uitkomst")
    figure = style.page(
        10, height,
        say(
            f"{of_inputs(share, len(relative))} told apart from a dummy for at least one outcome",
            f"{of_inputs(share, len(relative))} bij ten minste één uitkomst te onderscheiden van een dummy",
        ),
        f"{INDEX_LABELS[method.main]}{to_highest if method.name == 'morris' else ''}",
        footnote(
            asked,
            f"{asked.n} {UNITS[method.name]}",
            say(
                "Dot: not told apart from a dummy. Rows by their mean.",
                "Stip: niet te onderscheiden van een dummy. Rijen naar hun gemiddelde.",
            ),
        ),
        left=room_of([label_of(name) for name in names], SMALL), right=aside, top=above, bottom=0.8,
    )  # fmt: skip
    axes = figure.subplots()
    most = 1.0 if method.name == "morris" else max(0.1, float(relative.to_numpy().max()))
    picture = axes.pcolormesh(relative.to_numpy(), cmap="YlGnBu", vmin=0, vmax=most, edgecolor="white", linewidth=0.8)
    rows, columns = np.nonzero(~beyond.to_numpy())
    axes.plot(columns + 0.5, rows + 0.5, ".", color=style.QUIET, markersize=3)
    axes.xaxis.tick_top()
    axes.set_xticks(np.arange(len(heads)) + 0.5, ["\n".join(head) for head in heads], rotation=SLANT, ha="left",
                    rotation_mode="anchor", size=SMALL)  # fmt: skip
    axes.set_yticks(np.arange(len(relative)) + 0.5, [label_of(name) for name in names], size=SMALL)
    figure.legend(handles=legend, loc="upper right", ncols=len(legend), fontsize=8.5, handlelength=1,
                  bbox_to_anchor=(0.985, 1 - 0.66 / figure.get_figheight()))  # fmt: skip
    for tick, colour in zip(axes.get_yticklabels(), colours_of(names), strict=True):
        tick.set_color(style.INK if colour == COLOURS[REST] else colour)
    axes.invert_yaxis()
    axes.grid(False)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    figure.colorbar(picture, ax=axes, fraction=0.03, pad=0.02)
    shown = relative.rename_axis("input").reset_index().melt("input", var_name="outcome", value_name="shade")
    told = beyond.rename_axis("input").reset_index().melt("input", var_name="outcome", value_name="beyond_dummy")
    figure.data = shown.merge(told, on=["input", "outcome"])
    return figure


@style.styled
def convergence(asked: "Sensitivity", method: Method, analyses: Mapping[str, Analysis]) -> style.Page:
    """The main index of each outcome's inputs on growing parts of the sample, with intervals."""
    columns = min(3, len(analyses))
    rows = -(-len(analyses) // columns)
    settled = sum(found.settled for found in analyses.values())
    of_highest = say(" of the highest", " van de hoogste") if method.name == "morris" else ""
    figure = style.page(
        10, 2.5 + 2.5 * rows,
        capital(settled_of(settled, len(analyses))),
        say(
            f"{INDEX_LABELS[method.main]} on growing parts of the sample, the five highest; bands: 95 % intervals",
            f"{INDEX_LABELS[method.main]} op groeiende delen van de steekproef, de vijf hoogste; banden: intervallen "
            "van "
            "95 %",
        ),
        footnote(
            asked,
            f"{say('up to', 'tot')} {asked.n} {UNITS[method.name]}",
            say(
                f"Settled: no interval wider than ± {method.tolerance:g}{of_highest}, no larger change by the second "
                "half.",
                f"Tot rust gekomen: geen interval breder dan ± {method.tolerance:g}{of_highest}, geen grotere "
                "verandering door de tweede helft.",
            ),
        ),
        left=LEFT, right=RIGHT, top=1.5, bottom=1.25,
    )  # fmt: skip
    panels = figure.subplots(rows, columns, squeeze=False, gridspec_kw={"hspace": 0.7, "wspace": BETWEEN})
    room = (10 - LEFT - RIGHT) / (columns + BETWEEN * (columns - 1))
    for axes in panels.flat[len(analyses) :]:
        axes.set_visible(False)
    for axes, (name, found) in zip(panels.flat, analyses.items(), strict=False):
        lines = found.convergence[found.convergence["index"] == method.main]
        top = list(found.ranks["input"].head(5))
        for each in [*top, DUMMY]:
            line = lines[lines["input"] == each].sort_values("blocks")
            if line.empty:
                continue
            colour = COLOURS[colour_group(each)]
            axes.fill_between(line["blocks"], line["low"], line["high"], color=colour, alpha=0.12, linewidth=0)
            axes.plot(line["blocks"], line["value"], "o--" if each == DUMMY else "o-", color=colour, markersize=3,
                      linewidth=1.3)  # fmt: skip
        parts = sorted(lines["blocks"].unique())
        axes.set_xscale("log", base=2)
        axes.set_xticks(parts, [str(part) for part in parts])
        axes.minorticks_off()
        whole = lines[(lines["blocks"] == parts[-1]) & lines["input"].isin([*top, DUMMY])]
        # The first, smallest parts can have intervals that would flatten all others.
        axes.set_ylim(min(0.0, whole["low"].min()) - 0.05 * whole["high"].max(), 1.6 * whole["high"].max())
        rest = say("settled", "tot rust gekomen") if found.settled else say("not settled", "niet tot rust gekomen")
        above = [*folded(f"{capital(called_shortly(declared(name)))}:", room, PAIRS), rest]
        axes.set_title("\n".join(above), size=PAIRS, weight="normal")
        axes.set_xlabel(str(UNITS[method.name]), size=PAIRS)
    figure.legend(handles=group_handles([str(n) for f in analyses.values() for n in f.ranks["input"].head(5)]),
                  loc="upper right", ncols=4, bbox_to_anchor=(0.985, 1 - 0.7 / figure.get_figheight()),
                  handlelength=1, fontsize=8.5)  # fmt: skip
    tables = [found.convergence.assign(outcome=name, settled=found.settled) for name, found in analyses.items()]
    figure.data = pd.concat(tables, ignore_index=True)
    return figure


@style.styled
def pairs(asked: "Sensitivity", outcome: str, found: Analysis) -> style.Page:
    """Second-order indices of the pairs with the highest, with intervals."""
    table = second_order(found)
    rows, apart = table.head(15), len(told_apart(table))
    names = [label_of_pair(row) for _, row in rows.iterrows()]
    of = say("all pairs", "alle paren") if len(rows) == len(table) else say(
        f"the {len(rows)} highest pairs", f"de {len(rows)} hoogste paren"
    )  # fmt: skip
    lines = say("lines: 95 % intervals", "lijnen: intervallen van 95 %")
    height, what = 2.6 + 0.27 * len(rows), capital(called(declared(outcome)))
    figure = style.page(
        10, height,
        say(
            f"{what}: {apart or 'none'} of {len(table)} pairs of inputs can be told to interact",
            f"{what}: van {apart or 'geen'} van de {len(table)} paren factoren is samenhang te onderscheiden",
        ),
        f"{INDEX_LABELS['S2']}; {lines}; {of}",
        footnote(
            asked,
            f"{found.blocks} {UNITS['sobol']}",
            say(
                "An interval that reaches nought: no interaction is told.",
                "Een interval dat de nul raakt: geen samenhang te onderscheiden.",
            ),
        ),
        left=room_of(names, PAIRS), bottom=1.15,
    )  # fmt: skip
    axes = figure.subplots()
    dots(axes, rows, np.arange(len(rows)), [style.INK] * len(rows))
    axes.set_yticks(range(len(rows)), names, size=PAIRS)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.axvline(0, color="#B4B9BD", linewidth=0.8)
    axes.grid(True, axis="x")
    axes.grid(False, axis="y")
    axes.set_xlabel(say("share of variance", "aandeel van de variantie"))
    figure.data = table
    return figure
