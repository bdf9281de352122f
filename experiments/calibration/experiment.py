"""The experiment: waves of runs that narrow down the region of plausible sets, and sets confirmed by runs of their own.

    wave1, wave2, …      sets drawn by the prior from what is not ruled out so far, few seeds each: emulators are fitted
    chosen1, chosen2, …  sets from the last region under many seeds: candidates are those whose means lie in every band
    again1, again2, …    these under as many new seeds: plausible are those that lie in every band again, for among many
                         sets some are in by luck
    check                the plausible sets under seeds that chose none of them: whether they stay in the bands
    median               the medians of all plausible sets, under these new seeds: whether they are plausible together
    without1, …          for each target that is left out in turn, sets chosen without it, and what it then reads

History matching and not approximate Bayesian computation alone: one run in thousands meets all bands at once when sets
are drawn from the whole ranges. Once the region is small, sets are confirmed as ABC by rejection would: by runs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from experiments.calibration import Prior
from experiments.experiment import Experiment, Findings, Plan
from model.declaration import Fault, UnknownName
from model.language import say, title
from model.parameters import PARAMETERS

if TYPE_CHECKING:
    import pandas as pd

    from experiments.calibration.searching import Search
    from experiments.calibration.targets import Look, Target
    from model import Ensemble

TARGETS = ("P1", "P2", "P25")
"""The patterns that the model may be fitted to."""
HISTORY = ("preparation", "cut_size", "cut_phase_years", "reassessment_load")
"""Parameters that say what happened and not how things work: the announcement, the cut, the reassessments. They keep
their declared value in every set: patterns compare the past with one that they set otherwise (P7, P11, P30), and would
turn round by moving the past instead of the model.
"""
POLLS = ("P25:October 2014", "P25:end of 2015")
FEWEST_FIRST = 60
CUT = 3.0
"""A set is ruled out where a target lies more standard deviations outside its band: for any distribution with one peak
at most one value in twenty does (Pukelsheim 1994)."""


def uncertain_by_default() -> tuple[str, ...]:
    """The parameters that are fitted: those that sensitivity varies, but for those that were counted ("measured"), and
    those that say what happened.
    """
    return tuple(
        each.name for each in PARAMETERS if each.varied and each.status != "measured" and each.name not in HISTORY
    )


@dataclass(frozen=True)
class Calibration(Experiment):
    """Which parameter sets are plausible: under which does one scenario meet all `targets` (see `targets.targets_of`)?
    `parameters` (or groups) are fitted, by default all uncertain ones that the scenario does not set, and never
    those of HISTORY. `first` sets in the first of `waves` waves and `later` in each other meet `few` seeds;
    then up to `batches` batches of `tries` sets meet `seeds`, and those in every band as many new ones, until
    `wanted` are plausible. Sets are sought where no target seems to lie more than `near` standard deviations
    outside its band: few of those farther out, up to CUT, turn out plausible. `prior` is one of Prior: what is
    held of the parameters beforehand. `left_out` are targets that are left out in turn. Raises Fault and
    UnknownName for what cannot be asked.
    """

    question: ClassVar[str] = "calibrate"
    targets: tuple[str, ...] = TARGETS
    left_out: tuple[str, ...] = POLLS
    parameters: tuple[str, ...] = ()
    first: int = 800
    later: int = 300
    waves: int = 3
    few: int = 6
    tries: int = 250
    batches: int = 6
    wanted: int = 120
    near: float = 1.0
    prior: str = Prior.DECLARED.value
    sample_seed: int = 1

    def __post_init__(self) -> None:
        if len(self.scenarios) != 1:
            raise Fault(f"scenarios: got {len(self.scenarios)}; allowed one, which all targets build on")
        if self.over_plausible_sets:
            raise Fault("ensemble: got 'plausible'; allowed 'declared': calibration is what makes the plausible sets")
        least = {"first": FEWEST_FIRST, "later": 1, "waves": 1, "few": 3, "tries": 1, "batches": 1, "wanted": 1}
        for name, number in least.items():
            if getattr(self, name) < number:
                raise Fault(f"{name}: got {getattr(self, name)}; allowed {number} or more")
        if not 0 < self.near <= CUT:
            raise Fault(f"near: got {self.near:g}; allowed above 0, up to {CUT:g} standard deviations")
        if self.prior not in tuple(Prior):
            raise UnknownName("prior", self.prior, tuple(Prior))
        if len(self.seeds) < 2:
            raise Fault(f"seeds: got {len(self.seeds)}; allowed two or more, over which targets are means")
        names = [each.name for each in self.aims]
        for name in self.left_out:
            if name not in names:
                raise Fault(f"left out: got {name!r}; allowed a target: {', '.join(names)}")
        for name in self.parameters:
            if name in HISTORY:
                raise Fault(
                    f"parameters: got {name!r}, which says what happened; allowed others than {', '.join(HISTORY)}"
                )
        if self.left_out and len(names) < 2:
            raise Fault(f"left out: got {self.left_out[0]!r}, the only target; allowed where others are left")
        if not self.names:
            raise Fault("parameters: got none that is left to fit; allowed what the scenario does not set")

    @property
    def aims(self) -> "tuple[Target, ...]":
        """The targets."""
        from experiments.calibration.targets import targets_of

        return targets_of(self.targets)

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that are fitted, in their declared order."""
        from experiments.discovery.sample import set_by, uncertain

        if self.parameters:
            return tuple(name for name in uncertain(self.scenarios, self.parameters) if name not in HISTORY)
        owners = set_by(self.scenarios)
        return tuple(name for name in uncertain_by_default() if name not in owners)

    @property
    def looks(self) -> "list[Look]":
        """The scenarios that are run."""
        from experiments.calibration.targets import looks_of

        return looks_of(self.aims, self.scenarios[0])

    def seeds_of(self, stage: str) -> tuple[int, ...]:
        """The seeds of a stage: those that choose, those that choose again and those that check (as many each, counted
        on), or those of waves, the last of which makes the data for the test of the calibration itself.
        """
        number = len(self.seeds)
        again = max(self.seeds) + 1
        check, waves = again + number, again + 2 * number
        if stage.startswith("again"):
            return tuple(range(again, check))
        if stage in ("check", "median"):
            return tuple(range(check, waves))
        if stage.startswith("wave"):
            return tuple(range(waves, waves + self.few))
        return self.seeds

    def title(self) -> str:
        name = title(self.scenarios[0])
        codes = ", ".join(dict.fromkeys(each.code for each in self.aims))
        return say(
            f"Which parameter sets are plausible, given {codes}? (“{name}”)",
            f"Welke parametersets zijn plausibel, gegeven {codes}? (“{name}”)",
        )

    def plans(self) -> Mapping[str, Plan]:
        from experiments.calibration.prior import hypercube

        return dict(self.stage("wave1", hypercube(self.names, self.first, self.sample_seed, self.prior)))

    def stage(self, name: str, sets: "pd.DataFrame") -> Iterator[tuple[str, Plan]]:
        """The plans of a stage: these sets in every scenario that is looked at. What such a scenario sets stays."""
        from experiments.calibration.targets import observer
        from model.design import Design
        from model.ensemble import Kept

        for number, look in enumerate(self.looks):
            table = sets.drop(columns=[each for each in sets if each in look.scenario.parameters])
            if not table.shape[1]:
                raise Fault(f"parameters: {look.name} sets all of them itself; allowed others")
            design = Design([look.scenario.with_(name=look.name)], self.seeds_of(name), table)
            yield f"{name}-{number}", Plan(design, Kept(observed=observer(look)))

    def following(self, ensembles: "Mapping[str, Ensemble]") -> Mapping[str, Plan]:
        return {
            part: plan
            for name, sets in self.search(ensembles).next_stages().items()
            for part, plan in self.stage(name, sets)
        }

    def search(self, ensembles: "Mapping[str, Ensemble]") -> "Search":
        """Where the search stands; kept, since fitting emulators takes longer than anything but the runs."""
        from experiments.calibration.searching import Search

        if not self._latest or not self._latest[0].rests_on(ensembles):
            self._latest[:] = [Search(self, ensembles)]
        return self._latest[0]

    @cached_property
    def _latest(self) -> "list[Search]":
        return []

    def findings(self, ensembles: "Mapping[str, Ensemble]") -> Findings:
        from experiments.calibration.found import findings

        return findings(self, self.search(ensembles), ensembles)


def stages_of(ensembles: "Mapping[str, Ensemble]") -> list[str]:
    """The stages that are done, in their order."""
    return list(dict.fromkeys(part.rpartition("-")[0] for part in ensembles))
