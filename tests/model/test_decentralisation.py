"""The readable model as a user meets it: months, results, agents, seeds."""

import gc
import weakref
from collections import Counter

import pandas as pd
import pytest
from hypothesis import given

import model as package
from model.agents import Champion, Council, Municipality, SocialTeam
from model.decentralisation import Decentralisation
from model.outcomes import OUTCOMES
from model.parameters import Parameters, parameter
from model.population import Population
from model.scenario import Scenario
from model.scenario_parts import PopulationChoice
from model.typology import TYPES
from tests.model.countries import SEEDS, random_runs, run, runnable, small, states


def test_the_example_of_the_package() -> None:
    scenario = package.Scenario.load("baseline").with_(months=2, population=small().population)
    country = package.Decentralisation(scenario, seed=1)
    assert country.run() is country
    assert {Municipality, Council} <= set(country.agents_by_type)
    assert len(country.series) == 2 * len(OUTCOMES)
    assert len(country.municipalities) == len(small().population.codes)


def test_the_series_is_long_and_dated() -> None:
    series = run(small(14)).series
    assert list(series.columns) == ["month", "date", "outcome", "value", "unit"]
    assert not series.duplicated(["month", "outcome"]).any()
    assert not series.isna().any().any()
    last = series[series["month"] == 13]
    assert set(last["date"]) == {"2014-02"}
    assert list(last["outcome"]) == [outcome.name for outcome in OUTCOMES]
    assert list(last["unit"]) == [outcome.unit for outcome in OUTCOMES]


def test_municipalities_have_their_facts_types_and_first_team() -> None:
    ended = run(small(60, parameters={"pioneer_share": 0.25}))
    table = ended.municipalities
    facts = Population.netherlands().subset(small().population.codes).table
    pd.testing.assert_series_equal(table["population"], facts["population"])
    assert list(table["name"]) == list(facts["name"])
    assert set(table["type_end"]) <= set(TYPES) and set(table["size_class"]) == {"small", "middle", "large"}
    for row, one in zip(table.to_dict("records"), ended.municipality, strict=True):
        assert row["tempo"] == one.embedded_in_window / 4
        first = None if pd.isna(row["first_team"]) else row["first_team"]
        assert first == (ended.configuration.date_of(one.first_team_month) if one.first_team_month >= 0 else None)
        assert pd.isna(row["months_to_eighth"]) == (one.eighth_month < 0)
        assert (row["number_of_teams"], row["ingezet"]) == (len(one.teams), one.ingezet)
    assert "2013-01" in set(table["first_team"]), "pioneers"


def test_lenient_and_strict_types_bracket_the_type() -> None:
    table = run(small(96)).municipalities
    rank = {kind: place for place, kind in enumerate(TYPES)}
    for moment in ("type_date", "type_end"):
        changers = [sum(table[moment + suffix] == "changer") for suffix in ("_strict", "", "_lenient")]
        assert changers == sorted(changers)
        cautious = [sum(table[moment + suffix] == "cautious") for suffix in ("_lenient", "", "_strict")]
        assert cautious == sorted(cautious)
        assert table[moment].map(rank).notna().all()


def test_a_run_in_steps_is_a_run() -> None:
    whole, stepped = run(small(10)), Decentralisation(small(10), 1)
    reported = []
    for _ in range(4):
        stepped.step()
    assert stepped.series["month"].max() == 3
    stepped.run(lambda month, months: reported.append((month, months)))
    assert reported == [(month, 10) for month in range(5, 11)]
    pd.testing.assert_frame_equal(whole.series, stepped.series, check_exact=True)
    assert states(whole) == states(stepped)


def test_after_the_last_month_there_is_no_other() -> None:
    ended = run(small(3))
    with pytest.raises(RuntimeError, match="ends after 3 months"):
        ended.step()
    assert ended.run() is ended


@pytest.mark.parametrize("seed", [0, 1, -7, 2**63 - 1, -(2**63)])
def test_the_same_seed_gives_the_same_run(seed: int) -> None:
    once, again = run(small(20), seed), run(small(20), seed)
    assert states(once) == states(again)
    assert once.recorded == again.recorded


def test_different_seeds_give_different_runs() -> None:
    seeds = [0, 1, 2, -1, 2**32, 2**32 + 1, 2**63 - 1]
    ends = [repr(states(run(small(6), seed))) for seed in seeds]
    assert len(set(ends)) == len(seeds)


@pytest.mark.parametrize("seed", [1.0, "1", None, True, 2**63, -(2**63) - 1])
def test_a_seed_is_a_whole_number_of_64_bits(seed: object) -> None:
    with pytest.raises(ValueError, match="seed: got"):
        Decentralisation(small(1), seed)  # type: ignore[arg-type]


def test_a_run_leaves_nothing_behind_that_changes_the_next() -> None:
    alone = states(run(small(12), 3))
    run(small(12, parameters={"conviction_mean": 0.6}, held=["peers"]), 4)
    assert states(run(small(12), 3)) == alone


def test_a_finished_run_can_be_forgotten() -> None:
    kept = weakref.ref(run(small(2)))
    gc.collect()
    assert kept() is None


# Identity: what belongs to a municipality does not depend on who else is there.

BEGINNINGS = (
    "conviction_disposition", "strategy_disposition", "participation_disposition", "communication_disposition",
    "learning_disposition", "internal_change_disposition", "exposure", "reluctance", "secretary_role", "stage",
    "successes", "conviction", "philosophy", "traits", "areas", "readiness",
)  # fmt: skip


@pytest.mark.parametrize("seed", [1, -7, 2**63 - 1])
def test_a_municipality_begins_the_same_whoever_else_is_there(seed: int) -> None:
    everybody = states(Decentralisation(Scenario(name="all", months=1), seed))
    some = states(Decentralisation(small(1, "Zeeland", "Drenthe"), seed))
    assert len(some["municipality"]) == 25
    for code, mine in some["municipality"].items():
        for name in BEGINNINGS:
            assert mine[name] == everybody["municipality"][code][name], f"{code} {name}"
        assert some["council"][code] == everybody["council"][code]
    for kind in ("seat", "social_team"):
        assert some[kind] == {identity: everybody[kind][identity] for identity in some[kind]}
        assert some[kind], kind


def test_an_order_to_others_moves_nobody_elses_beginnings() -> None:
    scenario = small(1, "Zeeland", parameters={"pioneer_share": 0.25})
    other = scenario.with_(parameters={"champions_mean": parameter("champions_mean").high})
    few, many = states(Decentralisation(scenario, 1)), states(Decentralisation(other, 1))
    assert few["council"] == many["council"] and few["social_team"] == many["social_team"]
    occupied = [sum(seat["active"] for seat in these["seat"].values()) for these in (few, many)]
    assert occupied[0] < occupied[1]


def test_more_high_seats_move_the_same_champions_up() -> None:
    def champions(share: float) -> tuple[Counter[str], Counter[bool]]:
        start = Decentralisation(Scenario(name="all", months=1, parameters={"high_position_share": share}), 1)
        seats = [
            (one.code, place < 3) for one in start.municipality for place, seat in enumerate(one.seats) if seat.active
        ]
        return Counter(code for code, _ in seats), Counter(high for _, high in seats)

    low, some, high = champions(0.0), champions(0.5), champions(1.0)
    assert low[0] == some[0] == high[0], "as many in each municipality"
    assert low[1][True] < some[1][True] < high[1][True]


def test_there_are_champions_as_many_as_declared_and_no_directors_in_small_places() -> None:
    mean = Parameters().champions_mean
    start = Decentralisation(Scenario(name="all", months=1), 1)
    found = [sum(seat.active for seat in one.seats) for one in start.municipality]
    assert sum(found) / len(found) == pytest.approx(mean, abs=4 * (mean / len(found)) ** 0.5)
    directors = [one.population for one in start.municipality if one.seats[0].active]
    assert directors and min(directors) >= Parameters().director_size


def test_pioneers_are_as_many_as_declared_and_more_often_in_cities() -> None:
    start = Decentralisation(Scenario(name="all", months=1, parameters={"pioneer_share": 0.2}), 2)
    pioneers = [one for one in start.municipality if one.number_of_teams]
    assert len(pioneers) / 393 == pytest.approx(0.2, abs=4 * (0.16 / 393) ** 0.5)
    density = [sum(one.traits[1] for one in some) / len(some) for some in (pioneers, start.municipality)]
    assert density[0] > density[1]


# Agents.


def agents_agree(country: Decentralisation) -> None:
    """Who is an agent is who is there: a champion for each occupied seat, a team for each team counted."""
    by_type = country.agents_by_type
    champions = [seat for one in country.municipality for seat in one.seats if seat.active]
    assert all(isinstance(seat, Champion) for seat in champions)
    assert set(by_type.get(Champion, [])) == set(champions)
    assert set(by_type.get(SocialTeam, [])) == {team for one in country.municipality for team in one.teams}
    for one in country.municipality:
        assert (one.number_of_teams, one.founding) == (len(one.teams), one.founding)
        assert [team.area for team in one.teams] == list(range(len(one.teams)))
        assert len(one.teams) <= one.areas
        assert one.council.municipality is one
        assert [seat.seat for seat in one.seats] == list(range(6))
    assert len(by_type[Municipality]) == len(by_type[Council]) == len(country.municipality)


@random_runs(15)
@given(runnable(most_months=30), SEEDS)
def test_agents_are_those_who_are_there(scenario: Scenario, seed: int) -> None:
    country = Decentralisation(scenario, seed)
    agents_agree(country)
    while country.month < scenario.months:
        country.step()
        agents_agree(country)


# Attention.


@random_runs(25)
@given(runnable(most_months=48), SEEDS)
def test_nobody_spends_more_attention_than_there_is(scenario: Scenario, seed: int) -> None:
    country = Decentralisation(scenario, seed)
    while country.month < scenario.months:
        country.step()
        for one in country.municipality:
            assert 0.0 <= one.attention_spent <= one.attention_budget * (1 + 1e-12)
            assert one.slack >= 0.0
            assert one.attention_spent + one.slack == pytest.approx(one.attention_budget)


def test_attention_runs_short_so_that_its_limit_is_tried() -> None:
    country, short = Decentralisation(small(48), 1), 0
    while country.month < 48:
        country.step()
        short += sum(one.served < 1.0 for one in country.municipality)
    assert short > 0


def test_experience_carries_over_only_what_was_embedded() -> None:
    choice = PopulationChoice(codes=small().population.codes)
    later = Scenario.load("environment-act-after-social-domain").with_(months=1, population=choice, interventions=())
    until_then = Scenario.load("baseline").month_of(later.start)
    before = run(Scenario.load("baseline").with_(population=choice, months=until_then), 2)
    alone = Decentralisation(later.with_(after=None), 2)
    carried = Decentralisation(later, 2)
    moved = 0
    for earlier, without, with_it in zip(before.municipality, alone.municipality, carried.municipality, strict=True):
        for measure, embedded in enumerate(earlier.publication.embedded):
            gained = with_it.successes[measure] - without.successes[measure]
            assert gained == pytest.approx(3 * Parameters().transfer * embedded)
            moved += gained > 0
    assert moved > 20
