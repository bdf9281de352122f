"""Putting the plausible sets of a finished calibration where `--ensemble plausible` finds them."""

import json
from pathlib import Path

import pandas as pd

from experiments.capsule import MANIFEST, CapsuleFault
from experiments.described import EXPERIMENT, begun
from experiments.provenance import package_version
from experiments.workers import rules
from model import plausible
from model.declaration import Fault

FEWEST = 100
"""With fewer sets an ensemble does not carry what is not known of the parameters."""


def adopt(folder: Path | str, to: Path | None = None) -> int:
    """Write the sets of a calibration's capsule into the model's data, and return how many there are.

    Raises CapsuleFault for what is no finished calibration, and Fault for one with too few sets or on other rules.
    """
    folder = Path(folder)
    there = begun(folder)
    if there is None or there["question"] != "calibrate" or not (folder / MANIFEST).is_file():
        raise CapsuleFault(f"{folder}: holds no finished calibration ({EXPERIMENT} and {MANIFEST})")
    if there["rules"] != rules():
        raise Fault(f"{folder}: was calibrated on {there['rules']}; allowed the rules that are here, {rules()}")
    path = folder / "tables" / "plausible.parquet"
    sets = pd.read_parquet(path).set_index(plausible.SET) if path.is_file() else pd.DataFrame()
    if len(sets) < FEWEST:
        raise Fault(f"{folder}: has {len(sets)} plausible sets; allowed {FEWEST} or more to be adopted")
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    told = {
        "scenario": there["scenarios"][0]["name"],
        "scenario_identity": there["scenarios"][0]["identity"],
        "package": package_version(),
        "options": there["options"],
        "calibration": {key: manifest.get(key) for key in ("created", "command", "git", "runs")},
    }
    plausible.write(sets, told, to)
    return len(sets)
