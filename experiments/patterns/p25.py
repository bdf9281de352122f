"""P25: an S-shaped spread of social teams."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from model.population import SIZE_CLASSES, size_class

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

POLLS = {"October 2014": ("2014-10", 224), "end of 2015": ("2015-12", 234)}
"""Month and number of municipalities that answered."""
HALF_YEAR = 6


class SpreadOfTeams(Pattern):
    """The share of municipalities with a social team through time, asked as the polls asked: of a sample.

    How readings were chosen: a sample is drawn at random within each class of size, in proportion, as many as
    answered; its draws belong to the run's seed and the poll. In a country with fewer municipalities all are asked.
    Teams stay once they are there: a run is followed until too few municipalities are without one for a later half-year
    to be the steepest.
    """

    code = "P25"
    kind = Kind.CALIBRATION
    claim = "An S-shaped spread of social teams: few in 2013, two thirds or more by late 2014, most by late 2015."
    evidence = ("fig. 1.2", "fig. 1.6")
    statistics = (
        Statistic("January 2013", "with a social team in January 2013", "share", high=0.25),
        Statistic("October 2014", "in a poll of 224, October 2014", "share", low=0.63, high=0.75),
        Statistic("end of 2015", "in a poll of 234, end of 2015", "share", low=0.827, high=0.913),
        Statistic("steepest", "the steepest half-year lies within 2014 and 2015", "share of seeds", low=0.8),
    )

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        return {"as it is": base}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        polls = {date: name for name, (date, _) in POLLS.items()}
        shares: list[float] = []
        asked: dict[str, np.ndarray] = {}
        for month in range(run.scenario.months):
            rows = run.go_on(month + 1).country.municipalities
            team = rows["number_of_teams"] > 0
            shares.append(float(team.mean()))
            if (name := polls.get(run.scenario.date_of(month))) is not None:
                chosen = sample(size_class(rows["population"]), POLLS[name][1], (run.seed % 2**63, month))
                asked[name] = np.array(team[chosen].mean())
            if len(asked) == len(polls) and 1.0 - shares[-HALF_YEAR] < max(rises(shares)):
                break
        window = [run.scenario.month_of(date) for date in ("2014-01", "2015-12")]
        return {"share": np.array(shares), "window": np.array(window), **asked}

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        here = seen["as it is"]
        share, (first, last) = here["share"], here["window"]
        steepest = int(np.argmax(rises(share)))
        return {
            "January 2013": float(share[0]),
            **{name: float(here[name].item()) for name in POLLS},
            "steepest": float(first <= steepest + 1 and steepest + HALF_YEAR <= last),
        }


def rises(share: "Sequence[float] | np.ndarray") -> np.ndarray:
    """By how much a share rose within each half-year, in the order of their first months."""
    return np.asarray(share[HALF_YEAR:]) - np.asarray(share[:-HALF_YEAR])


def sample(sizes: np.ndarray, number: int, key: tuple[int, ...]) -> np.ndarray:
    """Return the places of `number` municipalities drawn within classes of size, in proportion to their numbers."""
    generator = np.random.default_rng(key)
    groups = [np.flatnonzero(sizes == size) for size in SIZE_CLASSES]
    exact = np.array([len(group) for group in groups]) * min(1.0, number / len(sizes))
    each = np.floor(exact).astype(int)
    # Those that lose most by rounding down get one more each, until the number is right.
    each[np.argsort(each - exact, kind="stable")[: round(exact.sum()) - each.sum()]] += 1
    return np.concatenate(
        [generator.choice(group, count, replace=False) for group, count in zip(groups, each, strict=True)]
    )
