"""Where a calibration stands: what the runs so far gave, what is ruled out, and which sets come next."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from experiments.calibration.emulators import Fitted, fitted, implausibility
from experiments.calibration.experiment import Calibration, stages_of
from experiments.calibration.prior import as_sets, unit
from experiments.calibration.region import Region, drawn_from
from experiments.calibration.targets import in_every_band, means, measured

if TYPE_CHECKING:
    from model import Ensemble

WALKERS = 512
"""So many sets walk about the region at once."""


@dataclass(frozen=True)
class Stage:
    """What a stage gave: its `sets`, the targets' `values` (sets, seeds, targets), and their `means` over seeds."""

    name: str
    sets: pd.DataFrame
    values: np.ndarray
    means: np.ndarray


class Search:
    """What is known after the stages that are done."""

    def __init__(self, asked: Calibration, ensembles: "Mapping[str, Ensemble]") -> None:
        self.asked, self.ensembles = asked, dict(ensembles)
        self.targets = asked.aims
        self.stages = {name: self._stage(name, ensembles) for name in stages_of(ensembles)}

    def rests_on(self, ensembles: "Mapping[str, Ensemble]") -> bool:
        """Whether it was made from these very ensembles."""
        return list(ensembles) == list(self.ensembles) and all(
            ensembles[part] is self.ensembles[part] for part in ensembles
        )

    def _stage(self, name: str, ensembles: "Mapping[str, Ensemble]") -> Stage:
        looks = self.asked.looks
        mine = [ensembles[f"{name}-{number}"] for number in range(len(looks))]
        values = measured(self.targets, looks, mine)
        # The last seed of the first wave stands for the country that the calibration is tried on.
        used = values[:, :-1] if name == "wave1" else values
        sets = self._sets_of(name, mine)
        return Stage(name, sets, values, means(used))

    def _sets_of(self, name: str, mine: "list[Ensemble]") -> pd.DataFrame:
        """The sets of a stage, with the columns that a scenario sets itself, too."""
        tables = [each.design.parameters for each in mine]
        columns = {column: table[column] for table in tables if table is not None for column in table}
        return pd.DataFrame({column: columns[column] for column in self.asked.names if column in columns})

    def of(self, kind: str) -> list[Stage]:
        """The stages of a kind, in their order."""
        return [stage for name, stage in self.stages.items() if name.rstrip("0123456789") == kind]

    @cached_property
    def fits(self) -> list[Fitted | None]:
        """An emulator of each target, fitted to all runs but those that only check."""
        bank = [*self.of("wave"), *self.of("chosen")]
        points = np.concatenate([unit(stage.sets, self.asked.prior) for stage in bank])
        found = np.concatenate([stage.means for stage in bank])
        return [fitted(points, found[:, column]) for column in range(len(self.targets))]

    @cached_property
    def first_fits(self) -> list[Fitted | None]:
        """An emulator of each target, fitted to the first wave alone."""
        wave = self.stages["wave1"]
        if list(self.stages) == ["wave1"]:
            return self.fits
        return [fitted(unit(wave.sets, self.asked.prior), wave.means[:, column]) for column in range(len(self.targets))]

    @threadpool_limits.wrap(limits=1)
    def region(self, without: str = "") -> Region:
        """Sets drawn by the prior from where every target but one left out seems to lie in its band or near it."""
        counted = [column for column, each in enumerate(self.targets) if each.name != without]
        targets = [self.targets[column] for column in counted]
        emulators = [fit.emulator if (fit := self.fits[column]) is not None else None for column in counted]

        def worst(points: np.ndarray) -> np.ndarray:
            return implausibility(emulators, targets, points).max(axis=1)

        asked = self.asked
        key = [asked.sample_seed, len(self.stages), len(without)]
        return drawn_from(worst, len(asked.names), asked.near, WALKERS, int(np.random.default_rng(key).integers(2**32)))

    def drawn(self, number: int, without: str = "") -> pd.DataFrame:
        """So many sets from the region, or the least implausible ones where nothing is left; fewer where it is tiny."""
        found = self.region(without)
        points = np.unique(found.points, axis=0)
        generator = np.random.default_rng([self.asked.sample_seed, len(points)])
        return as_sets(points[generator.permutation(len(points))[:number]], self.asked.names, self.asked.prior)

    def next_stages(self) -> dict[str, pd.DataFrame]:
        """The sets of the stages that come next, by name; none when all is done."""
        asked, waves, chosen = self.asked, len(self.of("wave")), len(self.of("chosen"))
        if waves < asked.waves:
            return {f"wave{waves + 1}": self.drawn(asked.later)}
        if chosen and len(candidates := self.candidates(f"chosen{chosen}")) and f"again{chosen}" not in self.stages:
            return {f"again{chosen}": candidates}
        if chosen == 0 or (len(self.plausible) < asked.wanted and chosen < asked.batches):
            return {f"chosen{chosen + 1}": self.drawn(asked.tries)}
        if any(self.of(kind) for kind in ("check", "without")):
            return {}
        last = {"check": self.plausible, "median": self.medians} if len(self.plausible) else {}
        for number, name in enumerate(asked.left_out, start=1):
            last[f"without{number}"] = self.drawn(asked.tries, without=name)
        return last

    def candidates(self, name: str) -> pd.DataFrame:
        """The sets of a stage whose means lie in every band."""
        stage = self.stages[name]
        return stage.sets.iloc[in_every_band(self.targets, stage.means)].reset_index(drop=True)

    @cached_property
    def plausible(self) -> pd.DataFrame:
        """The plausible sets, numbered from 0: those whose means lie in every band under both batches of seeds."""
        kept = [self.candidates(stage.name) for stage in self.of("again")]
        if not kept:
            return pd.DataFrame(columns=list(self.asked.names), dtype=float)
        return pd.concat(kept, ignore_index=True).rename_axis("set")

    @property
    def medians(self) -> pd.DataFrame:
        """The median of each parameter over the plausible sets, as the only set."""
        return self.plausible.median().to_frame().T.rename_axis("set")

    @cached_property
    def plausible_means(self) -> np.ndarray:
        """The targets' means of the plausible sets, under the seeds that chose them again (sets, targets)."""
        kept = [stage.means[in_every_band(self.targets, stage.means)] for stage in self.of("again")]
        return np.concatenate(kept) if kept else np.empty((0, len(self.targets)))
