"""Plausible sets: written and read, refused where they do not fit, and met one by each seed."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from model import plausible, simulate
from model.declaration import Fault
from model.design import Design
from tests.model.countries import small

SETS = pd.DataFrame({"start_rate": [0.3, 0.7, 1.1], "strategy": [0.1, 0.4, 0.7]})
TINY = small(3)
OWN = TINY.with_(name="own", parameters={"strategy": 0.3})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three sets."""
    plausible.write(SETS, {"targets": ["P1"]}, tmp_path)
    return tmp_path


def test_what_is_written_is_read(folder: Path) -> None:
    found = plausible.sets(folder)
    pd.testing.assert_frame_equal(found, SETS.rename_axis("set"))
    made = plausible.made(folder)
    assert (made["targets"], made["sets"]) == (["P1"], 3)
    assert plausible.identity(folder) == made["sha256"]
    assert plausible.remark(folder) == ""


def test_sets_made_on_other_rules_are_remarked_upon(folder: Path) -> None:
    manifest = plausible.made(folder) | {"rules": "0123"}
    (folder / plausible.MANIFEST).write_text(json.dumps(manifest))
    assert "0123" in plausible.remark(folder)
    assert len(plausible.sets(folder)) == 3


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("set,start_rate,strategie\n0,0.3,0.1\n", "unknown parameter 'strategie' (did you mean 'strategy'?)"),
        ("set,start_rate,strategy\n0,0.3,7\n", "row 0, strategy: got 7"),
        ("set,start_rate,strategy\n0,0.3,\n", "row 0, strategy"),
    ],
)
def test_sets_that_the_model_does_not_know_are_refused_by_name(folder: Path, table: str, told: str) -> None:
    (folder / plausible.TABLE).write_text(table)
    text = json.loads((folder / plausible.MANIFEST).read_text())
    text["sha256"] = plausible.digest(folder / plausible.TABLE)
    (folder / plausible.MANIFEST).write_text(json.dumps(text))
    with pytest.raises(Fault) as fault:
        plausible.sets(folder)
    assert told in str(fault.value) and "calibrate anew" in str(fault.value)


def test_a_changed_table_is_refused(folder: Path) -> None:
    with (folder / plausible.TABLE).open("a") as file:
        file.write("3,0.5,0.5\n")
    with pytest.raises(Fault, match="SHA-256 differs"):
        plausible.sets(folder)


def test_where_there_are_none_the_text_says_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"plausible\.json and plausible\.csv missing.*decdyn calibrate --adopt"):
        plausible.sets(tmp_path)
    (tmp_path / plausible.TABLE).write_text("set\n")
    (tmp_path / plausible.MANIFEST).write_text("{}")
    with pytest.raises(Fault, match="cannot be read"):
        plausible.sets(tmp_path)


def test_the_sets_that_come_with_the_model_can_be_used_or_are_plainly_absent() -> None:
    if (plausible.FOLDER / plausible.TABLE).is_file():
        assert len(plausible.sets()) >= 100
        assert plausible.made()["sets"] == len(plausible.sets())
    else:
        with pytest.raises(Fault, match="got none"):
            plausible.sets()


def test_each_seed_meets_the_row_of_its_number_whatever_stands_beside_it() -> None:
    design = Design([TINY, OWN], [4, 7, 3, 2], by_seed=SETS)
    runs = np.arange(4)
    assert design.rows_by_seed(runs).tolist() == [1, 1, 0, 2]
    defaults = TINY.parameter_values()
    for run, row in zip(runs, [1, 1, 0, 2], strict=True):
        expected = defaults._replace(**SETS.iloc[row].to_dict())
        assert design.values(int(run)).tolist() == list(expected)
        assert Design(TINY, design.seeds[run], by_seed=SETS).values(0).tolist() == list(expected)


def test_what_a_scenario_or_a_set_sets_itself_stays() -> None:
    varied = pd.DataFrame({"start_rate": [0.5]})
    design = Design([TINY, OWN], [1], varied, by_seed=SETS)
    both = [dict(zip(TINY.parameter_values()._fields, design.values(run), strict=True)) for run in (0, 1)]
    assert [each["start_rate"] for each in both] == [0.5, 0.5]
    assert [each["strategy"] for each in both] == [0.4, 0.3]


def test_a_second_table_is_refused() -> None:
    design = Design(TINY, 1).with_by_seed(SETS)
    assert design.by_seed is not None
    with pytest.raises(Fault, match="second table"):
        design.with_by_seed(SETS)


def test_many_runs_meet_them_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plausible, "FOLDER", folder)
    found = simulate(TINY, range(3), plausible=True).runs
    alone = simulate(TINY.with_(parameters=SETS.iloc[2].to_dict()), 2).runs
    columns = [column for column in alone if column != "scenario"]
    pd.testing.assert_frame_equal(found[columns].tail(1).reset_index(drop=True), alone[columns])
