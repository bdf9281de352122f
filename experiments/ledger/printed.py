"""The ledger for a terminal: tables, and the sentences under them."""

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.markup import escape
from rich.table import Table

from experiments.ledger import entries, words
from experiments.ledger.files import analysed
from model.declaration import UnknownName
from model.evidence import ASSUMED, STANDINGS, evidence
from model.mechanisms import MECHANISMS

if TYPE_CHECKING:
    import pandas as pd

Shown = Iterator[Table | str]
SHORT = 80
"""Letters of a claim in a list of all of them."""
WIDE = ("numbers", "cited by", "claim", "read by", "meaning")
"""Columns that share the room that is left."""


def everything(folder: Path | None, outcome: str) -> Shown:
    """All mechanisms, all numbers by how firmly they stand, all claims with what uses them, and what it comes to."""
    yield _mechanisms()
    for name, label in STANDINGS.items():
        rows = entries.numbers()
        chosen = rows[rows["standing"] == name]
        if len(chosen):
            yield _numbers(f"{len(chosen)} {label}", chosen)
    yield _claims()
    yield from words.in_all()
    yield ""
    found = analysed(folder, outcome)
    yield from words.how_to_know() if found is None else words.on_variance(found, outcome)


def one_mechanism(name: str) -> Shown:
    """A mechanism with the claims it cites in words and the numbers that it reads. Raises UnknownName."""
    rows = entries.mechanisms().set_index("name")
    if name not in rows.index:
        raise UnknownName("mechanism", name, rows.index)
    declared = next(each for each in MECHANISMS if each.name == name)
    row = rows.loc[name].to_dict()
    yield f"{declared.label} ({name}): {declared.meaning}"
    yield f"Rules: model/rules/{row['rule_file']}, with {row['in_formula']} decimal numbers in their formulas."
    yield f"It cites {_kind_of(row['standing'])}; its weakest ground: {STANDINGS[row['weakest']]}."
    table = _table("What it cites", "id", "claim", "confidence")
    for id in (*declared.evidence, *_listed(row["also_cited"])):
        found = evidence(id)
        where = "" if id in declared.evidence else " (in the rule file)"
        _add(table, id, found.claim + where, found.confidence)
    yield table
    numbers = entries.numbers()
    chosen = numbers[numbers["name"].isin(_listed(row["numbers"]))]
    if len(chosen):
        yield _numbers("Numbers that its rules read", chosen)


def one_claim(id: str) -> Shown:
    """A claim or figure with its source and whatever cites it. Raises UnknownName."""
    found = evidence(id)
    row = entries.claims().set_index("id").loc[id]
    yield f"{id}: {found.claim}"
    yield f"Source: {found.source}{f' (confidence: {found.confidence})' if found.confidence else ''}"
    yield "Nothing cites it." if not row["uses"] else "Cited by:"
    yield from (f"  {line}" for line in row["used_by"].split("; ") if line)


def _mechanisms() -> Table:
    table = _table(
        f"{len(MECHANISMS)} mechanisms", "name", "cites", "rule file", "numbers", "in formula", "weakest ground"
    )
    numbers = entries.numbers().set_index("name")["standing"]
    for _, row in entries.mechanisms().iterrows():
        read = _listed(row["numbers"])
        kinds = [(label, [name for name in read if numbers[name] == stand]) for stand, label in STANDINGS.items()]
        told = "; ".join(f"{label}: {', '.join(names)}" for label, names in kinds if names)
        _add(table, row["name"], row["evidence"], row["rule_file"], told, row["in_formula"], STANDINGS[row["weakest"]])
    return table


def _numbers(title: str, rows: "pd.DataFrame") -> Table:
    table = _table(title, "name", "kind", "default", "unit", "status", "evidence", "read by")
    for _, row in rows.iterrows():
        default = f"{row['default']:g}"
        _add(table, row["name"], row["kind"], default, row["unit"], row["status"], row["evidence"], row["read_by"])
    return table


def _claims() -> Table:
    rows = entries.claims()
    rows = rows[rows["id"] != ASSUMED]
    table = _table(f"{len(rows)} claims and figures", "id", "claim", "cited by")
    for _, row in rows.iterrows():
        _add(table, row["id"], textwrap.shorten(row["claim"], SHORT, placeholder=" …"), row["used_by"] or "nothing")
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, box=box.SIMPLE_HEAD, pad_edge=False, title_justify="left", title_style="bold")
    for place, column in enumerate(columns):
        table.add_column(column, no_wrap=place == 0, ratio=1 if column in WIDE else None)
    return table


def _add(table: Table, *cells: object) -> None:
    table.add_row(*(escape(str(cell)) for cell in cells))


def _listed(text: str) -> list[str]:
    return text.split(entries.BETWEEN) if text else []


def _kind_of(standing: str) -> str:
    return {"sourced": "sources only", "size_assumed": "sources, and an assumption"}.get(standing, "no source")
