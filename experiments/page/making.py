"""Making the page: runs at every position of the sliders and of some presets, packed into one HTML file."""

import base64
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from string import Template
from typing import Any

import numpy as np

from experiments.page.tasks import TASKS
from experiments.provenance import git_state, package_version
from experiments.sensitivity.experiment import DRIVER_NUMBERS
from experiments.widget.assets import SCRIPTS, joined, styles
from experiments.widget.choices import choice
from experiments.widget.country import drivers, packed_country
from experiments.widget.fields import FEW
from experiments.widget.packing import pack, packed_run
from experiments.widget.pairing import differences, treated_from
from experiments.widget.watching import SHOWN, watch
from experiments.widget.words import LANGUAGES, WORDS, both, checked_language
from model.declaration import Fault
from model.parameters import parameter
from model.scenario import Scenario

HERE = Path(__file__).parent
BASE = "baseline"

PRESETS = (
    "no-cut", "deep-cut-without-time", "no-champions", "champions-as-directors", "strong-reflex", "informed-councils",
    "participatory", "mandate-and-budget", "best-practice-rolled-out", "cuts-only",
)  # fmt: skip
"""Presets that can be put beside the baseline; without sliders, which would need runs at every position of each."""

Progress = Callable[[int, int], None]


def positions(name: str) -> list[float]:
    """The positions of a slider: the lowest value, the default, and the highest."""
    declared = parameter(name)
    return sorted({declared.low, declared.default, declared.high})


@dataclass(frozen=True)
class Lesson:
    """What goes into a page. Raises UnknownName for the language, ScenarioError for a preset."""

    seeds: tuple[int, ...]
    language: str = "en"
    base: Scenario = field(default_factory=lambda: Scenario.load(BASE))
    presets: Sequence[str] = PRESETS

    def __post_init__(self) -> None:
        checked_language(self.language)

    @property
    def scenarios(self) -> list[Scenario]:
        """The base and the presets, in the same country."""
        others = [Scenario.load(name).with_(population=self.base.population) for name in self.presets]
        return [self.base, *others]

    def runs(self) -> Iterator[tuple[str, Scenario]]:
        """Every run by the name under which the page finds it: a scenario's, or the positions of its sliders."""
        yield from ((scenario.name, scenario) for scenario in self.scenarios[1:])
        marks = {name: positions(name) for name in DRIVER_NUMBERS.values()}
        for places in product(*(range(len(values)) for values in marks.values())):
            values = {name: marks[name][place] for name, place in zip(marks, places, strict=True)}
            yield "-".join(map(str, places)), self.base.with_(parameters=values)


def check_destination(out: Path, force: bool) -> None:
    """Raise Fault unless the file may be written."""
    if out.is_dir() or not out.resolve().parent.is_dir():
        raise Fault(f"--out: got {str(out)!r}; allowed a file in a folder that is there")
    if out.exists() and not force:
        raise Fault(f"{out.name}: is there already; choose another name or add --force")


def write(lesson: Lesson, out: Path, report: Progress | None = None) -> int:
    """Write the page and return its size in bytes. Raises what runs raise."""
    text = html(lesson, report).encode()
    temporary = out.with_name(f".{out.name}.partial")
    temporary.write_bytes(text)
    temporary.replace(out)
    return len(text)


def html(lesson: Lesson, report: Progress | None = None) -> str:
    """Return the page. The same lesson on the same code gives the same text."""
    runs, parts = list(lesson.runs()), {}
    parts["country"] = packed_country(lesson.base, FEW, SHOWN, _more())
    parts["pairs"] = _pairs(lesson)
    for done, (name, scenario) in enumerate(runs, start=1):
        parts[f"run-{name}"] = packed_run(watch(scenario, lesson.seeds, FEW, SHOWN), {})
        if report is not None:
            report(done, len(runs))
    choices = [choice(scenario) | {"movable": scenario is lesson.base} for scenario in lesson.scenarios]
    start = {"choices": choices, "language": lesson.language, "second": lesson.presets[0] if lesson.presets else BASE}
    return Template((HERE / "page.html").read_text(encoding="utf-8")).substitute(
        language=lesson.language,
        title=WORDS["title"][LANGUAGES.index(lesson.language)],
        styles=styles(),
        parts="\n".join(_embedded(name, part) for name, part in parts.items()),
        start=json.dumps(start, ensure_ascii=False).replace("<", "\\u003c"),
        script=f"{joined(*SCRIPTS)}\n{(HERE / 'stand_in.js').read_text(encoding='utf-8')}",
    )


def _embedded(name: str, part: bytes) -> str:
    """A part as text within the page: deflated, in base 64."""
    return f'<script type="text/plain" id="part-{name}">{base64.b64encode(zlib.compress(part, 9)).decode()}</script>'


def _more() -> dict[str, Any]:
    """What the page has beside the widget: positions of sliders, tasks, and what it was made with."""
    commit = (git_state() or {}).get("commit", "")
    return {
        "drivers": [driver | {"marks": positions(driver["name"])} for driver in drivers()],
        "tasks": [both(*task) for task in TASKS],
        "made_with": f"{package_version()} {commit[:10]}".strip(),
    }


def _pairs(lesson: Lesson) -> bytes:
    """For every two scenarios what the second does otherwise than the first, and from when for whom."""
    scenarios = lesson.scenarios
    words: dict[str, dict[str, Any]] = {}
    months: list[np.ndarray] = []
    for a, b in product(scenarios, scenarios):
        words[f"{a.name} {b.name}"] = {"place": len(months), "differences": differences(a, b)}
        months.append(treated_from(a, b, lesson.seeds[0]))
    return pack({"pairs": words}, {"from": np.array(months)})
