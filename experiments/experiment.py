"""What an experiment is: runs that are planned, and what is worked out from them.

Each kind of question is a module with a class of Experiment and a command. How the runs are made, kept, resumed and
replayed is the same for all (`experiments.carrying_out`).
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, ClassVar, Self

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

    from model import Ensemble, Scenario
    from model.design import Design
    from model.ensemble import Kept


NOT_OBSERVED = "Simulated, not observed."
"""Stands once under every answer, printed or written: whoever makes the answer need not say it."""


@dataclass(frozen=True)
class Plan:
    """The runs of one part of an experiment, and what is kept of each beside its summary."""

    design: "Design"
    kept: "Kept"


@dataclass(frozen=True)
class Findings:
    """What is worked out: the answer in sentences, tables and figures by name (a word, without ending)."""

    answer: Sequence[str]
    tables: "Mapping[str, DataFrame]"
    figures: "Mapping[str, Figure]" = field(default_factory=dict)


@dataclass(frozen=True)
class Experiment(ABC):
    """A question put to the model. Subclasses are frozen dataclasses, whose other fields are numbers, texts, and tuples
    of these: so it can be written down and made again.

    `question` is the name of its module and command. Making one raises Fault for what cannot be asked.
    """

    question: ClassVar[str]
    scenarios: "tuple[Scenario, ...]"
    seeds: tuple[int, ...]

    @abstractmethod
    def title(self) -> str:
        """The question in one line."""

    @abstractmethod
    def plans(self) -> Mapping[str, Plan]:
        """The runs, by the name of the part (a word). The same experiment always gives the same plans."""

    @abstractmethod
    def findings(self, ensembles: "Mapping[str, Ensemble]") -> Findings:
        """What the ensembles of all parts give. Runs that failed are missing from them; the answer says how many."""

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
        values = {name: tuple(value) if isinstance(value, list) else value for name, value in options.items()}
        return cls(scenarios=tuple(scenarios), **values)


def ensembles_of(experiment: Experiment, threads: int | None = None) -> "dict[str, Ensemble]":
    """Make all runs of an experiment in memory, nothing kept on disk: for notebooks and tests."""
    from model.ensemble import Batch, Ensemble, in_chunks

    return {
        part: Ensemble(plan.design, plan.kept, Batch.joined(list(in_chunks(plan.design, plan.kept, threads=threads))))
        for part, plan in experiment.plans().items()
    }
