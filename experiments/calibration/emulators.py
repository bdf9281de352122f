"""Emulators: what a target's mean over seeds would be under sets of parameters that were not run, and how sure that is.

A straight line over all parameters, and a Gaussian process over the few that matter most (the "active" ones, found by
extremely randomised trees); its noise stands for chance between seeds and for the parameters that are left out. The
form is that of Craig, Goldstein, Seheult and Smith (1997) and of Vernon, Goldstein and Bower (2010).
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sklearn.ensemble import ExtraTreesRegressor
from sklearn.exceptions import ConvergenceWarning
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, ConstantKernel, WhiteKernel
from sklearn.linear_model import RidgeCV
from threadpoolctl import threadpool_limits

MOST_ACTIVE = 10
"""At most so many parameters go into the Gaussian process: with more, lengths cannot be told from some hundred sets."""
TUNED_ON, MOST_POINTS = 250, 800
"""Lengths are found on so many sets, and predictions rest on so many at most: time grows with their cube."""
FEWEST_SETS = 30
TAIL = 0.01
"""This share of values at each end is drawn in: ratios of rare types have long tails, far from any band."""
FOLDS = 5


@dataclass(frozen=True)
class Emulator:
    """The emulator of one target; sets are points of the unit cube (sets, parameters)."""

    active: np.ndarray
    line: Any
    process: Any
    centre: float
    scale: float
    wider: float = 1.0

    def predict(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Mean and standard deviation of what sets would give, chance between seeds included."""
        mean, sd = self.process.predict(points[:, self.active], return_std=True)
        return self.centre + self.scale * (self.line.predict(points) + mean), self.wider * self.scale * sd


@dataclass(frozen=True)
class Fitted:
    """An emulator with what it says of the sets it was fitted to when each is left out (nan where it was not used)."""

    emulator: Emulator
    mean: np.ndarray
    sd: np.ndarray
    explained: float
    covered: float


@threadpool_limits.wrap(limits=1)
def fitted(points: np.ndarray, values: np.ndarray, tails: tuple[float, float] = (TAIL, TAIL)) -> Fitted | None:
    """Fit an emulator to values (nan: none) of sets, and try it on sets left out, a fifth at a time.

    `explained` is the share of variance explained and `covered` the share of values within two standard deviations,
    both of sets left out. `tails` are the shares drawn in at the low and the high end. None where there are too few
    sets or all give the same. Linear algebra has one thread: more are slower on small matrices, and the last bit would
    hang on how many there are.
    """
    there = np.flatnonzero(np.isfinite(values))
    if len(there) > MOST_POINTS:
        there = np.sort(np.random.default_rng(1).choice(there, MOST_POINTS, replace=False))
    if len(there) < FEWEST_SETS or np.ptp(values[there]) == 0.0:
        return None
    x, y = points[there], np.clip(values[there], *np.quantile(values[there], [tails[0], 1 - tails[1]]))
    centre, scale = float(y.mean()), float(y.std()) or 1.0
    z = (y - centre) / scale
    active = most_active(x, z)
    kernel = tuned(x[:, active], z - line_through(x, z).predict(x))
    mean, sd = np.full(len(values), np.nan), np.full(len(values), np.nan)
    folds = np.random.default_rng(1).permutation(len(there)) % FOLDS
    for fold in range(FOLDS):
        part = emulator(x[folds != fold], z[folds != fold], active, kernel, centre, scale)
        mean[there[folds == fold]], sd[there[folds == fold]] = part.predict(x[folds == fold])
    # Fitted to the same sets, line and lengths make an emulator too sure of itself: sets left out say by how much.
    wider = max(1.0, float(np.sqrt(np.mean(((y - mean[there]) / sd[there]) ** 2))))
    sd *= wider
    error = (y - mean[there]) / sd[there]
    explained = 1.0 - float(np.mean((y - mean[there]) ** 2)) / scale**2
    whole = replace(emulator(x, z, active, kernel, centre, scale), wider=wider)
    return Fitted(whole, mean, sd, explained, float(np.mean(np.abs(error) <= 2.0)))


def emulator(x: np.ndarray, z: np.ndarray, active: np.ndarray, kernel: Any, centre: float, scale: float) -> Emulator:
    """The emulator with lengths that are known."""
    line = line_through(x, z)
    process = GaussianProcessRegressor(kernel, optimizer=None).fit(x[:, active], z - line.predict(x))
    return Emulator(active, line, process, centre, scale)


def line_through(x: np.ndarray, z: np.ndarray) -> Any:
    """A straight line over all parameters, drawn in as far as the sample asks."""
    return RidgeCV(alphas=np.logspace(-2, 4, 13)).fit(x, z)


def most_active(x: np.ndarray, z: np.ndarray) -> np.ndarray:
    """The places of the parameters that matter most, ascending."""
    trees = ExtraTreesRegressor(200, min_samples_leaf=5, random_state=1).fit(x, z)
    return np.sort(np.argsort(-trees.feature_importances_, kind="stable")[:MOST_ACTIVE])


def tuned(x: np.ndarray, rest: np.ndarray) -> Any:
    """The kernel whose lengths fit best what the line leaves."""
    chosen = np.random.default_rng(2).permutation(len(x))[:TUNED_ON]
    kernel = ConstantKernel(0.5, (1e-3, 1e2)) * RBF(np.ones(x.shape[1]), (0.1, 30.0)) + WhiteKernel(0.3, (1e-4, 2.0))
    with warnings.catch_warnings():
        # A length at its bound says that the parameter does nothing there, which is an answer.
        warnings.simplefilter("ignore", ConvergenceWarning)
        return GaussianProcessRegressor(kernel, random_state=1).fit(x[chosen], rest[chosen]).kernel_


def implausibility(emulators: Sequence[Emulator | None], targets: Sequence[Any], points: np.ndarray) -> np.ndarray:
    """How many standard deviations sets seem to lie outside the bands (sets, targets); 0 for a target not emulated."""
    far = np.zeros((len(points), len(targets)))
    for column, (each, target) in enumerate(zip(emulators, targets, strict=True)):
        if each is not None:
            mean, sd = each.predict(points)
            far[:, column] = target.outside(mean) / sd
    return far
