"""P24: experience from one domain in the other."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.patterns.looking import tempo
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.pilots import NO_RESULT, SUCCEEDED, first_pilots
from experiments.patterns.reckoning import change, mean, ratio
from model.intervention_kinds import Level
from model.measures import OTHER_DOMAIN

if TYPE_CHECKING:
    from model import Scenario
    from model.engine import Run

LAW, FIRST_LAW = "environment-act", "baseline"
WHOLE = 1.0
"""Transfer at which experience counts as if it had been won in the domain itself."""


class ExperienceElsewhere(Pattern):
    """The Environment Act alone, after the social domain, after equal experience of its own, and copied unadapted.

    How readings were chosen: the physical domain is that of the preset, with the population, the held mechanisms and
    the parameters of what this builds on where the preset does not set them; of its interventions those that fall in
    the calendar of that domain. The experience is that of the preset baseline, for a scenario can only come after one
    that has a name. *Equal experience in the own domain* is the same experience with nothing lost on the way: transfer
    1, so that lessons count in full and an approach fits. *Without adaptation* is with learning ordered to 0, which is
    what adapts a copy here; it is compared with the same copies in municipalities that learn as they do. Learning does
    more than adapting, so this is the most that adapting can explain.
    """

    code = "P24"
    kind = Kind.VERIFICATION
    claim = "Experience in one domain speeds the other; copied approaches do not fit one to one."
    evidence = ("D11",)
    statistics = (
        Statistic("gain", "gain in tempo from experience in the other domain", "share", low=0.05, neutral=0.0),
        Statistic("beside own", "that gain, relative to the gain from equal experience in the own domain", "ratio",
                  high=0.8, neutral=1.0),
        Statistic("copied", "success of copies without adaptation above that of the same copies with it", "share",
                  high=-0.10, neutral=0.0),
    )  # fmt: skip

    def scenarios(self, base: "Scenario") -> "dict[str, Scenario]":
        from model import Scenario

        law = Scenario.load(LAW)
        dated = [item for item in base.interventions if item.start >= law.start]
        alone = law.with_(
            population=base.population,
            held=(*base.held, *law.held),
            parameters={**base.parameters, **law.parameters},
            interventions=(*dated, *law.interventions),
        )
        after = alone.with_(after=FIRST_LAW)
        unlearned = Level(start=law.start, variable="learning", value=0.0)
        return {
            "alone": alone,
            "after": after,
            "own": after.with_(parameters={"transfer": WHOLE}),
            "unadapted": after.with_(interventions=(*after.interventions, unlearned)),
        }

    def observe(self, word: str, run: "Run") -> "dict[str, np.ndarray]":
        copied = run.go_on(1).country.municipalities["origin"] == OTHER_DOMAIN
        result = first_pilots(run, 1).result
        return {"tempo": tempo(run.country), "result": np.where(copied, result, NO_RESULT)}

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        reached = {word: each["tempo"].mean() for word, each in seen.items()}
        gain = change(reached["after"], reached["alone"])
        own = change(reached["own"], reached["alone"])
        with_it, without = seen["after"]["result"], seen["unadapted"]["result"]
        compared = (with_it != NO_RESULT) & (without != NO_RESULT)
        return {
            "gain": gain,
            "beside own": ratio(gain, own) if own > 0 else np.nan,
            "copied": mean(without[compared] == SUCCEEDED) - mean(with_it[compared] == SUCCEEDED),
        }
