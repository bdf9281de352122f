"""What the figures share: the headline and the footnote."""

import textwrap
from typing import TYPE_CHECKING

from experiments.comparison.wording import counted

if TYPE_CHECKING:
    from pandas import DataFrame

    from experiments.robustness.experiment import Robustness

LETTERS_AN_INCH = 18
"""Of a footnote."""


def headline(policies: "DataFrame") -> str:
    """What was found, in a line."""
    number = int(policies["measures"].iloc[0])
    measures = counted(number, "measure", "measures")
    best = policies[policies["leads"] == number]
    if len(best) == len(policies):
        return f"Policies are not told apart by any of {measures}"
    if len(best) == 0:
        return f"No policy is robust by all {measures}"
    if len(best) == 1:
        return f"No policy is clearly better than “{best['title'].iloc[0]}” by any of {measures}"
    return f"{len(best)} of {len(policies)} policies are not clearly beaten by any of {measures}"


def footnote(asked: "Robustness", futures: int, width: float, reading: str) -> str:
    """How to read a figure of so many inches, and what it rests on."""
    seeds = "1 seed" if len(asked.seeds) == 1 else f"{len(asked.seeds)} seeds, the same for all"
    resting = (
        f"Simulated, not observed. {len(asked.scenarios)} policies in {futures:,} futures (sets of "
        f"{counted(len(asked.uncertain), 'parameter', 'parameters')}), {seeds}. decentralisation-dynamics."
    )
    letters = round(LETTERS_AN_INCH * (width - 0.6))
    return "\n".join(textwrap.fill(text, letters) for text in (reading, resting))
