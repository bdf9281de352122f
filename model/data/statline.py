"""Rebuild the table of municipalities from Statistics Netherlands (StatLine), with the `cbsodata` package.

    python -m model.data.statline --out FOLDER

Taken from StatLine: code and name (table 82949NED), province, youth region, population, share of elderly,
income and density of addresses (table 70072ned, period 2015JJ00). Kept from the shipped table, because
StatLine does not hold them: centroids, who borders on whom, and decline (which the law names). Urbanity
follows from the density.

Column names were read from a download of 6 June 2018 (SOURCES.md). Statistics Netherlands puts a running
number behind each name and renumbers when it adds columns. So a column is sought by its full name, then by
the name without the number if just one column has it, and the result says so; a number alone is never
trusted. Regions, whose columns are all called Code and Naam, are known by what the codes begin with. The web
address was not reached when this was written: it was tested on recorded rows.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from model import data
from model.data.tables import COLUMNS, read_municipalities, read_neighbours
from model.data.urbanity import urbanity
from model.declaration import Fault, suggestion

FIGURES, MUNICIPALITIES = "70072ned", "82949NED"
PERIOD = "2015JJ00"
POPULATION = "TotaleBevolking_1"
ELDERLY = ("k_65Tot80Jaar_11", "k_80JaarOfOuder_12")
INCOME = "TotaalParticuliereHuishoudens_148"
DENSITY = "Omgevingsadressendichtheid_252"
NAME = "Naam_2"
PROVINCE, YOUTH_REGION = "PV", "JZ"
"""What the codes of provinces and of youth regions begin with."""

KEPT = ("decline", "longitude", "latitude")

Row = dict[str, Any]
Download = Callable[[str, str | None], list[Row]]


class StatlineError(Fault, RuntimeError):
    """StatLine could not be reached, or does not hold what is sought; the text says which table, column or
    period.
    """


def download(table: str, filters: str | None = None) -> list[Row]:
    """The rows of a StatLine table, in codes as published. The only call to the internet.

    Raises StatlineError where `cbsodata` is not installed or StatLine does not answer.
    """
    try:
        import cbsodata
    except ImportError as error:
        raise StatlineError("reading StatLine needs a package; install it with: pip install cbsodata") from error
    try:
        tables = cbsodata.download_data(table, filters=filters)
    except (OSError, ValueError) as error:
        raise StatlineError(
            f"table {table} could not be read from StatLine; is there an internet connection? ({str(error)[:200]})"
        ) from error
    return tables["TypedDataSet"] if "TypedDataSet" in tables else tables["UntypedDataSet"]


def rebuild(folder: Path | str, download: Download = download) -> list[str]:
    """Write the tables of municipalities and neighbours, made anew, to a folder; returns remarks in
    sentences.

    The remarks tell which columns go by another name than in 2018 and where figures differ from the shipped
    ones. Each file appears whole or not at all. Raises StatlineError where StatLine lacks something, and
    PopulationError where what it gives is not a valid table.
    """
    remarks: list[str] = []
    table = _table(download, remarks)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".statline-") as temporary:
        made = Path(temporary) / data.MUNICIPALITIES.name
        borders = Path(temporary) / data.NEIGHBOURS.name
        _write(made, table)
        shutil.copyfile(data.NEIGHBOURS, borders)
        municipalities = read_municipalities(made)
        read_neighbours(borders, municipalities["code"])
        remarks += _differences(municipalities)
        os.replace(made, folder / made.name)
        os.replace(borders, folder / borders.name)
    return remarks


def _table(download: Download, remarks: list[str]) -> list[list[str]]:
    """The rows of the new table in the order of its columns, sorted by code."""
    names = download(MUNICIPALITIES, None)
    figures = {code: row for row in download(FIGURES, f"Perioden eq '{PERIOD}'") if (code := _text(row, "RegioS"))}
    if not figures:
        raise StatlineError(f"table {FIGURES}: has no rows for period {PERIOD}; allowed: a period of the table")
    name = _column(MUNICIPALITIES, names, NAME, remarks)
    codes = {_text(row, "RegioS"): _text(row, name) for row in names}
    missing = sorted(set(codes) - set(figures))
    if missing:
        raise StatlineError(f"table {FIGURES}: has no row for {', '.join(missing)} in period {PERIOD}")
    rows = [figures[code] for code in sorted(codes)]
    population, income, density, *elderly = (
        _column(FIGURES, rows, wanted, remarks) for wanted in (POPULATION, INCOME, DENSITY, *ELDERLY)
    )
    province, region = (_region_column(rows, prefix) for prefix in (PROVINCE, YOUTH_REGION))
    kept = read_municipalities(data.MUNICIPALITIES).set_index("code")
    table = []
    for code, row in zip(sorted(codes), rows, strict=True):
        if code not in kept.index:
            raise StatlineError(f"table {MUNICIPALITIES}: {code} is not in the shipped table, which has its centroid")
        people, addresses = _number(row, population), _number(row, density)
        facts = {
            "code": code, "name": codes[code], "province": _text(row, province), "region": _text(row, region),
            "population": f"{people:.0f}",
            "share_elderly": f"{round(sum(_number(row, column) for column in elderly) / people, 4)}",
            "income": f"{_number(row, income)}",
            "address_density": f"{addresses:.0f}",
            "urbanity": f"{urbanity(addresses)}",
            **{column: str(kept.at[code, column]) for column in KEPT},
        }  # fmt: skip
        table.append([facts[column] for column in COLUMNS])
    return table


def _column(table: str, rows: Sequence[Row], wanted: str, remarks: list[str]) -> str:
    """The name a column goes by now: the full name, or else the only one of that name with another number."""
    if not rows:
        raise StatlineError(f"table {table}: has no rows")
    if wanted in rows[0]:
        return wanted
    stem = wanted.rpartition("_")[0]
    alike = [column for column in rows[0] if column.rpartition("_")[0] == stem]
    if len(alike) == 1:
        remarks.append(f"Table {table}: column {wanted} is read from {alike[0]}.")
        return alike[0]
    if alike:
        raise StatlineError(f"table {table}: column {wanted!r} is missing, and it could be any of {', '.join(alike)}")
    raise StatlineError(f"table {table}: column {wanted!r} is missing{suggestion(wanted, rows[0])}")


def _region_column(rows: Sequence[Row], prefix: str) -> str:
    """The column with the names of a kind of region: the one after that whose codes all begin with the
    prefix.
    """
    for column in rows[0]:
        number = re.fullmatch(r"Code_(\d+)", column)
        name = f"Naam_{int(number[1]) + 1}" if number else ""
        if name in rows[0] and all(re.fullmatch(rf"{prefix}\d\d", _text(row, column)) for row in rows):
            return name
    raise StatlineError(f"table {FIGURES}: has no column with codes {prefix} and two digits for every municipality")


def _text(row: Row, column: str) -> str:
    if column not in row:
        raise StatlineError(f"column {column!r} is missing{suggestion(column, row)}")
    return str(row[column] if row[column] is not None else "").strip()


def _number(row: Row, column: str) -> float:
    text = _text(row, column)
    try:
        return float(text)
    except ValueError:
        raise StatlineError(
            f"table {FIGURES}, municipality {_text(row, 'RegioS')}, period {PERIOD}, column {column}: "
            f"got {text!r}; allowed a number"
        ) from None


def _write(path: Path, rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])


def _differences(made: Any) -> list[str]:
    """In which columns, and for how many municipalities, the new table differs from the shipped one."""
    shipped = read_municipalities(data.MUNICIPALITIES).set_index("code")
    made = made.set_index("code")
    remarks = []
    if gone := sorted(set(shipped.index) - set(made.index)):
        remarks.append(f"{len(gone)} shipped municipalities are not in the new table: {', '.join(gone[:5])}.")
    for column in COLUMNS[1:]:
        differ = int((made[column] != shipped.loc[made.index, column]).sum())
        if differ:
            remarks.append(f"Column {column} differs from the shipped table for {differ} of {len(made)}.")
    return remarks


def main(arguments: Sequence[str] | None = None) -> int:
    """The script: prints remarks and where the files are; one plain line and exit code 1 for a fault."""
    parser = argparse.ArgumentParser(
        prog="python -m model.data.statline", description="Rebuild the table of municipalities from StatLine."
    )
    parser.add_argument("--out", required=True, type=Path, help="folder to write the two tables to")
    folder = parser.parse_args(arguments).out
    try:
        remarks = rebuild(folder)
    except (Fault, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print("\n".join([*remarks, f"Written: {folder / data.MUNICIPALITIES.name}, {folder / data.NEIGHBOURS.name}"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
