"""One outcome analysed by one method: indices with intervals, chance, convergence and ranks, as tidy tables.

Nothing here runs the model: a problem, its sample and outcomes (sets, seeds) go in.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.sensitivity.inputs import DUMMY, SEED, Problem, inputs_of
from experiments.sensitivity.luck import Z, chance, even, jackknife_error, paired, seeds_met, variances
from experiments.sensitivity.methods import Estimates, Method
from model.declaration import Fault

FEWEST_BLOCKS = 4
"""Below so many blocks nothing is worked out."""


@dataclass(frozen=True)
class Chance:
    """Share of the variance between single runs that is chance, its 95 % interval, and what is `left` of it in the
    variance between sets' means. Missing with one seed.
    """

    share: float
    low: float
    high: float
    left: float


@dataclass(frozen=True)
class Analysis:
    """What a method says of one outcome.

    `indices`: index, input, other, value, low, high (95 %). `ranks`: input, first_rank, last_rank, beyond_dummy
    (missing without a dummy), by the method's main index. `convergence`: blocks, index, input, value, low, high for
    growing parts of the sample. `widest` and `moved`: half-width of the widest interval and largest change by the
    second half of the sample, in the method's measure (see Method.tolerance). `blocks` were used, of these `thinned`
    with fewer seeds than were asked for; `dropped` lacked too many runs.
    """

    indices: pd.DataFrame
    ranks: pd.DataFrame
    convergence: pd.DataFrame
    chance: Chance
    widest: float
    moved: float
    settled: bool
    blocks: int
    dropped: int
    thinned: int = 0


def analysed(method: Method, asked: Problem, sample: np.ndarray, values: np.ndarray) -> Analysis:
    """Return the analysis. Where a run is missing, its whole block goes without that seed, so that the sets of a block
    stay paired; blocks with too few seeds are left out.

    Raises Fault where too few blocks are left, and where the outcome is the same in all sets.
    """
    step = method.block(len(inputs_of(asked)))
    if len(sample) != len(values) or len(values) % step:
        raise ValueError(f"{len(values)} outcomes, {len(sample)} sets; allowed as many, in blocks of {step}")
    values, enough = paired(values, step)
    require_blocks(enough)
    kept = np.repeat(enough, step)
    sample, values, blocks = sample[kept], values[kept], int(enough.sum())
    apart = values.reshape(blocks, step, -1)[:, [0, -1]].reshape(2 * blocks, -1) if method.ends else values
    require_variation(even(apart))
    share, low, high = chance(apart, SEED)
    left = variances(apart).left(seeds_met(apart))
    thinned = int(np.isnan(values[::step]).any(axis=1).sum())
    values = even(values)
    parts = parts_of(blocks, method)
    steps = [with_intervals(method, asked, sample[: part * step], values[: part * step]) for part in parts]
    indices = steps[-1]
    convergence = pd.concat(
        [
            table[table["other"] == ""].drop(columns="other").assign(blocks=part)
            for part, table in zip(parts, steps, strict=True)
        ],
        ignore_index=True,
    )[["blocks", "index", "input", "value", "low", "high"]]
    widest, moved = settling(convergence, method)
    return Analysis(
        indices,
        ranked(indices[indices["index"] == method.main]),
        convergence,
        Chance(share, low, high, left),
        widest,
        moved,
        bool(widest <= method.tolerance and moved <= method.tolerance),
        blocks,
        len(enough) - blocks,
        thinned,
    )


def require_blocks(enough: np.ndarray) -> None:
    """Raise Fault where too few blocks have enough seeds."""
    if enough.sum() < FEWEST_BLOCKS:
        raise Fault(f"got {enough.sum()} complete blocks of {len(enough)}; allowed {FEWEST_BLOCKS} or more")


def require_variation(values: np.ndarray) -> None:
    """Raise Fault where the sets' means are all the same, to the precision of a float."""
    means = np.nanmean(values, axis=1)
    if np.ptp(means) <= 1e-12 * max(1.0, float(np.abs(means).max())):
        raise Fault(f"is {means[0]:g} in all sets; nothing can be told of what it depends on")


def parts_of(blocks: int, method: Method) -> list[int]:
    """The growing parts of the sample on which convergence is judged: halves of halves, the whole last."""
    smallest = blocks // (2 if method.block(1) == 1 else 8)
    parts = [blocks]
    while parts[0] // 2 >= max(FEWEST_BLOCKS, smallest):
        parts.insert(0, parts[0] // 2)
    return parts


def with_intervals(method: Method, asked: Problem, sample: np.ndarray, values: np.ndarray) -> pd.DataFrame:
    """Indices with intervals over the sample and, where the method does so, over seeds (jackknife)."""
    found: Estimates = method.estimate(asked, sample, values, method.resamples)
    half = found.half
    seeds = values.shape[1]
    if method.over_seeds and seeds > 2:
        without = [method.estimate(asked, sample, np.delete(values, place, axis=1), 0).value for place in range(seeds)]
        half = np.hypot(half, Z * jackknife_error(np.array(without)))
    table = pd.DataFrame(found.keys, columns=["index", "input", "other"])
    return table.assign(value=found.value, low=found.value - half, high=found.value + half)


def ranked(indices: pd.DataFrame) -> pd.DataFrame:
    """Ranks that the intervals allow: two inputs are ranked only where their intervals do not overlap.

    `indices` has input, value, low and high of one index, the dummy among them or not. Sorted by value.
    """
    real = indices[indices["input"] != DUMMY].sort_values(["value", "input"], ascending=[False, True])
    low, high = real["low"].to_numpy(), real["high"].to_numpy()
    first = 1 + (low[None, :] > high[:, None]).sum(axis=1)
    last = len(real) - (high[None, :] < low[:, None]).sum(axis=1)
    table = pd.DataFrame({"input": real["input"].to_numpy(), "first_rank": first, "last_rank": last})
    dummy = indices[indices["input"] == DUMMY]
    beyond = pd.array([None] * len(real), dtype="boolean")
    if len(dummy):
        beyond = pd.array(low > float(dummy["high"].iloc[0]), dtype="boolean")
    return table.assign(beyond_dummy=beyond)


def settling(convergence: pd.DataFrame, method: Method) -> tuple[float, float]:
    """Half-width of the main index's widest interval, and its largest change by the second half of the sample.

    Of Morris both relative to the largest mu_star. Missing where an interval is, or where there is no half.
    """
    main = convergence[(convergence["index"] == method.main) & (convergence["input"] != DUMMY)]
    by_part = main.pivot(index="blocks", columns="input", values="value").sort_index()
    whole = main[main["blocks"] == by_part.index[-1]]
    scale = float(whole["value"].max()) if method.name == "morris" else 1.0
    widest = float((whole["high"] - whole["low"]).max(skipna=False)) / 2
    moved = float((by_part.iloc[-1] - by_part.iloc[-2]).abs().max(skipna=False)) if len(by_part) > 1 else np.nan
    return widest / scale, moved / scale
