"""The board: patterns scored, each under the same seeds in all its scenarios."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from experiments.experiment import Experiment, Findings, Plan
from experiments.language import in_both
from experiments.patterns import dutch, thirty
from experiments.patterns.pattern import JOINT_WITH, Kind, Pattern
from experiments.patterns.shares import shares
from experiments.patterns.verdicts import Verdict, interval, together, verdict_on
from model.declaration import Fault
from model.language import say, title

if TYPE_CHECKING:
    from model import Ensemble, Scenario

BySeed = dict[int, dict[str, np.ndarray]]
"""What was seen in the runs of one scenario, by seed."""


@dataclass(frozen=True)
class Board(Experiment):
    """Which patterns does the model show? `scenarios` is the one that every pattern's scenarios build on; `patterns`
    are codes, all where none is named.

    Raises Fault for another number of scenarios than one or fewer than two seeds, and UnknownName for an unknown
    pattern.
    """

    question: ClassVar[str] = "validate"
    patterns: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.scenarios) != 1:
            raise Fault(f"scenarios: got {len(self.scenarios)}; allowed one, which all patterns build on")
        if len(self.seeds) < 2:
            raise Fault(f"seeds: got {len(self.seeds)}; allowed two or more, or there is no interval")
        for code in self.patterns:
            thirty.pattern(code)

    def title(self) -> str:
        name = title(self.base)
        return say(f"Which patterns does “{name}” show?", f"Welke patronen laat “{name}” zien?")

    @property
    def base(self) -> "Scenario":
        """What all patterns build on."""
        return self.scenarios[0]

    def scored(self) -> list[Pattern]:
        """The patterns that are scored."""
        return [each for each in thirty.PATTERNS if not self.patterns or each.code in self.patterns]

    def plans(self) -> Mapping[str, Plan]:
        from model.design import Design
        from model.ensemble import Kept

        plans = {}
        for each in self.scored():
            for word, scenario in each.scenarios(self.base).items():
                name = part(each, word)
                design = Design([scenario.with_(name=name)], self.seeds)
                plans[name] = Plan(design, Kept(observed=partial(each.observe, word)))
        return plans

    def findings(self, ensembles: "Mapping[str, Ensemble]") -> Findings:
        from experiments.patterns import answer, figure, portfolios

        values = pd.concat([values_of(each, self.base, ensembles) for each in self.scored()], ignore_index=True)
        statistics = statistics_of(self.scored(), values)
        verdicts = verdicts_of(self.scored(), statistics)
        types = portfolios.judged(self.base.parameter_values())
        told = [*in_both(answer.sentences, self, verdicts, statistics, ensembles), in_both(portfolios.told, types)]
        if self.over_plausible_sets:
            verdicts = verdicts.assign(share_of_sets=shares(self.scored(), values, verdicts))
            told.append(in_both(answer.on_shares, verdicts))
        return Findings(
            told,
            {"verdicts": verdicts, "statistics": statistics, "values": values, "type_rule": types},
            {"board": figure.draw(self, statistics, verdicts)},
        )


def part(each: Pattern, word: str) -> str:
    """The part of the experiment that holds a pattern's runs of one scenario."""
    return f"{each.code}-{word.replace(' ', '-')}"


def values_of(each: Pattern, base: "Scenario", ensembles: "Mapping[str, Ensemble]") -> pd.DataFrame:
    """A row for each seed and statistic of a pattern: pattern, seed, statistic, value; no row where a run failed."""
    return measured(each, {word: seen_in(ensembles[part(each, word)]) for word in each.scenarios(base)})


def seen_in(ensemble: "Ensemble", scenario: str | None = None) -> BySeed:
    """What was seen under each seed, in the only scenario of an ensemble or in the one of this name."""
    runs = ensemble.runs
    mine = runs["scenario"] == scenario if scenario else np.ones(len(runs), dtype=bool)
    return {seed: seen for seed, seen, its in zip(runs["seed"].tolist(), ensemble.observed, mine, strict=True) if its}


def measured(each: Pattern, seen: Mapping[str, BySeed]) -> pd.DataFrame:
    """A row for each seed and statistic of a pattern, from what was seen by the words of its scenarios."""
    first, *others = seen.values()
    rows = []
    for seed in first:
        if not all(seed in other for other in others):
            continue
        found = each.measure({word: by_seed[seed] for word, by_seed in seen.items()})
        unknown = set(found) ^ {statistic.name for statistic in each.statistics}
        if unknown:
            raise Fault(f"{each.code}: measures and declares different statistics: {', '.join(sorted(unknown))}")
        rows += [(each.code, seed, statistic.name, float(found[statistic.name])) for statistic in each.statistics]
    return pd.DataFrame(rows, columns=["pattern", "seed", "statistic", "value"])


def statistics_of(patterns: Sequence[Pattern], values: pd.DataFrame) -> pd.DataFrame:
    """A row for each statistic: pattern, kind, statistic, words (in Dutch, too), unit, threshold, mean, interval, seeds
    and verdict.
    """
    rows = []
    for each in patterns:
        for statistic in each.statistics:
            mine = values[(values["pattern"] == each.code) & (values["statistic"] == statistic.name)]["value"]
            found = interval(mine.to_numpy())
            rows.append(
                {
                    "pattern": each.code,
                    "kind": str(each.kind),
                    "statistic": statistic.name,
                    "words": statistic.words,
                    "words_nl": dutch.words(each.code, statistic),
                    "unit": statistic.unit,
                    "from": statistic.low,
                    "to": statistic.high,
                    "mean": found.mean,
                    "low": found.low,
                    "high": found.high,
                    "seeds": int(mine.notna().sum()),
                    "verdict": str(verdict_on(statistic, found)),
                }
            )
    return pd.DataFrame(rows)


def verdicts_of(patterns: Sequence[Pattern], statistics: pd.DataFrame) -> pd.DataFrame:
    """A row for each pattern: pattern, kind, claim (also Dutch), evidence, verdict, what a joint one lacks, what was
    revised after a score and the one rule that carries it.
    """
    alone = {
        each.code: together([Verdict(said) for said in statistics["verdict"][statistics["pattern"] == each.code]])
        for each in patterns
    }
    rows = []
    for each in patterns:
        verdict, missing = alone[each.code], ""
        if each.kind is Kind.JOINT and verdict is Verdict.SHOWN:
            missing = " and ".join(code for code in JOINT_WITH if alone.get(code) is not Verdict.SHOWN)
            verdict = Verdict.NOT_SHOWN if missing else verdict
        rows.append(
            {
                "pattern": each.code,
                "kind": str(each.kind),
                "claim": each.claim,
                "claim_nl": dutch.claim(each),
                "evidence": " ".join(each.evidence),
                "verdict": str(verdict),
                "without": missing,
                "revised": (standing := in_both(each.standing)),
                "revised_nl": standing.dutch,
            }
        )
    return pd.DataFrame(rows).astype({"revised": str})
