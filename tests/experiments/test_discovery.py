"""Discovery as a whole: samples, cases, the answer, figures, faults and the command."""

import numpy as np
import pandas as pd
import pytest
import typer
from matplotlib.patches import Rectangle
from typer.testing import CliRunner

from experiments import discovery
from experiments.discovery.cases import Condition, cases, divided, quantity
from experiments.discovery.discovered import ALIKE, BOX
from experiments.discovery.experiment import PART, Discovery
from experiments.discovery.sample import latin_hypercube, set_by, uncertain
from experiments.discovery.scores import DUMMY
from experiments.discovery.wording import figure, in_words
from experiments.experiment import Findings, ensembles_of
from experiments.figures import saving
from experiments.figures.pages import NOTE, inches
from model import Scenario
from model.declaration import Fault, UnknownName
from model.ensemble import Batch, Ensemble
from model.parameters import PARAMETERS, by_group, parameter
from model.scenario_parts import PopulationChoice
from model.summaries import SUMMARIES

SMALL = Scenario(
    name="small", title="A small country", population=PopulationChoice(kind="synthetic", number=10, seed=1), months=48
)
VARIED = ("cut_size", "conviction_mean", "learning")
COLUMNS = [summary.name for summary in SUMMARIES]


def made_up(experiment: Discovery, value, failed: tuple[int, ...] = ()) -> dict[str, Ensemble]:
    """An ensemble in which the outcome is a function of the parameters and the seed; no model is run."""
    plan = experiment.plans()[PART]
    runs = np.arange(len(plan.design))
    _, sets, seeds = plan.design.place(runs)
    summaries = np.zeros((len(runs), len(COLUMNS)))
    sample = experiment.sample().iloc[sets].reset_index(drop=True)
    summaries[:, COLUMNS.index(experiment.outcome)] = value(sample, seeds)
    return {PART: Ensemble(plan.design, plan.kept, Batch(runs, summaries, errors=dict.fromkeys(failed, "made up")))}


def boxed(sample: pd.DataFrame, seeds: np.ndarray) -> np.ndarray:
    """Most become changers where conviction is above 0.4 and the cut below 0.2; hardly any elsewhere; a little luck."""
    inside = (sample["conviction_mean"] > 0.4) & (sample["cut_size"] < 0.2)
    return np.where(inside, 0.7, 0.2) + 0.02 * seeds


@pytest.fixture(scope="module")
def experiment() -> Discovery:
    return Discovery((SMALL,), (1, 2), parameters=VARIED, sets=300, boxes=1, halves=4, at_least=(0.5,), below=(0.1,))


@pytest.fixture(scope="module")
def findings(experiment: Discovery) -> Findings:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("experiments.discovery.scores.REPEATS", 5)
        return experiment.findings(made_up(experiment, boxed))


@pytest.fixture
def unscored(monkeypatch: pytest.MonkeyPatch) -> None:
    """Feature scores take most of the time, and some tests are not about them."""
    none = pd.DataFrame(columns=["target", "parameter", "score", "low", "high", "above_dummy"])
    monkeypatch.setattr("experiments.discovery.scores.feature_scores", lambda *arguments: none)


def test_a_latin_hypercube_meets_each_slice_once_and_stays_within_ranges():
    sample = latin_hypercube(VARIED, 50, seed=1)
    assert list(sample.columns) == list(VARIED) and sample.index.name == "set"
    for name in VARIED:
        low, high = parameter(name).low, parameter(name).high
        assert sample[name].between(low, high).all()
        slices = np.floor((sample[name] - low) / (high - low) * 50).astype(int)
        assert sorted(slices) == list(range(50))
    pd.testing.assert_frame_equal(sample, latin_hypercube(VARIED, 50, seed=1), check_exact=True)
    assert not sample.equals(latin_hypercube(VARIED, 50, seed=2))


def test_all_varied_parameters_are_uncertain_but_those_a_scenario_sets():
    varied = {each.name for each in PARAMETERS if each.varied}
    assert set(uncertain([Scenario.load("baseline")])) == varied and len(varied) == 48
    presets = [Scenario.load(name) for name in ("no-cut", "accountability-tightened")]
    assert set_by(presets)["cut_size"] == "no-cut"
    assert set_by(presets)["centralising"] == "accountability-tightened"
    assert set(uncertain(presets)) == varied - {"cut_size", "centralising"}


def test_parameters_are_asked_for_by_name_or_group_in_declared_order():
    assert uncertain([SMALL], ("learning", "cut_size", "learning")) == ("cut_size", "learning")
    assert uncertain([SMALL], ("urgency",)) == tuple(each.name for each in by_group("urgency") if each.varied)
    assert "cut_size" not in uncertain([Scenario.load("no-cut")], ("urgency",))


def test_what_cannot_vary_is_refused():
    with pytest.raises(UnknownName, match=r"parameter or group 'learnin'.*'learning'"):
        uncertain([SMALL], ("learnin",))
    with pytest.raises(Fault, match="'cut_size': is set by scenario 'no-cut'"):
        uncertain([Scenario.load("no-cut")], ("cut_size",))


def test_cases_are_means_over_seeds():
    runs = pd.DataFrame({"set": [0, 0, 1, 1, 2, 2, 3], "seed": [1, 2] * 3 + [1]})
    runs["tempo"] = [1.0, 2.0, 1.0, np.nan, 3.0, 3.0, 9.0]
    sample = pd.DataFrame({"learning": [0.1, 0.2, 0.3, 0.4, 0.5]}, index=pd.RangeIndex(5, name="set"))
    at_least, below = Condition("tempo", "at_least", 1.5), Condition("tempo", "below", 1.5)
    table = cases(runs, sample, [at_least, below])
    assert table["set"].tolist() == [0, 1, 2], "the fourth has no run under the second seed"
    assert table[["runs", "missing"]].to_numpy().tolist() == [[2, 0], [2, 1], [2, 0]]
    assert table["value"].tolist() == [1.5, 1.0, 3.0]
    assert table["lowest"].tolist() == [1.0, 1.0, 3.0] and table["highest"].tolist() == [2.0, 1.0, 3.0]
    # The second case has a mean below 1.5, but one of its seeds does not say.
    assert table[at_least.name].tolist() == [True, False, True]
    assert table[below.name].tolist() == [False, False, False]
    assert table[f"{at_least.name}_seeds"].tolist() == [0.5, 0.0, 1.0]
    assert divided(table, at_least) == pytest.approx(1 / 3)
    assert table["learning"].tolist() == [0.1, 0.2, 0.3]


def test_a_condition_has_words_a_name_and_a_bound_it_can_pass():
    half = Condition("changer_at_end", "at_least", 0.5)
    assert (half.words, half.name) == ("changers at the end at least 50 %", "at_least_0_5")
    assert half.met(np.array([0.4, 0.5, np.nan])).tolist() == [False, True, False]
    assert Condition("balance_at_end", "below", -0.1).name == "below_minus_0_1"
    assert quantity(36, "months") == "36 months" and quantity(0.25, "0-1") == "0.25"
    with pytest.raises(Fault, match=r"at least \(changer_at_end\): got 1.5; allowed from 0 to 1"):
        Condition("changer_at_end", "at_least", 1.5)
    with pytest.raises(UnknownName, match="summary 'changer'"):
        Condition("changer", "below", 0.1)


def test_limits_in_words_have_no_more_digits_than_they_deserve():
    row = {"label": "learning", "lowest": 0.0, "highest": 1.0, "limit": 0.4321, "limit_low": 0.3, "limit_high": 0.55}
    limits = pd.DataFrame([row | {"parameter": "learning", "side": "above"}])
    assert in_words(limits) == "where learning (learning) is above 0.43"
    assert figure(pd.Series(row | {"limit_low": 0.0, "limit_high": 1.0})) == "0.4"
    assert figure(pd.Series(row | {"limit_low": np.nan, "limit_high": np.nan})) == "0.43"
    both = pd.concat([limits, limits.assign(side="below", limit=0.8, limit_high=0.9)])
    assert in_words(both) == "where learning (learning) is between 0.43 and 0.8"


def test_a_made_up_box_is_the_answer(findings, experiment):
    boxes = findings.tables["boxes"].set_index("condition")
    assert boxes.loc["at_least_0_5", "verdict"] == BOX
    assert boxes.loc["at_least_0_5", "density"] > 0.95
    limits = findings.tables["limits"].set_index("parameter")
    assert limits["side"].to_dict() == {"cut_size": "below", "conviction_mean": "above"}
    assert limits.loc["cut_size", "limit"] == pytest.approx(0.2, abs=0.02)
    assert limits.loc["conviction_mean", "limit"] == pytest.approx(0.4, abs=0.02)
    answer = "\n".join(findings.answer)
    row = boxes.loc["at_least_0_5"]
    assert f"of the {row['wanted']} such cases this box holds {100 * row['coverage']:.0f}% (coverage; " in answer
    assert "conviction at the top (conviction_mean)" in answer and "are such, against" in answer
    first, second, most = findings.answer[:3]
    assert first.startswith(f"Changers at the end at least 50%: in {100 * row['share']:.0f}% of 300 cases; among ")
    assert f"in {100 * row['held_out_density']:.0f}% (" in first
    assert "conviction at the top above" in first and "(conviction_mean)" not in first
    assert second == "Changers at the end below 10%: in 0% of 300 cases, whatever the parameters within these ranges."
    assert most.startswith("Most closely tied to changers at the end: ") and most.endswith("of 3.")
    assert "Changers at the end below 10%: in none of the 300 cases." in answer
    assert "each under the same 2 seeds" in answer
    # The value of a case is the mean over its seeds, 0.01 above the first.
    assert set(findings.tables["cases"]["value"].round(3)) == {0.21, 0.71}
    scores = findings.tables["feature_scores"]
    assert set(scores.loc[scores["above_dummy"], "parameter"]) == {"cut_size", "conviction_mean"}
    assert set(scores["parameter"]) == {*VARIED, DUMMY}


def test_figures_are_drawn_and_the_box_lies_where_it_was_found(findings, tmp_path):
    assert set(findings.figures) == {"trajectory_at_least_0_5", "box_at_least_0_5", "feature_scores"}
    for name, drawn in findings.figures.items():
        saving.save(drawn, tmp_path / f"{name}.png")
        assert (tmp_path / f"{name}.png").stat().st_size > 10_000
        texts = [text.get_text() for text in drawn.texts]
        assert any("Simulated, not observed" in text for text in texts)
        longest = max(inches(line, NOTE) for line in drawn.texts[-1].get_text().splitlines())
        assert longest <= drawn.get_figwidth() - 0.5
    cases_drawn = findings.figures["box_at_least_0_5"].axes[1]
    (frame,) = [patch for patch in cases_drawn.patches if isinstance(patch, Rectangle) and not patch.get_fill()]
    limits = findings.tables["limits"].set_index("parameter")["limit"]
    if cases_drawn.get_xlabel().startswith("announced cut"):
        edges = (frame.get_x() + frame.get_width(), frame.get_y())
    else:
        edges = (frame.get_y() + frame.get_height(), frame.get_x())
    assert edges == (pytest.approx(limits["cut_size"]), pytest.approx(limits["conviction_mean"]))


def test_the_same_runs_give_the_same_tables(findings, experiment, monkeypatch):
    monkeypatch.setattr("experiments.discovery.scores.REPEATS", 5)
    again = experiment.findings(made_up(experiment, boxed))
    assert list(again.answer) == list(findings.answer)
    for name, table in findings.tables.items():
        pd.testing.assert_frame_equal(table, again.tables[name], check_exact=True)


def test_where_all_depends_on_luck_there_is_no_box(experiment, unscored):
    def luck(sample: pd.DataFrame, seeds: np.ndarray) -> np.ndarray:
        return np.repeat(np.random.default_rng(1).random(len(sample) // 2), 2)

    found = experiment.findings(made_up(experiment, luck))
    assert set(found.tables["boxes"]["verdict"]) == {ALIKE}
    assert any(line.startswith("No box: no limit on any parameter") for line in found.answer)
    assert "; no conditions are found that tell these cases from the others" in found.answer[0]
    assert not found.figures and found.tables["limits"].empty


@pytest.mark.parametrize(("value", "word"), [(0.0, "none"), (1.0, "all")])
def test_none_and_all_are_answers(experiment, value, word):
    found = experiment.findings(made_up(experiment, lambda sample, seeds: np.full(len(sample), value)))
    assert f"Changers at the end at least 50%: in {word} of the 300 cases." in "\n".join(found.answer)
    assert not found.figures and found.tables["feature_scores"].empty


def test_failed_runs_are_left_out_and_told(experiment, unscored):
    # Both runs of the first case, and one of the second.
    found = experiment.findings(made_up(experiment, boxed, failed=(0, 1, 2)))
    assert "3 of 600 runs failed: 2 cases without a run under every seed left out." in found.answer
    assert len(found.tables["cases"]) == 298 and set(found.tables["cases"]["runs"]) == {2}


def test_a_case_with_fewer_seeds_is_not_compared_with_whole_ones(experiment, unscored):
    """One seed alone would make a case of it that the mean of both does not."""
    lucky = experiment.findings(made_up(experiment, lambda sample, seeds: 0.3 * (seeds == seeds.min()) + 0.3, (1,)))
    table = lucky.tables["cases"]
    assert len(table) == 299 and table["value"].nunique() == 1


def test_without_any_run_it_says_so(experiment):
    found = experiment.findings(made_up(experiment, boxed, failed=tuple(range(600))))
    assert found.answer[-1] == "There is no case to look at."


def test_an_outcome_that_is_missing_counts_as_not_so(unscored):
    asked = Discovery((SMALL,), (1,), outcome="months_to_half", below=(30.0,), parameters=VARIED, sets=100, halves=2)

    def months(sample: pd.DataFrame, seeds: np.ndarray) -> np.ndarray:
        return np.where(sample["learning"] > 0.5, 20.0, np.nan)

    found = asked.findings(made_up(asked, months))
    assert found.tables["cases"]["below_30"].sum() == 50
    assert "Time to half is missing in a seed of 50 of 100 cases" in "\n".join(found.answer)
    assert found.tables["boxes"].loc[0, "density"] > 0.95


def test_what_is_asked_can_be_written_down_and_asked_again(experiment):
    again = Discovery.made_from(experiment.options(), experiment.scenarios)
    assert again == experiment
    assert all(isinstance(value, int | float | str | list) for value in experiment.options().values())
    plan = experiment.plans()[PART]
    assert len(plan.design) == 600 and list(plan.design.parameters.columns) == list(VARIED)


def test_the_shares_of_changers_have_bounds_of_their_own():
    asked = Discovery((SMALL,), (1,))
    assert [condition.name for condition in asked.conditions] == ["at_least_0_5", "below_0_1"]
    assert asked.title() == (
        "Under which conditions are changers at the end at least 50 % and changers at the end below 10 %? "
        "(“A small country”)"
    )


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"outcome": "tempo"}, "outcome 'tempo': got no bound"),
        ({"at_least": (0.5, 0.5)}, "bounds: got one twice"),
        ({"sets": 39}, "sets: got 39; allowed 40 or more"),
        ({"coverage": 0.0}, "coverage: got 0; allowed above 0"),
        ({"boxes": 0}, "boxes: got 0; allowed 1"),
        ({"halves": 1}, "halves: got 1; allowed 2"),
        ({"scenarios": (SMALL, SMALL.with_(name="other"))}, "scenarios: got 2; allowed one"),
        ({"parameters": ("nothing",)}, "unknown parameter or group 'nothing'"),
    ],
)
def test_what_cannot_be_asked_is_refused(options, text):
    with pytest.raises(Fault, match=text):
        Discovery(**({"scenarios": (SMALL,), "seeds": (1,)} | options))


def test_a_small_country_is_run_and_answered():
    asked = Discovery((SMALL,), (1,), outcome="tempo", at_least=(0.5,), parameters=("start_rate",), sets=60, halves=2)
    found = asked.findings(ensembles_of(asked))
    assert found.tables["cases"]["value"].between(0, 16).all()
    high, low = (found.tables["cases"].nlargest(20, "start_rate"), found.tables["cases"].nsmallest(20, "start_rate"))
    assert high["value"].mean() > low["value"].mean()


def test_the_command_says_what_is_wrong(tmp_path):
    app = typer.Typer()
    app.command()(discovery.command)
    result = CliRunner().invoke(app, ["--out", str(tmp_path / "out"), "--outcome", "tempoo", "--below", "1"])
    assert result.exit_code == 2
    assert "unknown summary 'tempoo' (did you mean 'tempo'?)" in result.output
    assert not (tmp_path / "out").exists()
