"""Robustness as a whole: what is uncertain, the judgement, the answer, figures, faults and the command."""

import numpy as np
import pandas as pd
import pytest
import typer
from typer.testing import CliRunner

from experiments import robustness
from experiments.experiment import Findings, ensembles_of
from experiments.figures import saving
from experiments.robustness import POLICIES
from experiments.robustness.answer import difference_unit, with_interval
from experiments.robustness.experiment import PART, Robustness
from experiments.robustness.judgement import judged
from experiments.robustness.measures import DEFAULT, MEASURES
from model import Scenario
from model.declaration import Fault, UnknownName
from model.ensemble import Batch, Ensemble
from model.language import speaking
from model.parameters import parameter
from model.scenario_parts import PopulationChoice
from model.summaries import SUMMARIES, SUMMARY

COUNTRY = PopulationChoice(kind="synthetic", number=10, seed=1)
BASE = Scenario(name="base", title="As it is", population=COUNTRY, months=48)
KIND = BASE.with_(name="kind", title="The kind one", parameters={"participation": 0.8})
BOLD = BASE.with_(name="bold", title="The bold one", parameters={"start_rate": 1.0})
COLUMNS = [summary.name for summary in SUMMARIES]
GOALS, INCIDENTS = "goals_at_end", "all_incidents"
FUTURES, SEEDS = 40, (1, 2, 3, 4)


def asked(**options: object) -> Robustness:
    """Three policies by two measures, in futures of one parameter."""
    values = {"measures": (GOALS, INCIDENTS), "parameters": ("cut_size",), "futures": FUTURES}
    return Robustness((BASE, KIND, BOLD), SEEDS, **(values | options))  # type: ignore[arg-type]


def made_up(experiment: Robustness, effects: dict[str, tuple[float, ...]], failed: tuple[int, ...] = ()) -> Ensemble:
    """Runs in which each policy has its own effect on each measure, beside the future's and luck's; no model is run.

    The future's is the cut; luck's is small, and the same for all policies under one seed.
    """
    plan = experiment.plans()[PART]
    runs = np.arange(len(plan.design))
    policy, future, seed = plan.design.place(runs)
    summaries = np.zeros((len(runs), len(COLUMNS)))
    common = plan.design.parameters["cut_size"].to_numpy()[future] + 0.001 * seed
    for measure, by_policy in effects.items():
        own = 1e-5 * np.random.default_rng([len(measure)]).normal(size=len(runs))
        summaries[:, COLUMNS.index(measure)] = np.array(by_policy)[policy] + common + own
    return Ensemble(plan.design, plan.kept, Batch(runs, summaries, errors=dict.fromkeys(failed, "made up")))


TORN = {GOALS: (0.0, 0.1, 0.3), INCIDENTS: (0.0, 5.0, 20.0)}
"""The bold one is best for the goals, and worst for incidents."""


@pytest.fixture(scope="module")
def findings() -> Findings:
    return asked().findings({PART: made_up(asked(), TORN)})


def test_measures_are_summaries_with_a_direction_and_a_reason():
    assert set(MEASURES) <= set(SUMMARY) and len(DEFAULT) == 6
    assert all(measure.reason.endswith(".") and measure.name == name for name, measure in MEASURES.items())
    assert {name for name, measure in MEASURES.items() if measure.sign < 0} == {"waiting_at_end", "all_incidents"}


def test_the_default_policies_are_presets_that_share_their_future():
    experiment = Robustness(tuple(Scenario.load(name) for name in POLICIES), (1,))
    assert experiment.reference.name == "baseline"
    assert "cut_size" in experiment.uncertain and "conviction_mean" in experiment.uncertain
    assert not {"participation", "champions_mean", "preparation"} & set(experiment.uncertain)
    assert experiment.measures == DEFAULT


def test_policies_meet_the_same_futures_and_seeds():
    plan = asked().plans()[PART]
    assert len(plan.design) == 3 * FUTURES * len(SEEDS)
    assert [scenario.name for scenario in plan.design.scenarios] == ["base", "kind", "bold"]
    assert list(plan.design.parameters.columns) == ["cut_size"]


def test_regret_is_what_was_put_in(findings):
    table = findings.tables["robustness"].set_index(["measure", "scenario"])
    for measure, expected in ((GOALS, (0.3, 0.2, 0.0)), (INCIDENTS, (0.0, 5.0, 20.0))):
        rows = table.loc[measure].loc[["base", "kind", "bold"]]
        assert rows["regret_mean"].to_numpy() == pytest.approx(np.array(expected), abs=1e-4)
        assert rows["regret_high"].to_numpy() == pytest.approx(np.array(expected), abs=1e-4)
        assert (rows["regret_mean_low"] <= rows["regret_mean"] + 1e-12).all()
        assert (rows["regret_mean"] <= rows["regret_mean_high"] + 1e-12).all()
    assert table.loc[GOALS, "rank"].tolist() == [3, 2, 1]
    assert table.loc[INCIDENTS, "rank"].tolist() == [1, 2, 3]
    assert table.loc[GOALS, "leading"].tolist() == [False, False, True]
    assert table.loc[INCIDENTS, "clearly_better"].tolist() == [0, 1, 2]
    assert table.loc[(GOALS, "bold"), "best_in"] == 1
    cut = findings.tables["futures"]["cut_size"].mean()
    assert table.loc[(INCIDENTS, "kind"), "value"] == pytest.approx(5 + cut + 0.0015, abs=1e-4)


def test_good_enough_is_not_worse_than_the_reference(findings):
    table = findings.tables["robustness"].set_index(["measure", "scenario"])["enough"]
    assert np.isnan(table[GOALS, "base"]) and table[GOALS, "kind"] == table[GOALS, "bold"] == 1
    assert table[INCIDENTS, "kind"] == table[INCIDENTS, "bold"] == 0
    policies = findings.tables["policies"].set_index("scenario")
    assert np.isnan(policies.loc["base", "all_enough"]) and policies.loc["kind", "all_enough"] == 0


def test_thresholds_are_read_in_the_measures_own_direction():
    experiment = asked(thresholds=(f"{GOALS}=0.25", f"{INCIDENTS} = 6"))
    judgement = judged(experiment, made_up(experiment, TORN))
    cut = judgement.futures["cut_size"].to_numpy()
    shares = judgement.enough[GOALS].value
    assert shares[2] == 1 and shares[0] == pytest.approx((cut + 0.0015 >= 0.25).mean())
    assert judgement.enough[INCIDENTS].value.tolist() == [1, 1, 0]
    assert judgement.all_enough is not None
    assert judgement.all_enough.value[0] == shares[0] and judgement.all_enough.value[2] == 0
    answer = "\n".join(experiment.findings({PART: made_up(experiment, TORN)}).answer)
    incidents = "incidents in the whole country over the whole run at most 6."
    assert f"Good enough is: mean of the six goals, last year at least 0.25 and {incidents}" in answer


def test_no_policy_is_robust_by_all_is_an_answer(findings):
    answer = "\n".join(findings.answer)
    assert "No policy is robust by all 2 measures: by at least one, another is clearly less regretted." in answer
    assert "Mean of the six goals, last year (more is better): least regretted is “The bold one”, by " in answer
    assert "Incidents in the whole country over the whole run (less is better): least regretted is “As it is”" in answer
    assert "not worse than “As it is” in the same future" in answer
    held = " and ".join(parameter(name).label for name in ("participation", "start_rate"))
    assert f"Set by a policy and so not varied: {held}." in answer


def test_the_verdict_comes_first_and_what_was_run_last(findings):
    assert findings.answer[0].startswith("No policy is robust by all 2 measures")
    assert findings.answer[0].dutch.startswith("Geen beleidsoptie is robuust op alle 2 maatstaven")
    regret = next(place for place, each in enumerate(findings.answer) if each.startswith("Regret is how much better"))
    assert findings.answer[regret].dutch.startswith("Spijt is hoeveel beter")
    assert all(each.startswith("- ") for each in findings.answer[regret + 1 : regret + 3])
    assert "3 policies, each in the same 40 futures" in findings.answer[regret + 3]


def regret(value: float, low: float, high: float, unit: str) -> pd.Series:
    return pd.Series({"regret_mean": value, "regret_mean_low": low, "regret_mean_high": high, "unit": unit})


@pytest.mark.parametrize(
    ("row", "english", "dutch"),
    [
        (regret(0.00007, 0.0, 0.00035, "0-1"), "less than 0.001", "minder dan 0.001"),
        (regret(0.1470, 0.1463, 0.1476, "share"), "14.7 (14.6 to 14.8) percentage points",
         "14.7 (14.6 tot 14.8) procentpunten"),
        (regret(0.93, 0.68, 1.23, "weeks"), "0.93 (0.68 to 1.23) weeks", "0.93 (0.68 tot 1.23) weken"),
    ],
)  # fmt: skip
def test_regret_is_no_more_precise_than_a_reader_needs(row, english, dutch):
    assert with_interval(row) == english
    with speaking("nl"):
        assert with_interval(row) == dutch


def test_figures_have_titles_of_their_own(findings):
    for language in (lambda page: page, lambda page: page.dutch):
        titles = [language(page).title for page in findings.figures.values()]
        assert len(set(titles)) == len(titles) == 2
    assert any("is regretted most by" in page.title for page in findings.figures.values())


def test_a_policy_that_none_beats_is_named():
    experiment = asked()
    found = experiment.findings({PART: made_up(experiment, {GOALS: (0.0, 0.3, 0.1), INCIDENTS: (9.0, 1.0, 5.0)})})
    assert "No policy is clearly better, by any of 2 measures, than “The kind one”." in found.answer
    assert found.tables["policies"]["leads"].tolist() == [0, 2, 0]


def test_policies_that_do_nothing_are_not_distinguishable():
    experiment = asked()
    found = experiment.findings({PART: made_up(experiment, {GOALS: (0.0, 0.0, 0.0), INCIDENTS: (0.0, 0.0, 0.0)})})
    answer = "\n".join(found.answer)
    assert "No policy is told apart from the others by any of 2 measures: not distinguishable." in answer
    assert "Mean of the six goals, last year (more is better): not distinguishable." in answer
    assert found.tables["policies"].loc[1:, "all_enough"].between(0.8, 1).all()


def test_futures_with_a_failed_run_are_left_out_for_all():
    experiment = asked()
    # The first run is of the reference in future 0; the last of the bold one in the last future.
    ensemble = made_up(experiment, TORN, failed=(0, 3 * FUTURES * len(SEEDS) - 1))
    found = experiment.findings({PART: ensemble})
    assert found.tables["futures"]["set"].tolist() == list(range(1, FUTURES - 1))
    assert set(found.tables["robustness"]["futures"]) == {FUTURES - 2}
    told = "2 of 480 runs failed. Left out for all policies: 2 futures in which one lacks a run or a value."
    assert told in found.answer


def test_one_future_and_one_measure_are_told_in_the_singular():
    experiment = Robustness((BASE, KIND), SEEDS, measures=(GOALS,), parameters=("cut_size",), futures=2)
    found = experiment.findings({PART: made_up(experiment, {GOALS: (0.0, 0.0)}, failed=(0,))})
    told = "\n".join((*found.answer, *(text.dutch for text in found.answer)))
    assert "Left out for all policies: 1 future in which one lacks" in told and "weggelaten: 1 toekomst waarin" in told
    assert "by the one measure" in told and "op de ene maatstaf" in told
    assert any("the one measure" in figure.title for figure in found.figures.values())
    single = Robustness((BASE, KIND), SEEDS, measures=(GOALS,), parameters=("cut_size",), futures=1)
    assert single.title() == "How robust are 2 policies in 1 future?"
    assert "the same 1 future (" in "".join(single.findings({PART: made_up(single, {GOALS: (0.0, 0.1)})}).answer)


def test_without_a_whole_future_it_says_so():
    experiment = asked(futures=2)
    found = experiment.findings({PART: made_up(experiment, TORN, failed=(0, 4))})
    assert found.answer[-1].startswith("There is no future in which all policies have all runs")
    assert not found.tables and not found.figures


def test_one_seed_cannot_tell_luck():
    experiment = Robustness((BASE, KIND), (1,), measures=(GOALS,), parameters=("cut_size",), futures=5)
    found = experiment.findings({PART: made_up(experiment, {GOALS: (0.0, 0.1)})})
    assert "With one seed, luck cannot be told from what a policy does." in found.answer
    assert found.tables["robustness"]["luck"].isna().all()
    assert not any("Luck alone" in sentence for sentence in found.answer)


def test_the_same_runs_give_the_same_tables(findings):
    again = asked().findings({PART: made_up(asked(), TORN)})
    assert list(again.answer) == list(findings.answer)
    for name, table in findings.tables.items():
        assert table.equals(again.tables[name])


def test_figures_are_drawn_and_their_lines_are_where_regret_is(findings, tmp_path):
    assert set(findings.figures) == {"parallel_axes", "regret_table"}
    for name, drawn in findings.figures.items():
        saving.save(drawn, tmp_path / f"{name}.png")
        assert (tmp_path / f"{name}.png").stat().st_size > 10_000
        assert any("Simulated, not observed" in text.get_text() for text in drawn.texts)
    axes = findings.figures["parallel_axes"].axes[0]
    lines = [line.get_ydata() for line in axes.lines if len(line.get_ydata()) == 2 and line.get_linestyle() != "None"]
    assert np.array(lines) == pytest.approx(np.array([[-1, 0], [-2 / 3, -1 / 4], [0, -1]]), abs=1e-3)
    bars = findings.figures["regret_table"].axes[0].patches
    assert len(bars) == 6


def test_shares_are_told_in_percentage_points():
    assert difference_unit("share") == (100.0, "percentage points")
    assert difference_unit("weeks") == (1.0, "weeks")


def test_what_is_asked_can_be_written_down_and_asked_again():
    experiment = asked(thresholds=(f"{GOALS}=0.25",))
    assert Robustness.made_from(experiment.options(), experiment.scenarios) == experiment
    assert experiment.title() == "How robust are 3 policies in 40 futures?"


@pytest.mark.parametrize(
    ("options", "error", "text"),
    [
        ({"scenarios": (BASE,)}, Fault, "got 'base' alone; allowed two or more"),
        ({"scenarios": (BASE, KIND.with_(months=36))}, Fault, "kind, months: got 36; allowed 48, that of base"),
        ({"measures": ("goals",)}, UnknownName, "unknown measure 'goals'"),
        ({"measures": ("tempo_spread",)}, UnknownName, "unknown measure 'tempo_spread'"),
        ({"measures": (GOALS, GOALS)}, Fault, "allowed each once"),
        ({"futures": 0}, Fault, "futures: got 0"),
        ({"thresholds": ("tempo=1",)}, UnknownName, "measure with a threshold 'tempo'"),
        ({"thresholds": (f"{GOALS}=high",)}, Fault, "allowed MEASURE=VALUE with a number"),
        ({"thresholds": (f"{GOALS}=1", f"{GOALS}=2")}, Fault, "each measure once"),
        ({"parameters": ("participation",)}, Fault, "'participation': is set by scenario 'kind'"),
        ({"seeds": (1, 1)}, Fault, "seeds: got 1 twice"),
    ],
)
def test_what_cannot_be_asked_is_refused(options, error, text):
    values = {"scenarios": (BASE, KIND, BOLD), "seeds": SEEDS, "measures": (GOALS, INCIDENTS)}
    with pytest.raises(error, match=text):
        Robustness(**(values | options))


def test_a_small_country_is_run_and_judged():
    # Three times the tempo of starting is best for tempo in every future, as against hardly starting.
    slow = BASE.with_(name="slow", parameters={"start_rate": 0.1})
    fast = BASE.with_(name="fast", parameters={"start_rate": 1.5})
    experiment = Robustness((slow, fast), (1, 2), measures=("tempo",), parameters=("cut_size",), futures=6)
    table = experiment.findings(ensembles_of(experiment)).tables["robustness"].set_index("scenario")
    assert table.loc["fast", "best_in"] == 1 and table.loc["fast", "regret_mean"] == 0
    assert table.loc["slow", "enough"] != table.loc["slow", "enough"] and table.loc["fast", "enough"] == 1


def test_the_command_says_what_is_wrong(tmp_path):
    app = typer.Typer()
    app.command()(robustness.command)
    result = CliRunner().invoke(app, ["baseline", "no-cut", "--measure", "temp", "--out", str(tmp_path / "out")])
    assert result.exit_code == 2 and "unknown measure 'temp' (did you mean 'tempo'?)" in result.output
    assert not (tmp_path / "out").exists()
