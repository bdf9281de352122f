"""Imitation alone gives the curve of Bass (1969).

What is left when everything is held but the expected first team: identical municipalities, all tied to all, meet a date
that presses evenly. Nobody is convinced, so nothing else begins. A municipality without a team then gets one with a
hazard that depends only on the share F of others who have one: h(F) = A logistic(1.2 F - 1.6). From F = 0 to F = 1 that
is nearly the straight line p + q F of Bass. In the first month nobody knows of the pioneers' teams yet.
"""

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest

import model.world
from model import network
from model.acts.attention import cost_of
from model.decentralisation import Decentralisation
from model.intervention_kinds import Level
from model.measures import FIRST_TEAM
from model.mechanisms import MECHANISMS
from model.population import Population
from model.rules.starting import attention_spare
from model.scenario import Scenario
from model.scenario_parts import PopulationChoice

ALIKE, MONTHS, LUCK = 90, 48, range(101, 107)
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
            "pioneer_share": 0.02, "clarity": 1.0, "deadline_pull": 0.5, "first_team_pull": 0.6,
            "participation_delay": 0.0,
            "accountability_load": 0.0, "cost_control_load": 0.0, "cut_size": 0.0, "pilot_attention": 0.01,
            "readiness_limit": 0.3, "readiness_rush": 0.0, "reluctance_spread": 0.0,
        },
        held=[mechanism.name for mechanism in MECHANISMS if mechanism.name != "first_team"],
        interventions=[Level(start="2013-01", variable="conviction", value=0.0)],
    )  # fmt: skip


class Adoption(NamedTuple):
    """How many had a team before each month and at the end (MONTHS + 1), and attention to spare each month (MONTHS)."""

    with_team: list[int]
    spare: list[float]


def adoption(scenario: Scenario, seed: int) -> Adoption:
    """One run."""
    country = Decentralisation(scenario, seed)
    found, spare = Adoption([teams_in(country)], []), 0.0
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
