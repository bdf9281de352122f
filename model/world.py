"""The world that a scenario describes, as arrays: facts on the municipalities, their ties, the programme and the
calendar.

Both drivers start from it. Nothing in it is drawn.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from model import network, programme
from model.months import month_of
from model.network import Network
from model.parameters import Parameters
from model.population import Population
from model.programme import Programme
from model.rules.elections import ELECTION_DATES
from model.rules.leadership import SEATS
from model.state import FACTS, TIE, record_of
from model.typology import TYPE_DATE_AFTER_LAW

if TYPE_CHECKING:
    from model.scenario import Scenario
    from model.scenario_parts import PopulationChoice

SEAT_NUMBER = len(SEATS)


@dataclass(frozen=True, eq=False)
class World:
    """What both drivers start from.

    `facts` is a record array (n) of what is known of each municipality, `ties` one of their ties, those of the first
    municipality first; `election` has a 0 or 1 for each month;
    `law_month` is the law's month as first planned, `type_month` the month whose end is the type date.
    """

    population: Population
    network: Network
    facts: Any
    ties: Any
    programme: Programme
    parameters: Parameters
    months: int
    law_month: int
    type_month: int
    election: Any


@lru_cache(maxsize=4)
def _place(choice: "PopulationChoice") -> tuple[Population, Network]:
    """The population and the network of a choice; kept, because building a network takes longer than a run."""
    if choice.kind == "synthetic":
        assert choice.number is not None and choice.seed is not None
        population = Population.synthetic(choice.number, choice.seed)
    elif choice.kind == "files":
        assert choice.municipalities is not None and choice.neighbours is not None
        population = Population.read(choice.municipalities, choice.neighbours)
    else:
        population = Population.netherlands()
    if choice.codes:
        population = population.subset(choice.codes)
    ties = network.build(population)
    for layer in choice.rewired:
        ties = ties.rewired(layer, choice.rewiring_seed)
    return population, ties.only(*choice.network)


@lru_cache(maxsize=4)
def _records(population: Population, ties: Network) -> tuple[Any, Any]:
    """What is known of each municipality, and their ties, as record arrays. No run writes into them, so that the many
    scenarios of an experiment in one place share them.
    """
    facts = np.zeros(len(population), record_of(FACTS))
    facts["key"] = population.table["key"].to_numpy()
    facts["population"] = population.table["population"].to_numpy()
    facts["size"] = facts["population"] / 25_000.0
    facts["traits"] = ties.profile
    facts["first_tie"], facts["last_tie"] = ties.start[:-1], ties.start[1:]
    tied = np.zeros(len(ties.target), record_of(TIE))
    for column in TIE:
        tied[column.name] = getattr(ties, column.name)
    return facts, tied


def world_of(scenario: "Scenario") -> World:
    """Return the world of a scenario. Raises PopulationError or UnknownName where it names what is not there."""
    population, ties = _place(scenario.population)
    facts, tied = _records(population, ties)
    law_month = scenario.month_of(scenario.law_date)
    election = np.zeros(scenario.months, dtype=np.int64)
    for date in ELECTION_DATES:
        month = month_of(date, scenario.start)
        if 0 <= month < scenario.months:
            election[month] = 1
    return World(
        population,
        ties,
        facts,
        tied,
        programme.compiled(scenario, population),
        scenario.parameter_values(),
        scenario.months,
        law_month,
        law_month + TYPE_DATE_AFTER_LAW,
        election,
    )
