"""An experiment written down in its folder: what tells it from another, and the folder made ready for it.

    experiment.json   the question, its options, its scenarios, a digest of its designs, and the version of the rules
    scenarios/        each scenario in full
    design/           what each run is: scenario, set, seed, and the parameters that vary

The folder appears with all of that in it, or not at all.
"""

import json
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.capsule import DESIGN, MANIFEST, CapsuleFault, check_destination, keep_scenario
from experiments.experiment import Experiment, Plan
from experiments.store import design_digest, design_table, forget_nameless
from experiments.workers import rules
from model import Scenario, plausible
from model.declaration import Fault, UnknownName
from model.sources import version_of_the_rules

EXPERIMENT = "experiment.json"
SCENARIOS = "scenarios"
FORMAT = 1


def described(experiment: Experiment, plans: Mapping[str, Plan], chunk_size: int | None) -> dict[str, Any]:
    """What tells one experiment from another, in plain values. `plans` are those of its first stage."""
    return {
        "format": FORMAT,
        "question": experiment.question,
        "options": experiment.options(),
        "scenarios": [
            {"name": scenario.name, "file": scenario_file(number, scenario), "identity": scenario.identity}
            for number, scenario in enumerate(experiment.scenarios)
        ],
        "designs": {part: design_digest(design_table(plan)) for part, plan in plans.items()},
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
    keep_scenarios(draft, experiment)
    keep_designs(draft, plans)
    (draft / EXPERIMENT).write_text(as_json(written), encoding="utf-8")
    # Removing takes a while and can be interrupted; a folder that is half removed would be of no use to anyone.
    if folder.exists():
        os.replace(folder, aside)
    os.replace(draft, folder)
    shutil.rmtree(aside, ignore_errors=True)


def keep_scenarios(folder: Path, experiment: Experiment) -> None:
    """Write the scenarios down, in place of what stands there: which may be what they are read from."""
    draft = folder / f".{SCENARIOS}.partial"
    shutil.rmtree(draft, ignore_errors=True)
    for name in (SCENARIOS, draft.name):
        (folder / name).mkdir(exist_ok=True)
    for number, scenario in enumerate(experiment.scenarios):
        keep_scenario(scenario, draft / Path(scenario_file(number, scenario)).name)
    for path in draft.iterdir():
        os.replace(path, folder / SCENARIOS / path.name)
    draft.rmdir()


def keep_designs(folder: Path, plans: Mapping[str, Plan]) -> None:
    """Write down what each run of these parts is. Where something else was written down, records that do not name a
    design count no longer.
    """
    for part, plan in plans.items():
        path, table = design_file(folder, part), design_table(plan)
        path.parent.mkdir(exist_ok=True)
        if digest_kept(path) != design_digest(table):
            forget_nameless(folder, part)
        draft = path.with_name(f".{path.name}.partial")
        table.to_parquet(draft, engine="pyarrow", compression="zstd", index=False)
        os.replace(draft, path)


def design_file(folder: Path, part: str) -> Path:
    """The file that the design of a part is kept in."""
    return folder / DESIGN / f"{part}.parquet"


def digest_kept(path: Path) -> str:
    """The digest of a design that was written down; empty where none can be read."""
    try:
        return design_digest(pd.read_parquet(path))
    except (OSError, ValueError):
        return ""


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
    there = as_written_now(folder, there, here)
    if difference := first_difference(there, here):
        what, then, now = difference
        raise CapsuleFault(
            f"{folder.name}: was begun with other {what} ({then}) than now ({now}); "
            "resume with the same command on the same versions, or begin anew with --force"
        )
    return size


def as_written_now(folder: Path, there: dict[str, Any], here: dict[str, Any]) -> dict[str, Any]:
    """What stands in a folder as this version would have written it, given what it writes of the same experiment.

    Earlier ones wrote no digest of the designs, which are then those of the designs themselves.
    """
    if "designs" in there:
        return there
    files = {part: design_file(folder, part) for part in here["designs"]}
    kept = {part: digest_kept(path) for part, path in files.items() if path.is_file()}
    return {**there, "designs": here["designs"] | kept}


def first_difference(there: dict[str, Any], here: dict[str, Any]) -> tuple[str, str, str] | None:
    """What differs first between two experiments in plain values: what it is, and its two values in short."""
    # Another question, option or scenario mostly gives other designs, too.
    key = next((key for key in sorted(here, key="designs".__eq__) if there.get(key) != here[key]), None)
    if key is None:
        return None
    then, now = there.get(key), here[key]
    if key == "options" and isinstance(then, dict):
        key = next(name for name in {**now, **then} if then.get(name, ...) != now.get(name, ...))
        then, now = then.get(key), now.get(key)
    elif key == "designs" and isinstance(then, dict):
        part = next(name for name in {**now, **then} if then.get(name) != now.get(name))
        then, now = (str(each.get(part))[:12] for each in (then, now))
        return f"parameters or seeds in the design of part {part}", then, now
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
        # Under other rules the same scenario has other parameters, and so another identity.
        if str(there["rules"]).endswith(version_of_the_rules()):
            check_identities(folder, there["scenarios"], scenarios)
        return kind.made_from(there["options"], scenarios)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CapsuleFault(f"{folder}: holds no experiment that can be read: {error}") from None


def check_identities(folder: Path, written: Sequence[Mapping[str, Any]], scenarios: Sequence[Scenario]) -> None:
    """Raise CapsuleFault where a scenario is not the one that was written down."""
    for each, scenario in zip(written, scenarios, strict=True):
        if scenario.identity != each["identity"]:
            raise CapsuleFault(
                f"{folder / each['file']}: is not the scenario that the runs were made of (identity "
                f"{scenario.identity[:12]}, {EXPERIMENT} has {each['identity'][:12]}); --resume writes it anew"
            )


def kind_of(question: str) -> type[Experiment]:
    """The class of experiments of this question. Raises UnknownName."""
    from importlib import import_module

    from experiments.questions import QUESTIONS

    if question not in QUESTIONS:
        raise UnknownName("question", question, QUESTIONS)
    module, _, name = QUESTIONS[question].rpartition(".")
    kind: type[Experiment] = getattr(import_module(module), name)
    return kind
