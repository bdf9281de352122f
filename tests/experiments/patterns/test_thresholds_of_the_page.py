"""The kinds and thresholds of all thirty patterns, typed in from the page that fixed them before anything was scored.

Nothing here is taken from the code. Where the code asks otherwise than the page, a remark says why.
"""

from math import inf

import numpy as np
import pytest

from experiments.patterns.p08 import CaughtUnawares
from experiments.patterns.p09 import CROSSING
from experiments.patterns.p10 import READY
from experiments.patterns.p14 import ATTRIBUTES
from experiments.patterns.p22 import ACCESS_ONLY
from experiments.patterns.thirty import PATTERNS

AT_LEAST_80_PERCENT_OF_SEEDS = (0.80, inf)
PAGE: dict[str, tuple[str, dict[str, tuple[float, float]]]] = {
    "P1": ("K", {"as declared": (0.40, 0.60), "one lower": (0.30, 0.70), "one higher": (0.30, 0.70)}),
    "P2": ("K", {
        "large": (1.5, inf), "small": (1.1, inf), "middle": (1.2, inf), "together": AT_LEAST_80_PERCENT_OF_SEEDS,
    }),
    "P3": ("J", {"size": (-0.20, 0.20), "decline": (-0.3, 0.3), "elderly": (-0.15, 0.15)}),
    "P4": ("J", {"tempo": (-0.15, 0.15), "caseload": (-inf, -0.3)}),
    "P5": ("V", {
        "director on top": AT_LEAST_80_PERCENT_OF_SEEDS, "over leader": (1.25, inf), "equal spread": (-inf, 0.05),
        "cross section": (0.2, inf),
    }),
    # Twice the gain without directors, and half of the circle's gain, are taken off in the statistics.
    "P6": ("E", {"gain": (1.05, inf), "beyond": (0.0, inf), "random": (-inf, 0.0)}),
    "P7": ("E", {"convinced": (0.15, inf), "doubting": (-inf, 0.0), "cost control": (2.0, inf)}),
    # 1.5 times the informed's months are taken off in "beyond"; "longer" is its direction.
    "P8": ("E", {"uninformed": (-inf, -0.30), "informed": (-inf, 0.5), "beyond": (0.0, inf), "longer": (0.0, inf)}),
    # "Never negative" and "never positive" are read at a resolution of a twentieth of a measure.
    "P9": ("E", {
        "at first": (-inf, -0.2), "at the end": (0.3, inf), "crossing": (18, 60), "once": AT_LEAST_80_PERCENT_OF_SEEDS,
        "no delay": (-0.05, inf), "no gain": (-inf, 0.05),
    }),
    "P10": ("V", {"ready": (0.98, inf), "not yet": (0.30, 0.70), "varied": (0.5, inf), "hasty": (-inf, 0.90)}),
    "P11": ("V", {"at date": (-inf, -0.20), "readiness": (-0.05, 0.05), "later": (-inf, -0.05)}),
    "P12": ("V", {
        "urgency postponed": (-inf, -0.15), "urgency unclear": (-inf, -0.15),
        "starts postponed": (-inf, -0.10), "starts unclear": (-inf, -0.10),
        "embedded 12 postponed": (-inf, -0.05), "embedded 12 unclear": (-inf, -0.05),
        "embedded 24 postponed": (-inf, -0.05), "embedded 24 unclear": (-inf, -0.05),
        "urgency both": (0.0, inf), "starts both": (0.0, inf),
    }),
    "P13": ("V", {"to before": (0.30, 0.85), "to after": (0.30, 0.85), "off": (0.95, 1.05)}),
    "P14": ("E", {
        "access": (0.60, inf), "target groups": (0.50, inf), "informal ties": (-inf, 0.4), "work last": (0.60, inf),
        "least rise": (0.0, inf), "most rise": (-inf, 0.12),
    }),
    "P15": ("E", {"knowing little": (1.5, inf), "knowing much": (-inf, 1.15)}),
    "P16": ("E", {"difference": (15, inf), "significant": (0.60, inf)}),
    "P17": ("V", {"all cells": (0.80, inf), "own share": (-inf, 0.5), "by chance": (-inf, 0.05)}),
    "P18": ("E", {
        "correlation": (0.1, 0.5), "slow arrivals": (0.20, inf), "failures": (-inf, 0.7), "dip": (-inf, 0.0),
        "elasticity": (-inf, 0.5),
    }),
    "P19": ("V", {"gain": (-inf, 0.25), "balance first": (0.0, inf), "balance last": (-inf, 0.0)}),
    "P20": ("V", {"philosophy": (0.10, inf), "lags": (0.60, inf), "changers": (0.05, inf), "named": (0.5, inf)}),
    # "Nothing with the switch off" is less than a hundredth.
    "P21": ("V", {
        "mandate": (-inf, -0.10), "tailoring": (-inf, -0.05), "mandate back": (0.90, inf),
        "tailoring back": (0.90, inf), "off": (-0.01, inf),
    }),
    "P22": ("E", {
        "gain": (0.10, inf), "mandate alone": (-inf, 0.5), "budget alone": (-inf, 0.5),
        "access with neither": (0.60, inf), "access with both": (-inf, 0.30),
    }),
    "P23": ("E", {"success": (-inf, -0.10), "starts": (1.0, inf)}),
    "P24": ("V", {"gain": (0.05, inf), "beside own": (-inf, 0.8), "copied": (-inf, -0.10)}),
    # 0.69 ± 0.06, and 0.87 ± 0.043.
    "P25": ("K", {
        "January 2013": (-inf, 0.25), "October 2014": (0.63, 0.75), "end of 2015": (0.827, 0.913),
        "steepest": AT_LEAST_80_PERCENT_OF_SEEDS,
    }),
    "P26": ("E", {"ties": (-inf, -0.3), "tempo": (-0.2, 0.2)}),
    "P27": ("E", {"tempo": (-inf, 0.25)}),
    "P28": ("E", {"changers": (0.10, 0.50), "others": (-inf, 0.05)}),
    "P29": ("E", {"difference": (0.10, inf)}),
    "P30": ("E", {"support": (0.05, inf)}),
}  # fmt: skip


def test_the_page_has_thirty_patterns() -> None:
    assert [each.code for each in PATTERNS] == list(PAGE) and len(PAGE) == 30


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda each: each.code)
def test_a_pattern_asks_what_the_page_asks(pattern) -> None:
    """Every judged statistic with its threshold, and none besides; what is told unjudged says so."""
    kind, thresholds = PAGE[pattern.code]
    judged = {each.name: (each.low, each.high) for each in pattern.statistics if (each.low, each.high) != (-inf, inf)}
    assert (str(pattern.kind), judged) == (kind, thresholds)
    assert all("(unjudged)" in each.words for each in pattern.statistics if each.name not in judged)


def test_thresholds_that_stand_within_a_statistic() -> None:
    """What is looked at in municipalities and teams: ready from 0.95, access only below a breadth of 0.4; the months in
    which curves may cross; 1.5 times as long."""
    assert (READY, ACCESS_ONLY, CROSSING, len(ATTRIBUTES)) == (0.95, 0.4, (18, 60), 7)
    # Back after nine months, and after six: exactly 1.5 times as long.
    seen = {f"{word} and calm": {"starts": np.ones(41)} for word in ("uninformed", "informed")}
    seen |= {
        word: {"starts": np.where(np.arange(41) < months, 0.4, 1.0)}
        for word, months in (("uninformed", 9), ("informed", 6))
    }
    assert CaughtUnawares().measure(seen)["beyond"] == 0.0
