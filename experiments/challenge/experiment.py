"""The experiment: checks that are meant to bring the model down."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from experiments.challenge import answer, clips, lead, levers, rewiring, twins
from experiments.experiment import Experiment, Findings, Plan
from experiments.language import in_both
from experiments.patterns import thirty
from experiments.patterns.pattern import Pattern
from experiments.patterns.variants import Scored, Variant, on_codes, plans_of, scored
from model.declaration import Fault, UnknownName
from model.language import say, title

if TYPE_CHECKING:
    from pandas import DataFrame

    from model import Ensemble, Scenario


class Check(NamedTuple):
    """A check: the variants of the model, the patterns asked of each, what it demands, what it says, and tables of
    its own.
    """

    variants: "Callable[[Scenario], list[Variant]]"
    patterns: Sequence[Pattern]
    demands: lead.Demands
    told: Callable[[Scored], list[str]]
    tables: "Callable[[Scored], dict[str, DataFrame]]" = lambda board: {}


def as_it_is(base: "Scenario") -> list[Variant]:
    """The model as it is, alone."""
    return [Variant("as-it-is", "as it is", "zoals het is", base)]


CHECKS: dict[str, Check] = {
    "twins": Check(twins.variants, [thirty.pattern(code) for code in twins.PATTERNS], lead.of_twins, answer.on_twins),
    "rewiring": Check(
        rewiring.variants,
        [*(thirty.pattern(code) for code in rewiring.PATTERNS), rewiring.FirstTeamsTogether()],
        lead.of_rewiring,
        answer.on_rewiring,
    ),
    "clips": Check(as_it_is, [clips.Clips()], lead.of_clips, answer.on_clips, answer.rests),
    "levers": Check(
        as_it_is, [levers.Levers(), levers.DeepCutWithoutTime()], lead.of_levers, answer.on_levers, answer.effects
    ),
}
BY_CODE = ("twins", "rewiring")
"""The checks that name patterns by their codes."""


@dataclass(frozen=True)
class Challenge(Experiment):
    """Does the model hold where it should, and break where it should? `scenarios` is the one that all checks build on;
    `checks` are names of CHECKS, all where none is named.

    Raises Fault for another number of scenarios than one or fewer than two seeds, and UnknownName for an unknown check.
    """

    question: ClassVar[str] = "challenge"
    checks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.scenarios) != 1:
            raise Fault(f"scenarios: got {len(self.scenarios)}; allowed one, which all checks build on")
        if len(self.seeds) < 2:
            raise Fault(f"seeds: got {len(self.seeds)}; allowed two or more, or there is no interval")
        for name in self.checks:
            if name not in CHECKS:
                raise UnknownName("check", name, CHECKS)

    def title(self) -> str:
        name = title(self.base)
        return say(
            f"Does “{name}” hold, and break, where it should?", f"Houdt “{name}” stand, en breekt het, waar dat hoort?"
        )

    @property
    def base(self) -> "Scenario":
        """What all checks build on."""
        return self.scenarios[0]

    def chosen(self) -> dict[str, Check]:
        """The checks that are carried out."""
        return {name: check for name, check in CHECKS.items() if not self.checks or name in self.checks}

    def plans(self) -> Mapping[str, Plan]:
        return {
            f"{name}-{part}": plan
            for name, check in self.chosen().items()
            for part, plan in plans_of(check.variants(self.base), check.patterns, self.seeds).items()
        }

    def findings(self, ensembles: "Mapping[str, Ensemble]") -> Findings:
        from experiments.challenge import figure

        failed = sum(len(ensemble.failures) for ensemble in ensembles.values())
        told: list[Any] = []
        demanded: list[tuple[lead.Demands, Scored]] = []
        tables: dict[str, Any] = {}
        for name, check in self.chosen().items():
            mine = {
                part.removeprefix(f"{name}-"): ensemble
                for part, ensemble in ensembles.items()
                if part.startswith(f"{name}-")
            }
            board = scored(check.variants(self.base), check.patterns, mine)
            demanded.append((check.demands, board))
            told += in_both(check.told, board)
            own = board._asdict() | check.tables(board)
            tables |= {f"{name}_{table}": content for table, content in own.items()}
        patterns = {each.code: each for name in BY_CODE for each in CHECKS[name].patterns if name in self.chosen()}
        told += in_both(on_codes, list(patterns.values()), list(patterns))
        first = [in_both(lead.on_lead, demanded), *in_both(answer.beforehand, self.seeds, failed)]
        drawn = {"levers": figure.draw(self, tables["levers_effects"])} if "levers" in self.chosen() else {}
        return Findings([*first, *told], tables, drawn)
