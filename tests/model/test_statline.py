"""Rebuilding the table from StatLine, on recorded rows; nothing here uses the internet."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from model import data
from model.data import statline
from model.data.statline import StatlineError, rebuild
from model.data.tables import PopulationError, read_municipalities

RECORDED = Path(__file__).parent / "recorded"
CODES = ["GM0358", "GM0738", "GM1680"]
Rows = list[dict[str, Any]]


@pytest.fixture
def tables() -> dict[str, Rows]:
    return {
        name: json.loads((RECORDED / f"{name}.json").read_text(encoding="utf-8")) for name in ("70072ned", "82949NED")
    }


@pytest.fixture
def quiet_neighbours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped pairs would be refused, for they tie municipalities that were not recorded."""
    path = tmp_path / "pairs" / "neighbours_2015.csv"
    path.parent.mkdir()
    path.write_text("code_a,code_b,kind\nGM0358,GM0738,link\n", encoding="utf-8")
    monkeypatch.setattr(data, "NEIGHBOURS", path)


def served(tables: dict[str, Rows]) -> Callable[[str, str | None], Rows]:
    """A stand-in for the web service that understands the one filter the loader uses."""

    def download(table: str, filters: str | None = None) -> Rows:
        period = filters.removeprefix("Perioden eq '").rstrip("'") if filters else None
        return [row for row in tables[table] if period is None or row["Perioden"] == period]

    return download


def renamed(rows: Rows, old: str, new: str) -> Rows:
    return [{new if column == old else column: value for column, value in row.items()} for row in rows]


@pytest.mark.usefixtures("quiet_neighbours")
def test_recorded_rows_give_the_shipped_ones(tables: dict[str, Rows], tmp_path: Path) -> None:
    remarks = rebuild(tmp_path / "new", served(tables))
    made = (tmp_path / "new" / "municipalities_2015.csv").read_text(encoding="utf-8").splitlines()
    shipped = data.MUNICIPALITIES.read_text(encoding="utf-8").splitlines()
    assert made == [shipped[0], *(line for line in shipped if line[:6] in CODES)]
    assert [remark[:3] for remark in remarks] == ["390"]
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "municipalities_2015.csv",
        "neighbours_2015.csv",
    ]


@pytest.mark.usefixtures("quiet_neighbours")
def test_a_renumbered_column_is_found_and_told(tables: dict[str, Rows], tmp_path: Path) -> None:
    tables["70072ned"] = renamed(tables["70072ned"], "Omgevingsadressendichtheid_252", "Omgevingsadressendichtheid_260")
    for old, new in (("Code_283", "Code_290"), ("Naam_284", "Naam_291")):
        tables["70072ned"] = renamed(tables["70072ned"], old, new)
    remarks = rebuild(tmp_path / "new", served(tables))
    assert any(
        "Omgevingsadressendichtheid_252 is read from Omgevingsadressendichtheid_260" in remark for remark in remarks
    )
    made = read_municipalities(tmp_path / "new" / "municipalities_2015.csv")
    assert made["address_density"].tolist() == [891, 372, 279]
    assert made["region"].tolist() == ["Amsterdam-Amstelland", "West Brabant Oost", "Drenthe"]


@pytest.mark.usefixtures("quiet_neighbours")
def test_a_changed_figure_is_told(tables: dict[str, Rows], tmp_path: Path) -> None:
    tables["70072ned"][1]["TotaalParticuliereHuishoudens_148"] = "    26.9"
    assert "Column income differs from the shipped table for 1 of 3." in rebuild(tmp_path / "new", served(tables))


def test_a_column_that_could_be_two_is_not_guessed(tables: dict[str, Rows], tmp_path: Path) -> None:
    tables["70072ned"] = renamed(
        tables["70072ned"], "TotaalParticuliereHuishoudens_148", "TotaalParticuliereHuishoudens_150"
    )
    with pytest.raises(StatlineError, match="could be any of TotaalParticuliereHuishoudens_140, TotaalPart"):
        rebuild(tmp_path / "new", served(tables))
    assert not (tmp_path / "new").exists()


def test_what_statline_lacks_is_named(tables: dict[str, Rows], tmp_path: Path) -> None:
    figures = tables["70072ned"]

    def refused(**changed: Rows) -> str:
        with pytest.raises(StatlineError) as error:
            rebuild(tmp_path / "new", served({**tables, **changed}))
        return str(error.value)

    other_year = [{**row, "Perioden": "2016JJ00"} for row in figures]
    assert "no rows for period 2015JJ00" in refused(**{"70072ned": other_year})
    assert "no row for GM0358" in refused(**{"70072ned": figures[:-1]})
    assert "'TotaleBevolking_1' is missing" in refused(**{"70072ned": renamed(figures, "TotaleBevolking_1", "Total")})
    assert "no column with codes JZ" in refused(**{"70072ned": renamed(figures, "Code_283", "Other")})
    blank = [{**row, "TotaleBevolking_1": "       ."} for row in figures]
    assert "municipality GM0358, period 2015JJ00, column TotaleBevolking_1: got '.'; allowed a number" in refused(
        **{"70072ned": blank}
    )
    stranger = [*tables["82949NED"], {"RegioS": "GM9999", "Naam_2": "Nowhere"}]
    figures_of_stranger = [*figures, {**figures[1], "RegioS": "GM9999"}]
    assert "GM9999 is not in the shipped table" in refused(**{"82949NED": stranger, "70072ned": figures_of_stranger})


@pytest.mark.usefixtures("quiet_neighbours")
def test_a_fault_leaves_the_old_table_alone(tables: dict[str, Rows], tmp_path: Path) -> None:
    rebuild(tmp_path / "new", served(tables))
    before = (tmp_path / "new" / "municipalities_2015.csv").read_bytes()
    tables["70072ned"][2]["TotaleBevolking_1"] = "-5"
    with pytest.raises(PopulationError, match="column population: got '-5'"):
        rebuild(tmp_path / "new", served(tables))
    assert (tmp_path / "new" / "municipalities_2015.csv").read_bytes() == before
    assert len(list((tmp_path / "new").iterdir())) == 2


def test_download_asks_cbsodata_for_the_rows(tables: dict[str, Rows], monkeypatch: pytest.MonkeyPatch) -> None:
    cbsodata = pytest.importorskip("cbsodata")
    asked: list[tuple[str, str, str | None]] = []

    def metadata(table: str, name: str, select: Any = None, filters: str | None = None, **_: Any) -> Rows:
        asked.append((table, name, filters))
        if not name:
            return [{"name": one} for one in ("TableInfos", "UntypedDataSet", "TypedDataSet", "DataProperties")]
        return tables[table] if name == "TypedDataSet" else []

    monkeypatch.setattr(cbsodata.cbsodata3, "_download_metadata", metadata)
    assert statline.download("70072ned", "Perioden eq '2015JJ00'") == tables["70072ned"]
    assert ("70072ned", "TypedDataSet", "Perioden eq '2015JJ00'") in asked


def test_no_internet_is_said_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cbsodata = pytest.importorskip("cbsodata")

    def unreachable(*_: Any, **__: Any) -> None:
        raise ConnectionError("name not known")

    monkeypatch.setattr(cbsodata, "download_data", unreachable)
    assert statline.main(["--out", str(tmp_path / "new")]) == 1
    said = capsys.readouterr().err
    assert said.startswith("error: table 82949NED could not be read from StatLine; is there an internet connection?")
    assert not (tmp_path / "new").exists()


def test_a_missing_package_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cbsodata", None)
    with pytest.raises(StatlineError, match="pip install cbsodata"):
        statline.download("70072ned")


@pytest.mark.usefixtures("quiet_neighbours")
def test_the_script_says_where_the_tables_are(
    tables: dict[str, Rows],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(statline.rebuild, "__defaults__", (served(tables),))
    assert statline.main(["--out", str(tmp_path / "new")]) == 0
    assert "Written: " in capsys.readouterr().out
