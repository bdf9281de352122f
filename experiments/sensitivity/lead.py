"""What matters most, in plain words, before the figures: over all outcomes first, then for each."""

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from experiments.comparison.wording import capital
from experiments.naming import called_shortly
from experiments.sensitivity import pairs
from experiments.sensitivity.inputs import DRIVER_GROUPS, REST, label_of
from experiments.sensitivity.outcomes import declared
from experiments.sensitivity.wording import in_its_unit, leaders, listed, of_inputs, percent, settled_of
from model.language import say

if TYPE_CHECKING:
    from experiments.sensitivity.analysis import Analysis
    from experiments.sensitivity.methods import Method


def on_lead(analyses: "Mapping[str, Analysis]", method: "Method") -> Iterator[str]:
    """Which inputs matter for how many outcomes and how firm that is; what each outcome depends on most; chance."""
    over = f"{over_all(analyses)} {over_drivers(analyses)}" if len(analyses) > 1 else ""
    yield f"{over}{how_firm(analyses)}{pairs.how_firm(analyses, method)}"
    for outcome, found in analyses.items():
        yield f"- {on_most(outcome, found, method)}{on_drivers(outcome, found, method)}"
    yield by_chance(analyses)


def over_all(analyses: "Mapping[str, Analysis]") -> str:
    """How many inputs matter at all, and which stand in front most often."""
    names = list(dict.fromkeys(str(name) for found in analyses.values() for name in found.ranks["input"]))
    number, matter = len(analyses), {name for found in analyses.values() for name in told_apart(found)}
    some = say(
        f"For at least one of {number} outcomes {of_inputs(len(matter), len(names))} distinguishable from an input "
        "that does nothing.",
        f"Bij ten minste één van de {number} uitkomsten {of_inputs(len(matter), len(names), verb_first=True)} te "
        "onderscheiden van een factor die niets doet.",
    )
    alone = [first[0] for found in analyses.values() if len(first := in_front(found)) == 1]
    if not alone:
        return some
    most = max(dict.fromkeys(alone), key=alone.count)
    times = alone.count(most)
    if 2 * times > number:
        front = say(
            f"What matters most is {label_of(most)}: alone in front for {times} of {number} outcomes.",
            f"Wat er het meest toe doet is {label_of(most)}: alleen voorop bij {times} van de {number} uitkomsten.",
        )
    else:
        front = say(
            f"No input matters most throughout; most often alone in front is {label_of(most)}, for {times} of {number} "
            "outcomes.",
            f"Geen factor doet er overal het meest toe; het vaakst alleen voorop staat {label_of(most)}, bij {times} "
            f"van de {number} uitkomsten.",
        )
    return f"{front} {some}"


def over_drivers(analyses: "Mapping[str, Analysis]") -> str:
    """Which driver stands in front of the other drivers most often, where that is not said already."""
    alone = [first[0] for found in analyses.values() if len(first := first_drivers(found)) == 1]
    if not alone or all(in_front(found) == first_drivers(found) for found in analyses.values()):
        return ""
    most = max(dict.fromkeys(alone), key=alone.count)
    times, number = alone.count(most), len(analyses)
    return say(
        f"Of the drivers {label_of(most)} is alone in front most often, for {times} of {number} outcomes. ",
        f"Van de drijvende krachten staat {label_of(most)} het vaakst alleen voorop, bij {times} van de {number} "
        "uitkomsten. ",
    )


def first_drivers(found: "Analysis") -> list[str]:
    """The drivers that no other driver is ranked above; none where all else is no input beside several of them, and
    none where no driver is told apart from the dummy.
    """
    ranks = found.ranks.set_index("input")
    drivers = [name for name in DRIVER_GROUPS if name in ranks.index]
    if REST not in ranks.index or len(drivers) < 2:
        return []
    best = ranks.loc[drivers, "last_rank"].min()
    first = [name for name in drivers if ranks.loc[name, "first_rank"] <= best]
    return first if set(told_apart(found)).intersection(first) else []


def on_drivers(outcome: str, found: "Analysis", method: "Method") -> str:
    """Which driver an outcome depends on most, where that is not said already."""
    first = first_drivers(found)
    if not first or in_front(found) == first:
        return ""
    if len(first) == 1:
        more = how_much(outcome, first[0], found, method)
        return say(
            f" Of the drivers most on {label_of(first[0])}{more}.",
            f" Van de drijvende krachten het meest van {label_of(first[0])}{more}.",
        )
    return say(
        f" Of the drivers {listed(first)} are in front, not ranked among themselves.",
        f" Van de drijvende krachten staan {listed(first)} voorop, onderling zonder volgorde.",
    )


def told_apart(found: "Analysis") -> list[str]:
    """The inputs that are told apart from the dummy; all where there is none."""
    beyond = found.ranks["beyond_dummy"].fillna(True).astype(bool)
    return [str(name) for name in found.ranks.loc[beyond, "input"]]


def in_front(found: "Analysis") -> list[str]:
    """The inputs that none is ranked above; none where none of them is told apart from the dummy."""
    first, real = leaders(found.ranks), set(told_apart(found))
    return first if real.intersection(first) else []


def on_most(outcome: str, found: "Analysis", method: "Method") -> str:
    """What an outcome depends on most."""
    what, first, number = called_shortly(declared(outcome)), in_front(found), len(found.ranks)
    if not first:
        return say(
            f"For {what} no input is distinguishable from one that does nothing: the sample is too small.",
            f"Bij {what} is geen factor te onderscheiden van een die niets doet: de steekproef is te klein.",
        )
    if len(first) == 1:
        return say(
            f"{capital(what)} depends most on {label_of(first[0])}{how_much(outcome, first[0], found, method)}.",
            f"{capital(what)} hangt het meest af van {label_of(first[0])}{how_much(outcome, first[0], found, method)}.",
        )
    which, only = listed(first), only_those(first, found)
    if len(first) == number:
        return say(
            f"For {what} the sample cannot say which input matters most: it may be any of {which}{only}.",
            f"Bij {what} zegt de steekproef niet welke factor het meest uitmaakt: elk van {which} kan het zijn{only}.",
        )
    return say(
        f"For {what} {len(first)} of {number} inputs may matter most, and the sample cannot say which: {which}{only}.",
        f"Bij {what} kunnen {len(first)} van de {number} factoren het meest uitmaken, en de steekproef zegt niet "
        f"welke: {which}{only}.",
    )


def only_those(first: list[str], found: "Analysis") -> str:
    """Which of those in front do something, where the sample does not say so of all of them."""
    real = [name for name in first if name in told_apart(found)]
    if len(real) == len(first):
        return ""
    return say(
        f"; of these only {listed(real)} can be distinguished from an input that does nothing",
        f"; alleen {listed(real)} {'is' if len(real) == 1 else 'zijn'} daarvan te onderscheiden van een factor die "
        "niets doet",
    )


def how_much(outcome: str, name: str, found: "Analysis", method: "Method") -> str:
    """What an index says, where it says something that can be told without the method."""
    rows = found.indices[(found.indices["index"] == method.main) & (found.indices["input"] == name)]
    value, low, high = (float(rows.iloc[0][column]) for column in ("value", "low", "high"))
    if method.name == "sobol":
        share = percent(value, low, high)
        return say(
            f", which has a part in {share} of the variance", f", die een aandeel heeft in {share} van de variantie"
        )
    if method.name == "morris":
        size = in_its_unit(outcome, value, low, high)
        return say(
            f", which over its whole range makes a difference of {size} on average",
            f", die over het hele bereik gemiddeld een verschil maakt van {size}",
        )
    return ""


def how_firm(analyses: "Mapping[str, Analysis]") -> str:
    """Whether the sample is large enough."""
    settled, number = sum(found.settled for found in analyses.values()), len(analyses)
    if settled == number:
        return say("The sample is large enough for this.", "De steekproef is hiervoor groot genoeg.")
    return say(
        f"The sample is too small to be firm: {settled_of(settled, number)}.",
        f"De steekproef is te klein om er vast op te bouwen: {settled_of(settled, number)}.",
    )


def by_chance(analyses: "Mapping[str, Analysis]") -> str:
    """How much is chance, and what follows."""
    figures = say("In figures, for each outcome:", "In getallen, per uitkomst:")
    shares = [found.chance.share for found in analyses.values() if math.isfinite(found.chance.share)]
    if not shares:
        return figures
    least, most = (f"{100 * share:.0f}" for share in (min(shares), max(shares)))
    ends = most if least == most else say(f"{least} to {most}", f"{least} tot {most}")
    return say(
        f"Chance makes up {ends}% of the variance between single runs. {figures}",
        f"Toeval maakt {ends}% uit van de variantie tussen losse runs. {figures}",
    )
