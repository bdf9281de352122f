"""The judgement on policies: regret, ranks and what is good enough by every measure, as tables."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.discovery.sample import SET
from experiments.robustness.measures import MEASURES
from experiments.robustness.regret import (
    Draws,
    Interval,
    Regret,
    complete,
    cube,
    good_enough,
    not_worse,
    regrets,
    shares,
)

if TYPE_CHECKING:
    from experiments.robustness.experiment import Robustness
    from model import Ensemble, Scenario


@dataclass(frozen=True)
class Judgement:
    """What is found on each policy, in the order of `policies`.

    `futures` are the sets that count, `values` means over seeds (policies, futures) by measure, `regret` and `enough`
    (the share of futures in which it is good enough) by measure, `all_enough` the share in which it is by all measures
    at once. The reference has no share where being good enough means not being worse than it.
    """

    policies: "tuple[Scenario, ...]"
    futures: pd.DataFrame
    values: dict[str, np.ndarray]
    regret: dict[str, Regret]
    enough: dict[str, Interval]
    thresholds: dict[str, float]
    all_enough: Interval | None

    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables: robustness, policies, values, futures."""
        return {
            "robustness": pd.concat([self._by_measure(name) for name in self.values], ignore_index=True),
            "policies": self.by_policy(),
            "values": self._each_value(),
            "futures": self.futures.reset_index(),
        }

    def _by_measure(self, name: str) -> pd.DataFrame:
        """One row for each policy: what it reaches, regret, share of futures in which it is good enough, rank.

        scenario, title, measure, label, unit, better, futures, value (mean over futures); regret_mean, regret_high
        (passed in one future of ten), enough and rank, each with _low and _high; regret_most, luck (mean regret by
        luck alone), best_in (share of futures in which none is better), threshold (missing: that of the reference),
        leading (none is clearly better), clearly_better and clearly_worse (how many policies are).
        """
        measure, regret, enough = MEASURES[name], self.regret[name], self.enough[name]
        declared = measure.declared
        table = pd.DataFrame(
            {
                "scenario": [policy.name for policy in self.policies],
                "title": [title_of(policy) for policy in self.policies],
                "measure": name,
                "label": declared.label,
                "unit": declared.unit,
                "better": measure.better,
                "futures": len(self.futures),
                "value": self.values[name].mean(axis=1),
            }
        )
        for column, found in (("regret_mean", regret.mean), ("regret_high", regret.high)):
            table = table.assign(**{column: found.value, f"{column}_low": found.low, f"{column}_high": found.high})
        table = table.assign(regret_most=regret.most, luck=regret.luck, best_in=regret.best_in)
        table = table.assign(enough=enough.value, enough_low=enough.low, enough_high=enough.high)
        table = table.assign(threshold=self.thresholds.get(name, np.nan))
        table = table.assign(rank=regret.ranks.value, rank_low=regret.ranks.low, rank_high=regret.ranks.high)
        clear = regret.clearly_better
        return table.assign(leading=regret.leading, clearly_better=clear.sum(axis=1), clearly_worse=clear.sum(axis=0))

    def by_policy(self) -> pd.DataFrame:
        """One row for each policy: scenario, title, leads (by how many measures none is clearly better), measures, and
        all_enough (the share of futures in which it is good enough by all measures at once), with _low and _high.
        """
        empty = np.full(len(self.policies), np.nan)
        enough = self.all_enough or Interval(empty, empty, empty)
        return pd.DataFrame(
            {
                "scenario": [policy.name for policy in self.policies],
                "title": [title_of(policy) for policy in self.policies],
                "leads": np.sum([regret.leading for regret in self.regret.values()], axis=0),
                "measures": len(self.regret),
                "all_enough": enough.value,
                "all_enough_low": enough.low,
                "all_enough_high": enough.high,
            }
        )

    def _each_value(self) -> pd.DataFrame:
        """One row for each policy and future: scenario, set, and every measure's mean over seeds."""
        names = [policy.name for policy in self.policies]
        table = pd.DataFrame(
            {"scenario": np.repeat(names, len(self.futures)), SET: np.tile(self.futures.index, len(names))}
        )
        return table.assign(**{name: values.ravel() for name, values in self.values.items()})


def title_of(policy: "Scenario") -> str:
    """What a policy is called."""
    return policy.title or policy.name


def judged(asked: "Robustness", ensemble: "Ensemble") -> Judgement:
    """Judge policies by their runs. Futures in which a policy lacks a run or a value are left out."""
    sample = ensemble.design.parameters
    assert sample is not None
    names = [policy.name for policy in asked.scenarios]
    raw = {name: cube(ensemble.runs, name, names, asked.futures, asked.seeds) for name in asked.measures}
    kept = complete(list(raw.values()))
    turned = {name: MEASURES[name].sign * values[:, kept] for name, values in raw.items()}
    if not len(kept):
        return Judgement(asked.scenarios, sample.iloc[kept], {}, {}, {}, {}, None)
    draws = Draws.of(len(kept), len(asked.seeds), asked.sample_seed)
    thresholds = asked.good_enough
    holds = {
        name: good_enough(values, MEASURES[name].sign * thresholds[name])
        if name in thresholds
        else not_worse(values, 0)
        for name, values in turned.items()
    }
    relative = [name for name in turned if name not in thresholds]
    return Judgement(
        asked.scenarios,
        sample.iloc[kept],
        {name: values[:, kept].mean(axis=2) for name, values in raw.items()},
        {name: regrets(values, draws) for name, values in turned.items()},
        {name: _without_reference(shares(each, draws), name in relative) for name, each in holds.items()},
        thresholds,
        _without_reference(shares(np.all(list(holds.values()), axis=0), draws), len(relative) == len(turned)),
    )


def _without_reference(found: Interval, relative: bool) -> Interval:
    """Without the reference's share where it would be compared with itself."""
    if not relative:
        return found
    return Interval(*(np.concatenate([[np.nan], each[1:]]) for each in (found.value, found.low, found.high)))
