"""What matters most, in plain words: whether there are plausible sets, whether they last, and what they pin down."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd
from scipy.stats import binomtest

from experiments.calibration.found import Found, all_in_band_again
from experiments.calibration.targets import within
from experiments.comparison.wording import counted, listed
from model.language import label, say
from model.parameters import parameter

if TYPE_CHECKING:
    from experiments.calibration.experiment import Calibration

NAMED = 3
"""The lead names so many targets or parameters."""


def on_lead(asked: "Calibration", found: Found) -> Iterator[str]:
    """The sentences to quote."""
    search, sets = found.search, len(found.search.plausible)
    tried, targets = sum(len(stage.sets) for stage in search.of("chosen")), len(search.targets)
    goals = say(counted(targets, "target", "targets"), counted(targets, "doel", "doelen"))
    if not sets:
        hardest = listed(told for told in by_itself(found)[:NAMED])
        yield say(
            f"No parameter set is plausible: none of {tried} tried meets {goals} at once, and nothing can be said of "
            f"parameters. Met least often, each by itself, in the sets tried last: {hardest}.",
            f"Geen enkele parameterset is plausibel: geen van de {tried} beproefde haalt {goals} tegelijk, en over "
            f"parameters valt niets te zeggen. Het minst gehaald, elk afzonderlijk, in de laatst beproefde sets: "
            f"{hardest}.",
        )
        return
    fewer = say(f", fewer than the {asked.wanted} wanted", f", minder dan de gewenste {asked.wanted}")
    fewer = fewer if sets < asked.wanted else ""
    yield say(
        f"{sets} of {counted(tried, 'parameter set', 'parameter sets')} tried {'is' if sets == 1 else 'are'} "
        f"plausible{fewer}: each meets {goals} at once.{on_lasting(found)}{on_pinned(found)}",
        f"{sets} van de {tried} beproefde parametersets {'is' if sets == 1 else 'zijn'} plausibel{fewer}: elk haalt "
        f"{goals} tegelijk.{on_lasting(found)}{on_pinned(found)}",
    )


def by_itself(found: Found) -> list[str]:
    """Each target with the share of the sets tried last that meet it by itself, the least often met first."""
    search = found.search
    held = within(search.targets, search.of("chosen")[-1].means).mean(axis=0)
    table = found.tables["targets"].merge(
        pd.DataFrame({"target": [each.name for each in search.targets], "alone": held}), on="target"
    )
    return [
        f"{say(row['words'], row['words_nl'])} {100 * row['alone']:.0f} %"
        for _, row in table.sort_values("alone", kind="stable").iterrows()
    ]


def on_lasting(found: Found) -> str:
    """How many sets meet all targets again under seeds that did not choose them."""
    again, of = all_in_band_again(found.search)
    if not of:
        return ""
    low, high = (f"{100 * end:.0f}" for end in binomtest(again, of).proportion_ci())
    share = f"{100 * again / of:.0f} %"
    return say(
        f" Under new seeds {again} of {of} do so again ({share}, interval {low} to {high}).",
        f" Onder nieuwe seeds opnieuw: {again} van de {of} ({share}, interval {low} tot {high}).",
    )


def on_pinned(found: Found) -> str:
    """How many parameters the targets pin down, and which most."""
    table = found.tables.get("parameters")
    if table is None:
        return ""
    mine = table[table["told_apart"]].sort_values("contraction", ascending=False, kind="stable")
    names = [label(parameter(str(name))) for name in mine["parameter"]]
    told = f" ({listed(names, most=NAMED)})" if names else ""
    return say(
        f" Parameters that the targets pin down: {len(mine) or 'none'} of {len(table)}{told}.",
        f" Parameters die de doelen vastleggen: {len(mine) or 'geen'} van de {len(table)}{told}.",
    )
