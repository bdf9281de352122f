"""The exercises of the lessons. Each takes runs and works out the answer from them, so that it holds whatever numbers
the model has.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from experiments.comparison.paired import HIGHER, LOWER
from experiments.lessons.exercise import AGAIN, OPEN, RIGHT, Exercise, Verdict
from model.summaries import SUMMARY

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from model.agents import Resident

SIZES = ("small", "middle", "large")
STRENGTHS = {"negative or none": 0.1, "weak": 0.3, "moderate": 0.5, "strong": 2.0}
"""Names for correlations up to each bound."""
CHANGES = ("much smaller", "about the same", "much larger")
NOT_APART = "not told apart"
MUCH = 0.5
"""A difference that halves, or grows by half, has changed much."""


def size_with_most_changers(municipalities: "DataFrame") -> Exercise:
    """Lesson 1: in which size class is the largest share a changer at the end?"""
    shares = (municipalities["type_end"] == "changer").groupby(municipalities["size_class"]).mean()
    return Exercise(
        "In which size class is the largest share of municipalities a changer at the end?",
        str(shares.idxmax()),
        "In the figure of types by size compare the blue parts of the bars in the right-hand panel, not their number "
        "of municipalities.",
        "A share within a class says something else than a number: most municipalities are small, so that most "
        "changers can be small though few of the small ones change.",
        choices=SIZES,
    )


def where_cost_control_rises_most(rises: "Series") -> Exercise:
    """Lesson 2: `rises` of cost control by where."""
    return Exercise(
        "Where does the deep cut raise cost control most?",
        str(rises.idxmax()),
        "Compare the two distances, not the two levels: from no cut to a deep cut, once for each kind of top.",
        "The same pressure becomes two things, and conviction decides which part becomes which. That is an "
        "interaction: no average effect of “the cut” tells it.",
        choices=tuple(rises.index),
    )


def change_of_distance(before: float, after: float, what: str) -> Exercise:
    """Lesson 3: what becomes of a distance."""
    factor = after / before if before else np.inf
    right = CHANGES[0] if factor < 1 - MUCH else CHANGES[2] if factor > 1 + MUCH else CHANGES[1]
    return Exercise(
        f"What becomes of {what}?",
        right,
        "Subtract the two means written in the figure, before and after, and divide one distance by the other. "
        "“Much” means changed by half or more.",
        "Taking one assumption out shows how much of a result rests on it. A result that goes with one parameter is "
        "that parameter's story, and stands or falls with its evidence.",
        choices=CHANGES,
    )


def won_back(runs: "DataFrame", without: str, with_it: str, summary: str = "all_starts") -> Exercise:
    """Lesson 4: by how much a summary is higher with something than without."""
    by_name = runs.groupby("scenario")[summary].mean()
    return Exercise(
        f"How many more pilots does a municipality begin with “{with_it}” than with “{without}”? Less is negative.",
        float(by_name[with_it] - by_name[without]),
        "Take the two means in the last column of the table, and subtract the one without from the one with.",
        "A mean difference under the same luck is an effect. Whether it is worth having is another question: what does "
        "it cost to inform a council so well?",
        within=0.06,
        unit="pilots begun per municipality",
    )


def most_failures_for_each_start(runs: "DataFrame", titles: Sequence[str]) -> Exercise:
    """Lesson 5: in which scenario the largest part of pilots is dropped."""
    sums = runs.groupby("scenario")[["all_starts", "all_failures"]].mean()
    return Exercise(
        "In which scenario is the largest part of all pilots dropped?",
        str((sums["all_failures"] / sums["all_starts"]).loc[list(titles)].idxmax()),
        "Divide pilots dropped by pilots begun, in each row. Who begins more, drops more: only the ratio compares.",
        "A count needs something to be divided by. Ask of every league table: per what?",
        choices=tuple(titles),
    )


def most_from_below(shares: "Series") -> Exercise:
    """Lesson 6: `shares` of embedded measures that began in a team, by scenario."""
    return Exercise(
        "Where does the largest share of embedded measures come from teams?",
        str(shares.idxmax()),
        "Look at the column with the share, not at how many measures are embedded.",
        "Where something began is kept for each measure, so that “from below” can be counted and not only told.",
        choices=tuple(shares.index),
    )


def strength_of_relation(correlation: float) -> Exercise:
    """Lesson 7: how strong a rank correlation is."""
    return Exercise(
        "How strong is the relation between tempo and goals, municipality by municipality?",
        next(name for name, bound in STRENGTHS.items() if correlation < bound),
        "Read the correlation under the figure. Below 0.1 count it as none, below 0.3 as weak, below 0.5 as moderate.",
        "A relation across municipalities is not yet an effect of tempo: the same conditions may make a place fast and "
        "make it good. The paired runs further up ask for the effect itself.",
        choices=tuple(STRENGTHS),
    )


def moves_most(table: "DataFrame") -> Exercise:
    """Lesson 8: which parameter moves the outcome most between its lowest and its highest value."""
    return Exercise(
        "Which of these parameters moves the outcome most between its lowest and its highest value?",
        str((table["high"] - table["low"]).abs().idxmax()),
        "Look for the longest bar, whatever side it goes to.",
        "It matters most over the range that it was given. A wider range would have made another one look important: "
        "always ask where a range comes from.",
        choices=tuple(table.index),
    )


def above_the_dummy(ranks: "DataFrame") -> Exercise:
    """Lesson 11: how many inputs are told apart from one that does nothing."""
    return Exercise(
        "How many inputs can be told apart from the dummy, which does nothing?",
        float(ranks["beyond_dummy"].fillna(False).astype(bool).sum()),
        "Count the rows of the table of ranks in which the column beyond_dummy says True.",
        "An input that cannot be told from a dummy may matter a little, or not at all: this sample cannot say. That is "
        "not the same as “it does not matter”.",
        unit="inputs",
    )


def least_regretted(judged: "DataFrame") -> Exercise:
    """Lesson 12: which policy is least regretted, from the rows of one measure by policy: `regret_mean`, and `leading`
    where none is clearly better.
    """
    alone = judged["leading"].sum() == 1
    return Exercise(
        "Which policy is least regretted by this measure, told apart from all others?",
        str(judged["regret_mean"].idxmin()) if alone else NOT_APART,
        "The smallest mean is not enough. Look in the table by how many others each policy is clearly bettered: is "
        "there just one that none betters?",
        "The least regretted policy need not be the best in any single future, and where several lead no sample of "
        "this size says which it is. Then another measure, or what a policy costs, may decide.",
        choices=(*judged.index, NOT_APART),
    )


class OwnRule:
    """Lesson 9: whether somebody's agent does something, found by running it."""

    def check(self, own: "type[Resident]") -> Verdict:
        """Run a small country as it is and with this agent. Raises nothing but what stops a session."""
        from experiments.lessons.own_rules import with_own_rule

        try:
            runs = with_own_rule(own)
        except Exception as error:
            # Whatever somebody writes may go wrong in any way, and is told in one sentence.
            return Verdict(
                AGAIN, f"The run stopped with {type(error).__name__}: {error}. Look at the last line you wrote."
            )
        return judged_rule(runs)


def judged_rule(runs: "DataFrame") -> Verdict:
    """Whether a rule of one's own does something, from the runs of `with_own_rule`."""
    from experiments.lessons.own_rules import AS_IT_IS, OWN

    before, after = (runs[runs["rule"] == name].set_index("seed").drop(columns="rule") for name in (AS_IT_IS, OWN))
    if before.equals(after):
        return Verdict(OPEN, "The runs are the same to the last digit: your rule does nothing yet.")
    if after["tempo"].isna().any():
        return Verdict(AGAIN, "With your rule some runs have no tempo. Does it set something to what is no number?")
    moved = int((before != after).any(axis="columns").sum())
    if moved < len(before):
        return Verdict(
            AGAIN,
            f"Your rule changes something in {moved} of {len(before)} runs. Let it act earlier, oftener, or stronger.",
        )
    return Verdict(
        RIGHT, "Your rule works in every run. All else is as before, so the difference is your rule and nothing else."
    )


GOAL = "goals_at_end"
BURDENS = {"waiting_at_end": HIGHER, "all_incidents": HIGHER, "balance_at_end": LOWER}
"""What a policy should not worsen, and what would be worse."""


def policy(effects: "DataFrame", begun: bool, cost: float, budget: float, to_beat: float) -> Verdict:
    """Lesson 10: whether a policy stays within the budget, reaches clearly more of the goals, and more than `to_beat`,
    and clearly worsens none of the burdens, from the `effects` of that one policy; `begun`: whether it is another one
    than the example.
    """
    if not begun:
        return Verdict(OPEN, "This is the example. Choose your own levers and move them.")
    if not (effects["effect"] != 0).any():
        return Verdict(AGAIN, "Your policy changes nothing. Choose a lever and move it.")
    # A hair more, so that spending the whole budget is never too much for its last bit.
    if cost > budget * (1 + 1e-9):
        return Verdict(AGAIN, f"It costs {cost:.1f} points, and there are {budget:g}. What would you leave out?")
    verdicts = dict(zip(effects["outcome"], effects["verdict"], strict=True))
    if verdicts[SUMMARY[GOAL].label] != HIGHER:
        return Verdict(AGAIN, "It is not clear that more of the goals is reached. Another lever, earlier, or stronger?")
    worse = [SUMMARY[name].label for name, bad in BURDENS.items() if verdicts[SUMMARY[name].label] == bad]
    if worse:
        price = f"More of the goals is reached, at a price: worse became {' and '.join(worse)}."
        return Verdict(AGAIN, f"{price} Can you soften that, or defend it?")
    reached = dict(zip(effects["outcome"], effects["effect"], strict=True))[SUMMARY[GOAL].label]
    if reached <= to_beat:
        return Verdict(
            AGAIN,
            "More of the goals is reached, but one lever alone reaches as much for the same money. Which levers still "
            "have a long way to go, and which help each other?",
        )
    return Verdict(
        RIGHT,
        "More of the goals is reached than by any single lever, and nothing on the list is clearly worse. Now "
        "defend it.",
    )
