"""Each summary is what its meaning says: worked out again from a run's tables, and by hand from municipalities."""

import math
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

from model.acts.summarise import months_to_half, spread_of_tempo, summarise
from model.ensemble import Ensemble, simulate
from model.intervention_kinds import Impose, Incidents, Intervention, Postpone, Where
from model.outcomes import OUTCOMES
from model.parameters import Parameters
from model.summaries import OVER_LAST_YEAR, SUMMARIES
from model.typology import TYPES
from tests.model.countries import blank, small

LAW, TYPE_DATE = 24, 27
"""The law's month as first planned, and the month at the end of which types are read."""
GOALS = ("integral_working", "tailoring", "result_orientation", "responsiveness", "prevention", "active_citizenship")
WINDOW = range(48)
"""The tempo window: two years before the law and two after it."""


LIVELY = {"incident_rate": 0.1, "pioneer_share": 0.2, "base_success": 0.8, "start_rate": 1.5, "readiness_work": 12.0}
"""Parameters with which most summaries are neither zero nor missing."""


@cache
def country(*, imposed: bool = False) -> Ensemble:
    """Two lively runs of 72 months; the law moves, but summaries go by its date as first planned."""
    happenings: list[Intervention] = [
        Postpone(start="2014-03", months=9),
        Incidents(start="2014-06", until="2014-08", number=2.0, where=Where(share=0.5)),
    ]
    if imposed:
        happenings.append(Impose(start="2013-03", measures=("F1", "F6")))
    scenario = small(72, "Utrecht", "Zeeland", parameters=LIVELY, interventions=happenings)
    return simulate(scenario, [4, 5], series=True, municipalities=True, states=True)


def of_run(table: pd.DataFrame, seed: int) -> pd.DataFrame:
    return table[table["seed"] == seed].reset_index(drop=True)


def worked_out(ensemble: Ensemble, seed: int) -> dict[str, float]:
    """Every summary of a run, from its monthly outcomes and its municipalities' rows."""
    there = of_run(ensemble.municipalities, seed)
    monthly = of_run(ensemble.series, seed).pivot(index="month", columns="outcome", values="value")
    eighth = there["months_to_eighth"].dropna().astype(int).sort_values().tolist()
    half = math.ceil(len(there) / 2)
    found = {
        "tempo": there["tempo"].mean(),
        "tempo_spread": there["tempo"].std(ddof=0),
        "months_to_half": eighth[half - 1] + 1 if len(eighth) >= half else math.nan,
        "ingezet_at_date": there["ingezet_at_date"].mean(),
        "embedded_at_end": there["embedded"].mean(),
        "all_starts": monthly["starts"].sum(),
        "all_failures": monthly["failures"].sum(),
        "all_incidents": monthly["incidents"].sum(),
        "with_team_at_law": monthly["share_with_team"][LAW - 1],
        "ready_at_law": monthly["share_ready"][LAW - 1],
        "goals_at_end": monthly.loc[60:, list(GOALS)].to_numpy().mean(),
    }
    for kind in TYPES:
        found[f"{kind}_at_date"] = (there["type_date"] == kind).mean()
        found[f"{kind}_at_end"] = (there["type_end"] == kind).mean()
    return found | {f"{name}_at_end": monthly.loc[60:, name].mean() for name in OVER_LAST_YEAR}


@pytest.mark.parametrize("seed", [4, 5])
@pytest.mark.parametrize("imposed", [False, True])
def test_summaries_are_what_they_say(seed: int, imposed: bool) -> None:
    ensemble = country(imposed=imposed)
    expected, row = worked_out(ensemble, seed), of_run(ensemble.runs, seed).iloc[0]
    assert set(expected) == {summary.name for summary in SUMMARIES}
    assert list(ensemble.runs)[2:] == [summary.name for summary in SUMMARIES]
    off = {name: (row[name], value) for name, value in expected.items() if row[name] != pytest.approx(value, rel=1e-12)}
    assert off == {}
    assert len({round(value, 9) for value in expected.values()}) > 15, "nearly all of them tell something"


@pytest.mark.parametrize("seed", [4, 5])
def test_summaries_agree_with_the_month_they_are_about(seed: int) -> None:
    ensemble = country()
    monthly = of_run(ensemble.series, seed).pivot(index="month", columns="outcome", values="value")
    row = of_run(ensemble.runs, seed).iloc[0]
    for month, suffix in ((TYPE_DATE, "_at_date"), (71, "_at_end")):
        for kind in TYPES:
            assert row[kind + suffix] == monthly[f"share_{kind}"][month], kind
    assert row["ingezet_at_date"] == monthly["ingezet"][TYPE_DATE]
    assert row["embedded_at_end"] == monthly["embedded"][71]
    assert row["tempo"] == pytest.approx(monthly["embeddings"][WINDOW].sum() / 4)


def test_what_the_state_imposes_is_no_tempo() -> None:
    ensemble = country(imposed=True)
    for states, seed, tempo in zip(ensemble.states, (4, 5), ensemble.runs["tempo"], strict=True):
        everything = of_run(ensemble.series, seed).query("outcome == 'embeddings' and month < 48")["value"].sum() / 4
        municipalities = states.municipalities
        imposed = np.isin(municipalities["origin"], 3) & (municipalities["stage"] == 3) & (municipalities["ended"] < 48)
        assert imposed.any()
        assert tempo == pytest.approx(everything - imposed.sum() / len(municipalities) / 4)


def municipalities(**columns: list[Any]) -> list[Any]:
    """Municipalities by hand, with these states; what is not given is zero."""
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    return [blank("municipality", **row) for row in rows]


def summarised(those: list[Any], months: int, law_month: int = LAW, **outcomes: Any) -> dict[str, float]:
    """The summaries of a run by hand: outcomes by name, one value or one for each month; zero where not given."""
    series = [
        [np.broadcast_to(outcomes.get(each.name, 0.0), months)[month] for each in OUTCOMES] for month in range(months)
    ]
    row = [math.nan] * len(SUMMARIES)
    summarise(row, series, those, law_month, law_month + 3, Parameters())
    return dict(zip([summary.name for summary in SUMMARIES], row, strict=True))


@pytest.mark.parametrize(
    ("eighth", "expected"),
    [
        ([4, -1, 9, 0], 5.0),  # two of four: at the end of month 4
        ([2, 5, -1], 6.0),  # half of three is two
        ([-1, 3, -1], math.nan),
        ([0], 1.0),
        ([7, 7, 7, 7], 8.0),
        ([11, -1], 12.0),  # in the last month
        ([-1, -1], math.nan),
    ],
)
def test_months_to_half_counts_until_half_have_their_eighth(eighth: list[int], expected: float) -> None:
    found = months_to_half(municipalities(eighth_month=eighth), 12)
    assert found == pytest.approx(expected, nan_ok=True)


def test_tempo_and_its_spread_by_hand() -> None:
    two = municipalities(embedded_in_window=[4, 8])
    assert spread_of_tempo(two, 1.5, 4.0) == 0.5
    found = summarised(two, 48)
    assert (found["tempo"], found["tempo_spread"]) == (1.5, 0.5)
    shorter = summarised(two, 36)  # three years of the window are covered
    assert (shorter["tempo"], shorter["tempo_spread"]) == pytest.approx((2.0, 2 / 3))
    before = summarised(two, 12, law_month=60)  # the window begins in month 36
    assert math.isnan(before["tempo"])
    assert math.isnan(before["tempo_spread"])


def test_shares_of_types_and_tallies_by_hand() -> None:
    four = municipalities(
        # A changer, one with eight measures but an empty cell, one with two and none of its own, one with an own one.
        ingezet=[8, 8, 2, 1],
        ingezet_in_cell=[[2, 2, 2, 2], [4, 0, 2, 2], [1, 1, 0, 0], [0, 0, 1, 0]],
        ingezet_at_date=[8, 3, 2, 0],
        ingezet_in_cell_at_date=[[2, 2, 2, 2], [1, 1, 1, 0], [1, 1, 0, 0], [0, 0, 0, 0]],
        embedded=[6, 3, 0, 1],
        all_starts=[9, 9, 2, 2],
        all_drops=[1, 4, 0, 0],
        all_incidents=[3, 0, 2, 0],
    )
    found = summarised(four, 40)
    expected = {
        "changer_at_end": 0.25, "cautious_changer_at_end": 0.5, "cautious_at_end": 0.25,
        "changer_at_date": 0.25, "cautious_changer_at_date": 0.25, "cautious_at_date": 0.5,
        "ingezet_at_date": 3.25, "embedded_at_end": 2.5, "all_starts": 5.5, "all_failures": 1.25, "all_incidents": 5.0,
    }  # fmt: skip
    assert {name: found[name] for name in expected} == expected


AT_DATE = ["ingezet_at_date", "changer_at_date", "cautious_changer_at_date", "cautious_at_date"]
AT_LAW = ["with_team_at_law", "ready_at_law"]


@pytest.mark.parametrize(
    ("months", "law_date", "missing"),
    [
        (23, "2015-01", [*AT_DATE, *AT_LAW]),  # ends two months before the law
        (24, "2015-01", AT_DATE),  # ends on the eve of the law
        (27, "2015-01", AT_DATE),
        (28, "2015-01", []),
        (28, "2013-01", AT_LAW),  # the law is there from the start: there is no month before it
        (28, "2013-02", []),
    ],
)
def test_what_a_run_does_not_reach_is_missing(months: int, law_date: str, missing: list[str]) -> None:
    row = simulate(small(months, law_date=law_date), 1).runs.iloc[0]
    assert [name for name in [*AT_DATE, *AT_LAW] if math.isnan(row[name])] == missing
    always = [summary.name for summary in SUMMARIES if summary.name not in [*AT_DATE, *AT_LAW, "months_to_half"]]
    assert row[always].notna().all()


def test_the_last_year_of_a_shorter_run_is_all_of_it() -> None:
    ensemble = simulate(small(5), 3, series=True)
    means = ensemble.series.groupby("outcome")["value"].mean()
    for name in OVER_LAST_YEAR:
        assert ensemble.runs[f"{name}_at_end"][0] == pytest.approx(means[name], rel=1e-12), name
    assert ensemble.runs["goals_at_end"][0] == pytest.approx(means[list(GOALS)].mean())


def test_the_last_year_is_twelve_months_and_no_more() -> None:
    found = summarised(
        municipalities(ingezet=[0]), 20, balance=[100.0] * 8 + [-0.5] * 12, tailoring=[1.0] * 8 + [0.6] * 12
    )
    assert found["balance_at_end"] == -0.5
    assert found["tailoring_at_end"] == pytest.approx(0.6)
    assert found["goals_at_end"] == pytest.approx(0.1), "one of six goals"


def test_cut_offs_of_types_move_the_shares_of_types_and_nothing_else() -> None:
    table = pd.DataFrame({"changer_from": [8.0, 5.0], "cautious_to": [2.0, 4.0]}, index=["usual", "moved"])
    ensemble = simulate(small(72, parameters=LIVELY), 3, parameters=table, municipalities=True)
    usual, moved = ensemble.runs.set_index("set").loc["usual"], ensemble.runs.set_index("set").loc["moved"]
    rows = ensemble.municipalities[ensemble.municipalities["set"] == "moved"]
    for kind in TYPES:
        assert moved[f"{kind}_at_end"] == (rows["type_end"] == kind).mean()
        assert moved[f"{kind}_at_date"] == (rows["type_date"] == kind).mean()
    assert not math.isnan(usual["months_to_half"])
    different = {summary.name for summary in SUMMARIES if usual[summary.name] != moved[summary.name]}
    assert different <= {f"{kind}_{when}" for kind in TYPES for when in ("at_date", "at_end")}
    assert {"changer_at_date", "cautious_at_date"} <= different
