"""Who cites which claim: declarations, presets, patterns, and the texts of rule and act files."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from experiments.patterns.thirty import PATTERNS
from model.evidence import ASSUMED, EVIDENCE
from model.measures import MEASURES
from model.mechanisms import MECHANISMS
from model.odd_rules import ACTS, RULES
from model.outcomes import OUTCOMES
from model.parameters import PARAMETERS
from model.scenario import Scenario
from model.summaries import SUMMARIES

CLAIM = re.compile(r"\b([A-E]\d{1,2})(?: to ([A-E]\d{1,2}))?\b")
FIGURE = re.compile(r"\bfig\.\s+(\d+\.\d+(?:,\s+\d+\.\d+)*)(?:\s+to\s+(\d+\.\d+))?")


class Citation(NamedTuple):
    """Somebody who cites an id: what it is ("mechanism") and its name ("urgency")."""

    id: str
    kind: str
    name: str


def citations() -> Iterator[Citation]:
    """Every citation in the project."""
    declared: tuple[tuple[str, tuple[Any, ...]], ...] = (
        ("mechanism", MECHANISMS),
        ("parameter", tuple(each for each in PARAMETERS if each.varied)),
        ("constant", tuple(each for each in PARAMETERS if not each.varied)),
        ("measure", MEASURES),
        ("outcome", OUTCOMES),
        ("summary", SUMMARIES),
    )
    for kind, all_of_them in declared:
        for each in all_of_them:
            yield from (Citation(id, kind, each.name) for id in each.evidence)
    for name in Scenario.presets():
        scenario = Scenario.load(name)
        ids = [*scenario.evidence, *(id for item in scenario.interventions for id in item.evidence)]
        yield from (Citation(id, "scenario", name) for id in dict.fromkeys(ids))
    for pattern in PATTERNS:
        yield from (Citation(id, "pattern", pattern.code) for id in pattern.evidence)
    for folder in (RULES, ACTS):
        for path in sorted(folder.glob("*.py")):
            found = cited_in(path.read_text(encoding="utf-8"))
            yield from (Citation(id, "file", f"{folder.name}/{path.name}") for id in found)


def cited_in(text: str) -> list[str]:
    """The ids that a text cites, each once: "A9", "fig. 4.4", and all those in "B11 to B13" or "fig. 4.7 to 4.12"."""
    found: list[str] = []
    for first, last in CLAIM.findall(text):
        found += _through(first, last or first)
    for several, last in FIGURE.findall(text):
        ids = [f"fig. {number}" for number in re.split(r",\s+", several)]
        found += [*ids[:-1], *_through(ids[-1], f"fig. {last}" if last else ids[-1])]
    return list(dict.fromkeys(found))


def _through(first: str, last: str) -> list[str]:
    """The ids from one to another, in the order of the file; the two themselves where one is not there."""
    ids = [id for id in EVIDENCE if id != ASSUMED]
    if first not in ids or last not in ids:
        return list(dict.fromkeys((first, last)))
    return ids[ids.index(first) : ids.index(last) + 1]
