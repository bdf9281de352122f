"""Limits and shares in words and figures."""

import math
from typing import TYPE_CHECKING

from experiments.comparison.wording import decimals, listed
from experiments.discovery.discovered import declared
from model.language import Words, say

if TYPE_CHECKING:
    from pandas import DataFrame, Series

SIDE_WORDS = {"above": Words("above", "boven"), "below": Words("below", "onder")}
SLICES = 20
"""PRIM peels off a twentieth of the cases at a time, so that a limit is no finer than that."""


def in_words(limits: "DataFrame", names: bool = True) -> str:
    """Limits as a clause: "where A (a) is above 0.6, and B (b) between 1 and 2"; `names` are those in brackets."""
    told: list[str] = []
    for name, rows in limits.groupby("parameter", sort=False):
        shown = {row["side"]: figure(row) for _, row in rows.iterrows()}
        if len(shown) == 2:
            range_ = say(
                f"between {shown['above']} and {shown['below']}", f"tussen {shown['above']} en {shown['below']}"
            )
        else:
            range_ = next(f"{SIDE_WORDS[str(side)]} {value}" for side, value in shown.items())
        is_ = "" if told else say("is ", "ligt ")
        called = f"{declared(str(name))[0]} ({name})" if names else declared(str(name))[0]
        told.append(f"{called} {is_}{range_}")
    return f"{say('where', 'waar')} {listed(told)}"


def figure(row: "Series") -> str:
    """A limit with as many digits as PRIM, and its spread over halves, allow."""
    slice_ = (row["highest"] - row["lowest"]) / SLICES
    low, high = row["limit"] - slice_, row["limit"] + slice_
    if math.isfinite(row["limit_low"]):
        low, high = min(low, row["limit_low"]), max(high, row["limit_high"])
    return f"{row['limit']:.{decimals(low, high)}f}"


def share(value: float, places: int = 0) -> str:
    """A part of one as a percentage."""
    if 0 < value < 0.005 and places == 0:
        return say("under 1 %", "minder dan 1 %")
    return f"{100 * value:.{places}f} %"


def percent(row: "Series", name: str, called: str = "") -> str:
    """A share as a percentage with its interval, and what such a share is called."""
    if not math.isfinite(row[name]):
        return say("unknown", "onbekend")
    value, low, high = (100 * row[each] for each in (name, f"{name}_low", f"{name}_high"))
    return f"{value:.0f} % ({f'{called}; ' if called else ''}{low:.0f} {say('to', 'tot')} {high:.0f})"
