"""Which module plans and answers which method."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from experiments.sensitivity import echo, rankings, surfaces, through_time

if TYPE_CHECKING:
    from experiments.experiment import Findings, Plan
    from experiments.sensitivity.experiment import Sensitivity
    from model import Ensemble

MODULES = {"echo": echo, "time": through_time, "surfaces": surfaces}


def plans(asked: "Sensitivity") -> "Mapping[str, Plan]":
    """The runs of a question."""
    return MODULES.get(asked.method, rankings).plans(asked)


def findings(asked: "Sensitivity", ensembles: "Mapping[str, Ensemble]") -> "Findings":
    """The answer to a question."""
    return MODULES.get(asked.method, rankings).findings(asked, ensembles)
