"""A box: which part of each parameter's range is in it, and the cases inside and outside."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from experiments.discovery.cases import VALUE
from experiments.discovery.discovered import Discovered, declared
from experiments.discovery.figures.drawing import OTHER, SUCH, footnote, headline
from experiments.discovery.sample import SET
from experiments.discovery.wording import figure as in_figures
from experiments.discovery.wording import share
from experiments.figures import style
from model import language
from model.language import Words, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame

    from experiments.discovery.experiment import Discovery

WIDTH = 11
FEWEST_ROWS = 4
"""Room for so many ranges, so that bars are no thicker where there are fewer."""
READING = Words(
    "Blue bar: in the box. Line below its end: middle 95 % of the limits found on halves of the cases. In brackets: in "
    "how many halves there is such a limit. Diamond: the default.",
    "Blauwe balk: in het gebied. Lijn onder het eind: de middelste 95 % van de grenzen die op helften van de gevallen "
    "zijn gevonden. Tussen haakjes: in hoeveel helften er zo'n grens is. Ruit: de standaardwaarde.",
)


@style.styled
def draw(asked: "Discovery", each: Discovered, limits: "DataFrame", cases: "DataFrame") -> style.Page:
    """`limits` are the box's rows of the table of limits."""
    order = limits.sort_values("quasi_p", kind="stable")["parameter"].drop_duplicates().tolist()
    number = len(order)
    view = say(
        f", by the two of {number} parameters that the box limits most clearly",
        f", naar de twee van de {number} parameters die het gebied het duidelijkst begrenst",
    )
    view, where = "" if number < 3 else view, "" if each.number == 1 else say(" left", " die over zijn")
    page = style.page(
        WIDTH, max(4.9, 2.5 + 0.62 * len(order)),
        headline(each),
        say(
            f"Left: the part of each parameter's range that is in the box. Right: the cases{where}{view}",
            "Links: het deel van het bereik van elke parameter dat in het gebied ligt. Rechts: de "
            f"gevallen{where}{view}",
        ),
        footnote(asked, str(READING)),
        left=2.6, right=0.35, bottom=1.15, top=1.25,
    )  # fmt: skip
    left, right = page.subplots(1, 2, gridspec_kw={"width_ratios": [1, 1.15], "wspace": 0.36})
    for place, name in enumerate(order):
        _draw_range(left, place, limits[limits["parameter"] == name])
    _name_ranges(left, order)
    mine = cases.iloc[each.rows]
    _draw_cases(right, each, order, mine)
    page.data = mine[[SET, VALUE, *(name for name in order if name in mine)]].assign(
        wanted=each.wanted, in_box=each.within
    )
    return page


def _draw_range(axes: "Axes", place: int, rows: "DataFrame") -> None:
    """The range of one parameter as 0 to 1, and the part of it in the box; `rows` are its limits."""
    lowest, highest, default = (float(rows[name].iloc[0]) for name in ("lowest", "highest", "default"))

    def scaled(value: float) -> float:
        return (value - lowest) / (highest - lowest)

    ends = {"above": 0.0, "below": 1.0} | {row["side"]: scaled(row["limit"]) for _, row in rows.iterrows()}
    axes.barh(place, 1, height=0.3, color=style.FAINT)
    axes.barh(place, ends["below"] - ends["above"], left=ends["above"], height=0.3, color=SUCH)
    for _, row in rows.iterrows():
        spread = [scaled(row["limit_low"]), scaled(row["limit_high"])]
        axes.plot(spread, [place + 0.23] * 2, color=style.INK, linewidth=1.2)
        text = f"{in_figures(row)} ({share(row['found_again'])})"
        axes.annotate(text, (ends[row["side"]], place), (0, 11), "data", "offset points", size=8.5, ha="center")
    if np.isfinite(default):
        axes.plot(scaled(default), place, "D", color="white", markeredgecolor=style.INK, markersize=5)
    for end, text, side in ((0, f"{lowest:g}", "right"), (1, f"{highest:g}", "left")):
        axes.annotate(
            text, (end, place), (8 * end - 4, 0), "data", "offset points",
            size=8, color=style.QUIET, ha=side, va="center",
        )  # fmt: skip


def _name_ranges(axes: "Axes", order: list[str]) -> None:
    axes.set_yticks(range(len(order)), ["\n".join(text for text in declared(name)[:2] if text) for name in order])
    axes.set(xlim=(0, 1), xticks=[], ylim=(max(len(order), FEWEST_ROWS) - 0.4, -0.7))
    axes.grid(False)
    axes.tick_params(axis="y", length=0, pad=28)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _draw_cases(axes: "Axes", each: Discovered, order: list[str], cases: "DataFrame") -> None:
    """The cases by the first two parameters; by the parameter and the outcome where there is only one."""
    across, up = order[0], order[1] if len(order) > 1 else VALUE
    # In one go, in the order of cases: were such cases drawn last, they would hide the others.
    colours, others = np.where(each.wanted, SUCH, OTHER), say("other cases", "andere gevallen")
    axes.scatter(cases[across], cases[up], s=11, c=colours, alpha=0.8, linewidths=0)
    for colour, label, number in (
        (SUCH, each.condition.words, int(each.wanted.sum())), (OTHER, others, int((~each.wanted).sum()))
    ):  # fmt: skip
        axes.plot([], [], "o", color=colour, markersize=4.5, label=f"{label} ({number:,})")
    edges = []
    for name, (least, most) in ((across, axes.get_xlim()), (up, axes.get_ylim())):
        ends = {limit.side: limit.value for limit in each.found.limits if limit.parameter == name} if each.found else {}
        edges.append((max(least, ends.get("above", least)), min(most, ends.get("below", most))))
    (left, right), (bottom, top) = edges
    frame = Rectangle((left, bottom), right - left, top - bottom, fill=False, edgecolor=style.INK, linewidth=1.5)
    axes.add_patch(frame)
    frame.set_zorder(4)
    axes.set_xlabel(_axis_label(across))
    outcome = each.condition.declared
    axes.set_ylabel(_axis_label(up) if up != VALUE else f"{language.label(outcome)} ({language.unit(outcome.unit)})")
    if up == VALUE:
        axes.axhline(each.condition.bound, color=style.INK, linewidth=0.9, linestyle=(0, (4, 3)))
    axes.legend(
        loc="lower right", bbox_to_anchor=(1.02, 1.0), ncols=2, fontsize=8.5, handletextpad=0.1, columnspacing=1
    )


def _axis_label(name: str) -> str:
    label, unit = declared(name)[:2]
    return f"{label} ({unit})" if unit else label
