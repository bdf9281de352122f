"""Moving a parameter within a run: up level by level, and down again, by dated interventions."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from model.declaration import Fault, UnknownName
from model.interventions import START_ONLY
from model.measures import CELLS
from model.outcomes import OUTCOME
from model.parameters import PARAMETERS, parameter

if TYPE_CHECKING:
    from model import Scenario

LONGEST = 600
"""Months that a scenario may have."""
FEWEST_STATIONS = 3
AT_THE_END = 6
"""A level's value is the mean over its last months, so many at most."""

SPENT = {
    "cut_phase_years": "once the cut is in full force",
    "deadline_pull": "once the law has taken effect",
    "election_renewal": "once the last council election that is dated has been held",
    "reassessment_load": "once reassessments are done",
}
"""Parameters that do nothing any more when a loop begins, with since when."""

ONE_WAY = (
    "share_cautious", "share_cautious_changer", "share_changer", "ingezet", "embedded", "share_with_team", "teams",
    "readiness", "share_ready",
)  # fmt: skip
"""Outcomes that only gather, as do those of single measures: what is embedded, founded or ready stays so. That they do
not come back says nothing."""

FAST, SLOW, UNMOVED = "fast", "slow", "unmoved"
"""How a parameter is moved."""


def movable() -> tuple[str, ...]:
    """The varied parameters that can be moved within a run: those that are read month by month."""
    return tuple(d.name for d in PARAMETERS if d.varied and d.name not in START_ONLY and d.name not in SPENT)


def followed() -> tuple[str, ...]:
    """The outcomes that can go back, so that a loop of them says something."""
    return tuple(name for name in OUTCOME if name not in ONE_WAY and not name.startswith("ingezet_"))


def check_movable(name: str) -> None:
    """Raise Fault for a parameter that cannot be moved within a run, UnknownName for what is none."""
    declared = parameter(name)
    allowed = f"allowed, since they act through time: {', '.join(movable())}"
    if name in START_ONLY:
        raise Fault(
            f"loops: got {name!r}, which is read only before the first month, so that moving it within a run would "
            f"change nothing; {allowed}"
        )
    if name in SPENT:
        raise Fault(f"loops: got {name!r}, which does nothing any more {SPENT[name]}; {allowed}")
    if not declared.varied:
        raise Fault(f"loops: got {name!r}, a structural constant; {allowed}")


def check_followed(name: str) -> None:
    """Raise Fault for an outcome that cannot go back, UnknownName for what is none."""
    if name not in OUTCOME:
        raise UnknownName("outcome", name, OUTCOME)
    if name not in followed():
        raise Fault(
            f"levels: got {name!r}, which only gathers (what is embedded, founded or ready stays so) and could not "
            f"come back; allowed: {', '.join(followed())}"
        )


@dataclass(frozen=True)
class Way:
    """The way that a parameter is moved: from its lowest to its highest value in `stations` levels, and back.

    `warm_up` months go before at the lowest, each level lasts `hold` months, `slower` times as long on the slow way.
    Raises Fault for what cannot be.
    """

    name: str
    stations: int
    warm_up: int
    hold: int
    slower: int

    def __post_init__(self) -> None:
        for key, least in (("stations", FEWEST_STATIONS), ("warm_up", 0), ("hold", 2), ("slower", 2)):
            if getattr(self, key) < least:
                raise Fault(f"{key}: got {getattr(self, key)}; allowed {least} or more")
        if self.months(SLOW) > LONGEST:
            raise Fault(
                f"stations, hold, slower, warm_up: the slow loop takes {self.warm_up} + {2 * self.stations - 1} x "
                f"{self.held(SLOW)} = {self.months(SLOW)} months; allowed {LONGEST}, so lower one of them"
            )

    @property
    def levels(self) -> np.ndarray:
        """The values from the lowest to the highest."""
        declared = parameter(self.name)
        return np.linspace(declared.low, declared.high, self.stations)

    def held(self, pace: str) -> int:
        """Months at each level; unmoved counts as slow."""
        return self.hold if pace == FAST else self.hold * self.slower

    def months(self, pace: str) -> int:
        """Months in all."""
        return self.warm_up + (2 * self.stations - 1) * self.held(pace)

    def read(self, path: np.ndarray, pace: str, half_way: bool = False) -> np.ndarray:
        """Return what a path (months, seeds) comes to at the end of each level, or in its middle: (seeds, levels)."""
        held = self.held(pace)
        until = held // 2 if half_way else held
        last = [self.warm_up + place * held + until for place in range(2 * self.stations - 1)]
        over = min(AT_THE_END, max(1, until))
        return np.stack([path[month - over : month].mean(axis=0) for month in last], axis=1)

    def label(self, pace: str, frozen: bool) -> str:
        """The name of a scenario on this way."""
        moved = "unmoved" if pace == UNMOVED else f"{self.held(pace)} months a level"
        return f"{self.name}, {moved}{', nothing new' if frozen else ''}"

    def scenario(self, base: "Scenario", pace: str, frozen: bool) -> "Scenario":
        """The scenario in which the parameter goes this way; `frozen`: from the warm-up on no measure is begun."""
        from model.intervention_kinds import Block, ParameterChange

        levels = self.levels.tolist()
        way = [*levels, *levels[-2::-1]]
        added: list[ParameterChange | Block] = []
        if pace != UNMOVED:
            held = self.held(pace)
            for place in range(1, len(way) - 1):
                first = self.warm_up + place * held
                start, until = base.date_of(first), base.date_of(first + held - 1)
                added.append(ParameterChange(start=start, until=until, name=self.name, value=way[place]))
        if frozen:
            added += [Block(start=base.date_of(self.warm_up), cell=cell) for cell in CELLS]
        return base.with_(
            name=self.label(pace, frozen),
            title="",
            months=self.months(pace),
            parameters={self.name: levels[0]},
            interventions=(*base.interventions, *added),
        )
