"""The ledger's files: the sensitivity analysis that it reads, the tables that it writes."""

from pathlib import Path
from typing import TYPE_CHECKING

from model.declaration import Fault

if TYPE_CHECKING:
    from experiments.ledger.variance import Analysed

CAPSULE = Path("results") / "evidence"
"""Where the sensitivity analysis is looked for when no folder is named."""


def analysed(folder: Path | None, outcome: str) -> "Analysed | None":
    """The sensitivity analysis in a folder, or in CAPSULE where none is named; None where there is none. Raises Fault
    for a named folder that is not there, and for one that does not tell.
    """
    from experiments.ledger.variance import read

    if folder is None and not CAPSULE.is_dir():
        return None
    return read(folder or CAPSULE, outcome)


def write_tables(destination: Path, folder: Path | None, outcome: str, force: bool) -> None:
    """Write mechanisms.csv, numbers.csv, claims.csv and, with a sensitivity analysis, variance.csv into a folder.

    Raises Fault for a folder that cannot be used, and without `force` where one of these files is there.
    """
    from experiments.ledger import entries
    from experiments.ledger.variance import shares

    tables = {"mechanisms": entries.mechanisms(), "numbers": entries.numbers(), "claims": entries.claims()}
    found = analysed(folder, outcome)
    if found is not None:
        tables["variance"] = shares(found).assign(outcome=outcome)
    files = {destination / f"{name}.csv": table for name, table in tables.items()}
    there = [path.name for path in files if path.exists()]
    if there and not force:
        raise Fault(f"{destination}: holds {', '.join(there)} already; choose another folder or add --force")
    try:
        destination.mkdir(parents=True, exist_ok=True)
        for path, table in files.items():
            table.to_csv(path, index=False, lineterminator="\n")
    except OSError as error:
        raise Fault(f"{destination}: cannot be written: {error.strerror}") from None
