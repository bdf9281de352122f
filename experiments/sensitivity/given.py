"""Given data: the runs of a finished capsule, analysed as they are, since PAWN and delta need no sample of their own.

The new capsule holds a copy of the runs and says how they were planned, so that it stands by itself: it is resumed and
replayed like any other, and a copy that is not sound is made again.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from experiments.capsule import RUNS, CapsuleFault
from experiments.described import begun, described, kind_of, prepare, read_experiment
from experiments.experiment import Experiment, Plan
from experiments.replay import manifest_of
from experiments.workers import rules
from model.declaration import Fault
from model.language import say

if TYPE_CHECKING:
    from experiments.sensitivity.experiment import Sensitivity
    from model import Scenario

METHODS = ("pawn", "delta")


class Given(NamedTuple):
    """A part of another experiment: its question, its name, its plan, the parameters that vary in it, and the numbers
    of those of its sets that are independent of each other.
    """

    question: str
    part: str
    plan: Plan
    varied: tuple[str, ...]
    sets: np.ndarray


def written(folder: Path) -> "tuple[str, Scenario, tuple[int, ...]]":
    """What a finished capsule's runs are, as a text from which `given` plans them again; its scenario and its seeds.

    Raises CapsuleFault where it cannot be read, and Fault where its runs cannot be analysed.
    """
    manifest_of(folder)
    experiment, there = read_experiment(folder), begun(folder) or {}
    if there.get("rules") != rules():
        raise CapsuleFault(f"{folder.name}: was made by {there.get('rules')}; here is {rules()}")
    part = _part_of(folder.name, experiment)
    if not any((folder / RUNS).glob(f"{part}-*.parquet")):
        raise CapsuleFault(f"{folder.name}: does not hold its runs, only what was worked out from them")
    text = json.dumps({"question": experiment.question, "options": experiment.options(), "part": part}, sort_keys=True)
    return text, experiment.scenarios[0], experiment.seeds


def _part_of(name: str, experiment: Experiment) -> str:
    """The first part in which parameters vary, in one scenario and under seeds that change nothing else."""
    for part, plan in experiment.planned().items():
        design = plan.design
        if design.parameters is not None and len(design.scenarios) == 1 and design.by_seed is None:
            return part
    raise Fault(
        f"--from: {name} ({experiment.question}) has no runs in which parameters vary within one scenario; allowed a "
        "capsule with a sample of parameters, such as one of discover or sensitivity"
    )


def given(text: str, scenarios: "tuple[Scenario, ...]") -> Given:
    """The part that a text of `written` tells. Raises Fault where that is no sample."""
    try:
        told = json.loads(text)
        experiment = kind_of(told["question"]).made_from(told["options"], scenarios)
        plan = experiment.planned()[told["part"]]
    except (ValueError, KeyError, TypeError) as error:
        raise Fault(f"given: cannot be read: {error}") from None
    table = plan.design.parameters
    assert table is not None
    varied = tuple(str(name) for name in table.columns if table[name].nunique() > 1)
    return Given(told["question"], told["part"], plan, varied, independent(table[list(varied)].to_numpy()))


def independent(sets: np.ndarray) -> np.ndarray:
    """The numbers of sets of which no parameter has the value that it has in an earlier one: all of a Latin hypercube,
    the first and last of a Saltelli block. Sets that share values would make intervals too narrow.
    """
    kept: list[int] = []
    seen: list[set[float]] = [set() for _ in range(sets.shape[1])]
    for number, row in enumerate(sets.tolist()):
        if not any(value in before for value, before in zip(row, seen, strict=True)):
            kept.append(number)
            for value, before in zip(row, seen, strict=True):
                before.add(value)
    return np.array(kept, dtype=np.int64)


def begin(asked: "Sensitivity", capsule: Path, folder: Path, resume: bool, force: bool) -> None:
    """Make the folder ready with a copy of a capsule's runs in it, where it does not stand there. Raises what
    `described.prepare` raises.
    """
    folder = folder.resolve()
    if folder == capsule.resolve():
        raise Fault(f"--out: got {folder.name}, the capsule of --from; allowed another folder")
    if resume and begun(folder) is not None:
        return
    size = (begun(capsule) or {}).get("chunk_size")
    plans = dict(asked.planned())
    prepare(folder, asked, plans, described(asked, plans, size), resume, force)
    (folder / RUNS).mkdir(exist_ok=True)
    for part in plans:
        for path in (capsule / RUNS).glob(f"{part}-?????.*"):
            shutil.copy2(path, folder / RUNS / path.name)


def on_given(asked: "Sensitivity") -> Iterator[str]:
    """Where the sets come from, and how many of them count."""
    found = given(asked.given, asked.scenarios)
    of, number = found.plan.design.sets, len(found.sets)
    yield say(
        f"The sets are those of an earlier experiment ({found.question}); nothing was run for this. Indices hold for "
        "the ranges that were varied there.",
        f"De combinaties zijn die van een eerder experiment ({found.question}); hiervoor is niets gedraaid. Indices "
        "gelden voor het bereik waarover daar gevarieerd is.",
    )
    if number < of:
        yield say(
            f"Of its {of} sets the {number} count that share no value of an input; the others are not independent of "
            "these.",
            f"Van de {of} combinaties tellen de {number} mee die geen waarde van een factor delen; de andere zijn niet "
            "onafhankelijk van deze.",
        )
