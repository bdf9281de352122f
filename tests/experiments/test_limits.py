"""The simplest case: the model follows the equation that its own rules make, and theory says what moves it away."""

import math
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from experiments.described import read_experiment
from experiments.experiment import Findings, ensembles_of
from experiments.limits import answer, equation, twins
from experiments.limits.cases import ALONE, BOTH, LOCAL, MIXED, MONTHS, REACH, TITLES, UNEQUAL, cases
from experiments.limits.experiment import OUTCOME, Limits
from experiments.limits.twins import months_to
from model import Ensemble, Scenario
from model.acts.take_measures import run_pilots
from model.declaration import Fault
from model.design import Design
from model.ensemble import Batch, Kept, in_chunks
from model.parameters import Parameters
from model.rules import piloting
from model.world import world_of
from tests.model.countries import blank

SEEDS = tuple(range(1, 21))


@pytest.fixture(scope="module")
def scenarios(tmp_path_factory) -> dict[str, Scenario]:
    return {each.name: each for each in cases(tmp_path_factory.mktemp("country"), 300)}


@pytest.fixture(scope="module")
def limits(scenarios) -> Limits:
    return Limits(tuple(scenarios.values()), SEEDS)


@pytest.fixture(scope="module")
def ensemble(limits) -> Ensemble:
    return ensembles_of(limits, threads=1)["cases"]


@pytest.fixture(scope="module")
def runs(ensemble) -> twins.Runs:
    return twins.runs_of(ensemble)


@pytest.fixture(scope="module")
def worth(runs) -> pd.DataFrame:
    return twins.worth(runs).set_index("case")


def p_of(**values: float) -> Parameters:
    return Parameters(**{"deadline_pull": 0.5, "first_team_pull": 0.4, "reluctance_spread": 0.0} | values)


# The equation, by itself


def test_without_ties_what_is_left_shrinks_evenly() -> None:
    p = p_of()
    left = 1.0 - equation.path(0.1, 24, p, tied=False)
    np.testing.assert_allclose(left, 0.9 * (1.0 - equation.chance(0.0, 0.0, p)) ** np.arange(24), rtol=1e-12)


def test_with_ties_each_month_adds_those_who_follow_what_they_see() -> None:
    p = p_of()
    found = equation.path(0.1, 24, p, tied=True)
    for before, after in pairwise(found):
        assert after == pytest.approx(before + (1.0 - before) * equation.chance(before, 0.0, p), rel=1e-12)
    assert (found[1:] > equation.path(0.1, 24, p, tied=False)[1:]).all()


def test_degrees_of_reluctance_stand_for_a_normal_distribution() -> None:
    degrees, weights = equation.degrees(p_of(reluctance_spread=2.0))
    for power, moment in enumerate((1.0, 0.0, 1.0, 0.0, 3.0)):
        assert weights @ degrees**power == pytest.approx(moment, abs=1e-9)
    p = p_of(reluctance_spread=2.0)
    drawn = np.random.default_rng(1).standard_normal(20_000)
    mean = np.mean([equation.chance(0.3, each, p) for each in drawn])
    assert weights @ [equation.chance(0.3, each, p) for each in degrees] == pytest.approx(mean, rel=0.02)


def test_hardly_unequal_is_equal() -> None:
    nearly = equation.path(0.1, 36, p_of(reluctance_spread=1e-6), tied=True)
    np.testing.assert_allclose(nearly, equation.path(0.1, 36, p_of(), tied=True), atol=1e-9)


def test_a_path_starts_where_it_is_told_and_nobody_loses_a_team() -> None:
    for spread in (0.0, 2.0):
        found = equation.path(0.2, 60, p_of(reluctance_spread=spread), tied=True)
        assert found[0] == pytest.approx(0.2)
        assert (np.diff(found) > 0).all() and found[-1] < 1.0


# The model, beside it


def test_the_country_is_what_the_cases_say(scenarios) -> None:
    degree = {name: np.unique(world_of(each).network.degree()) for name, each in scenarios.items()}
    expected = {ALONE: [0], MIXED: [299], UNEQUAL: [299], LOCAL: [2 * REACH], BOTH: [2 * REACH]}
    assert {name: list(found) for name, found in degree.items()} == expected
    traits = world_of(scenarios[MIXED]).facts["traits"]
    assert np.ptp(traits, axis=0).max() < 1e-9


def test_only_first_teams_spread(scenarios) -> None:
    """Nothing else is ever begun: as many pilots as there are new teams."""
    design = Design(list(scenarios.values()), [1])
    kept = Kept(series=(OUTCOME, "starts"))
    found = Ensemble(design, kept, Batch.joined(list(in_chunks(design, kept, threads=1)))).series
    wide = found.pivot(index=["scenario", "month"], columns="outcome", values="value")
    for name in TITLES:
        rows = wide.loc[name]
        np.testing.assert_allclose(rows[OUTCOME].diff().iloc[1:], rows["starts"].iloc[1:], atol=1e-12)


def test_the_model_follows_the_equation_within_chance(runs, scenarios) -> None:
    """Within twice its 95 % interval, so that another choice of seeds would hardly ever fail."""
    table = twins.agreement(runs, list(scenarios.values())).set_index("case")
    assert set(table.index) == {ALONE, MIXED, UNEQUAL}
    assert (table["difference"].abs() < table["high"] - table["low"]).all(), table
    assert (table["largest"].abs() < 0.025).all(), table


@pytest.mark.parametrize(("case", "tied"), [(MIXED, False), (ALONE, True)])
def test_the_wrong_equation_is_told_from_the_right_one(case, tied, runs, scenarios) -> None:
    p = scenarios[case].parameter_values()
    wrong = equation.path(float(runs[case][:, 0].mean()), MONTHS, p, tied=tied)
    apart = runs[case] - wrong
    error = apart.mean(axis=1).std(ddof=1) / math.sqrt(len(apart))
    assert abs(apart.mean()) > 10 * error


def test_an_equation_of_equals_does_not_hold_for_the_unequal(runs, scenarios) -> None:
    equals = equation.path(float(runs[UNEQUAL][:, 0].mean()), MONTHS, p_of(), tied=True)
    assert abs((runs[UNEQUAL] - equals).mean()) > 0.05


def test_differences_between_municipalities_broaden_the_curve(worth) -> None:
    assert worth.loc[UNEQUAL, "width_low"] > 0.0


def test_local_ties_slow_the_spread(worth) -> None:
    """Who has no team has fewer neighbours with one than the country as a whole."""
    assert worth.loc[LOCAL, "high"] < 0.0
    assert worth.loc[BOTH, "difference"] < worth.loc[UNEQUAL, "difference"]


def test_pilots_end_when_their_time_is_up_and_succeed_as_the_rule_says(scenarios) -> None:
    """Begun with one chance a month, ended `pilot_length` later, embedded with one chance: births with a delay.

    Without ties nothing is copied; without earlier experience nothing is known.
    """
    alike = {"prior_experience": 0.0, "pilot_spread": 0.0, "participation_gain": 0.0}
    scenario = scenarios[ALONE].with_(parameters=alike)
    levels = ("support_staff", "support_partners", "support_citizens", "learning", "control")
    kept = Kept(series=("starts", "embeddings", "failures", *levels))
    design = Design([scenario], SEEDS)
    series = Ensemble(design, kept, Batch.joined(list(in_chunks(design, kept, threads=1)))).series
    wide = series.pivot(index=["seed", "month"], columns="outcome", values="value")
    ended = (wide["embeddings"] + wide["failures"]).unstack("seed")
    begun = wide["starts"].unstack("seed")
    p = scenario.parameter_values()
    lag = math.ceil(p.pilot_length)
    np.testing.assert_allclose(ended.iloc[lag:], begun.iloc[:-lag], atol=1e-12)
    assert (ended.iloc[:lag] == 0.0).all(axis=None)

    mean = wide[list(levels)].groupby("month").mean().iloc[1]
    one = blank("municipality", **{name: mean[name] for name in levels[:3]})
    run_pilots(one, blank("council", control=mean["control"]), 0, p, 1)
    chance = piloting.success_chance(piloting.fit_after_adapting(p.untried_fit, mean["learning"]), one.landing, 0.0, p)
    number = 300 * ended.to_numpy().sum()
    embedded = 300 * wide["embeddings"].sum()
    assert number > 3_000
    assert abs(embedded - number * chance) < 4.0 * math.sqrt(number * chance * (1.0 - chance))


# What is made of it


def test_months_to_a_share_lie_between_months_ends() -> None:
    found = months_to(0.5, np.array([[0.0, 0.4, 0.6, 0.8], [0.5, 0.6, 0.7, 0.8], [0.0, 0.1, 0.2, 0.3]]))
    np.testing.assert_allclose(found, [2.5, 1.0, np.nan])


def test_differences_are_paired_and_what_is_not_reached_is_left_open() -> None:
    """Made-up runs: the unequal one point lower in each seed, and never at three quarters."""
    ramp = np.linspace(0.0, 0.8, 9)
    luck = np.linspace(-0.02, 0.02, 6)[:, None]
    runs = dict.fromkeys(TITLES, ramp + luck) | {UNEQUAL: np.minimum(ramp + luck, 0.7) - 0.01}
    table = twins.worth(runs).set_index("case")
    assert table.loc[LOCAL, ["difference", "low", "high", "half_difference"]].tolist() == [0.0] * 4
    assert np.isnan(table.loc[UNEQUAL, "width_difference"])
    assert table.loc[UNEQUAL, "half_difference"] == pytest.approx(0.1)
    (told,) = [each for each in answer._on_worth(table.reset_index()) if each.startswith("Heterogeneity")]
    assert "months from a quarter to three quarters: not reached within every run" in told


def test_it_answers_with_tables_and_a_figure(limits, ensemble) -> None:
    found: Findings = limits.findings({"cases": ensemble})
    assert set(found.tables) == {"paths", "agreement", "worth"}
    assert len(found.tables["paths"]) == len(TITLES) * MONTHS
    assert set(found.figures) == {"limits"}
    assert sum("equation" in each for each in found.answer) == len(twins.EXACT)
    assert not any("missing" in each for each in found.answer)


def test_a_seed_that_failed_in_one_case_is_left_out_of_all(ensemble) -> None:
    series = ensemble.series[~((ensemble.series["seed"] == 3) & (ensemble.series["scenario"] == LOCAL))]
    found = twins.runs_of(SimpleNamespace(series=series))
    assert {len(each) for each in found.values()} == {len(SEEDS) - 1}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda limits: replace(limits, seeds=(1, 2)), "seeds: got 2; allowed 5 or more"),
        (
            lambda limits: replace(limits, scenarios=limits.scenarios[:2]),
            "scenarios: got alone, mixed; allowed alone, m",
        ),
        (
            lambda limits: replace(
                limits, scenarios=(*limits.scenarios[:4], limits.scenarios[4].with_(held=["first_team"]))
            ),
            "scenario both: holds first_team",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused(change, complaint, limits) -> None:
    with pytest.raises(Fault, match=complaint):
        change(limits)


def test_the_command_leaves_a_capsule_that_needs_nothing_else(tmp_path, monkeypatch) -> None:
    from typer.testing import CliRunner

    from experiments.cli import app
    from experiments.replay import replay

    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["limits", "--out", "limits", "--municipalities", "20", "--replicates", "5"])
    assert done.exit_code == 0, done.output
    assert "the model" in done.stdout
    assert read_experiment(Path("limits")).seeds == (1, 2, 3, 4, 5)
    assert replay(Path("limits")).agrees
