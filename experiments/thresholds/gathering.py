"""From the runs to what was found: sweeps, and loops."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.thresholds.experiment import COUNTRIES, EMBEDDED, MOVED, SWEEPS, Thresholds
from experiments.thresholds.hysteresis import SMALL, Loop, Return, judged, together
from experiments.thresholds.loops import FAST, SLOW, UNMOVED, Way
from experiments.thresholds.sizes import Growth, growth
from experiments.thresholds.tipping import Found, found
from model.outcomes import OUTCOME
from model.parameters import parameter
from model.summaries import SUMMARY

if TYPE_CHECKING:
    from model import Ensemble


@dataclass(frozen=True)
class Sweep:
    """A driver's sweep: `values` swept, what was `found` in the scenario's own country of `municipalities`, under which
    `seeds`, and by size in synthetic ones. Without what was found where fewer than two seeds have every run.
    """

    driver: str
    outcome: str
    values: np.ndarray
    runs: np.ndarray
    seeds: tuple[int, ...]
    municipalities: int
    found: Found | None
    by_size: dict[int, Found]
    growth: Growth | None

    @property
    def span(self) -> float:
        """The width of the range, in the driver's unit."""
        return float(self.values[-1] - self.values[0])


@dataclass(frozen=True)
class Moved:
    """What moving a parameter does to an outcome: as it goes (`free`) and while nothing new is begun (`frozen`).

    `drift` is the gap that the unmoved country shows by the passing of time alone, between the months of the slow way
    down and those of the way up.
    """

    driver: str
    outcome: str
    way: Way
    free: Return
    frozen: Return
    drift: float
    verdict: str


def swept(experiment: Thresholds, ensembles: "Mapping[str, Ensemble]") -> list[Sweep]:
    """Return what the sweeps give."""
    declared = SUMMARY[experiment.outcome]
    of_all = declared.unit == "share" and (declared.low, declared.high) == (0, 1)
    ensemble = ensembles[SWEEPS]
    municipalities = len(ensemble.design.settings[0].world.facts)
    sweeps = []
    for driver in experiment.drivers:
        sets = [experiment.set_name(driver, step) for step in range(experiment.steps)]
        by_size = {
            size: wide(
                ensembles[COUNTRIES].runs,
                experiment.outcome,
                [experiment.synthetic_name(size, number) for number in range(1, experiment.countries + 1)],
                experiment.seeds,
                sets,
            )
            for size in (experiment.sizes if COUNTRIES in ensembles else ())
        }
        own = wide(ensemble.runs, experiment.outcome, [experiment.scenario.name], experiment.seeds, sets)
        complete = np.isfinite(own).all(axis=(0, 2))
        values = experiment.values(driver)
        places = (values - values[0]) / (values[-1] - values[0])
        # The seeds that every size has, so that sizes meet the same luck.
        common = (
            np.all([np.isfinite(each).all(axis=(0, 2)) for each in by_size.values()], axis=0) if by_size else complete
        )
        declared_range = parameter(driver)
        part = float((values[-1] - values[0]) / (declared_range.high - declared_range.low))
        founds = {
            size: found(places, each[:, common], size if of_all else None, part) for size, each in by_size.items()
        }
        there = {size: each for size, each in founds.items() if each is not None}
        seeds = tuple(seed for seed, whole in zip(experiment.seeds, complete, strict=True) if whole)
        here = found(places, own[:, complete], municipalities if of_all else None, part)
        sweeps.append(
            Sweep(
                driver, experiment.outcome, values, own[0][complete], seeds, municipalities, here, there, growth(there)
            )
        )
    return sweeps


def wide(
    runs: pd.DataFrame, outcome: str, scenarios: Sequence[str], seeds: Sequence[int], sets: Sequence[str]
) -> np.ndarray:
    """Return an outcome as an array (scenarios, seeds, sets), missing where there is no run or no value."""
    table = runs.pivot(index=["scenario", "seed"], columns="set", values=outcome)
    rows = pd.MultiIndex.from_product([scenarios, seeds], names=["scenario", "seed"])
    whole = table.reindex(index=rows, columns=list(sets)).to_numpy(dtype=float)
    return whole.reshape(len(scenarios), len(seeds), len(sets))


def moves(experiment: Thresholds, ensembles: "Mapping[str, Ensemble]") -> tuple[list[Moved], dict[str, np.ndarray]]:
    """Return what the loops give, and by driver the measures embedded at the slow loop's begin and end."""
    ensemble = ensembles[MOVED]
    paths = followed_paths(ensemble)
    moved, gathered = [], {}
    for name in experiment.loops:
        way = experiment.way(name)
        labels = [way.label(pace, frozen) for frozen in (False, True) for pace in (FAST, SLOW, UNMOVED)]
        seeds = [
            seed
            for seed in experiment.seeds
            if all((label, EMBEDDED) in paths and seed in paths[label, EMBEDDED] for label in labels)
        ]
        if len(seeds) < 2:
            continue
        embedded = paths[way.label(SLOW, False), EMBEDDED][seeds].mean(axis=1)
        gathered[name] = embedded.loc[[way.warm_up, way.months(SLOW) - 1]].to_numpy()
        for outcome in experiment.levels:
            moved.append(of_outcome(way, outcome, {label: paths[label, outcome][seeds] for label in labels}))
    return moved, gathered


def followed_paths(ensemble: "Ensemble") -> dict[tuple[str, str], pd.DataFrame]:
    """Return each scenario's and outcome's table of months by seeds."""
    series = ensemble.series
    return {
        (str(scenario), str(outcome)): mine.pivot(index="month", columns="seed", values="value")
        for (scenario, outcome), mine in series.groupby(["scenario", "outcome"], observed=True)
    }


def of_outcome(way: Way, outcome: str, paths: dict[str, pd.DataFrame]) -> Moved:
    """Return what moving a parameter does to an outcome, from its paths by scenario (months by seeds)."""

    returns = []
    for frozen in (False, True):
        unmoved = paths[way.label(UNMOVED, frozen)].to_numpy()
        loops = []
        for pace in (FAST, SLOW):
            moved = paths[way.label(pace, frozen)].to_numpy()
            net, half_way = (way.read(moved, pace, half) - way.read(unmoved, pace, half) for half in (False, True))
            loops.append(Loop(way.levels, net, half_way, way.held(pace)))
        returns.append(judged(loops[0], loops[1], least_effect(outcome, unmoved)))
    free, frozen_return = returns
    alone = way.read(paths[way.label(UNMOVED, False)].to_numpy(), SLOW)
    drift = float(Loop(way.levels, alone, alone, way.held(SLOW)).gaps.mean())
    return Moved(way.name, outcome, way, free, frozen_return, drift, together(free.verdict, frozen_return.verdict))


def least_effect(outcome: str, unmoved: np.ndarray) -> float:
    """Return the effect below which an outcome hardly moves: a part of its range, or else of its level when unmoved."""
    declared = OUTCOME[outcome]
    if declared.low is not None and declared.high is not None:
        return SMALL * (declared.high - declared.low)
    return SMALL * float(np.abs(unmoved).mean())
