"""The tables and formulas of `ODD.md`, made from the declarations and the rule files.

A table stands between `<!-- generated: NAME -->` and `<!-- end -->`; all else in the text is written by hand.
`python -m model.odd` fills the tables in; `python -m model.odd --check` names those that no longer agree with
the code. Rule files are read by `model.odd_rules`.
"""

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from model import chance, state
from model.declaration import Fault, Outcome, Parameter, UnknownName
from model.interventions import LEVERS
from model.measures import MEASURES, Measure
from model.mechanisms import MECHANISMS
from model.odd_rules import ACTS, HELPERS, RULES, code, file_of, helper, numbers, starts, submodel
from model.outcomes import OUTCOMES
from model.parameters import PARAMETERS, by_group, groups
from model.summaries import SUMMARIES

DOCUMENT = Path(__file__).with_name("ODD.md")
START = "<!-- generated: "
BLOCK = re.compile(rf"{START}(?P<name>[^>]+?) -->\n(?P<body>.*?)<!-- end -->", re.DOTALL)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(cell).replace('|', '/') for cell in line)} |" for line in lines)


def cited(evidence: Iterable[str]) -> str:
    """Evidence ids, one after another."""
    return ", ".join(evidence)


def span(low: float | None, high: float | None) -> str:
    """Bounds in words; None and infinity are no bound."""
    open_below, open_above = low in (None, float("-inf")), high in (None, float("inf"))
    if open_below and open_above:
        return "none"
    if open_above:
        return f"from {low:g}"
    return f"to {high:g}" if open_below else f"{low:g} to {high:g}"


def figures() -> str:
    """How many numbers there are, and how many of them are assumptions."""

    def assumed(varied: bool) -> str:
        some = [one for one in PARAMETERS if one.varied is varied]
        number = sum(one.status == "assumption" or "ass." in one.evidence for one in some)
        return f"{number} of the {len(some)}"

    return (
        f"- **{assumed(True)} parameters** rest wholly or partly on assumption.\n"
        f"- **{assumed(False)} structural constants** do so too.\n"
        f"- {numbers(RULES)} more decimal numbers stand in the formulas of section 7 themselves, and\n"
        f"  {numbers(ACTS)} in the acts that call them (weights, thresholds, starting levels; 0 and 1 not\n"
        "  counted). All are assumptions, and no experiment varies them."
    )


def parameters(group: str) -> str:
    """The parameters of a group."""
    return table(
        ("name", "meaning", "default", "range", "unit", "evidence", "status"),
        [
            (f"`{one.name}`", one.meaning, f"{one.default:g}", span(one.low, one.high), one.unit,
             cited(one.evidence), one.status)
            for one in by_group(group)
        ],
    )  # fmt: skip


def without_protocol() -> str:
    """The varied parameters for which nobody could say how to observe them."""
    found: list[Parameter] = [one for one in PARAMETERS if one.varied and not one.protocol]
    return table(("name", "meaning", "unit"), [(f"`{one.name}`", one.meaning, one.unit) for one in found])


def states() -> str:
    """Every state of every kind of entity; those of a municipality by the part they are declared in."""
    parts: dict[str, tuple[state.State, ...]] = {}
    for kind, of_kind in state.KINDS.items():
        if kind != "municipality":
            parts[kind] = of_kind
            continue
        for name, part in vars(state).items():
            if isinstance(part, tuple) and part and part != of_kind and set(of_kind).issuperset(part):
                parts[f"municipality: {name.lower()}"] = part
    titled = ((title.replace("_", " ").capitalize(), part) for title, part in parts.items())
    return "\n\n".join(f"**{title}**\n\n{_states(part)}" for title, part in titled)


def _states(part: Iterable[state.State]) -> str:
    return table(
        ("name", "meaning", "bounds", "unit"),
        [
            (f"`{one.name}`{f' (a row of {one.length})' if one.length else ''}", one.meaning,
             span(one.low, one.high), one.unit)
            for one in part
        ],
    )  # fmt: skip


def mechanisms() -> str:
    """The mechanisms in the order of their declaration."""
    return table(
        ("name", "meaning", "sets", "evidence", "rule file"),
        [
            (f"`{one.name}`", one.meaning, code(one.outputs), cited(one.evidence), f"`{file_of(one).name}`")
            for one in MECHANISMS
        ],
    )


def measures() -> str:
    """The sixteen measures."""

    def traits(one: Measure) -> str:
        told = (("firm", one.firm), ("local", one.local), ("from below", one.from_below))
        return ", ".join(word for word, holds in told if holds) or "–"

    return table(
        ("id", "measure", "cell", "needs", "attention", "risk", "power", "traits", "evidence"),
        [
            (one.id, f"{one.label}: {one.meaning}", one.cell.replace("_", " "), one.needs or "–",
             one.attention, one.risk, one.power, traits(one), cited(one.evidence))
            for one in MEASURES
        ],
    )  # fmt: skip


def outcomes(declared: Iterable[Outcome] = OUTCOMES) -> str:
    """What a run reports."""
    return table(
        ("name", "meaning", "bounds", "unit", "evidence"),
        [(f"`{one.name}`", one.meaning, span(one.low, one.high), one.unit, cited(one.evidence)) for one in declared],
    )


def summaries() -> str:
    """What a run comes down to."""
    return outcomes(SUMMARIES)


def interventions() -> str:
    """The kinds of intervention that a scenario can date."""
    from model.intervention_kinds import KINDS, Placed, Window

    shared = {*Placed.model_fields, *Window.model_fields, "kind"}
    return table(
        ("kind", "meaning", "asks for", "where", "when"),
        [
            (f"`{name}`", " ".join((kind.__doc__ or "").split()),
             code(field for field in kind.model_fields if field not in shared),
             "chosen municipalities" if issubclass(kind, Placed) else "the whole country",
             "a window of months" if issubclass(kind, Window) else "one month")
            for name, kind in KINDS.items()
        ],
    )  # fmt: skip


def starting_levels() -> str:
    """States that begin at a number written in an act."""
    rows = [(entity.replace("_", " "), f"`{name}`", f"{number:g}") for entity, name, number in starts()]
    return table(("entity", "state", "begins at"), rows)


def levers() -> str:
    """The levels that an intervention of the kind `level` can move."""
    return table(
        ("lever", "meaning", "range", "unit"),
        [(f"`{name}`", meaning, span(low, high), unit) for name, (low, high, unit, meaning) in LEVERS.items()],
    )


def presets() -> str:
    """The scenarios that come with the model."""
    from model.scenario import Scenario

    return table(("name", "title"), [(f"`{name}`", title) for name, title in Scenario.presets().items()])


def purposes() -> str:
    """What draws are for. The other whole numbers in `model.chance` are larger than any purpose."""
    numbered = {name: value for name, value in vars(chance).items() if name.isupper() and type(value) is int}
    found = [(name.lower().replace("_", " "), value) for name, value in numbered.items()]
    return table(("purpose", "number"), [each for each in found if each[1] < chance.SECOND_HALF])


def blocks() -> dict[str, Callable[[], str]]:
    """What fills every generated block, by name."""
    alone = (figures, states, mechanisms, measures, outcomes, summaries, interventions, levers, presets, purposes)
    made: dict[str, Callable[[], str]] = {
        one.__name__.replace("_", " "): one for one in (*alone, starting_levels, without_protocol)
    }
    made |= {f"parameters {group}": partial(parameters, group) for group in groups()}
    made |= {f"submodel {one.name}": partial(submodel, one) for one in MECHANISMS}
    return made | {f"helper {name}": partial(helper, name) for name in HELPERS}


def filled(text: str) -> str:
    """The text with every block filled in. Raises Fault for a block that is unknown or not closed."""
    known = blocks()

    def fill(found: re.Match[str]) -> str:
        name = found["name"]
        if name not in known:
            raise UnknownName("generated block", name, known)
        if START in found["body"]:
            raise Fault(f"block {name!r} is not closed with '<!-- end -->'")
        return f"{START}{name} -->\n{known[name]()}\n\n<!-- end -->"

    return BLOCK.sub(fill, text)


def drifted(text: str) -> list[str]:
    """What is wrong with the text: blocks that no longer agree with the code, and blocks that it lacks."""
    new = {found["name"]: found["body"] for found in BLOCK.finditer(filled(text))}
    old = [(found["name"], found["body"]) for found in BLOCK.finditer(text)]
    stale = [f"{name} has drifted" for name, body in old if body != new[name]]
    return stale + [f"{name} is not in the text" for name in blocks() if name not in new]


def write(text: str, path: Path) -> None:
    """Write a file whole or not at all."""
    partial_file = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        partial_file.write_text(text, encoding="utf-8")
        partial_file.replace(path)
    finally:
        partial_file.unlink(missing_ok=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill in `ODD.md`, or check it; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m model.odd", description="Fill in the tables of ODD.md.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where they differ")
    only_check = parser.parse_args(arguments).check
    try:
        if not only_check:
            write(filled(DOCUMENT.read_text(encoding="utf-8")), DOCUMENT)
        complaints = drifted(DOCUMENT.read_text(encoding="utf-8"))
    except Fault as fault:
        complaints = [str(fault)]
    for complaint in complaints:
        print(f"{DOCUMENT.name}: {complaint}", file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
