"""What the sources say: claims A1 to E10 of the five source texts and the outside figures, by id.

Every parameter, measure, mechanism and scenario cites these ids. Paraphrases in English and Dutch; in English, Dutch
terms stay where a translation could blur them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from model.declaration import Status, UnknownName
from model.language import Words

ASSUMED = "ass."
"""The id that stands for no source."""

STANDINGS = {
    "sourced": Words("values with a source", "waarden met een bron"),
    "calibrated": Words("calibrated values", "gekalibreerde waarden"),
    "size_assumed": Words("assumed sizes of cited claims", "aangenomen groottes bij aangehaalde uitspraken"),
    "nothing_cited": Words("assumptions that cite nothing", "aannamen die niets aanhalen"),
}
"""How firmly a declaration stands, from the firmest to the weakest, each with its label.

Sourced: its value is measured, from the literature or from the source texts. Calibrated: set so that the model shows a
pattern. Of what is assumed, some cites claims that say which way it works and not how much, and some cites nothing.
"""

EVIDENCE: "Mapping[str, Evidence]"
"""All evidence by id, in the order of the file; read when first asked for."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim or a figure with its source.

    `claim_nl` is the claim in Dutch, empty for figures that nothing cites. `confidence` is empty for the source texts.
    For figures: A seen at the institution that made it, B seen at a third party that names it, C seen in part, D
    background knowledge, "derived" own arithmetic, "gap" sought and not found.
    """

    id: str
    source: str
    claim: str
    claim_nl: str
    confidence: str


@cache
def _table() -> "Mapping[str, Evidence]":
    import csv
    from importlib.resources import files

    lines = (files("model") / "data" / "evidence.csv").read_text(encoding="utf-8").splitlines()
    return MappingProxyType({row["id"]: Evidence(**row) for row in csv.DictReader(lines)})


def __getattr__(name: str) -> "Mapping[str, Evidence]":
    if name == "EVIDENCE":
        return _table()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def evidence(id: str) -> Evidence:
    """The claim or figure under an id such as "A9" or "fig. 4.4". Raises UnknownName."""
    if id not in _table():
        raise UnknownName("evidence", id, _table())
    return _table()[id]


def standing(cited: Iterable[str], status: Status | None = None) -> str:
    """How firmly a declaration stands that cites these ids: a name of STANDINGS. Of what has no status, such as a
    mechanism, only what it cites counts.
    """
    ids = set(cited)
    if status == "calibrated":
        return "calibrated"
    if status == "assumption" or (status is None and ASSUMED in ids):
        return "size_assumed" if ids - {ASSUMED} else "nothing_cited"
    return "sourced"


def weakest(standings: Iterable[str]) -> str:
    """The weakest of one or more standings."""
    return max(standings, key=list(STANDINGS).index)
