"""Targets: statistics of patterns, each with the band in which its mean over seeds has to lie; and looking at them.

Patterns that look at the same scenario share its runs where they can.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import inf, isnan
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.patterns import dutch, thirty
from experiments.patterns.pattern import Pattern, Statistic
from model.declaration import Fault, UnknownName
from model.language import say

if TYPE_CHECKING:
    from model import Ensemble, Scenario
    from model.engine import Run

SHARE_OF_SEEDS = "share of seeds"
"""The unit of statistics that one run can only hold or not."""
FEWEST = 0.8
"""At least this part of a set's seeds must have a value, or the set has none."""


@dataclass(frozen=True)
class Target:
    """A statistic of a pattern, and the band in which its mean over seeds has to lie."""

    code: str
    statistic: Statistic

    @property
    def name(self) -> str:
        """As it is asked for: "P1:as declared"."""
        return f"{self.code}:{self.statistic.name}"

    def words(self) -> str:
        """What is measured, in the language spoken."""
        return say(self.statistic.words, dutch.words(self.code, self.statistic))

    @property
    def name_nl(self) -> str:
        """What stands in for the name in Dutch: statistics have names in English only."""
        return f"{self.code}: {dutch.words(self.code, self.statistic)}"

    def outside(self, values: np.ndarray) -> np.ndarray:
        """How far values lie outside the band, 0 within it; a missing value lies infinitely far outside."""
        values = np.asarray(values, dtype=float)
        low, high = self.statistic.low, self.statistic.high
        far = np.maximum(np.maximum(low - values, values - high), 0.0)
        return np.where(np.isnan(values), inf, far)


def targets_of(texts: Iterable[str]) -> tuple[Target, ...]:
    """The targets that texts name: "P1" (every statistic of the pattern, with its threshold as band), "P1:as declared"
    (one of them), or "P1:as declared=0.4..0.6" (with a band of its own; an end may be left open).

    Raises UnknownName for what is no pattern or no statistic of it, and Fault for what is no band or comes twice.
    """
    found: list[Target] = []
    for text in texts:
        name, _, band = text.partition("=")
        code, _, one = (part.strip() for part in name.partition(":"))
        known = {each.name: each for each in thirty.pattern(code).statistics}
        if one and one not in known:
            raise UnknownName(f"statistic of {code}", one, known)
        if band and not one:
            raise Fault(f"target {text!r}: got a band for all of {code}; allowed for one: CODE:STATISTIC=A..B")
        chosen = [known[one]] if one else list(known.values())
        found += [Target(code, banded(each, band, text) if band else each) for each in chosen]
    names = [each.name for each in found]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise Fault(f"targets: got {twice!r} twice; allowed each once")
    if not found:
        raise Fault("targets: got none; allowed patterns such as P1, or their statistics")
    return tuple(found)


def banded(statistic: Statistic, band: str, text: str) -> Statistic:
    """The statistic with another band, "0.4..0.6". Raises Fault."""
    low, dots, high = (part.strip() for part in band.partition(".."))
    try:
        ends = float(low or -inf), float(high or inf)
    except ValueError:
        ends = inf, -inf
    if not dots or not ends[0] < ends[1] or any(isnan(end) for end in ends) or ends == (-inf, inf):
        raise Fault(f"target {text!r}: got {band!r}; allowed a band such as 0.4..0.6, with one end open at most")
    return replace(statistic, low=ends[0], high=ends[1])


@dataclass(frozen=True)
class Look:
    """A scenario that is run, and who looks at its runs: pattern, word of the scenario, and whether the pattern needs
    no other scenario, so that it is measured at once.
    """

    name: str
    scenario: "Scenario"
    by: tuple[tuple[str, str, bool], ...]


def looks_of(targets: Sequence[Target], base: "Scenario") -> list[Look]:
    """The scenarios that are run for these targets. Patterns that can look afterwards share the runs of others."""
    patterns = [thirty.pattern(code) for code in dict.fromkeys(each.code for each in targets)]
    looks: list[Look] = []
    # Those that cannot look afterwards come first, so that the others find runs to share.
    for each in sorted(patterns, key=lambda pattern: pattern.afterwards):
        scenarios = each.scenarios(base)
        for word, scenario in scenarios.items():
            seen = (each.code, word, len(scenarios) == 1)
            there = next((at for at, look in enumerate(looks) if same(look.scenario, scenario)), None)
            if each.afterwards and there is not None:
                looks[there] = replace(looks[there], by=(*looks[there].by, seen))
            else:
                looks.append(Look(f"{each.code}-{word.replace(' ', '-')}", scenario, (seen,)))
    return looks


def same(one: "Scenario", other: "Scenario") -> bool:
    """Whether two scenarios are run alike."""
    return one == other or one.identity == other.identity


def observe(by: tuple[tuple[str, str, bool], ...], run: "Run") -> dict[str, np.ndarray]:
    """What patterns see in one run: their statistics, or where they compare scenarios what they look at."""
    found: dict[str, np.ndarray] = {}
    for code, word, alone in by:
        each = thirty.pattern(code)
        seen = each.observe(word, run)
        if alone:
            found[code] = in_order(each, each.measure({word: seen}))
        else:
            found |= {f"{code}/{word}/{name}": numbers for name, numbers in seen.items()}
    return found


def observer(look: Look) -> partial[dict[str, np.ndarray]]:
    """What is kept of each run."""
    return partial(observe, look.by)


def in_order(each: Pattern, statistics: Mapping[str, float]) -> np.ndarray:
    """The statistics of a pattern in their declared order."""
    return np.array([statistics[statistic.name] for statistic in each.statistics], dtype=float)


def measured(targets: Sequence[Target], looks: Sequence[Look], ensembles: "Sequence[Ensemble]") -> np.ndarray:
    """The targets' statistics of every set and seed (sets, seeds, targets), nan where there is none or a run failed.

    `ensembles` are the runs of each of `looks`, on the same sets and seeds.
    """
    design = ensembles[0].design
    statistics: dict[str, dict[tuple[int, int], np.ndarray]] = {}
    apart: dict[str, dict[tuple[int, int], dict[str, dict[str, np.ndarray]]]] = {}
    for look, ensemble in zip(looks, ensembles, strict=True):
        for key, seen in zip(keys(ensemble), ensemble.observed, strict=True):
            for code, word, alone in look.by:
                if alone:
                    statistics.setdefault(code, {})[key] = seen[code]
                    continue
                prefix = f"{code}/{word}/"
                mine = {name.removeprefix(prefix): each for name, each in seen.items() if name.startswith(prefix)}
                apart.setdefault(code, {}).setdefault(key, {})[word] = mine
    for code, of_runs in apart.items():
        each = thirty.pattern(code)
        words = {word for look in looks for by, word, _ in look.by if by == code}
        whole = {key: seen for key, seen in of_runs.items() if set(seen) == words}
        statistics[code] = {key: in_order(each, each.measure(seen)) for key, seen in whole.items()}
    values = np.full((design.sets, len(design.seeds), len(targets)), np.nan)
    for column, target in enumerate(targets):
        names = [each.name for each in thirty.pattern(target.code).statistics]
        place = names.index(target.statistic.name)
        for (row, seed), found in statistics.get(target.code, {}).items():
            values[row, seed, column] = found[place]
    return values


def keys(ensemble: "Ensemble") -> list[tuple[int, int]]:
    """Set and seed of each run, by their places in the design."""
    design, runs = ensemble.design, ensemble.runs
    rows = np.zeros(len(runs), dtype=int)
    if design.parameters is not None:
        rows = design.parameters.index.get_indexer(pd.Index(runs["set"]))
    seeds = pd.Index(design.seeds).get_indexer(pd.Index(runs["seed"]))
    return list(zip(rows.tolist(), seeds.tolist(), strict=True))


def means(values: np.ndarray) -> np.ndarray:
    """Means over seeds (sets, targets) of values (sets, seeds, targets); nan where too few seeds have a value."""
    there = np.isfinite(values)
    enough = there.sum(axis=1) >= max(1.0, FEWEST * values.shape[1])
    total = np.where(there, values, 0.0).sum(axis=1)
    return np.where(enough, total / np.maximum(there.sum(axis=1), 1), np.nan)


def within(targets: Sequence[Target], averages: np.ndarray) -> np.ndarray:
    """Which means over seeds (sets, targets) lie in the band of each target."""
    return np.column_stack([each.outside(averages[:, column]) == 0.0 for column, each in enumerate(targets)])


def in_every_band(targets: Sequence[Target], averages: np.ndarray) -> np.ndarray:
    """The places of the sets whose means over seeds (sets, targets) lie in every band."""
    return np.flatnonzero(np.logical_and.reduce(within(targets, averages), axis=1))
