"""The ledger's files: the sensitivity analysis that it reads, the capsule that it writes."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

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


def write_capsule(destination: Path, folder: Path | None, outcome: str, force: bool) -> None:
    """Write answer, tables (mechanisms, numbers, claims and, with a sensitivity analysis, variance) and figure into a
    folder. Raises CapsuleFault for one that cannot be used, and without `force` where results stand in it.
    """
    from experiments.capsule import check_destination
    from experiments.carrying_out import carry_out
    from experiments.ledger.experiment import Ledger
    from experiments.provenance import provenance

    check_destination(destination, force)
    ledger = Ledger.of(analysed(folder, outcome), outcome)
    carry_out(ledger, destination, force=force, provenance=provenance(sys.argv[1:]))
