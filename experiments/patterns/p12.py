"""P12: uncertainty and postponement."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import change
from model.intervention_kinds import ParameterChange, Postpone
from model.language import Words
from model.outcomes import COLUMN

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

ANNOUNCED, BY = "2014-07", 12
"""When the news comes, and by how many months the date moves: those of the preset on a postponement."""
YEAR = 12
ALONE = ("postponed", "unclear")
LEAST = {"urgency": 0.15, "starts": 0.10, "embedded 12": 0.05, "embedded 24": 0.05}
"""How much lower each has to be, relative to what happens otherwise."""
WORDS = {
    "urgency": "urgency in the year after the news",
    "starts": "pilots begun in the year after the news",
    "embedded 12": "measures embedded a year after the old date",
    "embedded 24": "measures embedded two years after the old date",
}
NEWS = {"postponed": "postponement", "unclear": "halved clarity"}


class Uncertainty(Pattern):
    """The law postponed by a year, clarity halved, and both, all made known in July 2014; and none of it.

    How readings were chosen: the next twelve months are July 2014 to June 2015, which leaves out the second half of
    2015, when reassessments weigh on one twin and not on the other. Clarity is halved as a parameter from July 2014 on:
    it is the part of the requirements known a year ahead, so that fewer are known until the date, and all of them from
    then on. *Both at least the larger* is asked of urgency and of starts: the drop under both less the larger of the
    two drops alone. Tempo to 2020 may catch up and is not looked at.
    """

    code = "P12"
    kind = Kind.VERIFICATION
    claim = "Uncertainty and postponement lower urgency and tempo."
    evidence = ("D9",)
    rule_revised = Words(
        "what is asked has to be known before it is urgent (D9)",
        "wat wordt gevraagd moet bekend zijn voor het urgent is (D9)",
    )
    searched = True
    statistics = (
        *(
            Statistic(f"{name} {news}", f"change in {WORDS[name]} by {NEWS[news]}", "share", high=-least, neutral=0.0)
            for name, least in LEAST.items()
            for news in ALONE
        ),
        *(
            Statistic(f"{name} both", f"drop in {WORDS[name]} by both, beyond the larger of the two alone", "share",
                      low=0.0, neutral=0.0)
            for name in ("urgency", "starts")
        ),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        half = base.parameter_values().clarity / 2.0
        later = Postpone(start=ANNOUNCED, months=BY)
        unclear = ParameterChange(start=ANNOUNCED, name="clarity", value=half)

        def with_orders(*orders: Postpone | ParameterChange) -> "Scenario":
            return base.with_(interventions=(*base.interventions, *orders))

        return {
            "as planned": base,
            "postponed": with_orders(later),
            "unclear": with_orders(unclear),
            "both": with_orders(later, unclear),
        }

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        news, law = run.scenario.month_of(ANNOUNCED), run.world.law_month
        series = run.go_on(max(news, law + YEAR) + YEAR).series
        year = slice(news, news + YEAR)
        return {
            "urgency": np.array(series[year, COLUMN["urgency"]].mean()),
            "starts": np.array(series[year, COLUMN["starts"]].sum()),
            "embedded 12": np.array(series[law + YEAR - 1, COLUMN["embedded"]]),
            "embedded 24": np.array(series[law + 2 * YEAR - 1, COLUMN["embedded"]]),
        }

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        planned = seen["as planned"]

        def changed(name: str, word: str) -> float:
            return change(seen[word][name].item(), planned[name].item())

        found = {f"{name} {word}": changed(name, word) for name in LEAST for word in ALONE}
        for name in ("urgency", "starts"):
            found[f"{name} both"] = min(found[f"{name} {word}"] for word in ALONE) - changed(name, "both")
        return found
