"""A rule of one's own in the readable model: runs with somebody's agents beside runs with the model's own."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from model.scenario import Scenario

if TYPE_CHECKING:
    from pandas import DataFrame

    from model.agents import Resident

MUNICIPALITIES = 30
"""The readable model is a hundred times slower than the engine, so lessons use a small country."""
AS_IT_IS, OWN = "as it is", "with your rule"


def small_country(number: int = MUNICIPALITIES) -> Scenario:
    """The baseline in a synthetic country of so many municipalities."""
    return Scenario.load("baseline").with_(population={"kind": "synthetic", "number": number, "seed": 1})


def with_own_rule(*own: "type[Resident]", seeds: Sequence[int] = range(1, 7)) -> "DataFrame":
    """Run the small country as it is and with these agents, under the same seeds.

    Returns a row for each run: rule ("as it is" or "with your rule"), seed, and every summary. Raises Fault.
    """
    import pandas as pd

    rows = [{"rule": AS_IT_IS, "seed": seed} | _summary((), seed) for seed in seeds]
    rows += [{"rule": OWN, "seed": seed} | _summary(tuple(own), seed) for seed in seeds]
    return pd.DataFrame(rows)


@lru_cache(maxsize=64)
def _summary(own: "tuple[type[Resident], ...]", seed: int) -> dict[str, float]:
    from model import Decentralisation

    return Decentralisation(small_country(), seed, own=own).run().summary
