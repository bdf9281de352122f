"""The experiment: each scenario under the same seeds, and once more with the national feedback held where somebody is
not treated.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from experiments.comparison import PATHS
from experiments.comparison.lead import on_few
from experiments.comparison.many import MANY, MOST_DRAWN, on_many
from experiments.comparison.wording import listed
from experiments.experiment import Experiment, Findings, Plan
from experiments.language import in_both
from model.declaration import Fault
from model.language import say, title

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

    from experiments.comparison.municipalities import Felt
    from experiments.comparison.treatment import Touched
    from model import Ensemble, Scenario

FULL, HELD = "full", "held"
"""The parts: as the scenarios are, and with the national feedback held."""


@dataclass(frozen=True)
class Comparison(Experiment):
    """Scenarios under the same seeds, each compared with the first; `paths` are outcomes followed month by month.

    Raises Fault for fewer than two scenarios, two of one name, another calendar than the reference's, no seed or one
    twice, and UnknownName for what is no outcome.
    """

    question: ClassVar[str] = "compare"
    paths: tuple[str, ...] = PATHS

    def __post_init__(self) -> None:
        from model.design import Design
        from model.ensemble import Kept

        Kept.of(self.paths, False, False)
        Design(self.scenarios, self.seeds)
        if not self.alternatives:
            raise Fault(f"scenarios: got {self.reference.name!r} alone; allowed two or more, the first as reference")
        if len(set(self.paths)) < len(self.paths) or not self.paths:
            twice = next((repr(name) for name in self.paths if self.paths.count(name) > 1), "")
            raise Fault(f"paths: got {f'{twice} twice' if twice else 'none'}; allowed one outcome or more, each once")
        for scenario in self.alternatives:
            for key in ("start", "months"):
                got, allowed = getattr(scenario, key), getattr(self.reference, key)
                if got != allowed:
                    raise Fault(
                        f"{scenario.name}, {key}: got {got!r}; allowed {allowed!r}, that of {self.reference.name}: "
                        "only in the same months do two scenarios meet the same luck"
                    )

    @property
    def reference(self) -> "Scenario":
        """What the others are compared with."""
        return self.scenarios[0]

    @property
    def alternatives(self) -> "tuple[Scenario, ...]":
        """What is compared with the reference."""
        return self.scenarios[1:]

    def title(self) -> str:
        names = [f"“{title(scenario)}”" for scenario in self.alternatives]
        others = listed(names, say("or", "of"))
        if len(names) >= MANY:
            return say(
                f"What changes when one of {len(names)} alternatives replaces “{title(self.reference)}”?",
                f"Wat verandert er als een van {len(names)} alternatieven in de plaats komt van "
                f"“{title(self.reference)}”?",
            )
        return say(
            f"What changes when {others} replaces “{title(self.reference)}”?",
            f"Wat verandert er als {others} in de plaats komt van “{title(self.reference)}”?",
        )

    def plans(self) -> Mapping[str, Plan]:
        from experiments.comparison.municipalities import NATIONAL_FEEDBACK
        from model.design import Design
        from model.ensemble import Kept

        plans = {FULL: Plan(Design(self.scenarios, self.seeds), Kept(series=self.paths, municipalities=True))}
        partly = [each for each in self.alternatives if self._touched[each.name].leaves_somebody_alone]
        if partly:
            held = [each.with_(held=(*each.held, NATIONAL_FEEDBACK)) for each in (self.reference, *partly)]
            plans[HELD] = Plan(Design(held, self.seeds), Kept(municipalities=True))
        return plans

    @cached_property
    def _touched(self) -> "dict[str, Touched]":
        """Who is touched by each alternative, by its name."""
        from experiments.comparison.treatment import touched

        return {each.name: touched(self.reference, each, self.seeds) for each in self.alternatives}

    def findings(self, ensembles: "Mapping[str, Ensemble]") -> Findings:
        from experiments.comparison import answer, effects, figures
        from experiments.comparison.municipalities import by_group, by_municipality, joined

        full, reference = ensembles[FULL], self.reference
        names = [each.name for each in self.alternatives]
        seeds = {name: effects.seeds_of_all([full.runs], (reference.name, name)) for name in names}
        felt = {name: found for name in names if (found := self._felt(name, ensembles)) is not None}
        country = figures.laid_out(next(iter(felt.values())).facts) if felt else None
        tables = {
            "outcomes": effects.on_summaries(full.runs, reference.name, names),
            "paths": joined(effects.on_paths(full.series, reference.name, name) for name in names if seeds[name]),
            "municipalities": joined(by_municipality(name, found) for name, found in felt.items()),
            "groups": joined(by_group(name, found) for name, found in felt.items()),
        }
        tables = {name: table for name, table in tables.items() if len(table)}
        sentences = in_both(answer.on_failures, ensembles) + in_both(on_few, tables["outcomes"])
        by_one = len(self.alternatives) < MANY
        if not by_one:
            sentences += in_both(on_many, reference, self.alternatives, tables)
        drawn: dict[str, Figure] = {}
        for each in self.alternatives:
            mine = {name: table[table["scenario"] == each.name] for name, table in tables.items()}
            found = felt.get(each.name)
            if by_one:
                sentences += in_both(answer.on_alternative, reference, each, self._touched[each.name], mine, found)
            if seeds[each.name] and len(names) <= MOST_DRAWN:
                pair = figures.Pair(reference, each, seeds[each.name], 0 if found is None else len(found.facts))
                drawn |= figures.draw_all(pair, mine, None if found is None else country)
        if not by_one:
            drawn |= self._overview(tables["outcomes"], seeds)
        sentences += in_both(answer.on_reading, tables["outcomes"])
        return Findings(sentences, tables, drawn)

    def _overview(self, outcomes: "DataFrame", seeds: "Mapping[str, Sequence[int]]") -> "dict[str, Figure]":
        """The figure of many alternatives: of those that have a seed in common with the reference."""
        from experiments.comparison.figures import Pair, overview
        from experiments.comparison.many import by_alternative, in_order

        there = [each for each in self.alternatives if seeds[each.name]]
        if not there:
            return {}
        most = max((seeds[each.name] for each in there), key=len)
        pair = Pair(self.reference, there[0], most)
        return {"overview": overview.draw(pair, in_order(there, by_alternative(there, outcomes)), outcomes)}

    def _felt(self, name: str, ensembles: "Mapping[str, Ensemble]") -> "Felt | None":
        """What municipalities feel of an alternative; None where they are others, or no seed has all runs."""
        from experiments.comparison.effects import seeds_of_all
        from experiments.comparison.municipalities import felt

        touched = self._touched[name]
        parts = (FULL, HELD) if touched.leaves_somebody_alone else (FULL,)
        seeds = seeds_of_all([ensembles[part].runs for part in parts], (self.reference.name, name))
        if not touched.paired or not seeds:
            return None
        full, held = ensembles[FULL].municipalities, ensembles[HELD].municipalities if HELD in parts else None
        return felt(full, held, self.reference.name, name, seeds, touched.treated, touched.reachable)
