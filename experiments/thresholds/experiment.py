"""The experiment: sweeps of one parameter at a time, the same in synthetic countries, and loops within long runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from experiments.experiment import Experiment, Findings, Plan
from experiments.thresholds import DRIVERS, HOLD, LEVELS, LOOPS, SIZES, STATIONS
from experiments.thresholds.loops import FAST, SLOW, UNMOVED, Way, check_followed, check_movable
from experiments.thresholds.resampling import FEWEST
from experiments.thresholds.tipping import FEWEST_STEPS
from model.declaration import Fault, UnknownName
from model.language import label, say
from model.parameters import PARAMETERS, parameter
from model.summaries import SUMMARY

if TYPE_CHECKING:
    import numpy as np
    from pandas import DataFrame

    from model import Ensemble, Scenario

SWEEPS, COUNTRIES, MOVED = "sweeps", "countries", "loops"
"""The parts: the sweeps of the scenario, the same in synthetic countries, and the loops."""
EMBEDDED = "embedded"
"""Kept along a loop beside its outcomes, to tell how much room there is left to begin anything."""


@dataclass(frozen=True)
class Thresholds(Experiment):
    """Where a country tips when a parameter is swept, what size and seed do to that, and whether it comes back the same
    way when the parameter is moved up and down within a run.

    `drivers` are swept over their ranges (or `between`, for one) in `steps` values, and `outcome`, a summary, is
    followed; so they are in `countries` synthetic countries of each of `sizes` municipalities. `loops` are moved within
    a run and `levels`, outcomes that can go back, followed: `stations`, `hold`, `slower` and `warm_up` are those of
    `loops.Way`.

    Raises Fault and UnknownName for what cannot be asked.
    """

    question: ClassVar[str] = "thresholds"
    drivers: tuple[str, ...] = DRIVERS
    outcome: str = "changer_at_end"
    steps: int = 13
    between: tuple[float, ...] = ()
    sizes: tuple[int, ...] = SIZES
    countries: int = 3
    loops: tuple[str, ...] = LOOPS
    levels: tuple[str, ...] = LEVELS
    stations: int = STATIONS
    hold: int = HOLD
    slower: int = 2
    warm_up: int = 120

    def __post_init__(self) -> None:
        if len(self.scenarios) != 1:
            raise Fault(f"scenarios: got {len(self.scenarios)}; allowed one")
        if len(self.seeds) < FEWEST:
            raise Fault(f"seeds: got {len(self.seeds)}; allowed {FEWEST} or more: seeds tell a tip from chance")
        for key in ("drivers", "loops", "levels", "sizes", "seeds"):
            values = getattr(self, key)
            twice = [value for value in values if values.count(value) > 1]
            if twice:
                raise Fault(f"{key}: got {twice[0]!r} twice; allowed once")
        self._check_sweeps()
        self._check_sizes()
        if self.loops and not self.levels:
            raise Fault("levels: got none; allowed one or more outcomes to follow along a loop")
        for name in self.loops:
            check_movable(name)
            self.way(name)
        for name in self.levels:
            check_followed(name)
        changed = {item.name for item in self.scenario.interventions if item.kind == "parameter"}
        for name in (*self.drivers, *self.loops):
            if name in changed:
                raise Fault(
                    f"{self.scenario.name}: changes {name!r} itself by an intervention; allowed one that does not"
                )

    def _check_sweeps(self) -> None:
        varied = [declared.name for declared in PARAMETERS if declared.varied]
        for name in self.drivers:
            if name not in varied:
                raise UnknownName("varied parameter", name, varied)
        if self.outcome not in SUMMARY:
            raise UnknownName("summary", self.outcome, SUMMARY)
        if self.steps < FEWEST_STEPS:
            raise Fault(f"steps: got {self.steps}; allowed {FEWEST_STEPS} or more, to tell a jump from a slope")
        if not self.drivers:
            raise Fault("drivers: got none; allowed one parameter or more")
        if self.between:
            declared = parameter(self.drivers[0])
            unit = "" if declared.unit == "0-1" else f" {declared.unit}"
            allowed = f"{declared.low:g} to {declared.high:g}{unit}"
            if len(self.drivers) > 1:
                raise Fault(f"between: got {self.between} with {len(self.drivers)} parameters; allowed with one only")
            inside = len(self.between) == 2 and declared.low <= self.between[0] < self.between[1] <= declared.high
            if not inside:
                raise Fault(f"between: got {self.between}; allowed two values, the lower first, within {allowed}")

    def _check_sizes(self) -> None:
        from model.synthetic import LARGEST, SMALLEST

        for size in self.sizes:
            if not SMALLEST <= size <= LARGEST:
                raise Fault(f"sizes: got {size}; allowed {SMALLEST} to {LARGEST:,} municipalities")
        if self.sizes and self.countries < 1:
            raise Fault(f"countries: got {self.countries}; allowed 1 or more")
        places = [
            item.words()
            for item in self.scenario.interventions
            if (where := getattr(item, "where", None)) and (where.codes or where.provinces or where.regions)
        ]
        if self.sizes and (places or self.scenario.population.codes):
            got = repr(places[0]) if places else "some municipalities only"
            raise Fault(f"sizes: {self.scenario.name} means {got}, which no synthetic country has; ask with no sizes")

    @property
    def scenario(self) -> "Scenario":
        """The scenario that is swept."""
        return self.scenarios[0]

    def title(self) -> str:
        swept = ", ".join(label(parameter(name)) for name in self.drivers)
        outcome = label(SUMMARY[self.outcome])
        return say(f"Does the country tip? “{outcome}” by {swept}", f"Kantelt het land? “{outcome}” naar {swept}")

    def values(self, driver: str) -> "np.ndarray":
        """The values that a driver is swept over, ascending."""
        import numpy as np

        declared = parameter(driver)
        low, high = self.between or (declared.low, declared.high)
        return np.linspace(low, high, self.steps)

    def plans(self) -> Mapping[str, Plan]:
        from model.design import Design
        from model.ensemble import Kept

        table = self._table()
        plans = {SWEEPS: Plan(Design(self.scenario, self.seeds, table), Kept())}
        if self.sizes:
            synthetic = [
                self._synthetic(size, number) for size in self.sizes for number in range(1, self.countries + 1)
            ]
            plans[COUNTRIES] = Plan(Design(synthetic, self.seeds, table), Kept())
        if self.loops:
            moved = [
                self.way(name).scenario(self.scenario, pace, frozen)
                for name in self.loops
                for frozen in (False, True)
                for pace in (FAST, SLOW, UNMOVED)
            ]
            kept = Kept(series=tuple(dict.fromkeys((*self.levels, EMBEDDED))))
            plans[MOVED] = Plan(Design(moved, self.seeds), kept)
        return plans

    def way(self, name: str) -> Way:
        """The way that a parameter is moved within a run."""
        return Way(name, self.stations, self.warm_up, self.hold, self.slower)

    def _table(self) -> "DataFrame":
        """The sets of parameters: a row for each value of each driver, the others as the scenario has them."""
        import pandas as pd

        as_it_is = self.scenario.parameter_values()
        usual = {name: getattr(as_it_is, name) for name in self.drivers}
        rows = {
            self.set_name(name, step): usual | {name: value}
            for name in self.drivers
            for step, value in enumerate(self.values(name).tolist())
        }
        return pd.DataFrame.from_dict(rows, orient="index")

    def set_name(self, driver: str, step: int) -> str:
        """The name of a set of parameters: the driver, and which step of its sweep it is."""
        return f"{driver} {step + 1}"

    def synthetic_name(self, size: int, number: int) -> str:
        """The name of the scenario in a synthetic country."""
        return f"{self.scenario.name}, {size} municipalities, country {number}"

    def _synthetic(self, size: int, number: int) -> "Scenario":
        from model.scenario_parts import PopulationChoice

        own = self.scenario.population
        population = PopulationChoice(
            kind="synthetic",
            number=size,
            seed=number,
            network=own.network,
            rewired=own.rewired,
            rewiring_seed=own.rewiring_seed,
        )
        return self.scenario.with_(name=self.synthetic_name(size, number), population=population)

    def findings(self, ensembles: "Mapping[str, Ensemble]") -> Findings:
        from experiments.thresholds.findings import findings

        return findings(self, ensembles)
