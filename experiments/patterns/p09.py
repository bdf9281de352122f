"""P9: participation, slower at first and faster later."""

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from model.intervention_kinds import Level
from model.language import Words
from model.outcomes import COLUMN

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

MUCH, LITTLE = 0.8, 0.2
WITHOUT: dict[str, tuple[dict[str, float], tuple[str, ...]]] = {
    "": ({}, ()),
    " no delay": ({"participation_delay": 0.0}, ()),
    " no gain": ({}, ("support",)),
    " no landing": ({"participation_gain": 0.0}, ()),
}
"""What is switched off in each pair of scenarios: the parameters set to zero, and the mechanisms held."""
AT_FIRST = 24
CROSSING = (18, 60)
RESOLUTION = 0.05
"""Measures embedded by which the means must differ for one to be called ahead: some 20 measures in the whole of 393
municipalities. Chance alone makes the difference change sign again and again below that."""


class CurvesCross(Pattern):
    """Participation at 0.8 in every municipality throughout, against 0.2: as the model has it, without the months that
    deliberation adds, and without what it gains.

    What participation gains is support (A12), and support does two things: pilots land (A12), and champions keep going
    (B12). So without the gain means that support is held. Before, only the landing of pilots was switched off; that
    difference is still told, and not judged.

    The difference is that in mean measures embedded at the end of a month. "Never negative", "never positive" and
    changes of sign are read at a resolution of a twentieth of a measure. That the curves cross once, and in time,
    is 1 or 0 for a seed and has to hold in 80 % of them, as elsewhere on the board.
    """

    code = "P9"
    kind = Kind.EMERGENT
    claim = "Participation: slower at first, faster later; the curves cross."
    evidence = ("A12",)
    rule_revised = Words(
        "what is supported lands earlier, not only more often (A12); pilots differ in length",
        "wat draagvlak heeft landt eerder, niet alleen vaker (A12); proeven verschillen in lengte",
    )
    reading_revised = Words(
        "without the gain means that support is held",
        "zonder de winst betekent dat draagvlak wordt vastgehouden",
    )
    statistics = (
        Statistic("at first", "lowest difference in measures embedded in the first 24 months", "measures",
                  high=-0.2, neutral=0.0),
        Statistic("at the end", "difference in measures embedded at the end", "measures", low=0.3, neutral=0.0),
        Statistic("crossing", "month in which the curves cross", "months", low=CROSSING[0], high=CROSSING[1]),
        Statistic("once", "whether they cross once, and in months 18 to 60", "0 or 1", low=0.8),
        Statistic("no delay", "lowest difference without the delay", "measures", low=-RESOLUTION),
        Statistic("no gain", "highest difference without the gain", "measures", high=RESOLUTION),
        Statistic("no landing", "the same where support only keeps champions going (unjudged)", "measures"),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        scenarios = {}
        for without, (parameters, held) in WITHOUT.items():
            for word, value in (("much", MUCH), ("little", LITTLE)):
                set_to = Level(start=base.start, variable="participation", value=value)
                scenarios[word + without] = base.with_(
                    interventions=(*base.interventions, set_to),
                    parameters=parameters,
                    held=(*base.held, *held),
                )
        return scenarios

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        return {"embedded": run.go_on().series[:, COLUMN["embedded"]]}

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        gap, no_delay, no_gain, no_landing = (
            seen[f"much{without}"]["embedded"] - seen[f"little{without}"]["embedded"] for without in WITHOUT
        )
        crossing = crossing_of(gap)
        once = changes_of(gap) == 1 and CROSSING[0] <= crossing <= CROSSING[1]
        return {
            "at first": gap[:AT_FIRST].min(),
            "at the end": gap[-1],
            "crossing": crossing,
            "once": float(once),
            "no delay": no_delay.min(),
            "no gain": no_gain.max(),
            "no landing": no_landing.max(),
        }


def changes_of(gap: np.ndarray) -> int:
    """Return how often it changes who is ahead, from a difference (months)."""
    return int(np.count_nonzero(np.diff(np.sign(gap[np.abs(gap) > RESOLUTION]))))


def crossing_of(gap: np.ndarray) -> float:
    """Return the first month (from 1) after being behind and before being ahead for the first time in which the
    difference (months) is no longer negative; nan for none.
    """
    for before, after in pairwise(np.flatnonzero(np.abs(gap) > RESOLUTION)):
        if gap[before] < 0.0 < gap[after]:
            return float(np.flatnonzero(gap[:after] < 0.0)[-1]) + 2.0
    return np.nan
