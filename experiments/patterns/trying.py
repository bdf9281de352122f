"""Trying some patterns in memory, with nothing kept on disk: for notebooks."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.experiment import ensembles_of

if TYPE_CHECKING:
    from pandas import DataFrame

    from model import Scenario


def scores(patterns: str | Sequence[str], seeds: Sequence[int], base: "Scenario | None" = None) -> "DataFrame":
    """Return a row for each statistic of these patterns: mean over seeds, interval, threshold, verdict.

    `base` is what their scenarios build on, the baseline where none is given. Raises what Board raises.
    """
    import pandas as pd

    from experiments.patterns.board import Board, statistics_of, values_of
    from model import Scenario

    codes = (patterns,) if isinstance(patterns, str) else tuple(patterns)
    board = Board((base or Scenario.load("baseline"),), tuple(seeds), codes)
    ensembles = ensembles_of(board)
    values = pd.concat([values_of(each, board.base, ensembles) for each in board.scored()], ignore_index=True)
    return statistics_of(board.scored(), values)
