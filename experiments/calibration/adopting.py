"""Putting the plausible sets of a finished calibration where `--ensemble plausible` finds them, and the set in their
midst among the presets.
"""

import json
from pathlib import Path

import pandas as pd
import tomli_w

from experiments.capsule import MANIFEST, CapsuleFault
from experiments.described import EXPERIMENT, begun
from experiments.provenance import package_version
from experiments.workers import rules
from model import plausible, scenario_file
from model.declaration import Fault

FEWEST = 100
"""With fewer sets an ensemble does not carry what is not known of the parameters."""
MEDIAN = "median-plausible"
"""The preset that holds the median plausible set."""
PRESETS = Path(scenario_file.__file__).parent / "scenarios"


def adopt(folder: Path | str, to: Path | None = None, presets: Path = PRESETS) -> int:
    """Write the sets of a calibration's capsule into the model's data and the median one among its presets; return how
    many there are.

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
    (presets / f"{MEDIAN}.toml").write_text(as_preset(sets, told["scenario"]), encoding="utf-8")
    return len(sets)


def as_preset(sets: pd.DataFrame, base: str) -> str:
    """The median plausible set as a scenario."""
    numbers = {str(name): float(f"{value:.6g}") for name, value in sets.median().items()}
    return tomli_w.dumps(
        {
            "title": "The median plausible set",
            "title_nl": "De mediane plausibele set",
            "description": f"Each parameter at its median over {len(sets)} sets that fit the calibration targets. "
            "Against the baseline it shows how far an answer hangs on numbers that are not known.",
            "description_nl": f"Elke parameter op zijn mediaan over {len(sets)} sets die bij de kalibratiedoelen "
            "passen. Naast het basisscenario laat ze zien hoezeer een antwoord hangt aan onbekende getallen.",
            "evidence": ["B8", "B9", "fig. 1.2", "fig. 1.6"],
            "extends": base,
            "parameters": numbers,
        }
    )
