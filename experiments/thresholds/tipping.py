"""Whether a country tips in a sweep, and where.

It tips where seeds part in two: near the point they differ further than chance lets them, some are low, some high and
few between, and the response, or that of each seed by itself at a point of its own, is narrow: most of its change
within a third of what is swept, so that there is something flat on either side. Seeds that differ along one slope do
not stand in two groups, however steep it is. A straight line is gradual.

It tips as well where the response is a jump in which all seeds agree. No number of steps shows a jump: between two of
them there is always room for a slope. So what counts is not how much of the change one step holds, which grows with the
step, but how narrow the response is: it jumps where most of its change surely takes no more than a fiftieth of the
parameter's declared range, whatever part of that was swept; and to say so the steps must be as fine. Where steps are
coarser a jump can only be ruled out: a jump falls within one step, and a slope narrower than a step within two, so
where none holds two fifths of the change there is neither, and it is steep. Where one does nothing is said but that it
takes a closer look. More steps can decide what was undecided so; they do not turn a tip into a slope.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from experiments.thresholds.curves import CENTRES, SCALES, STRAIGHT, Curve, fitted
from experiments.thresholds.parting import Parting, parting
from experiments.thresholds.resampling import FEWEST, RESAMPLES, Draws, Estimate

NARROW = 1 / 3
"""A country tips only where the width is at most this part of what is swept; a straight line has 0.8."""
SHARP = 0.02
"""A response is a jump where its width is at most this part of the parameter's declared range."""
JUMP = 0.4
"""Where no step holds so much of the change, none hides a jump or a slope narrower than itself."""
NO_EFFECT = 0.01
"""Above this p-value nothing is said to depend on what was swept."""
BEYOND_CHANCE, MISFIT = 0.01, 0.10
"""The response is no S-curve where the means lie off it by more than chance (p-value of the F-test of fit) and by more
than this part of the change (root mean square)."""
FEWEST_STEPS = 6
"""A curve has four numbers to fit."""

TIPS, STEEP, GRADUAL, UNCLEAR = "tips", "steep", "gradual", "steep or gradual"
UNRESOLVED = "steep, or a jump"
UNCHANGED, UNEVEN, FEW = "no effect", "no S-curve", "too few seeds"
WITH_A_POINT = (TIPS, UNRESOLVED, STEEP, GRADUAL, UNCLEAR)
"""Verdicts with which a point and a width mean something."""


@dataclass(frozen=True)
class Found:
    """What a sweep shows.

    `places` are the values swept as parts of the range, `mean` the outcome by step, with the ends of its interval.
    `curve` is fitted to the means, `curves` to the resampled means, `by_run` to each run's own. `point` and `width` are
    in parts of the range, as is `own_width`, the median of the runs' own; `change` over the range is in the outcome's
    unit. `p` is that of no effect, `misfit` how far means lie off the curve and `jump` the largest step, both as parts
    of the change.
    """

    verdict: str
    seeds: int
    places: np.ndarray
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray
    curve: Curve
    curves: Curve
    by_run: Curve
    change: Estimate
    point: Estimate
    width: Estimate
    own_width: Estimate
    parting: Parting
    p: float
    misfit: float
    jump: float


def found(places: np.ndarray, values: np.ndarray, municipalities: int | None = None, part: float = 1.0) -> Found | None:
    """Return what a sweep shows; None with fewer than two seeds.

    `values` (countries, seeds, steps) has none missing; `places` lie within 0 to 1, ascending, ends included, six or
    more. `municipalities` is how many there are where the outcome is a share of them, else None. `part` is how much of
    the parameter's declared range is swept.
    """
    _, seeds, _ = values.shape
    if seeds < 2:
        return None
    draws = Draws.of(seeds)
    mean, means = values.mean(axis=(0, 1)), draws.means(values)
    curve, curves = fitted(places, mean[None]), fitted(places, means)
    parted = parting(places, values, curve, municipalities, draws)
    change = float(curve.change[0])
    misfit, p_misfit = off_the_curve(values.mean(axis=0), curve.at(places)[0])
    misfit = misfit / abs(change) if change else np.inf
    jump = float(np.max(np.abs(np.diff(mean))) / abs(change)) if change else 0.0
    width = no_finer_than_the_fit(Estimate.of(float(curve.width[0]), curves.width))
    by_run = fitted(places, values.reshape(-1, len(places)))
    drawn = np.random.default_rng(seeds).integers(len(by_run.width), size=(RESAMPLES, len(by_run.width)))
    own_width = Estimate.of(float(np.median(by_run.width)), np.median(by_run.width[drawn], axis=1))
    p = no_effect(values)
    uneven = p_misfit < BEYOND_CHANCE and misfit > MISFIT
    return Found(
        verdict_of(seeds, p, uneven, width, own_width, parted, jump, float(np.max(np.diff(places))), part),
        seeds,
        places,
        mean,
        np.percentile(means, 2.5, axis=0),
        np.percentile(means, 97.5, axis=0),
        curve,
        curves,
        by_run,
        Estimate.of(change, curves.change),
        no_finer_than_the_sweep(Estimate.of(float(curve.point[0]), curves.point), places, width.value),
        width,
        own_width,
        parted,
        p,
        misfit,
        jump,
    )


def no_finer_than_the_sweep(point: Estimate, places: np.ndarray, width: float) -> Estimate:
    """Return the point with an interval that reaches to the steps around it where all of the change lies between them,
    and in any case to the next centres that a fit can have.
    """
    below, above = point.value - 1 / (CENTRES - 1), point.value + 1 / (CENTRES - 1)
    if width < np.max(np.diff(places)):
        below, above = places[places <= point.value].max(), places[places >= point.value].min()
    return Estimate(point.value, min(point.low, float(below)), max(point.high, float(above)))


def no_finer_than_the_fit(width: Estimate) -> Estimate:
    """Return the width with an interval that reaches half-way to the next scales that a fit can have."""
    finest = float(np.sqrt(SCALES[1] / SCALES[0]))
    return Estimate(
        width.value, min(width.low, width.value / finest), max(width.high, min(width.value * finest, STRAIGHT))
    )


def verdict_of(
    seeds: int,
    p: float,
    uneven: bool,
    width: Estimate,
    own_width: Estimate,
    parted: Parting,
    jump: float,
    step: float,
    part: float,
) -> str:
    """Return the verdict on a sweep whose widest step is `step` of what is swept, which is `part` of the range."""
    if seeds < FEWEST:
        return FEW
    if p > NO_EFFECT:
        return UNCHANGED
    if uneven:
        return UNEVEN
    if parted.each_by_itself and min(width.high, own_width.high) <= NARROW:
        return TIPS
    if width.high > NARROW:
        return UNCLEAR if width.low <= NARROW else GRADUAL
    if part * max(width.high, step) <= SHARP:
        return TIPS
    return UNRESOLVED if jump >= JUMP else STEEP


def no_effect(values: np.ndarray) -> float:
    """Return a p-value that the steps are alike, from ranks within each seed (and country).

    Friedman's test sees a change of any shape, Page's one that goes up or down and is small; the smallest p-value of
    the three, times three.
    """
    blocks = values.reshape(-1, values.shape[-1])
    if np.all(blocks == blocks[:, :1]):
        return 1.0
    falling = blocks[:, ::-1]
    p = [stats.friedmanchisquare(*blocks.T).pvalue]
    p += [stats.page_trend_test(each, method="asymptotic").pvalue for each in (blocks, falling)]
    return float(min(1.0, 3 * min(p)))


def off_the_curve(values: np.ndarray, curve: np.ndarray) -> tuple[float, float]:
    """Return the root mean square distance of the means of `values` (seeds, steps) from a curve of four numbers, and
    the p-value of the F-test that it is chance: what is left of each run after its seed's and its step's mean.
    """
    seeds, steps = values.shape
    mean = values.mean(axis=0)
    rest = values - mean - values.mean(axis=1, keepdims=True) + mean.mean()
    noise = np.sum(rest**2) / ((seeds - 1) * (steps - 1)) / seeds
    squares = np.sum((mean - curve) ** 2)
    off = float(np.sqrt(squares / steps))
    if noise == 0:
        return off, 0.0
    return off, float(stats.f.sf(squares / (steps - 4) / noise, steps - 4, (seeds - 1) * (steps - 1)))
