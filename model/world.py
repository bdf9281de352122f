"""The world that a scenario describes, as arrays: facts on the municipalities, their ties, the programme and the
calendar.

Both drivers start from it. Nothing in it is drawn.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from model import network, programme
from model.months import month_of
from model.network import Network
from model.parameters import Parameters
from model.population import Population
from model.programme import Programme
from model.rules.elections import ELECTION_DATES
from model.rules.leadership import SEATS
from model.state import record
from model.typology import TYPE_DATE_AFTER_LAW

if TYPE_CHECKING:
    from model.scenario import Scenario
    from model.scenario_parts import PopulationChoice

SEAT_NUMBER = len(SEATS)


class Ties(NamedTuple):
    """The ties of all municipalities, one after another: with whom (place in the table), in which layers, how much
    alike.
    """

    target: Any
    neighbour: Any
    region: Any
    alike: Any
    circle: Any
    likeness: Any


@dataclass(frozen=True, eq=False)
class World:
    """What both drivers start from.

    `municipalities` is a record array (n) with the facts filled in; `election` has a 0 or 1 for each month;
    `law_month` is the law's month as first planned, `type_month` the month whose end is the type date.
    """

    population: Population
    network: Network
    municipalities: Any
    ties: Ties
    programme: Programme
    parameters: Parameters
    months: int
    law_month: int
    type_month: int
    election: Any
    teams: int


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


def world_of(scenario: "Scenario") -> World:
    """Return the world of a scenario. Raises PopulationError or UnknownName where it names what is not there."""
    population, ties = _place(scenario.population)
    p = scenario.parameter_values()
    number = len(population)
    table = population.table
    municipalities = np.zeros(number, record("municipality"))
    municipalities["key"] = table["key"].to_numpy()
    municipalities["population"] = table["population"].to_numpy()
    municipalities["size"] = municipalities["population"] / 25_000.0
    municipalities["traits"] = ties.profile
    municipalities["first_tie"], municipalities["last_tie"] = ties.start[:-1], ties.start[1:]
    municipalities["areas"] = np.maximum(1, np.rint(municipalities["population"] / p.inhabitants_per_team))
    municipalities["first_team"] = np.concatenate([[0], np.cumsum(municipalities["areas"])[:-1]])
    law_month = scenario.month_of(scenario.law_date)
    election = np.zeros(scenario.months, dtype=np.int64)
    for date in ELECTION_DATES:
        month = month_of(date, scenario.start)
        if 0 <= month < scenario.months:
            election[month] = 1
    return World(
        population,
        ties,
        municipalities,
        Ties(ties.target, ties.neighbour, ties.region, ties.alike, ties.circle, ties.likeness),
        programme.compiled(scenario, population),
        p,
        scenario.months,
        law_month,
        law_month + TYPE_DATE_AFTER_LAW,
        election,
        int(municipalities["areas"].sum()),
    )
