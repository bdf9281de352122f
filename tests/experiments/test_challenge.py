"""Checks that are meant to bring the model down: agents at their means, ties redrawn, bounds, levers."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments.challenge import answer, clips, figure, lead, levers, rewiring, twins
from experiments.challenge.experiment import CHECKS, Challenge
from experiments.cli import app
from experiments.patterns.looking import rows_of_teams
from experiments.patterns.pattern import Pattern
from experiments.patterns.variants import Scored
from experiments.patterns.verdicts import Interval, Verdict, verdict_on
from model import Scenario
from model.bounds import bounds_of, counted
from model.declaration import Fault, UnknownName
from model.engine import Run
from model.intervention_kinds import Failure, Level, Where
from model.interventions import LEVERS
from model.scenario_parts import LAYERS
from model.state import KINDS, SEAT, SOCIAL_TEAM
from model.world import SEAT_NUMBER

SMALL = Scenario.load("baseline").with_(
    months=36, parameters={"pioneer_share": 0.25, "champions_mean": 2.5},
    population={"kind": "synthetic", "number": 30, "seed": 1},
)  # fmt: skip


def gone_on(*levels: twins.Level, until: int = 30, scenario: Scenario = SMALL):
    return twins.levelled(levels, Run(scenario, 1)).go_on(until)


def test_a_run_whose_agents_are_left_alone_is_the_run_itself() -> None:
    plain, driven = Run(SMALL, 1).go_on(), gone_on(until=36)
    np.testing.assert_array_equal(driven.series, plain.series)
    assert driven.month == plain.month == 36
    with pytest.raises(ValueError, match="until: got 12"):
        driven.go_on(12)


def test_teams_of_a_municipality_are_alike_and_as_they_were_on_the_whole() -> None:
    country = Run(SMALL, 1).go_on(30).country
    place, rows = rows_of_teams(country)
    assert np.bincount(place).max() > 1
    before = country.teams[rows].copy()
    twins.teams(country, 30)
    after = country.teams[rows]
    for state in SOCIAL_TEAM:
        if state.whole:
            np.testing.assert_array_equal(after[state.name], before[state.name])
            continue
        means = [twins.mean_by(place, each[state.name], 30) for each in (before, after)]
        np.testing.assert_allclose(means[1], means[0], rtol=1e-12)
        np.testing.assert_allclose(after[state.name], means[0][place], rtol=1e-12)


def test_a_mean_is_that_of_each_place_and_zero_where_nobody_is() -> None:
    assert twins.mean_by(np.array([0, 0, 2]), np.array([1.0, 3.0, 5.0]), 4).tolist() == [2.0, 0.0, 5.0, 0.0]


def test_champions_of_a_municipality_are_alike_and_empty_seats_stay_empty() -> None:
    country = gone_on(twins.champions).country
    seats = {name: country.seats[name].reshape(-1, SEAT_NUMBER) for name in ("active", "energy", "power")}
    several = seats["active"].sum(axis=1) > 1
    assert several.any()
    for municipality in np.flatnonzero(several):
        there = seats["active"][municipality] == 1
        for state in (each.name for each in SEAT if not each.whole):
            assert np.ptp(seats[state][municipality, there]) < 1e-12
            assert (seats[state][municipality, ~there] == 0.0).all()
    director = seats["active"][:, 0] == 1
    assert director.any()
    rows = country.municipalities["director_power"]
    np.testing.assert_array_equal(rows[director], seats["power"][director, 0])
    np.testing.assert_array_equal(country.publications["director"], rows)


def test_councils_are_all_alike_and_an_order_in_some_does_not_leak() -> None:
    tenth = Level(start="2013-03", variable="informal_exchange", value=1.0, where=Where(share=0.3))
    ordered = SMALL.with_(interventions=(tenth,))
    councils = gone_on(twins.councils, scenario=ordered).country.councils
    for name in (*twins.APPETITE, "resting_control"):
        assert np.ptp(councils[name]) == 0.0, name
    exchange = councils["informal_exchange"]
    assert 0 < (exchange == 1.0).sum() < 30
    assert np.ptp(exchange[exchange < 1.0]) == 0.0
    untouched = gone_on(twins.councils).country.councils["informal_exchange"]
    assert exchange[exchange < 1.0][0] == untouched[0]


def test_a_council_reacts_for_itself_to_a_failure() -> None:
    """Alarm is not spread over the country: elsewhere there is only the scare of what happened to others."""
    order = Failure(start="2014-07", where=Where(share=0.2))
    runs = [gone_on(twins.councils, until=19, scenario=SMALL.with_(interventions=each)) for each in ((), (order,))]
    hit = runs[1].country.municipalities["failure_added"] > 0.0
    calm, alarmed = (run.go_on(20).country.councils["control"] for run in runs)
    assert 0 < hit.sum() < 30
    assert (alarmed - calm)[hit].min() > 2.0 * (alarmed - calm)[~hit].max()


def test_being_at_the_mean_changes_what_follows() -> None:
    plain = Run(SMALL, 1).go_on().series
    for name, (_, levels) in twins.LEVELS.items():
        assert (gone_on(*levels, until=36).series != plain).any(), name


def test_redrawn_ties_are_others_and_as_many() -> None:
    variants = {each.name: Run(each.base.with_(months=1), 1).world.network for each in rewiring.variants(SMALL)}
    before = variants.pop("as-it-is")
    assert set(variants) == {"neighbours", "region", "likeness", "circle", "all"}
    for name, network in variants.items():
        for layer in ("neighbours", "region", "likeness", "circle"):
            np.testing.assert_array_equal(network.degree(layer), before.degree(layer))
            same = np.array_equal(network.pairs(layer), before.pairs(layer))
            assert same == (layer != name and name != "all") or len(before.pairs(layer)) < 4


def test_a_population_that_is_rewired_already_stays_so() -> None:
    choice = SMALL.population.model_copy(update={"rewired": ("region",)})
    found = {each.name: each.base.population.rewired for each in rewiring.variants(SMALL.with_(population=choice))}
    assert found["as-it-is"] == ("region",) and found["neighbours"] == ("region", "neighbours")


def test_moran_on_a_line_of_four() -> None:
    line = np.array([[0, 1], [1, 2], [2, 3]])
    assert rewiring.moran(np.array([1.0, 1.0, -1.0, -1.0]), line) == pytest.approx(1 / 3)
    assert rewiring.moran(np.array([1.0, -1.0, 1.0, -1.0]), line) == -1.0
    assert np.isnan(rewiring.moran(np.ones(4), line))
    assert np.isnan(rewiring.moran(np.arange(4.0), np.empty((0, 2), dtype=int)))


def test_values_at_a_bound_are_counted() -> None:
    assert clips.at_bound(np.array([0.0, 0.5, 1.0, 0.95]), 0.0, 1.0) == (2, 4)
    assert clips.at_bound(np.array([0.0, 0.5, 1.0, 0.95]), 0.0, 0.95) == (3, 4)


def test_shares_at_a_bound_are_those_of_agent_months() -> None:
    scenario = SMALL.with_(months=4, interventions=(Level(start="2013-03", variable="conviction", value=1.0),))
    pattern = clips.Clips()
    found = pattern.measure({"base": pattern.observe("base", Run(scenario, 1))})
    assert set(found) == {each.name for each in pattern.statistics}
    # Ordered to its bound in the last two of four months, and moved off it by nothing but persuasion at their ends.
    kept = Run(scenario.with_(held=("conviction",)), 1)
    share = pattern.measure({"base": pattern.observe("base", kept)})["municipality conviction"]
    assert share == pytest.approx(0.5)
    assert found["seat energy"] < 0.05


def test_a_state_of_nobody_has_no_share() -> None:
    scenario = SMALL.with_(months=2, parameters={"champions_mean": 0.0, "mobilisation": 0.0, "newcomers": 0.0})
    pattern = clips.Clips()
    assert np.isnan(pattern.measure({"base": pattern.observe("base", Run(scenario, 1))})["seat energy"])


def test_bounds_that_count_are_bounds() -> None:
    for kind in clips.WHOSE:
        for state in counted(kind):
            low, high = bounds_of(state)
            assert state.low <= low < high <= state.high
    assert "publication" not in clips.WHOSE and set(clips.WHOSE) < set(KINDS)


def effects(**paths: tuple[float, float, float]) -> pd.DataFrame:
    """Values of Levers in ten seeds: effects at first, in 2016 and in 2020 of some levers, of the others none."""
    noise = np.linspace(-0.01, 0.01, 10)
    rows = []
    for lever in LEVERS:
        for outcome in levers.OUTCOMES:
            for time, value in zip(levers.TIMES, paths.get(lever, (0.0, 0.0, 0.0)), strict=True):
                spread = noise if lever in paths else 0.0 * noise
                rows += [("levers", seed, f"{lever} {outcome} {time}", value + spread[seed]) for seed in range(10)]
    return pd.DataFrame(rows, columns=["pattern", "seed", "statistic", "value"])


def test_levers_that_hurt_at_first_and_pairs_that_change_places_are_found() -> None:
    values = effects(learning=(-0.1, 0.1, 0.5), strategy=(0.1, 0.3, 0.2), control=(-0.1, -0.2, -0.4))
    table = levers.ranked(values)
    assert sorted(levers.hurting(table, "five_goals")) == ["control", "learning"]
    assert levers.reversed_pairs(values, "five_goals") == [("strategy", "learning")]
    ranks = table[table["outcome"] == "five_goals"].set_index("lever")
    assert ranks.loc[["strategy", "learning", "control"], "rank_2016"].tolist() == [1.0, 2.0, 17.0]
    assert ranks.loc[["strategy", "learning", "control"], "rank_2020"].tolist() == [2.0, 1.0, 17.0]
    assert figure.headline(table) == "2 of 17 levers hurt at first; 2 have another rank in 2020 than in 2016"


def test_what_differs_by_less_than_chance_does_not_change_places() -> None:
    values = effects(learning=(0.0, 0.0, 0.0), strategy=(0.0, 0.001, -0.001))
    noisy = values.copy()
    noisy["value"] += np.random.default_rng(1).normal(0.0, 0.05, len(values))
    assert ("strategy", "learning") not in levers.reversed_pairs(noisy, "five_goals")
    assert levers.hurting(levers.ranked(values), "five_goals") == []


def pressed(starts: float, cost: float, breadth: float) -> dict[str, np.ndarray]:
    changer = np.array([1.0, 1.0, 0.0])
    return {
        "changer": changer, "starts": np.array([starts, starts, 99.0]), "cost control": np.array([cost, cost, 9.0]),
        "breadth": np.array([breadth, np.nan, 9.0]),
    }  # fmt: skip


def test_changers_fall_back_or_do_not() -> None:
    pattern = levers.DeepCutWithoutTime()
    some, more = pressed(8.0, 0.2, 0.5), pressed(4.0, 0.4, 0.3)
    back = pattern.measure({"base": some, "pressed": more})
    assert back == {"starts": -0.5, "cost control": pytest.approx(0.2), "breadth": pytest.approx(-0.2)}
    assert verdicts(pattern, back) == {Verdict.SHOWN}
    assert verdicts(pattern, pattern.measure({"base": more, "pressed": some})) == {Verdict.CONTRADICTED}


def verdicts(pattern: Pattern, found: dict[str, float]) -> set[Verdict]:
    """What the statistics would say if every seed were like this one."""
    return {verdict_on(each, Interval(*3 * [found[each.name]])) for each in pattern.statistics}


def test_levers_and_the_deep_cut_run() -> None:
    whole = SMALL.with_(months=96)
    for pattern in (levers.Levers(), levers.DeepCutWithoutTime(), rewiring.FirstTeamsTogether()):
        scenarios = pattern.scenarios(whole)
        seen = {word: pattern.observe(word, Run(scenario, 1)) for word, scenario in scenarios.items()}
        assert set(pattern.measure(seen)) == {each.name for each in pattern.statistics}
    assert len(levers.Levers().scenarios(whole)) == len(LEVERS) + 1


def board(need: dict[str, list[str]]) -> Scored:
    """A made-up board of twins: what each variant does to the six patterns."""
    rows = [
        (variant, code, "shown" if said != "needed" else "weak", said, int(said == "needed"))
        for variant, all_said in need.items()
        for code, said in zip(twins.PATTERNS, all_said, strict=True)
    ]
    verdicts = pd.DataFrame(rows, columns=["variant", "pattern", "verdict", "need", "statistics_moved"])
    return Scored(pd.DataFrame(), pd.DataFrame(), verdicts)


def test_twins_that_break_four_patterns_reach_what_they_must() -> None:
    kept, lost = ["not needed"] * 6, ["needed"] * 4 + ["not needed"] * 2
    names = ("as-it-is", "champions", "councils", "teams")
    many = board({**dict.fromkeys(names, kept), "all": lost})
    assert any("means: lost P6, P8, P14 and P15;" in sentence for sentence in answer.on_twins(many))
    few = board({**dict.fromkeys(names, kept), "all": ["needed"] * 3 + ["not needed"] * 3})
    made = [lead.on_lead([(lead.of_twins, each)]) for each in (many, few)]
    assert made[0] == (
        "The model meets 1 of 1 demand that could bring it down. Met: at least 4 of 6 patterns are lost when agents "
        "are all alike (found: 4, and as it is the model shows 6)."
    )
    assert made[1].startswith("The model meets none of 1 demand") and "(found: 3, and" in made[1]


STATISTICS = (("P6", "gain"), ("P6", "random"), ("P23", "success"), ("P23", "starts"), ("clustering", "together"))


def on_rewiring(moved: set[tuple[str, str, str]]) -> str:
    rows = [
        (variant, *which, "words", "woorden", 0.1, 0.05, 0.15, (variant, *which) in moved)
        for variant in ("as-it-is", "region", "likeness", "circle", "all")
        for which in STATISTICS
    ]
    columns = ["variant", "pattern", "statistic", "words", "words_nl"]
    columns += ["difference", "difference_low", "difference_high", "moved"]
    made = Scored(pd.DataFrame(), pd.DataFrame(rows, columns=columns), pd.DataFrame())
    return "\n".join([lead.on_lead([(lead.of_rewiring, made)]), *answer.on_rewiring(made)])


def test_each_layer_has_to_change_what_it_is_there_for() -> None:
    told = on_rewiring({("region", "clustering", "together"), ("likeness", "P23", "success"), ("circle", "P6", "gain")})
    assert told.startswith("The model meets 3 of 3 demands")
    assert "Met: the clustering of first teams changes when the layer “region” is redrawn (it does); P23 " in told
    assert "and should go: none." in told


def test_a_layer_that_changes_something_else_should_go() -> None:
    everywhere = {("all", *which) for which in STATISTICS}
    told = on_rewiring(
        {*everywhere, ("likeness", "P23", "starts"), ("likeness", "P6", "gain"), ("circle", "P6", "gain")}
    )
    assert told.startswith("The model meets 1 of 3 demands")
    assert "Not met: the clustering of first teams changes when the layer “region” is redrawn (it does not: sh" in told
    assert "P6 changes when the layer “circle” is redrawn (it does)" in told
    assert "should go: region and likeness." in told


def test_every_layer_is_there_for_a_statistic_that_is_measured() -> None:
    assert set(rewiring.THERE_FOR) == set(LAYERS)
    asked = {each.code: {one.name for one in each.statistics} for each in CHECKS["rewiring"].patterns}
    assert all(statistic in asked[code] for code, statistic in rewiring.THERE_FOR.values())


@pytest.mark.parametrize(
    ("changes", "error", "text"),
    [
        ({"scenarios": ()}, Fault, "scenarios: got 0; allowed one"),
        ({"seeds": (1,)}, Fault, "seeds: got 1; allowed two or more"),
        ({"checks": ("twin",)}, UnknownName, "twins"),
    ],
)
def test_what_cannot_be_asked_is_refused(changes: dict, error: type[Fault], text: str) -> None:
    with pytest.raises(error, match=text):
        Challenge(**{"scenarios": (SMALL,), "seeds": (1, 2)} | changes)


def test_parts_of_all_checks_have_names_of_their_own() -> None:
    plans = Challenge((SMALL.with_(months=96),), (1, 2)).plans()
    assert {part.partition("-")[0] for part in plans} == set(CHECKS)
    assert len(plans["rewiring-P6-base-meeting"].design) == 6 * 2
    assert len(plans["twins-P6-base-meeting"].design) == len(plans["twins-P6-base-meeting-all"].design) == 2


def test_the_command_carries_out_the_checks_that_are_named(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    SMALL.with_(name="small").save("small.toml")
    chosen = ["--check", "clips", "--replicates", "2", "--scenario", "small.toml"]
    done = CliRunner().invoke(app, ["challenge", "--out", "out", *chosen])
    assert done.exit_code == 0, done.output
    assert "rest at a bound by nature" in done.stdout
    reasons = pd.read_csv(tmp_path / "out" / "tables" / "clips_rests.csv")
    assert reasons["reason"].str.len().min() > 10
