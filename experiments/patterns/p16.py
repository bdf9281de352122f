"""P16: a survey of team workers."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.looking import teams, types
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from model.language import Words
from model.measures import AREA_BUDGET, EMBEDDED, INTEGRATED_ACCESS, ONE_PLAN, PILOT
from model.population import size_class
from model.typology import CHANGER, TYPE_DATE_AFTER_LAW

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

SURVEYS, SURVEYED, WORKERS, SHUFFLES = 200, 16, 20, 999
SIGNIFICANT = 0.05
INTEGRAL = (INTEGRATED_ACCESS, ONE_PLAN, AREA_BUDGET)
"""The measures that make procedures integral: one access, one plan for a household, one budget for an area."""


class WorkersReport(Pattern):
    """Surveys of team workers at the end of April 2015, the type date: sixteen municipalities with a team, half of
    them front-runners, twenty workers in each, who work in its teams at random.

    Front-runners are taken to be the changers, since the sources describe both alike (B2, B8); that decides who is
    asked and not what they say. Each half is spread over the size classes as evenly as there are municipalities. A
    worker says that the municipality steers on tailoring and integration with a chance that is the plain mean of three
    things felt in the team: its mandate, its integration, and what the council's control leaves free. The test
    shuffles municipalities, not workers, and is two-sided.

    The threshold in percentage points is ill-chosen: it hangs on how sharply a question separates workers who feel
    different things, of which nothing is known.
    """

    code = "P16"
    kind = Kind.EMERGENT
    claim = "Team workers in changers more often report that the municipality steers on tailoring and integration."
    evidence = ("A5",)
    reading_revised = Words(
        "integral procedures are measures in use",
        "integrale procedures zijn maatregelen in gebruik",
    )
    statistics = (
        Statistic("difference", "workers who say so in changers less those elsewhere, mean of 200 surveys",
                  "percentage points", low=15.0, neutral=0.0),
        Statistic("significant", "surveys in which shuffled municipalities give p below 0.05", "share",
                  low=0.6, neutral=SIGNIFICANT),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        return {"base": base}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        country = run.go_on(run.world.law_month + TYPE_DATE_AFTER_LAW + 1).country
        felt = teams(country)
        stage = country.municipalities["stage"][:, INTEGRAL]
        procedures = ((stage == EMBEDDED) + 0.5 * (stage == PILOT)).mean(axis=1)
        control = country.councils["control"]
        felt["yes"] = (felt["mandate"] + (procedures + 1.0 - control)[felt["place"]]) / 3.0
        place = np.arange(len(country.municipalities))
        return {
            "changer": types(country, run) == CHANGER,
            "population": country.municipalities["population"].copy(),
            "yes": felt.groupby("place")["yes"].mean().reindex(place).to_numpy(),
        }

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        asked = ~np.isnan(seen["base"]["yes"])
        yes, changer = seen["base"]["yes"][asked], seen["base"]["changer"][asked].astype(bool)
        size = size_class(seen["base"]["population"][asked])
        if not changer.any() or changer.all():
            return {"difference": np.nan, "significant": np.nan}
        chance = np.random.default_rng(SURVEYS)
        differences, significant = zip(*(survey(yes, changer, size, chance) for _ in range(SURVEYS)), strict=True)
        return {"difference": 100.0 * float(np.mean(differences)), "significant": float(np.mean(significant))}


def survey(yes: np.ndarray, changer: np.ndarray, size: np.ndarray, chance: np.random.Generator) -> tuple[float, bool]:
    """Return the difference in the share of workers who say yes between changers and the rest of one sample, and
    whether it is significant; `yes` is the chance that a worker of each municipality says so.
    """
    changers, rest = (np.flatnonzero(half) for half in (changer, ~changer))
    front = spread(changers, size[changers], chance)
    others = spread(rest, size[rest], chance)
    said = chance.binomial(WORKERS, yes[np.concatenate([front, others])]) / WORKERS
    labels = np.arange(len(said)) < len(front)
    shuffled = chance.permuted(np.broadcast_to(labels, (SHUFFLES, len(labels))), axis=1)
    observed, by_chance = apart(said, labels), apart(said, shuffled)
    as_far = np.abs(by_chance) >= np.abs(observed) - 1e-12
    return float(observed), bool((1 + as_far.sum()) / (1 + SHUFFLES) < SIGNIFICANT)


def spread(places: np.ndarray, size: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Return half of a sample out of these places, drawn at random within size classes and in turn from each."""
    drawn = chance.random(len(places))
    turn = np.empty(len(places))
    for each in np.unique(size):
        turn[size == each] = drawn[size == each].argsort().argsort()
    return places[np.lexsort([drawn, turn])[: SURVEYED // 2]]


def apart(said: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return the mean of what was said with a label less that without, for each row of labels."""
    within = labels.sum(axis=-1)
    return labels @ said / within - ~labels @ said / (len(said) - within)
