"""The page itself: what was read of capsules, put into the template."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from experiments.language import dutch_numbers
from experiments.report import assumptions
from experiments.report.reading import Told
from experiments.report.tables import all_shown
from experiments.report.words import NOT_FOR, TEXTS, Texts
from experiments.workers import rules
from model.declaration import Fault
from model.language import DUTCH, language

BULLET, CODE = "- ", "`"
ENDINGS = (".html", ".htm")
TEMPLATE = "page.html.jinja"
LONGEST_LIST = 10
"""A longer list in an answer is folded away: a reader opens it who wants it."""


def check_out(out: Path, force: bool) -> None:
    """Raise Fault unless the page may be written there."""
    if out.suffix not in ENDINGS:
        raise Fault(f"--out: got {out.name!r}; allowed a file that ends in {' or '.join(ENDINGS)}")
    if out.is_dir():
        raise Fault(f"--out: {out.name} is a folder; allowed a file")
    if not out.resolve().parent.is_dir():
        raise Fault(f"--out: there is no folder {out.parent}; allowed a file in a folder that exists")
    if out.exists() and not force:
        raise Fault(f"--out: {out.name} exists already; choose another name or add --force")


def page(told: Sequence[Told]) -> str:
    """The page as HTML, in the language that is spoken. Raises Fault for one capsule twice."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    manifests = [each.manifest_sha256 for each in told]
    twice = next((each.folder for each in told if manifests.count(each.manifest_sha256) > 1), None)
    if twice is not None:
        raise Fault(f"capsules: got {twice!r} twice; allowed each once")
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["figures"] = lambda text: dutch_numbers(str(text)) if language() == DUTCH else str(text)
    return environment.get_template(TEMPLATE).render(
        language=language(),
        t=Texts(),
        title=told[0].title if len(told) == 1 else str(TEXTS["several"]).format(len(told)),
        sections=[section(number, each) for number, each in enumerate(told, start=1)],
        real=all(each.population.kind == "netherlands" for every in told for each in every.scenarios),
        on_status=list(assumptions.on_status()),
        parameters=assumptions.all_rows(),
        longest_list=LONGEST_LIST,
        not_for=[str(each) for each in NOT_FOR],
    )


def section(number: int, told: Told) -> dict[str, Any]:
    """What the template says of a capsule."""
    shown, rows = all_shown(told), assumptions.used(told)
    return {
        "number": number,
        "told": told,
        "blocks": blocks(told.paragraphs),
        "tables": [table for table in shown if not table.large],
        "large": [table for table in shown if table.large],
        "scenarios": list(assumptions.scenarios_in_words(told.scenarios)),
        "parameters": rows,
        "cited": list(assumptions.cited(rows)),
        "facts": facts(told),
        "other_version": other_version(told),
    }


def blocks(paragraphs: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Paragraphs as they are ("p"), commands ("pre"), and those that begin with a dash gathered in lists ("ul")."""
    gathered: list[tuple[str, list[str]]] = []
    for text in paragraphs:
        if text.startswith(CODE) and text.endswith(CODE):
            gathered.append(("pre", [text.strip(CODE)]))
        elif not text.startswith(BULLET):
            gathered.append(("p", [text]))
        elif gathered and gathered[-1][0] == "ul":
            gathered[-1][1].append(text.removeprefix(BULLET))
        else:
            gathered.append(("ul", [text.removeprefix(BULLET)]))
    return gathered


def facts(told: Told) -> list[tuple[str, str]]:
    """Who made a capsule, when, with what: names and values."""
    manifest = told.manifest
    versions, git = manifest.get("versions", {}), manifest.get("git")
    version = told.rules or versions.get("decentralisation-dynamics", "")
    found = {"created": manifest.get("created", ""), "version": version}
    if git:
        found["commit"] = git["commit"] + (f", {TEXTS['changed']}" if git["dirty"] else "")
    runs = manifest.get("runs", {"": len(told.seeds)})
    found |= {"seeds": seeds_in_words(told.seeds), "runs": str(sum(runs.values()) or "")}
    if manifest.get("failed"):
        found["failed"] = str(manifest["failed"])
    found["checked"] = str(TEXTS["agree"]).format(len(manifest["files"]))
    found["manifest"] = told.manifest_sha256
    named = [(str(TEXTS[name]), str(value)) for name, value in found.items() if value]
    return named + [(name, versions[name]) for name in ("python", "numpy") if name in versions]


def seeds_in_words(seeds: Sequence[int]) -> str:
    """Seeds as a range where they follow each other."""
    if not seeds:
        return ""
    following = list(seeds) == list(range(seeds[0], seeds[0] + len(seeds)))
    return f"{seeds[0]}–{seeds[-1]}" if following and len(seeds) > 1 else ", ".join(map(str, seeds))


def other_version(told: Told) -> str:
    """A remark where the answer was made by other rules than those that are here."""
    there = told.rules
    if not there or there == rules():
        return ""
    return str(TEXTS["other_version"]).format(there)
