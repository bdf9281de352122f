"""Sensitivity as a question: its runs, what it makes of them, echo, time and surfaces, and what it refuses."""

import re
import shutil
from collections import Counter
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import typer
from typer.testing import CliRunner, Result

from experiments import sensitivity
from experiments.carrying_out import carry_out
from experiments.comparison.experiment import Comparison
from experiments.described import read_experiment
from experiments.discovery.experiment import Discovery
from experiments.experiment import Findings, ensembles_of
from experiments.replay import replay
from experiments.sensitivity import echo, echo_wording, lead, surfaces, through_time, time_wording, wording
from experiments.sensitivity.analysis import Analysis, Chance, analysed
from experiments.sensitivity.experiment import DEFAULTS, DRIVER_NUMBERS, SUMMARIES, Sensitivity
from experiments.sensitivity.figures import of_rankings
from experiments.sensitivity.given import independent
from experiments.sensitivity.inputs import DUMMY, label_of, narrowed, problem_of, table_of
from experiments.sensitivity.methods import method_of
from experiments.sensitivity.missing import on_missing
from experiments.sensitivity.outcomes import by_quarter, by_set
from experiments.workers import Workers
from model import Decentralisation, Scenario
from model.declaration import Fault, UnknownName
from model.design import Design
from model.ensemble import Batch, Ensemble, Kept
from model.evidence import STANDINGS, standing
from model.language import speaking
from model.parameters import PARAMETERS as ALL_PARAMETERS
from model.parameters import parameter, problem
from model.rules.leadership import HIGH_SEATS
from model.summaries import SUMMARIES as ALL_SUMMARIES

SMALL = Scenario.load("baseline").with_(months=36, population={"kind": "synthetic", "number": 10, "seed": 1})
PARAMETERS = ("conviction_mean", "champions_mean", "appetite_mean")


def asked(method: str = "sobol", *, seeds: int = 3, **options) -> Sensitivity:
    """A small question."""
    return Sensitivity(scenarios=(SMALL,), seeds=tuple(range(seeds)), method=method, **options)


def answered(method: str, **options) -> Findings:
    question = asked(method, **options)
    return question.findings(ensembles_of(question, threads=1))


@pytest.mark.parametrize(
    ("method", "options", "tables", "figures"),
    [
        ("morris", {"n": 4}, {"inputs", "indices", "ranks", "convergence", "verdicts"}, {"tempo", "convergence"}),
        ("sobol", {"n": 4, "by": "parameter", "second_order": True}, {"indices"}, {"pairs", "tempo"}),
        ("sobol", {"n": 4, "parameters": ()}, {"indices"}, {"tempo"}),
        ("pawn", {"n": 64}, {"indices"}, {"tempo"}),
        ("delta", {"n": 64}, {"indices"}, {"tempo"}),
        ("echo", {"n": 4}, {"indices", "pairs", "ranks"}, {"tempo"}),
        ("echo", {"n": 4, "ranking": "morris", "by": "parameter"}, {"pairs"}, {"tempo"}),
        ("surfaces", {"n": 3}, {"surfaces", "interactions"}, {"tempo"}),
        ("surfaces", {"n": 3, "draws": 2}, {"surfaces"}, {"tempo"}),
    ],
)
def test_every_method_answers(method: str, options: dict, tables: set[str], figures: set[str]) -> None:
    found = answered(method, **{"outcomes": ("tempo",), "parameters": PARAMETERS} | options)
    assert tables <= set(found.tables)
    assert figures <= set(found.figures)
    assert all(len(table) for table in found.tables.values())
    assert any(sentence.lstrip("- ").startswith("Tempo") for sentence in found.answer)
    assert any("met the same" in sentence for sentence in found.answer)
    if method == "sobol":
        assert any("3 pairs of inputs" in sentence for sentence in found.answer) == ("second_order" in options)


def test_several_outcomes_and_what_they_lack() -> None:
    """Twelve months: nobody has half of the measures, so time to half is 12 everywhere; no type date is reached."""
    question = Sensitivity(
        scenarios=(SMALL.with_(months=12),), seeds=(1, 2, 3), method="sobol", n=4, parameters=PARAMETERS,
        outcomes=("all_starts", "months_to_half", "changer_at_date", "all_failures"),
    )  # fmt: skip
    found = question.findings(ensembles_of(question, threads=1))
    assert "overview" in found.figures
    assert set(found.tables["verdicts"]["outcome"]) == {"all_starts", "all_failures"}
    assert "Time to half: no answer, is 12 in all sets; nothing can be told of what it depends on." in found.answer
    assert "Changers on the type date: no answer, got 0 complete blocks of 4; allowed 4 or more." in found.answer


def test_the_runs_are_salibs_sample_without_the_dummy() -> None:
    question = asked("sobol", parameters=PARAMETERS, by="parameter", n=8, seeds=2)
    (plan,) = question.plans().values()
    sets = plan.design.parameters
    assert tuple(sets.columns) == PARAMETERS
    assert len(plan.design) == 8 * (3 + 2) * 2
    expected = method_of("sobol").sample(problem(PARAMETERS), 8)
    np.testing.assert_allclose(sets.to_numpy(), expected)
    again = next(iter(question.plans().values())).design.parameters
    pd.testing.assert_frame_equal(sets, again, check_exact=True)


def test_an_hour_is_enough_for_twelve_parameters() -> None:
    names = tuple(problem()["names"][:12])
    question = asked("sobol", parameters=names, by="parameter", n=1024, seeds=10)
    assert sum(len(plan.design) for plan in question.plans().values()) == 143_360


def test_a_question_can_be_written_down_and_made_again() -> None:
    question = asked("echo", parameters=PARAMETERS, n=8, ranking="morris")
    assert Sensitivity.made_from(question.options(), [SMALL]) == question
    assert asked("morris").outcomes == SUMMARIES
    assert asked("morris").n == DEFAULTS["morris"].n
    assert {name for default in DEFAULTS.values() for name in default.outcomes if name != "embeddings"} <= {
        summary.name for summary in ALL_SUMMARIES
    }


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"method": "sobl"}, "unknown method 'sobl' .did you mean 'sobol'"),
        ({"outcomes": ("temp",)}, "unknown summary 'temp' .did you mean 'tempo'"),
        ({"method": "time", "outcomes": ("tempo",)}, "unknown outcome by month 'tempo'"),
        ({"outcomes": ("tempo", "tempo")}, "outcomes: got 'tempo' twice"),
        ({"parameters": ("cut_sise", "strategy")}, "unknown parameter 'cut_sise' .did you mean 'cut_size'"),
        ({"parameters": ("cut_size",), "by": "parameter"}, "got one input .announced cut in the transferred sum.; "),
        ({"parameters": ("cut_size", "preparation"), "by": "group"}, "got one input .urgency.; allowed two or more"),
        ({"method": "pawn", "by": "group"}, "by: got 'group'; pawn compares single parameters"),
        ({"method": "delta", "by": "standing"}, "by: got 'standing'; delta compares single parameters"),
        ({"by": "size"}, "unknown kind of input 'size'"),
        ({"n": 48}, "n: got 48; allowed a power of two"),
        ({"method": "morris", "n": 2}, "n: got 2; allowed 4 or more"),
        ({"method": "morris", "second_order": True}, "second_order: got true for morris; allowed for sobol"),
        ({"draws": 3}, "draws: got 3 for sobol; allowed for surfaces"),
        ({"method": "surfaces", "draws": 1}, "draws: got 1; allowed 0, or 2 and more"),
        ({"method": "echo", "ranking": "pawn"}, "unknown ranking 'pawn'"),
        (
            {"method": "echo", "by": "parameter", "parameters": ("cut_size", "preparation")},
            "got inputs of one group only .urgency.; the echo changes",
        ),
        ({"method": "echo", "by": "parameter", "parameters": ("strategy", "clarity")}, "one group only .the rest."),
    ],
)
def test_what_cannot_be_asked_is_refused(options: dict, complaint: str) -> None:
    with pytest.raises((Fault, UnknownName), match=complaint):
        asked(**{"method": "sobol"} | options)


def test_one_scenario_and_a_seed_are_needed() -> None:
    with pytest.raises(Fault, match="scenarios: got 2; allowed one"):
        Sensitivity(scenarios=(SMALL, SMALL), seeds=(1,))
    with pytest.raises(Fault, match="seeds: got none"):
        Sensitivity(scenarios=(SMALL,), seeds=())


def test_one_seed_leaves_chance_unknown() -> None:
    found = answered("sobol", parameters=PARAMETERS, outcomes=("tempo",), n=4, seeds=1)
    assert DUMMY not in set(found.tables["indices"]["input"])
    assert found.tables["verdicts"]["chance"].isna().all()
    assert any("unknown: one seed" in sentence for sentence in found.answer)


def test_missing_runs_are_found_a_place_and_counted() -> None:
    """Made-up runs: the value is 10 for each set and 1 for each seed; run 3 (set 1, seed 1) failed."""
    design = Design([SMALL], [5, 9], pd.DataFrame({"cut_size": [0.1, 0.2, 0.3]}))
    summaries = np.zeros((6, len(ALL_SUMMARIES)))
    column = [summary.name for summary in ALL_SUMMARIES].index("months_to_half")
    summaries[:, column] = [0, 1, 10, np.nan, np.nan, 21]
    ensemble = Ensemble(design, Kept(), Batch(np.arange(6), summaries, errors={3: "broken"}))
    taken = by_set(ensemble, "months_to_half")
    np.testing.assert_array_equal(taken.values, [[0, 1], [10, np.nan], [36, 21]])
    assert taken.censored == pytest.approx(1 / 5)
    assert np.isnan(by_set(ensemble, "tempo").values).sum() == 1


def lacking(lost: set[int], n: int = 32) -> Ensemble:
    """Made-up runs of a small question of which some failed."""
    (plan,) = asked("sobol", parameters=PARAMETERS, by="parameter", n=n).plans().values()
    summaries = np.zeros((len(plan.design), len(ALL_SUMMARIES)))
    return Ensemble(plan.design, Kept(), Batch(np.arange(len(summaries)), summaries, errors=dict.fromkeys(lost, "x")))


def test_runs_that_failed_in_a_corner_are_said_to_lie_there() -> None:
    whole = lacking(set())
    conviction = np.repeat(whole.design.parameters["conviction_mean"].to_numpy(), len(whole.design.seeds))
    high = parameter("conviction_mean").high
    corner = set(np.flatnonzero(conviction > 0.8 * high).tolist()[::2])
    (told,) = on_missing(lacking(corner), 5)
    assert told.startswith(f"{len(corner)} of 480 runs are missing, and they lie in a corner: nine in ten have ")
    low, to = re.search(rf"{label_of('conviction_mean')} ([0-9.]+) to ([0-9.]+) \(", told).groups()
    assert 0.79 * high < float(low) < float(to) <= high
    assert label_of("appetite_mean") not in told
    with speaking("nl"):
        assert "en ze liggen in een hoek" in on_missing(lacking(corner), 5)[0]

    anywhere = set(np.random.default_rng(3).choice(480, 40, replace=False).tolist())
    assert on_missing(lacking(anywhere), 5) == [
        "40 of 480 runs are missing: by single inputs they lie no different from the others."
    ]
    assert on_missing(lacking({7}), 5) == ["1 of 480 runs is missing: too few to say whether they lie in a corner."]
    assert on_missing(whole, 5) == []


def test_quarters_are_means_of_three_months() -> None:
    design = Design([SMALL.with_(months=8)], [1], pd.DataFrame({"cut_size": [0.1, 0.2]}))
    months = np.arange(8.0)
    series = [np.column_stack([months, 10 * months]), np.column_stack([months + 100, months])]
    batch = Batch(np.arange(2), np.zeros((2, len(ALL_SUMMARIES))), series=series)
    found = by_quarter(Ensemble(design, Kept(series=("starts", "failures")), batch), ["failures", "starts"])
    np.testing.assert_array_equal(found["starts"], [[[1, 4, 6.5]], [[101, 104, 106.5]]])
    np.testing.assert_array_equal(found["failures"], [[[10, 40, 65]], [[1, 4, 6.5]]])


def test_a_higher_share_of_high_seats_moves_the_same_champions_up() -> None:
    """So leadership position is one number that only ever adds power: more high seats, of no more persons."""
    country = {"kind": "synthetic", "number": 60, "seed": 1}
    high, number = [], []
    for share in np.linspace(0, 1, 6):
        scenario = SMALL.with_(population=country, parameters={DRIVER_NUMBERS["leadership"]: float(share)})
        active = [
            (one.code, place) for one in Decentralisation(scenario, 4).municipality
            for place, seat in enumerate(one.seats) if seat.active
        ]  # fmt: skip
        high.append(Counter(code for code, place in active if place < HIGH_SEATS))
        number.append(Counter(code for code, _ in active))
    # Nobody's number of champions changes; high seats only ever become more, in every municipality.
    assert all(counts == number[0] for counts in number)
    for fewer, more in pairwise(high):
        assert all(more[code] >= fewer[code] for code in number[0])
    assert high[-1].total() > high[0].total()


class TestEcho:
    def indices(self, **variants: dict[str, float]) -> pd.DataFrame:
        return pd.DataFrame(
            [
                {"variant": variant, "input": name, "value": value, "low": value - 0.1, "high": value + 0.1}
                for variant, values in variants.items()
                for name, value in values.items()
            ]
        )

    def test_a_rank_that_flips_is_not_rankable(self) -> None:
        """Of the first two the intervals overlap where they flip, and lie apart where the first and third do."""
        table = self.indices(
            as_declared={"cut_size": 0.9, "strategy": 0.5, "clarity": 0.2, "appetite_mean": 0.45, DUMMY: 0.0},
            urgency_halved={"cut_size": 0.4, "strategy": 0.5, "clarity": 0.7, "appetite_mean": 0.1, DUMMY: 0.0},
            urgency_doubled={"cut_size": 0.9, "strategy": 0.3, "clarity": 0.1, "appetite_mean": 0.4, DUMMY: 0.0},
        )
        question = problem_of(("cut_size", "strategy", "clarity", "appetite_mean"))
        pairs = echo.turned_round(table, question).set_index(["higher", "lower"])
        assert pairs["verdict"].to_dict() == {
            ("cut_size", "strategy"): echo.NOT_RANKABLE,
            ("cut_size", "clarity"): echo.NOT_RANKABLE,
            ("cut_size", "appetite_mean"): echo.RANKED,
            ("strategy", "clarity"): echo.NOT_RANKABLE,
            ("strategy", "appetite_mean"): echo.NOT_APART,
            ("appetite_mean", "clarity"): echo.NOT_RANKABLE,
        }
        assert pairs.loc[("cut_size", "strategy"), ["turned_in", "surely_in"]].tolist() == ["urgency_halved", ""]
        assert pairs.loc[("cut_size", "clarity"), ["turned_in", "surely_in"]].tolist() == 2 * ["urgency_halved"]
        assert pairs.loc[("strategy", "appetite_mean"), "turned_in"] == "urgency_doubled"
        places = echo.places(table, pairs.reset_index()).set_index("input")
        assert places["rankable"].to_dict() == dict.fromkeys(places.index, False)
        assert places.loc["cut_size", ["as_declared", "highest_place", "lowest_place"]].tolist() == [1, 1, 3]
        text = echo_wording.in_words("tempo", pairs.reset_index())
        assert "of 6 pairs of inputs 1 keeps its order under all other ranges (1 of 1 with" in text
        assert "4 are not rankable, since some other range turns the order round (for 2 of 4 only within" in text
        assert f"{label_of('cut_size')} and {label_of('strategy')} (urgency halved, within overlapping inter" in text
        assert f"Not rankable: {label_of('cut_size')} and {label_of('clarity')} (urgency halved)." in text
        assert "1 is not told apart to begin with" in text

    def test_two_inputs_of_one_group_are_not_tested(self) -> None:
        """Their ranges change together, so that their order says nothing of the ranges."""
        values = {"cut_size": 0.9, "preparation": 0.5, "appetite_mean": 0.1, DUMMY: 0.0}
        table = self.indices(as_declared=values, urgency_halved=values, urgency_doubled=values)
        pairs = echo.turned_round(table, problem_of(("cut_size", "preparation", "appetite_mean")))
        assert pairs["verdict"].tolist() == [echo.NOT_TESTED, echo.RANKED, echo.RANKED]
        text = echo_wording.in_words("tempo", pairs)
        assert "of 3 pairs of inputs 2 keep their order under all other ranges (2 of 2 with" in text
        assert (
            "and 1 is not tested (both inputs are in one group, of which the ranges change together). None is" in text
        )
        only = echo_wording.in_words("tempo", pairs.head(1))
        assert "of 1 pair of inputs 1 is not tested" in only and "None is turned round" not in only
        with speaking("nl"):
            assert "van het ene paar factoren is 1 niet getoetst" in echo_wording.in_words("tempo", pairs.head(1))
            assert "van de 3 paren factoren houden 2 de volgorde bij elk" in echo_wording.in_words("tempo", pairs)
        grouped = problem_of(("cut_size", "preparation", "appetite_mean"), "group")
        by_group = self.indices(as_declared={"urgency": 0.9, "risk_appetite": 0.1, DUMMY: 0.0})
        assert echo.turned_round(by_group, grouped)["verdict"].tolist() == [echo.RANKED]

    def test_no_range_leaves_what_is_declared(self) -> None:
        variants = dict(echo.variants(problem_of(("cut_size", "appetite_mean", "strategy"))))
        declared = [[parameter(name).low, parameter(name).high] for name in ("cut_size", "appetite_mean", "strategy")]
        assert set(variants) == {
            "as_declared", "urgency_halved", "urgency_doubled", "risk_appetite_halved", "risk_appetite_doubled",
        }  # fmt: skip
        assert variants["as_declared"]["bounds"] == declared
        # 0.15 in 0 to 0.35: half of either side.
        assert variants["urgency_halved"]["bounds"][0] == pytest.approx([0.075, 0.25])
        assert variants["urgency_halved"]["bounds"][1:] == declared[1:]
        assert variants["urgency_doubled"]["bounds"][0] == declared[0]
        assert variants["urgency_doubled"]["bounds"][1] == pytest.approx([0.325, 0.625])
        assert variants["urgency_doubled"]["bounds"][2] == pytest.approx([0.15, 0.55])

    def test_a_steeper_input_under_a_halved_range_has_a_quarter_of_its_variance(self) -> None:
        question = problem_of(("cut_size", "strategy"))
        method = method_of("sobol")
        half = narrowed(question, ["urgency"], 0.5)
        width, other = 0.35, 0.8
        for varied, share in ((question, 0.8), (half, 0.5)):
            sample = method.sample(varied, 256)
            # Variances 4 : 1 with the ranges as declared, 1 : 1 with the first halved.
            outcomes = sample @ [2 / width, 1 / other]
            found = analysed(method, varied, sample, outcomes[:, None])
            first = found.indices.query("index == 'S1' and input == 'cut_size'")["value"].iloc[0]
            assert first == pytest.approx(share, abs=0.03)


class TestTime:
    def test_who_matters_when(self) -> None:
        """a alone in the first two quarters, b alone in the third, half of it chance; nothing in the fourth."""
        question = {"num_vars": 2, "names": ["a", "b"], "bounds": [[0, 1], [0, 1]]}
        method = method_of("sobol")
        sample = method.sample(question, 256)
        generator = np.random.default_rng(3)
        a, b = sample.T
        luck = generator.normal(0, np.sqrt(1 / 12), (len(sample), 8))
        still = np.zeros((len(sample), 8))
        quarters = [a[:, None] + 0.01 * luck, a[:, None] + 0.01 * luck, b[:, None] + luck, still]
        indices, shares, verdicts = through_time.quarters(method, question, sample, np.stack(quarters, axis=2))
        wide = shares.pivot(index="quarter", columns="part", values="share")
        assert list(wide.index) == [0, 1, 2]
        np.testing.assert_allclose(wide.sum(axis=1), 1.0)
        assert wide.loc[0, "a"] == pytest.approx(1, abs=0.06)
        assert wide.loc[0, "chance"] == pytest.approx(0, abs=0.01)
        assert wide.loc[2, "b"] == pytest.approx(0.5, abs=0.06)
        assert wide.loc[2, "a"] == pytest.approx(0.0, abs=0.05)
        assert wide.loc[2, "chance"] == pytest.approx(0.5, abs=0.05)
        named = indices.assign(input=indices["input"].replace({"a": "cut_size", "b": "strategy"}))
        assert through_time.leaders(named).to_dict() == {0: "cut_size", 1: "cut_size", 2: "strategy"}
        text = time_wording.in_words("tempo", named, shares, SMALL.with_(months=12))
        assert f"{label_of('cut_size')} (2013-01 to 2013-04); {label_of('strategy')} (2013-07)" in text
        assert "In 1 quarter nothing varies." in text
        # Nothing interacts, and the intervals say so; chance is too much in the third for the sample.
        together = shares[shares["part"] == "interactions"]
        assert (together["low"] <= 0).all() and (together["high"] < 0.2).all()
        assert verdicts["quarter"].tolist() == [0, 1, 2] and (verdicts["beyond_dummy"] == 1).all()
        told = time_wording.on_verdicts(verdicts.assign(date="2013-01"), shares, method)
        assert f"Settled in {verdicts['settled'].sum()} of 3 quarters" in told
        assert "In 3 of 3 quarters an input is told apart from a dummy" in told
        assert "In 0 of 3 interactions are told apart from none" in told

    def test_interactions_have_an_interval_and_a_small_sample_is_said_not_to_be_settled(self) -> None:
        """A product of two inputs around nought is all interaction; of sixteen blocks only little can be told."""
        question = {"num_vars": 2, "names": ["a", "b"], "bounds": [[-1, 1], [-1, 1]]}
        method = method_of("sobol")
        found = {}
        for number in (16, 1024):
            sample = method.sample(question, number)
            noise = np.random.default_rng(2).normal(0, 0.01, (len(sample), 4))
            values = (sample[:, 0] * sample[:, 1])[:, None] + noise
            _, shares, verdicts = through_time.quarters(method, question, sample, values[:, :, None])
            row = shares[shares["part"] == "interactions"].iloc[0]
            assert row["low"] < 1 - shares.set_index("part").loc["chance", "share"] < row["high"]
            found[number] = row["high"] - row["low"], verdicts.iloc[0]
        assert found[1024][0] < found[16][0] / 3
        assert found[1024][0] < 0.4
        assert not found[16][1]["settled"] and found[16][1]["widest"] > found[1024][1]["widest"]

    def test_the_sum_of_first_orders_is_that_of_salib(self) -> None:
        question = problem_of(PARAMETERS)
        method = method_of("sobol")
        sample = method.sample(question, 32)
        values = np.random.default_rng(1).normal(size=(len(sample), 1)) + sample[:, :1]
        found = analysed(method, question, sample, values).indices
        expected = found.loc[found["index"] == "S1", "value"].sum()
        assert through_time.sum_of_first(values.reshape(32, -1)) == pytest.approx(expected)

    def test_on_the_model(self) -> None:
        found = answered("time", parameters=PARAMETERS, n=4)
        assert list(found.figures) == ["through_time"]
        shares = found.tables["shares"]
        np.testing.assert_allclose(shares.groupby("quarter")["share"].sum(), 1.0)
        assert set(shares["part"]) == {"urgency", "leadership", "risk_appetite", "interactions", "chance"}
        assert set(found.tables["verdicts"]["quarter"]) == set(shares["quarter"])
        assert any(sentence.startswith("Settled in") for sentence in found.answer)
        for page in (found.figures["through_time"], found.figures["through_time"].dutch):
            box, size = page.get_tightbbox(), page.get_size_inches()
            assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= size[0] and box.y1 <= size[1]


class TestSurfaces:
    def values(self, product: float, seeds: int = 6) -> np.ndarray:
        """x + 2 y + product x y on a grid of five steps from 0 to 1, with noise by seed."""
        x = np.linspace(0, 1, 5)
        plane = x[:, None] + 2 * x[None, :] + product * x[:, None] * x[None, :]
        return plane[:, :, None, None] + np.random.default_rng(1).normal(0, 0.05, (5, 5, 1, seeds))

    @pytest.mark.parametrize(
        ("product", "words"),
        [
            (3.0, "the two strengthen each other: both high give 3.1 (2.9 to 3.2) more"),
            (-1.5, "the two stand in for each other: both high give 1.4 (1.3 to 1.6) less"),
            (0.0, "not distinguishable"),
        ],
    )
    def test_interaction(self, product: float, words: str) -> None:
        values = self.values(product)
        found = surfaces.interaction(values)
        assert found["together"] == pytest.approx(product, abs=0.15)
        assert found["low"] < product < found["high"]
        assert found["rise_two"] == pytest.approx(2, abs=0.1)
        table = surfaces.surface(values, "conviction_mean", "appetite_mean").assign(pair="pair")
        row = {"pair": "pair", "one": "conviction_mean", "two": "appetite_mean", **found}
        assert words in surfaces.in_words("tempo", row, table)

    def test_a_surface_and_its_interval(self) -> None:
        table = surfaces.surface(self.values(1.0, seeds=40), "conviction_mean", "appetite_mean")
        corner = table[(table["x"] == parameter("conviction_mean").high) & (table["y"] == 0.2)].iloc[0]
        assert corner["mean"] == pytest.approx(1.0, abs=0.05)
        # Student's t with 39 degrees of freedom at 0.975.
        assert corner["high"] - corner["mean"] == pytest.approx(2.022691 * corner["sd_seeds"] / np.sqrt(40))
        assert table["sd_seeds"].mean() == pytest.approx(0.05, abs=0.005)
        assert table["sd_surroundings"].isna().all()

    def test_a_missing_run_empties_its_point_only(self) -> None:
        values = self.values(1.0)
        values[2, 3, 0, 1] = np.nan
        assert surfaces.surface(values, "conviction_mean", "appetite_mean")["mean"].isna().sum() == 1

    def test_the_surroundings_are_the_same_at_every_point(self) -> None:
        question = asked("surfaces", parameters=PARAMETERS[:2], n=3, draws=2)
        table = question.plans()["conviction_mean_by_champions_mean"].design.parameters
        assert len(table) == 18
        others = table.drop(columns=list(PARAMETERS[:2]))
        assert len(others.columns) == 46
        assert len(others.drop_duplicates()) == 2
        assert len(table[list(PARAMETERS[:2])].drop_duplicates()) == 9
        other = asked("surfaces", n=3, draws=2).plans()["conviction_mean_by_appetite_mean"].design.parameters
        shared = [name for name in others.columns if name in other.columns and name != "appetite_mean"]
        pd.testing.assert_frame_equal(table[shared], other[shared])


def test_rounding_never_leaves_a_range() -> None:
    question = problem_of(())
    low, high = np.array(question["bounds"]).T
    table = table_of(question, np.vstack([low - 1e-15, high + 1e-15]))
    Design([SMALL], [1], table)


def test_numbers_have_the_digits_that_their_intervals_allow() -> None:
    assert wording.with_interval(0.4237, 0.36, 0.487) == "0.42 (0.36 to 0.49)"
    assert wording.with_interval(31.4, 15.2, 47.6) == "31 (15 to 48)"
    assert wording.with_interval(-0.0004, -0.01, 0.01) == "0.00 (-0.01 to 0.01)"
    assert wording.with_interval(0.5, np.nan, np.nan) == "0.50 (no interval)"
    assert wording.percent(0.034, 0.012, 0.058) == "3% (1 to 6)"
    assert wording.percent(0.0859, np.nan, np.nan) == "9% (no interval)"


def test_the_command_asks_what_it_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(sensitivity.asking, "ask", lambda make, **options: made.append((make(), options)))
    app = typer.Typer()
    app.command()(sensitivity.command)
    arguments = (
        "sobol --out there --by parameter --parameter cut_size --parameter strategy --n 8 --replicates 2 --seed 5"
    )
    result = CliRunner().invoke(app, arguments.split())
    assert result.exit_code == 0, result.output
    question, options = made[0]
    assert question == Sensitivity(
        scenarios=(Scenario.load("baseline"),), seeds=(5, 6), method="sobol", outcomes=SUMMARIES,
        parameters=("cut_size", "strategy"), by="parameter", n=8,
    )  # fmt: skip
    assert str(options["out"]) == "there"
    assert [method.value for method in sensitivity.Methods] == list(DEFAULTS)


@pytest.mark.parametrize(("method", "size"), [("morris", {"n": 4}), ("surfaces", {"n": 3})])
def test_whoever_answers_leaves_it_to_the_asker_to_say_that_it_is_simulated(method: str, size: dict) -> None:
    """The command and answer.md say it once under every answer."""
    found = answered(method, outcomes=("tempo",), parameters=PARAMETERS, **size)
    assert not any("not observed" in sentence for sentence in found.answer)


def test_parameters_can_be_put_together_by_how_firmly_they_stand() -> None:
    question = problem_of((), "standing")
    stands = {each.name: standing(each.evidence, each.status) for each in ALL_PARAMETERS}
    assert question["groups"] == [stands[name] for name in question["names"]]
    found = answered("sobol", by="standing", outcomes=("tempo",), n=4)
    assert set(found.tables["inputs"]["input"]) == set(question["groups"])
    ticks = {tick.get_text() for tick in found.figures["tempo"].axes[0].get_yticklabels()}
    assert {str(STANDINGS[name]) for name in question["groups"]} <= ticks


def test_constants_are_varied_where_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for = []
    monkeypatch.setattr("experiments.asking.ask", lambda make, **_: asked_for.append(make()))
    app = typer.Typer()
    app.command()(sensitivity.command)
    for options in (("--by", "standing", "--constants"), ("--by", "standing")):
        assert CliRunner().invoke(app, ["sobol", "--out", str(tmp_path / "out"), *options]).exit_code == 0
    assert asked_for[0].parameters == tuple(each.name for each in ALL_PARAMETERS)
    assert asked_for[1].parameters == ()
    done = CliRunner().invoke(app, ["sobol", "--out", "x", "--constants", "--parameter", "cut_size"])
    assert str(done.exception) == "--constants and --parameter: got both; allowed one"


class TestGiven:
    """PAWN of the runs of another capsule, which are not made again."""

    @pytest.fixture(scope="class")
    def capsule(self, tmp_path_factory: pytest.TempPathFactory) -> Path:
        folder = tmp_path_factory.mktemp("given") / "discovered"
        asked_before = Discovery(
            scenarios=(SMALL,), seeds=(3, 4), outcome="tempo", at_least=(2.0,), parameters=PARAMETERS, sets=80,
            boxes=1, halves=2,
        )  # fmt: skip
        carry_out(asked_before, folder)
        return folder

    def ask(self, *arguments: str) -> Result:
        app = typer.Typer()
        app.command()(sensitivity.command)
        return CliRunner().invoke(app, ["pawn", "--quiet", *arguments])

    def test_its_runs_are_analysed_and_none_is_made(
        self, capsule: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        out = tmp_path / "again"
        with monkeypatch.context() as context:
            context.setattr(Workers, "make", lambda *_: pytest.fail("a run was made"))
            done = self.ask("--from", str(capsule), "--out", str(out), "--outcome", "tempo")
            assert done.exit_code == 0, done.output
            assert self.ask("--from", str(capsule), "--out", str(out), "--outcome", "tempo", "--resume").exit_code == 0
        runs, sets = (pd.read_parquet(next(capsule.glob(f"{of}/sample*.parquet"))) for of in ("runs", "design"))
        values = runs.sort_values(["set", "seed"])["tempo"].to_numpy().reshape(80, 2)
        sample = sets.drop_duplicates("set").sort_values("set")[list(PARAMETERS)].to_numpy()
        expected = analysed(method_of("pawn"), problem_of(PARAMETERS), sample, values)
        found = pd.read_parquet(out / "tables" / "indices.parquet")
        pd.testing.assert_frame_equal(found.drop(columns="outcome"), expected.indices)
        assert "nothing was run for this" in (out / "answer.md").read_text()
        assert str(capsule) not in (out / "manifest.json").read_text() + (out / "experiment.json").read_text()

    def test_it_stands_by_itself(self, capsule: Path, tmp_path: Path) -> None:
        out = tmp_path / "again"
        assert self.ask("--from", str(capsule), "--out", str(out), "--outcome", "tempo").exit_code == 0
        question = read_experiment(out)
        assert isinstance(question, Sensitivity) and question.n == 80 and question.seeds == (3, 4)
        assert replay(out).agrees

    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            (("--n", "70"), "--from and --n: got both; allowed one"),
            (("--seed", "7"), "--from and --seed: got both; allowed one"),
            (("--parameter", "cut_size"), "parameters: got 'cut_size', which does not vary in the runs that are given"),
        ],
    )
    def test_what_the_capsule_tells_is_not_asked(self, capsule, tmp_path, arguments, complaint) -> None:
        done = self.ask("--from", str(capsule), "--out", str(tmp_path / "no"), *arguments)
        assert done.exit_code != 0 and complaint in done.output
        assert not (tmp_path / "no").exists()

    def test_a_capsule_without_a_sample_or_without_runs_is_refused(self, capsule: Path, tmp_path: Path) -> None:
        compared = tmp_path / "compared"
        carry_out(Comparison(scenarios=(SMALL, SMALL.with_(name="other", parameters={"cut_size": 0.0})),
                             seeds=(1, 2)), compared)  # fmt: skip
        done = self.ask("--from", str(compared), "--out", str(tmp_path / "no"))
        assert "has no runs in which parameters vary within one scenario" in done.output
        without = tmp_path / "without"
        shutil.copytree(capsule, without, ignore=shutil.ignore_patterns("runs"))
        done = self.ask("--from", str(without), "--out", str(tmp_path / "no"))
        assert "does not hold its runs" in done.output
        done = self.ask("--from", str(tmp_path / "nowhere"), "--out", str(tmp_path / "no"))
        assert done.exit_code != 0 and "is no finished capsule" in done.output
        assert not (tmp_path / "no").exists()

    def test_of_sets_that_share_values_only_those_count_that_do_not(self) -> None:
        """Of a Saltelli block the first and the last; of a grid the diagonal."""
        sample = method_of("sobol").sample(problem_of(PARAMETERS), 8)
        assert independent(sample).tolist() == sorted([*range(0, 40, 5), *range(4, 40, 5)])
        grid = np.array([[x, y] for x in range(3) for y in range(3)], dtype=float)
        assert independent(grid).tolist() == [0, 4, 8]

    def test_other_methods_need_a_sample_of_their_own_and_other_questions_are_written_as_before(self) -> None:
        with pytest.raises(Fault, match="got runs for sobol, which needs a sample of its own"):
            asked("sobol", given="{}")
        with pytest.raises(Fault, match="given: cannot be read"):
            asked("pawn", given="{}")
        assert "given" not in asked("pawn").options()


# The lead


def analysis(**ends: tuple[float, float, float, bool]) -> Analysis:
    """Inputs with value, low and high of their total index, and whether they are told apart from the dummy."""
    rows = [
        {"index": "ST", "input": name, "other": "", "value": value, "low": low, "high": high}
        for name, (value, low, high, _) in ends.items()
    ]
    ranks = pd.DataFrame(
        {
            "input": list(ends),
            "first_rank": [1 + sum(o[1] > own[2] for o in ends.values()) for own in ends.values()],
            "last_rank": [len(ends) - sum(own[1] > o[2] for o in ends.values()) for own in ends.values()],
            "beyond_dummy": pd.array([own[3] for own in ends.values()], dtype="boolean"),
        }
    )
    chance = Chance(0.04, 0.02, 0.06, 0.01)
    return Analysis(pd.DataFrame(rows), ranks, pd.DataFrame(), chance, 0.01, 0.01, True, 64, 0)


URGENCY_FIRST = analysis(urgency=(0.6, 0.5, 0.7, True), rest=(0.2, 0.1, 0.3, True), leadership=(0.0, 0.0, 0.1, False))
UNDECIDED = analysis(urgency=(0.4, 0.2, 0.6, True), rest=(0.3, 0.1, 0.5, True), leadership=(0.0, 0.0, 0.1, False))
NOTHING = analysis(urgency=(0.1, 0.0, 0.2, False), rest=(0.1, 0.0, 0.2, False))
ONE_DOES_SOMETHING = analysis(urgency=(0.4, 0.2, 0.6, True), rest=(0.2, 0.1, 0.3, False))


@pytest.mark.parametrize(
    ("found", "english", "dutch"),
    [
        (
            URGENCY_FIRST,
            "Tempo depends most on urgency, which has a part in 60",
            "Tempo hangt het meest af van urgentie, die een aandeel heeft in 60",
        ),
        (
            UNDECIDED,
            "For tempo 2 of 3 inputs may matter most, and the sample cannot say which: urgency and the rest.",
            "Bij tempo kunnen 2 van de 3 factoren het meest uitmaken, en de steekproef zegt niet welke: urgentie en ",
        ),
        (
            NOTHING,
            "For tempo no input is distinguishable from one that does nothing",
            "Bij tempo is geen factor te onderscheiden van een die niets doet",
        ),
        (
            ONE_DOES_SOMETHING,
            "For tempo the sample cannot say which input matters most: it may be any of urgency and the rest; of these "
            "only urgency can be distinguished from an input that does nothing.",
            "Bij tempo zegt de steekproef niet welke factor het meest uitmaakt: elk van urgentie en de rest kan het "
            "zijn; alleen urgentie is daarvan te onderscheiden van een factor die niets doet.",
        ),
    ],
)
def test_the_lead_says_in_plain_words_what_an_outcome_depends_on_most(found, english, dutch) -> None:
    method = method_of("sobol")
    assert lead.on_most("tempo", found, method).startswith(english)
    with speaking("nl"):
        assert lead.on_most("tempo", found, method).startswith(dutch)


def test_the_overview_comes_first_and_tells_what_is_in_front_most_often() -> None:
    told = list(lead.on_lead({"tempo": URGENCY_FIRST, "waiting_at_end": NOTHING}, method_of("sobol")))
    assert told[0] == (
        "No input matters most throughout; most often alone in front is urgency, for 1 of 2 outcomes. For at least one "
        "of 2 outcomes 2 of 3 inputs are distinguishable from an input that does nothing. The sample is large enough "
        "for this."
    )
    assert [sentence[:2] for sentence in told[1:3]] == ["- ", "- "]
    assert told[-1].startswith("Chance makes up 4% of the variance")
    with speaking("nl"):
        assert next(lead.on_lead({"tempo": URGENCY_FIRST, "waiting_at_end": NOTHING}, method_of("sobol"))).startswith(
            "Geen factor doet er overal het meest toe; het vaakst alleen voorop staat urgentie, bij 1 van de 2"
        )
    assert len(list(lead.on_lead({"tempo": URGENCY_FIRST}, method_of("sobol")))) == 3
    unsettled = {"tempo": replace(URGENCY_FIRST, settled=False)}
    assert next(lead.on_lead(unsettled, method_of("sobol"))).startswith(
        "The sample is too small to be firm: the outcome did not settle."
    )
    often = {"tempo": URGENCY_FIRST, "goals_at_end": URGENCY_FIRST, "waiting_at_end": NOTHING}
    assert next(lead.on_lead(often, method_of("sobol"))).startswith(
        "What matters most is urgency: alone in front for 2"
    )


REST_FIRST = analysis(
    rest=(0.6, 0.5, 0.7, True),
    leadership=(0.3, 0.25, 0.35, True),
    urgency=(0.1, 0.05, 0.2, True),
    risk_appetite=(0.1, 0.0, 0.2, True),
)
DRIVERS_ALIKE = analysis(rest=(0.6, 0.5, 0.7, True), leadership=(0.3, 0.2, 0.4, True), urgency=(0.2, 0.1, 0.3, True))


def test_where_the_rest_comes_first_the_drivers_are_told_among_themselves() -> None:
    sobol = method_of("sobol")
    told = list(lead.on_lead({"tempo": REST_FIRST, "goals_at_end": DRIVERS_ALIKE}, sobol))
    assert "Of the drivers leadership position is alone in front most often, for 1 of 2 outcomes." in told[0]
    assert told[1].endswith(
        " Of the drivers most on leadership position, which has a part in 30% (25 to 35) of the variance."
    )
    assert told[2].endswith(
        " Of the drivers urgency and leadership position are in front, not ranked among themselves."
    )
    with speaking("nl"):
        assert (
            " Van de drijvende krachten het meest van positie van leiders, die"
            in list(lead.on_lead({"tempo": REST_FIRST, "goals_at_end": DRIVERS_ALIKE}, sobol))[1]
        )
    # Where the driver in front is in front of all, that is said once.
    assert "Of the drivers" not in " ".join(lead.on_lead({"tempo": URGENCY_FIRST, "goals_at_end": NOTHING}, sobol))


def test_the_lead_puts_nothing_in_front_that_the_detail_does_not() -> None:
    """Of two that overlap only one is told apart from the dummy: neither comes first."""
    told = next(lead.on_lead({"tempo": ONE_DOES_SOMETHING, "goals_at_end": NOTHING}, method_of("sobol")))
    assert "in front" not in told and told.startswith("For at least one of 2 outcomes 1 of 2 inputs is distinguishable")


@pytest.mark.parametrize(
    ("outcome", "english", "dutch"),
    [
        ("changer_at_date", "20 (10 to 30) percentage points", "20 (10 tot 30) procentpunten"),
        ("goals_at_end", "0.2 (0.1 to 0.3) on a scale of 0 to 1", "0.2 (0.1 tot 0.3) op een schaal van 0 tot 1"),
        ("months_to_half", "0.2 (0.1 to 0.3) months", "0.2 (0.1 tot 0.3) maanden"),
    ],
)
def test_a_difference_has_its_unit(outcome, english, dutch) -> None:
    assert wording.in_its_unit(outcome, 0.2, 0.1, 0.3) == english
    with speaking("nl"):
        assert wording.in_its_unit(outcome, 0.2, 0.1, 0.3) == dutch


@pytest.mark.parametrize(
    ("settled", "of", "english", "dutch"),
    [
        (0, 1, "the outcome did not settle", "de uitkomst kwam niet tot rust"),
        (1, 1, "the outcome settled", "de uitkomst kwam tot rust"),
        (1, 9, "1 of 9 outcomes settled", "1 van de 9 uitkomsten kwam tot rust"),
        (0, 2, "0 of 2 outcomes settled", "0 van de 2 uitkomsten kwamen tot rust"),
    ],
)
def test_outcomes_that_settled_are_counted_in_the_right_number(settled, of, english, dutch) -> None:
    assert wording.settled_of(settled, of) == english
    with speaking("nl"):
        assert wording.settled_of(settled, of) == dutch


def test_one_lost_run_is_told_as_one() -> None:
    lost = {"urgency_halved": 1, "urgency_doubled": 3}
    assert list(echo_wording.on_lost(lost)) == [
        "1 run is missing of urgency halved.",
        "3 runs are missing of urgency doubled, others halved.",
    ]
    with speaking("nl"):
        assert next(echo_wording.on_lost(lost)) == "Van urgentie gehalveerd ontbreekt 1 run."


@pytest.mark.parametrize(
    ("number", "of", "english", "dutch"),
    [
        (3, 4, "3 of 4 inputs are", "3 van de 4 factoren zijn"),
        (1, 3, "1 of 3 inputs is", "1 van de 3 factoren is"),
        (0, 4, "none of 4 inputs is", "geen van de 4 factoren is"),
        (1, 1, "1 of 1 input is", "1 van de 1 factoren is"),
    ],
)
def test_inputs_are_counted_in_the_right_number(number, of, english, dutch) -> None:
    assert wording.of_inputs(number, of) == english
    with speaking("nl"):
        assert wording.of_inputs(number, of) == dutch


def test_dutch_speaks_of_factors_throughout() -> None:
    found = answered("sobol", parameters=PARAMETERS, outcomes=("tempo", "waiting_at_end"), n=4)
    pages = [text for page in found.figures.values() for text in (page.dutch.title, page.dutch.footnote)]
    assert not any(re.search(r"\binvoer\b", text.lower()) for text in [*pages, *(s.dutch for s in found.answer)])
    assert next(iter(found.figures)) == "overview"


def made_up(question: Sensitivity) -> dict[str, Analysis]:
    """Analyses of all asked outcomes, of which each depends on the inputs by turns."""
    method = method_of(question.method, question.second_order)
    problem = problem_of(question.parameters, question.by)
    sample = method.sample(problem, question.n)
    places = (sample - np.array(problem["bounds"])[:, 0]) / np.ptp(problem["bounds"], axis=1)
    weights = np.arange(places.shape[1])
    noise = np.random.default_rng(1).normal(0, 0.1, (len(sample), len(question.seeds)))
    return {
        name: analysed(method, problem, sample, (places @ np.roll(weights, 3 * turn))[:, None] + noise)
        for turn, name in enumerate(question.outcomes)
    }


@pytest.mark.parametrize(
    "options",
    [{"method": "morris", "n": 4}, {"n": 4}, {"n": 4, "by": "parameter", "second_order": True, "parameters": "long"}],
    ids=["morris", "sobol", "pairs"],
)
def test_no_text_leaves_the_page_or_meets_its_neighbour(options: dict) -> None:
    """All outcomes that are analysed where none is named, and the longest labels, in both languages."""
    if "parameters" in options:
        longest = sorted(problem()["names"], key=lambda name: len(label_of(name)))[-5:]
        options = options | {"parameters": tuple(longest)}
    question = asked(**options)
    figures = of_rankings(question, method_of(question.method, question.second_order), made_up(question))
    assert {"overview", "convergence", *SUMMARIES} <= set(figures)
    for name, english in figures.items():
        for page in (english, english.dutch):
            box = page.get_tightbbox()
            wide, high = page.get_size_inches()
            assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= wide and box.y1 <= high, (name, box)
            titles = [axes.title.get_window_extent() for axes in page.axes if axes.title.get_text()]
            assert not any(one.overlaps(other) for one, other in combinations(titles, 2)), name
            # Nor is room given away: the longest label begins near the edge.
            beside = [label.get_window_extent().x0 for label in page.axes[0].get_yticklabels()]
            assert name == "convergence" or min(beside) <= 0.1 * page.bbox.width, name


def test_the_echo_has_room_for_its_labels_and_its_legend() -> None:
    found = answered("echo", n=4, by="parameter", outcomes=("tempo",), parameters=(*PARAMETERS, "cut_size"))
    for page in (found.figures["tempo"], found.figures["tempo"].dutch):
        box, size = page.get_tightbbox(), page.get_size_inches()
        assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= size[0] and box.y1 <= size[1]
        assert page.legends[0].get_window_extent().x0 >= page.axes[0].get_window_extent().x1


def test_where_nothing_stands_in_front_echo_and_time_say_so_plainly() -> None:
    pairs = pd.DataFrame({"higher": ["a"], "lower": ["b"], "turned_in": [""], "verdict": [echo.NOT_APART]})
    assert "the one pair of inputs cannot be ranked to begin with" in echo_wording.in_words("tempo", pairs)
    two = pd.concat([pairs, pairs])
    assert "none of 2 pairs of inputs can be ranked to begin with" in echo_wording.in_words("tempo", two)
    quarter = {"quarter": 0, "index": "ST", "input": ["urgency", "rest"], "value": [0.5, 0.4], "low": 0.1, "high": 0.9}
    shares = pd.DataFrame({"part": [], "share": []})
    told = time_wording.in_words("embedded", pd.DataFrame(quarter), shares, SMALL.with_(months=3))
    assert "in no quarter does one input matter more than all others" in told
    with speaking("nl"):
        told = time_wording.in_words("embedded", pd.DataFrame(quarter), shares, SMALL.with_(months=3))
        assert "in geen kwartaal doet één factor er meer toe dan alle andere" in told
