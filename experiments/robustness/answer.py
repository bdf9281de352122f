"""The answer in sentences: what was tried, the verdict, what is least regretted, what is good enough."""

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from experiments.comparison.wording import ENOUGH, capital, counted, decimals, listed
from experiments.discovery.sample import set_by
from experiments.discovery.wording import share
from experiments.naming import called as called_of
from experiments.robustness.measures import BETTER, MEASURES
from experiments.robustness.regret import ERRORS
from model.language import label, say
from model.language import title as title_of
from model.language import unit as unit_of
from model.parameters import parameter
from model.summaries import SUMMARY

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from experiments.robustness.experiment import Robustness
    from experiments.robustness.judgement import Judgement
    from model import Ensemble

MOST = 2
"""Decimals that are enough for any other unit."""
FEW_SEEDS = 2
"""With fewer seeds luck cannot be told."""


def sentences(asked: "Robustness", ensemble: "Ensemble", judgement: "Judgement") -> list[str]:
    """The whole answer."""
    rest = [*on_futures(asked, ensemble, judgement)]
    if not len(judgement.futures):
        none = say(
            "There is no future in which all policies have all runs: nothing can be compared.",
            "Er is geen toekomst waarin alle beleidsopties al hun runs hebben: er valt niets te vergelijken.",
        )
        return [*rest, none]
    tables = judgement.tables()
    called = titles(asked)
    found = [on_verdict(tables["policies"], called), *on_enough(asked, tables["policies"], called), on_regret()]
    for _, rows in tables["robustness"].groupby("measure", sort=False):
        found.append(f"- {on_measure(rows, called)}")
    return [*found, *rest]


def on_regret() -> str:
    """What regret is."""
    return say(
        "Regret is how much better the best of these policies does in the same future. By measure:",
        "Spijt is hoeveel beter de beste van deze opties het in dezelfde toekomst doet. Per maatstaf:",
    )


def titles(asked: "Robustness") -> dict[str, str]:
    """What each policy is called in the language spoken, by its name."""
    return {policy.name: title_of(policy) for policy in asked.scenarios}


def on_futures(asked: "Robustness", ensemble: "Ensemble", judgement: "Judgement") -> Iterator[str]:
    """What was run, what regret is, and what is missing."""
    seeds = len(asked.seeds)
    under = say("one seed", "één seed") if seeds == 1 else say(f"the same {seeds} seeds", f"dezelfde {seeds} seeds")
    parameters = counted(len(asked.uncertain), "parameter", "parameters")
    drawn = say(
        "drawn over their whole ranges, a Latin hypercube",
        "getrokken over hun hele bereik als Latijnse hyperkubus",
    )
    shares = say(
        " Shares of futures are shares of these ranges, not probabilities.",
        " Aandelen van toekomsten zijn aandelen van dat bereik en geen kansen.",
    )
    if asked.over_plausible_sets:
        drawn, shares = say("fitted to the calibration targets", "afgestemd op de kalibratiedoelen"), ""
    futures = say(counted(asked.futures, "future", "futures"), counted(asked.futures, "toekomst", "toekomsten"))
    yield say(
        f"{len(asked.scenarios)} policies, each in the same {futures} (sets of {parameters} {drawn}), "
        f"each under {under}.{shares} What it costs to bring a policy about is not counted.",
        f"{len(asked.scenarios)} beleidsopties, elk in dezelfde {futures} (combinaties van "
        f"{parameters}, {drawn}), elk onder {under}.{shares} Wat het kost om een optie tot stand te brengen telt niet "
        "mee.",
    )
    left_out = [label(parameter(name)) for name in set_by(asked.scenarios) if name not in asked.uncertain]
    if left_out:
        yield say(
            f"Set by a policy and so not varied: {listed(left_out)}.",
            f"Door een beleidsoptie ingesteld en dus niet gevarieerd: {listed(left_out)}.",
        )
    missing = asked.futures - len(judgement.futures)
    if missing:
        failed, of = len(ensemble.failures), len(ensemble.design)
        yield say(
            f"{failed:,} of {of:,} runs failed. Left out for all policies: "
            f"{counted(missing, 'future', 'futures')} in which one lacks a run or a value.",
            f"{failed:,} van de {of:,} runs zijn mislukt. Voor alle beleidsopties weggelaten: "
            f"{counted(missing, 'toekomst', 'toekomsten')} waarin er een geen run of waarde heeft.",
        )
    if seeds < FEW_SEEDS:
        yield say(
            "With one seed, luck cannot be told from what a policy does.",
            "Met één seed is toeval niet te onderscheiden van wat een beleidsoptie doet.",
        )


def on_verdict(policies: "DataFrame", called: Mapping[str, str]) -> str:
    """Whether a policy is robust by all measures."""
    number = int(policies["measures"].iloc[0])
    measures = say(counted(number, "measure", "measures"), counted(number, "maatstaf", "maatstaven"))
    best = policies[policies["leads"] == number]
    if len(best) == len(policies):
        return say(
            f"No policy is told apart from the others by {any_of(number)}: not distinguishable.",
            f"Geen beleidsoptie is {any_of(number)} van de andere te onderscheiden.",
        )
    if len(best):
        robust = listed([quoted(called[each]) for each in best["scenario"]])
        return say(
            f"No policy is clearly better, by {any_of(number)}, than {robust}.",
            f"Geen beleidsoptie is {any_of(number)} duidelijk beter dan {robust}.",
        )
    most = policies[policies["leads"] == policies["leads"].max()]
    times, names = most["leads"].iloc[0], listed([quoted(called[each]) for each in most["scenario"]])
    return say(
        f"No policy is robust by all {measures}: by at least one, another is clearly less regretted. Not clearly "
        f"beaten by {times} of them, the most: {names}.",
        f"Geen beleidsoptie is robuust op alle {measures}: op ten minste één geeft een andere duidelijk minder spijt. "
        f"Op {times} daarvan, het hoogste aantal, niet duidelijk verslagen: {names}.",
    )


def any_of(measures: int) -> str:
    """By any of so many measures."""
    if measures == 1:
        return say("the one measure", "op de ene maatstaf")
    return say(f"any of {measures} measures", f"op een van de {measures} maatstaven")


def on_measure(rows: "DataFrame", called: Mapping[str, str]) -> str:
    """Who is least and most regretted by one measure, ranked only where rank intervals do not overlap."""
    first = rows.iloc[0]
    words = f"{capital(called_of(SUMMARY[first['measure']]))} ({BETTER[first['better']]})"
    by_regret = rows.sort_values("regret_mean", kind="stable")
    least, most = by_regret.iloc[0], by_regret.iloc[-1]
    luck = ""
    if not math.isnan(first["luck"]):
        alone = or_less(in_figures(first["luck"], least))
        luck = say(f" Luck alone would bring {alone}.", f" Alleen toeval zou {alone} geven.")
    if rows["leading"].all():
        return say(
            f"{words}: not distinguishable. Mean regret runs from {with_interval(least)} to {with_interval(most)}, and "
            f"ranks overlap.{luck}",
            f"{words}: niet te onderscheiden. De gemiddelde spijt loopt van {with_interval(least)} tot "
            f"{with_interval(most)}, en rangen overlappen.{luck}",
        )
    names = by_regret["scenario"][by_regret["leading"]]
    others = [quoted(called[name]) for name in names if name != least["scenario"]]
    beside = say(f", not told apart from {listed(others)}", f", niet te onderscheiden van {listed(others)}") if (
        others
    ) else ""  # fmt: skip
    bottom, of = int(rows["clearly_better"].max()), len(rows) - 1
    are = say("is", "is") if bottom == 1 else say("are", "zijn")
    best, worst = quoted(called[least["scenario"]]), quoted(called[most["scenario"]])
    tenth = in_figures(most["regret_high"], most, "regret_high")
    return say(
        f"{words}: least regretted is {best}, by {with_interval(least)} on average{beside}; most {worst}, by "
        f"{with_interval(most)} (in one future of ten by more than {tenth}), and {bottom} of {of} others {are} clearly "
        f"better.{luck}",
        f"{words}: de minste spijt geeft {best}, gemiddeld {with_interval(least)}{beside}; de meeste {worst}, "
        f"gemiddeld {with_interval(most)} (in één op de tien toekomsten meer dan {tenth}), en {bottom} van de {of} "
        f"andere {are} duidelijk beter.{luck}",
    )


def on_enough(asked: "Robustness", policies: "DataFrame", called: Mapping[str, str]) -> Iterator[str]:
    """In which share of futures policies are good enough by all measures at once."""
    thresholds = asked.good_enough
    least, most = say("at least", "ten minste"), say("at most", "ten hoogste")
    told = [f"{called_of(MEASURES[name].declared)} {least if MEASURES[name].sign > 0 else most} {value:g}"
            for name, value in thresholds.items()]  # fmt: skip
    if len(thresholds) < len(asked.measures):
        if told:
            rest = say("by the other measures", "op de andere maatstaven")
        else:
            rest = say("by all measures", "op alle maatstaven")
        reference = quoted(called[asked.reference.name])
        told.append(
            say(
                f"{rest} not worse than {reference} in the same future (by more than {ERRORS} standard errors of the "
                "paired difference)",
                f"{rest} in dezelfde toekomst niet slechter dan {reference} (met meer dan {ERRORS} standaardfouten van "
                "het gepaarde verschil)",
            )
        )
    known = policies.dropna(subset="all_enough").sort_values("all_enough", ascending=False, kind="stable")
    each = "; ".join(f"{quoted(called[row['scenario']])} {enough(row)}" for _, row in known.iterrows())
    yield say(
        f"Good enough is: {listed(told)}. By all at once, in this share of futures (in brackets: middle 95% over "
        f"resamples of futures): {each}. Not to be worse is not yet to be better: that is what regret tells.",
        f"Goed genoeg is: {listed(told)}. Op alle tegelijk, in dit aandeel van de toekomsten (tussen haakjes: de "
        f"middelste 95% over hertrekkingen van toekomsten): {each}. Niet slechter is nog niet beter: dat laat de "
        "spijt zien.",
    )


def enough(row: "Series") -> str:
    """A share of futures with its interval."""
    low, high = (f"{100 * row[name]:.0f}" for name in ("all_enough_low", "all_enough_high"))
    return f"{share(row['all_enough'])} ({low} {say('to', 'tot')} {high})"


def with_interval(row: "Series") -> str:
    """A mean regret with its interval and unit."""
    value, low, high = (in_figures(row[name], row) for name in ("regret_mean", "regret_mean_low", "regret_mean_high"))
    unit = difference_unit(row["unit"])[1]
    tail = f" {unit}" if unit else ""
    if not float(high):
        return f"{or_less(high)}{tail}"
    return f"{value} ({low} {say('to', 'tot')} {high}){tail}"


def or_less(text: str) -> str:
    """A number in figures, and where rounding made it nought what it is less than."""
    if float(text):
        return text
    step = f"{10.0 ** -len(text.partition('.')[2]):g}"
    return say(f"less than {step}", f"minder dan {step}")


def in_figures(value: float, row: "Series", interval: str = "regret_mean") -> str:
    """A regret as precise as an interval of this row allows and a reader needs, in the unit of differences."""
    factor, _ = difference_unit(row["unit"])
    places = decimals(factor * row[f"{interval}_low"], factor * row[f"{interval}_high"])
    return f"{factor * value:.{min(places, ENOUGH.get(row['unit'], MOST))}f}"


def difference_unit(unit: str) -> tuple[float, str]:
    """What a difference between values of this unit is multiplied by, and called; a level from 0 to 1 has no unit."""
    points = say("percentage points", "procentpunten")
    return {"share": (100.0, points), "0-1": (1.0, "")}.get(unit, (1.0, unit_of(unit)))


def quoted(title: str) -> str:
    """A policy's title in quotation marks."""
    return f"“{title}”"
