"""The question itself: what is asked, its defaults, and which modules plan and answer it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from experiments.experiment import Experiment, Findings, Plan
from model.declaration import Fault, UnknownName

if TYPE_CHECKING:
    from model import Ensemble

DRIVER_NUMBERS = {"urgency": "conviction_mean", "leadership": "high_position_share", "risk_appetite": "appetite_mean"}
"""The one number by which each driver is moved where a driver has to be one number.

Leadership position is the share of champions in high seats. It acts through common uniforms: under one seed a higher
share moves the same persons up and makes no more of them, so that it can be compared with the others.
"""

SUMMARIES = (
    "tempo", "ingezet_at_date", "changer_at_date", "cautious_changer_at_date", "cautious_at_date", "months_to_half",
    "tempo_spread", "goals_at_end", "all_incidents",
)  # fmt: skip
"""The outcomes that are analysed where none is named."""


@dataclass(frozen=True)
class Defaults:
    """What a method does where nothing else is asked. `n` are trajectories (morris), blocks (sobol, time, echo), sets
    (pawn, delta) or steps along each axis (surfaces).
    """

    n: int
    by: str
    outcomes: tuple[str, ...] = SUMMARIES
    parameters: tuple[str, ...] = ()


DEFAULTS = {
    "morris": Defaults(10, "parameter"),
    "sobol": Defaults(64, "group"),
    "pawn": Defaults(512, "parameter"),
    "delta": Defaults(256, "parameter", ("tempo",)),
    "echo": Defaults(64, "group", ("tempo",)),
    "time": Defaults(64, "group", ("embeddings",)),
    "surfaces": Defaults(9, "parameter", ("tempo",), tuple(DRIVER_NUMBERS.values())),
}
"""Small, for a first look. Delta is one outcome only because it is slow: some twenty seconds for 48 parameters."""

SINGLE = ("pawn", "delta", "surfaces")
"""Methods that know no groups."""


@dataclass(frozen=True)
class Sensitivity(Experiment):
    """What do the outcomes depend on, in one scenario?

    `method` is one of DEFAULTS. `parameters` are the inputs, all varied ones where empty; `by` says whether they count
    singly ("parameter"), by driver ("group") or by how firmly they stand ("standing"); `n` is the size of the sample
    (see Defaults). Empty texts and 0 stand for the method's own. `second_order`: pairs, too (sobol). `ranking`: what
    the echo repeats, "sobol" or "morris". `draws`: in how many drawn surroundings a surface is computed (0: all else as
    in the scenario). `given`: the runs of another experiment (`given.written`) instead of own ones (pawn, delta).
    Raises Fault.
    """

    question: ClassVar[str] = "sensitivity"
    method: str = "morris"
    outcomes: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    by: str = ""
    n: int = 0
    second_order: bool = False
    ranking: str = "sobol"
    draws: int = 0
    given: str = ""

    def __post_init__(self) -> None:
        if self.method not in DEFAULTS:
            raise UnknownName("method", self.method, DEFAULTS)
        if len(self.scenarios) != 1:
            raise Fault(f"scenarios: got {len(self.scenarios)}; allowed one")
        if not self.seeds:
            raise Fault("seeds: got none; allowed one or more")
        if self.given:
            self._check_given()
        for name in ("outcomes", "parameters", "by", "n"):
            object.__setattr__(self, name, getattr(self, name) or getattr(DEFAULTS[self.method], name))
        from experiments.sensitivity.checks import check

        check(self)

    def _check_given(self) -> None:
        from experiments.sensitivity.given import METHODS, given

        if self.method not in METHODS:
            raise Fault(f"given: got runs for {self.method}, which needs a sample of its own; allowed for pawn, delta")
        found = given(self.given, self.scenarios)
        for name in self.parameters:
            if name not in found.varied:
                raise Fault(f"parameters: got {name!r}, which does not vary in the runs that are given")
        if self.n not in (0, len(found.sets)):
            raise Fault(f"n: got {self.n}, and runs that are given; allowed one of the two")
        object.__setattr__(self, "parameters", self.parameters or found.varied)
        object.__setattr__(self, "n", len(found.sets))

    def options(self) -> dict[str, Any]:
        """Everything but the scenarios as plain values; `given` only where there is something."""
        return {name: value for name, value in super().options().items() if name != "given" or value}

    def title(self) -> str:
        """The question in one line."""
        from experiments.sensitivity.wording import title

        return title(self)

    def plans(self) -> Mapping[str, Plan]:
        """The runs. The same question always gives the same sample."""
        from experiments.sensitivity.parts import plans

        return plans(self)

    def findings(self, ensembles: "Mapping[str, Ensemble]") -> Findings:
        """Indices, ranks, share of chance, convergence; what surfaces, time and echo add."""
        from experiments.sensitivity.parts import findings

        return findings(self, ensembles)
