"""The editor's form: what it offers, and reading what was filled in. Every fault is told at its own field."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from experiments.comparison.paired import FEWEST
from experiments.experiment import Sets
from experiments.language import dutch_numbers, in_both, in_dutch
from experiments.widget.choices import choice
from experiments.widget.words import both, unit
from model import plausible
from model.declaration import Fault, OutOfRange, Parameter, UnknownName, shown
from model.evidence import EVIDENCE
from model.parameters import GROUPS, PARAMETERS, groups, parameter
from model.scenario import Scenario

MOST_REPLICATES = 200
FARTHEST_SEED = 10**15 - 1
"""As far as a browser can count; the seeds that follow are within what the model takes, too."""

WHOLE_OF_FEW_DIGITS = ("a whole number of at most 15 digits", "een geheel getal van hoogstens 15 cijfers")
ASSUMED = "ass."
ADDRESS = re.compile(r"\s*https?://[^\s;,)]+")
"""Left out of what is shown on hover, where it is long and cannot be followed."""


STATUS_NL = {
    "measured": "gemeten",
    "literature": "literatuur",
    "seed text": "brontekst",
    "assumption": "aanname",
    "calibrated": "gekalibreerd",
}
"""What a value rests on, in Dutch."""


@dataclass(frozen=True)
class Filled:
    """What was filled in: the scenario, the seeds and which sets these meet, or what is wrong, by field and language.
    One of the two is empty.
    """

    scenario: Scenario | None
    seeds: tuple[int, ...]
    messages: "Messages"
    ensemble: Sets = Sets.DECLARED


Messages = dict[str, dict[str, str]]
Offer = Mapping[str, Scenario]
"""The scenarios that can be begun with, by name: what a browser names is looked up here and nowhere else."""


def offer(own: Sequence[Scenario] = ()) -> Offer:
    """Return one's own scenarios and the presets; of one name, one's own."""
    mine = {scenario.name: scenario for scenario in own}
    return mine | {name: Scenario.load(name) for name in Scenario.presets() if name not in mine}


def offered(scenarios: Offer) -> dict[str, Any]:
    """Everything the form offers, as plain values: scenarios, groups, every declared parameter and what it rests on."""
    return {
        "presets": [_preset(scenario) for scenario in scenarios.values()],
        "groups": [{"name": name, "label": both(*GROUPS[name])} for name in groups()],
        "parameters": [_parameter(declared) for declared in PARAMETERS],
        "ensembles": [each.value for each in Sets],
        "remark": _remark(),
        "fewest": FEWEST,
    }


def _remark() -> dict[str, str]:
    """What is to be said of the plausible sets that are here; where they cannot be used a message says so."""
    try:
        text = in_both(plausible.remark)
    except Fault:
        return both("", "")
    return both(str(text), in_dutch(text))


def _preset(scenario: Scenario) -> dict[str, Any]:
    return choice(scenario) | {
        "description": both(scenario.description, scenario.description_nl or scenario.description),
        "own": dict(scenario.parameters),
    }


def _parameter(declared: Parameter) -> dict[str, Any]:
    known = EVIDENCE
    return {
        "name": declared.name,
        "group": declared.group,
        "label": both(declared.label, declared.label_nl),
        "meaning": both(declared.meaning, declared.meaning_nl),
        "unit": unit(declared.unit),
        "low": declared.low,
        "high": declared.high,
        "default": declared.default,
        "status": both(declared.status, STATUS_NL[declared.status]),
        "evidence": [
            {"id": each, "claim": both(known[each].claim, known[each].claim_nl or known[each].claim)}
            | {"source": _source(known[each].source)}
            for each in declared.evidence
            if each in known and each != ASSUMED
        ],
        "assumed": ASSUMED in declared.evidence,
    }


def _source(text: str) -> str:
    """The sources without their addresses."""
    parts = (ADDRESS.sub("", part).strip() for part in text.split(";"))
    return "; ".join(part for part in parts if part)


def read(form: Mapping[str, Any], number: int, scenarios: Offer) -> Filled:
    """Return the scenario and the seeds that a form asks for, or a message for each field that is wrong.

    `number` goes into the name of a changed scenario, so that each has one of its own.
    """
    messages: Messages = {}
    if form["preset"] not in scenarios:
        return Filled(None, (), {"preset": told(UnknownName("scenario", str(form["preset"]), scenarios))})
    base = scenarios[form["preset"]]
    values = {}
    for name, text in dict(form["values"]).items():
        try:
            values[name] = parameter(name).check(_number(text))
        except Fault as fault:
            messages[name] = told(fault)
    seeds, ensemble = _seeds(form, messages), _ensemble(form, messages)
    if messages:
        return Filled(None, (), messages)
    return Filled(changed(base, values, str(number), ensemble), seeds, {}, ensemble)


def changed(base: Scenario, values: Mapping[str, float], mark: str, ensemble: Sets) -> Scenario:
    """Return a scenario with other values, and with a name and titles that say so: `mark` tells it from others. Where
    all values are its own, the scenario itself; among plausible sets a default is no value of its own.
    """
    own = base.parameters if ensemble is Sets.PLAUSIBLE else base.parameter_values()._asdict()
    other = {name: value for name, value in values.items() if own.get(name) != value}
    if not other:
        return base
    titles = choice(base)["title"]
    return base.with_(
        name=f"{base.name}-{mark}",
        title=f"{titles['en']}, changed ({mark})",
        title_nl=f"{titles['nl']}, veranderd ({mark})",
        parameters=other,
    )


def _seeds(form: Mapping[str, Any], messages: Messages) -> tuple[int, ...]:
    replicates, first = 1, 1
    try:
        replicates = _whole(form["replicates"])
        if not 1 <= replicates <= MOST_REPLICATES:
            raise OutOfRange("replicates", replicates, 1, MOST_REPLICATES)
    except Fault as fault:
        messages["replicates"] = told(fault)
    try:
        first = _whole(form["seed"])
        if abs(first) > FARTHEST_SEED:
            raise NotFit(form["seed"], *WHOLE_OF_FEW_DIGITS)
    except Fault as fault:
        messages["seed"] = told(fault)
    return () if messages else tuple(range(first, first + replicates))


def _ensemble(form: Mapping[str, Any], messages: Messages) -> Sets:
    if form["ensemble"] not in tuple(Sets):
        messages["ensemble"] = told(UnknownName("ensemble of parameter sets", str(form["ensemble"]), tuple(Sets)))
        return Sets.DECLARED
    ensemble = Sets(form["ensemble"])
    if ensemble is Sets.PLAUSIBLE:
        try:
            plausible.sets()
        except Fault as fault:
            messages["ensemble"] = both(str(fault), f"kan nu niet worden gekozen: {fault}")
    return ensemble


class NotFit(Fault):
    """A text that is not what its field takes, in words of both languages."""

    def __init__(self, text: Any, english: str, dutch: str) -> None:
        super().__init__(f"got {str(text)!r}; allowed {english}")
        self.dutch = f"{str(text)!r} kan niet; toegestaan {dutch}"


def told(fault: Fault) -> dict[str, str]:
    """What is wrong with a field, without its name, in both languages; a fault of another kind in English only."""
    if isinstance(fault, OutOfRange):
        unit_nl = f" ({unit(fault.unit)['nl']})" if fault.unit else ""
        allowed = f"toegestaan {fault.low:g} tot {fault.high:g}"
        return both(fault.complaint, dutch_numbers(f"{shown(fault.value)} kan niet; {allowed}") + unit_nl)
    return both(str(fault), fault.dutch if isinstance(fault, NotFit) else str(fault))


def _number(text: Any) -> float:
    """A number as somebody types it, with a point or a comma."""
    try:
        return float(str(text).strip().replace(",", "."))
    except ValueError:
        raise NotFit(text, "a number", "een getal") from None


def _whole(text: Any) -> int:
    try:
        return int(str(text).strip())
    except ValueError:
        raise NotFit(text, "a whole number", "een geheel getal") from None
