"""The engine: the same acts, compiled by numba, over rows of numpy record arrays. For ensembles of thousands of runs.

It gives the numbers of `model.decentralisation` to the last bit. `model.ensemble` runs it many times.
"""

import math
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from model.chance import checked_seed
from model.compilation import ready
from model.country import (
    CLOSE,
    LIVE,
    LOOK,
    MONTH,
    NOBODY,
    OPEN,
    compiled,
    compiled_steps,
    country_of,
)
from model.declaration import Fault
from model.measures import NUMBER
from model.outcomes import OUTCOMES
from model.parameters import Parameters
from model.parameters import dtype as parameters_dtype
from model.processors import at_least_one
from model.rules.leadership import SEATS
from model.state import KINDS
from model.summaries import SUMMARIES
from model.world import SEAT_NUMBER, World, world_of

if TYPE_CHECKING:
    from model.scenario import Scenario


class RunError(RuntimeError):
    """A run that went wrong. The text names scenario, seed, month (where it is known), agent and what happened."""


@dataclass(frozen=True, eq=False)
class Setting:
    """What all runs of a scenario share. `before` is the setting of the earlier domain that it comes after, if any."""

    scenario: "Scenario"
    world: World
    before: "Setting | None"

    @classmethod
    def of(cls, scenario: "Scenario") -> "Setting":
        """Return the setting of a scenario. Raises what `world_of` and `Scenario.predecessor` raise."""
        predecessor = scenario.predecessor()
        return cls(scenario, world_of(scenario), None if predecessor is None else cls.of(predecessor))


class Run:
    """One run: `month` months of it are done, `country` holds the states as they are now.

    `series` (months, outcomes) is filled up to `month`, `summary` (summaries) when the run is at its end. `parameters`,
    in the order of `Parameters`, replace the scenario's (an earlier domain keeps its own). With `checked` every index
    is checked against its bounds and every state for being a number, month by month: slow, for finding faults.
    `threads` share the municipalities of each month among them, which pays for countries of thousands. Raises BadSeed,
    and Fault for parameters and threads.
    """

    def __init__(
        self,
        setting: "Setting | Scenario",
        seed: int,
        parameters: Sequence[float] | np.ndarray | None = None,
        *,
        checked: bool = False,
        threads: int = 1,
    ) -> None:
        self.threads = at_least_one("threads", threads)
        self.seed = checked_seed(seed)
        self.setting = setting if isinstance(setting, Setting) else Setting.of(setting)
        self.scenario, self.world, self.checked = self.setting.scenario, self.setting.world, checked
        self._values = checked_parameters(self.world.parameters if parameters is None else parameters)
        self._defaults = self._values.copy()
        self.table = self._values.view(parameters_dtype())
        self.country = country_of(self.world, self.parameters)
        self.series = np.full((self.scenario.months, len(OUTCOMES)), np.nan)
        self.summary = np.full(len(SUMMARIES), np.nan)
        self.month = 0
        self._failed: RunError | None = None
        self._targets = np.zeros(self.world.programme.chosen.shape)
        self._at = np.array([0, NOBODY])

    @property
    def parameters(self) -> Parameters:
        """The parameters as they are in force."""
        return Parameters(*self._values.tolist())

    def go_on(self, until: int | None = None) -> "Run":
        """Go on until so many months are done, by default to the end; return the run. Raises RunError."""
        end = self.scenario.months if until is None else until
        whole = isinstance(end, int | np.integer)
        if not whole or not self.month <= end <= self.scenario.months:
            raise ValueError(
                f"until: got {until!r}; allowed a whole number from {self.month} to {self.scenario.months}"
            )
        end = int(end)
        if self._failed is not None:
            raise self._failed
        step = 1 if self.checked else max(1, end - self.month)
        while self.month < end:
            self._go(self.month + step)
        return self

    def _go(self, until: int) -> None:
        world, earlier = self.world, self._earlier()
        arguments = (
            self.country, earlier, world.ties, world.programme, self._targets, world.election, self._values,
            self._defaults, self.table, world.law_month, world.type_month, self.seed, self.month, until,
            self.series, self.summary, self._at,
        )  # fmt: skip
        try:
            if self.threads > 1 and not self.checked:
                sound = self._in_steps(arguments)
            else:
                sound = ready(compiled(self.checked), arguments, checked=self.checked)(*arguments)
        except (ArithmeticError, LookupError, ValueError) as error:
            self._failed = self._error(f"{type(error).__name__}: {error}", *self._at.tolist())
            raise self._failed from error
        self.month = until if sound else int(self._at[MONTH])
        fault = self._spoilt_state() if self.checked or (sound and until == self.scenario.months) else None
        if fault is None and not sound:
            fault = self._spoilt_outcome()
        if fault is not None:
            self._failed = fault if self.checked else self._traced() or fault
            raise self._failed

    def _in_steps(self, arguments: tuple[Any, ...]) -> bool:
        """Do what the compiled run does, step by step, each thread with municipalities of its own."""
        number = len(self.country.municipalities)
        threads = min(self.threads, number)
        bounds = [number * thread // threads for thread in range(threads + 1)]
        parts = list(pairwise(bounds))
        *common, first, last, series, summary, at = arguments
        opening = (OPEN, 0, number, *common, first, last, series, summary, at)
        take_step = ready(compiled_steps(), opening, kind=" for threads that share a run")

        def shared(step: int, now: int) -> None:
            own = [at.copy() for _ in parts]
            begun: list[Future[Any]] = [
                pool.submit(take_step, step, *part, *common, now, last, series, summary, each)
                for part, each in zip(parts, own, strict=True)
            ]
            # In the order of places: of several faults the lowest place is named, whichever came first.
            for share, each in zip(begun, own, strict=True):
                if share.exception() is not None:
                    at[:] = each
                share.result()

        with ThreadPoolExecutor(threads) as pool:
            for now in range(first, last):
                take_step(OPEN, 0, number, *common, now, last, series, summary, at)
                for step in (LOOK, LIVE):
                    shared(step, now)
                if not take_step(CLOSE, bounds[1], number, *common, now, last, series, summary, at):
                    return False
        return True

    def _earlier(self) -> np.ndarray:
        """What was embedded in the earlier domain (municipalities, measures), asked for once, at the start."""
        if self.month > 0 or self.setting.before is None:
            return np.zeros((0, NUMBER), dtype=np.int8)
        earlier = Run(self.setting.before, self.seed, checked=self.checked, threads=self.threads).go_on()
        return earlier.country.publications["embedded"].copy()

    def _spoilt_state(self) -> RunError | None:
        """What is to be said of the first state that is no finite number, if there is any.

        In an unchecked run, which looks at its end alone, that is not the first that was spoilt, nor its month.
        """
        for kind, rows in zip(KINDS, self.country, strict=True):
            for state in KINDS[kind]:
                if state.whole or np.isfinite(rows[state.name]).all():
                    continue
                wrong = np.argwhere(~np.isfinite(rows[state.name]))
                row = int(wrong[0][0])
                value = rows[state.name][tuple(wrong[0])]
                place, who = self._whose(kind, row)
                return self._error(
                    f"{who}{state.name} is {value}", int(self._at[MONTH]) if self.checked else None, place
                )
        return None

    def _spoilt_outcome(self) -> RunError:
        """What is to be said of the first outcome that is no finite number, in the month at which the run stopped."""
        outcome = int(np.argwhere(~np.isfinite(self.series[self._at[MONTH]]))[0][0])
        return self._error(f"outcome {OUTCOMES[outcome].name} is no finite number", *self._at.tolist())

    def _whose(self, kind: str, row: int) -> tuple[int, str]:
        """The place of the municipality that a row belongs to, and what the row is of it, in words."""
        if kind == "social_team":
            first = self.country.municipalities["first_team"]
            place = int(np.searchsorted(first, row, side="right")) - 1
            return place, f"team {row - int(first[place])}: "
        if kind == "seat":
            return row // SEAT_NUMBER, f"{SEATS[row % SEAT_NUMBER].replace('_', ' ')}: "
        return (row if kind != "national" else NOBODY), ("" if kind in ("municipality", "publication") else f"{kind}: ")

    def _traced(self) -> RunError | None:
        """Run again with everything checked, and return the first fault instead of what followed from it.

        None where that run goes well: somebody changed the states of this one between its months.
        """
        try:
            Run(self.setting, self.seed, self._defaults, checked=True).go_on()
        except RunError as error:
            return error
        return None

    def _error(self, what: str, month: int | None, place: int) -> RunError:
        """An error in a month, or with None found at the end."""
        who = "the country"
        if place != NOBODY:
            row = self.world.population.table.iloc[place]
            who = f"{row['name']} ({row['code']})"
        when = "found at the end" if month is None else f"{self.scenario.date_of(month)} (month {month})"
        return RunError(f"{self.scenario.name}, seed {self.seed}, {when}, {who}: {what}")


def checked_parameters(given: Any) -> np.ndarray:
    """Return the values of a run's parameters. Raises Fault unless it is a finite number for each."""
    try:
        values = np.array(given, dtype=np.float64)
    except (TypeError, ValueError):
        values = np.empty(0)
    if values.shape != (len(Parameters._fields),):
        raise Fault(f"parameters: got {given!r}; allowed a number for each of the {len(Parameters._fields)} parameters")
    for name, value in zip(Parameters._fields, values.tolist(), strict=True):
        if not math.isfinite(value):
            raise Fault(f"parameters, {name}: got {value}; allowed a finite number")
    return values
