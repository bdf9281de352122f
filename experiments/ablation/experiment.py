"""The experiment: the board as it is, with each mechanism held in turn, and with all of them held."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from experiments.experiment import Experiment, Findings, Plan
from experiments.language import in_both
from experiments.patterns import thirty
from experiments.patterns.pattern import Pattern
from experiments.patterns.variants import Variant, plans_of, scored
from model.declaration import Fault, Mechanism, UnknownName
from model.language import say, title
from model.mechanisms import MECHANISMS

if TYPE_CHECKING:
    from model import Ensemble, Scenario

AS_IT_IS, NULL = "as-it-is", "null-model"
"""The variants beside those that are called by the mechanism that they hold."""


@dataclass(frozen=True)
class Ablation(Experiment):
    """Which patterns break without a mechanism? `scenarios` is the one that every pattern's scenarios build on;
    `patterns` are codes and `mechanisms` names, all where none is named.

    A mechanism that is held stays held in every scenario of every pattern, whatever else the pattern holds. One thing
    lies outside: the experience that P24 carries over is that of the preset baseline as it is.

    Raises Fault for another number of scenarios than one, fewer than two seeds, and a mechanism that the scenario holds
    already; UnknownName for an unknown pattern or mechanism.
    """

    question: ClassVar[str] = "ablate"
    patterns: tuple[str, ...] = ()
    mechanisms: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.scenarios) != 1:
            raise Fault(f"scenarios: got {len(self.scenarios)}; allowed one, which all patterns build on")
        if len(self.seeds) < 2:
            raise Fault(f"seeds: got {len(self.seeds)}; allowed two or more, or there is no interval")
        for code in self.patterns:
            thirty.pattern(code)
        known = [mechanism.name for mechanism in MECHANISMS]
        for name in self.mechanisms:
            if name not in known:
                raise UnknownName("mechanism", name, known)
            if name in self.base.held:
                raise Fault(f"mechanisms: got {name!r}, which {self.base.name!r} holds already; allowed one that works")

    def title(self) -> str:
        name = title(self.base)
        return say(
            f"Which patterns does “{name}” lose without a mechanism?",
            f"Welke patronen verliest “{name}” zonder een mechanisme?",
        )

    @property
    def base(self) -> "Scenario":
        """What all patterns build on."""
        return self.scenarios[0]

    def scored(self) -> list[Pattern]:
        """The patterns that are scored."""
        return [each for each in thirty.PATTERNS if not self.patterns or each.code in self.patterns]

    def taken_out(self) -> list[Mechanism]:
        """The mechanisms that are held in turn: those named, or all that work in the scenario."""
        return [
            each
            for each in MECHANISMS
            if each.name not in self.base.held and (not self.mechanisms or each.name in self.mechanisms)
        ]

    @cached_property
    def variants(self) -> list[Variant]:
        """The board as it is, without each mechanism, and without any."""
        base, every = self.base, tuple(each.name for each in MECHANISMS)
        return [
            Variant(AS_IT_IS, "as it is", "zoals het is", base),
            *(
                Variant(each.name, each.label, each.label_nl, base.with_(held=(*base.held, each.name)))
                for each in self.taken_out()
            ),
            Variant(NULL, "null model: all held", "nulmodel: alles vastgehouden", base.with_(held=every)),
        ]

    def size(self) -> str:
        """What it takes, in a sentence."""
        runs, patterns = sum(len(plan.design) for plan in self.plans().values()), len(self.scored())
        return f"{len(self.variants)} boards of {patterns} patterns under {len(self.seeds)} seeds: {runs:,} runs."

    def plans(self) -> Mapping[str, Plan]:
        return plans_of(self.variants, self.scored(), self.seeds)

    def findings(self, ensembles: "Mapping[str, Ensemble]") -> Findings:
        from experiments.ablation import answer, figure

        board = scored(self.variants, self.scored(), ensembles)
        mechanisms = answer.by_mechanism(self, board.verdicts)
        failed = sum(len(ensemble.failures) for ensemble in ensembles.values())
        return Findings(
            in_both(answer.sentences, self, board.verdicts, mechanisms, failed),
            {"mechanisms": mechanisms, **board._asdict()},
            {"ablation": figure.draw(self, board.verdicts)},
        )
