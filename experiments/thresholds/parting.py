"""What seeds do near the point where the response crosses half of its change: do they part, further than chance lets
them?

A country that tips ends high under one seed and low under another when it stands near the point, so there the standard
deviation between seeds has a peak. Chance gives what is found where the response is flat. A share of municipalities has
such a peak anyhow, half-way between none and all: of N independent ones it is sqrt(share (1 - share) / N), and it
shrinks as the country grows. So a share parts only where it differs more than that.
"""

from dataclasses import dataclass

import numpy as np

from experiments.thresholds.curves import Curve
from experiments.thresholds.resampling import Draws, Estimate

PART = 2.0
"""Seeds part where they differ so many times as much as chance lets them."""
FIFTH = 0.2
"""Seeds stand in two groups where at least so many are low, as many high, and fewer between."""
THIRD = 1 / 3


@dataclass(frozen=True)
class Parting:
    """How seeds differ: standard deviation between seeds by step (`sd`), and what chance gives (`chance`).

    `spread` is the standard deviation near the point, in the outcome's unit, and `spreads` its resampled values;
    `ratio` how many times what chance gives. `low`, `between` and `high` are the shares of runs that stand near the
    point, at the step where they are most evenly divided, in the lowest, middle and highest third of the change.
    """

    sd: np.ndarray
    chance: np.ndarray
    spread: Estimate
    spreads: np.ndarray
    ratio: Estimate
    low: float
    between: float
    high: float

    @property
    def beyond_chance(self) -> bool:
        """Whether seeds differ further than chance lets them: PART times as much or more, and surely more."""
        return self.ratio.value >= PART and self.ratio.low > 1

    @property
    def in_two(self) -> bool:
        """Whether seeds stand in two groups."""
        return min(self.low, self.high) >= FIFTH > self.between

    @property
    def each_by_itself(self) -> bool:
        """Whether each seed goes over at a point of its own: the same place is high under one and low under another."""
        return self.beyond_chance and self.in_two


def parting(places: np.ndarray, values: np.ndarray, curve: Curve, municipalities: int | None, draws: Draws) -> Parting:
    """Return how seeds part in a sweep: `values` (countries, seeds, steps), `curve` the one through their means.

    `municipalities` is how many there are where the outcome is a share of them, else None.
    """
    point, width = float(curve.point[0]), float(curve.width[0])
    near, far = near_the_point(places, point), flat(places, point, width)
    variance = values.var(axis=1, ddof=1).mean(axis=0)
    variances = draws.variances(values)
    chance = of_chance(values.mean(axis=(0, 1)), variance, far, municipalities)
    chances = of_chance(draws.means(values), variances, far, municipalities)
    spreads = np.sqrt(variances[:, near].mean(axis=1))
    spread = float(np.sqrt(variance[near].mean()))
    low, between, high = sides(values[:, :, near], curve)
    return Parting(
        np.sqrt(variance),
        np.sqrt(chance),
        Estimate.of(spread, spreads),
        spreads,
        Estimate.of(
            float(ratio(np.array(spread), np.sqrt(chance[near].mean()))),
            ratio(spreads, np.sqrt(chances[:, near].mean(axis=1))),
        ),
        low,
        between,
        high,
    )


def near_the_point(places: np.ndarray, point: float) -> np.ndarray:
    """Whether each step lies next to the point: within the widest step of it."""
    near: np.ndarray = np.abs(places - point) <= np.max(np.diff(places)) * (1 + 1e-9)
    return near


def flat(places: np.ndarray, point: float, width: float) -> np.ndarray:
    """Whether each step lies where little of the change is left; the one furthest from the point does in any case."""
    apart = np.abs(places - point)
    far: np.ndarray = (apart > width / 2) & ~near_the_point(places, point)
    return far | (apart == apart.max())


def of_chance(mean: np.ndarray, variance: np.ndarray, far: np.ndarray, municipalities: int | None) -> np.ndarray:
    """Return the variance between seeds that chance gives (..., steps), from their mean and variance."""
    elsewhere = np.broadcast_to(variance[..., far].mean(axis=-1, keepdims=True), variance.shape)
    if municipalities is None:
        return elsewhere
    share = np.clip(mean, 0, 1)
    return np.maximum(elsewhere, share * (1 - share) / municipalities)


def ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Return above / below: 1 where both are zero, infinite where only what is below is."""
    both_none = (above == 0) & (below == 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(both_none, 1.0, above / below)


def sides(near: np.ndarray, curve: Curve) -> tuple[float, float, float]:
    """Return the shares of runs (countries, seeds, steps near the point) low, between and high in the change, at the
    step at which they are most evenly divided.
    """
    if curve.change[0] == 0:
        return 0.0, 1.0, 0.0
    risen = (near - curve.start[0]) / curve.change[0]
    low, high = (risen < THIRD).mean(axis=(0, 1)), (risen > 2 * THIRD).mean(axis=(0, 1))
    step = int(np.argmax(np.minimum(low, high) + 1e-6 * (1 - np.abs(low - high))))
    return float(low[step]), float(1 - low[step] - high[step]), float(high[step])
