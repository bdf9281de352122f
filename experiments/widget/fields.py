"""What is shown of each municipality in each month, declared once: what circles can be coloured by."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.comparison.municipalities import GOALS, MEAN_OF_GOALS
from model.declaration import Outcome, unique
from model.measures import NUMBER
from model.outcomes import OUTCOME
from model.summaries import SUMMARY
from model.typology import TYPES, tempo_years, types_of

if TYPE_CHECKING:
    from model.engine import Run

STEPS = 255
"""A value is kept as a whole number from 0 to this, between the lowest and the highest of its field."""


@dataclass(frozen=True)
class Field:
    """Something to colour by: `read` takes a run and returns a number for each municipality, from `low` to `high`.

    `categories`: the values are places in a list of names, and are kept as they are.
    """

    name: str
    label: str
    label_nl: str
    unit: str
    low: float
    high: float
    read: "Callable[[Run], np.ndarray]"
    categories: bool = False

    def packed(self, run: "Run") -> np.ndarray:
        """The values of now, as whole numbers from 0 to STEPS."""
        values = self.read(run)
        if self.categories:
            return values.astype(np.uint8)
        scaled = (np.nan_to_num(values, nan=self.low) - self.low) / (self.high - self.low)
        return np.rint(np.clip(scaled, 0.0, 1.0) * STEPS).astype(np.uint8)


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


def _level(name: str) -> Field:
    return _of(OUTCOME[name], 1.0, _state(name))


def _of(declared: Outcome, high: float, read: "Callable[[Run], np.ndarray]", label_nl: str = "") -> Field:
    return Field(declared.name, declared.label, label_nl or declared.label_nl, declared.unit, 0.0, high, read)


FIELDS: tuple[Field, ...] = (
    Field("type", "type", "type", "", 0.0, float(len(TYPES) - 1), _types, categories=True),
    _of(OUTCOME["embedded"], float(NUMBER), _state("embedded")),
    _of(SUMMARY["tempo"], float(NUMBER) / 4, _tempo),
    _of(MEAN_OF_GOALS, 1.0, _goals),
    *(_level(name) for name in (*GOALS, "urgency", "cost_control", "conviction", "power", "room")),
)

FIELD = unique("field", FIELDS)

FEW = ("type", "embedded", "tempo", "goals", "prevention", "power")
"""What a page keeps, which has to stay small."""
