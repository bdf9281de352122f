"""A workshop: one visitor's editor and widget, the runs they made, and one worker that makes them.

Nothing is shared between visitors. Runs are made beside the thread that listens, so that a run can be stopped.
"""

import io
import queue
import tempfile
import threading
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.app.editor import Editor
from experiments.app.form import Filled, offer, read
from experiments.capsule import fill_capsule
from experiments.figures import draw_all
from experiments.provenance import provenance
from experiments.replicates import results_of
from experiments.widget.choices import titles
from experiments.widget.widget import Explorer
from experiments.widget.words import both, unit
from model.declaration import Fault
from model.design import Design
from model.engine import RunError
from model.ensemble import Batch, Ensemble, Kept, in_chunks
from model.outcomes import OUTCOME
from model.processors import processors
from model.summaries import SUMMARY

if TYPE_CHECKING:
    from experiments.replicates import Results
    from model.scenario import Scenario

TOLD = ("tempo", "changer_at_end", "cautious_at_end", "goals_at_end", "balance_at_end")
"""The summaries that are told of each run made."""

COLUMNS = ["mean", "lowest", "highest"]

FIRST = "no-cut"
"""The scenario that the editor begins with."""

KEPT = 12
"""So many ensembles are kept for each visitor; the oldest goes first."""

DRAWING = threading.Lock()
"""matplotlib's style is one for the whole process, so that one visitor draws at a time."""


@dataclass(frozen=True)
class Made:
    """An ensemble that was made: its scenario, its seeds, and what it left."""

    number: int
    scenario: "Scenario"
    ensemble: Ensemble

    def told(self) -> dict[str, Any]:
        """What the editor lists of it."""
        found = self.ensemble.summary().set_index("summary")[COLUMNS].to_dict("index")
        rows = [
            {
                "label": both(SUMMARY[name].label, SUMMARY[name].label_nl),
                "unit": unit(SUMMARY[name].unit),
                "values": [None if np.isnan(value) else value for value in found[name].values()],
            }
            for name in TOLD
        ]
        seeds = self.ensemble.design.seeds
        return {"number": self.number, "title": titles(self.scenario), "seeds": list(seeds), "summaries": rows}


class Workshop:
    """An editor and a widget that shows what was run. `work` is to be called in a thread of its own.

    `own` are scenarios that are offered before the presets.
    """

    def __init__(self, explorer: Explorer | None = None, own: "Sequence[Scenario]" = (), language: str = "en") -> None:
        self.explorer = explorer or Explorer(language=language)
        self.offer = offer(own)
        self.editor = Editor(self.offer, own[0].name if own else FIRST, self.explorer.language)
        self.made: dict[int, Made] = {}
        self._jobs: queue.Queue[Callable[[], None]] = queue.Queue()
        self._stop = threading.Event()
        self._telling = threading.RLock()
        self._number = 0
        self.editor.observe(lambda _: self._check(), "form")
        self.editor.observe(lambda change: self._act(change["new"]), "action")
        self.explorer.observe(lambda change: self.editor.set_trait("language", change["new"]), "language")
        self._check()

    def work(self, ended: Callable[[], bool] = lambda: False) -> None:
        """Do what was asked for, one thing after another, until `ended` says so."""
        while not ended():
            try:
                job = self._jobs.get(timeout=0.5)
            except queue.Empty:
                continue
            try:
                job()
            except Exception as error:
                # The worker lives on, whatever a browser has asked for.
                self._tell("failed", text=f"{type(error).__name__}: {error}")

    def _check(self) -> Filled:
        filled = read(self.editor.form, self._number + 1, self.offer)
        self.editor.messages = filled.messages
        return filled

    def _tell(self, state: str, **more: Any) -> None:
        """Tell the editor how far it is: a word of `experiments.app.words`, and what goes with it."""
        self.editor.progress = {"state": state, **more}

    def _act(self, action: dict[str, Any]) -> None:
        """What a button asks for: to run, to stop, to show again, to download."""
        what = action.get("what")
        if what == "stop":
            self._ask_to_stop()
        elif what == "run":
            self._begin(str(action["side"]))
        elif action.get("made") in self.made:
            made = self.made[action["made"]]
            if what == "show":
                self._jobs.put(lambda: self._show(made, str(action["side"])))
            elif what == "download":
                self._tell("packing")
                self._jobs.put(lambda: self._send(made))

    def _ask_to_stop(self) -> None:
        """Stop the runs under way. Whoever asks as they end is too late: saying "stopping" then would last forever."""
        with self._telling:
            if self.editor.progress["state"] in ("waiting", "running"):
                self._stop.set()
                self._tell("stopping")

    def _begin(self, side: str) -> None:
        filled = self._check()
        scenario = filled.scenario
        if scenario is None or self.editor.progress["state"] in ("waiting", "running", "stopping"):
            return
        self._number += 1
        self._stop.clear()
        self._tell("waiting")
        number = self._number
        self._jobs.put(lambda: self._run(number, scenario, filled.seeds, side))

    def _run(self, number: int, scenario: "Scenario", seeds: tuple[int, ...], side: str) -> None:
        try:
            ensemble = self._ensemble(scenario, seeds)
        except (Fault, RunError) as fault:
            self._tell("failed", text=str(fault))
            return
        if ensemble is None:
            self._tell("stopped")
            return
        made = Made(number, scenario, ensemble)
        while len(self.made) >= KEPT:
            self.made.pop(next(iter(self.made)))
        self.made[number] = made
        self.editor.made = [each.told() for each in self.made.values()]
        self._show(made, side)

    def _ensemble(self, scenario: "Scenario", seeds: tuple[int, ...]) -> Ensemble | None:
        """The ensemble, or None where it was stopped. A few runs at a time, so that stopping takes no long."""
        design, kept = Design(scenario, seeds), Kept(tuple(OUTCOME), municipalities=True)
        batches, done = [], 0
        for batch in in_chunks(design, kept, size=processors()):
            if self._stop.is_set():
                return None
            batches.append(batch)
            done += len(batch.runs)
            with self._telling:
                if not self._stop.is_set():
                    self._tell("running", done=done, of=len(design))
        with self._telling:
            if self._stop.is_set():
                return None
            # The widget makes its own runs of these seeds, which takes as long again and cannot be stopped.
            self._tell("showing")
        return Ensemble(design, kept, Batch.joined(batches))

    def _show(self, made: Made, side: str) -> None:
        self._tell("showing")
        self.explorer.show(side, made.scenario, made.ensemble.design.seeds)
        self._tell("done")

    def _send(self, made: Made) -> None:
        try:
            packed = zipped(results_of(made.ensemble))
        except (Fault, OSError) as fault:
            self._tell("failed", text=str(fault))
            return
        self.editor.send({"kind": "capsule", "name": f"{made.scenario.name}.zip"}, buffers=[packed])
        self._tell("done")


def zipped(results: "Results") -> bytes:
    """Return a capsule of results as a zip file: what `decdyn run` writes into a folder."""
    name, seeds = results.scenario.name, results.seeds
    call = ["run", "scenario.toml", "--replicates", str(len(seeds)), "--seed", str(seeds[0]), "--out", name]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / name
        folder.mkdir()
        with DRAWING:
            fill_capsule(folder, results, draw_all(results, None), provenance(call))
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(folder.rglob("*")):
                archive.write(path, path.relative_to(folder.parent))
        return packed.getvalue()
