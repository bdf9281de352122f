"""A comparison in the app: what `decdyn compare` makes of the two scenarios that are shown, in a folder of its own."""

import io
import shutil
import threading
import zipfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.carrying_out import carry_out
from experiments.comparison.experiment import Comparison
from experiments.described import scenario_file
from experiments.experiment import Sets
from experiments.language import in_both, in_dutch
from experiments.provenance import provenance
from experiments.report.page import page
from experiments.report.reading import read
from experiments.widget.words import LANGUAGES, both
from model.language import speaking

if TYPE_CHECKING:
    from model.scenario import Scenario

RUNS_AT_A_TIME = 8
"""Between so many runs it looks whether it is to stop, and tells how far it is."""

DRAWING = threading.Lock()
"""matplotlib's style is one for the whole process, so that one visitor draws at a time."""

SECONDS_BETWEEN_LOOKS = 0.2

Progress = Callable[[int, int], None]
"""Called with the runs done and the runs to do; what it raises ends the comparison."""


@dataclass(frozen=True)
class Compared:
    """A comparison that was made: its number, what was compared under which seeds, and the folder of its capsule."""

    number: int
    comparison: Comparison
    folder: Path

    def told(self) -> dict[str, Any]:
        """What the editor lists of it."""
        title = in_both(self.comparison.title)
        told = {"number": self.number, "title": both(str(title), in_dutch(title))}
        return told | {"seeds": list(self.comparison.seeds), "plausible": self.comparison.over_plausible_sets}

    def pages(self) -> dict[str, str]:
        """Its report as HTML, by language: the answer with its intervals, figures, tables, and what it rests on."""
        pages = {}
        for language in LANGUAGES:
            with speaking(language):
                pages[language] = page([read(self.folder)])
        return pages


def compare(
    number: int,
    reference: "Scenario",
    alternative: "Scenario",
    seeds: Sequence[int],
    ensemble: Sets,
    workshop: Path,
    progress: Progress,
    drawing: Callable[[], None],
) -> Compared:
    """Compare two scenarios and return what was made.

    `ensemble` says which parameter sets the seeds meet; `drawing` is called once all runs are there. The capsule goes
    into a folder of its own within `workshop`; whatever ends it early leaves none. Raises what `Comparison` and
    `carry_out` raise, and what `progress` does.
    """
    comparison = Comparison((reference, alternative), tuple(seeds), ensemble=ensemble.value)
    folder = workshop / str(number) / f"comparison-{number}"
    folder.parent.mkdir()
    files = [scenario_file(place, each) for place, each in enumerate(comparison.scenarios)]
    asked = ["compare", *files, "--replicates", str(len(seeds)), "--seed", str(seeds[0]), "--out", folder.name]
    asked += ["--ensemble", ensemble.value] if comparison.over_plausible_sets else []
    with ExitStack() as stack:

        def report(done: int, of: int) -> None:
            progress(done, of)
            if done == of:
                # Whoever waits for another visitor's drawing can still stop.
                while not DRAWING.acquire(timeout=SECONDS_BETWEEN_LOOKS):
                    progress(done, of)
                stack.callback(DRAWING.release)
                drawing()

        try:
            carry_out(comparison, folder, chunk_size=RUNS_AT_A_TIME, progress=report, provenance=provenance(asked))
        except BaseException:
            shutil.rmtree(folder.parent, ignore_errors=True)
            raise
    return Compared(number, comparison, folder)


def archived(folder: Path) -> bytes:
    """Return a folder as a zip file, with its name before those of its files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder.parent))
    return packed.getvalue()
