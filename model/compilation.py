"""Compiling the engine: once for each version of the sources, kept on disk, said aloud when it happens."""

import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from model import BEGUN
from model.sources import fingerprint

try:
    from numba import config, njit, typeof
    from numba.core import event
except ImportError as error:
    raise ModuleNotFoundError(
        "the engine needs numba, which is not installed: python -m pip install numba. "
        "The readable model works without it: model.Decentralisation, or decdyn run --engine mesa"
    ) from error

COMPILING = "Compiling the engine{kind}: half a minute, once for this version of the rules …"


def kept(function: Callable[..., Any], sources: tuple[Path, ...], *, checked: bool = False) -> Callable[..., Any]:
    """Return a function compiled so that threads can run it side by side and that is kept on disk.

    numba's store looks only at the file that holds the function, so that an edited rule would run stale, and it cannot
    read what a version with other types left. So the name under which it is kept has a fingerprint in it, of `sources`:
    every file that the function is compiled from. What was edited since it was imported is not kept: the function is
    compiled from what was imported.

    The function may make no array: arrays are not counted (`_nrt`, see numba issue 2350). Their owner is the run, which
    outlives the call, and counting, an atomic step each time, took an eighth of a run and more with two threads.

    Acts and rules are made part of the function rather than called (`forceinline`), which takes a tenth off a run.

    `checked`: every index is checked against its bounds, which makes it slower. Raises RuntimeError where numba was
    loaded with a library of vectorised mathematics, whose last bits differ from Python's.
    """
    if vars(config)["USING_SVML"]:
        raise RuntimeError(
            "numba was loaded with Intel's vectorised mathematics, whose results differ from Python's in the last "
            "bit. Import model before numba, or set NUMBA_DISABLE_INTEL_SVML=1"
        )
    options: dict[str, Any] = {"nogil": True, "boundscheck": checked, "_nrt": False, "forceinline": not checked}
    function.__qualname__ += f"_{fingerprint(sources)[:16]}" + ("_checked" if checked else "")
    why = ""
    if edited := [path.name for path in sources if path.stat().st_mtime > BEGUN]:
        why = f"{', '.join(edited)} changed after the model was imported, and runs as it was then; start Python anew"
    else:
        try:
            return njit(cache=True, **options)(function)
        except RuntimeError as error:
            why = str(error)
    warnings.warn(f"the compiled engine cannot be kept for next time: {why}", RuntimeWarning, stacklevel=2)
    return njit(**options)(function)


class _Saying(event.Listener):
    """Says once that compiling has begun."""

    def __init__(self, message: str) -> None:
        self.message = message
        self.said = False

    def on_start(self, event: Any) -> None:
        if not self.said:
            self.said = True
            print(self.message, file=sys.stderr, flush=True)

    def on_end(self, event: Any) -> None:
        """Nothing to say."""


_ONE_AT_A_TIME = threading.Lock()


@contextmanager
def _checks_handed_down() -> Iterator[None]:
    """While this lasts, numba compiles what a function calls with checked bounds where the function itself has them.

    numba hands other options down to the functions that are called, but not this one, and has no documented way to say
    so; hence the grip on its inside, which nothing but the checked engine depends on.
    """
    from numba.core import cpu
    from numba.core.targetconfig import ConfigStack

    finalize = cpu.CPUTargetOptions.finalize

    def handing_down(self: Any, flags: Any, options: Any) -> None:
        above = ConfigStack.top_or_none()
        if not (flags.is_set("boundscheck") and flags.boundscheck):
            flags.boundscheck = above is not None and bool(above.boundscheck)
        finalize(self, flags, options)

    cpu.CPUTargetOptions.finalize = handing_down  # type: ignore[method-assign]
    try:
        yield
    finally:
        cpu.CPUTargetOptions.finalize = finalize  # type: ignore[method-assign]


def ready(function: Any, arguments: Sequence[Any], *, checked: bool = False, kind: str = "") -> Callable[..., Any]:
    """Return a kept function once it is ready for arguments of these types: read from disk, or else compiled, which is
    said on standard error; `kind` says there which engine it is.
    """
    if not function.signatures:
        with _ONE_AT_A_TIME:
            if not function.signatures:
                message = COMPILING.format(kind=" with checked bounds" if checked else kind)
                with (
                    _checks_handed_down() if checked else nullcontext(),
                    event.install_listener("numba:compile", _Saying(message)),
                ):
                    function.compile(tuple(typeof(argument) for argument in arguments))
    return function
