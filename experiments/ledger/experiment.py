"""The ledger as a capsule: its tables, and the answer in sentences. Nothing is run for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from experiments.experiment import Experiment, Findings, Plan
from experiments.language import in_both
from model.language import say

if TYPE_CHECKING:
    from experiments.ledger.variance import Analysed
    from model import Ensemble


@dataclass(frozen=True)
class Ledger(Experiment):
    """What do mechanisms and numbers rest on? `analysis` is what was read of a sensitivity analysis, as `Analysed.text`
    writes it, and empty where there is none; `scenarios` then holds the one that was analysed, and else nothing.
    `outcome` is the summary whose variance is shared out.
    """

    question: ClassVar[str] = "evidence"
    scenarios: tuple = ()
    seeds: tuple[int, ...] = ()
    outcome: str = "tempo"
    analysis: str = ""

    @classmethod
    def of(cls, found: "Analysed | None", outcome: str) -> "Ledger":
        """The ledger with a sensitivity analysis, or without."""
        if found is None:
            return cls(outcome=outcome)
        return cls((found.scenario,), outcome=outcome, analysis=found.text())

    def title(self) -> str:
        return say(
            "What do the mechanisms and numbers of the model rest on?",
            "Waar rusten de mechanismen en getallen van het model op?",
        )

    def plans(self) -> Mapping[str, Plan]:
        return {}

    def findings(self, ensembles: "Mapping[str, Ensemble]") -> Findings:
        from experiments.ledger import entries, figure, words
        from experiments.ledger.variance import Analysed, shares

        tables = {"mechanisms": entries.mechanisms(), "numbers": entries.numbers(), "claims": entries.claims()}
        answer = in_both(words.in_all)
        if self.analysis:
            found = Analysed.from_text(self.analysis, self.scenarios[0])
            tables["variance"] = shares(found).assign(outcome=self.outcome)
            answer = [*in_both(words.on_variance, found, self.outcome), *answer]
        else:
            answer += in_both(words.how_to_know)
        return Findings(answer, tables, {"standing": figure.draw(tables["numbers"])})
