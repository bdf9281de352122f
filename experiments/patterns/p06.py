"""P6: directors who meet."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.looking import tempo
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from model.intervention_kinds import Champion
from model.language import Words

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

ALL_DIRECTORS = (Champion(start="2013-01", seat="director"),)


class DirectorsWhoMeet(Pattern):
    """Two by two: directors placed everywhere or not, the circle on or off; and the circle over random ties.

    How readings were chosen: tempo is the mean over municipalities that have a director's seat. Elsewhere the champion
    who is to be director becomes secretary, and nobody can meet.
    """

    code = "P6"
    kind = Kind.EMERGENT
    claim = "Directors who meet raise tempo beyond what the same directors do alone."
    evidence = ("A10",)
    rule_revised = Words(
        "directors who meet count as far as they are in one circle (A10)",
        "directeuren die elkaar treffen tellen voor zover ze in één kring zitten (A10)",
    )
    reading_revised = Words(
        "only municipalities with a director's seat are read",
        "alleen gemeenten met een directeur worden gelezen",
    )
    one_rule = Words(
        "conviction passed on in the circle",
        "overtuiging die in de kring wordt doorgegeven",
    )
    statistics = (
        Statistic("gain", "tempo with a director everywhere who meets others, relative to one who does not", "ratio",
                  low=1.05, neutral=1.0),
        Statistic("beyond", "what meeting adds with directors everywhere, less twice what it adds without",
                  "measures a year", low=0.0),
        Statistic("random", "what meeting at random adds, less half of what meeting in the circle adds",
                  "measures a year", high=0.0),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        directors = base.with_(interventions=(*base.interventions, *ALL_DIRECTORS))
        alone = {"circle_strength": 0.0}
        redrawn = dict.fromkeys((*directors.population.rewired, "circle"))
        shuffled = directors.population.model_copy(update={"rewired": tuple(redrawn)})
        return {
            "directors meeting": directors,
            "directors alone": directors.with_(parameters={**directors.parameters, **alone}),
            "base meeting": base,
            "base alone": base.with_(parameters={**base.parameters, **alone}),
            "directors at random": directors.with_(population=shuffled),
        }

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        country = run.go_on().country
        with_seat = country.municipalities["population"] >= run.parameters.director_size
        return {"tempo": tempo(country)[with_seat]}

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        mean = {word: each["tempo"].mean() for word, each in seen.items()}
        gain = mean["directors meeting"] - mean["directors alone"]
        without = mean["base meeting"] - mean["base alone"]
        at_random = mean["directors at random"] - mean["directors alone"]
        return {
            "gain": mean["directors meeting"] / mean["directors alone"],
            "beyond": gain - 2.0 * without,
            "random": at_random - 0.5 * gain,
        }
