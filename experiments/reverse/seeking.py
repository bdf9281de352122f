"""A search for extremes: its emulators keep the tail in which a band may lie."""

from functools import cached_property
from math import isinf
from typing import TYPE_CHECKING

import numpy as np

from experiments.calibration.emulators import TAIL, Fitted, fitted
from experiments.calibration.prior import unit
from experiments.calibration.searching import Search

if TYPE_CHECKING:
    from experiments.calibration.targets import Target


class Seeking(Search):
    """A search as that of a calibration, whose emulators do not draw in what lies where it seeks."""

    @cached_property
    def fits(self) -> list[Fitted | None]:
        bank = [*self.of("wave"), *self.of("chosen")]
        points = np.concatenate([unit(stage.sets, self.asked.prior) for stage in bank])
        found = np.concatenate([stage.means for stage in bank])
        return [fitted(points, found[:, column], tails(each)) for column, each in enumerate(self.targets)]


def tails(target: "Target") -> tuple[float, float]:
    """The shares of values drawn in at the low and the high end: only at the end that a band with one end is closed
    towards.
    """
    low, high = isinf(target.statistic.low), isinf(target.statistic.high)
    return (TAIL if high else 0.0), (TAIL if low else 0.0)
