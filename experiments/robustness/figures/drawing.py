"""What the figures share: the headline and the footnote."""

from typing import TYPE_CHECKING

from experiments.comparison.wording import counted
from experiments.figures import style
from experiments.robustness.answer import any_of, titles
from model.language import say

if TYPE_CHECKING:
    from pandas import DataFrame

    from experiments.robustness.experiment import Robustness


def headline(asked: "Robustness", policies: "DataFrame") -> str:
    """What was found, in a line."""
    number, of = int(policies["measures"].iloc[0]), len(policies)
    measures = say(counted(number, "measure", "measures"), counted(number, "maatstaf", "maatstaven"))
    best = policies[policies["leads"] == number]
    if len(best) == of:
        return say(
            f"Policies are not told apart by {any_of(number)}",
            f"Geen optie is {any_of(number)} van de andere te onderscheiden",
        )
    if len(best) == 0:
        return say(f"No policy is robust by all {measures}", f"Geen beleidsoptie is robuust op alle {measures}")
    if len(best) == 1:
        name = titles(asked)[best["scenario"].iloc[0]]
        return say(
            f"No policy is clearly better than “{name}” by {any_of(number)}",
            f"Geen optie is {any_of(number)} duidelijk beter dan “{name}”",
        )
    return say(
        f"{len(best)} of {of} policies are not clearly beaten by {any_of(number)}",
        f"Voor {len(best)} van de {of} opties is er {any_of(number)} geen duidelijk betere",
    )


def most_regretted(asked: "Robustness", table: "DataFrame") -> str:
    """Which policy is regretted most, by how many of the measures by which policies are told apart at all."""
    worst: list[str] = []
    of = table["measure"].nunique()
    for _, rows in table.groupby("measure", sort=False):
        if not rows["leading"].all():
            worst.append(str(rows.sort_values("regret_mean", kind="stable")["scenario"].iloc[-1]))
    if not worst:
        return say(
            "By no measure is one policy clearly regretted more than another",
            "Op geen enkele maatstaf geeft een optie duidelijk meer spijt dan een andere",
        )
    most = max(dict.fromkeys(worst), key=worst.count)
    name, number = titles(asked)[most], worst.count(most)
    return say(
        f"“{name}” is regretted most by {number} of {counted(of, 'measure', 'measures')}",
        f"“{name}” geeft op {number} van de {counted(of, 'maatstaf', 'maatstaven')} de meeste spijt",
    )


def footnote(asked: "Robustness", futures: int, reading: str) -> str:
    """How to read a figure, and what it rests on."""
    number, policies = len(asked.seeds), len(asked.scenarios)
    seeds = "1 seed" if number == 1 else say(f"{number} seeds, the same for all", f"{number} seeds, voor alle dezelfde")
    parameters = counted(len(asked.uncertain), "parameter", "parameters")
    among = say(counted(futures, "future", "futures"), counted(futures, "toekomst", "toekomsten"))
    resting = say(
        f"{policies} policies in {among} (sets of {parameters}), {seeds}",
        f"{policies} beleidsopties in {among} (combinaties van {parameters}), {seeds}",
    )
    return f"{reading}\n{style.not_observed(resting)}"
