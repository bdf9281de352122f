"""What is shown of each municipality in each month, declared once: what circles can be coloured by."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.comparison.municipalities import GOALS, MEAN_OF_GOALS
from model.declaration import Outcome, unique
from model.outcomes import OUTCOME
from model.summaries import SUMMARY
from model.typology import TEMPO_MONTHS, tempo_years, types_of

if TYPE_CHECKING:
    from model.engine import Run

MOST = 255
"""A value is kept as a whole number of steps, from 0 to this."""

LEVEL = 1.0 / MOST
"""The step of what goes from 0 to 1."""


@dataclass(frozen=True)
class Field:
    """Something to colour by: `read` takes a run and returns a number for each municipality, from 0 to MOST steps.

    `whole`: the numbers are whole; `categories`: they are places in a list of names.
    """

    name: str
    label: str
    label_nl: str
    unit: str
    step: float
    read: "Callable[[Run], np.ndarray]"
    whole: bool = False
    categories: bool = False

    def packed(self, run: "Run") -> np.ndarray:
        """The values of now, as numbers of steps."""
        steps = np.nan_to_num(self.read(run)) / self.step
        return np.rint(np.clip(steps, 0, MOST)).astype(np.uint8)


def _types(run: "Run") -> np.ndarray:
    p = run.parameters
    return types_of(run.country.municipalities["ingezet_in_cell"], p.changer_from, p.cautious_to)


def _tempo(run: "Run") -> np.ndarray:
    """Own measures embedded so far, over the whole window: at its end this is the tempo."""
    years = tempo_years(run.world.law_month, run.world.months)
    return run.country.municipalities["embedded_in_window"] / years


def _state(name: str) -> "Callable[[Run], np.ndarray]":
    return lambda run: run.country.municipalities[name]


def _goals(run: "Run") -> np.ndarray:
    return np.mean([run.country.municipalities[name] for name in GOALS], axis=0)


def _of(declared: Outcome, step: float, read: "Callable[[Run], np.ndarray]", whole: bool = False) -> Field:
    return Field(declared.name, declared.label, declared.label_nl, declared.unit, step, read, whole)


FIELDS: tuple[Field, ...] = (
    Field("type", "type", "type", "", 1.0, _types, whole=True, categories=True),
    _of(OUTCOME["embedded"], 1.0, _state("embedded"), whole=True),
    # A month's part of a year, in which every tempo that can be is a whole number of steps or near it.
    _of(SUMMARY["tempo"], 1.0 / TEMPO_MONTHS, _tempo),
    _of(MEAN_OF_GOALS, LEVEL, _goals),
    *(
        _of(OUTCOME[name], LEVEL, _state(name))
        for name in (*GOALS, "urgency", "cost_control", "conviction", "power", "room")
    ),
)

FIELD = unique("field", FIELDS)

FEW = ("type", "embedded", "tempo", "goals", "prevention", "power")
"""What a page keeps, which has to stay small."""
