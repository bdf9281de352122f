"""P2: which size goes with which type."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.looking import at_type_date, types
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.reckoning import ratio
from model.population import SIZE_CLASSES, size_class
from model.typology import CAUTIOUS, CAUTIOUS_CHANGER, CHANGER

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

QUOTIENTS = {
    "large": (CHANGER, 1.5, "changers among the large"),
    "small": (CAUTIOUS_CHANGER, 1.1, "cautious changers among the small"),
    "middle": (CAUTIOUS, 1.2, "cautious among the middle-sized"),
}
"""For each class of size the type that is over-represented, and by how much at least."""


class SizeAndType(Pattern):
    """Location quotients on the type date: the share of a type within a class of size, relative to its share overall.

    How readings were chosen: besides the three in each seed at once, each quotient's mean over seeds has to hold.
    """

    code = "P2"
    kind = Kind.CALIBRATION
    afterwards = True
    claim = (
        "Changers are over-represented among the large, cautious changers among the small, the cautious among the "
        "middle-sized and some large."
    )
    evidence = ("B8",)
    statistics = (
        *(
            Statistic(size, f"{words}, relative to all", "ratio", low=least, neutral=1.0)
            for size, (_, least, words) in QUOTIENTS.items()
        ),
        Statistic("together", "all three in one seed", "share of seeds", low=0.8),
    )

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        return {"as it is": base}

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        country = at_type_date(run)
        sizes = size_class(country.municipalities["population"])
        return {"type": types(country, run), "size": np.array([list(SIZE_CLASSES).index(size) for size in sizes])}

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        kinds, sizes = seen["as it is"]["type"], seen["as it is"]["size"]
        found = {}
        for size, (kind, _, _) in QUOTIENTS.items():
            within = kinds[sizes == list(SIZE_CLASSES).index(size)] == kind
            found[size] = ratio(within.mean(), (kinds == kind).mean()) if len(within) else np.nan
        held = all(found[size] >= least for size, (_, least, _) in QUOTIENTS.items())
        return {**found, "together": float(held)}
