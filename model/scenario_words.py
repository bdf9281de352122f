"""What one scenario does otherwise than another, in words."""

from typing import TYPE_CHECKING

from model.intervention_kinds import Intervention
from model.language import label, say, unit
from model.mechanisms import MECHANISMS
from model.parameters import PARAMETERS

if TYPE_CHECKING:
    from model.scenario import Scenario


def differences(new: "Scenario", old: "Scenario") -> list[str]:
    """One line for each difference, from the old to the new scenario; none where they do the same."""
    return [
        *_changed(say("domain", "domein"), _domain(old), _domain(new)),
        *_changed(say("start", "begin"), old.start, new.start),
        *_changed(say("months", "maanden"), str(old.months), str(new.months)),
        *_changed(say("date of the law", "datum van de wet"), old.law_date, new.law_date),
        *_changed(say("experience carried over from", "ervaring meegenomen uit"), _after(old), _after(new)),
        *_changed(say("municipalities", "gemeenten"), old.population.words(), new.population.words()),
        *_changed(say("network", "netwerk"), old.population.network_words(), new.population.network_words()),
        *_parameters(new, old),
        *_held(new, old),
        *_interventions(new, old),
    ]


def _domain(scenario: "Scenario") -> str:
    return say(scenario.domain, {"social": "sociaal", "environment": "omgeving"}[scenario.domain])


def _after(scenario: "Scenario") -> str:
    return scenario.after or say("none", "geen")


def _changed(what: str, before: str, after: str) -> list[str]:
    return [] if before == after else [f"{what}: {before} -> {after}"]


def _parameters(new: "Scenario", old: "Scenario") -> list[str]:
    lines = []
    for declared in PARAMETERS:
        before, after = (getattr(scenario.parameter_values(), declared.name) for scenario in (old, new))
        if before != after:
            tail = "" if declared.unit == "0-1" else f" {unit(declared.unit)}"
            lines.append(f"{label(declared)}: {in_step(before, after)}{tail}")
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
            held = say("held", "vastgehouden") if after else say("no longer held", "niet meer vastgehouden")
            lines.append(f"{held}: {label(mechanism)}")
    return lines


def _interventions(new: "Scenario", old: "Scenario") -> list[str]:
    before, after = (list(map(_uncited, scenario.interventions)) for scenario in (old, new))
    added, removed = _without(after, before), _without(before, after)
    lines = [f"{say('added', 'toegevoegd')}: {item.words()}" for item in added]
    lines += [f"{say('removed', 'weggelaten')}: {item.words()}" for item in removed]
    if before != after and not lines:
        return [say("the same interventions in another order", "dezelfde ingrepen in een andere volgorde")]
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
