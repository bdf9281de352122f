"""`@rule`: plain Python when Python calls it, compiled when the engine calls it.

Behaviour is written once. numba's `register_jitable` leaves a function as it is and only notes that it may be
compiled; without numba the readable model works all the same.
"""

import os

# Vectorised exp and log of Intel's library differ from Python's in the last bit; numba reads this when it is imported.
os.environ.setdefault("NUMBA_DISABLE_INTEL_SVML", "1")

try:
    from numba.extending import register_jitable as rule
except ImportError:  # the readable model needs no compiler

    def rule(function):  # type: ignore[no-redef]
        """Leave the function as it is."""
        return function


__all__ = ["rule"]
