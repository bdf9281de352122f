"""Reading and checking the two tables that make a population: municipalities, and who borders on whom.

What a column may hold is declared here once; a fault is reported with its file, line, column, value and what
is allowed, many faults at a time, because a user corrects a table in one go.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from model.declaration import Fault, suggestion

if TYPE_CHECKING:
    import pandas as pd

REAL_PREFIX, SYNTHETIC_PREFIX = "GM", "SY"
SYNTHETIC_KEY = 10_000_000
"""Added to the number in a synthetic code, so that its key is never that of a real municipality."""

CODE = re.compile(rf"{REAL_PREFIX}\d{{4}}|{SYNTHETIC_PREFIX}\d{{7}}")
CODE_ALLOWED = "GM and four digits, or SY and seven digits for an imagined municipality"
KINDS = ("border", "link")
FAULTS_SHOWN = 20


class PopulationError(Fault, ValueError):
    """A table or map that cannot be used; the text names the file, the place in it, the value and what is
    allowed.
    """


@dataclass(frozen=True, slots=True)
class Column:
    """What a numeric column may hold: numbers from `low` to `high`, in `unit`, whole ones if `whole`."""

    name: str
    low: float
    high: float
    unit: str
    whole: bool = False

    @property
    def allowed(self) -> str:
        kind = "a whole number" if self.whole else "a number"
        return f"{kind} from {self.low:.9g} to {self.high:.9g} ({self.unit})"

    def read(self, text: str) -> float:
        """The number in a cell. Raises ValueError where the cell does not hold an allowed one."""
        value = float(text)
        if not (self.low <= value <= self.high) or (self.whole and value != math.floor(value)):
            raise ValueError
        return value


TEXTS = ("code", "name", "province", "region")
NUMBERS = (
    Column("population", 1, 50_000_000, "inhabitants", whole=True),
    Column("share_elderly", 0, 1, "share aged 65 and over"),
    Column("income", 1, 1_000, "1,000 euro"),
    Column("address_density", 1, 100_000, "addresses per square kilometre"),
    Column("urbanity", 1, 5, "1 very strongly urban, 5 not urban", whole=True),
    Column("decline", 0, 1, "1 for a municipality in a region of decline", whole=True),
    Column("longitude", -180, 180, "degrees east"),
    Column("latitude", -90, 90, "degrees north"),
)
COLUMNS = (*TEXTS, *(column.name for column in NUMBERS))
NEIGHBOUR_COLUMNS = ("code_a", "code_b", "kind")


def key(code: str) -> int:
    """A municipality's identity as a number: 344 for GM0344, 10,000,001 for SY0000001."""
    return int(code[len(REAL_PREFIX) :]) + (SYNTHETIC_KEY if code.startswith(SYNTHETIC_PREFIX) else 0)


def read_municipalities(path: Path | str) -> pd.DataFrame:
    """A table of municipalities: the columns of `COLUMNS` and `key`, one row each, sorted by code.

    The file is comma-separated text in UTF-8 with a header. Raises PopulationError where the file or a cell
    is wrong.
    """
    import pandas as pd

    lines, cells = _read(Path(path), COLUMNS)
    faults = list(_empty(lines, cells))
    faults += (
        f"line {line}, column code: got {code!r}; allowed {CODE_ALLOWED}"
        for line, code in zip(lines, cells["code"], strict=True)
        if code and not CODE.fullmatch(code)
    )
    faults += _repeated(lines, cells["code"], "code")
    faults += _repeated(lines, cells["name"], "name")
    table: dict[str, Sequence[object]] = {name: cells[name] for name in TEXTS}
    for column in NUMBERS:
        values, wrong = _numbers(lines, cells[column.name], column)
        faults += wrong
        table[column.name] = values
    _refuse(Path(path), faults)
    frame = pd.DataFrame(table).astype({column.name: "int64" for column in NUMBERS if column.whole})
    frame["key"] = [key(code) for code in cells["code"]]
    return frame.sort_values("code", ignore_index=True)


def read_neighbours(path: Path | str, codes: Iterable[str]) -> pd.DataFrame:
    """Pairs of neighbours: `code_a` < `code_b`, each pair once, and `kind` ("border", or "link" across
    water).

    `codes` are the municipalities there are. Raises PopulationError where the file or a cell is wrong.
    """
    import pandas as pd

    known = set(codes)
    lines, cells = _read(Path(path), NEIGHBOUR_COLUMNS)
    faults = list(_empty(lines, cells))
    for column in NEIGHBOUR_COLUMNS[:2]:
        faults += (
            f"line {line}, column {column}: got {code!r}; allowed a code of the table of municipalities"
            + suggestion(code, known)
            for line, code in zip(lines, cells[column], strict=True)
            if code and code not in known
        )
    faults += (
        f"line {line}, column kind: got {kind!r}; allowed {' or '.join(KINDS)}"
        for line, kind in zip(lines, cells["kind"], strict=True)
        if kind and kind not in KINDS
    )
    pairs = list(zip(cells["code_a"], cells["code_b"], strict=True))
    faults += (
        f"line {line}, column code_b: got {b!r}, which is code_a too; allowed another municipality"
        for line, (a, b) in zip(lines, pairs, strict=True)
        if a and a == b
    )
    faults += _repeated(lines, [" and ".join(sorted(pair)) if all(pair) else "" for pair in pairs], "code_a, code_b")
    _refuse(Path(path), faults)
    frame = pd.DataFrame(
        {
            "code_a": [min(pair) for pair in pairs],
            "code_b": [max(pair) for pair in pairs],
            "kind": cells["kind"],
        },
        dtype="str",
    )
    return frame.sort_values(["code_a", "code_b"], ignore_index=True)


def _read(path: Path, columns: tuple[str, ...]) -> tuple[list[int], dict[str, list[str]]]:
    """The line number of every row, and the cells of every column, both as they stand in the file."""
    if not path.is_file():
        raise PopulationError(f"{path}: there is no such file; allowed: a comma-separated table in UTF-8")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            header = [name.strip() for name in next(reader, [])]
            _check_header(path, header, columns)
            rows = [(reader.line_num, row) for row in reader if row]
    except UnicodeDecodeError as error:
        raise PopulationError(f"{path}: is not text in UTF-8; save it as comma-separated values in UTF-8") from error
    _refuse(
        path,
        [
            f"line {line}: has {len(row)} cells; allowed {len(header)}, one for each column"
            for line, row in rows
            if len(row) != len(header)
        ],
    )
    if not rows:
        raise PopulationError(f"{path}: has no rows below its header")
    cells = list(zip(*(row for _, row in rows), strict=True))
    return [line for line, _ in rows], {name: [cell.strip() for cell in cells[header.index(name)]] for name in columns}


def _check_header(path: Path, header: list[str], columns: tuple[str, ...]) -> None:
    if len(header) == 1 and ";" in header[0]:
        raise PopulationError(f"{path}: line 1 is separated by semicolons; allowed: commas, and a point in decimals")
    faults = [f"line 1: unknown column {name!r}{suggestion(name, columns)}" for name in header if name not in columns]
    faults += (f"line 1: column {name!r} is missing" for name in columns if name not in header)
    faults += (f"line 1: column {name!r} stands there more than once" for name in columns if header.count(name) > 1)
    _refuse(path, faults)


def _empty(lines: list[int], cells: dict[str, list[str]]) -> Iterator[str]:
    for name, column in cells.items():
        yield from (
            f"line {line}, column {name}: is empty; allowed: a value in every cell"
            for line, cell in zip(lines, column, strict=True)
            if not cell
        )


def _repeated(lines: list[int], values: list[str], name: str) -> Iterator[str]:
    first: dict[str, int] = {}
    for line, value in zip(lines, values, strict=True):
        if value and first.setdefault(value, line) != line:
            yield f"line {line}, column {name}: got {value!r}, also on line {first[value]}; allowed once"


def _numbers(lines: list[int], cells: list[str], column: Column) -> tuple[list[float], list[str]]:
    values, faults = [], []
    read: Callable[[str], float] = column.read
    for line, cell in zip(lines, cells, strict=True):
        try:
            values.append(read(cell))
        except ValueError:
            values.append(math.nan)
            if cell:
                faults.append(f"line {line}, column {column.name}: got {cell!r}; allowed {column.allowed}")
    return values, faults


def _refuse(path: Path, faults: list[str]) -> None:
    if faults:
        more = len(faults) - FAULTS_SHOWN
        shown = [f"{path}: {fault}" for fault in faults[:FAULTS_SHOWN]]
        raise PopulationError("\n".join(shown + [f"{path}: and {more} more"] * (more > 0)))
