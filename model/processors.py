"""Processors and threads: how many there are, and how many are asked for. It needs neither the engine nor numba."""

import operator
import os
from typing import Any

from model.declaration import Fault


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def at_least_one(name: str, value: Any) -> int:
    """Return how many of something are asked for. Raises Fault unless it is a whole number from 1."""
    try:
        number = 0 if isinstance(value, bool) else operator.index(value)
    except TypeError:
        number = 0
    if number < 1:
        raise Fault(f"{name}: got {value!r}; allowed a whole number from 1")
    return number
