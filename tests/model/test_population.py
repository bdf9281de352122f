"""The population: the 393, users' tables with and without faults, selection, boundaries."""

import re
from pathlib import Path

import numpy as np
import pytest

from model import data
from model.data.tables import COLUMNS
from model.declaration import UnknownName
from model.population import SIZE_CLASSES, Population, PopulationError, read_boundaries, size_class

RECORDED = Path(__file__).parent / "recorded"
HEADER = ",".join(COLUMNS)
ROWS = (
    "GM0001,Alpha,North,One,12000,0.2,25.5,800,4,0,5.1,52.1",
    "GM0002,Beta,North,One,45000,0.18,24.0,1600,2,0,5.2,52.2",
    'SY0000003,"Gamma, Old and New",South,Two,90000,0.16,23.1,2600,1,1,5.3,52.3',
)
PAIRS = ("code_a,code_b,kind", "GM0002,GM0001,border", "GM0002,SY0000003,link")


@pytest.fixture(scope="module")
def netherlands() -> Population:
    return Population.netherlands()


def written(folder: Path, rows: tuple[str, ...] = (HEADER, *ROWS), pairs: tuple[str, ...] = PAIRS) -> tuple[Path, Path]:
    municipalities, neighbours = folder / "mine.csv", folder / "ties.csv"
    municipalities.write_text("\n".join(rows) + "\n", encoding="utf-8")
    neighbours.write_text("\n".join(pairs) + "\n", encoding="utf-8")
    return municipalities, neighbours


def refused(folder: Path, rows: tuple[str, ...] = (HEADER, *ROWS), pairs: tuple[str, ...] = PAIRS) -> str:
    with pytest.raises(PopulationError) as error:
        Population.read(*written(folder, rows, pairs))
    return str(error.value)


def changed(row: int, column: str, value: str) -> tuple[str, ...]:
    """The good table with one cell changed; row 0 is on line 2 of the file."""
    cells = [list(ROWS[0].split(",")), list(ROWS[1].split(","))]
    cells[row][COLUMNS.index(column)] = value
    return (HEADER, *(",".join(line) for line in cells), ROWS[2])


def test_netherlands_is_that_of_2015(netherlands: Population) -> None:
    table = netherlands.table
    assert len(netherlands) == 393
    assert table["population"].sum() == 16_900_726
    assert netherlands.find("Amsterdam")["population"] == 821_752
    assert netherlands.find("Rozendaal")["population"] == 1_509
    assert table["region"].nunique() == 42
    assert table["province"].nunique() == 12
    assert table["decline"].sum() == 33
    assert not table.isna().any(axis=None)
    assert list(table["code"]) == sorted(table["code"])
    elderly = (table["share_elderly"] * table["population"]).sum() / table["population"].sum()
    assert elderly == pytest.approx(0.178, abs=5e-4)


def test_netherlands_has_the_neighbours_of_2015(netherlands: Population) -> None:
    ties = netherlands.neighbours
    assert ties["kind"].value_counts().to_dict() == {"border": 1_004, "link": 6}
    assert 2 * len(ties) / 393 == pytest.approx(5.14, abs=0.005)
    assert (ties["code_a"] < ties["code_b"]).all()


def test_key_is_the_number_in_the_code(netherlands: Population, tmp_path: Path) -> None:
    assert netherlands.find("GM0344")["key"] == 344
    assert netherlands.find("GM0344")["name"] == "Utrecht"
    assert Population.read(*written(tmp_path)).find("SY0000003")["key"] == 10_000_003


def test_urbanity_follows_from_the_density_shipped(netherlands: Population) -> None:
    from model.data.urbanity import urbanity

    assert urbanity([499, 500, 999, 1_000, 1_499, 1_500, 2_499, 2_500]).tolist() == [5, 4, 4, 3, 3, 2, 2, 1]
    assert (urbanity(netherlands.table["address_density"]) == netherlands.table["urbanity"]).all()


def test_size_classes(netherlands: Population) -> None:
    assert [size_class(number) for number in (1, 29_999, 30_000, 79_999, 80_000)] == [
        "small", "small", "middle", "middle", "large",
    ]  # fmt: skip
    names, numbers = np.unique(size_class(netherlands.table["population"]), return_counts=True)
    assert dict(zip(names, numbers.tolist(), strict=True)) == {"small": 230, "middle": 122, "large": 41}
    assert list(SIZE_CLASSES) == ["small", "middle", "large"]


def test_find_by_code_or_name_capitals_aside(netherlands: Population) -> None:
    position = netherlands.position("GM0363")
    assert netherlands.table["name"].iloc[position] == "Amsterdam"
    assert netherlands.position("amsterdam") == netherlands.position("gm0363 ") == position
    assert netherlands.find("súdwest-fryslân")["code"] == "GM1900"


def test_unknown_names_come_with_the_nearest(netherlands: Population) -> None:
    for call, kind, near in (
        (lambda: netherlands.find("Amsterdm"), "municipality", "Amsterdam"),
        (lambda: netherlands.select(provinces=["Drente"]), "province", "Drenthe"),
        (lambda: netherlands.select(regions=["Twentte"]), "region", "Twente"),
        (lambda: netherlands.select(codes=["GM036"]), "municipality code", "GM036"),
        (lambda: netherlands.select(size_classes=["medium"]), "size class", "small, middle, large"),
        (lambda: netherlands.subset(["GM9999"]), "municipality code", "GM"),
    ):
        with pytest.raises(UnknownName) as error:
            call()
        assert f"unknown {kind}" in str(error.value)
        assert near in str(error.value)


def test_select_joins_names_and_crosses_criteria(netherlands: Population) -> None:
    assert netherlands.select().all()
    two = netherlands.select(provinces=["Drenthe", "Flevoland"])
    assert two.sum() == 12 + 6
    large = netherlands.select(size_classes=["large"])
    assert large.sum() == 41
    assert (netherlands.select(provinces=["Drenthe", "Flevoland"], size_classes=["large"]) == (two & large)).all()
    assert netherlands.table["name"][netherlands.select(codes=["GM0363"])].tolist() == ["Amsterdam"]


def test_subset_keeps_ties_among_those_kept(netherlands: Population) -> None:
    part = netherlands.subset(netherlands.table["code"][netherlands.select(provinces=["Zeeland"])])
    assert len(part) == 13
    codes = set(part.table["code"])
    expected = [
        pair
        for pair in zip(netherlands.neighbours["code_a"], netherlands.neighbours["code_b"], strict=True)
        if codes.issuperset(pair)
    ]
    assert list(zip(part.neighbours["code_a"], part.neighbours["code_b"], strict=True)) == expected
    with pytest.raises(PopulationError, match="without municipalities"):
        netherlands.subset([])


def test_users_tables_are_read(tmp_path: Path) -> None:
    population = Population.read(*written(tmp_path))
    assert list(population.table["name"]) == ["Alpha", "Beta", "Gamma, Old and New"]
    assert population.neighbours.to_numpy().tolist() == [
        ["GM0001", "GM0002", "border"], ["GM0002", "SY0000003", "link"],
    ]  # fmt: skip
    assert population.source == "mine.csv, ties.csv"


def test_a_table_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    """Spreadsheets put a byte order mark first, and end lines their own way."""
    municipalities, neighbours = written(tmp_path)
    plain = municipalities.read_text(encoding="utf-8")
    municipalities.write_bytes(b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode())
    assert len(Population.read(municipalities, neighbours)) == 3


def test_shipped_tables_are_read_as_a_user_would(netherlands: Population) -> None:
    again = Population.read(data.MUNICIPALITIES, data.NEIGHBOURS)
    assert again.table.equals(netherlands.table)


@pytest.mark.parametrize(("row", "column", "value", "said"), [
    (0, "population", "many", "line 2, column population: got 'many'; allowed a whole number from 1 to 5000"),
    (1, "population", "0", "line 3, column population: got '0'"),
    (0, "population", "12.5", "line 2, column population: got '12.5'; allowed a whole number"),
    (0, "population", "nan", "line 2, column population: got 'nan'"),
    (0, "population", "", "line 2, column population: is empty"),
    (1, "share_elderly", "18", "line 3, column share_elderly: got '18'; allowed a number from 0 to 1"),
    (0, "urbanity", "6", "line 2, column urbanity: got '6'; allowed a whole number from 1 to 5"),
    (0, "decline", "yes", "line 2, column decline: got 'yes'; allowed a whole number from 0 to 1"),
    (0, "income", "-3", "line 2, column income: got '-3'"),
    (0, "address_density", "0", "line 2, column address_density: got '0'"),
    (0, "longitude", "521000", "line 2, column longitude: got '521000'; allowed a number from -180 to 180"),
    (0, "code", "0344", "line 2, column code: got '0344'; allowed GM and four digits"),
    (1, "code", "GM0001", "line 3, column code: got 'GM0001', also on line 2; allowed once"),
    (1, "name", "Alpha", "line 3, column name: got 'Alpha', also on line 2"),
    (0, "region", " ", "line 2, column region: is empty"),
])  # fmt: skip
def test_a_wrong_cell_is_named(tmp_path: Path, row: int, column: str, value: str, said: str) -> None:
    message = refused(tmp_path, changed(row, column, value), pairs=("code_a,code_b,kind", "GM0002,SY0000003,link"))
    assert f"mine.csv: {said}" in message
    assert len(message.splitlines()) == 1


@pytest.mark.parametrize(("rows", "said"), [
    ((HEADER.replace("income", "incom"), *ROWS), "line 1: unknown column 'incom' (did you mean 'income'?)"),
    ((HEADER.replace(",income", ""), *ROWS), "line 1: column 'income' is missing"),
    ((HEADER + ",code", *ROWS), "line 1: column 'code' stands there more than once"),
    ((HEADER.replace(",", ";"), *ROWS), "line 1 is separated by semicolons"),
    ((HEADER, ROWS[0] + ",7"), "line 2: has 13 cells; allowed 12"),
    ((HEADER,), "has no rows below its header"),
])  # fmt: skip
def test_a_wrong_table_is_named(tmp_path: Path, rows: tuple[str, ...], said: str) -> None:
    assert said in refused(tmp_path, rows)


@pytest.mark.parametrize(("pair", "said"), [
    ("GM0001,GM0009,border", "line 2, column code_b: got 'GM0009'; allowed a code of the table"),
    ("GM0001,GM0001,border", "line 2, column code_b: got 'GM0001', which is code_a too"),
    ("GM0001,GM0002,river", "line 2, column kind: got 'river'; allowed border or link"),
    ("GM0001,,border", "line 2, column code_b: is empty"),
    ("GM0001,GM0002,border\nGM0002,GM0001,link", "line 3, column code_a, code_b: got 'GM0001 and GM0002'"),
])  # fmt: skip
def test_a_wrong_pair_is_named(tmp_path: Path, pair: str, said: str) -> None:
    assert f"ties.csv: {said}" in refused(tmp_path, pairs=("code_a,code_b,kind", pair))


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    """Blank lines and line breaks inside quotes do not shift the number that an editor shows."""
    bad = ROWS[1].replace("45000", "x").replace("GM0002", "GM0005").replace("Beta", "Delta")
    message = refused(tmp_path, (HEADER, ROWS[0].replace("Alpha", '"Al\npha"'), "", bad))
    assert "line 5, column population: got 'x'" in message


def test_all_faults_are_told_up_to_a_number(tmp_path: Path) -> None:
    rows = tuple(f"GM{place:04d},Place {place},North,One,x,0.2,25,800,4,0,5,52" for place in range(1, 31))
    lines = refused(tmp_path, (HEADER, *rows)).splitlines()
    assert len(lines) == 21
    assert lines[-1].endswith("and 10 more")


def test_missing_and_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(PopulationError, match=re.escape("absent.csv: there is no such file")):
        Population.read(tmp_path / "absent.csv", data.NEIGHBOURS)
    latin = tmp_path / "latin.csv"
    latin.write_bytes("code,name\nGM0001,Súdwest".encode("latin-1"))
    with pytest.raises(PopulationError, match="not text in UTF-8"):
        Population.read(latin, data.NEIGHBOURS)


def test_a_table_made_in_python_is_checked(netherlands: Population) -> None:
    with pytest.raises(PopulationError, match="the table of municipalities lacks income"):
        Population(netherlands.table.drop(columns="income"), netherlands.neighbours, "mine")
    twice = netherlands.table.iloc[[0, 0]]
    with pytest.raises(PopulationError, match="twice"):
        Population(twice, netherlands.neighbours, "mine")


@pytest.mark.parametrize("name", ["boundaries.topojson", "boundaries.geojson"])
def test_boundaries_are_read_alike_from_both_formats(name: str) -> None:
    rings = read_boundaries(RECORDED / name)
    assert {code: len(found) for code, found in rings.items()} == {"GM0001": 1, "GM0002": 2}
    assert rings["GM0001"][0].tolist() == [[11, 51], [10, 51], [10, 50], [11, 50], [11, 51]]
    assert rings["GM0002"][0].tolist() == [[11, 51], [11, 50], [12, 50], [12, 51], [11, 51]]
    assert rings["GM0002"][1].tolist() == [[13, 50], [13.5, 50], [13.5, 50.25], [13, 50]]


@pytest.mark.parametrize(("content", "said"), [
    ("{", "line 1, column 2: is not JSON"),
    ('{"type": "Feature"}', "got type 'Feature'; allowed Topology (TopoJSON) or FeatureCollection"),
    ("[1]", "got type None"),
    ('{"type": "FeatureCollection"}', "is not complete FeatureCollection"),
    ('{"type": "FeatureCollection", "features": []}', "has no features"),
    ('{"type": "FeatureCollection", "features": [{"properties": {"code": "12"}}]}',
     "feature 1: got code '12'"),
    ('{"type": "FeatureCollection", "features": [{"id": "GM0001", "geometry": {"type": "Point"}}]}',
     "feature 1: got a geometry of type 'Point'; allowed Polygon or MultiPolygon"),
    ('{"type": "FeatureCollection", "features": [{"id": "GM0001", "geometry": '
     '{"type": "Polygon", "coordinates": [[[1, 2]]]}}]}',
     "feature 1 (GM0001): has coordinates that cannot be read"),
    ('{"type": "Topology", "arcs": [], "objects": {"a": {"type": "Polygon", "id": "GM0001", "arcs": [[0]]}}}',
     "feature 1 (GM0001): has coordinates that cannot be read"),
])  # fmt: skip
def test_a_wrong_boundary_file_is_named(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "map.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PopulationError) as error:
        read_boundaries(path)
    assert str(error.value).startswith(str(path))
    assert said in str(error.value)


def test_a_missing_boundary_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PopulationError, match="there is no such file"):
        read_boundaries(tmp_path / "map.json")
