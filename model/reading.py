"""Reading a run off: the tables that both drivers give, from what was recorded and from the states at the end."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from model.outcomes import OUTCOMES
from model.population import size_class
from model.typology import TYPE_DATE_AFTER_LAW, TYPES, tempo_years, type_of

if TYPE_CHECKING:
    import pandas as pd

    from model.parameters import Parameters
    from model.population import Population
    from model.scenario import Scenario

READ_OFF = (
    "ingezet", "embedded", "ingezet_at_date", "all_starts", "all_drops", "all_incidents", "champions", "conviction",
    "urgency", "cost_control", "power", "readiness", "support_staff", "support_partners", "support_citizens",
    "integral_working", "tailoring", "result_orientation", "responsiveness", "prevention", "active_citizenship",
    "balance", "number_of_teams", "team_quality", "team_load", "team_waiting", "team_informal_ties",
    "conviction_disposition", "champion_months",
)  # fmt: skip
"""States of a municipality that its row shows as they are."""


def series_table(recorded: Sequence[Sequence[float]], scenario: "Scenario") -> "pd.DataFrame":
    """Return the recorded outcomes (months x outcomes) as a long table: month, date, outcome, value, unit."""
    import numpy as np
    import pandas as pd

    months = len(recorded)
    dates = [scenario.date_of(month) for month in range(months)]
    values = np.asarray(recorded, dtype=float).reshape(months, len(OUTCOMES))
    return pd.DataFrame(
        {
            "month": np.repeat(np.arange(months), len(OUTCOMES)),
            "date": np.repeat(np.array(dates, dtype=object), len(OUTCOMES)),
            "outcome": np.tile([outcome.name for outcome in OUTCOMES], months),
            "value": values.ravel(),
            "unit": np.tile([outcome.unit for outcome in OUTCOMES], months),
        }
    )


def municipality_table(
    municipalities: Sequence[Any], population: "Population", scenario: "Scenario", p: "Parameters"
) -> "pd.DataFrame":
    """Return one row for each municipality; types are repeated with cut-offs one lower (`_lenient`) and one higher
    (`_strict`), and missing where the run does not reach the type date.
    """
    import pandas as pd

    table = population.table
    columns: dict[str, Any] = {
        name: table[name].to_numpy()
        for name in ("code", "name", "province", "region", "population", "longitude", "latitude")
    }
    columns["size_class"] = size_class(columns["population"])

    reached = scenario.months > scenario.month_of(scenario.law_date) + TYPE_DATE_AFTER_LAW

    def type_at(one: Any, end: bool, shift: int) -> str | None:
        if not end and not reached:
            return None
        deployed = one.ingezet if end else one.ingezet_at_date
        cells = one.ingezet_in_cell if end else one.ingezet_in_cell_at_date
        return TYPES[type_of(deployed, cells, p.changer_from + shift, p.cautious_to + shift)]

    for moment, end in (("date", False), ("end", True)):
        for suffix, shift in (("", 0), ("_lenient", -1), ("_strict", 1)):
            columns[f"type_{moment}{suffix}"] = [type_at(one, end, shift) for one in municipalities]
    years = tempo_years(scenario.month_of(scenario.law_date), scenario.months)
    columns["tempo"] = [one.embedded_in_window / years for one in municipalities]
    columns["months_to_eighth"] = pd.array(
        [one.eighth_month if one.eighth_month >= 0 else pd.NA for one in municipalities], dtype="Int64"
    )
    columns["first_team"] = [
        scenario.date_of(one.first_team_month) if one.first_team_month >= 0 else None for one in municipalities
    ]
    for name in READ_OFF:
        columns[name] = [getattr(one, name) for one in municipalities]
    return pd.DataFrame(columns)
