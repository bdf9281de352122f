"""The readable model: Mesa agents that go through the months. It is thin: the acts do the work."""

from collections import namedtuple
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import mesa

from model.acts import arrival, intervene, month, national, record, summarise
from model.agents import Council, Municipality, Resident, SocialTeam, stand_ins
from model.chance import checked_seed
from model.outcomes import OUTCOMES
from model.programme import PARAMETER, POSTPONE, Programme
from model.reading import long_series, municipality_table, record_array
from model.state import FACTS, TIE, blank
from model.summaries import SUMMARIES
from model.world import SEAT_NUMBER, World, world_of

if TYPE_CHECKING:
    import pandas as pd

    from model.network import Network
    from model.scenario import Scenario


Tie = namedtuple("Tie", [column.name for column in TIE])  # type: ignore[misc]


class Decentralisation(mesa.Model):
    """One country through the months of a scenario.

    `scenario` says what is run, `seed` (any 64-bit whole number) which luck it meets. `run()` goes to the end;
    `step()` goes on by one month. `series` and `municipalities` are the results so far, `agents_by_type` the Mesa
    agents. `own` are subclasses of the agents, at most one of each kind, that stand in for them:
    `Decentralisation(scenario, seed=1, own=[MyCouncil])`. Raises Fault for what is no agent.
    """

    def __init__(self, scenario: "Scenario", seed: int = 0, *, own: Sequence[type[Resident]] = ()) -> None:
        self.seed = checked_seed(seed)
        # Mesa's own generator is never used: every draw is addressed (model.chance).
        super().__init__(rng=self.seed % 2**32)
        self._kinds = stand_ins(own)
        self.configuration = scenario
        self.world: World = world_of(scenario)
        self.p = self.world.parameters
        self.ties = [Tie(*tie) for tie in self.world.ties.tolist()]
        self.programme = Programme(*(column.tolist() for column in self.world.programme))
        self.targets = [[0.0] * len(self.world.population) for _ in self.programme.kind]
        self.type_month = self.world.type_month
        self.seat_number = SEAT_NUMBER
        self.month = 0
        self.recorded: list[list[float]] = []
        self.national: Any = blank("national")
        national.announce(self.national, self.world.law_month, self.p)
        self.municipality: list[Municipality] = []
        self.publications: list[Any] = []
        self._settle()

    def kind(self, kind: type[Resident]) -> Any:
        """What stands for a kind of agent: the class itself, or somebody's own subclass of it."""
        return self._kinds[kind]

    def _settle(self) -> None:
        """Make the municipalities and all that hangs on them."""
        facts = self.world.facts
        names = self.world.population.table
        columns = {fact.name: facts[fact.name].tolist() for fact in FACTS}
        first_team = 0
        for place, (code, name) in enumerate(zip(names["code"], names["name"], strict=True)):
            own = {fact: column[place] for fact, column in columns.items()}
            municipality = self.kind(Municipality)(self, own, code, name)
            first_team = arrival.divide(municipality, first_team, self.p)
            month.begin_with(
                municipality, municipality.publication, municipality.council, municipality.seats, self.national, self.p,
                self.seed,
            )  # fmt: skip
            municipality.seat_anew()
            municipality.found_teams()
            self.municipality.append(municipality)
            self.publications.append(municipality.publication)
        predecessor = self.configuration.predecessor()
        if predecessor is not None:
            self._carry_over(predecessor)

    def _carry_over(self, predecessor: "Scenario") -> None:
        """Run the earlier domain with the same luck, and take its experience along."""
        earlier = Decentralisation(predecessor, self.seed, own=tuple(self._kinds.values()))
        earlier.run()
        for before, now in zip(earlier.municipality, self.municipality, strict=True):
            for measure, embedded in enumerate(before.publication.embedded):
                arrival.carry_over(now, 1.0 * embedded, measure, self.p)

    def step(self) -> None:
        """Go through one month."""
        if self.month >= self.world.months:
            raise RuntimeError(f"the scenario ends after {self.world.months} months; month {self.month} was asked for")
        self._carry_out_programme()
        national.govern(self.national, self.month, self.p)
        agents = self.agents_by_type
        municipalities, councils = agents[self.kind(Municipality)], agents[self.kind(Council)]
        municipalities.do("look_around")
        councils.do("deliberate")
        municipalities.do("lead")
        municipalities.do("decide")
        if self.kind(SocialTeam) in agents:
            agents[self.kind(SocialTeam)].do("work")
        municipalities.do("close")
        national.take_stock(self.national, self.municipality)
        row = [0.0] * len(OUTCOMES)
        record.record(row, self.national, self.municipality, [each.council for each in self.municipality], self.p)
        self.recorded.append(row)
        self.month += 1

    def _carry_out_programme(self) -> None:
        """Interventions: first those of the whole country, then those in municipalities."""
        self.national.election = int(self.world.election[self.month])
        programme = self.programme
        in_force: dict[str, float] = {}
        for row, kind in enumerate(programme.kind):
            if kind == PARAMETER and programme.first[row] <= self.month <= programme.last[row]:
                in_force[self.p._fields[programme.argument[row]]] = programme.value[row]
        self.p = self.world.parameters._replace(**in_force)
        for row, kind in enumerate(programme.kind):
            if kind == POSTPONE and self.month == programme.first[row]:
                national.postpone(self.national, programme.argument[row], self.p)
        if not programme.kind:
            return
        for place, municipality in enumerate(self.municipality):
            intervene.clear_orders(municipality, municipality.council)
            for row in range(len(programme.kind)):
                intervene.intervene(
                    row, place, programme, self.targets, municipality, municipality.council, municipality.seats,
                    self.municipality, self.publications, self.month, self.seed, self.p,
                )  # fmt: skip
            municipality.seat_anew()

    def run(self, progress: Callable[[int, int], None] | None = None) -> "Decentralisation":
        """Go to the end of the scenario and return the model; `progress(month, months)` is called after each month."""
        while self.month < self.world.months:
            self.step()
            if progress is not None:
                progress(self.month, self.world.months)
        # Mesa before 3.4.2 keeps every model alive in a table of counters; a finished run needs none.
        getattr(mesa.Agent, "_ids", {}).pop(self, None)
        return self

    @property
    def network(self) -> "Network":
        """Who is tied to whom."""
        return self.world.network

    @property
    def series(self) -> "pd.DataFrame":
        """The outcomes so far, long: month, date, outcome, value, unit."""
        import numpy as np

        recorded = np.array(self.recorded, dtype=float).reshape(-1, len(OUTCOMES))
        return long_series(recorded, self.configuration, [outcome.name for outcome in OUTCOMES])

    @property
    def summary(self) -> dict[str, float]:
        """What a finished run comes down to, by the names of `model.summaries`; empty before the end."""
        if self.month < self.world.months:
            return {}
        row = [0.0] * len(SUMMARIES)
        summarise.summarise(row, self.recorded, self.municipality, self.world.law_month, self.type_month, self.p)
        return {summary.name: value for summary, value in zip(SUMMARIES, row, strict=True)}

    @property
    def municipalities(self) -> "pd.DataFrame":
        """One row for each municipality as it stands now: facts, types, tempo, outcomes, first team, champions."""
        rows = record_array("municipality", self.municipality)
        return municipality_table(rows, self.world.population, self.configuration, self.p)
