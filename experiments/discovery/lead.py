"""What matters most, in plain words: how often it comes about, under which conditions, and what tells it best."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from experiments.comparison.wording import capital, listed
from experiments.discovery.discovered import BOX, Discovered, declared
from experiments.discovery.scores import DUMMY
from experiments.discovery.wording import in_words, percent, share
from model.language import label, say

if TYPE_CHECKING:
    from pandas import DataFrame

    from experiments.discovery.cases import Condition

NAMED = 5
"""The lead names so many parameters, and counts the others."""


def on_lead(
    conditions: "Sequence[Condition]", results: Sequence[Discovered], tables: "Mapping[str, DataFrame]"
) -> Iterator[str]:
    """A paragraph on each condition, and one on what tells the outcome best."""
    for condition in conditions:
        yield on_condition(condition, results, tables)
    mine = tables["feature_scores"]
    mine = mine[mine["target"] == conditions[0].outcome]
    if len(mine):
        yield on_most(conditions[0], mine)


def on_condition(condition: "Condition", results: Sequence[Discovered], tables: "Mapping[str, DataFrame]") -> str:
    """How often a condition holds, and where it does most."""
    cases = tables["cases"]
    number, of, words = int(cases[condition.name].sum()), len(cases), capital(condition.words)
    often = say(
        f"{words}: in {share(number / of)} of {of:,} cases", f"{words}: in {share(number / of)} van de {of:,} gevallen"
    )
    if number in (0, of):
        return say(
            f"{often}, whatever the parameters within these ranges.",
            f"{often}, wat de parameters binnen dit bereik ook zijn.",
        )
    boxes = [each for each in results if each.condition == condition and each.verdict == BOX]
    if not boxes:
        return say(
            f"{often}; no conditions are found that tell these cases from the others and hold up.",
            f"{often}; er zijn geen voorwaarden gevonden die deze gevallen van de andere onderscheiden en standhouden.",
        )
    row, where = boxes[0].part_of(tables["boxes"]).iloc[0], in_words(boxes[0].part_of(tables["limits"]), names=False)
    dense = percent(row, "held_out_density")
    return say(
        f"{often}; among cases kept aside as a check, in {dense} {where}.",
        f"{often}; onder gevallen die ter controle apart zijn gehouden, in {dense} {where}.",
    )


def on_most(condition: "Condition", scores: "DataFrame") -> str:
    """Which parameters tell the outcome best, ranked only where intervals do not overlap."""
    what, real = label(condition.declared), scores[scores["parameter"] != DUMMY]
    above = real[real["above_dummy"].astype(bool)]
    number, of = len(above), len(real)
    if not number:
        return say(
            f"None of {of} parameters tells {what} better than a column that does nothing.",
            f"Geen van de {of} parameters zegt meer over {what} dan een kolom die niets doet.",
        )
    first = above[above["high"] >= above["low"].iloc[0]]
    names = listed((declared(name)[0] for name in first["parameter"]), most=NAMED)
    ranked = (
        "" if len(first) == 1 else say(" (not distinguishable from each other)", " (niet van elkaar te onderscheiden)")
    )
    return say(
        f"Most closely tied to {what}: {names}{ranked}. Parameters that can be told from one that does nothing: "
        f"{number} of {of}.",
        f"Het nauwst verbonden met {what}: {names}{ranked}. Te onderscheiden van een parameter die niets doet: "
        f"{number} van de {of}.",
    )
