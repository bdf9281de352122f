"""The question itself: the model beside its equation in the simplest case, and what differences and ties add."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from experiments.experiment import Experiment, Findings, Plan
from experiments.language import in_both
from experiments.limits.cases import SPREADING, TITLES
from model.declaration import Fault
from model.language import say

if TYPE_CHECKING:
    from model import Ensemble

OUTCOME = "share_with_team"
"""What spreads."""
FEWEST = 5
"""With fewer seeds nothing could be told apart."""


@dataclass(frozen=True)
class Limits(Experiment):
    """Does the model follow its mean-field equation in the simplest case, and what do heterogeneity and network add?

    `scenarios` are those of `cases.cases`. Raises Fault for others, and for fewer than FEWEST seeds.
    """

    question: ClassVar[str] = "limits"

    def __post_init__(self) -> None:
        names = [scenario.name for scenario in self.scenarios]
        if names != list(TITLES):
            raise Fault(f"scenarios: got {', '.join(names) or 'none'}; allowed {', '.join(TITLES)}, in this order")
        for scenario in self.scenarios:
            if SPREADING in scenario.held:
                raise Fault(f"scenario {scenario.name}: holds {SPREADING}; allowed to hold all but that")
        if len(self.seeds) < FEWEST:
            raise Fault(f"seeds: got {len(self.seeds)}; allowed {FEWEST} or more")

    def title(self) -> str:
        """The question in one line."""
        return say(
            "Does the model follow its equation in the simplest case, and what do differences and ties add?",
            "Volgt het model in het eenvoudigste geval zijn vergelijking, en wat voegen verschillen en banden toe?",
        )

    def plans(self) -> Mapping[str, Plan]:
        """All cases under the same seeds, the outcome kept in every month."""
        from model.design import Design
        from model.ensemble import Kept

        return {"cases": Plan(Design(self.scenarios, self.seeds), Kept(series=(OUTCOME,)))}

    def findings(self, ensembles: "Mapping[str, Ensemble]") -> Findings:
        """Tables paths, agreement and worth; the answer; one figure."""
        from experiments.limits import answer, figure, twins

        ensemble = ensembles["cases"]
        runs = twins.runs_of(ensemble)
        paths, agreement = twins.paths(runs, self.scenarios), twins.agreement(runs, self.scenarios)
        worth = twins.worth(runs)
        missing = len(ensemble.design) - len(ensemble.runs)
        return Findings(
            in_both(answer.sentences, agreement, worth, len(self.seeds), missing),
            {"paths": paths, "agreement": agreement, "worth": worth},
            {"limits": figure.draw(paths, agreement, runs, self.seeds)},
        )
