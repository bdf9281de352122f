"""An ensemble that was made in the app: what the editor lists of it, and its capsule."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.app.comparing import DRAWING, archived
from experiments.capsule import fill_capsule
from experiments.experiment import Sets
from experiments.figures import draw_all
from experiments.provenance import provenance
from experiments.replicates import results_of
from experiments.widget.choices import titles
from experiments.widget.words import both, unit
from model.summaries import SUMMARY

if TYPE_CHECKING:
    from model.ensemble import Ensemble
    from model.scenario import Scenario

TOLD = ("tempo", "changer_at_end", "cautious_at_end", "goals_at_end", "balance_at_end")
"""The summaries that are told of each run made."""

COLUMNS = ["mean", "lowest", "highest"]


@dataclass(frozen=True)
class Made:
    """An ensemble that was made: its scenario, its seeds, and what it left."""

    number: int
    scenario: "Scenario"
    ensemble: "Ensemble"

    def told(self) -> dict[str, Any]:
        """What the editor lists of it."""
        found = self.ensemble.summary().set_index("summary")[COLUMNS].to_dict("index")
        rows = [
            {
                "label": both(SUMMARY[name].label, SUMMARY[name].label_nl),
                "unit": unit(SUMMARY[name].unit),
                "values": [None if np.isnan(value) else value for value in found[name].values()],
            }
            for name in TOLD
        ]
        told = {"number": self.number, "title": titles(self.scenario), "summaries": rows}
        return told | {"seeds": list(self.ensemble.design.seeds), "plausible": self.plausible}

    @property
    def plausible(self) -> bool:
        """Whether each seed met a plausible parameter set."""
        return self.ensemble.design.by_seed is not None

    def zipped(self) -> bytes:
        """Its capsule as a zip file: what `decdyn run` writes into a folder."""
        name, seeds = self.scenario.name, self.ensemble.design.seeds
        call = ["run", "scenario.toml", "--replicates", str(len(seeds)), "--seed", str(seeds[0]), "--out", name]
        call += ["--ensemble", Sets.PLAUSIBLE.value] if self.plausible else []
        with tempfile.TemporaryDirectory() as temporary:
            folder, results = Path(temporary) / name, results_of(self.ensemble)
            folder.mkdir()
            with DRAWING:
                fill_capsule(folder, results, draw_all(results, None), provenance(call))
            return archived(folder)
