"""What counts as better: the summaries by which policies are judged, each with its direction and the reason for it.

A summary that is not here has no better and worse: how much municipalities differ, for instance.
"""

from dataclasses import dataclass
from typing import Literal

from model.declaration import Outcome, unique
from model.language import Words
from model.summaries import SUMMARY

BETTER = {"more": Words("more is better", "meer is beter"), "less": Words("less is better", "minder is beter")}


@dataclass(frozen=True)
class Measure:
    """A summary of which more, or less, is better."""

    name: str
    better: Literal["more", "less"]
    reason: str

    @property
    def declared(self) -> Outcome:
        """The summary's declaration."""
        return SUMMARY[self.name]

    @property
    def sign(self) -> int:
        """What values are multiplied by so that more is better."""
        return 1 if self.better == "more" else -1


_GOAL = "It is one of the six goals of the decentralisation."

MEASURES = unique(
    "measure",
    (
        Measure("goals_at_end", "more", "The six goals are what the decentralisation is for."),
        Measure(
            "tempo", "more", "The law asks for transformation. Faster is not better in itself: so goals, waiting and "
            "incidents stand beside it.",
        ),
        Measure("changer_at_end", "more", "Changers renewed both the field and their own organisation."),
        Measure("balance_at_end", "more", "A deficit has to be made up for elsewhere."),
        Measure("waiting_at_end", "less", "Who waits is not helped."),
        Measure("all_incidents", "less", "An incident is harm to somebody."),
        Measure("changer_at_date", "more", "As changers at the end, when the law has just taken effect."),
        Measure("ready_at_law", "more", "Who is not ready cannot carry out the law on its date."),
        Measure("with_team_at_law", "more", "Social teams are the access that residents were promised."),
        Measure("integral_working_at_end", "more", _GOAL),
        Measure("tailoring_at_end", "more", _GOAL),
        Measure("result_orientation_at_end", "more", _GOAL),
        Measure("responsiveness_at_end", "more", _GOAL),
        Measure("prevention_at_end", "more", _GOAL),
        Measure("active_citizenship_at_end", "more", _GOAL),
    ),
)  # fmt: skip
"""By name."""

DEFAULT = tuple(MEASURES)[:6]
"""Those judged by where none is named."""
