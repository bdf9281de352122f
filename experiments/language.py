"""Answers and figures in both languages: composed twice, kept together."""

import re
from collections.abc import Callable, Iterable
from typing import Any, overload

from model.language import DUTCH, Words, speaking

NOT_OBSERVED = Words("Simulated, not observed.", "Gesimuleerd, niet waargenomen.")
"""Stands once under every answer, printed or written, and under every figure: who makes the answer need not say it."""

BETWEEN_DIGITS = re.compile(r"\d+(?:\.\d+){2,}|(?<!fig\. \d)(?<=\d)[.,](?=\d)")
"""A point or comma within a number, and not within the number of a figure; or a whole version, as 0.1.0."""
PERCENT = re.compile(r"(?<=\d)[  ]%")
MINUS = re.compile(r"(?:(?<=^)|(?<=[\s(\[]))-(?=\d)")
"""A hyphen that stands for a minus: before a number, and after nothing that it could join it to."""


class Sentence(str):
    """A sentence in English that carries itself in Dutch."""

    dutch: str

    def __new__(cls, english: str, dutch: str) -> "Sentence":
        made = super().__new__(cls, english)
        made.dutch = dutch
        return made

    def __reduce__(self) -> tuple[type["Sentence"], tuple[str, str]]:
        return Sentence, (str(self), self.dutch)


def in_dutch(text: str) -> str:
    """What an English or a Dutch sentence says in Dutch; a text that has no Dutch stays as it is."""
    return text.dutch if isinstance(text, Sentence) else text


def has_dutch(text: str) -> bool:
    """Whether a text carries itself in Dutch."""
    return isinstance(text, Sentence)


def typeset(text: str) -> str:
    """A text with signs as they are printed: a minus that is no hyphen, an arrow, 5%."""
    return PERCENT.sub("%", MINUS.sub("−", text)).replace("->", "→")


def dutch_numbers(text: str) -> str:
    """A text with numbers as the Dutch write them: a comma before decimals, a point between thousands."""
    swapped = {".": ",", ",": "."}
    return BETWEEN_DIGITS.sub(lambda found: swapped.get(found.group(), found.group()), typeset(text))


@overload
def in_both(compose: Callable[..., str], *arguments: Any, **options: Any) -> Sentence: ...
@overload
def in_both(compose: Callable[..., Iterable[str]], *arguments: Any, **options: Any) -> list[Sentence]: ...
def in_both(compose: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """What a function composes, a text or several, in English with the Dutch beside it.

    Raises ValueError where the two languages give different numbers of sentences.
    """
    english = _texts(compose(*arguments, **options))
    with speaking(DUTCH):
        dutch = _texts(compose(*arguments, **options))
    if isinstance(english, str):
        return Sentence(typeset(english), dutch_numbers(dutch))
    return [Sentence(typeset(one), dutch_numbers(other)) for one, other in zip(english, dutch, strict=True)]


def _texts(composed: Any) -> Any:
    return str(composed) if isinstance(composed, str) else list(composed)
