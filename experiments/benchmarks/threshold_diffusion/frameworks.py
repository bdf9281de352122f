"""The frameworks of the comparison, which the project itself does not need."""

from importlib import import_module
from typing import Any


def framework(name: str) -> Any:
    """Return the package of this name. Raises ModuleNotFoundError that says what to install where it is missing."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise ModuleNotFoundError(
            f"{name}: not installed; it comes with the extra `benchmark`: python -m pip install -e '.[benchmark]'",
            name=name,
        ) from error
