"""Whether an experiment that is killed again and again ends with the bytes of one that is left in peace.

`python -m experiments.benchmarks.resuming` ends one with SIGKILL, which nothing can answer, twenty times at random
moments, lets it go on each time, and prints what it did.
"""

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from experiments import asking
from experiments.experiment import Experiment, Findings, Plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from model import Ensemble

RUNS, CHUNK = 240, 4
MOST = 8
"""A process makes at most so many chunks before it is killed."""
PROGRAM = """
import sys
from pathlib import Path
from experiments.benchmarks.resuming import go_on
if __name__ == "__main__":
    go_on(Path(sys.argv[1]), int(sys.argv[2]))
"""


@dataclass(frozen=True)
class Drill(Experiment):
    """A small experiment that keeps everything: ten municipalities, two years, many chunks."""

    question: ClassVar[str] = "drill"

    def title(self) -> str:
        """The question in one line."""
        return "Does it end the same however often it is killed?"

    def plans(self) -> "Mapping[str, Plan]":
        """All runs in one part."""
        from model.design import Design
        from model.ensemble import Kept

        return {"runs": Plan(Design(self.scenarios, self.seeds), Kept.of(True, municipalities=True, states=False))}

    def findings(self, ensembles: "Mapping[str, Ensemble]") -> Findings:
        """A table and a figure of the mean of each outcome."""
        from matplotlib.figure import Figure

        series = ensembles["runs"].series
        means = series.groupby(["outcome", "month"], as_index=False, observed=True)[["value"]].mean()
        figure = Figure()
        for _, outcome in means.groupby("outcome"):
            figure.gca().plot(outcome["month"], outcome["value"])
        return Findings([f"{len(ensembles['runs'].runs)} runs."], {"means": means}, {"means": figure})


def drill() -> Drill:
    """The drill."""
    from model import Scenario

    country = {"kind": "synthetic", "number": 10, "seed": 1}
    return Drill((Scenario.load("baseline").with_(months=24, population=country),), tuple(range(RUNS)))


def go_on(folder: Path, processes: int) -> None:
    """What the process does that is killed: it begins or goes on, and prints how far it is."""
    from experiments.carrying_out import carry_out
    from experiments.workers import Workers
    from model import simulate

    def report(done: int, of: int) -> None:
        print(done, of, flush=True)

    asked = drill()
    simulate(asked.scenarios, 0)
    report(0, RUNS)
    carry_out(asked, folder, resume=True, chunk_size=CHUNK, workers=Workers(processes), progress=report)


@dataclass(frozen=True)
class Pace:
    """How fast it goes when left in peace: seconds for a chunk, and from the last chunk to the end."""

    chunk: float
    rest: float


@dataclass(frozen=True)
class Kill:
    """One kill: seconds after it had begun, chunks that were done by then, and files of a chunk that was not."""

    after: float
    chunks: int
    unfinished: int


@dataclass
class Drilled:
    """What came of it: the kills, experiments that came to their end, files compared in each, faults in words."""

    kills: list[Kill] = field(default_factory=list)
    ended: int = 0
    files: int = 0
    faults: list[str] = field(default_factory=list)


def drilled(
    place: Path, kills: int, seed: int, processes: int = 0, tell: Callable[[Kill], object] = lambda kill: None
) -> Drilled:
    """Kill experiments in folders of `place` so often, each until it comes to its end, and return what came of it.

    `seed` decides on the moments: anywhere from the start of an experiment's work to its end.
    """
    peace = place / "peace"
    pace = run_to_its_end(peace, processes)
    chance = random.Random(seed)
    found = Drilled(files=len(contents(peace)))
    while len(found.kills) < kills or not found.ended:
        folder, kept = place / f"killed-{found.ended}", dict[str, tuple[int, int]]()
        while len(found.kills) < kills and (after := run_and_kill(folder, processes, pace, chance)) is not None:
            kill, sound = looked_at(folder, after)
            found.faults += [f"{name} was made twice" for name in kept if kept[name] != sound.get(name)]
            kept = sound
            found.kills.append(kill)
            tell(kill)
        run_to_its_end(folder, processes)
        found.faults += [f"{name} was made twice" for name in kept if kept[name] != looked_at(folder, 0)[1].get(name)]
        found.faults += differences(peace, folder)
        found.ended += 1
    return found


@contextmanager
def running(folder: Path, processes: int) -> "Iterator[subprocess.Popen[str]]":
    """The process that goes on with the experiment of a folder; killed when the block is left."""
    command = [sys.executable, "-c", PROGRAM, str(folder), str(processes)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def reports(process: "subprocess.Popen[str]") -> Iterator[tuple[int, int]]:
    """Yield what a process prints of how far it is."""
    for line in process.stdout or ():
        done, of = line.split()
        yield int(done), int(of)


def run_to_its_end(folder: Path, processes: int) -> Pace:
    """Let a process go on to its end. Raises CalledProcessError where it ends otherwise than it should."""
    with running(folder, processes) as process:
        moments = [time.monotonic() for _ in reports(process)]
        code = process.wait()
    if code:
        raise subprocess.CalledProcessError(code, process.args)
    return Pace((moments[-1] - moments[0]) / len(moments), time.monotonic() - moments[-1])


def run_and_kill(folder: Path, processes: int, pace: Pace, chance: random.Random) -> float | None:
    """Let a process go on and kill it at a moment drawn by chance: after some chunks and part of another, or in the
    rest. Return seconds after it had begun, None where it had come to its end by then.
    """
    chunks, part = chance.randint(0, MOST), chance.random()
    with running(folder, processes) as process:
        begun = 0.0
        for number, (done, of) in enumerate(reports(process)):
            begun = begun or time.monotonic()
            if number == chunks or done == of:
                time.sleep(part * (pace.chunk if done < of else 2 * pace.rest))
                break
        if process.poll() is not None:
            return None
        process.kill()
        return time.monotonic() - begun


def looked_at(folder: Path, after: float) -> tuple[Kill, dict[str, tuple[int, int]]]:
    """What a kill left, and each file of the chunks that are done with what a second writing would change."""
    from experiments import store

    plan = drill().plans()["runs"]
    sound = [chunk for chunk in store.chunks_of("runs", plan, CHUNK) if store.is_sound(folder, chunk, plan)]
    names = [name for chunk in sound for name in (*store.files_of(chunk, plan), f"{chunk.name}.json")]
    states = {name: (folder / store.RUNS / name).stat() for name in names}
    unfinished = [path for path in (folder / store.RUNS).glob("*") if path.name not in states]
    kept = {name: (state.st_ino, state.st_mtime_ns) for name, state in states.items()}
    return Kill(after, len(sound), len(unfinished)), kept


def contents(folder: Path) -> dict[str, bytes]:
    """Every file by its path; of the manifest what does not say when it was made."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    if "manifest.json" in found:
        manifest = {key: value for key, value in json.loads(found["manifest.json"]).items() if key != "created"}
        found["manifest.json"] = json.dumps(manifest).encode()
    return found


def differences(peace: Path, killed: Path) -> list[str]:
    """In words, every file of two folders that is not the same in both."""
    old, new = contents(peace), contents(killed)
    return [f"{name} differs" for name in sorted(old.keys() | new.keys()) if old.get(name) != new.get(name)]


def command(
    kills: Annotated[int, typer.Option(min=1, help="How often it is killed.")] = 20,
    seed: Annotated[int, typer.Option(help="Decides on the moments.")] = 1,
    processes: asking.Processes = 0,
) -> None:
    """Kill an experiment again and again, resume it, and compare its bytes with those of one left in peace."""
    chunks = -(-RUNS // CHUNK)

    def tell(kill: Kill) -> None:
        left = f", {kill.unfinished} files of another one" if kill.unfinished else ""
        typer.echo(f"killed {kill.after:.3f} s after it began: {kill.chunks} of {chunks} chunks done{left}")

    with TemporaryDirectory() as place:
        found = drilled(Path(place), kills, seed, processes, tell)
    typer.echo(f"{len(found.kills)} kills; {found.ended} experiments came to their end, {found.files} files each.")
    for fault in found.faults:
        typer.echo(fault)
    if found.faults:
        raise typer.Exit(1)
    typer.echo("All bytes are those of one left in peace, and no chunk that was done was made again.")


if __name__ == "__main__":
    typer.run(command)
