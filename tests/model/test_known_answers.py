"""Answers known in advance: no cause, no change; no ties, no influence; no order; and adoption by imitation alone."""

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest

import model.world
from model import network
from model.acts.attention import cost_of
from model.decentralisation import Decentralisation
from model.intervention_kinds import Impose, Level, NoChampions, Where
from model.measures import CONSIDERED, EMBEDDED, FIRST_TEAM
from model.mechanisms import MECHANISMS
from model.population import Population
from model.rules.starting import attention_spare
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


def portfolios(model: Decentralisation) -> dict[str, tuple[list[int], list[int], int]]:
    return {one.code: (list(one.stage), list(one.began), one.number_of_teams) for one in model.municipality}


def test_without_pressure_conviction_and_practice_from_below_nothing_changes() -> None:
    scenario = with_causes()
    before = portfolios(Decentralisation(scenario, 1))
    assert sum(teams for _, _, teams in before.values()) > 3, "pioneers, so that practice from below would have a place"
    for model in monthly(scenario):
        assert portfolios(model) == before
        for one in model.municipality:
            assert (one.urgency, one.all_starts, one.pressure) == (0.0, 0, 0.0)
            assert all(stage in (0, CONSIDERED, EMBEDDED) for stage in one.stage)


@pytest.mark.parametrize("cause", CAUSES)
def test_any_one_cause_alone_brings_change(cause: str) -> None:
    model = run(with_causes(cause))
    assert sum(one.all_starts for one in model.municipality) > 0


# 2. No ties, no influence.

FEW = ("GM0344", "GM0307", "GM0339")
"""Utrecht, Amersfoort and Renswoude: large and small."""


def alone_and_among_all(network: tuple[str, ...] | str) -> tuple[States, States]:
    """The end states of three municipalities alone, and among the 393."""
    together = PopulationChoice(network=network)  # type: ignore[arg-type]
    scenario = Scenario(name="ties", months=30, population=together, held=["centralisation"])
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


ORDERS = {
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


# 4. Imitation alone: the curve of Bass (1969).
#
# What is left when everything is held but the expected first team: identical municipalities, all tied to all, meet a
# date that presses evenly. Nobody is convinced, so nothing else begins. A municipality without a team then gets one
# with
# a hazard that depends only on the share F of others who have one: h(F) = A logistic(1.2 F - 1.6). From F = 0 to F = 1
# that is nearly the straight line p + q F of Bass. In the first month nobody knows of the pioneers' teams yet.

ALIKE, MONTHS, LUCK = 90, 48, range(1, 7)
EVERYBODY_TIED, NOBODY_TIED = ("region",), ()


def identical(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every population be one of identical municipalities in one region."""
    table = pd.concat([Population.netherlands().table.iloc[[0]]] * ALIKE, ignore_index=True)
    table["key"] = np.arange(1, ALIKE + 1)
    table["code"] = [f"GM{key:04d}" for key in table["key"]]
    country = Population(table, pd.DataFrame(columns=["code_a", "code_b", "kind"]), "identical municipalities")
    ties = network.build(country)
    monkeypatch.setattr(model.world, "_place", lambda choice: (country, ties.only(*choice.network)))


def only_first_teams(layers: tuple[str, ...]) -> Scenario:
    """Everything held but the expected first team; nobody convinced, nobody slowed by consultation, control or cuts."""
    return Scenario(
        name="imitation",
        months=MONTHS,
        law_date="2013-01",
        population=PopulationChoice(network=layers),
        parameters={
            "pioneer_share": 0.02, "deadline_pull": 0.5, "first_team_pull": 0.6, "participation_delay": 0.0,
            "accountability_load": 0.0, "cost_control_load": 0.0, "cut_size": 0.0, "pilot_attention": 0.01,
            "readiness_limit": 0.3, "readiness_rush": 0.0,
        },
        held=[mechanism.name for mechanism in MECHANISMS if mechanism.name != "first_team"],
        interventions=[Level(start="2013-01", variable="conviction", value=0.0)],
    )  # fmt: skip


class Adoption(NamedTuple):
    """How many had a team before each month and at the end (MONTHS + 1), and attention to spare each month (MONTHS)."""

    with_team: list[int]
    spare: list[float]


def adoption(scenario: Scenario, seed: int) -> Adoption:
    """One run without differences in reluctance."""
    country = Decentralisation(scenario, seed)
    found, spare = Adoption([teams_in(country)], []), 0.0
    for one in country.municipality:
        one.reluctance = 0.0
    for _ in range(MONTHS):
        country.step()
        found.with_team.append(teams_in(country))
        for one in country.municipality:
            if one.number_of_teams == 0:
                cost = cost_of(FIRST_TEAM, one.activity_cost, country.p)
                spare = attention_spare(one.slack, cost, country.p)
        found.spare.append(spare)
    assert sum(one.all_starts for one in country.municipality) == found.with_team[-1] - found.with_team[0]
    return found


def teams_in(country: Decentralisation) -> int:
    return sum(one.number_of_teams > 0 for one in country.municipality)


def chance_to_adopt(share: Any, spare: float) -> Any:
    """The chance of a first team in a month, worked out by hand from the rules."""
    inclined = 1.0 / (1.0 + np.exp(1.6 - 1.2 * share))
    return 1.0 - np.exp(-0.6 * 0.5 * inclined * (0.3 + 0.7 * spare))


def chain(first: int, spare: list[float], tied: bool, runs: int, generator: np.random.Generator) -> np.ndarray:
    """Adopters (runs, MONTHS + 1) by a binomial chain: each month those without a team adopt or do not, by chance."""
    with_team = np.full((runs, MONTHS + 1), first)
    for month in range(MONTHS):
        before = with_team[:, month]
        seen = before / (ALIKE - 1) if tied and month > 0 else np.zeros(runs)
        with_team[:, month + 1] = before + generator.binomial(ALIKE - before, chance_to_adopt(seen, spare[month]))
    return with_team


def bass(first: float, p: float, q: float) -> np.ndarray:
    """The curve of Bass from a share `first` on, in closed form: the share each month (MONTHS + 1)."""
    start = (1.0 - first) / (p + q * first)
    left = np.exp(-(p + q) * np.arange(MONTHS + 1))
    return (1.0 - start * p * left) / (1.0 + start * q * left)


@pytest.fixture(scope="module")
def imitation() -> Iterator[dict[tuple[str, ...], list[Adoption]]]:
    """Runs of the country of identical municipalities, with all tied to all and without ties."""
    with pytest.MonkeyPatch.context() as patch:
        identical(patch)
        yield {
            layers: [adoption(only_first_teams(layers), seed) for seed in LUCK]
            for layers in (EVERYBODY_TIED, NOBODY_TIED)
        }


def outside(found: list[Adoption], tied: bool) -> int:
    """In how many months the mean of the runs lies outside the middle 99.98 per cent of binomial chains."""
    generator = np.random.Generator(np.random.Philox(1))
    chains = np.mean([chain(one.with_team[0], one.spare, tied, 20_000, generator) for one in found], axis=0)
    low, high = np.quantile(chains, [0.0001, 0.9999], axis=0)
    mean = np.mean([one.with_team for one in found], axis=0)
    return int(np.sum((mean < low) | (mean > high)))


Runs = dict[tuple[str, ...], list[Adoption]]


def test_imitation_alone_gives_the_curve_of_a_binomial_chain(imitation: Runs) -> None:
    assert outside(imitation[EVERYBODY_TIED], tied=True) == 0
    assert outside(imitation[NOBODY_TIED], tied=False) == 0


def test_the_curve_tells_imitation_from_none(imitation: Runs) -> None:
    assert outside(imitation[EVERYBODY_TIED], tied=False) > MONTHS / 2
    assert outside(imitation[NOBODY_TIED], tied=True) > MONTHS / 2


def test_imitation_alone_gives_nearly_the_curve_of_bass(imitation: Runs) -> None:
    found = imitation[EVERYBODY_TIED]
    share = np.mean([one.with_team for one in found], axis=0) / ALIKE
    spare = found[0].spare[-1]
    p, whole = (-math.log(1.0 - chance_to_adopt(seen, spare)) for seen in (0.0, 1.0))
    noise = 3.0 * math.sqrt(0.25 / (ALIKE * len(found)))
    curvature = 0.03  # how far the logistic lies below its chord, in share of adopters
    np.testing.assert_allclose(share, bass(share[0], p, whole - p), atol=noise + curvature)
    none = bass(share[0], p, 1e-9)
    assert np.max(share - none) > noise + curvature


def test_each_month_adopters_are_binomial(imitation: Runs) -> None:
    """Given how many have a team, the number of new ones is binomial: no mean field is needed."""
    for layers, found in imitation.items():
        surprise, variance = 0.0, 0.0
        for one in found:
            for month, (before, after) in enumerate(zip(one.with_team, one.with_team[1:], strict=False)):
                seen = before / (ALIKE - 1) if layers and month > 0 else 0.0
                chance = chance_to_adopt(seen, one.spare[month])
                surprise += (after - before) - (ALIKE - before) * chance
                variance += (ALIKE - before) * chance * (1.0 - chance)
        assert abs(surprise) < 3.0 * math.sqrt(variance)
