"""Statistics Netherlands' five classes of urbanity (stedelijkheid), from the density of addresses."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

LIMITS = (500, 1_000, 1_500, 2_500)
"""Addresses per square kilometre at which class 5 becomes 4, 4 becomes 3, 3 becomes 2, and 2 becomes 1."""


def urbanity(address_density: npt.ArrayLike) -> np.ndarray:
    """The class of each density: 1 very strongly urban (2,500 addresses per square kilometre and up) to 5 not
    urban.
    """
    return 5 - np.searchsorted(LIMITS, address_density, side="right")
