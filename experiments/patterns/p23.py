"""P23: a best practice rolled out."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.pilots import NO_RESULT, SUCCEEDED, first_pilots
from experiments.patterns.reckoning import mean, ratio
from model.intervention_kinds import Impose
from model.language import Words
from model.measures import EMBEDDED, PILOT, POSITION
from model.outcomes import COLUMN

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

MONTH = 30
MEASURES = ("F3", "F6")
"""Integrated access and one plan per household: what the preset on a best practice rolls out. Neither needs another
measure first, so that nothing else is imposed along."""
YEAR = 12


class BestPractice(Pattern):
    """Two measures imposed everywhere in month 30 as the best performer has them, beside the twin without the order.

    How readings were chosen: a measure in a municipality is compared where it was imposed and where in the twin it was
    begun freely in that month or later, so that nobody is compared with somebody else; of each only the first pilot
    counts, and only where both came to an end within the run. *Free* is whatever is not by order: copied from a like
    place, thought of at the top, or invented by a team. Free pilots come later, when there is more to learn from; that
    is part of what adoption by likeness is, and the difference includes it. Starts are all pilots begun in the twelve
    months from the order on. The page asks "starts higher", and those by order count, so that it holds nearly by
    construction: two measures are begun wherever they are not there yet. Starts of the other measures, which nobody
    ordered and which have to do with less attention, are told besides, unjudged.
    """

    code = "P23"
    kind = Kind.EMERGENT
    claim = (
        "“Best practice” rolled out uniformly by the state yields lower success than adoption by likeness, "
        "though more is begun."
    )
    evidence = ("C5",)
    rule_revised = Words(
        "imposed pilots count among the month's starts and as firm decisions; measures have a worth by their fit (C5)",
        "opgelegde proeven tellen als begonnen en als harde besluiten; maatregelen hebben een waarde naar wat past "
        "(C5)",
    )
    statistics = (
        Statistic("success", "success of imposed pilots above that of the same ones taken up freely", "share",
                  high=-0.10, neutral=0.0),
        Statistic("starts", "pilots begun in the year of the order, relative to the twin", "ratio",
                  low=1.0, neutral=1.0),
        Statistic("unordered", "the same of measures that were not ordered (unjudged)", "ratio"),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        order = Impose(start=base.date_of(MONTH), measures=MEASURES)
        return {"free": base, "imposed": base.with_(interventions=(*base.interventions, order))}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        measures = [POSITION[name] for name in MEASURES]
        before = run.go_on(MONTH).country.municipalities
        there = np.isin(before["stage"][:, measures], (PILOT, EMBEDDED))
        pilots = first_pilots(run, MONTH)
        starts = run.series[MONTH : MONTH + YEAR, COLUMN["starts"]].sum()
        result = np.where(there, NO_RESULT, pilots.result[:, measures])
        unordered = np.delete(pilots.starts[:YEAR], measures, axis=1).sum()
        return {"result": result, "starts": np.array(starts), "unordered": np.array(unordered)}

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        free, imposed = seen["free"], seen["imposed"]
        compared = (free["result"] != NO_RESULT) & (imposed["result"] != NO_RESULT)
        return {
            "success": mean(imposed["result"][compared] == SUCCEEDED) - mean(free["result"][compared] == SUCCEEDED),
            **{name: ratio(imposed[name].item(), free[name].item()) for name in ("starts", "unordered")},
        }
