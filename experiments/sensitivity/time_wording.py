"""What matters when, in sentences."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from experiments.comparison.wording import counted
from experiments.sensitivity import wording
from experiments.sensitivity.inputs import label_of
from experiments.sensitivity.methods import Method
from experiments.sensitivity.outcomes import MONTHS_A_QUARTER, declared
from experiments.sensitivity.through_time import CHANCE, INTERACTIONS, leaders
from model.language import label, say

if TYPE_CHECKING:
    from model import Scenario


def in_words(outcome: str, indices: pd.DataFrame, shares: pd.DataFrame, scenario: "Scenario") -> str:
    """When which input comes first, as spells of quarters, and how much is chance."""
    spells: list[list[Any]] = []
    first = leaders(indices)
    for quarter, name in zip(first.index.tolist(), first.tolist(), strict=True):
        if spells and spells[-1][0] == name and spells[-1][2] == quarter - 1:
            spells[-1][2] = quarter
        else:
            spells.append([name, quarter, quarter])
    dates = [scenario.date_of(MONTHS_A_QUARTER * quarter) for quarter in range(-(-scenario.months // MONTHS_A_QUARTER))]
    nobody = say("no input is told apart from all others", "geen factor is van alle andere te onderscheiden")
    to = say("to", "tot en met")
    told = [
        f"{label_of(name) if name else nobody} ({dates[begin]}{f' {to} {dates[end]}' if end != begin else ''})"
        for name, begin, end in spells
    ]
    first_ones, more = "; ".join(told[: 2 * wording.NAMED]), len(told) - 2 * wording.NAMED
    what = wording.capital(label(declared(outcome)))
    if set(first) == {""}:
        text = say(
            f"{what}: in no quarter does one input matter more than all others, as far as this sample can tell",
            f"{what}: in geen kwartaal doet één factor er meer toe dan alle andere, voor zover deze steekproef dat "
            "laat zien",
        )
    else:
        text = say(
            f"{what}: what matters most by quarter (highest total index; month in which the quarter begins): "
            f"{first_ones}",
            f"{what}: wat er het meest toe doet per kwartaal (hoogste totale index; maand waarin het kwartaal begint): "
            f"{first_ones}",
        )
    text += (
        say(f"; and {counted(more, 'spell', 'spells')} more.", f"; en nog {counted(more, 'periode', 'perioden')}.")
        if more > 0
        else "."
    )
    at_chance = shares[shares["part"] == CHANCE]["share"]
    if len(at_chance):
        least, most = 100 * at_chance.min(), 100 * at_chance.max()
        text += say(
            f" Chance makes up {least:.0f} to {most:.0f}% of the variance of a quarter.",
            f" Toeval maakt {least:.0f} tot {most:.0f}% uit van de variantie van een kwartaal.",
        )
    absent = len(dates) - len(first)
    if absent:
        text += say(
            f" In {absent} {'quarter' if absent == 1 else 'quarters'} nothing varies.",
            f" In {absent} {'kwartaal' if absent == 1 else 'kwartalen'} varieert niets.",
        )
    return text


def on_verdicts(verdicts: pd.DataFrame, shares: pd.DataFrame, method: Method) -> str:
    """In how many quarters the sample is large enough, an input is told apart from the dummy, and so are interactions
    from none.
    """
    of, settled = len(verdicts), int(verdicts["settled"].sum())
    known = verdicts.dropna(subset="widest").sort_values("widest")
    text = say(
        f"Settled in {settled} of {of} quarters (allowed: an interval and a change by the second half of the sample of "
        f"{method.tolerance:g})",
        f"Tot rust gekomen in {settled} van de {of} kwartalen (toegestaan: een interval en een verandering door de "
        f"tweede helft van de steekproef van {method.tolerance:g})",
    )
    if len(known):
        widest = known.iloc[-1]
        text += say(
            f"; widest interval ± {widest['widest']:.2f}, in {widest['date']}",
            f"; breedste interval ± {widest['widest']:.2f}, in {widest['date']}",
        )
    beyond = verdicts["beyond_dummy"]
    if beyond.isna().any():
        text += say(". With one seed there is no dummy.", ". Met één seed is er geen dummy.")
    else:
        text += say(
            f". In {int((beyond > 0).sum())} of {of} quarters an input is told apart from a dummy, one that does "
            "nothing.",
            f". In {int((beyond > 0).sum())} van de {of} kwartalen is een factor te onderscheiden van een dummy, een "
            "die niets doet.",
        )
    apart = int((shares.loc[shares["part"] == INTERACTIONS, "low"] > 0).sum())
    text += say(
        f" In {apart} of {of} interactions are told apart from none; elsewhere what is shown as interactions may be "
        "error of the sample.",
        f" In {apart} van de {of} is samenhang van geen te onderscheiden; elders kan wat als samenhang getoond is, een "
        "fout van de steekproef zijn.",
    )
    if scaled := int(verdicts["scaled"].sum()):
        text += say(
            f" In {scaled} of {of} the inputs alone add up to more than there is, by error of the sample, and are "
            "shown scaled to it.",
            f" In {scaled} van de {of} tellen de factoren afzonderlijk op tot meer dan er is, door een fout van de "
            "steekproef, en zijn ze daarnaar verkleind getoond.",
        )
    return text
