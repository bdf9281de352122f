"""Write the baselines: what a few scenarios gave, so that a change in results is seen and meant.

Run it after a change that is meant to change results, look at what `git diff tests/baselines` says, and say in the
commit why:

    python -m tests.update_baselines
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from model import simulate
from model.decentralisation import Decentralisation
from model.outcomes import COLUMN
from model.population import Population
from model.scenario import Scenario
from model.scenario_parts import PopulationChoice
from model.typology import TYPES

FOLDER = Path(__file__).parent / "baselines"
PRESETS = (
    "baseline", "no-cut", "no-champions", "best-practice-rolled-out", "environment-act-after-social-domain",
)  # fmt: skip
PROVINCES = ("Utrecht", "Flevoland", "Zeeland")
SEEDS, SEEDS_OF_THE_COUNTRY = (1, 2), (1, 2, 3, 4, 5)
MONTHS = (0, 12, 24, 36, 60, 95)
OUTCOMES = (
    "share_cautious", "share_changer", "ingezet", "embedded", "share_with_team", "teams", "pressure", "urgency",
    "cost_control", "conviction", "power", "overload", "readiness", "room", "control", "trust", "support_partners",
    "tailoring", "responsiveness", "balance", "waiting", "centralisation", "team_integration", "practised_new_forms",
)  # fmt: skip
COUNTRY = "netherlands"


def some() -> PopulationChoice:
    """The municipalities of three provinces, small and large."""
    table = Population.netherlands().table
    return PopulationChoice(codes=tuple(table["code"][table["province"].isin(PROVINCES)]))


def outcomes_of(recorded: Any) -> dict[str, list[float]]:
    """The chosen outcomes in the chosen months."""
    return {name: [float(recorded[month][COLUMN[name]]) for month in MONTHS] for name in OUTCOMES}


def of_preset(name: str) -> dict[str, Any]:
    """Outcomes, types and tempo of a preset in three provinces, for each seed, by the readable model."""
    found: dict[str, Any] = {}
    for seed in SEEDS:
        ended = Decentralisation(Scenario.load(name).with_(population=some()), seed).run()
        table = ended.municipalities
        found[str(seed)] = {
            "outcomes": outcomes_of(ended.recorded),
            "types_at_the_date": {kind: int((table["type_date"] == kind).sum()) for kind in TYPES},
            "types_at_the_end": {kind: int((table["type_end"] == kind).sum()) for kind in TYPES},
            "tempo": float(table["tempo"].mean()),
            "pilots_begun": int(table["all_starts"].sum()),
        }
    return found


def of_the_country(seeds: Sequence[int] = SEEDS_OF_THE_COUNTRY) -> dict[str, Any]:
    """Means over seeds of the baseline for all 393 municipalities, by the engine."""
    ensemble = simulate("baseline", seeds, series=True, municipalities=True, states=True)
    kinds = ensemble.municipalities["type_date"].value_counts(normalize=True)
    means = ensemble.series.groupby(["month", "outcome"], sort=False)["value"].mean().unstack(sort=False)
    return {
        "seeds": list(seeds),
        "outcomes": outcomes_of(means.to_numpy()),
        "types_at_the_date": {kind: float(kinds[kind]) for kind in TYPES},
        "embedded_in_window": float(
            np.mean([country.municipalities["embedded_in_window"] for country in ensemble.states])
        ),
    }


def write(name: str, content: dict[str, Any]) -> None:
    """Write a baseline whole, or not at all."""
    FOLDER.mkdir(exist_ok=True)
    path, draft = FOLDER / f"{name}.json", FOLDER / f".{name}.json"
    draft.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    os.replace(draft, path)
    print(f"written: {path.relative_to(FOLDER.parent.parent)}")


def main() -> None:
    for name in PRESETS:
        write(name, of_preset(name))
    write(COUNTRY, of_the_country())


if __name__ == "__main__":
    main()
