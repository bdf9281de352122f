"""What the figures share: colours, the headline and the footnote."""

import textwrap
from typing import TYPE_CHECKING

from experiments.comparison.wording import capital, counted
from experiments.discovery.discovered import BOX, Discovered
from experiments.figures import style

if TYPE_CHECKING:
    from experiments.discovery.experiment import Discovery

SUCH, OTHER, MARK = style.TYPE_COLOURS["changer"], "#C4C9CD", style.TYPE_COLOURS["cautious_changer"]
"""Such cases and what is found of them, other cases, and what is scored on cases on which it was not found."""

LETTERS_AN_INCH = 18
"""Of a footnote."""


def footnote(asked: "Discovery", width: float, reading: str) -> str:
    """How to read a figure of so many inches, and what it rests on."""
    scenario = asked.scenarios[0]
    seeds = "1 seed" if len(asked.seeds) == 1 else f"{len(asked.seeds)} seeds, the same for every set"
    resting = (
        f"Simulated, not observed. Scenario “{scenario.title or scenario.name}”, {asked.sets:,} sets of "
        f"{counted(len(asked.varied), 'parameter', 'parameters')}, {seeds}. decentralisation-dynamics."
    )
    letters = round(LETTERS_AN_INCH * (width - 0.6))
    return "\n".join(textwrap.fill(text, letters) for text in (reading, resting))


def headline(each: Discovered) -> str:
    """What was found, in a line."""
    words = capital(each.condition.words)
    if each.verdict != BOX or each.found is None:
        return f"{words}: no box that holds on other cases"
    number = len({limit.parameter for limit in each.found.limits})
    which = "a box" if each.number == 1 else "a further box"
    return f"{words}: {which} of {counted(number, 'parameter', 'parameters')}"
