"""Each outcome is what its meaning says: worked out again from the agents, with pandas and apart from the model."""

import numpy as np
import pandas as pd
import pytest

from model.acts import record
from model.decentralisation import Decentralisation
from model.measures import CELL, EMBEDDED, IDS, NUMBER, PILOT
from model.outcomes import COLUMN, OUTCOMES
from tests.model.countries import monthly, small

MEANS = {
    "pressure": "pressure", "urgency": "urgency", "cost_control": "cost_control", "conviction": "conviction",
    "power": "power", "overload": "overload", "readiness": "readiness", "room": "room",
    "support_staff": "support_staff", "support_partners": "support_partners", "support_citizens": "support_citizens",
    "learning": "learning", "integral_working": "integral_working", "tailoring": "tailoring",
    "result_orientation": "result_orientation", "responsiveness": "responsiveness", "prevention": "prevention",
    "active_citizenship": "active_citizenship", "balance": "balance",
}  # fmt: skip
"""Outcomes that are the mean of a state over municipalities."""


def teams_of(country: Decentralisation) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"code": one.code, "mandate": team.mandate, "breadth": team.breadth, "integration": team.integration,
             "informal_ties": team.informal_ties, "waiting": team.waiting, "incident": team.incident}
            for one in country.municipality for team in one.teams
        ],
        columns=["code", "mandate", "breadth", "integration", "informal_ties", "waiting", "incident"],
    )  # fmt: skip


def portfolio(country: Decentralisation) -> pd.DataFrame:
    """A row for each municipality and measure: whether it is ingezet, embedded, and what happened to it this month."""
    month = country.month - 1
    return pd.DataFrame(
        [
            {
                "code": one.code, "measure": IDS[place], "cell": CELL[place],
                "ingezet": one.stage[place] == EMBEDDED
                or (one.stage[place] == PILOT and month - one.began[place] >= 3),
                "embedded": one.stage[place] == EMBEDDED,
                "started": one.began[place] == month,
                "landed": one.stage[place] == EMBEDDED and one.ended[place] == month,
                "dropped": one.stage[place] != EMBEDDED and one.ended[place] == month,
            }
            for one in country.municipality
            for place in range(NUMBER)
        ]
    )  # fmt: skip


def kinds(measures: pd.DataFrame) -> pd.Series:
    """The type of each municipality."""
    used = measures[measures["ingezet"]]
    codes = measures["code"].unique()
    number = used.groupby("code").size().reindex(codes, fill_value=0)
    cells = used.groupby("code")["cell"].nunique().reindex(codes, fill_value=0)
    own = used[used["measure"].str.startswith("O")].groupby("code").size().reindex(codes, fill_value=0)
    kind = pd.Series("cautious_changer", index=codes)
    kind[(number <= 2) & (own == 0)] = "cautious"
    kind[(number >= 8) & (cells == 4)] = "changer"
    return kind


def worked_out(country: Decentralisation) -> dict[str, float]:
    """Every outcome of the month that has just ended."""
    everybody, measures, teams = country.municipality, portfolio(country), teams_of(country)
    number = len(everybody)
    found = {outcome: float(np.mean([getattr(one, state) for one in everybody])) for outcome, state in MEANS.items()}
    for kind in ("cautious", "cautious_changer", "changer"):
        found[f"share_{kind}"] = (kinds(measures) == kind).sum() / number
    for outcome, column in (
        ("ingezet", "ingezet"), ("embedded", "embedded"), ("starts", "started"), ("embeddings", "landed"),
        ("failures", "dropped"),
    ):  # fmt: skip
        found[outcome] = measures[column].sum() / number
    for measure, rows in measures.groupby("measure"):
        found[f"ingezet_{measure}"] = rows["ingezet"].sum() / number
    found["share_with_team"] = teams["code"].nunique() / number
    found["teams"] = len(teams)
    found["champions"] = sum(seat.active for one in everybody for seat in one.seats) / number
    found["share_ready"] = sum(one.readiness >= 0.95 for one in everybody) / number
    found["control"] = float(np.mean([one.council.control for one in everybody]))
    found["trust"] = float(np.mean([one.council.trust for one in everybody]))
    found["waiting"] = teams.groupby("code")["waiting"].mean().mean() if len(teams) else 0.0
    found["incidents"] = teams["incident"].sum() + sum(one.incidents_added for one in everybody)
    found["centralisation"] = country.national.centralisation
    for outcome in ("mandate", "breadth", "integration", "informal_ties"):
        found[f"team_{outcome}"] = teams[outcome].mean() if len(teams) else 0.0
    for outcome, state in (("desired_new_forms", "philosophy"), ("practised_new_forms", "practice")):
        found[outcome] = float(np.mean([getattr(one, state)[2] + getattr(one, state)[3] for one in everybody]))
    return found


def test_outcomes_are_what_they_say_in_every_month() -> None:
    lively = small(
        72, "Utrecht", "Zeeland", parameters={"incident_rate": 0.1, "base_success": 0.5, "pilot_length": 6.0}
    )
    seen: dict[str, set[float]] = {}
    for country in monthly(lively, 4):
        expected = worked_out(country)
        assert set(expected) == {outcome.name for outcome in OUTCOMES}
        row = country.recorded[-1]
        for name, value in expected.items():
            assert row[COLUMN[name]] == pytest.approx(value, rel=1e-9, abs=1e-12), f"{name}, month {country.month - 1}"
            seen.setdefault(name, set()).add(value)
    assert {name for name, values in seen.items() if len(values) < 2} <= {"ingezet_F4", "ingezet_O3"}, (
        "outcomes that moved"
    )


def test_the_state_takes_stock_of_incidents_teams_and_variation() -> None:
    for country in monthly(small(36, parameters={"incident_rate": 0.1, "pioneer_share": 0.25}), 4):
        state, everybody = country.national, country.municipality
        assert state.incidents == sum(one.incidents for one in everybody)
        assert state.teams == sum(len(one.teams) for one in everybody)
        assert state.variation == pytest.approx(
            np.std([sum(stage == EMBEDDED for stage in one.stage) / 16 for one in everybody])
        )
    assert state.variation > 0.0


def test_a_country_without_teams_has_outcomes_too() -> None:
    country = next(iter(monthly(small(1, "Zeeland", parameters={"pioneer_share": 0.02}), 1)))
    assert country.recorded[0][COLUMN["teams"]] == 0.0
    assert worked_out(country) == pytest.approx(
        dict(zip(COLUMN, country.recorded[0], strict=True)), rel=1e-9, abs=1e-12
    )


def test_columns_are_called_after_outcomes() -> None:
    other = {"embedded": "EMBEDDED_SO_FAR"}
    for name, column in COLUMN.items():
        if not name.startswith("ingezet_"):
            assert getattr(record, other.get(name, name.upper())) == column
    assert COLUMN["ingezet_F1"] == record.INGEZET_F1
    assert [COLUMN[f"ingezet_{name}"] for name in IDS] == list(range(record.INGEZET_F1, record.INGEZET_F1 + NUMBER))


def test_types_add_up_to_everybody() -> None:
    for country in monthly(small(40), 2):
        shares = [country.recorded[-1][COLUMN[f"share_{kind}"]] for kind in ("cautious", "cautious_changer", "changer")]
        assert sum(shares) == pytest.approx(1.0)
