"""The methods, all by SALib through its documented interface: how each samples, and what it makes of the outcomes.

An `estimate` takes the problem, its sample (sets x parameters), outcomes (sets, seeds; a seed may be missing in a whole
block) and how many resamples to draw (0 where only values are wanted), and returns Estimates for the inputs and, with
two seeds or more, the dummy.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from experiments.sensitivity.inputs import SEED, Problem, global_state_kept, inputs_of, with_dummy
from experiments.sensitivity.luck import Z, with_other_luck
from model.declaration import Fault, UnknownName

LEVELS = 4
"""Levels of the grid of Morris' method."""
SLIDES = 10
"""Intervals into which PAWN cuts each input."""
RESAMPLES = {"morris": 1000, "sobol": 1000, "pawn": 30, "delta": 10}
"""Bootstrap resamples: few where each takes seconds."""

Key = tuple[str, str, str]
"""An index, its input and, for a second-order index, the other input; else an empty text."""


class Estimates(NamedTuple):
    """Indices, their values, and half the width of their 95 % intervals over the sample."""

    keys: list[Key]
    value: np.ndarray
    half: np.ndarray


Estimate = Callable[[Problem, np.ndarray, np.ndarray, int], Estimates]


@dataclass(frozen=True)
class Method:
    """How inputs are sampled and compared. `main` is the index that ranks them. A block is what belongs together in a
    sample (a Saltelli block, a trajectory, one set): `block` says how many sets for so many inputs. `over_seeds`:
    whether the interval covers the choice of seeds, too. `ends`: only a block's first and last set are drawn
    independently. `tolerance` is the half-width up to which an index counts as settled (of Morris, relative to the
    largest mu_star).
    """

    name: str
    main: str
    block: Callable[[int], int]
    sample: Callable[[Problem, int], np.ndarray]
    estimate: Estimate
    default_size: int
    tolerance: float
    over_seeds: bool = True
    ends: bool = False

    @property
    def resamples(self) -> int:
        """How many resamples its bootstrap draws."""
        return RESAMPLES[self.name]


def method_of(name: str, second_order: bool = False) -> Method:
    """The method of that name. Raises UnknownName."""
    makers: dict[str, Callable[[], Method]] = {
        "morris": lambda: Method(
            "morris", "mu_star", lambda inputs: inputs + 1, morris_sample, morris_estimate, 10, 0.1
        ),
        "sobol": lambda: sobol_method(second_order),
        "pawn": lambda: Method("pawn", "pawn", lambda inputs: 1, latin_sample, pawn_estimate, 512, 0.05),
        "delta": lambda: Method("delta", "delta", lambda inputs: 1, latin_sample, delta_estimate, 256, 0.05, False),
    }
    if name not in makers:
        raise UnknownName("method", name, makers)
    return makers[name]()


def sobol_method(second_order: bool) -> Method:
    """Sobol' indices: first and total, and with `second_order` those of pairs."""
    per_input = 2 if second_order else 1
    return Method(
        "sobol",
        "ST",
        lambda inputs: per_input * inputs + 2,
        partial(sobol_sample, second_order=second_order),
        partial(sobol_estimate, second_order=second_order),
        64,
        0.05,
        ends=True,
    )


def require_power_of_two(number: int) -> None:
    """Raise Fault where a Sobol' sequence of that length would not be even."""
    if number < 2 or number & (number - 1):
        raise Fault(f"n: got {number}; allowed a power of two (64, 128, 256, …): only there is a Sobol' sequence even")


def morris_sample(asked: Problem, number: int) -> np.ndarray:
    """So many trajectories, each of one step for each input (Morris 1991)."""
    from SALib.sample import morris

    return np.asarray(morris.sample(dict(asked), number, num_levels=LEVELS, seed=SEED))


def morris_estimate(asked: Problem, sample: np.ndarray, values: np.ndarray, resamples: int) -> Estimates:
    """Elementary effects in the outcome's unit over an input's whole range: their mean absolute value (mu_star), mean
    (mu) and standard deviation (sigma); of groups only the first. The dummy is one more step at each trajectory's end.

    Intervals of mu_star are SALib's bootstrap, those of mu and sigma the normal approximation over trajectories.
    """
    from SALib.analyze import morris

    step = len(inputs_of(asked)) + 1
    outcomes = np.nanmean(values, axis=1).reshape(-1, step)
    trajectories = len(outcomes)
    if values.shape[1] > 1:
        outcomes = np.hstack([outcomes, with_other_luck(values).reshape(-1, step)[:, -1:]])
        paths = sample.reshape(trajectories, step, -1)
        paths = np.concatenate([paths, paths[:, -1:]], axis=1)
        moved = np.zeros((*paths.shape[:2], 1))
        moved[:, -1] = LEVELS / (2 * (LEVELS - 1))
        sample = np.concatenate([paths, moved], axis=2).reshape(trajectories * (step + 1), -1)
        asked = with_dummy(asked)
    with global_state_kept():
        found = morris.analyze(
            dict(asked), sample, outcomes.ravel(), num_resamples=max(2, resamples), num_levels=LEVELS, seed=SEED
        )
    columns = {"mu_star": (found["mu_star"], found["mu_star_conf"])}
    if not asked.get("groups"):
        error = np.asarray(found["sigma"], dtype=float) / np.sqrt(trajectories)
        columns["mu"] = (found["mu"], Z * error)
        columns["sigma"] = (found["sigma"], Z * error / np.sqrt(2))
    return _joined(columns, inputs_of(asked))


def sobol_sample(asked: Problem, number: int, second_order: bool) -> np.ndarray:
    """Saltelli's blocks over a scrambled Sobol' sequence. Raises Fault unless their number is a power of two."""
    from SALib.sample import sobol

    require_power_of_two(number)
    return np.asarray(sobol.sample(dict(asked), number, calc_second_order=second_order, seed=SEED))


def sobol_estimate(
    asked: Problem, sample: np.ndarray, values: np.ndarray, resamples: int, second_order: bool
) -> Estimates:
    """Shares of the variance of sets' means: first order (S1), total (ST) and, where asked, of pairs (S2).

    Estimators and bootstrap are SALib's (Saltelli et al. 2010). In a block the dummy is the first set under other luck.
    """
    from SALib.analyze import sobol

    inputs = inputs_of(asked)
    number = len(inputs)
    step = number * (2 if second_order else 1) + 2
    outcomes = np.nanmean(values, axis=1).reshape(-1, step)
    if values.shape[1] > 1:
        other = with_other_luck(values).reshape(-1, step)
        parts = [outcomes[:, : number + 1], other[:, :1]]
        if second_order:
            parts += [outcomes[:, number + 1 : -1], other[:, -1:]]
        outcomes = np.hstack([*parts, outcomes[:, -1:]])
        asked = with_dummy(asked)
        inputs = inputs_of(asked)
    with global_state_kept():
        found = sobol.analyze(
            dict(asked), outcomes.ravel(), calc_second_order=second_order, num_resamples=max(2, resamples), seed=SEED
        )
    estimates = _joined({index: (found[index], found[f"{index}_conf"]) for index in ("ST", "S1")}, inputs)
    if not second_order:
        return estimates
    first, second = np.triu_indices(len(inputs), 1)
    pairs = [("S2", inputs[one], inputs[two]) for one, two in zip(first, second, strict=True)]
    return Estimates(
        estimates.keys + pairs,
        np.concatenate([estimates.value, found["S2"][first, second]]),
        np.concatenate([estimates.half, found["S2_conf"][first, second]]),
    )


def latin_sample(asked: Problem, number: int) -> np.ndarray:
    """A Latin hypercube of so many sets."""
    from SALib.sample import latin

    return np.asarray(latin.sample(dict(asked), number, seed=SEED))


def pawn_estimate(asked: Problem, sample: np.ndarray, values: np.ndarray, resamples: int) -> Estimates:
    """PAWN (Pianosi and Wagener 2018): the median over slides of an input of the largest distance between the outcome's
    distribution there and overall. The dummy is a column of random numbers; intervals are a bootstrap over sets.
    """
    from SALib.analyze import pawn

    asked, sample, outcomes = _with_random_column(asked, sample), _beside_random(sample), np.nanmean(values, axis=1)

    def medians(rows: Any) -> np.ndarray:
        return np.asarray(pawn.analyze(dict(asked), sample[rows], outcomes[rows], S=SLIDES)["median"])

    generator = np.random.default_rng(SEED)
    with global_state_kept():
        value = medians(slice(None))
        drawn = [medians(generator.integers(len(sample), size=len(sample))) for _ in range(resamples)]
    half = Z * np.std(drawn, axis=0, ddof=1) if drawn else np.full(len(value), np.nan)
    return _joined({"pawn": (value, half)}, inputs_of(asked))


def delta_estimate(asked: Problem, sample: np.ndarray, values: np.ndarray, resamples: int) -> Estimates:
    """Delta (Borgonovo 2007; Plischke, Borgonovo and Smith 2013): how far knowing an input shifts the outcome's
    density, less its bias. The dummy is a column of random numbers; intervals are SALib's bootstrap. Raises Fault for
    an input that SALib gives up on.
    """
    from SALib.analyze import delta

    asked, sample, outcomes = _with_random_column(asked, sample), _beside_random(sample), np.nanmean(values, axis=1)
    with global_state_kept():
        found = delta.analyze(dict(asked), sample, outcomes, num_resamples=max(2, resamples), method="delta", seed=SEED)
    # Raw: of the sample as it is. SALib's variants beside it are for samples that are uneven in an input.
    values_found, halves = found["delta_raw"], found["delta_raw_conf"]
    given_up = [each for each, value in zip(asked["names"], values_found, strict=True) if not np.isfinite(value)]
    if given_up:
        raise Fault(f"delta: SALib gives no index for {', '.join(given_up)}; allowed more sets, or another method")
    return _joined({"delta": (values_found, halves)}, inputs_of(asked))


def _with_random_column(asked: Problem, sample: np.ndarray) -> Problem:
    return with_dummy({**asked, "groups": None})


def _beside_random(sample: np.ndarray) -> np.ndarray:
    return np.column_stack([sample, np.random.default_rng(SEED).random(len(sample))])


def _joined(columns: dict[str, tuple[Any, Any]], inputs: list[str]) -> Estimates:
    return Estimates(
        [(index, name, "") for index in columns for name in inputs],
        np.concatenate([np.asarray(value, dtype=float) for value, _ in columns.values()]),
        np.concatenate([np.asarray(half, dtype=float) for _, half in columns.values()]),
    )
