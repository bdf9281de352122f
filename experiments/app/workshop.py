"""A workshop: one visitor's editor and widget, the runs they made, and one worker that makes them.

Nothing is shared between visitors. Runs are made beside the thread that listens, so that a run can be stopped.
"""

import os
import queue
import shutil
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import traitlets

from experiments.app import FOLDER
from experiments.app.comparing import Compared, archived, compare
from experiments.app.editor import Editor
from experiments.app.form import Filled, changed, offer, read
from experiments.app.made import Made
from experiments.app.words import NOT_RUN
from experiments.experiment import Sets
from experiments.figures.pages import looked_at
from experiments.widget.watching import Watched, Watcher, designed
from experiments.widget.widget import SIDES, Explorer
from model.declaration import Fault
from model.engine import RunError
from model.ensemble import Batch, Ensemble, Kept, in_chunks
from model.outcomes import OUTCOME
from model.processors import processors

if TYPE_CHECKING:
    from model.scenario import Scenario

FIRST = "no-cut"
"""The scenario that the editor begins with."""

KEPT = 12
"""So many ensembles, and so many comparisons, are kept for each visitor; the oldest goes first."""

STOPPABLE = ("waiting", "running", "beside", "telling", "packing")
"""What the editor says while runs are made or figures drawn, which can be stopped."""

BUSY = (*STOPPABLE, "stopping", "showing")
"""What it says while something is under way; nothing else can be asked for then."""


class Stopped(Exception):
    """Somebody pressed the button."""


class Workshop:
    """An editor and a widget that shows what was run. `work` is to be called in a thread of its own.

    `own` are scenarios that are offered before the presets.
    """

    _folder: Path
    """Where comparisons are kept while it works."""

    def __init__(self, explorer: Explorer | None = None, own: "Sequence[Scenario]" = (), language: str = "en") -> None:
        self.explorer = explorer or Explorer(language=language, headed=False, level=1)
        self.offer = offer(own)
        self.editor = Editor(self.offer, own[0].name if own else FIRST, self.explorer.language)
        self.made: dict[int, Made] = {}
        self.compared: dict[int, Compared] = {}
        self._jobs: queue.Queue[Callable[[], None]] = queue.Queue()
        self._stop = threading.Event()
        self._telling = threading.RLock()
        self._ended: Callable[[], bool] = lambda: False
        self._number = 0
        self.editor.observe(lambda _: self._check(), "form")
        self.editor.observe(lambda change: self._act(change["new"]), "action")
        self.explorer.on_asked = self._asked
        traitlets.link((self.explorer, "language"), (self.editor, "language"))
        self._check()

    def work(self, ended: Callable[[], bool] = lambda: False) -> None:
        """Do what was asked for, one thing after another, until `ended` says so: what is under way is then stopped, and
        nothing is left behind.
        """
        self._ended = ended
        # Figures are drawn in this thread only.
        with (
            looked_at(self._check_stop),
            tempfile.TemporaryDirectory(prefix="decdyn-", dir=os.environ.get(FOLDER)) as folder,
        ):
            self._folder = Path(folder)
            while not ended():
                try:
                    job = self._jobs.get(timeout=0.5)
                except queue.Empty:
                    continue
                try:
                    job()
                except Stopped:
                    self._tell("stopped")
                except (Fault, RunError, OSError) as fault:
                    self._tell("failed", text=str(fault))
                except Exception as error:
                    # The worker lives on, whatever a browser has asked for.
                    self._tell("failed", text=f"{type(error).__name__}: {error}")
                finally:
                    self._stop.clear()

    def _check(self) -> Filled:
        filled = read(self.editor.form, self._number + 1, self.offer)
        self.editor.messages = filled.messages
        return filled

    def _tell(self, state: str, **more: Any) -> None:
        """Tell the editor how far it is: a word of `experiments.app.words`, and what goes with it."""
        self.editor.progress = {"state": state, **more}

    def _act(self, action: dict[str, Any]) -> None:
        """What a button asks for: to run, to compare, to stop, to show or download again what was made."""
        what, number = action.get("what"), action.get("made")
        if what == "stop":
            self._ask_to_stop()
        elif self.editor.progress["state"] in BUSY:
            return
        elif what in ("run", "compare"):
            self._begin(what, str(action.get("side")))
        elif number in self.made and what == "show":
            self._ask(lambda: self._show(self.made[number], str(action["side"])))
        elif number in self.made and what == "download":
            self._ask(lambda: self._send(self.made[number].scenario.name, self.made[number].zipped))
        elif number in self.compared and what == "look":
            self._ask(lambda: self._look(self.compared[number]))
        elif number in self.compared and what == "download":
            folder = self.compared[number].folder
            self._ask(lambda: self._send(folder.name, lambda: archived(folder)))

    def _asked(self) -> None:
        """What the widget asks for: shown at once where its runs are there, else made like all others."""
        if self.explorer.waiting():
            self._jobs.put(self._answer)
        else:
            self.explorer.answer()

    def _answer(self) -> None:
        """Make the runs that the widget waits for, and show them."""
        try:
            for each in self.explorer.waiting().values():
                self.explorer.keep(self._runs(each, self.explorer.seeds, self.explorer.plausible, "running")[1])
        except Stopped:
            self.explorer.refuse(NOT_RUN[self.editor.language])
            raise
        except (Fault, RunError) as fault:
            self.explorer.refuse(str(fault))
            raise
        self.explorer.answer()
        self._tell("done")

    def _ask(self, job: Callable[[], None]) -> None:
        self._tell("waiting")
        self._jobs.put(job)

    def _ask_to_stop(self) -> None:
        """Stop the runs under way. Whoever asks as they end is too late: saying "stopping" then would last forever."""
        with self._telling:
            if self.editor.progress["state"] in STOPPABLE:
                self._stop.set()
                self._tell("stopping")

    def _check_stop(self) -> None:
        """Raise Stopped where somebody has asked for that, or has left."""
        if self._stop.is_set() or self._ended():
            raise Stopped

    def _go_on(self, state: str, **more: Any) -> None:
        """Tell how far it is. Raises Stopped as `_check_stop`."""
        with self._telling:
            self._check_stop()
            self._tell(state, **more)

    def _begin(self, what: str, side: str) -> None:
        filled = self._check()
        scenario, seeds, ensemble = filled.scenario, filled.seeds, filled.ensemble
        if scenario is None:
            return
        self._number += 1
        number = self._number
        self._ask(
            (lambda: self._run(number, scenario, seeds, ensemble is Sets.PLAUSIBLE, side))
            if what == "run"
            else lambda: self._compare(number, seeds, ensemble)
        )

    def _run(self, number: int, scenario: "Scenario", seeds: tuple[int, ...], plausible: bool, side: str) -> None:
        ensemble, watched = self._runs(scenario, seeds, plausible, "running")
        self.explorer.keep(watched)
        while len(self.made) >= KEPT:
            self.made.pop(next(iter(self.made)))
        self.made[number] = Made(number, scenario, ensemble)
        self.editor.made = [each.told() for each in self.made.values()]
        self._show(self.made[number], side)

    def _runs(
        self, scenario: "Scenario", seeds: Sequence[int], plausible: bool, state: str
    ) -> tuple[Ensemble, Watched]:
        """An ensemble, and what the widget shows of the same runs. A few at a time, so that stopping takes no long."""
        watcher, design = Watcher(seeds[0]), designed(scenario, seeds, plausible)
        kept = Kept(tuple(OUTCOME), municipalities=True, observed=watcher)
        batches, done = [], 0
        self._go_on(state, done=0, of=len(design))
        for batch in in_chunks(design, kept, size=processors()):
            batches.append(batch)
            done += len(batch.runs)
            self._go_on(state, done=done, of=len(design))
        whole = Batch.joined(batches)
        return Ensemble(design, kept, whole), watcher.watched(design, kept, whole)

    def _show(self, made: Made, side: str) -> None:
        """Show an ensemble; where the other side has no runs of its seeds, they are made first, and can be stopped."""
        seeds = made.ensemble.design.seeds
        try:
            for each in self.explorer.lacking(side, made.scenario, seeds, made.plausible):
                self.explorer.keep(self._runs(each, seeds, made.plausible, "beside")[1])
            self._go_on("showing")
        except Stopped:
            self._tell("not_shown")
            return
        self.explorer.show(side, made.scenario, seeds, made.plausible)
        self._tell("done")

    def _compare(self, number: int, seeds: tuple[int, ...], ensemble: Sets) -> None:
        """Compare B with A as they are shown, under the seeds and on the sets of the form."""
        a, b = (self._shown(side, ensemble) for side in SIDES)
        if a.identity == b.identity:
            self._tell("same")
            return
        made = compare(
            number, a, b, seeds, ensemble, self._folder,
            progress=lambda done, of: self._go_on("running", done=done, of=of), drawing=lambda: self._go_on("telling"),
        )  # fmt: skip
        while len(self.compared) >= KEPT:
            shutil.rmtree(self.compared.pop(next(iter(self.compared))).folder.parent, ignore_errors=True)
        self.compared[number] = made
        self.editor.compared = [each.told() for each in self.compared.values()]
        self._look(made)

    def _shown(self, side: str, ensemble: Sets) -> "Scenario":
        """What a side shows, with a name of its own where sliders were moved."""
        values = self.explorer.asked[side]["values"]
        return changed(self.explorer.chosen_on(side), values, side.upper(), ensemble)

    def _look(self, made: Compared) -> None:
        self._tell("showing")
        self.editor.send(
            {"kind": "comparison", "made": made.number, "title": made.told()["title"], "pages": made.pages()}
        )
        self._tell("done")

    def _send(self, name: str, packed: Callable[[], bytes]) -> None:
        try:
            self._go_on("packing")
            self.editor.send({"kind": "capsule", "name": f"{name}.zip"}, buffers=[packed()])
        except Stopped:
            self._tell("not_packed")
            return
        self._tell("done")
