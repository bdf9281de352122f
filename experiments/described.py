"""An experiment written down in its folder: what tells it from another, and the folder made ready for it.

    experiment.json   the question, its options, its scenarios, and the version of the rules
    scenarios/        each scenario in full
    design/           what each run is: scenario, set, seed, and the parameters that vary

The folder appears with all of that in it, or not at all.
"""

import json
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.capsule import DESIGN, MANIFEST, RUNS, CapsuleFault, check_destination, keep_scenario
from experiments.experiment import Experiment, Plan
from experiments.store import design_table
from experiments.workers import rules
from model import Scenario, plausible
from model.declaration import Fault, UnknownName

EXPERIMENT = "experiment.json"
SCENARIOS = "scenarios"
FORMAT = 1


def described(experiment: Experiment, chunk_size: int | None) -> dict[str, Any]:
    """What tells one experiment from another, in plain values."""
    return {
        "format": FORMAT,
        "question": experiment.question,
        "options": experiment.options(),
        "scenarios": [
            {"name": scenario.name, "file": scenario_file(number, scenario), "identity": scenario.identity}
            for number, scenario in enumerate(experiment.scenarios)
        ],
        "chunk_size": chunk_size,
        "rules": rules(),
        **({"plausible": plausible.identity()} if experiment.over_plausible_sets else {}),
    }


def scenario_file(number: int, scenario: Scenario) -> str:
    """The file that a scenario is kept in."""
    return f"{SCENARIOS}/{number}-{re.sub(r'[^A-Za-z0-9.-]+', '-', scenario.name)}.toml"


def as_json(values: Any) -> str:
    """Plain values as text, the same for the same values."""
    return json.dumps(values, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def prepare(
    folder: Path, experiment: Experiment, plans: Mapping[str, Plan], written: dict[str, Any], resume: bool, force: bool
) -> int | None:
    """Make a folder ready, and return the size of chunks. Raises CapsuleFault, and Fault for resume with force."""
    if resume and force:
        raise Fault("--resume and --force: got both; allowed one: go on with what is there, or begin anew")
    there = begun(folder)
    if there is None:
        check_destination(folder, force)
    elif resume:
        return resumed(folder, there, written)
    elif not force:
        state = "a capsule" if (folder / MANIFEST).is_file() else "an unfinished experiment"
        raise CapsuleFault(
            f"{folder.name}: holds {state} already; add --resume to go on with it, or --force to begin anew"
        )
    elif Path.cwd().is_relative_to(folder):
        raise CapsuleFault(f"{folder.name}: is the folder you are in; choose one inside or beside it")
    begin(folder, experiment, plans, written)
    return written["chunk_size"]


def begin(folder: Path, experiment: Experiment, plans: Mapping[str, Plan], written: dict[str, Any]) -> None:
    """Put a folder there in which the experiment is written down, in place of whatever stands there."""
    draft, aside = (folder.with_name(f".{folder.name}.{what}") for what in ("partial", "old"))
    try:
        for left_behind in (draft, aside):
            shutil.rmtree(left_behind, ignore_errors=True)
        for name in (SCENARIOS, DESIGN):
            (draft / name).mkdir(parents=True)
    except OSError as error:
        raise CapsuleFault(f"{folder.name}: cannot be made: {error.strerror}") from error
    for number, scenario in enumerate(experiment.scenarios):
        keep_scenario(scenario, draft / scenario_file(number, scenario))
    keep_designs(draft, plans)
    (draft / EXPERIMENT).write_text(as_json(written), encoding="utf-8")
    # Removing takes a while and can be interrupted; a folder that is half removed would be of no use to anyone.
    if folder.exists():
        os.replace(folder, aside)
    os.replace(draft, folder)
    shutil.rmtree(aside, ignore_errors=True)


def keep_designs(folder: Path, plans: Mapping[str, Plan]) -> None:
    """Write down what each run of these parts is. Where something else was written down, its runs count no longer."""
    for part, plan in plans.items():
        path = folder / DESIGN / f"{part}.parquet"
        path.parent.mkdir(exist_ok=True)
        table = design_table(plan)
        if path.is_file() and not table.equals(pd.read_parquet(path)):
            for record in (folder / RUNS).glob(f"{part}-?????.json"):
                record.unlink()
        table.to_parquet(path, engine="pyarrow", compression="zstd", index=False)


def begun(folder: Path) -> dict[str, Any] | None:
    """The experiment that is written down in a folder, None where there is none.

    Raises CapsuleFault where that cannot be read, or is something else of that name.
    """
    path = folder / EXPERIMENT
    if not path.is_file():
        return None
    try:
        there = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CapsuleFault(f"{folder.name}: {EXPERIMENT} cannot be read ({error}); choose another folder") from None
    if not isinstance(there, dict) or there.get("format") != FORMAT or "question" not in there:
        raise CapsuleFault(
            f"{folder.name}: its {EXPERIMENT} is not of format {FORMAT}, so the folder is left alone; choose another"
        )
    return there


def resumed(folder: Path, there: dict[str, Any], written: dict[str, Any]) -> int | None:
    """The size of chunks of what stands in the folder. Raises CapsuleFault where that is another experiment."""
    size: int | None = there.get("chunk_size")
    here = json.loads(as_json(written | {"chunk_size": size}))
    if difference := first_difference(there, here):
        what, then, now = difference
        raise CapsuleFault(
            f"{folder.name}: was begun with other {what} ({then}) than now ({now}); "
            "resume with the same command on the same version, or begin anew with --force"
        )
    return size


def first_difference(there: dict[str, Any], here: dict[str, Any]) -> tuple[str, str, str] | None:
    """What differs first between two experiments in plain values: what it is, and its two values in short."""
    key = next((key for key in here if there.get(key) != here[key]), None)
    if key is None:
        return None
    then, now = there.get(key), here[key]
    if key == "options" and isinstance(then, dict):
        key = next(name for name in {**now, **then} if then.get(name, ...) != now.get(name, ...))
        then, now = then.get(key), now.get(key)
    elif key == "scenarios" and isinstance(then, list):
        if [each["name"] for each in then] == [each["name"] for each in now]:
            then, now = next((a, b) for a, b in zip(then, now, strict=True) if a != b)
            return f"content of scenario {now['name']}", then["identity"][:12], now["identity"][:12]
        then, now = ([each["name"] for each in several] for several in (then, now))
    return key, shortly(then), shortly(now)


def shortly(value: Any) -> str:
    """A value on one line that is not too long."""
    text = json.dumps(value)
    return text if len(text) <= 120 else f"{text[:117]}..."


def read_experiment(folder: Path) -> Experiment:
    """Return the experiment that a folder holds, finished or not. Raises CapsuleFault."""
    there = begun(folder)
    if there is None:
        raise CapsuleFault(f"{folder}: holds no {EXPERIMENT}, so there is no experiment")
    try:
        kind = kind_of(there["question"])
        scenarios = [Scenario.load(folder / each["file"]).with_(name=each["name"]) for each in there["scenarios"]]
        return kind.made_from(there["options"], scenarios)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CapsuleFault(f"{folder}: holds no experiment that can be read: {error}") from None


def kind_of(question: str) -> type[Experiment]:
    """The class of experiments of this question. Raises UnknownName."""
    from importlib import import_module

    from experiments.questions import QUESTIONS

    if question not in QUESTIONS:
        raise UnknownName("question", question, QUESTIONS)
    module, _, name = QUESTIONS[question].rpartition(".")
    kind: type[Experiment] = getattr(import_module(module), name)
    return kind
