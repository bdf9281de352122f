"""The experiment: a sample of sets of parameters under the same seeds, and boxes of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from experiments.discovery import AT_LEAST, BELOW
from experiments.experiment import Experiment, Findings, Plan
from experiments.language import in_both
from model.declaration import Fault
from model.language import say, title

if TYPE_CHECKING:
    from pandas import DataFrame

    from experiments.discovery.cases import Condition
    from model import Ensemble

PART = "sample"
SHARES_OF_CHANGERS = ("changer_at_end", "changer_at_date")
FEWEST_SETS = 40


@dataclass(frozen=True)
class Discovery(Experiment):
    """Under which conditions does a summary reach a bound, in one scenario?

    `outcome` is a summary; it is asked where it is at least each of `at_least`, and where below each of `below`; for
    shares of changers at least half and below a tenth where neither is given. `parameters` (or groups of them) are
    varied, all that the scenario does not set where none is named, in `sets` sets drawn with `sample_seed`. A box
    holds at least `coverage` of the cases asked for; at most `boxes` are looked for, each tried on so many `halves`.
    Raises Fault.
    """

    question: ClassVar[str] = "discover"
    outcome: str = SHARES_OF_CHANGERS[0]
    at_least: tuple[float, ...] = ()
    below: tuple[float, ...] = ()
    parameters: tuple[str, ...] = ()
    sets: int = 1000
    sample_seed: int = 1
    coverage: float = 0.5
    boxes: int = 2
    halves: int = 50

    def __post_init__(self) -> None:
        if len(self.scenarios) != 1:
            raise Fault(f"scenarios: got {len(self.scenarios)}; allowed one")
        if not (self.at_least or self.below) and self.outcome in SHARES_OF_CHANGERS:
            object.__setattr__(self, "at_least", AT_LEAST)
            object.__setattr__(self, "below", BELOW)
        if not self.conditions:
            raise Fault(f"outcome {self.outcome!r}: got no bound; allowed one or more of --at-least and --below")
        if len({each.name for each in self.conditions}) < len(self.conditions):
            raise Fault("bounds: got one twice; allowed each once")
        if self.sets < FEWEST_SETS:
            raise Fault(f"sets: got {self.sets}; allowed {FEWEST_SETS} or more")
        if not 0 < self.coverage <= 1:
            raise Fault(f"coverage: got {self.coverage:g}; allowed above 0, up to 1")
        for name, least in (("boxes", 1), ("halves", 2)):
            if getattr(self, name) < least:
                raise Fault(f"{name}: got {getattr(self, name)}; allowed {least} or more")
        from experiments.discovery.sample import check_beside_plausible

        check_beside_plausible(self)

    @property
    def conditions(self) -> "tuple[Condition, ...]":
        """What is asked for."""
        from experiments.discovery.cases import Condition

        at_least = (Condition(self.outcome, "at_least", bound) for bound in self.at_least)
        return (*at_least, *(Condition(self.outcome, "below", bound) for bound in self.below))

    @property
    def varied(self) -> tuple[str, ...]:
        """The parameters that vary."""
        from experiments.discovery.sample import uncertain

        return uncertain(self.scenarios, self.parameters)

    def title(self) -> str:
        words = say(" and ", " en ").join(condition.words for condition in self.conditions)
        name = title(self.scenarios[0])
        return say(
            f"Under which conditions are {words}? (“{name}”)", f"Onder welke omstandigheden: {words}? (“{name}”)"
        )

    def sample(self) -> "DataFrame":
        """The sets of parameters."""
        from experiments.discovery.sample import latin_hypercube

        return latin_hypercube(self.varied, self.sets, self.sample_seed)

    def plans(self) -> Mapping[str, Plan]:
        from model.design import Design
        from model.ensemble import Kept

        return {PART: Plan(Design(self.scenarios, self.seeds, self.sample()), Kept())}

    def findings(self, ensembles: "Mapping[str, Ensemble]") -> Findings:
        from numpy.random import default_rng

        from experiments.discovery import answer, figures
        from experiments.discovery.cases import VALUE, cases
        from experiments.discovery.discovered import boxes_table, discovered, limits_table, trajectories
        from experiments.discovery.scores import DUMMY, feature_scores

        ensemble = ensembles[PART]
        sample = self.sample()
        sample[DUMMY] = default_rng([self.sample_seed, self.sets]).random(self.sets)
        table = cases(ensemble.runs, sample, self.conditions)
        varied = table[list(sample.columns)]
        results = [
            each
            for condition in self.conditions
            for each in discovered(
                varied,
                table[condition.name].to_numpy(dtype=bool),
                condition,
                coverage=self.coverage,
                boxes=self.boxes,
                halves=self.halves,
                seed=self.sample_seed,
            )
        ]
        known = table[VALUE].notna()
        targets = {self.outcome: table.loc[known, VALUE].to_numpy()}
        targets |= {each.name: table.loc[known, each.name].to_numpy(dtype=bool) for each in self.conditions}
        tables = {
            "boxes": boxes_table(results, self.sample_seed),
            "limits": limits_table(results),
            "trajectories": trajectories(results),
            "feature_scores": feature_scores(varied[known], targets, self.sample_seed),
            "cases": table,
        }
        sentences = in_both(answer.sentences, self, ensemble, results, tables)
        return Findings(sentences, tables, figures.draw_all(self, results, tables))
