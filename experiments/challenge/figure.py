"""Levers: what each does at first, in 2016 and in 2020."""

from typing import TYPE_CHECKING

from matplotlib.ticker import MaxNLocator

from experiments.challenge.levers import AT_FIRST, OUTCOMES, PULLED, TIMES, hurting, named
from experiments.comparison.wording import capital
from experiments.figures import style
from model.language import Words, say

if TYPE_CHECKING:
    from pandas import DataFrame

    from experiments.challenge.experiment import Challenge

ROW = 0.36
LOOKS = {
    "at_first": ("s", style.QUIET, "white", Words(f"mean of the first {AT_FIRST} months", f"gemiddelde van de eerste "
              f"{AT_FIRST} maanden")),
    "2016": ("D", style.TYPE_COLOURS["cautious_changer"], style.TYPE_COLOURS["cautious_changer"],
             Words("end of 2016", "eind 2016")),
    "2020": ("o", style.TYPE_COLOURS["changer"], style.TYPE_COLOURS["changer"], Words("end of 2020", "eind 2020")),
}  # fmt: skip
UNITS = {"five_goals": Words("0-1", "0-1"), "embedded": Words("number", "aantal")}


@style.styled
def draw(asked: "Challenge", effects: "DataFrame") -> style.Page:
    """Draw the table of effects, a panel for each outcome; levers in the order of their effect on goals in 2020."""
    order = effects[effects["outcome"] == "five_goals"].sort_values("2020", ascending=False)["lever"].tolist()
    height, seeds = 2.3 + ROW * len(order), len(asked.seeds)
    page = style.page(
        10.5, height, headline(effects),
        say(
            f"Effect of raising each lever by a quarter of its range everywhere from {PULLED} on; mean and 95 % "
            f"interval over {seeds} seeds",
            f"Effect van elke hefboom vanaf {PULLED} overal een kwart van het bereik hoger; gemiddelde en interval van "
            f"95 % over {seeds} seeds",
        ),
        style.not_observed(style.quoted(asked.base)),
        left=2.8, top=1.3, bottom=0.85,
    )  # fmt: skip
    panels = page.subplots(1, len(OUTCOMES), sharey=True)
    for axes, (outcome, words) in zip(panels, OUTCOMES.items(), strict=True):
        mine = effects[effects["outcome"] == outcome].set_index("lever").loc[order]
        for shift, time in zip((-0.2, 0.0, 0.2), TIMES, strict=True):
            marker, edge, filling, label = LOOKS[time]
            y = [place + shift for place in range(len(order))]
            axes.hlines(y, mine[f"{time}_low"], mine[f"{time}_high"], color=edge, linewidth=1.2)
            axes.plot(mine[time], y, marker, color=filling, markeredgecolor=edge, markersize=5, label=str(label))
        axes.axvline(0, color=style.INK, linewidth=0.9)
        axes.set_title(f"{words} ({UNITS[outcome]})")
        axes.grid(False)
        axes.grid(True, axis="x")
        axes.xaxis.set_major_locator(MaxNLocator(5))
        axes.tick_params(axis="y", length=0)
    panels[0].set_yticks(range(len(order)), [capital(named(lever)) for lever in order])
    panels[0].set_ylim(len(order) - 0.5, -0.5)
    handles, labels = panels[0].get_legend_handles_labels()
    page.legend(handles, labels, ncols=3, loc="upper right", bbox_to_anchor=(0.97, 1 - 0.68 / height), fontsize=8.5)
    page.data = effects
    return page


def headline(effects: "DataFrame") -> str:
    """How many levers hurt at first, by either outcome, and how far ranks agree between 2016 and 2020."""
    hurt = {lever for outcome in OUTCOMES for lever in hurting(effects, outcome)}
    goals = effects[effects["outcome"] == "five_goals"]
    moved = int((goals["rank_2016"] != goals["rank_2020"]).sum())
    number, of = len(hurt), len(goals)
    return say(
        f"{number} of {of} levers hurt at first; {moved} have another rank in 2020 than in 2016",
        f"{number} van de {of} hefbomen doen eerst kwaad; {moved} hebben in 2020 een andere rang dan in 2016",
    )
