"""What matters most, in plain words: whether the country tips, what the parameters do, and whether it comes back."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from experiments.comparison.wording import listed
from experiments.thresholds.hysteresis import FEW, HARDLY, KEPT, LAG, OPEN, RETURNS, STAYS, UNCHANGED
from experiments.thresholds.meanings import VERDICTS
from experiments.thresholds.tipping import TIPS, UNRESOLVED, WITH_A_POINT
from experiments.thresholds.tipping import UNCHANGED as NO_EFFECT
from experiments.thresholds.wording import difference
from model.language import Words, label, say
from model.parameters import parameter
from model.summaries import SUMMARY

if TYPE_CHECKING:
    from experiments.thresholds.gathering import Moved, Sweep
    from experiments.thresholds.tipping import Found

NAMED = 3
"""The lead names so many parameters with their effects, and counts the others."""
BACK = {
    (RETURNS,): Words("that come back the same way", "die langs dezelfde weg terugkomen"),
    (LAG,): Words("that come back late", "die laat terugkomen"),
    (KEPT,): Words("kept from it by what was embedded meanwhile", "tegengehouden door wat intussen is ingebed"),
    (STAYS,): Words("that do not come back (hysteresis)", "die niet terugkomen (hysterese)"),
    (UNCHANGED, HARDLY): Words("that hardly move", "die nauwelijks bewegen"),
    (OPEN, FEW): Words("undecided", "onbeslist"),
}
"""Outcomes by what becomes of them when a parameter is moved up and back down, with the verdicts that say so."""


def on_lead(sweeps: "Sequence[Sweep]", moved: "Sequence[Moved]") -> Iterator[str]:
    """The sentences to quote."""
    yield " ".join((*on_tips(sweeps), *on_effects(sweeps)))
    yield from on_loops(moved)


def on_tips(sweeps: "Sequence[Sweep]") -> Iterator[str]:
    """Whether a small change makes the country jump."""
    tips = [label(parameter(sweep.driver)) for sweep in sweeps if sweep.found and sweep.found.verdict == TIPS]
    number = len(sweeps)
    if tips:
        names = listed(tips)
        yield say(
            f"The country tips by {names}: a small change near one point brings most of the whole effect.",
            f"Het land kantelt door {names}: een kleine verandering bij één punt geeft het meeste van het effect.",
        )
    elif number == 1:
        yield say("No tipping point is seen.", "Er is geen kantelpunt te zien.")
    else:
        yield say(
            f"No tipping point is seen in any of {number} parameters.",
            f"Bij geen van de {number} parameters is een kantelpunt te zien.",
        )
    open_yet = [label(parameter(sweep.driver)) for sweep in sweeps if sweep.found and sweep.found.verdict == UNRESOLVED]
    if open_yet:
        yield say(
            f"Whether it jumps by {listed(open_yet)} takes a closer look.",
            f"Of het een sprong maakt door {listed(open_yet)}, vraagt een nadere blik.",
        )


def on_effects(sweeps: "Sequence[Sweep]") -> Iterator[str]:
    """What parameters do over their whole range: the largest effects first, and those that do nothing discernible."""
    found = [(label(parameter(sweep.driver)), sweep.found) for sweep in sweeps if sweep.found is not None]
    outcome = SUMMARY[sweeps[0].outcome]
    clear = [(name, here) for name, here in found if here.verdict in WITH_A_POINT]
    clear.sort(key=lambda each: -abs(each[1].change.value))
    if clear:
        told = listed((f"{name} {effect(here, outcome.unit)}" for name, here in clear), most=NAMED)
        yield say(
            f"Effect on “{label(outcome)}” over a whole range: {told}.",
            f"Effect op “{label(outcome)}” over een heel bereik: {told}.",
        )
    uneven = [name for name, here in found if here.verdict not in (*WITH_A_POINT, NO_EFFECT)]
    if uneven:
        yield say(f"No point can be given for {listed(uneven)}.", f"Geen punt valt te geven voor {listed(uneven)}.")
    nothing = [name for name, here in found if here.verdict == NO_EFFECT]
    if nothing:
        yield say(
            f"Not distinguishable from no effect: {listed(nothing)}.",
            f"Niet te onderscheiden van geen effect: {listed(nothing)}.",
        )


def effect(here: "Found", unit: str) -> str:
    """An effect with its interval, and how it comes about."""
    return f"{difference(here.change, unit)} [{VERDICTS[here.verdict]}]"


def on_loops(moved: "Sequence[Moved]") -> Iterator[str]:
    """Whether the country comes back as each parameter is moved up and down again."""
    for name in dict.fromkeys(each.driver for each in moved):
        mine, driver = [each.verdict for each in moved if each.driver == name], label(parameter(name))
        counts = {words: sum(mine.count(verdict) for verdict in verdicts) for verdicts, words in BACK.items()}
        told = "; ".join(f"{words}: {count}" for words, count in counts.items() if count)
        yield say(
            f"With {driver} moved up and back down within a run: outcomes {told}.",
            f"Met {driver} binnen een run omhoog en weer omlaag: uitkomsten {told}.",
        )
