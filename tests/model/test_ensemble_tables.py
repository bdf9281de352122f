"""What an ensemble says of its runs: tables, summaries over seeds, plots; and the memory that takes.

Where nothing depends on what a run gives, the runs are made up.
"""

import gc
import tracemalloc
from collections.abc import Iterator

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot
from pandas.testing import assert_frame_equal

from model.declaration import Fault, UnknownName
from model.design import Design
from model.ensemble import MOST_LINES, Batch, Ensemble, Kept, simulate
from model.parameters import PARAMETERS
from model.summaries import SUMMARIES, SUMMARY
from tests.model.countries import small

matplotlib.use("Agg")

NAMES = [summary.name for summary in SUMMARIES]
PLAIN = small(14, parameters={"incident_rate": 0.1, "pioneer_share": 0.25})
OTHER = PLAIN.with_(name="other", title="An other course", months=10, parameters={"start_rate": 1.5})
SETS = pd.DataFrame({"start_rate": [0.3, 1.4], "strategy": [0.1, 0.7]}, index=["slow", "fast"])


def made_up(design: Design, missing: float = 0.0, failed: tuple[int, ...] = ()) -> Ensemble:
    """An ensemble of runs that were never made: urgency by month and every summary drawn at random, some missing."""
    draw = np.random.default_rng(1)
    runs = np.arange(len(design))
    summaries = draw.normal(size=(len(runs), len(SUMMARIES)))
    summaries[draw.random(summaries.shape) < missing] = np.nan
    months = [design.scenarios[place].months for place in design.place(runs)[0]]
    series = [draw.random((each, 1)) for each in months]
    sound = [each for run, each in enumerate(series) if run not in failed]
    return Ensemble(design, Kept(("urgency",)), Batch(runs, summaries, sound, errors=dict.fromkeys(failed, "no")))


@pytest.fixture(autouse=True)
def no_plot_left() -> Iterator[None]:
    """Close what a test drew."""
    yield
    pyplot.close("all")


# Tables


def test_a_table_of_parameter_sets_with_seeds() -> None:
    found = simulate(PLAIN, [1, 2], parameters=SETS, series=True, municipalities=True)
    for table in (found.runs, found.series, found.municipalities):
        assert list(table)[:3] == ["scenario", "set", "seed"]
        assert list(table["set"].unique()) == ["slow", "fast"]
    assert list(found.failures) == ["scenario", "set", "seed", "error"]
    rows = list(zip(found.runs["set"], found.runs["seed"], strict=True))
    assert rows == [("slow", 1), ("slow", 2), ("fast", 1), ("fast", 2)]


def test_runs_and_summary_show_the_parameters_that_vary() -> None:
    found = made_up(Design([PLAIN, OTHER], [4, 5, 6], SETS))
    runs, summary = found.runs, found.summary()
    assert list(runs) == ["scenario", "set", "seed", "start_rate", "strategy", *NAMES]
    over_seeds = ["runs", "mean", "sd", "lowest", "highest", "unit", "label"]
    assert list(summary) == ["scenario", "set", "start_rate", "strategy", "summary", *over_seeds]
    for table in (runs, summary):
        shown = table[["set", "start_rate", "strategy"]].drop_duplicates().set_index("set")
        assert_frame_equal(shown, SETS, check_names=False, check_exact=True)
    assert list(made_up(Design(PLAIN, [4, 5])).runs) == ["scenario", "seed", *NAMES]


def test_no_parameter_has_the_name_of_another_column() -> None:
    others = {"scenario", "set", "seed", "summary", "runs", "mean", "sd", "lowest", "highest", "unit", "label", *NAMES}
    assert not others & {parameter.name for parameter in PARAMETERS}


# Summaries over seeds


def test_a_summary_counts_averages_and_spans_the_runs_that_have_it() -> None:
    found = simulate([PLAIN, OTHER], range(4))
    table = found.summary().set_index(["scenario", "summary"])
    values = found.runs[found.runs["scenario"] == "other"]["tailoring_at_end"].tolist()
    row = table.loc[("other", "tailoring_at_end")]
    assert row["runs"] == 4
    assert row["mean"] == pytest.approx(sum(values) / 4)
    assert row["sd"] == pytest.approx(np.std(values, ddof=1))
    assert (row["lowest"], row["highest"]) == (min(values), max(values))
    assert row["lowest"] < row["mean"] < row["highest"]
    assert (row["unit"], row["label"]) == ("0-1", "tailoring, last year")
    missing = table.loc[("small", "changer_at_date")]
    assert missing["runs"] == 0
    assert np.isnan(missing["mean"])
    assert list(found.summary()["summary"].unique()) == NAMES


@pytest.mark.parametrize("sets", [None, SETS], ids=["no sets", "sets"])
def test_a_summary_is_the_long_table_grouped(sets: pd.DataFrame | None) -> None:
    found = made_up(Design([OTHER, PLAIN], [5, -3, 8, 1], sets), missing=0.4, failed=(0, 6))
    by = ["scenario"] if sets is None else ["scenario", "set", *SETS]
    long = found.runs.melt(by, NAMES, "summary", "value")
    grouped = long.groupby([*by, "summary"], observed=True, sort=False)["value"]
    expected = grouped.agg(runs="count", mean="mean", sd="std", lowest="min", highest="max").reset_index()
    declared = [SUMMARY[name] for name in expected["summary"]]
    expected = expected.assign(unit=[each.unit for each in declared], label=[each.label for each in declared])
    assert set(expected["runs"]) >= {0, 1, 2, 3}
    assert_frame_equal(found.summary(), expected, check_exact=True)


def test_sets_without_a_name_of_their_own_kind_are_summed_up_one_by_one() -> None:
    named = SETS.set_axis(pd.MultiIndex.from_tuples([("slow", 1), ("fast", 2)]))
    unnamed = SETS.set_axis([np.nan, 2.0])
    for sets in (named, unnamed):
        table = made_up(Design(PLAIN, range(3), sets)).summary()
        assert table["start_rate"].tolist() == [0.3, 1.4] * len(NAMES)
        assert set(table["runs"]) == {3}


# Plots


def test_a_plot_has_a_line_and_a_band_for_each_scenario() -> None:
    found = simulate([PLAIN, OTHER], range(6), series=["urgency", "share_cautious"])
    axes = found.plot("urgency")
    assert len(axes.lines) == len(axes.collections) == 2
    labels = [text.get_text() for text in axes.get_legend().get_texts()]
    assert labels == ["small (6 runs)", "An other course (6 runs)"]
    for line, band, scenario in zip(axes.lines, axes.collections, (PLAIN, OTHER), strict=True):
        mine = found.series[(found.series["scenario"] == scenario.name) & (found.series["outcome"] == "urgency")]
        by_month = mine.groupby("month")["value"]
        assert line.get_ydata() == pytest.approx(by_month.mean().to_numpy(), rel=1e-12)
        edges = band.get_paths()[0].vertices[:, 1]
        for share, edge in ((0.05, min), (0.95, max)):
            assert edge(edges) == pytest.approx(edge(by_month.quantile(share)), rel=1e-12)
    assert axes.get_title() == "Urgency (simulated)"
    assert axes.get_ylabel() == "0-1"
    _, other = pyplot.subplots()
    assert found.plot("share_cautious", other) is other
    assert len(axes.lines) == 2


def test_a_plot_has_a_line_for_each_set_of_parameters() -> None:
    found = made_up(Design([PLAIN, OTHER], range(3), SETS), failed=(1,))
    axes = found.plot("urgency")
    labels = [text.get_text() for text in axes.get_legend().get_texts()]
    names = ("small, set slow (2", "small, set fast (3", "An other course, set slow (3", "An other course, set fast (3")
    assert labels == [f"{name} runs)" for name in names]
    for line, (_, mine) in zip(axes.lines, found.series.groupby(["scenario", "set"], sort=False), strict=True):
        assert line.get_ydata() == pytest.approx(mine.groupby("month")["value"].mean().to_numpy(), rel=1e-12)


def test_more_lines_than_can_be_told_apart_are_not_drawn() -> None:
    sets = pd.DataFrame({"strategy": np.linspace(0.1, 0.7, MOST_LINES)})
    assert len(made_up(Design(PLAIN, 1, sets)).plot("urgency").lines) == MOST_LINES
    with pytest.raises(Fault, match="plot: got 20 lines, one for each scenario and set; allowed up to 10: run fewer"):
        made_up(Design([PLAIN, OTHER], 1, sets)).plot("urgency")


def test_an_unknown_outcome_is_not_drawn_and_not_kept() -> None:
    for ask in (lambda: simulate(PLAIN, 1, series="urgncy"), lambda: made_up(Design(PLAIN, 1)).plot("urgncy")):
        with pytest.raises(UnknownName, match=r"unknown outcome 'urgncy' \(did you mean 'urgency'\?\)"):
            ask()


# Memory


def test_two_thousand_runs_keep_less_than_half_a_kilobyte_each_with_their_tables() -> None:
    scenario = small(3)
    simulate(scenario, range(10)).summary()
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        found = simulate(scenario, range(2000))
        gc.collect()
        kept = tracemalloc.get_traced_memory()[0] - before
        assert len(found.runs) == 2000
        found.summary()
        gc.collect()
        with_tables = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert len(NAMES) * 8 < kept / 2000 <= with_tables / 2000 < 512


def test_a_summary_of_many_runs_takes_no_table_of_all_their_values() -> None:
    found = made_up(Design(small(2), range(40_000)))
    assert len(found.runs) == 40_000
    gc.collect()
    tracemalloc.start()
    try:
        found.summary()
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most / 40_000 < len(NAMES) * 8
