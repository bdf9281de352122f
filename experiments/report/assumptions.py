"""What an answer rests on: which parameters it sets or varies, and where their values come from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from experiments.report.reading import Told
from model import Scenario, language
from model.declaration import Fault
from model.evidence import EVIDENCE
from model.language import Words, say
from model.parameters import PARAMETERS

if TYPE_CHECKING:
    from model.declaration import Parameter

STATUS = {
    "measured": Words("measured", "gemeten"),
    "literature": Words("literature", "literatuur"),
    "seed text": Words("source text", "brontekst"),
    "assumption": Words("assumption", "aanname"),
    "calibrated": Words("calibrated", "gekalibreerd"),
}
"""Where a value comes from."""
BASELINE = "baseline"


@dataclass(frozen=True)
class Row:
    """A parameter as a report shows it, in words."""

    label: str
    value: str
    unit: str
    status: str
    evidence: str
    meaning: str


def row(parameter: "Parameter", value: str) -> Row:
    """A parameter with the value, or the range, that an answer uses."""
    evidence = [say("assumption", "aanname") if each == "ass." else each for each in parameter.evidence]
    return Row(
        language.label(parameter),
        value,
        language.unit(parameter.unit),
        str(STATUS[parameter.status]),
        ", ".join(evidence),
        say(parameter.meaning, parameter.meaning_nl),
    )


def all_rows() -> list[Row]:
    """Every varied parameter with its default and range."""
    to = say("to", "tot")
    return [row(each, f"{each.default:g} ({each.low:g} {to} {each.high:g})") for each in PARAMETERS if each.varied]


def used(told: Told) -> list[Row]:
    """The parameters that an answer sets otherwise than the default, or varies over a range."""
    varied, to = varied_by(told), say("to", "tot")
    rows = []
    for each in PARAMETERS:
        values = list(dict.fromkeys(getattr(scenario.parameter_values(), each.name) for scenario in told.scenarios))
        if each.name in varied and each.varied:
            rows.append(row(each, f"{each.low:g} {to} {each.high:g} ({say('varied', 'gevarieerd')})"))
        elif touched(each, told.scenarios) or any(value != each.default for value in values):
            rows.append(row(each, " → ".join(f"{value:g}" for value in values)))
    return rows


def touched(parameter: "Parameter", scenarios: Sequence[Scenario]) -> bool:
    """Whether a scenario changes a parameter at a date."""
    return any(
        item.kind == "parameter" and item.name == parameter.name for each in scenarios for item in each.interventions
    )


def varied_by(told: Told) -> set[str]:
    """The names of the parameters that an experiment draws or sweeps, as its own plans say.

    Empty for a run, and for an experiment of a kind that is not known here.
    """
    from experiments.described import kind_of

    if not told.experiment:
        return set()
    try:
        plans = kind_of(told.question).made_from(told.experiment["options"], told.scenarios).plans()
    except (Fault, TypeError, ValueError, KeyError, ImportError):
        return set()
    return {
        str(name) for plan in plans.values() if plan.design.parameters is not None for name in plan.design.parameters
    }


def scenarios_in_words(scenarios: Sequence[Scenario]) -> Iterator[tuple[str, str, list[str]]]:
    """Each scenario's title, what it is about, and what it does otherwise than the baseline."""
    baseline = Scenario.load(BASELINE)
    for each in scenarios:
        yield language.title(each), language.description(each), each.differences(baseline)


def cited(rows: Sequence[Row]) -> Iterator[tuple[str, str, str]]:
    """What the evidence of parameters says: id, claim and source, each once, in the order of the declarations."""
    ids = dict.fromkeys(id for row in rows for id in row.evidence.split(", "))
    for each in EVIDENCE.values():
        if each.id in ids:
            yield each.id, language.claim(each), each.source


def on_status() -> Iterator[str]:
    """In sentences, where the values of the parameters come from, and whether any was calibrated."""
    varied = [each for each in PARAMETERS if each.varied]
    counts = {status: sum(each.status == status for each in varied) for status in STATUS}
    told = ", ".join(f"{count} {STATUS[status]}" for status, count in counts.items() if count)
    number = len(varied)
    yield say(
        f"Where the {number} parameters get their value: {told}.",
        f"Waar de {number} parameters hun waarde vandaan hebben: {told}.",
    )
    fitted = counts["calibrated"]
    if fitted:
        yield say(
            f"Calibrated: the default of {fitted} of them comes from a fit to patterns in the sources. What was fitted "
            "cannot count as a confirmation. (The answer of a calibration counts more: all parameters that it let "
            "vary.)",
            f"Gekalibreerd: bij {fitted} daarvan komt de standaardwaarde uit een afstemming op patronen in de bronnen. "
            "Waarop is afgestemd, telt niet als bevestiging. (Het antwoord van een kalibratie telt er meer: alle "
            "parameters die zij liet variëren.)",
        )
    else:
        yield say(
            "Not calibrated: no parameter was fitted to data. Values are measured, taken from sources, or assumed.",
            "Niet gekalibreerd: geen enkele parameter is op gegevens afgestemd. Waarden zijn gemeten, uit bronnen "
            "genomen of aangenomen.",
        )
