"""The two languages in which results are told. English is the language of the code; Dutch stands beside it.

A text is written down in both, where it is composed: `say("a run", "een run")`, or `Words` for one that is kept. Which
of the two comes out depends on `speaking`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol

from model.declaration import UnknownName

ENGLISH, DUTCH = "en", "nl"
LANGUAGES = {ENGLISH: "English", DUTCH: "Nederlands"}
"""The languages by their code, each in its own name."""

_spoken: ContextVar[str] = ContextVar("language", default=ENGLISH)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Tell in this language within the block. Raises UnknownName."""
    if language not in LANGUAGES:
        raise UnknownName("language", language, LANGUAGES)
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def language() -> str:
    """The language that is spoken now."""
    return _spoken.get()


def say(english: str, dutch: str) -> str:
    """The text in the language that is spoken now."""
    return dutch if _spoken.get() == DUTCH else english


@dataclass(frozen=True)
class Words:
    """A text that is kept in both languages; as a string it is in the one spoken now."""

    english: str
    dutch: str

    def __str__(self) -> str:
        return say(self.english, self.dutch)


class Labelled(Protocol):
    @property
    def label(self) -> str: ...
    @property
    def label_nl(self) -> str: ...


class Claimed(Protocol):
    @property
    def claim(self) -> str: ...
    @property
    def claim_nl(self) -> str: ...


class Described(Protocol):
    @property
    def description(self) -> str: ...
    @property
    def description_nl(self) -> str: ...


class Titled(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def title_nl(self) -> str: ...


def label(declared: Labelled) -> str:
    """What a declared thing is called."""
    return say(declared.label, declared.label_nl)


def claim(evidence: Claimed) -> str:
    """What a piece of evidence says; in English where it has no Dutch."""
    return say(evidence.claim, evidence.claim_nl or evidence.claim)


def description(scenario: Described) -> str:
    """What a scenario is about, in a few sentences; empty where its file says nothing."""
    return say(scenario.description, scenario.description_nl or scenario.description)


def title(scenario: Titled) -> str:
    """What a scenario is called: its title, or its name where it has none."""
    return say(scenario.title, scenario.title_nl or scenario.title) or scenario.name


UNITS = {
    "0-1": "0-1",
    "1/month": "1/maand",
    "1/year": "1/jaar",
    "attention": "aandacht",
    "exponent": "exponent",
    "incidents": "incidenten",
    "inhabitants": "inwoners",
    "log odds": "log-odds",
    "log units": "log-eenheden",
    "measures": "maatregelen",
    "measures per year": "maatregelen per jaar",
    "months": "maanden",
    "number": "aantal",
    "per month": "per maand",
    "per municipality": "per gemeente",
    "per team-year": "per teamjaar",
    "per year": "per jaar",
    "probability": "kans",
    "ratio": "verhouding",
    "share": "aandeel",
    "share of seeds": "aandeel van de seeds",
    "successes": "successen",
    "teams": "teams",
    "weeks": "weken",
    "years": "jaar",
    "0 or 1": "0 of 1",
    "share of agent-months": "aandeel van de agentmaanden",
    "0-1 a year": "0-1 per jaar",
    "measures a year": "maatregelen per jaar",
    "percentage points": "procentpunten",
}
"""The units of declarations in Dutch."""


def unit(text: str) -> str:
    """A declared unit; one that is not known here stays as it is."""
    return say(text, UNITS.get(text, text))
