"""The source files that the engine is compiled from, and their fingerprint: which version of the rules this is."""

import hashlib
from functools import cache
from pathlib import Path

TELLING = ("odd", "odd_rules", "plausible", "story")
"""Modules that tell of the model, or of sets of its parameters, and have no part in what it does."""


def sources_of_the_engine() -> tuple[Path, ...]:
    """Every source file that the numbers of a run may hang on."""
    home = Path(__file__).parent
    return tuple(
        sorted(
            path
            for path in home.rglob("*.py")
            if path.parent.name in (home.name, "rules", "acts") and path.stem not in TELLING
        )
    )


@cache
def fingerprint(sources: tuple[Path, ...]) -> str:
    """Return a digest of source files: it changes whenever one of them does."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def version_of_the_rules() -> str:
    """The fingerprint of the engine's sources, short."""
    return fingerprint(sources_of_the_engine())[:16]
