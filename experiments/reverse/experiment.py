"""The experiment: a calibration for each reverse, and one for the targets themselves, all with the same effort."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from experiments.calibration import Prior
from experiments.calibration.experiment import Calibration
from experiments.experiment import Experiment, Findings, Plan
from experiments.language import in_both
from experiments.reverse.targets import REVERSED, YARDSTICK, Reversed, search
from model.declaration import Fault
from model.language import say, title

if TYPE_CHECKING:
    from experiments.calibration.searching import Search
    from model import Ensemble

BETWEEN = "-"
"""Stands between the name of a search and that of a part of its calibration; no name of a search has it."""


class SeekingCalibration(Calibration):
    """A calibration that may have to go where hardly any set lies."""

    def search(self, ensembles: "Mapping[str, Ensemble]") -> "Search":
        from experiments.reverse.seeking import Seeking

        if not self._latest or not self._latest[0].rests_on(ensembles):
            self._latest[:] = [Seeking(self, ensembles)]
        return self._latest[0]


@dataclass(frozen=True)
class Reverse(Experiment):
    """Can the model be fitted to the reverse of what the sources say? `scenarios` is the one that all targets build on,
    `only` names searches (see `targets.REVERSED`; all by default): that for the targets themselves is always made.

    Effort is the same for each search: see `Calibration`, which makes them. Every value of a parameter's range is as
    likely as any other beforehand, lest the defaults keep a search from what the model could show. A search fails when
    none of its `tries` lies in every band, or none that does stays there under new seeds; it is undecided where none
    of them has a value for every target. Raises Fault and UnknownName for what cannot be asked.
    """

    question: ClassVar[str] = "reverse"
    only: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    first: int = 300
    later: int = 150
    waves: int = 3
    few: int = 4
    tries: int = 100
    sample_seed: int = 1

    def __post_init__(self) -> None:
        for name in self.only:
            search(name)
        if self.over_plausible_sets:
            raise Fault("ensemble: got 'plausible'; allowed 'declared': every search looks for sets of its own")
        _ = self.calibrations

    def title(self) -> str:
        name = title(self.scenarios[0])
        return say(
            f"Can the model be fitted to the reverse of what the sources say? (“{name}”)",
            f"Is het model af te stemmen op het omgekeerde van wat de bronnen zeggen? (“{name}”)",
        )

    @cached_property
    def searches(self) -> list[Reversed]:
        """What is searched for: the targets themselves first."""
        return [YARDSTICK, *(each for each in REVERSED if not self.only or each.name in self.only)]

    @cached_property
    def calibrations(self) -> dict[str, Calibration]:
        """The calibration that makes each search."""
        return {each.name: self.calibration(each) for each in self.searches}

    def calibration(self, asked: Reversed) -> Calibration:
        """The calibration that makes a search."""
        effort = SeekingCalibration(
            self.scenarios, self.seeds, targets=asked.targets, left_out=(), parameters=self.parameters,
            first=self.first, later=self.later, waves=self.waves, few=self.few, tries=self.tries, batches=1,
            wanted=1, prior=Prior.EVEN.value, sample_seed=self.sample_seed,
        )  # fmt: skip
        if not asked.kept:
            return effort
        return replace(effort, parameters=tuple(name for name in effort.names if name not in asked.kept))

    def plans(self) -> Mapping[str, Plan]:
        return {
            f"{name}{BETWEEN}{part}": plan
            for name, calibration in self.calibrations.items()
            for part, plan in calibration.plans().items()
        }

    def following(self, ensembles: "Mapping[str, Ensemble]") -> Mapping[str, Plan]:
        return {
            f"{name}{BETWEEN}{part}": plan
            for name, calibration in self.calibrations.items()
            for part, plan in calibration.following(of_search(name, ensembles)).items()
        }

    def findings(self, ensembles: "Mapping[str, Ensemble]") -> Findings:
        from experiments.reverse import figure, found

        searched = {
            name: calibration.search(of_search(name, ensembles)) for name, calibration in self.calibrations.items()
        }
        targets = found.by_target(self.searches, searched)
        searches = found.by_search(self.searches, searched)
        failed = sum(len(ensemble.failures) for ensemble in ensembles.values())
        return Findings(
            in_both(found.sentences, self, searches, targets, failed),
            {"searches": searches, "targets": targets},
            {"reverse": figure.draw(self, searches, targets)},
        )


def of_search(name: str, ensembles: "Mapping[str, Ensemble]") -> "dict[str, Ensemble]":
    """The parts of one search, under the names that its calibration gave them."""
    before = f"{name}{BETWEEN}"
    return {part.removeprefix(before): each for part, each in ensembles.items() if part.startswith(before)}
