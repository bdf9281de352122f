"""What can run the model."""

from enum import StrEnum


class Engine(StrEnum):
    """The compiled engine, or the readable model: both give the same numbers."""

    COMPILED = "compiled"
    MESA = "mesa"
