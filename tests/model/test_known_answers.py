"""Answers known in advance: no cause, no change; no ties, no influence; no order."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

import model.world
from model import network
from model.decentralisation import Decentralisation
from model.intervention_kinds import Impose, Level, NoChampions, Where
from model.measures import CONSIDERED, EMBEDDED
from model.population import Population
from model.scenario import Scenario
from model.scenario_parts import PopulationChoice
from tests.model.countries import States, monthly, run, small, states

# 1. No cause, no change.

NOTHING_PRESSES = {"cut_size": 0.0, "deadline_pull": 0.0, "second_wave": 0.0}
NOTHING_FROM_BELOW = {"practice_from_below": 0.0}
PIONEERS = {"pioneer_share": 0.25}
ROOM_FROM_BELOW = {"practice_from_below": 0.2, "mandate_start": 0.8, "learning": 1.0, "start_rate": 1.5}
NOBODY_IS_CONVINCED = {
    "interventions": [Level(start="2013-01", variable="conviction", value=0.0)],
    "held": ["conviction"],
}
"""The lever sets conviction to nothing each month; held, nothing else moves it."""
CAUSES = ("pressure", "conviction", "practice from below")


def with_causes(*causes: str, months: int = 60) -> Scenario:
    """A country in which only these of the three causes of change are at work."""
    missing = [cause for cause in CAUSES if cause not in causes]
    parameters = PIONEERS | ROOM_FROM_BELOW
    if "pressure" in missing:
        parameters |= NOTHING_PRESSES
    if "practice from below" in missing:
        parameters |= NOTHING_FROM_BELOW
    changes = NOBODY_IS_CONVINCED if "conviction" in missing else {}
    return small(months, "Utrecht", "Noord-Holland", parameters=parameters, **changes)


def portfolios(country: Decentralisation) -> dict[str, tuple[list[int], list[int], int]]:
    return {one.code: (list(one.stage), list(one.began), one.number_of_teams) for one in country.municipality}


def test_without_pressure_conviction_and_practice_from_below_nothing_changes() -> None:
    scenario = with_causes()
    before = portfolios(Decentralisation(scenario, 1))
    assert sum(teams for _, _, teams in before.values()) > 3, "pioneers, so that practice from below would have a place"
    for country in monthly(scenario):
        assert portfolios(country) == before
        for one in country.municipality:
            assert (one.urgency, one.all_starts, one.pressure) == (0.0, 0, 0.0)
            assert all(stage in (0, CONSIDERED, EMBEDDED) for stage in one.stage)


@pytest.mark.parametrize("cause", CAUSES)
def test_any_one_cause_alone_brings_change(cause: str) -> None:
    country = run(with_causes(cause))
    assert sum(one.all_starts for one in country.municipality) > 0


# 2. No ties, no influence.

FEW = ("GM0344", "GM0307", "GM0339")
"""Utrecht, Amersfoort and Renswoude: large and small."""


def alone_and_among_all(network: tuple[str, ...] | str) -> tuple[States, States]:
    """The end states of three municipalities alone, and among the 393."""
    together = PopulationChoice(network=network)  # type: ignore[arg-type]
    teams = {"pioneer_share": 0.25, "first_team_pull": 4.0, "start_rate": 1.5}
    scenario = Scenario(name="ties", months=36, population=together, held=["centralisation"], parameters=teams)
    alone = scenario.with_(population=PopulationChoice(codes=FEW, network=network))  # type: ignore[arg-type]
    return states(run(alone)), states(run(scenario))


def differences(few: States, all_of_them: States) -> set[str]:
    """The states in which somebody of the few is otherwise among all. Places in the tables are left out."""
    places = {"first_tie", "last_tie", "first_team"}
    return {
        f"{kind}.{name}"
        for kind in ("municipality", "council", "seat", "social_team")
        for identity, there in few[kind].items()
        for name, value in there.items()
        if name not in places and all_of_them[kind].get(identity, {}).get(name) != value
    }


def test_without_ties_a_municipality_goes_its_own_way() -> None:
    few, everybody = alone_and_among_all("none")
    assert len(few["municipality"]) == 3 and len(everybody["municipality"]) == 393
    assert few["social_team"], "some have teams, so that they are compared as well"
    assert differences(few, everybody) == set()


def test_with_ties_others_matter() -> None:
    found = differences(*alone_and_among_all("all"))
    assert {"municipality.conviction", "municipality.peers_with_team", "municipality.successes"} <= found


# 3. The order of municipalities is of no account.


def shuffled(choice: PopulationChoice) -> tuple[Population, network.Network]:
    """The population of a choice in another order, with its ties."""
    population, _ = model.world._place(choice)
    table = population.table.sample(frac=1, random_state=4).reset_index(drop=True)
    assert list(table["code"]) != list(population.table["code"])
    other = replace(population, table=table)
    return other, network.build(other).only(*choice.network)


@pytest.fixture
def in_another_order(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that runs a scenario with the table of municipalities shuffled."""
    here = model.world._place

    def otherwise(scenario: Scenario) -> Decentralisation:
        place = shuffled(scenario.population)
        monkeypatch.setattr(model.world, "_place", lambda choice: place)
        ended = run(scenario)
        monkeypatch.setattr(model.world, "_place", here)
        return ended

    return otherwise


ORDERS: dict[str, dict[str, Any]] = {
    "baseline": {},
    "interventions": {
        "interventions": [
            Impose(start="2015-07", measures=("F3", "F6")),
            NoChampions(start="2014-01", until="2014-06", where=Where(share=0.5)),
            Level(start="2013-06", variable="learning", mode="add", value=0.2, where=Where(size_classes=("middle",))),
        ]
    },
    "imposed in the first months": {
        "interventions": [Impose(start="2013-01", measures=("F1",)), Impose(start="2013-02", measures=("F1", "F5"))]
    },
    "imposed with outcomes held": {
        "held": ["goals"], "interventions": [Impose(start="2014-07", measures=("F1", "O6"))],
    },
}  # fmt: skip


@pytest.mark.parametrize("name", ORDERS)
def test_the_order_of_municipalities_is_of_no_account(name: str, in_another_order: Any) -> None:
    scenario = small(42, "Utrecht", "Gelderland", parameters=PIONEERS, **ORDERS[name])
    once, again = run(scenario), in_another_order(scenario)
    assert differences(states(once), states(again)) == set()
    columns = once.municipalities.columns
    ordered = again.municipalities.sort_values("code").reset_index(drop=True)
    pd.testing.assert_frame_equal(once.municipalities, ordered[columns], check_exact=True)
    # Sums over the country are added in the order of the table, so they may differ in the last digit.
    np.testing.assert_allclose(np.array(again.recorded), np.array(once.recorded), rtol=1e-12, atol=1e-13)
