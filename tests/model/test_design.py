"""Designs: which runs are to be made, by number; what is none is refused with name, value and what is allowed."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from model.declaration import Fault
from model.design import Design
from model.scenario import ScenarioError
from tests.model.countries import small

TINY = small(3)
OTHER = TINY.with_(name="other", parameters={"strategy": 0.2})
SETS = pd.DataFrame({"start_rate": [0.3, 1.4], "strategy": [0.1, 0.7]}, index=["slow", "fast"])


def test_runs_are_numbered_by_scenario_then_set_then_seed() -> None:
    design = Design([TINY, OTHER], [8, -3, 5], SETS)
    assert len(design) == 12
    assert design.place(10) == (1, 1, 1)
    names = design.names(np.array([0, 5, 10]))
    assert names.to_dict("list") == {
        "scenario": ["small", "small", "other"], "set": ["slow", "fast", "fast"], "seed": [8, 5, -3],
    }  # fmt: skip
    assert design.varied(np.array([0, 5, 10])).to_dict("list") == {
        "start_rate": [0.3, 1.4, 1.4], "strategy": [0.1, 0.7, 0.7],
    }  # fmt: skip


def test_a_set_replaces_the_parameters_of_the_scenario_and_no_others() -> None:
    design = Design([TINY, OTHER], 1, SETS[["start_rate"]])
    for run, scenario, rate in ((0, TINY, 0.3), (1, TINY, 1.4), (3, OTHER, 1.4)):
        expected = scenario.parameter_values()._replace(start_rate=rate)
        assert design.values(run).tolist() == list(expected)


def test_where_nothing_varies_there_is_one_set_and_no_column_of_it() -> None:
    design = Design(TINY, [4, 5])
    assert (design.sets, len(design)) == (1, 2)
    assert list(design.names(np.array([1]))) == ["scenario", "seed"]
    assert design.varied(np.array([0, 1])).shape == (2, 0)


@pytest.mark.parametrize(
    "seeds",
    [
        np.arange(3),
        range(3),
        (0, 1, 2),
        pd.Series([0, 1, 2]),
        [np.int64(0), np.int64(1), np.int64(2)],
        list(np.arange(3)),
    ],
    ids=["array", "range", "tuple", "column", "list of numpy integers", "list of an array"],
)
def test_seeds_may_be_any_whole_numbers(seeds: Any) -> None:
    listed = Design(TINY, seeds).seeds
    assert listed == [0, 1, 2]
    assert {type(seed) for seed in listed} == {int}


@pytest.mark.parametrize("seed", [7, np.int64(7), np.array(7)], ids=["int", "numpy integer", "numpy number"])
def test_one_whole_number_is_one_seed(seed: Any) -> None:
    assert Design(TINY, seed).seeds == [7]


@pytest.mark.parametrize(
    ("ask", "error", "text"),
    [
        (lambda: Design("basline", 1), ScenarioError, r"unknown scenario \(did you mean 'baseline'\?\)"),
        (lambda: Design("no/such.toml", 1), ScenarioError, "such.toml: 1 fault\n  no such file"),
        (lambda: Design([], 1), Fault, "scenarios: got none; allowed one or more, each with a name of its own"),
        (lambda: Design([TINY, OTHER, TINY], 1), Fault, "scenarios: got 'small' twice; allowed one or more"),
        (lambda: Design(None, 1), Fault, "scenarios: got None; allowed"),  # type: ignore[arg-type]
        (lambda: Design(["baseline", 3], 1), Fault, "scenarios: got 3; allowed"),  # type: ignore[list-item]
        (lambda: Design(TINY, []), Fault, "seeds: got '?none'?; allowed one or more, none twice"),
        (lambda: Design(TINY, [4, 5, 4]), Fault, "seeds: got 4 twice; allowed one or more, none twice"),
        (lambda: Design(TINY, [4, np.int64(4)]), Fault, "seeds: got 4 twice; allowed one or more, none twice"),
        (lambda: Design(TINY, [1, 2.5]), Fault, r"seed: got 2.5; allowed a whole number from -2\*\*63 to"),
        (lambda: Design(TINY, None), Fault, r"seed: got None; allowed a whole number"),  # type: ignore[arg-type]
        (lambda: Design(TINY, [True]), Fault, r"seed: got True; allowed a whole number"),
        (lambda: Design(TINY, np.array([True])), Fault, r"seed: got True; allowed"),  # type: ignore[arg-type]
        (lambda: Design(TINY, "12"), Fault, r"seed: got '12'; allowed a whole number"),  # type: ignore[arg-type]
        (lambda: Design(TINY, 2**63), Fault, r"seed: got 9223372036854775808; allowed a whole number"),
        (lambda: Design(SETS, 1, SETS), Fault, "scenarios: got a table of parameters, and parameters as"),
    ],
)
def test_what_is_no_design_is_refused_by_name_value_and_what_is_allowed(
    ask: Callable[[], object], error: type[Exception], text: str
) -> None:
    with pytest.raises(error, match=text):
        ask()


def test_a_seed_that_comes_twice_among_many_is_found_at_once() -> None:
    begun = time.process_time()
    with pytest.raises(Fault, match="seeds: got 99999 twice"):
        Design(TINY, [*range(100_000), 99_999])
    assert time.process_time() - begun < 5


TABLES: dict[str, tuple[Any, str]] = {
    "unknown column": (
        pd.DataFrame({"start_rat": [1.0]}),
        r"unknown parameter 'start_rat' \(did you mean 'start_rate'",
    ),
    "a switch": (pd.DataFrame({"held_attention": [1.0]}), "unknown parameter 'held_attention'"),
    "out of range": (
        pd.DataFrame({"start_rate": [1.0, 9.0]}, index=["a", "b"]),
        r"table of parameters, row 'b', start_rate: got 9(\.0)?; allowed 0.1 to 2.5",
    ),
    "missing": (pd.DataFrame({"strategy": [np.nan]}), "row 0, strategy: got nan; allowed 0 to 0.8"),
    "infinite": (pd.DataFrame({"strategy": [-np.inf]}), "row 0, strategy: got -inf; allowed 0 to 0.8"),
    "text": (pd.DataFrame({"strategy": ["much"]}), "row 0, strategy: got 'much'; allowed 0 to 0.8"),
    "nothing": (pd.DataFrame({"strategy": [None]}), "row 0, strategy: got (None|nan); allowed 0 to 0.8"),
    "true": (pd.DataFrame({"start_rate": [True]}), "row 0, start_rate: got True; allowed 0.1 to 2.5"),
    "no rows": (SETS.iloc[:0], "got 0 rows and 2 columns; allowed one row or more"),
    "no columns": (SETS[[]], "got 2 rows and 0 columns; allowed one row or more"),
    "a column twice": (SETS[["strategy", "strategy"]], "got 'strategy' twice; allowed .* each parameter in one column"),
    "a row twice": (SETS.loc[["slow", "slow"]], "got row 'slow' twice; allowed"),
    "no table": ({"strategy": [0.5]}, "table of parameters: got .*; allowed"),
}


@pytest.mark.parametrize(("table", "text"), TABLES.values(), ids=TABLES.keys())
def test_a_table_that_cannot_be_run_is_refused_with_row_column_value_and_range(table: Any, text: str) -> None:
    with pytest.raises(Fault, match=text):
        Design(TINY, 1, table)
