"""What an experiment is: runs that are planned, and what is worked out from them.

Each kind of question is a module with a class of Experiment and a command. How the runs are made, kept, resumed and
replayed is the same for all (`experiments.carrying_out`).
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Self

from experiments.language import in_both
from model.declaration import UnknownName
from model.language import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

    from model import Ensemble, Scenario
    from model.design import Design
    from model.ensemble import Kept


class Sets(StrEnum):
    """The parameter sets that seeds meet."""

    DECLARED = "declared"
    """All the same: the declared defaults."""
    PLAUSIBLE = "plausible"
    """Each one of those that fit the calibration targets (see `model.plausible`)."""


@dataclass(frozen=True)
class Plan:
    """The runs of one part of an experiment, and what is kept of each beside its summary."""

    design: "Design"
    kept: "Kept"


@dataclass(frozen=True)
class Findings:
    """What is worked out: the answer in sentences, tables and figures by name (a word, without ending).

    The answer is kept in Dutch, too, where `experiments.language.in_both` composed every sentence of it. A figure drawn
    under `style.styled` on a `style.page` is saved in both languages, with its `data` beside it.
    """

    answer: Sequence[str]
    tables: "Mapping[str, DataFrame]"
    figures: "Mapping[str, Figure]" = field(default_factory=dict)


@dataclass(frozen=True)
class Experiment(ABC):
    """A question put to the model. Subclasses are frozen dataclasses, whose other fields are numbers, texts, and tuples
    of these: so it can be written down and made again.

    `question` is the name of its module and command. `ensemble` is one of Sets: with "plausible" each seed
    meets one of the plausible parameter sets that come with the model, the same in all scenarios; what a scenario sets
    itself stays as it is. Making one raises Fault for what cannot be asked.
    """

    question: ClassVar[str]
    scenarios: "tuple[Scenario, ...]"
    seeds: tuple[int, ...]
    ensemble: str = field(default=Sets.DECLARED.value, kw_only=True)

    @abstractmethod
    def title(self) -> str:
        """The question in one line."""

    @abstractmethod
    def plans(self) -> Mapping[str, Plan]:
        """The runs, by the name of the part (a word). The same experiment always gives the same plans."""

    @abstractmethod
    def findings(self, ensembles: "Mapping[str, Ensemble]") -> Findings:
        """What the ensembles of all parts give. Runs that failed are missing from them; the answer says how many."""

    @property
    def over_plausible_sets(self) -> bool:
        """Whether each seed meets a plausible parameter set."""
        return self.ensemble == Sets.PLAUSIBLE

    def following(self, ensembles: "Mapping[str, Ensemble]") -> Mapping[str, Plan]:
        """Further parts, planned from what all parts so far gave; asked again until there is none. By default none.

        The same ensembles always give the same plans.
        """
        return {}

    def planned(self) -> Mapping[str, Plan]:
        """The plans, on the parameter sets that `ensemble` names. Raises UnknownName, Fault where there are none."""
        plans = self.plans()
        if self.ensemble not in tuple(Sets):
            raise UnknownName("ensemble of parameter sets", self.ensemble, tuple(Sets))
        if not self.over_plausible_sets:
            return plans
        from model.plausible import sets

        table = sets()
        return {part: Plan(plan.design.with_by_seed(table), plan.kept) for part, plan in plans.items()}

    def on_sets(self) -> str:
        """What is said of the plausible sets before the answer."""
        seeds = len(self.seeds)
        return say(
            f"Each of the {seeds} seeds met one plausible parameter set, the same in all scenarios: intervals carry "
            "both chance and what is not known of the parameters.",
            f"Elk van de {seeds} seeds kreeg één plausibele parameterset, in alle scenario's dezelfde: intervallen "
            "omvatten zowel toeval als wat er van de parameters niet bekend is.",
        )

    def options(self) -> dict[str, Any]:
        """Everything but the scenarios as plain values, from which `made_from` makes an equal experiment."""
        return {
            each.name: list(value) if isinstance(value := getattr(self, each.name), tuple) else value
            for each in fields(self)
            if each.name != "scenarios"
        }

    @classmethod
    def made_from(cls, options: Mapping[str, Any], scenarios: "Sequence[Scenario]") -> Self:
        """The experiment with these options."""
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in options.items()
        }
        return cls(scenarios=tuple(scenarios), **values)


def ensembles_of(experiment: Experiment, threads: int | None = None) -> "dict[str, Ensemble]":
    """Make all runs of an experiment in memory, nothing kept on disk: for notebooks and tests."""
    from model.ensemble import Batch, Ensemble, in_chunks

    ensembles: dict[str, Ensemble] = {}
    plans = experiment.planned()
    while plans:
        for part, plan in plans.items():
            batches = list(in_chunks(plan.design, plan.kept, threads=threads))
            ensembles[part] = Ensemble(plan.design, plan.kept, Batch.joined(batches))
        plans = experiment.following(ensembles)
    return ensembles


def told(experiment: Experiment, findings: Findings) -> Findings:
    """The findings, and before the answer what is to be said of plausible sets where they are used."""
    if not experiment.over_plausible_sets:
        return findings
    from model.plausible import remark

    before = [sentence for sentence in (in_both(experiment.on_sets), in_both(remark)) if sentence]
    return replace(findings, answer=[*before, *findings.answer])
