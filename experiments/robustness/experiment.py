"""The experiment: policies, each in the same uncertain futures under the same seeds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from experiments.comparison.wording import counted
from experiments.experiment import Experiment, Findings, Plan
from experiments.language import in_both
from experiments.robustness.measures import DEFAULT, MEASURES
from model import plausible
from model.declaration import Fault, UnknownName, finite
from model.language import say

if TYPE_CHECKING:
    from model import Ensemble, Scenario

PART = "futures"
SAME = ("domain", "start", "months", "law_date", "population", "after")
"""What belongs to the future and not to a policy: a future is the same for all of them."""


@dataclass(frozen=True)
class Robustness(Experiment):
    """How robust are policies (scenarios, the first the reference), judged by `measures`?

    `thresholds` are texts such as "goals_at_end=0.5": what is good enough; by a measure without one, what is not worse
    than the reference. `parameters` (or groups of them) are uncertain, all that no policy sets where none is named;
    `futures` sets of them are drawn with `sample_seed`. With the ensemble "plausible" the futures are the plausible
    sets, as many as there are up to `futures`. Raises Fault.
    """

    question: ClassVar[str] = "robust"
    measures: tuple[str, ...] = ()
    thresholds: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    futures: int = 200
    sample_seed: int = 1

    def __post_init__(self) -> None:
        from model.design import Design

        object.__setattr__(self, "measures", self.measures or DEFAULT)
        Design(self.scenarios, self.seeds)
        if len(self.scenarios) < 2:
            raise Fault(f"scenarios: got {self.reference.name!r} alone; allowed two or more, the first as reference")
        for scenario in self.scenarios[1:]:
            for key in SAME:
                got, allowed = getattr(scenario, key), getattr(self.reference, key)
                if got != allowed:
                    raise Fault(
                        f"{scenario.name}, {key}: got {got!r}; allowed {allowed!r}, that of {self.reference.name}: it "
                        "belongs to the future, which is the same for all policies"
                    )
        for name in self.measures:
            if name not in MEASURES:
                raise UnknownName("measure", name, MEASURES)
        if len(set(self.measures)) < len(self.measures):
            raise Fault(f"measures: got {', '.join(self.measures)}; allowed each once")
        if self.futures < 1:
            raise Fault(f"futures: got {self.futures}; allowed 1 or more")
        if self.over_plausible_sets:
            if self.parameters:
                raise Fault(
                    "parameters: got some with the plausible sets; allowed none, since those sets are the futures"
                )
            object.__setattr__(self, "futures", min(self.futures, len(plausible.sets())))
        _ = self.good_enough, self.uncertain

    @property
    def reference(self) -> "Scenario":
        """The policy that others must not be worse than."""
        return self.scenarios[0]

    @property
    def good_enough(self) -> dict[str, float]:
        """The thresholds by measure. Raises Fault for what is no threshold of a measure."""
        found: dict[str, float] = {}
        for text in self.thresholds:
            name, _, number = (part.strip() for part in text.partition("="))
            if name not in self.measures:
                raise UnknownName("measure with a threshold", name, self.measures)
            try:
                value = float(number)
            except ValueError:
                value = float("nan")
            if not finite(value) or name in found:
                raise Fault(f"threshold {text!r}: allowed MEASURE=VALUE with a number, each measure once")
            found[name] = value
        return found

    @property
    def uncertain(self) -> tuple[str, ...]:
        """The parameters that make a future."""
        from experiments.discovery.sample import set_by, uncertain

        if not self.over_plausible_sets:
            return uncertain(self.scenarios, self.parameters)
        owners = set_by(self.scenarios)
        return tuple(str(name) for name in plausible.sets() if name not in owners)

    def title(self) -> str:
        policies, futures = len(self.scenarios), self.futures
        return say(
            f"How robust are {policies} policies in {counted(futures, 'future', 'futures')}?",
            f"Hoe robuust zijn {policies} beleidsopties in {counted(futures, 'toekomst', 'toekomsten')}?",
        )

    def plans(self) -> Mapping[str, Plan]:
        from experiments.discovery.sample import SET, latin_hypercube
        from model.design import Design
        from model.ensemble import Kept

        if self.over_plausible_sets:
            futures = plausible.sets()[list(self.uncertain)].head(self.futures).rename_axis(SET)
        else:
            futures = latin_hypercube(self.uncertain, self.futures, self.sample_seed)
        return {PART: Plan(Design(self.scenarios, self.seeds, futures), Kept())}

    def planned(self) -> Mapping[str, Plan]:
        """The plans: plausible sets are futures, which every seed meets."""
        return self.plans()

    def on_sets(self) -> str:
        return say(
            f"The futures are {self.futures} plausible parameter sets: shares of futures are shares of what fits the "
            "calibration targets.",
            f"De toekomsten zijn {self.futures} plausibele parametersets: aandelen van toekomsten zijn aandelen van "
            "wat bij de kalibratiedoelen past.",
        )

    def findings(self, ensembles: "Mapping[str, Ensemble]") -> Findings:
        from experiments.robustness import answer, figures
        from experiments.robustness.judgement import judged

        judgement = judged(self, ensembles[PART])
        sentences = in_both(answer.sentences, self, ensembles[PART], judgement)
        if not len(judgement.futures):
            return Findings(sentences, {})
        return Findings(sentences, judgement.tables(), figures.draw_all(self, judgement))
