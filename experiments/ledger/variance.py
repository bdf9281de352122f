"""Which share of an outcome's variance rests on numbers that are assumed, from the capsule of a sensitivity analysis.

First-order indices (alone) and total indices (with all interactions) bound what a set of inputs makes up: what the
inputs explain together is no less than their first orders added up, and no less than what the total indices of all
others leave; all that they take part in is no more than their total indices added up, and no more than what the first
orders of all others leave. Of two such bounds the one with fewer indices is taken; where it has only one it is exact.
The interval of a sum adds up those of its parts, and so is at its widest.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pandas as pd

from experiments.capsule import CapsuleFault
from experiments.carrying_out import TABLES
from experiments.described import begun, read_experiment
from experiments.ledger.entries import fitted_on_nothing
from experiments.replay import as_written, manifest_of
from experiments.sensitivity.experiment import Sensitivity
from experiments.sensitivity.inputs import DUMMY, problem_of, standing_of
from experiments.workers import rules
from model import Scenario
from model.declaration import Fault, UnknownName
from model.evidence import STANDINGS

ASSUMED = "assumed"
"""All that is assumed, with a claim cited or without."""
FITTED, WITH_FITTED = "fitted on nothing", "assumed or fitted on nothing"
"""Calibrated numbers that cite no claim (all that are calibrated, where the analysis does not tell them apart), and
with them all that is assumed.
"""
PARTS = {
    ASSUMED: ("size_assumed", "nothing_cited"),
    WITH_FITTED: ("size_assumed", "nothing_cited", FITTED),
    "sourced": ("sourced",),
    "calibrated": ("calibrated", FITTED),
    "size_assumed": ("size_assumed",),
    "nothing_cited": ("nothing_cited",),
}
"""What shares are told of: the standings of which each is made up."""
ALONE, AT_MOST, SQUARES = "by themselves", "at most", "squared effects"
"""Measures of a share: without and with interactions with other inputs (Sobol'), or of squared effects (Morris)."""
METHODS = ("sobol", "morris")
COLUMNS = ["index", "input", "value", "low", "high"]


@dataclass(frozen=True)
class Analysed:
    """A sensitivity analysis as read back: the scenario and the number of seeds it was made on, the names of the
    parameters and constants that were varied, its indices of one outcome, the share of the variance between single runs
    that is chance, whether it was settled, and who made it where that is not the version here.
    """

    scenario: Scenario
    seeds: int
    names: tuple[str, ...]
    indices: pd.DataFrame
    chance: float
    settled: bool
    made_by: str

    def text(self) -> str:
        """All but the scenario as one text, from which `from_text` makes it again."""
        indices = self.indices[COLUMNS].to_dict("list")
        return json.dumps(
            {
                "seeds": self.seeds, "names": self.names, "indices": indices, "chance": self.chance,
                "settled": self.settled, "made_by": self.made_by,
            }
        )  # fmt: skip

    @classmethod
    def from_text(cls, text: str, scenario: Scenario) -> Self:
        """The analysis that `text` wrote down."""
        told = json.loads(text)
        return cls(
            scenario, told["seeds"], tuple(told["names"]), pd.DataFrame(told["indices"]), told["chance"],
            told["settled"], told["made_by"],
        )  # fmt: skip


def read(folder: Path, outcome: str) -> Analysed:
    """Read a capsule. Raises CapsuleFault where it cannot be read, and Fault where it does not tell."""
    files = manifest_of(folder)["files"]
    question = read_experiment(folder)
    if not isinstance(question, Sensitivity) or question.method not in METHODS:
        asked = question.method if isinstance(question, Sensitivity) else question.question
        raise Fault(f"{folder}: answers {asked!r}; allowed a sensitivity analysis by {' or '.join(METHODS)}")
    if question.by not in ("standing", "parameter"):
        raise Fault(f"{folder}: compares by {question.by}; allowed by standing, or by parameter")
    tables = {}
    for name in ("indices", "verdicts"):
        path = f"{TABLES}/{name}.parquet"
        if path not in files or not as_written(folder / path, files[path]["sha256"]):
            raise CapsuleFault(f"{folder / path}: is missing, or is not what was written")
        tables[name] = pd.read_parquet(folder / path).set_index("outcome")
    if outcome not in tables["verdicts"].index:
        raise UnknownName("outcome of that analysis", outcome, tables["verdicts"].index)
    verdict = tables["verdicts"].loc[outcome].to_dict()
    made_by = (begun(folder) or {}).get("rules", "")
    return Analysed(
        question.scenarios[0],
        len(question.seeds),
        tuple(problem_of(question.parameters)["names"]),
        tables["indices"].loc[[outcome]].reset_index(drop=True),
        float(verdict["chance"]),
        bool(verdict["settled"]),
        "" if made_by == rules() else made_by,
    )


def shares(found: Analysed) -> pd.DataFrame:
    """One row a part and measure: part (see PARTS), numbers (how many), measure, value, low, high (95 %).

    Only parts to which something belongs, and of those that are put together only those of two kinds or more.
    """
    real = found.indices[found.indices["input"] != DUMMY]
    together = by_standing(found)
    stands = {name: stand_of(name, together) for name in real["input"].unique()}
    count = pd.Series([stand_of(name, together) for name in found.names]).value_counts()
    rows = []
    for part, made_of in PARTS.items():
        inside = [name for name, stand in stands.items() if stand in made_of]
        kinds = {stands[name] for name in inside}
        if not inside or (part == ASSUMED and len(kinds) < 2) or (part == WITH_FITTED and kinds <= set(PARTS[ASSUMED])):
            continue
        for measure, value, low, high in measured(real, inside):
            number = int(count.reindex(list(made_of)).sum())
            rows.append({"part": part, "numbers": number, "measure": measure, "value": value, "low": low, "high": high})
    return pd.DataFrame(rows)


def by_standing(found: Analysed) -> bool:
    """Whether an analysis varied numbers by standing, so that it does not tell calibrated ones apart."""
    return bool(found.indices["input"].isin(STANDINGS).any())


def stand_of(name: str, together: bool) -> str:
    """What a number, or an input by standing, is made part of: its standing, or FITTED."""
    stand = name if name in STANDINGS else standing_of(name)
    fitted = name in fitted_on_nothing() or (together and stand == "calibrated")
    return FITTED if fitted else stand


def measured(indices: pd.DataFrame, inside: Iterable[str]) -> list[tuple[str, float, float, float]]:
    """The share of some inputs, each as measure, value, low, high. `indices` has index, input, value, low, high."""
    inside = set(inside)
    if (indices["index"] == "mu_star").any():
        return [(SQUARES, *_of_squares(indices[indices["index"] == "mu_star"], inside))]
    first, total = (indices[indices["index"] == index] for index in ("S1", "ST"))
    return [(ALONE, *_bound(first, total, inside)), (AT_MOST, *_bound(total, first, inside))]


def _bound(here: pd.DataFrame, elsewhere: pd.DataFrame, inside: set[str]) -> tuple[float, float, float]:
    """Indices of the inputs inside added up, or what those of the others leave: whichever has fewer."""
    mine, others = here[here["input"].isin(inside)], elsewhere[~elsewhere["input"].isin(inside)]
    fewest = mine if len(mine) <= len(others) else others
    value = float(fewest["value"].sum())
    half = float(((fewest["high"] - fewest["low"]) / 2).sum(skipna=False))
    value = value if fewest is mine else 1.0 - value
    return value, value - half, value + half


def _of_squares(rows: pd.DataFrame, inside: set[str]) -> tuple[float, float, float]:
    """The share of the squared effects, with the ends that those of the effects allow."""
    squares = rows.set_index("input")[["value", "low", "high"]].clip(lower=0.0) ** 2
    mine = squares[squares.index.isin(inside)].sum(skipna=False)
    others = squares[~squares.index.isin(inside)].sum(skipna=False)
    ends = (("value", "value"), ("low", "high"), ("high", "low"))
    value, low, high = (float(mine[here] / (mine[here] + others[there])) for here, there in ends)
    return value, low, high
