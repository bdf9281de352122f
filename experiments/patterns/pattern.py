"""What a pattern is: a claim of the sources as a check that can be carried out.

A pattern names the scenarios that it compares, what is looked at in each run (`observe`), and how that gives its
statistics for one seed (`measure`). Thresholds stand with the statistics and were fixed before anything was scored.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING, ClassVar

from model.language import Words, say

if TYPE_CHECKING:
    import numpy as np

    from model import Scenario
    from model.engine import Run

Seen = Mapping[str, "np.ndarray"]
"""What was looked at in one run: by name, numbers in any number."""


class Kind(StrEnum):
    """What a pattern can say of the model."""

    CALIBRATION = "K"
    """The model may be fitted to it; it never counts as validation."""
    VERIFICATION = "V"
    """It follows nearly from a rule: it shows that the rule works and nothing more."""
    JOINT = "J"
    """Trivial alone; counts only when P2 and P26 hold in the same runs."""
    EMERGENT = "E"
    """No number is fitted to it and no rule states it; rules behind it may have been revised with it in view."""


JOINT_WITH = ("P2", "P26")
"""A joint pattern counts only when these are shown in the same runs."""


@dataclass(frozen=True)
class Statistic:
    """One number of a pattern, and the threshold that its mean over seeds has to meet: from `low` to `high`.

    `neutral` is the value that says nothing either way; beyond it, on the side away from the threshold, the model
    contradicts the claim. Without one, whatever lies clearly outside the threshold contradicts it; with one that is
    infinitely far off, nothing does, for another statistic tells the direction.
    """

    name: str
    words: str
    unit: str = ""
    low: float = -inf
    high: float = inf
    neutral: float | None = None
    words_nl: str = ""
    """In Dutch; those of the thirty patterns stand in `dutch`."""


SEARCHED = Words("the last searches asked this to hold", "de laatste zoektochten vroegen dat dit klopte")


class Pattern(ABC):
    """A claim of the sources, as a check."""

    code: ClassVar[str]
    kind: ClassVar[Kind]
    claim: ClassVar[str]
    claim_nl: ClassVar[str] = ""
    evidence: ClassVar[tuple[str, ...]]
    statistics: ClassVar[tuple[Statistic, ...]]
    rule_revised: ClassVar[Words | None] = None
    """What was revised in the model for it after a score. What moved every pattern (numbers fitted anew, what is
    embedded has to be kept up) is not repeated with each."""
    searched: ClassVar[bool] = False
    """Whether the last searches for numbers asked it to hold, though it is no calibration target."""
    reading_revised: ClassVar[Words | None] = None
    """What was revised in the check itself after a score."""
    one_rule: ClassVar[Words | None] = None
    """The one rule that carries it, where it hangs on one."""
    afterwards: ClassVar[bool] = False
    """Whether it can also look at a run that is at its end, and so share one with another pattern."""

    def standing(self) -> str:
        """What was revised after a score and which one rule carries it, in a line; empty where nothing of the kind."""
        parts = (
            (say("model revised", "model herzien"), self.rule_revised),
            (say("numbers", "getallen"), SEARCHED if self.searched else None),
            (say("check revised", "toets herzien"), self.reading_revised),
            (say("hangs on one rule", "hangt aan één regel"), self.one_rule),
        )
        return "; ".join(f"{what}: {words}" for what, words in parts if words)

    @abstractmethod
    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        """The scenarios that are compared, by a word for each, all built on `base`."""

    @abstractmethod
    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        """What is looked at in a run of the scenario with this word; `run` has done no month yet."""

    @abstractmethod
    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        """The statistics of one seed, by name, from what was seen in each scenario; nan where one has no value."""
