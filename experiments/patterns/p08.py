"""P8: a council that is caught unawares by a failure."""

from collections.abc import Mapping
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import change, ratio
from model.intervention_kinds import Failure, Level, Where
from model.language import Words

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

FAILURE_MONTH = 30
TENTH = Where(share=0.1)
EXCHANGE = {"uninformed": 0.1, "informed": 0.9}
"""Part of the decisions before which the council is spoken with informally, from the first month on."""
YEAR = 12
WINDOW = 6
"""Months of starts that are looked at when asking who is back: single months hold too few."""
BACK = 0.9
LONGER = 1.5
LONGEST = 36
"""Months that are waited; who is not back by then counts as back in the last of them."""


class CaughtUnawares(Pattern):
    """One visible failure in month 30 in a random tenth, against the same municipalities with the same failure and a
    council that stays calm; once where the council is hardly ever informed beforehand, once where it nearly always is.

    Informed and uninformed are the same municipalities in two pairs of scenarios, so that nothing else tells them
    apart. In the twin the alarm is held off in the one month in which the council hears of the failure; what trust the
    failure costs is lost in both. Starts are added up over the tenth. It is back in the first month from which six
    months hold at least 90 % of the twin's starts.

    The page asks that recovery takes 1.5 times as long or longer. The mean over seeds of ratios lies above the ratio of
    the means, for a seed in which the informed are back at once weighs most. So the threshold is written linearly, in
    months: those of the uninformed less 1.5 times those of the informed, from nought up, which as a mean says what the
    page asks. Its direction, whether it takes longer at all, is a statistic of its own. The mean of ratios is told
    besides, unjudged.
    """

    code = "P8"
    kind = Kind.EMERGENT
    claim = "After a visible failure experiments stall, longer where the council was uninformed beforehand."
    evidence = ("B14",)
    reading_revised = Words(
        "the threshold on recovery is written in months beyond 1.5 times, not as a mean of ratios",
        "de drempel op herstel is geschreven in maanden boven 1.5 maal, niet als gemiddelde van verhoudingen",
    )
    one_rule = Words(
        "informal exchange shields against the reflex",
        "informeel overleg vooraf dempt de reflex",
    )
    statistics = (
        Statistic("uninformed", "change in pilots begun in the year after a failure, council uninformed", "share",
                  high=-0.30, neutral=0.0),
        Statistic("informed", "the loss where the council is informed, relative to that where it is not", "ratio",
                  high=0.5, neutral=1.0),
        Statistic("beyond", "months until back at the twin's rate, uninformed, beyond 1.5 times the informed's",
                  "months", low=0.0, neutral=-inf),
        Statistic("longer", "months until back, uninformed beyond informed", "months", low=0.0, neutral=0.0),
        Statistic("recovery", "months until back, uninformed relative to informed, mean of ratios (unjudged)", "ratio"),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        failure = Failure(start=base.date_of(FAILURE_MONTH), where=TENTH)
        hears = base.date_of(FAILURE_MONTH + 1)
        calm = Level(start=hears, until=hears, variable="calm", value=1.0, where=TENTH)
        scenarios = {}
        for word, exchange in EXCHANGE.items():
            informed = Level(start=base.start, variable="informal_exchange", value=exchange, where=TENTH)
            alarmed = base.with_(interventions=(*base.interventions, informed, failure))
            scenarios[word] = alarmed
            scenarios[f"{word} and calm"] = alarmed.with_(interventions=(*alarmed.interventions, calm))
        return scenarios

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        municipalities = run.go_on(FAILURE_MONTH + 1).country.municipalities
        failed = municipalities["failure_added"] > 0.0
        so_far = [municipalities["all_starts"][failed].sum()]
        for _ in range(LONGEST + WINDOW - 1):
            so_far.append(run.go_on(run.month + 1).country.municipalities["all_starts"][failed].sum())
        return {"starts": np.diff(so_far)}

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        pairs = {word: (seen[word]["starts"], seen[f"{word} and calm"]["starts"]) for word in EXCHANGE}
        changed = {word: change(starts[:YEAR].sum(), twin[:YEAR].sum()) for word, (starts, twin) in pairs.items()}
        back = {word: months_until_back(*pair) for word, pair in pairs.items()}
        return {
            "uninformed": changed["uninformed"],
            "informed": ratio(changed["informed"], changed["uninformed"]) if changed["uninformed"] < 0.0 else np.nan,
            "beyond": back["uninformed"] - LONGER * back["informed"],
            "longer": back["uninformed"] - back["informed"],
            "recovery": ratio(back["uninformed"], back["informed"]),
        }


def months_until_back(starts: np.ndarray, twin: np.ndarray) -> float:
    """Return the month after the failure (from 1) from which the starts (months) are near the twin's; nan where the
    twin starts nothing.
    """
    if not twin.any():
        return np.nan
    here, there = (np.convolve(each, np.ones(WINDOW), "valid")[:LONGEST] for each in (starts, twin))
    near = np.flatnonzero(here >= BACK * there)
    return float(near[0]) + 1.0 if len(near) else float(LONGEST)
