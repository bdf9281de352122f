"""Who is treated by what an alternative does otherwise than the reference, and whom that can reach over ties.

Months are places in time, from 0; NEVER is infinite. A municipality's month counts from its beginning: treated in month
m, it differs from the end of month m on. Ties carry what was published at the end of the month before, so that what
happens in month m is felt at distance d in month m + d, and no earlier.
"""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from model.chance import CHOSEN_PART, uniform
from model.programme import IMPOSE, Programme
from model.world import World, world_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model import Scenario
    from model.network import Network

NEVER = np.inf

Order = tuple[float, ...]
"""A row of a programme, without whom it is meant for."""


def differs_everywhere(reference: "Scenario", alternative: "Scenario") -> bool:
    """Whether two scenarios differ in more than interventions: parameters, population, ties, calendar, what is held."""
    return reference.with_(interventions=()).identity != alternative.with_(interventions=()).identity


def first_treated(
    reference: "Scenario", alternative: "Scenario", worlds: tuple[World, World], seeds: "Sequence[int]"
) -> np.ndarray:
    """Return the first month (seeds, municipalities) in which a municipality is meant for other orders in the
    alternative than in the reference; NEVER where it is treated alike throughout.

    `worlds` are those of the two. Where they differ in more than interventions everybody is treated from month 0. A
    random part is the part that the run itself draws.
    """
    before, after = worlds
    if differs_everywhere(reference, alternative):
        return np.zeros((len(seeds), len(after.facts)))
    programmes = before.programme, after.programme
    drawn = any((programme.part < 1.0).any() for programme in programmes)
    keys = after.facts["key"].tolist()
    rows = []
    for seed in seeds if drawn else seeds[:1]:
        draws = np.array([uniform(seed, CHOSEN_PART, key, 0) for key in keys]) if drawn else np.zeros(len(keys))
        rows.append(first_difference(programmes, draws))
    return np.array(rows) if drawn else np.repeat(rows, len(seeds), axis=0)


def first_difference(programmes: tuple[Programme, Programme], draws: np.ndarray) -> np.ndarray:
    """Return the first month (municipalities) in which two programmes differ; `draws` decide on random parts."""
    meant = [(programme.chosen == 1) & (draws[None, :] < programme.part[:, None]) for programme in programmes]
    # Many municipalities are meant by the same rows, so each set of rows is looked at once.
    patterns, which = np.unique(np.concatenate(meant), axis=1, return_inverse=True)
    rows = len(meant[0])
    orders = [orders_of(programme) for programme in programmes]
    months = [
        first_apart(
            [order for order, mine in zip(orders[0], pattern[:rows], strict=True) if mine],
            [order for order, mine in zip(orders[1], pattern[rows:], strict=True) if mine],
        )
        for pattern in patterns.T
    ]
    return np.array(months)[which.reshape(-1)]


def orders_of(programme: Programme) -> list[Order]:
    """Return the rows of a programme, each beginning with its first month."""
    columns = (programme.first, programme.last, programme.kind, programme.argument, programme.value, programme.added)
    return [tuple(row) for row in np.column_stack(columns).tolist()]


def first_apart(before: list[Order], after: list[Order]) -> float:
    """Return the first month of what one list has and the other has not; of all, where only their order differs."""
    if before == after:
        return NEVER
    apart = [*(Counter(before) - Counter(after)), *(Counter(after) - Counter(before))]
    return min(order[0] for order in apart or after)


def first_felt(treated: np.ndarray, network: "Network") -> np.ndarray:
    """Return the first month at whose end each municipality can differ, given when each is treated (municipalities).

    NEVER where no tie leads to it from anyone treated.
    """
    number = len(network)
    sources = np.flatnonzero(np.isfinite(treated))
    # One node more stands for the beginning of time; a weight of zero would be no tie.
    weights = np.concatenate([np.ones(len(network.target)), treated[sources] + 1.0])
    targets = np.concatenate([network.target, sources])
    start = np.concatenate([network.start, [len(targets)]])
    ties = csr_array((weights, targets, start), shape=(number + 1, number + 1))
    return dijkstra(ties, indices=number)[:number] - 1.0


@dataclass(frozen=True)
class Touched:
    """Who is treated by an alternative, and whom that can reach over ties before the run ends: booleans with a row for
    each seed and a column for each municipality (by code).

    `paired` says whether the two scenarios have the same municipalities, so that each can be compared with itself.
    `everywhere` says whether they differ in more than interventions; `rolled_out` whether the state rolls measures out
    among those not treated, too: it does so as the best performer of the whole country does them, ties or not.
    """

    treated: pd.DataFrame
    reachable: pd.DataFrame
    paired: bool
    everywhere: bool
    rolled_out: bool

    @property
    def leaves_somebody_alone(self) -> bool:
        """Whether there is a seed in which somebody is not treated."""
        return not bool(self.treated.to_numpy().all())


def touched(reference: "Scenario", alternative: "Scenario", seeds: "Sequence[int]") -> Touched:
    """Return who is touched by what an alternative does otherwise. Raises what `world_of` raises."""
    worlds = world_of(reference), world_of(alternative)
    first = first_treated(reference, alternative, worlds, seeds)
    months = {row.tobytes(): first_felt(row, worlds[1].network) for row in first}
    felt = np.array([months[row.tobytes()] for row in first])
    codes = worlds[1].population.table["code"]
    programme = worlds[1].programme
    imposed = (programme.chosen[programme.kind == IMPOSE] == 1).any(axis=0)
    return Touched(
        pd.DataFrame(np.isfinite(first), list(seeds), codes),
        pd.DataFrame(felt < alternative.months, list(seeds), codes),
        bool(worlds[0].population.table.equals(worlds[1].population.table)),
        differs_everywhere(reference, alternative),
        bool((imposed & ~np.isfinite(first)).any()),
    )
