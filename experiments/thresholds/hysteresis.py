"""Whether the country comes back the same way when a parameter is moved up step by step and down again.

What is judged is the outcome less that of the same country, under the same seed, in which the parameter was never
moved: so what time alone does is taken out. The loop is the mean gap between the way down and the way up.

A loop can be slow adjustment: then it shrinks, as a part of the effect, when the parameter is moved more slowly, and
vanishes when what is left is carried on to no speed at all (linearly in 1 / months a level). Where the country is still
on the move at the end of a level it had not come to rest, and a loop that stays open says nothing. A loop can be what
is embedded for good: measures never go back, so a country with more of them differs. That is told by moving the
parameter while nothing new is begun: what closes then was kept by measures. What stays in both is hysteresis.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from experiments.thresholds.resampling import CONFIDENCE, FEWEST, Draws, Estimate

CLOSED = 0.05
"""A loop whose gap is surely at most this part of the effect is closed."""
LOOSE = 0.2
"""So is one whose gap cannot be told from none and is surely at most this part; beyond it nothing is known."""
SHRINKS = 0.1
"""A loop shrinks where the slow gap is smaller by more than this part of the fast one, and surely smaller."""
REST = 0.02
"""The country is at rest where in the second half of a level the outcome moves by at most this part of the effect, on
average over levels."""
SMALL = 0.01
"""An effect of less than this part of the outcome's range, or of its level where it has no range, is hardly one."""

UNCHANGED, HARDLY, RETURNS = "no effect", "hardly moves", "returns the same way"
LAG, KEPT, STAYS, OPEN, FEW = "slow adjustment", "kept by measures", "hysteresis", "undecided", "too few seeds"
COMES_BACK = (UNCHANGED, HARDLY, RETURNS, LAG)


@dataclass(frozen=True)
class Loop:
    """One way up and down: `levels` (n) ascending, `net` (seeds, 2 n - 1) at the end of each level along the way,
    `half_way` the same in the middle of each level, `months` at each level.
    """

    levels: np.ndarray
    net: np.ndarray
    half_way: np.ndarray
    months: int

    @property
    def up(self) -> np.ndarray:
        """The way up, (seeds, levels) in ascending order."""
        return self.net[:, : len(self.levels)]

    @property
    def down(self) -> np.ndarray:
        """The way down, (seeds, levels) in ascending order."""
        return self.net[:, len(self.levels) - 1 :][:, ::-1]

    @property
    def gaps(self) -> np.ndarray:
        """The mean gap between the way down and the way up by seed, in the outcome's unit."""
        return np.trapezoid(self.down - self.up, self.levels, axis=1) / (self.levels[-1] - self.levels[0])

    @property
    def gap(self) -> Estimate:
        """The mean gap over seeds."""
        return Estimate.of(self.gaps.mean(), Draws.of(len(self.net)).means(self.gaps[None]))

    @property
    def left(self) -> Estimate:
        """What is left when the parameter is back where it began, at the end of the last level."""
        back = self.net[:, -1]
        return Estimate.of(back.mean(), Draws.of(len(back)).means(back[None]))

    @property
    def effect(self) -> float:
        """The largest mean effect along the way, with its sign."""
        mean = self.net.mean(axis=0)
        return float(mean[np.argmax(np.abs(mean))])

    @property
    def unrest(self) -> float:
        """How far the outcome still moves in the second half of a level, mean over levels, as a part of the effect."""
        moved = np.abs((self.net - self.half_way).mean(axis=0)).mean()
        return float(moved / abs(self.effect)) if self.effect else 0.0

    def parts(self) -> tuple[float, np.ndarray]:
        """The gap as a part of the effect's size, and its resampled values."""
        draws = Draws.of(len(self.net))
        effects = np.abs(draws.means(self.net[None])).max(axis=1)
        gaps = draws.means(self.gaps[None])
        size = abs(self.effect)
        return (
            float(self.gaps.mean() / size) if size else 0.0,
            np.divide(gaps, effects, out=np.zeros_like(gaps), where=effects > 0),
        )

    @property
    def part(self) -> Estimate:
        """The gap as a part of the effect's size."""
        return Estimate.of(*self.parts())


@dataclass(frozen=True)
class Return:
    """What a fast and a slow loop show together: `limit` is the part of the effect that the gap would be at no speed,
    with the sign of the slow loop's gap taken out; `least` the effect below which it hardly moves.
    """

    fast: Loop
    slow: Loop
    verdict: str
    limit: Estimate
    least: float


def judged(fast: Loop, slow: Loop, least: float) -> Return:
    """Return what two loops show; an effect smaller than `least` is hardly one. They have the same levels and seeds."""
    sign = np.sign(slow.gaps.mean()) or 1.0
    (quick, quicks), (part, parts) = fast.parts(), slow.parts()
    times = slow.months / fast.months
    limit = Estimate.of(sign * (times * part - quick) / (times - 1), sign * (times * parts - quicks) / (times - 1))
    shrinking = Estimate.of(sign * (quick - part), sign * (quicks - parts))
    shrinks = shrinking.low > 0 and shrinking.value > SHRINKS * abs(quick)
    opposed = fast.part.clear and sign * quick < 0
    settled = slow.unrest <= REST and not opposed
    return Return(fast, slow, verdict_of(slow, least, limit, shrinks, settled), limit, least)


def verdict_of(slow: Loop, least: float, limit: Estimate, shrinks: bool, settled: bool) -> str:
    """Return the verdict on a loop, from the slow one and how it compares with the fast one."""
    if len(slow.net) < FEWEST:
        return FEW
    if not moves(slow):
        return UNCHANGED
    if abs(slow.effect) < least:
        return HARDLY
    if slow.part.within(CLOSED) or (not slow.part.clear and slow.part.within(LOOSE)):
        return RETURNS
    if shrinks and limit.low <= CLOSED:
        return LAG
    return STAYS if settled and not shrinks and limit.low > CLOSED else OPEN


def moves(loop: Loop) -> bool:
    """Whether the parameter does anything: at the top, on average along the way, or at the end, by Student's t with the
    three held together (Bonferroni).
    """
    top = loop.net[:, len(loop.levels) - 1]
    p = [p_of_zero(each) for each in (top, loop.net.mean(axis=1), loop.net[:, -1])]
    return min(p) < (1 - CONFIDENCE) / len(p)


def p_of_zero(values: np.ndarray) -> float:
    """Return the two-sided p-value that the mean of values is zero."""
    error = values.std(ddof=1) / np.sqrt(len(values))
    if error == 0:
        return 0.0 if values.any() else 1.0
    return float(2 * stats.t.sf(abs(values.mean()) / error, len(values) - 1))


def together(free: str, frozen: str) -> str:
    """Return the verdict on an outcome from those on its loops: as it goes, and while nothing new is begun."""
    if free in (STAYS, OPEN) and frozen in COMES_BACK:
        return KEPT
    if free == STAYS and frozen != STAYS:
        return OPEN
    return free
