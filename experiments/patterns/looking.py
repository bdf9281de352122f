"""What several patterns look at in the states of a run."""

from typing import TYPE_CHECKING

import numpy as np

from model.state import SOCIAL_TEAM
from model.typology import TEMPO_YEARS, types_of

if TYPE_CHECKING:
    from pandas import DataFrame

    from model.country import Country
    from model.engine import Run

GOALS = ("integral_working", "tailoring", "result_orientation", "responsiveness", "prevention")
"""The five goals (B3)."""


def until(run: "Run", date: str) -> "Country":
    """Go on to the end of this month, and return the states as they are then (not a copy)."""
    return run.go_on(run.scenario.month_of(date) + 1).country


def at_type_date(run: "Run") -> "Country":
    """Go on to the end of the type date's month, or stay where the run is past it: the types of that date, and the
    municipalities' sizes, stay as they are.
    """
    return run.go_on(max(run.month, run.world.type_month + 1)).country


def tempo(country: "Country") -> np.ndarray:
    """Measures embedded a year in the tempo window, of each municipality (n); the window must be over."""
    return country.municipalities["embedded_in_window"] / TEMPO_YEARS


def goals(country: "Country") -> np.ndarray:
    """The mean of the five goals, of each municipality (n)."""
    return np.mean([country.municipalities[goal] for goal in GOALS], axis=0)


def types(country: "Country", run: "Run", *, at_date: bool = True, shift: int = 0) -> np.ndarray:
    """The type of each municipality (n; 0 cautious, 1 cautious changer, 2 changer) on the type date, or as things
    stand; with both cut-offs moved by `shift`.
    """
    p = run.parameters
    in_cell = country.municipalities["ingezet_in_cell_at_date" if at_date else "ingezet_in_cell"]
    return types_of(in_cell, p.changer_from + shift, p.cautious_to + shift)


def rows_of_teams(country: "Country") -> tuple[np.ndarray, np.ndarray]:
    """The place of the municipality of each social team there is, and the team's row."""
    rows = country.municipalities
    number = rows["number_of_teams"]
    place = np.repeat(np.arange(len(rows)), number)
    within = np.arange(len(place)) - np.repeat(np.cumsum(number) - number, number)
    return place, rows["first_team"][place] + within


def teams(country: "Country") -> "DataFrame":
    """A row for each social team there is: `place` of its municipality, and its states."""
    import pandas as pd

    place, rows = rows_of_teams(country)
    there = country.teams[rows]
    return pd.DataFrame({"place": place, **{state.name: there[state.name] for state in SOCIAL_TEAM}})
