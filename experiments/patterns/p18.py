"""P18: faster is not better."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.looking import goals, tempo
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import mean, ratio, spearman
from model.intervention_kinds import Level, Where
from model.language import Words

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

FASTER = 1.5
YEAR = 12


class FasterIsNotBetter(Pattern):
    """Tempo and goals in one run; and a rate of starting half as high again in a random half, against the same
    municipalities without.

    Goals are the mean of the five. Slow is below median tempo, fast the top quarter; those slow who arrive have at
    least the median goals of the fast. The pattern names no month for the faster half: it begins on the law's date,
    when much is going on and a dip is likeliest. Elasticity is the logarithm of the ratio of goals over that of rates.

    For the dip no size is asked for, so that a certain dip of any size shows it: ill-chosen.
    """

    code = "P18"
    kind = Kind.EMERGENT
    claim = (
        "Tempo and outcomes at the end correlate positively but weakly to moderately; some who waited reach the same "
        "outcomes with fewer failures."
    )
    evidence = ("A6", "B15")
    rule_revised = Words(
        "measures have a worth (A6, A11, C1, C5, D15)",
        "maatregelen hebben een waarde (A6, A11, C1, C5, D15)",
    )
    reading_revised = Words(
        "slow arrivals have a neutral value, so that some are weak",
        "trage die aankomen hebben een neutrale waarde, zodat enkele zwak zijn",
    )
    statistics = (
        Statistic("correlation", "rank correlation of tempo and goals at the end", low=0.1, high=0.5),
        Statistic("slow arrivals", "municipalities below median tempo that reach the goals of the fast", "share",
                  low=0.2, neutral=0.0),
        Statistic("failures", "their pilots dropped for each measure embedded, relative to the fast", "ratio",
                  high=0.7, neutral=1.0),
        Statistic("dip", "difference in goals, a year after beginning to start faster", "0-1", high=0.0, neutral=0.0),
        Statistic("elasticity", "elasticity of goals at the end in the rate of starting", "ratio", high=0.5),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        faster = Level(start=base.law_date, variable="start_factor", value=FASTER, where=Where(share=0.5))
        return {"base": base, "faster": base.with_(interventions=(*base.interventions, faster))}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        after_a_year = goals(run.go_on(run.world.law_month + YEAR).country)
        country = run.go_on().country
        return {
            "after a year": after_a_year,
            "tempo": tempo(country),
            "goals": goals(country),
            "embedded": country.municipalities["embedded"].copy(),
            "dropped": country.municipalities["all_drops"].copy(),
            "factor": country.municipalities["start_factor"].copy(),
        }

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        base, faster = seen["base"], seen["faster"]
        treated = faster["factor"] != base["factor"]
        fast, arrived, slow = groups(base["tempo"], base["goals"])
        return {
            "correlation": spearman(base["tempo"], base["goals"]),
            "slow arrivals": ratio(arrived.sum(), slow.sum()),
            "failures": ratio(failures(base, arrived), failures(base, fast)),
            "dip": mean((faster["after a year"] - base["after a year"])[treated]),
            "elasticity": np.log(ratio(mean(faster["goals"][treated]), mean(base["goals"][treated]))) / np.log(FASTER),
        }


def groups(tempo: np.ndarray, goals: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return who is fast, who is slow and arrives, and who is slow (booleans each), by tempo and goals (n)."""
    fast, slow = tempo >= np.quantile(tempo, 0.75), tempo < np.median(tempo)
    return fast, slow & (goals >= np.median(goals[fast])), slow


def failures(seen: Seen, group: np.ndarray) -> float:
    """Return the pilots dropped for each measure embedded in a group; nan where nothing is embedded."""
    return ratio(seen["dropped"][group].sum(), seen["embedded"][group].sum())
