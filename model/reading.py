"""Reading a run off: the tables that both drivers give, from what was recorded and from the states at the end."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from model.outcomes import OUTCOME
from model.population import size_class
from model.state import KINDS, record
from model.typology import TYPE_DATE_AFTER_LAW, TYPES, tempo_years, types_of

if TYPE_CHECKING:
    import numpy as np
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


def long_series(values: "np.ndarray", scenario: "Scenario", outcomes: Sequence[str]) -> "pd.DataFrame":
    """Return outcomes (months x outcomes) as a long table: month, date, outcome, value, unit."""
    import numpy as np
    import pandas as pd

    months, number = values.shape
    dates = np.array([scenario.date_of(month) for month in range(months)], dtype=object)
    return pd.DataFrame(
        {
            "month": np.repeat(np.arange(months), number),
            "date": np.repeat(dates, number),
            "outcome": np.tile(np.array(outcomes, dtype=object), months),
            "value": values.ravel(),
            "unit": np.tile(np.array([OUTCOME[name].unit for name in outcomes], dtype=object), months),
        }
    )


def municipality_table(
    municipalities: "np.ndarray", population: "Population", scenario: "Scenario", p: "Parameters"
) -> "pd.DataFrame":
    """Return one row for each municipality, from a record array of their states; types are repeated with cut-offs one
    lower (`_lenient`) and one higher (`_strict`), and missing where the run does not reach the type date.
    """
    import numpy as np
    import pandas as pd

    table = population.table
    columns: dict[str, Any] = {
        name: table[name].to_numpy()
        for name in ("code", "name", "province", "region", "population", "longitude", "latitude")
    }
    columns["size_class"] = size_class(columns["population"])
    reached = scenario.months > scenario.month_of(scenario.law_date) + TYPE_DATE_AFTER_LAW
    names = np.array(TYPES, dtype=object)
    for moment, field in (("date", "ingezet_in_cell_at_date"), ("end", "ingezet_in_cell")):
        for suffix, shift in (("", 0), ("_lenient", -1), ("_strict", 1)):
            kinds = names[types_of(municipalities[field], p.changer_from + shift, p.cautious_to + shift)]
            columns[f"type_{moment}{suffix}"] = kinds if reached or moment == "end" else np.full(len(kinds), None)
    columns["tempo"] = municipalities["embedded_in_window"] / tempo_years(
        scenario.month_of(scenario.law_date), scenario.months
    )
    eighth = municipalities["eighth_month"]
    columns["months_to_eighth"] = pd.arrays.IntegerArray(eighth.astype(np.int64), eighth < 0)
    dates = np.array([*(scenario.date_of(month) for month in range(scenario.months)), None], dtype=object)
    columns["first_team"] = dates[municipalities["first_team_month"]]
    for name in READ_OFF:
        values = municipalities[name]
        columns[name] = values.astype(np.int64) if values.dtype.kind == "i" else values.copy()
    return pd.DataFrame(columns)


def record_array(kind: str, holders: Sequence[Any]) -> "np.ndarray":
    """Return the states of agents of a kind as a record array, in which form the engine has them."""
    import numpy as np

    rows = np.zeros(len(holders), record(kind))
    for state in KINDS[kind]:
        rows[state.name] = [getattr(one, state.name) for one in holders]
    return rows
