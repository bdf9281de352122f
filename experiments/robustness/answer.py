"""The answer in sentences: what was tried, the verdict, what is least regretted, what is good enough."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from experiments.comparison.wording import capital, counted, decimals, listed
from experiments.discovery.answer import share
from experiments.discovery.sample import set_by
from experiments.robustness.measures import MEASURES
from experiments.robustness.regret import ERRORS

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from experiments.robustness.experiment import Robustness
    from experiments.robustness.judgement import Judgement
    from model import Ensemble

FEW_SEEDS = 2
"""With fewer seeds luck cannot be told."""


def sentences(asked: "Robustness", ensemble: "Ensemble", judgement: "Judgement") -> list[str]:
    """The whole answer."""
    found = [*on_futures(asked, ensemble, judgement)]
    if not len(judgement.futures):
        return [*found, "There is no future in which all policies have all runs: nothing can be compared."]
    tables = judgement.tables()
    found.append(on_verdict(tables["policies"]))
    for _, rows in tables["robustness"].groupby("measure", sort=False):
        found.append(on_measure(rows))
    found += on_enough(asked, tables["policies"])
    return found


def on_futures(asked: "Robustness", ensemble: "Ensemble", judgement: "Judgement") -> Iterator[str]:
    """What was run, what regret is, and what is missing."""
    seeds = len(asked.seeds)
    under = "one seed" if seeds == 1 else f"the same {seeds} seeds"
    drawn = "drawn over their whole ranges, a Latin hypercube), each under"
    shares = "Shares of futures are shares of these ranges, not probabilities."
    if asked.over_plausible_sets:
        drawn, shares = "fitted to the calibration targets), each under", ""
    yield (
        f"{len(asked.scenarios)} policies, each in the same {asked.futures:,} futures (sets of "
        f"{counted(len(asked.uncertain), 'parameter', 'parameters')} {drawn} {under}. {shares}".rstrip()
        + " What it costs to bring a policy about is not counted."
    )
    left_out = [name for name in set_by(asked.scenarios) if name not in asked.uncertain]
    if left_out:
        yield f"Set by a policy and so not varied: {listed(left_out)}."
    missing = asked.futures - len(judgement.futures)
    if missing:
        yield (
            f"{len(ensemble.failures):,} of {len(ensemble.design):,} runs failed. {missing:,} futures in which a "
            f"policy lacks a run or a value are left out for all."
        )
    if seeds < FEW_SEEDS:
        yield "With one seed, luck cannot be told from what a policy does."


def on_verdict(policies: "DataFrame") -> str:
    """Whether a policy is robust by all measures."""
    number = int(policies["measures"].iloc[0])
    measures = counted(number, "measure", "measures")
    best = policies[policies["leads"] == number]
    if len(best) == len(policies):
        return f"By none of {measures} is any policy told apart from the others: not distinguishable."
    if len(best):
        robust = listed([quoted(each) for each in best["title"]])
        return f"No policy is clearly better, by any of {measures}, than {robust}."
    most = policies[policies["leads"] == policies["leads"].max()]
    return (
        f"No policy is robust by all {measures}: by at least one, another is clearly less regretted. Not clearly "
        f"beaten by {most['leads'].iloc[0]} of them, the most: {listed([quoted(each) for each in most['title']])}."
    )


def on_measure(rows: "DataFrame") -> str:
    """Who is least and most regretted by one measure, ranked only where rank intervals do not overlap."""
    first = rows.iloc[0]
    words = f"{capital(first['label'])} ({first['better']} is better)"
    by_regret = rows.sort_values("regret_mean", kind="stable")
    least, most = by_regret.iloc[0], by_regret.iloc[-1]
    luck = "" if math.isnan(first["luck"]) else f" Luck alone would bring {in_figures(first['luck'], least)}."
    if rows["leading"].all():
        return (
            f"{words}: not distinguishable. Mean regret runs from {with_interval(least)} to {with_interval(most)}, and "
            f"ranks overlap.{luck}"
        )
    others = [quoted(title) for title in by_regret["title"][by_regret["leading"]] if title != least["title"]]
    beside = f", not told apart from {listed(others)}" if others else ""
    bottom = int(rows["clearly_better"].max())
    return (
        f"{words}: least regretted is {quoted(least['title'])}, by {with_interval(least)} on average{beside}; most "
        f"{quoted(most['title'])}, by {with_interval(most)} (in one future of ten by more than "
        f"{in_figures(most['regret_high'], most, 'regret_high')}), and {bottom} of {len(rows) - 1} others are clearly "
        f"better.{luck}"
    )


def on_enough(asked: "Robustness", policies: "DataFrame") -> Iterator[str]:
    """In which share of futures policies are good enough by all measures at once."""
    thresholds = asked.good_enough
    told = [f"{MEASURES[name].declared.label} {'at least' if MEASURES[name].sign > 0 else 'at most'} {value:g}"
            for name, value in thresholds.items()]  # fmt: skip
    if len(thresholds) < len(asked.measures):
        rest = "by the other measures" if told else "by all measures"
        told.append(
            f"{rest} not worse than {quoted(asked.reference.title or asked.reference.name)} in the same future (by "
            f"more than {ERRORS} standard errors of the paired difference)"
        )
    known = policies.dropna(subset="all_enough").sort_values("all_enough", ascending=False, kind="stable")
    each = [f"{quoted(row['title'])} {enough(row)}" for _, row in known.iterrows()]
    yield (
        f"Good enough is: {listed(told)}. By all at once, in this share of futures (in brackets: middle 95 % over "
        f"resamples of futures): {'; '.join(each)}. Not to be worse is not yet to be better: that is what regret tells."
    )


def enough(row: "Series") -> str:
    """A share of futures with its interval."""
    return f"{share(row['all_enough'])} ({100 * row['all_enough_low']:.0f} to {100 * row['all_enough_high']:.0f})"


def with_interval(row: "Series") -> str:
    """A mean regret with its interval and unit."""
    value, low, high = (in_figures(row[name], row) for name in ("regret_mean", "regret_mean_low", "regret_mean_high"))
    unit = difference_unit(row["unit"])[1]
    return f"{value} ({low} to {high}){f' {unit}' if unit else ''}"


def in_figures(value: float, row: "Series", interval: str = "regret_mean") -> str:
    """A regret as precise as an interval of this row allows, in the unit of differences."""
    factor, _ = difference_unit(row["unit"])
    return f"{factor * value:.{decimals(factor * row[f'{interval}_low'], factor * row[f'{interval}_high'])}f}"


def difference_unit(unit: str) -> tuple[float, str]:
    """What a difference between values of this unit is multiplied by, and called; a level from 0 to 1 has no unit."""
    return {"share": (100.0, "percentage points"), "0-1": (1.0, "")}.get(unit, (1.0, unit))


def quoted(title: str) -> str:
    """A policy's title in quotation marks."""
    return f"“{title}”"
