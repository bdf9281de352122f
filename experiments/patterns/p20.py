"""P20: what municipalities want to be, and what they do."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.looking import types, until
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import mean
from model.rules.steering_form import COLLABORATING, RESPONSIVE
from model.typology import CHANGER

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

REPORT = "2018-03"
"""Month of the report on what municipal secretaries answered (fig. 3.1)."""
RESPONDENTS = 126
NEW = (COLLABORATING, RESPONSIVE)
AHEAD = 0.05


class DesiredAndPractised(Pattern):
    """The share of the two new forms in what municipalities want and in what they do, January 2013 to March 2018.

    How readings were chosen: changes are from the end of the first month to the end of March 2018; types are those of
    the type date. A secretary names the form that weighs most in what the own municipality wants; 126 municipalities
    answer, drawn by the seed (all of them in a smaller country), and the share is that of answers that name one of the
    two new forms.
    """

    code = "P20"
    kind = Kind.VERIFICATION
    claim = "The desired philosophy moves towards collaborating and responsive; practice lags behind it."
    evidence = ("D8", "D12")
    statistics = (
        Statistic("philosophy", "rise of the two new forms in what is wanted", "share", low=0.10, neutral=0.0),
        Statistic("lags", "municipalities that want them by over 0.05 more than they practise them", "share", low=0.60),
        Statistic("changers", "rise in practice among changers above that among the others", "share",
                  low=0.05, neutral=0.0),
        Statistic("named", "secretaries in a sample of 126 who name one of the two first", "share", low=0.5),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        return {"as it is": base}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        rows = run.go_on(1).country.municipalities
        wanted, practised = (rows[name][:, NEW].sum(axis=1) for name in ("philosophy", "practice"))
        country = until(run, REPORT)
        rows = country.municipalities
        generator = np.random.default_rng(run.seed % 2**64)
        asked = generator.permutation(len(rows))[:RESPONDENTS]
        return {
            "wanted": rows["philosophy"][:, NEW].sum(axis=1) - wanted,
            "practised": rows["practice"][:, NEW].sum(axis=1) - practised,
            "ahead": (rows["philosophy"] - rows["practice"])[:, NEW].sum(axis=1),
            "changer": types(country, run) == CHANGER,
            "named": np.isin(np.argmax(rows["philosophy"][asked], axis=1), NEW),
        }

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        found = seen["as it is"]
        changer = found["changer"] == 1
        return {
            "philosophy": mean(found["wanted"]),
            "lags": mean(found["ahead"] > AHEAD),
            "changers": mean(found["practised"][changer]) - mean(found["practised"][~changer]),
            "named": mean(found["named"]),
        }
