"""Who is there: the 393 municipalities of 1 January 2015, a user's own table, or an imagined country.

A municipality is known by its code (GM0344); its `key` is the number in the code, and every random draw is
addressed by it, so that a municipality's luck does not depend on who else is in the population or on the
order of the table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model import data
from model.data.boundaries import read_boundaries
from model.data.tables import (
    COLUMNS,
    NEIGHBOUR_COLUMNS,
    PopulationError,
    read_municipalities,
    read_neighbours,
)
from model.declaration import UnknownName

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["SIZE_CLASSES", "Population", "PopulationError", "read_boundaries", "size_class"]

SIZE_CLASSES = {"small": 0, "middle": 30_000, "large": 80_000}
"""The least number of inhabitants of every size class, from small to large."""

NETHERLANDS = "393 municipalities of 1 January 2015 (CBS)"


def size_class(population: Any) -> Any:
    """The size class of a number of inhabitants: a name for one number, an array of names for an array."""
    import numpy as np

    found = np.searchsorted(list(SIZE_CLASSES.values())[1:], population, side="right")
    names = np.array(list(SIZE_CLASSES))[found]
    return str(names) if np.ndim(population) == 0 else names


@dataclass(frozen=True, eq=False)
class Population:
    """The municipalities and who borders on whom.

    `table`: one row a municipality, sorted by code: code, name, province, region (youth region), population
    (inhabitants), share_elderly (share aged 65 and over), income (mean standardised disposable income, 1,000
    euro), address_density (addresses per square kilometre), urbanity (1 very strong to 5 not), decline (0 or
    1), longitude and latitude (degrees), key (whole number, its identity). `neighbours`: code_a, code_b, kind
    ("border" or "link"). `source`: where it comes from, in words. Sources of the facts:
    model/data/SOURCES.md. Raises PopulationError where a table lacks a column, is empty, or holds a key
    twice.
    """

    table: pd.DataFrame
    neighbours: pd.DataFrame
    source: str

    def __post_init__(self) -> None:
        for kind, frame, columns in (
            ("municipalities", self.table, (*COLUMNS, "key")),
            ("neighbours", self.neighbours, NEIGHBOUR_COLUMNS),
        ):
            missing = [column for column in columns if column not in frame]
            if missing:
                raise PopulationError(f"the table of {kind} lacks {', '.join(missing)}; allowed {', '.join(columns)}")
        if self.table.empty:
            raise PopulationError("a population without municipalities; allowed: at least one")
        if not self.table["key"].is_unique:
            raise PopulationError("a municipality stands twice in the table; allowed once")

    @classmethod
    def netherlands(cls) -> Population:
        """The 393 municipalities of 1 January 2015, 42 youth regions, 12 provinces."""
        return cls._from_files(data.MUNICIPALITIES, data.NEIGHBOURS, NETHERLANDS)

    @classmethod
    def read(cls, municipalities: Path | str, neighbours: Path | str) -> Population:
        """A user's own tables (comma-separated, UTF-8). Raises PopulationError, naming file, line, column and
        value.
        """
        return cls._from_files(municipalities, neighbours, f"{Path(municipalities).name}, {Path(neighbours).name}")

    @classmethod
    def synthetic(cls, number: int, seed: int) -> Population:
        """An imagined country of `number` municipalities with the statistics of the 393; see
        `model.synthetic`.
        """
        from model.synthetic import imagine

        table, neighbours = imagine(number, seed)
        return cls(table, neighbours, f"{number} imagined municipalities, seed {seed}")

    @classmethod
    def _from_files(cls, municipalities: Path | str, neighbours: Path | str, source: str) -> Population:
        table = read_municipalities(municipalities)
        return cls(table, read_neighbours(neighbours, table["code"]), source)

    def __len__(self) -> int:
        return len(self.table)

    def position(self, municipality: str) -> int:
        """The row of a municipality, by code or by name, capitals aside.

        Raises UnknownName, with the nearest name, where there is none.
        """
        wanted = municipality.strip().casefold()
        for column in ("code", "name"):
            rows = (self.table[column].str.casefold() == wanted).to_numpy().nonzero()[0]
            if len(rows):
                return int(rows[0])
        raise UnknownName("municipality", municipality, self.table["name"])

    def find(self, municipality: str) -> pd.Series:
        """The facts on a municipality, by code or by name; raises UnknownName as `position` does."""
        return self.table.iloc[self.position(municipality)]

    def select(
        self,
        codes: Iterable[str] = (),
        provinces: Iterable[str] = (),
        regions: Iterable[str] = (),
        size_classes: Iterable[str] = (),
    ) -> np.ndarray:
        """Which municipalities meet every criterion given (any of its names will do); all where none is
        given.

        Returns booleans, one a row. Raises UnknownName for a name that this population does not have.
        """
        import numpy as np

        classes = size_class(self.table["population"].to_numpy())
        chosen = np.ones(len(self), dtype=bool)
        for kind, wanted, values, allowed in (
            ("municipality code", codes, self.table["code"].to_numpy(), None),
            ("province", provinces, self.table["province"].to_numpy(), None),
            ("region", regions, self.table["region"].to_numpy(), None),
            ("size class", size_classes, classes, list(SIZE_CLASSES)),
        ):
            names = [wanted] if isinstance(wanted, str) else list(wanted)
            if names:
                _require(kind, names, allowed if allowed is not None else sorted(set(values)))
                chosen &= np.isin(values, names)
        return chosen

    def subset(self, codes: Iterable[str]) -> Population:
        """Only these municipalities, with the ties among them; raises UnknownName for a code that is not
        there.
        """
        names = list(codes)
        _require("municipality code", names, list(self.table["code"]))
        kept = self.neighbours["code_a"].isin(names) & self.neighbours["code_b"].isin(names)
        return Population(
            self.table[self.table["code"].isin(names)].reset_index(drop=True),
            self.neighbours[kept].reset_index(drop=True),
            f"{len(set(names))} of {self.source}",
        )


def _require(kind: str, names: list[str], allowed: list[str]) -> None:
    known = set(allowed)
    for name in names:
        if name not in known:
            raise UnknownName(kind, name, allowed)
