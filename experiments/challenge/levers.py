"""Levers are not all good: some hurt at first, which is best depends on when one looks, and under pressure even
changers fall back.
"""

from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.patterns.looking import GOALS, teams, types
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import change, mean
from experiments.patterns.verdicts import Interval, interval
from model.intervention_kinds import LEVER_WORDS, Level
from model.interventions import LEVERS
from model.language import Words, say
from model.outcomes import COLUMN
from model.typology import CHANGER

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

PULLED = "2014-01"
AT_FIRST = 18
"""Months after a lever is pulled in which it may hurt."""
LOOKS = {"2016": "2016-12", "2020": "2020-12"}
PART = 0.25
"""Each lever is raised by this part of its range, everywhere and for good."""
OUTCOMES = {
    "five_goals": Words("mean of the five goals", "gemiddelde van de vijf doelen"),
    "embedded": Words("measures embedded", "ingebedde maatregelen"),
}
TIMES = ("at_first", *LOOKS)


class Levers(Pattern):
    """Every lever that an intervention can move, raised in all municipalities from January 2014 on, beside the base.

    Effects are those on the mean of the five goals and on measures embedded, means over municipalities: over the first
    eighteen months, and at the ends of 2016 and 2020. Statistics have no threshold; what the levers say together is
    said by `ranked` and `reversed_pairs`.
    """

    code = "levers"
    kind = Kind.VERIFICATION
    claim = "At least one lever hurts at first, and levers rank otherwise in 2016 than in 2020."
    claim_nl = "Ten minste één hefboom doet eerst kwaad, en hefbomen staan in 2016 in een andere rangorde dan in 2020."
    evidence = ("A12", "B15")
    statistics = tuple(
        Statistic(
            f"{lever} {outcome} {time}",
            f"effect of more {meaning} on {words.english}, {time.replace('_', ' ')}",
            words_nl=f"effect van meer {LEVER_WORDS[lever]} op {words.dutch}, {time.replace('at_first', 'eerst')}",
        )
        for lever, (_, _, _, meaning) in LEVERS.items()
        for outcome, words in OUTCOMES.items()
        for time in TIMES
    )

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        def raised(lever: str) -> "Scenario":
            low, high, _, _ = LEVERS[lever]
            more = Level(start=PULLED, variable=lever, value=PART * (high - low), mode="add")
            return base.with_(interventions=(*base.interventions, more))

        return {"base": base, **{lever: raised(lever) for lever in LEVERS}}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        series, month = run.go_on().series, run.scenario.month_of
        reached = {
            "five_goals": series[:, [COLUMN[goal] for goal in GOALS]].mean(axis=1),
            "embedded": series[:, COLUMN["embedded"]],
        }
        first = slice(month(PULLED), month(PULLED) + AT_FIRST)
        return {
            outcome: np.array([path[first].mean(), *(path[month(date)] for date in LOOKS.values())])
            for outcome, path in reached.items()
        }

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        return {
            f"{lever} {outcome} {time}": float(seen[lever][outcome][place] - seen["base"][outcome][place])
            for lever in LEVERS
            for outcome in OUTCOMES
            for place, time in enumerate(TIMES)
        }


class DeepCutWithoutTime(Pattern):
    """The deepest cut, in full after a year and announced a year ahead, against the same municipalities without it.

    Changers are those of the base, on the type date, in the same seed. Falling back is read where the sources see it:
    in what the organisation does (pilots begun and the drive to control costs, 2014 to 2016) and in their teams, which
    are pulled back to access and rules (breadth at the end of 2016).
    """

    code = "deep-cut"
    kind = Kind.EMERGENT
    claim = "Under a deep cut with no time changers fall back too."
    claim_nl = "Bij een diepe korting zonder tijd vallen ook veranderaars terug."
    evidence = ("C6", "D2", "D20")
    statistics = (
        Statistic("starts", "change in pilots begun by changers, 2014 to 2016", "share", high=0.0, neutral=0.0,
                  words_nl="verandering in proeven die veranderaars beginnen, 2014 tot en met 2016"),
        Statistic("cost control", "rise of their drive to control costs", "0-1", low=0.0, neutral=0.0,
                  words_nl="stijging van hun drang tot kostenbeheersing"),
        Statistic("breadth", "rise of the breadth of their teams, end of 2016", "0-1", high=0.0, neutral=0.0,
                  words_nl="stijging van de breedte van hun teams, eind 2016"),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        from model import Scenario

        pressed = Scenario.load("deep-cut-without-time")
        return {"base": base, "pressed": base.with_(parameters=dict(pressed.parameters))}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        month = run.scenario.month_of
        before = run.go_on(month("2014-01")).country.municipalities["all_starts"].copy()
        cost, kind = [], np.empty(0)
        for now in range(run.month, month("2016-12") + 1):
            rows = run.go_on(now + 1).country.municipalities
            cost.append(rows["cost_control"].copy())
            if now == run.world.type_month:
                kind = types(run.country, run)
        return {
            "changer": kind == CHANGER,
            "starts": rows["all_starts"] - before,
            "cost control": np.mean(cost, axis=0),
            "breadth": teams(run.country).groupby("place")["breadth"].mean().reindex(range(len(rows))).to_numpy(),
        }

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        base, pressed = seen["base"], seen["pressed"]
        changers = base["changer"] == 1
        rise = (pressed["breadth"] - base["breadth"])[changers]
        return {
            "starts": change(mean(pressed["starts"][changers]), mean(base["starts"][changers])),
            "cost control": mean((pressed["cost control"] - base["cost control"])[changers]),
            "breadth": mean(rise[np.isfinite(rise)]),
        }


def ranked(values: pd.DataFrame) -> pd.DataFrame:
    """A row for each lever and outcome: effects at first, in 2016 and in 2020 with their intervals, and the ranks in
    2016 and 2020 (1 is best). `values` are those of Levers, a row for each seed and statistic.
    """
    rows = []
    for outcome in OUTCOMES:
        for lever, (_, _, _, meaning) in LEVERS.items():
            row: dict[str, object] = {
                "lever": lever, "words": meaning, "words_nl": f"meer {LEVER_WORDS[lever]}", "outcome": outcome
            }  # fmt: skip
            for time in TIMES:
                found = effect(values, lever, outcome, time)
                row |= {time: found.mean, f"{time}_low": found.low, f"{time}_high": found.high}
            rows.append(row)
    table = pd.DataFrame(rows)
    for look in LOOKS:
        table[f"rank_{look}"] = table.groupby("outcome")[look].rank(ascending=False, method="min")
    return table


def named(lever: str) -> str:
    """A lever in words."""
    return say(lever.replace("_", " "), LEVER_WORDS[lever])


def by_seed(values: pd.DataFrame, lever: str, outcome: str, time: str) -> np.ndarray:
    """The effect of a lever in each seed."""
    return values["value"][values["statistic"] == f"{lever} {outcome} {time}"].to_numpy()


def effect(values: pd.DataFrame, lever: str, outcome: str, time: str) -> Interval:
    """The mean effect of a lever, with its interval over seeds."""
    return interval(by_seed(values, lever, outcome, time))


def hurting(table: pd.DataFrame, outcome: str) -> list[str]:
    """The levers that certainly hurt at first."""
    mine = table[table["outcome"] == outcome]
    return mine["lever"][mine["at_first_high"] < 0.0].tolist()


def reversed_pairs(values: pd.DataFrame, outcome: str) -> list[tuple[str, str]]:
    """Pairs of levers of which the first certainly does better in 2016 and the second in 2020."""
    effects = {(lever, look): by_seed(values, lever, outcome, look) for lever in LEVERS for look in LOOKS}
    found = []
    for pair in combinations(LEVERS, 2):
        early, late = (interval(effects[pair[0], look] - effects[pair[1], look]) for look in LOOKS)
        if early.low > 0.0 > late.high:
            found.append(pair)
        elif early.high < 0.0 < late.low:
            found.append((pair[1], pair[0]))
    return found
