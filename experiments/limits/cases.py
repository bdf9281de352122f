"""The cases: scenarios in an imagined country of identical municipalities, in which only first social teams spread.

All else is held, nobody is convinced, and nothing takes attention that counts: so a municipality without a team gets
one with a chance that depends on the date, which presses evenly, and on the share of those it is tied to who have one.
"""

from pathlib import Path

import numpy as np

from model import Scenario
from model.data.tables import COLUMNS
from model.intervention_kinds import Level
from model.language import Words
from model.mechanisms import MECHANISMS
from model.parameters import parameter
from model.population import Population

SPREADING = "first_team"
"""The one mechanism that works."""
ALONE, MIXED, UNEQUAL, LOCAL, BOTH = "alone", "mixed", "unequal", "local", "both"
TITLES = {
    ALONE: Words("no ties", "geen banden"),
    MIXED: Words("equal, all tied to all", "gelijk, allen met allen verbonden"),
    UNEQUAL: Words("unequal, all tied to all", "ongelijk, allen met allen verbonden"),
    LOCAL: Words("equal, tied to two neighbours", "gelijk, met twee buren verbonden"),
    BOTH: Words("unequal, tied to two neighbours", "ongelijk, met twee buren verbonden"),
}
START, MONTHS = "2013-01", 96
INHABITANTS = 100_000
"""Large: attention to spare grows with size, and here it is to be no constraint."""
REACH = 1
"""In the local network the municipalities stand in a ring, each tied to so many on either side."""
UNEQUALNESS = 2.0
"""Standard deviation of reluctance, in log odds, where municipalities are unequal."""
AT_LOWEST = (
    "pioneer_share", "participation_delay", "accountability_load", "cost_control_load", "cut_size", "pilot_attention",
    "coordination_most", "spare_wanted", "change_size", "readiness_rush",
)  # fmt: skip
"""Parameters at the lowest value they may have, so that nothing slows a municipality down."""
PULL = {"deadline_pull": 0.5, "first_team_pull": 0.4}
"""A pull with which spreading takes some years, so that its curve can be seen."""

KNOWN = {"clarity": parameter("clarity").high}
"""All is known of what the law asks."""


def cases(folder: Path, municipalities: int) -> "tuple[Scenario, ...]":
    """The scenarios, in the order of TITLES. The tables of the country are written into the folder."""
    files = write_country(folder, municipalities)
    ties: dict[str, tuple[str, ...]] = {ALONE: (), LOCAL: ("neighbours",), BOTH: ("neighbours",)}
    return tuple(
        Scenario(
            name=name,
            title=title.english,
            title_nl=title.dutch,
            start=START,
            months=MONTHS,
            law_date=START,
            population={"kind": "files", **files, "network": ties.get(name, ("region",))},
            parameters={low: parameter(low).low for low in AT_LOWEST}
            | PULL
            | KNOWN
            | {"reluctance_spread": UNEQUALNESS if name in (UNEQUAL, BOTH) else 0.0},
            held=[mechanism.name for mechanism in MECHANISMS if mechanism.name != SPREADING],
            interventions=[Level(start=START, variable="conviction", value=0.0)],
        )
        for name, title in TITLES.items()
    )


def write_country(folder: Path, municipalities: int) -> dict[str, str]:
    """Write the two tables of a country of so many identical municipalities, average but for their size, in one region
    and in a ring. Returns the paths as a population takes them.
    """
    import pandas as pd

    real = Population.netherlands().table
    average = {
        "province": "Ring", "region": "Ring", "population": INHABITANTS,
        "share_elderly": real["share_elderly"].mean(), "income": real["income"].mean(),
        "address_density": float(np.exp(np.log(real["address_density"]).mean())), "urbanity": 3, "decline": 0,
        "longitude": real["longitude"].mean(), "latitude": real["latitude"].mean(),
    }  # fmt: skip
    codes = [f"SY{number:07d}" for number in range(1, municipalities + 1)]
    table = pd.DataFrame([{"code": code, "name": f"Place {code[2:]}", **average} for code in codes])
    pairs = {
        tuple(sorted((codes[place], codes[(place + step) % municipalities])))
        for place in range(municipalities)
        for step in range(1, REACH + 1)
    }
    neighbours = pd.DataFrame(sorted(pairs), columns=["code_a", "code_b"]).assign(kind="border")
    paths = {"municipalities": folder / "municipalities.csv", "neighbours": folder / "neighbours.csv"}
    table[list(COLUMNS)].to_csv(paths["municipalities"], index=False)
    neighbours.to_csv(paths["neighbours"], index=False)
    return {name: str(path) for name, path in paths.items()}
