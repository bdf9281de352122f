"""The plausible parameter sets that come with the model: those under which it meets its calibration targets.

`decdyn calibrate --adopt` writes them, `--ensemble plausible` uses them: each seed meets one of them, so that answers
carry what is not known of the parameters beside chance.

    data/plausible.csv    a row for each set: its number from 0 and every parameter that was fitted
    data/plausible.json   what they were fitted to, on which version of the rules, and the SHA-256 of the table
"""

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.declaration import Fault
from model.language import say
from model.sources import version_of_the_rules

if TYPE_CHECKING:
    from pandas import DataFrame

FOLDER = Path(__file__).parent / "data"
TABLE, MANIFEST = "plausible.csv", "plausible.json"
SET = "set"


def sets(folder: Path | None = None) -> "DataFrame":
    """Return the plausible sets: a row for each, named by its number from 0, a column for each parameter.

    Raises Fault where there are none, where the table is not what its manifest says, and for a parameter that the
    model does not know or a value that is out of range (UnknownName, Fault with row and column).
    """
    import pandas as pd

    from model.design import checked_table

    folder = folder or FOLDER
    made(folder)
    table = pd.read_csv(folder / TABLE, index_col=SET)
    try:
        return checked_table(table)
    except Fault as fault:
        raise Fault(f"{TABLE}: does not fit this version of the model: {fault}; calibrate anew") from None


def made(folder: Path | None = None) -> dict[str, Any]:
    """Return what the manifest says of the sets. Raises Fault where it or the table is missing or changed."""
    folder = folder or FOLDER
    absent = [name for name in (MANIFEST, TABLE) if not (folder / name).is_file()]
    if absent:
        raise Fault(
            f"plausible parameter sets: got none ({' and '.join(absent)} missing in model/data); allowed after "
            "decdyn calibrate --adopt"
        )
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        told = manifest["sha256"], manifest["rules"]
    except (ValueError, KeyError, TypeError) as error:
        raise Fault(f"{MANIFEST}: cannot be read ({type(error).__name__}: {error}); calibrate anew") from None
    if told[0] != digest(folder / TABLE):
        raise Fault(f"{TABLE}: is not the table that {MANIFEST} tells of (its SHA-256 differs); calibrate anew")
    return manifest


def identity(folder: Path | None = None) -> str:
    """Return what tells these sets from others: the SHA-256 of their table. Raises as `made`."""
    return str(made(folder)["sha256"])


def remark(folder: Path | None = None) -> str:
    """Return what is to be said where the sets were made on other rules than these; else an empty text."""
    there, here = made(folder)["rules"], version_of_the_rules()
    if there == here:
        return ""
    return say(
        f"The plausible sets were calibrated on other rules ({there}) than these ({here}): whether they still meet the "
        "calibration targets is not known until decdyn calibrate is run again.",
        f"De plausibele sets zijn gekalibreerd op andere regels ({there}) dan deze ({here}): of ze nog aan de "
        "kalibratiedoelen voldoen is pas bekend als decdyn calibrate opnieuw is gedaan.",
    )


def write(table: "DataFrame", manifest: dict[str, Any], folder: Path | None = None) -> None:
    """Write sets and manifest in place of those that stand there; rules and SHA-256 are added to the manifest.

    Raises Fault for sets that are none (see `model.design.checked_table`).
    """
    from model.design import checked_table

    folder = folder or FOLDER
    checked = checked_table(table).reset_index(drop=True).rename_axis(SET)
    checked.to_csv(folder / TABLE, lineterminator="\n")
    whole = manifest | {"rules": version_of_the_rules(), "sets": len(checked), "sha256": digest(folder / TABLE)}
    (folder / MANIFEST).write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
