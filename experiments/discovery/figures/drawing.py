"""What the figures share: colours, the headline and the footnote."""

from typing import TYPE_CHECKING

from experiments.comparison.wording import capital, counted
from experiments.discovery.discovered import BOX, Discovered
from experiments.figures import style
from model.language import say

if TYPE_CHECKING:
    from experiments.discovery.experiment import Discovery

SUCH, OTHER, MARK = style.TYPE_COLOURS["changer"], "#C4C9CD", style.TYPE_COLOURS["cautious_changer"]
"""Such cases and what is found of them, other cases, and what is scored on cases on which it was not found."""


def footnote(asked: "Discovery", reading: str) -> str:
    """How to read a figure, and what it rests on."""
    number, parameters = len(asked.seeds), counted(len(asked.varied), "parameter", "parameters")
    seeds = say(f"{number} seeds, the same for every set", f"{number} seeds, voor elke combinatie dezelfde")
    sets = say(f"{asked.sets:,} sets of {parameters}", f"{asked.sets:,} combinaties van {parameters}")
    resting = style.not_observed(f"{style.quoted(asked.scenarios[0])}, {sets}, {'1 seed' if number == 1 else seeds}")
    return f"{reading}\n{resting}"


def headline(each: Discovered) -> str:
    """What was found, in a line."""
    words = capital(each.condition.words)
    if each.verdict != BOX or each.found is None:
        return say(f"{words}: no box that holds on other cases", f"{words}: geen gebied dat op andere gevallen opgaat")
    number = counted(len({limit.parameter for limit in each.found.limits}), "parameter", "parameters")
    if each.number == 1:
        return say(f"{words}: a box of {number}", f"{words}: een gebied van {number}")
    return say(f"{words}: a further box of {number}", f"{words}: een volgend gebied van {number}")
