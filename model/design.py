"""A design: which runs are to be made. Every scenario with every set of parameters and every seed, numbered from 0.

Runs under the same seed meet the same luck, so their difference is an effect and not noise.
"""

import os
from collections.abc import Hashable, Iterable, Sequence
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd

from model.chance import checked_seed
from model.declaration import Fault
from model.parameters import Parameters, parameter
from model.scenario import Scenario

if TYPE_CHECKING:
    from model.engine import Setting

Scenarios = Scenario | str | os.PathLike[str] | Sequence[Scenario | str | os.PathLike[str]]


class Design:
    """What is to be run: `scenarios` (one or more), `seeds`, and `parameters`, a table of sets or None.

    Run number r has scenario r // (sets * seeds), set (r // seeds) % sets and seed r % seeds. A set replaces parameters
    of the scenario, not those of an earlier domain that it comes after (`Scenario.after`): that is run with the same
    seed and with its own.

    `by_seed` is a table of sets of which each seed meets one, always the same: the row of its number, counted round
    from the first. It stands in for the declared defaults, so that what a scenario sets, and what a set of
    `parameters` sets, stays as it is. Raises Fault or ScenarioError.
    """

    def __init__(
        self,
        scenarios: Scenarios | pd.DataFrame,
        seeds: int | Sequence[int],
        parameters: pd.DataFrame | None = None,
        *,
        by_seed: pd.DataFrame | None = None,
    ) -> None:
        if isinstance(scenarios, pd.DataFrame):
            if parameters is not None:
                raise Fault("scenarios: got a table of parameters, and parameters as well; allowed one of the two")
            parameters, scenarios = scenarios, "baseline"
        several = [scenarios] if isinstance(scenarios, Scenario | str | os.PathLike) else scenarios
        several = list(several) if isinstance(several, Iterable) else [several]
        for each in several:
            if not isinstance(each, Scenario | str | os.PathLike):
                raise Fault(f"scenarios: got {each!r}; allowed a preset's name, a file, a Scenario, or several of them")
        self.scenarios = [each if isinstance(each, Scenario) else Scenario.load(each) for each in several]
        twice = repeated(scenario.name for scenario in self.scenarios)
        if twice or not self.scenarios:
            got = f"{twice[0]!r} twice" if twice else "none"
            raise Fault(f"scenarios: got {got}; allowed one or more, each with a name of its own")
        self.seeds = [checked_seed(seed) for seed in np.atleast_1d(np.asarray(seeds, dtype=object)).tolist()]
        twice = repeated(self.seeds)
        if twice or not self.seeds:
            raise Fault(f"seeds: got {f'{twice[0]} twice' if twice else 'none'}; allowed one or more, none twice")
        self.parameters = None if parameters is None else checked_table(parameters)
        self.by_seed = None if by_seed is None else checked_table(by_seed)

    def with_by_seed(self, table: pd.DataFrame) -> Self:
        """This design with a table of which each seed meets a row. Raises Fault where it has one already."""
        if self.by_seed is not None:
            raise Fault("by_seed: got a second table; allowed one")
        other = copy(self)
        other.by_seed = checked_table(table)
        return other

    @property
    def sets(self) -> int:
        """The number of parameter sets: one where nothing is changed."""
        return 1 if self.parameters is None else len(self.parameters)

    def __len__(self) -> int:
        return len(self.scenarios) * self.sets * len(self.seeds)

    @cached_property
    def settings(self) -> "list[Setting]":
        """What the runs of each scenario share. Raises what `Setting.of` raises."""
        # The engine is imported where runs are made, so that what runs left can be read without numba.
        from model.engine import Setting

        return [Setting.of(scenario) for scenario in self.scenarios]

    def place(self, run: Any) -> tuple[Any, Any, Any]:
        """The places of scenario, set and seed of a run, or of an array of runs."""
        return run // (self.sets * len(self.seeds)), run // len(self.seeds) % self.sets, run % len(self.seeds)

    def names(self, runs: np.ndarray) -> pd.DataFrame:
        """The columns that name runs: scenario, set (where parameters vary) and seed."""
        scenario, chosen, seed = self.place(np.asarray(runs, dtype=np.int64))
        columns: dict[str, Any] = {"scenario": np.array([each.name for each in self.scenarios], dtype=object)[scenario]}
        if self.parameters is not None:
            columns["set"] = self.parameters.index[chosen]
        columns["seed"] = np.array(self.seeds, dtype=np.int64)[seed]
        return pd.DataFrame(columns)

    def rows_by_seed(self, runs: np.ndarray) -> np.ndarray:
        """The number of the row of `by_seed` that each of these runs meets."""
        assert self.by_seed is not None
        rows = np.array([seed % len(self.by_seed) for seed in self.seeds])
        return rows[self.place(np.asarray(runs, dtype=np.int64))[2]]

    def varied(self, runs: np.ndarray) -> pd.DataFrame:
        """The parameters that vary, a column each, as they are in each of these runs; no column where none varies."""
        if self.parameters is None:
            return pd.DataFrame(index=range(len(runs)))
        return self.parameters.iloc[self.place(np.asarray(runs, dtype=np.int64))[1]].reset_index(drop=True)

    def values(self, run: int) -> np.ndarray:
        """The parameters of a run, in the order of `Parameters`."""
        scenario, chosen, _ = self.place(run)
        values = np.array(self.settings[scenario].world.parameters)
        if self.by_seed is not None:
            own = self.scenarios[scenario].parameters
            row = self.by_seed.iloc[int(self.rows_by_seed(np.array(run)))]
            for name, value in row.items():
                if name not in own:
                    values[Parameters._fields.index(name)] = value
        if self.parameters is not None:
            places, sets = self._changed
            values[places] = sets[chosen]
        return values

    @cached_property
    def _changed(self) -> tuple[list[int], np.ndarray]:
        """The places of the parameters that vary, and their values by set."""
        assert self.parameters is not None
        return [Parameters._fields.index(name) for name in self.parameters.columns], self.parameters.to_numpy()


def repeated(values: Iterable[Hashable]) -> list[Hashable]:
    """Return the values that have come before, in their order."""
    seen: set[Hashable] = set()
    again = []
    for value in values:
        if value in seen:
            again.append(value)
        seen.add(value)
    return again


def checked_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of parameter sets as floats: a column for each parameter, a row for each set, named by its index.

    Raises UnknownName for a column that is no parameter, and Fault for one that comes twice, a row that comes twice, an
    empty table, and a value that is no number or out of range, with its row.
    """
    if not isinstance(table, pd.DataFrame):
        raise Fault(f"table of parameters: got {table!r}; allowed a DataFrame with a column for each parameter")
    columns = list(table.columns)
    twice = [repr(name) for name in repeated(columns)]
    twice += [f"row {row!r}" for row in table.index[table.index.duplicated()]]
    if twice or table.empty:
        got = f"{twice[0]} twice" if twice else f"{len(table)} rows and {len(columns)} columns"
        raise Fault(f"table of parameters: got {got}; allowed one row or more, and each parameter in one column")
    checked = {}
    for name in columns:
        declared = parameter(name)
        values = pd.to_numeric(table[name], errors="coerce").to_numpy(dtype=float, na_value=np.nan)
        wrong = ~((values >= declared.low) & (values <= declared.high))
        wrong |= [isinstance(value, bool | np.bool_) for value in table[name]]
        if wrong.any():
            row = int(np.argmax(wrong))
            got = table[name].astype(object).iloc[row]
            got = got.item() if isinstance(got, np.generic) else got
            allowed = f"allowed {declared.low:g} to {declared.high:g} ({declared.unit})"
            label = table.index[row]
            label = label.item() if isinstance(label, np.generic) else label
            raise Fault(f"table of parameters, row {label!r}, {name}: got {got!r}; {allowed}".rstrip())
        checked[name] = values
    return pd.DataFrame(checked, index=table.index)
