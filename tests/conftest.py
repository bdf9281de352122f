"""Fixtures for all tests. Results are made up where a test is about what is done with them, not the model."""

from collections.abc import Callable
from typing import Any

import numpy
import pandas
import pytest

from experiments.replicates import Results
from experiments.summary import GOALS_AND_COSTS, TYPES
from model import Scenario
from model.measures import MEASURES
from model.months import date_of
from model.network import build
from model.outcomes import OUTCOMES
from model.population import Population, size_class

MakeResults = Callable[..., Results]


@pytest.fixture(scope="session")
def made_up() -> MakeResults:
    """A function that makes up results; their values mean nothing, their columns do."""
    return make_up_results


def make_up_results(
    replicates: int = 3, months: int = 40, country: Population | None = None, **changes: Any
) -> Results:
    """Made-up results for any country, 10 synthetic municipalities where none is given."""
    population = country or Population.synthetic(10, seed=1)
    scenario = Scenario.load("baseline").with_(months=months, **changes)
    seeds = tuple(range(1, replicates + 1))
    return Results(
        scenario,
        seeds,
        pandas.concat([_series(scenario, number) for number in seeds], ignore_index=True),
        pandas.concat([_municipalities(population, number) for number in seeds], ignore_index=True),
        build(population),
    )


def _series(scenario: Scenario, replicate: int) -> pandas.DataFrame:
    units = {outcome.name: outcome.unit for outcome in OUTCOMES}
    names = [
        *GOALS_AND_COSTS, "ingezet", "embedded", *(f"share_{kind}" for kind in TYPES),
        *(f"ingezet_{measure.id}" for measure in MEASURES),
    ]  # fmt: skip
    months = numpy.arange(scenario.months)
    rows = [
        pandas.DataFrame(
            {
                "replicate": replicate,
                "seed": replicate,
                "month": months,
                "date": [date_of(int(month), scenario.start) for month in months],
                "outcome": name,
                "value": (months + 1) * replicate / (10 * scenario.months),
                "unit": units.get(name, ""),
            }
        )
        for name in names
    ]
    return pandas.concat(rows, ignore_index=True)


def _municipalities(population: Population, replicate: int) -> pandas.DataFrame:
    table = population.table.drop(columns="key").copy()
    kinds = list(TYPES)
    order = numpy.arange(len(table))
    table["size_class"] = size_class(table["population"].to_numpy())
    table["type_date"] = [kinds[(number + replicate) % 3] for number in order]
    table["type_end"] = [kinds[number % 3] for number in order]
    table["tempo"] = order / len(table) + replicate
    table.insert(0, "replicate", replicate)
    table.insert(1, "seed", replicate)
    return table
