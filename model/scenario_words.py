"""What one scenario does otherwise than another, in words."""

from typing import TYPE_CHECKING

from model.intervention_kinds import Intervention
from model.mechanisms import MECHANISMS
from model.parameters import PARAMETERS

if TYPE_CHECKING:
    from model.scenario import Scenario


def differences(new: "Scenario", old: "Scenario") -> list[str]:
    """One line for each difference, from the old to the new scenario; none where they do the same."""
    return [
        *_changed("domain", old.domain, new.domain),
        *_changed("start", old.start, new.start),
        *_changed("months", str(old.months), str(new.months)),
        *_changed("date of the law", old.law_date, new.law_date),
        *_changed("experience carried over from", old.after or "none", new.after or "none"),
        *_changed("municipalities", old.population.words(), new.population.words()),
        *_changed("network", old.population.network_words(), new.population.network_words()),
        *_parameters(new, old),
        *_held(new, old),
        *_interventions(new, old),
    ]


def _changed(what: str, before: str, after: str) -> list[str]:
    return [] if before == after else [f"{what}: {before} -> {after}"]


def _parameters(new: "Scenario", old: "Scenario") -> list[str]:
    lines = []
    for declared in PARAMETERS:
        before, after = (getattr(scenario.parameter_values(), declared.name) for scenario in (old, new))
        if before != after:
            unit = "" if declared.unit == "0-1" else f" {declared.unit}"
            lines.append(f"{declared.label}: {in_step(before, after)}{unit}")
    return lines


def in_step(before: float, after: float) -> str:
    """Two numbers with as many decimals as the one that needs more: "0.15 -> 0.30"."""
    short = [f"{value:.10g}" for value in (before, after)]
    if any("e" in text for text in short):
        return " -> ".join(short)
    decimals = max(len(text.partition(".")[2]) for text in short)
    return " -> ".join(f"{value:.{decimals}f}" for value in (before, after))


def _held(new: "Scenario", old: "Scenario") -> list[str]:
    lines = []
    for mechanism in MECHANISMS:
        before, after = mechanism.name in old.held, mechanism.name in new.held
        if before != after:
            lines.append(f"{'held' if after else 'no longer held'}: {mechanism.label}")
    return lines


def _interventions(new: "Scenario", old: "Scenario") -> list[str]:
    before, after = (list(map(_uncited, scenario.interventions)) for scenario in (old, new))
    added, removed = _without(after, before), _without(before, after)
    lines = [f"added: {item.words()}" for item in added] + [f"removed: {item.words()}" for item in removed]
    if before != after and not lines:
        return ["the same interventions in another order"]
    return lines


def _uncited(item: Intervention) -> Intervention:
    return item.model_copy(update={"evidence": ()})


def _without(items: list[Intervention], taken: list[Intervention]) -> list[Intervention]:
    """The items that remain when each of `taken` takes away one equal to it."""
    left = list(items)
    for item in taken:
        if item in left:
            left.remove(item)
    return left
