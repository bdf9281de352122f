"""The experiment on small countries: what it plans, refuses, finds, says and draws."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments.carrying_out import read_experiment
from experiments.experiment import Findings, ensembles_of
from experiments.thresholds.experiment import COUNTRIES, MOVED, SWEEPS, Thresholds
from experiments.thresholds.findings import findings
from experiments.thresholds.gathering import wide
from experiments.thresholds.hysteresis import LAG, STAYS
from experiments.thresholds.lead import on_lead
from experiments.thresholds.resampling import Estimate
from experiments.thresholds.tipping import GRADUAL, SHARP, TIPS, UNCHANGED, UNRESOLVED, WITH_A_POINT, found
from experiments.thresholds.wording import number, percent
from experiments.thresholds.words import closer
from model import Ensemble, Scenario
from model.declaration import Fault, UnknownName
from model.intervention_kinds import Champion, ParameterChange, Where
from model.parameters import parameter

COUNTRY = Scenario.load("baseline").with_(population={"kind": "synthetic", "number": 30, "seed": 1})
SEEDS = (1, 2, 3, 4, 5, 6)


def ask(**options: Any) -> Thresholds:
    return Thresholds(COUNTRY_ONLY, SEEDS, **(SHORT | options))


COUNTRY_ONLY = (COUNTRY,)
SHORT: dict[str, Any] = {
    "drivers": ("champions_mean", "reassessment_load"),
    "steps": 7,
    "sizes": (10, 40),
    "countries": 2,
    "loops": ("cut_size",),
    "levels": ("urgency", "control"),
    "stations": 3,
    "hold": 12,
    "warm_up": 60,
}


@pytest.fixture(scope="module")
def experiment() -> Thresholds:
    return ask()


@pytest.fixture(scope="module")
def ensembles(experiment: Thresholds) -> dict[str, Ensemble]:
    return ensembles_of(experiment)


@pytest.fixture(scope="module")
def told(experiment: Thresholds, ensembles: dict[str, Ensemble]) -> Iterator[Findings]:
    yield experiment.findings(ensembles)


# Plans.


def test_plans_have_every_value_seed_country_and_pace(experiment: Thresholds) -> None:
    plans = experiment.plans()
    assert {part: len(plan.design) for part, plan in plans.items()} == {
        SWEEPS: 2 * 7 * 6, COUNTRIES: 2 * 2 * 2 * 7 * 6, MOVED: 6 * 6
    }  # fmt: skip
    table = plans[SWEEPS].design.parameters
    assert table is not None
    assert table["champions_mean"].to_numpy()[:7] == pytest.approx(np.linspace(0, 4, 7))
    # While one is swept the other is as the scenario has it.
    usual = experiment.scenario.parameter_values()
    assert set(table["reassessment_load"][:7]) == {usual.reassessment_load}
    assert set(table["champions_mean"][7:]) == {usual.champions_mean}


def test_without_sizes_and_loops_only_sweeps_are_planned() -> None:
    assert list(ask(sizes=(), loops=()).plans()) == [SWEEPS]


def test_options_make_an_equal_experiment(experiment: Thresholds) -> None:
    assert Thresholds.made_from(experiment.options(), experiment.scenarios) == experiment


def test_values_lie_between_what_is_asked() -> None:
    closer = ask(drivers=("champions_mean",), between=(0.5, 1.1))
    assert closer.values("champions_mean") == pytest.approx([0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1])


# What is refused.


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"loops": ("champions_mean",)}, "read only before the first month.*allowed.*cut_size, .*mobilisation"),
        ({"loops": ("election_renewal",)}, "does nothing any more once the last council election.*cut_size"),
        ({"loops": ("peer_pull",)}, "a structural constant"),
        ({"levels": ("share_changer",)}, "only gathers.*allowed: starts, .*urgency"),
        ({"levels": ()}, "levels: got none"),
        ({"hold": 100}, "60 \\+ 5 x 200 = 1060 months; allowed 600"),
        ({"steps": 5}, "steps: got 5; allowed 6 or more"),
        ({"drivers": ()}, "drivers: got none"),
        ({"drivers": ("cut_size", "cut_size")}, "drivers: got 'cut_size' twice"),
        ({"between": (0.1, 0.2)}, "with 2 parameters; allowed with one only"),
        ({"drivers": ("cut_size",), "between": (0.2, 0.1)}, "between: got .* the lower first, within 0 to 0.35 share"),
        ({"drivers": ("cut_size",), "between": (0.2, 0.5)}, "within 0 to 0.35"),
        ({"drivers": ("conviction_mean",), "between": (0.2, 1.5)}, "within 0.2 to 0.8$"),
        ({"sizes": (5,)}, "sizes: got 5; allowed 10 to 1,000,000"),
        ({"countries": 0}, "countries: got 0"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(options: dict[str, Any], says: str) -> None:
    with pytest.raises(Fault, match=f"(?s){says}"):
        ask(**options)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"drivers": ("champion_mean",)}, "unknown varied parameter 'champion_mean' .did you mean 'champions_mean'"),
        ({"outcome": "changer_at_and"}, "unknown summary .*'changer_at_end'"),
        ({"loops": ("cut_sise",)}, "unknown parameter .*'cut_size'"),
        ({"levels": ("urgncy",)}, "unknown outcome .*'urgency'"),
    ],
)
def test_unknown_names_are_refused_with_the_nearest(options: dict[str, Any], says: str) -> None:
    with pytest.raises(UnknownName, match=says):
        ask(**options)


def test_few_seeds_are_refused_before_they_are_run() -> None:
    with pytest.raises(Fault, match="seeds: got 4; allowed 5 or more"):
        Thresholds(COUNTRY_ONLY, (1, 2, 3, 4))


def test_a_scenario_that_moves_the_parameter_itself_is_refused() -> None:
    moving = COUNTRY.with_(interventions=(ParameterChange(start="2014-01", name="cut_size", value=0.1),))
    with pytest.raises(Fault, match="changes 'cut_size' itself"):
        Thresholds((moving,), SEEDS, **SHORT)


def test_a_scenario_that_means_real_places_is_refused_in_synthetic_countries() -> None:
    there = COUNTRY.with_(
        population={"kind": "netherlands"},
        interventions=(Champion(start="2014-01", seat="director", where=Where(provinces=("Utrecht",))),),
    )
    with pytest.raises(Fault, match=r"Utrecht.*which no synthetic country has"):
        Thresholds((there,), SEEDS, **SHORT)
    Thresholds((there,), SEEDS, **(SHORT | {"sizes": ()}))


# What is found.


def test_champions_make_changers_and_so_the_sweep_has_an_effect(told: Findings) -> None:
    points = told.tables["points"]
    own = points[(points["driver"] == "champions_mean") & (points["country"] == "own")].iloc[0]
    assert own["verdict"] in WITH_A_POINT and own["change_low"] > 0.2
    assert 0 <= own["point_low"] <= own["point"] <= own["point_high"] <= 3
    assert set(points["municipalities"]) == {30, 10, 40}


def test_means_and_spread_are_those_of_the_runs(told: Findings, ensembles: dict[str, Ensemble]) -> None:
    runs = ensembles[SWEEPS].runs
    sweep = told.tables["sweeps"].query("driver == 'champions_mean' and country == 'own'")
    for step, row in enumerate(sweep.itertuples(), start=1):
        mine = runs[runs["set"] == f"champions_mean {step}"]["changer_at_end"]
        assert row.mean == pytest.approx(mine.mean()) and row.sd_between_seeds == pytest.approx(mine.std())
        assert row.low <= row.mean <= row.high and row.seeds == 6


def test_the_cut_moves_urgency_and_both_loops_are_in_the_table(told: Findings) -> None:
    returns = told.tables["returns"].set_index(["outcome", "nothing_new"])
    assert returns.loc[("urgency", False), "effect"] > 0.1
    assert returns.loc[("urgency", False), "fast_months"] == 12
    assert returns.loc[("urgency", False), "slow_months"] == 24
    loops = told.tables["loops"].query("outcome == 'urgency' and not nothing_new and months_a_level == 24")
    assert loops["value"].tolist() == pytest.approx([0, 0.175, 0.35, 0.175, 0])
    assert loops["effect"].iloc[0] == 0.0 and loops["effect"].iloc[2] == pytest.approx(loops["effect"].max())


def test_the_effect_is_the_moved_country_less_the_unmoved_one(told: Findings, ensembles: dict[str, Ensemble]) -> None:
    series = ensembles[MOVED].series.query("outcome == 'urgency' and seed <= 6")
    by_scenario = series.pivot_table(index="month", columns="scenario", values="value")
    months = slice(60 + 3 * 24 - 6, 60 + 3 * 24 - 1)
    apart = by_scenario["cut_size, 24 months a level"] - by_scenario["cut_size, unmoved"]
    loops = told.tables["loops"].query("outcome == 'urgency' and not nothing_new and months_a_level == 24")
    assert loops["effect"].iloc[2] == pytest.approx(apart.loc[months].mean())


def test_an_answer_says_every_verdict_with_what_it_rests_on(told: Findings) -> None:
    text = "\n".join(told.answer)
    assert (
        "champions at the start (champions_mean), 0 to 4 per municipality in 7 steps, 30 municipalities, 6 seeds"
        in (text.lower())
    )
    assert "Up and down, announced cut in the transferred sum (cut_size), 0 to 0.35 and back in 3 levels" in text
    assert "of 12 and of 24 months, from month 60 on, 6 seeds" in text
    assert "measures embedded" in text and "95% intervals" in text
    assert "failed" not in text and "nan" not in text


def test_every_driver_and_loop_has_its_figures(told: Findings) -> None:
    assert set(told.figures) == {
        "sweep_champions_mean", "sizes_champions_mean", "sweep_reassessment_load", "sizes_reassessment_load",
        "loop_cut_size",
    }  # fmt: skip
    for figure in told.figures.values():
        texts = " ".join(text.get_text() for text in figure.texts)
        assert "Simulated, not observed" in texts and "6 seeds (1 to 6)" in texts


def test_the_same_again_to_the_last_bit(experiment: Thresholds, ensembles: dict[str, Ensemble], told: Findings) -> None:
    again = findings(experiment, ensembles)
    assert list(again.answer) == list(told.answer)
    for name, table in told.tables.items():
        pd.testing.assert_frame_equal(again.tables[name], table, check_exact=True)


def test_runs_that_failed_take_their_seeds_along_and_are_counted(ensembles: dict[str, Ensemble]) -> None:
    experiment = ask(drivers=("champions_mean", "reassessment_load"))
    whole = ensembles[SWEEPS]
    # The third step of champions_mean, the second seed.
    batch = replace(whole._batch, errors={2 * len(SEEDS) + 1: "made up"})
    with_failure = dict(ensembles) | {SWEEPS: Ensemble(whole.design, whole.kept, batch)}
    told = experiment.findings(with_failure)
    own = told.tables["points"].query("country == 'own'").set_index("driver")["seeds"]
    assert own.to_dict() == {"champions_mean": 5, "reassessment_load": 6}
    assert told.tables["seeds"].query("driver == 'champions_mean'")["seed"].tolist() == [1, 3, 4, 5, 6]
    assert any("Runs that failed" in sentence and "1 of sweeps" in sentence for sentence in told.answer)


def test_a_summary_that_nobody_reaches_leaves_nothing_to_say() -> None:
    short = COUNTRY.with_(months=12)
    asked = Thresholds((short,), SEEDS, **(SHORT | {"outcome": "months_to_half", "sizes": (), "loops": ()}))
    told = asked.findings(ensembles_of(asked))
    assert sum("so nothing can be said" in sentence for sentence in told.answer) == 2
    assert not told.figures and not told.tables


def test_a_driver_that_acts_after_the_end_has_no_effect() -> None:
    """Reassessments come in 2015."""
    short = COUNTRY.with_(months=24)
    options = SHORT | {"drivers": ("reassessment_load",), "outcome": "all_starts", "sizes": (), "loops": ()}
    asked = Thresholds((short,), SEEDS, **options)
    told = asked.findings(ensembles_of(asked))
    assert short.date_of(23) < short.law_date
    assert told.tables["points"]["verdict"].tolist() == [UNCHANGED]


def test_runs_are_put_in_order_and_what_is_missing_is_missing() -> None:
    runs = pd.DataFrame(
        {"scenario": ["a", "a", "a"], "set": ["x 2", "x 1", "x 1"], "seed": [1, 1, 2], "tempo": [3.0, 4.0, 5.0]}
    )
    table = wide(runs, "tempo", ["a"], [2, 1], ["x 1", "x 2"])
    assert table.shape == (1, 2, 2)
    assert np.array_equal(table[0], [[5.0, np.nan], [4.0, 3.0]], equal_nan=True)


# Words.


def test_numbers_have_the_digits_that_their_interval_allows() -> None:
    assert number(Estimate(0.41234, 0.3811, 0.4432)) == "0.412 (0.381 to 0.443)"
    assert number(Estimate(41.234, 12.3, 80.0)) == "41 (12 to 80)"
    assert number(Estimate(-0.0001, -0.2, 0.2), signed=True) == "+0.00 (-0.20 to +0.20)"
    assert number(Estimate(0.5, 0.4, 0.6), factor=3, start=1) == "2.50 (2.20 to 2.80)"
    assert percent(Estimate(0.2, 0.1, 0.31)) == "20 % (10 to 31)"


# The command.


def test_the_command_writes_a_capsule_that_can_be_read_again(tmp_path: Path) -> None:
    import typer

    from experiments.thresholds import command

    app = typer.Typer()
    app.command()(command)
    scenario = tmp_path / "small.toml"
    COUNTRY.with_(months=24, name="small").save(scenario)
    asked = ["champions_mean", "--scenario", str(scenario), "--steps", "6", "--no-sizes", "--no-loops"]
    asked += ["--replicates", "5", "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0, done.output
    assert "Champions at the start (champions_mean)" in done.output
    assert (tmp_path / "out" / "figures" / "sweep_champions_mean.png").is_file()
    again = read_experiment(tmp_path / "out")
    assert isinstance(again, Thresholds) and again.steps == 6 and again.drivers == ("champions_mean",)


def test_the_command_refuses_in_one_sentence(tmp_path: Path) -> None:
    import typer

    from experiments.thresholds import command

    app = typer.Typer()
    app.command()(command)
    done = CliRunner().invoke(app, ["--loop", "champions_mean", "--out", str(tmp_path / "out")])
    assert done.exit_code == 2
    assert "loops: got 'champions_mean', which is read only before the first month" in done.output
    assert not (tmp_path / "out").exists()


# The lead.


def swept_as(driver: str, verdict: str, change: float) -> Any:
    """A sweep of which this was found."""
    found = SimpleNamespace(verdict=verdict, change=Estimate(change, change - 0.05, change + 0.05))
    return SimpleNamespace(driver=driver, outcome="changer_at_end", found=found)


def test_the_lead_tells_tips_effects_and_what_is_not_distinguishable() -> None:
    sweeps = [swept_as("cut_size", UNCHANGED, 0.01), swept_as("champions_mean", GRADUAL, 0.65)]
    moved: Any = [SimpleNamespace(driver="cut_size", verdict=verdict) for verdict in (LAG, LAG, STAYS)]
    none, loops = on_lead(sweeps, moved)
    assert none == (
        "No tipping point is seen in any of 2 parameters. Effect on “changers at the end” over a whole range: "
        "champions at the start +65 (+60 to +70) percentage points [gradual]. Not distinguishable from no effect: "
        "announced cut in the transferred sum."
    )
    assert loops.endswith("outcomes that come back late: 2; that do not come back (hysteresis): 1.")
    (tips,) = on_lead([swept_as("champions_mean", TIPS, 0.65)], [])
    assert tips.startswith("The country tips by champions at the start:") and "Not distinguishable" not in tips
    (coarse,) = on_lead([swept_as("champions_mean", UNRESOLVED, 0.65)], [])
    assert coarse.startswith(
        "No tipping point is seen. Whether it jumps by champions at the start takes a closer look."
    )


def test_where_steps_are_too_coarse_the_answer_says_where_to_look() -> None:
    places = np.linspace(0, 1, 13)
    runs = 0.5 * (places > 0.45) + np.random.default_rng(1).normal(0, 0.02, (1, 10, 13))
    here = found(places, runs)
    assert here is not None and here.verdict == UNRESOLVED
    low, high = parameter("conviction_mean").low, parameter("conviction_mean").high
    sweep: Any = SimpleNamespace(driver="conviction_mean", values=low + (high - low) * places)
    asked = re.search(r"between ([\d.]+) and ([\d.]+), in (\d+) steps", closer(sweep, here))
    assert asked is not None
    lowest, highest, steps = map(float, asked.groups())
    assert lowest < low + 0.45 * (high - low) < highest
    assert (highest - lowest) / (steps - 1) <= SHARP * (high - low) * 1.001, "as fine as a jump asks for"
    line = found(places, places + runs / 10)
    assert line is not None and closer(sweep, line) == ""
