"""What it takes to keep many runs with every outcome in every month: size on disk, and time to write and read.

`python -m experiments.benchmarks.storing` does so for 100,000 runs of the 393 municipalities and eight years. Making
them all would take an hour and say nothing more of the store, so a chunk of real runs stands at the beginning, and each
chunk is made up from it: every outcome's series are dealt to other runs than they came from, none twice in a chunk, and
each number is varied by about a millionth, so that no two chunks share their last digits. What counts municipalities is
left as it is, since such numbers compress well in real runs, too. Whether made-up chunks compress as real ones do is
printed.
"""

import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import numpy as np

    from experiments.experiment import Plan
    from experiments.store import Chunk
    from model.ensemble import Batch

RUNS = 100_000
VARIED = 1e-6
"""The standard deviation by which numbers are varied, as a part of them."""
ONE = "share_changer"
"""The outcome that is read by itself."""
MEGABYTE = 1e6


@dataclass(frozen=True)
class Stored:
    """What was measured: numbers kept, bytes of a number on disk (of real runs and of made-up ones), seconds."""

    runs: int
    months: int
    outcomes: int
    real: float
    size: int
    writing: float
    reading: float
    reading_one: float

    @property
    def numbers(self) -> int:
        """How many numbers were kept."""
        return self.runs * self.months * self.outcomes

    def lines(self) -> list[str]:
        """What was measured, in words."""
        raw = 8 * self.numbers / MEGABYTE
        return [
            f"{self.runs:,} runs x {self.months} months x {self.outcomes} outcomes: {raw:,.0f} MB of numbers",
            f"on disk {self.size / MEGABYTE:,.0f} MB, {self.size / self.numbers:.2f} bytes a number "
            f"(a chunk of real runs: {self.real:.2f})",
            f"written in {self.writing:.1f} s ({raw / self.writing:,.0f} MB/s)",
            f"read back, all the same to the last bit, in {self.reading:.1f} s ({raw / self.reading:,.0f} MB/s)",
            f"one outcome of all runs read in {self.reading_one:.1f} s",
        ]


def measured(runs: int, folder: Path, municipalities: int = 0) -> Stored:
    """Write and read back so many runs in a folder, of the real country or one of so many municipalities.

    Raises AssertionError where what is read is not what was written.
    """
    import numpy as np

    from experiments.capsule import RUNS as STORE
    from experiments.experiment import Plan
    from experiments.store import chunks_of, read_batch, read_series, write_chunk
    from model import Scenario
    from model.design import Design
    from model.ensemble import Batch, Kept, in_chunks

    scenario = Scenario.load("baseline")
    if municipalities:
        scenario = scenario.with_(population={"kind": "synthetic", "number": municipalities, "seed": 1})
    plan = Plan(Design(scenario, range(runs)), Kept.of(True, municipalities=False, states=False))
    chunks = chunks_of("all", plan)
    real = Batch.joined(list(in_chunks(plan.design, plan.kept, runs=chunks[0].runs)))
    real_folder, made_folder = folder / "real", folder / "made"
    for place in (real_folder, made_folder):
        place.mkdir()
    write_chunk(real_folder, chunks[0], plan, real)
    writing = reading = 0.0
    for chunk in chunks:
        batch = made_up(real, chunk, plan)
        begun = time.perf_counter()
        write_chunk(made_folder, chunk, plan, batch)
        writing += time.perf_counter() - begun
    for chunk in chunks:
        begun = time.perf_counter()
        read = read_batch(made_folder, chunk, plan)
        reading += time.perf_counter() - begun
        batch = made_up(real, chunk, plan)
        assert np.array_equal(read.summaries, batch.summaries, equal_nan=True)
        assert np.array_equal(read.series, batch.series)
    begun = time.perf_counter()
    rows = sum(len(table) for table in read_series(made_folder, "all", [ONE]))
    reading_one = time.perf_counter() - begun
    assert rows == runs * scenario.months
    outcomes = len(plan.kept.series)
    size = sum(path.stat().st_size for path in (made_folder / STORE).iterdir())
    real_size = sum(path.stat().st_size for path in (real_folder / STORE).iterdir())
    of_real = real_size / (len(chunks[0].runs) * scenario.months * outcomes)
    return Stored(runs, scenario.months, outcomes, of_real, size, writing, reading, reading_one)


def made_up(real: "Batch", chunk: "Chunk", plan: "Plan") -> "Batch":
    """The made-up runs of a chunk, always the same for the same chunk."""
    import numpy as np

    from model.ensemble import Batch

    random = np.random.default_rng([chunk.number])
    values = np.stack(real.series)
    columns = np.arange(values.shape[2])
    dealt = random.permuted(np.tile(np.arange(len(values))[:, None], values.shape[2]), axis=0)[: len(chunk.runs)]
    series = values[dealt[:, :, None], np.arange(values.shape[1])[None, None, :], columns[None, :, None]].swapaxes(1, 2)
    series = np.ascontiguousarray(series)
    municipalities = len(plan.design.settings[0].world.facts)
    shared = random.permutation(len(values))[: len(chunk.runs)]
    summaries = varied(real.summaries[shared], municipalities, random)
    for column in columns:
        series[:, :, column] = varied(series[:, :, column], municipalities, random)
    return Batch(np.array(chunk.runs), summaries, list(series))


def varied(values: "np.ndarray", municipalities: int, random: "np.random.Generator") -> "np.ndarray":
    """Numbers varied a little, but for those that count municipalities or what they have."""
    import numpy as np

    counted = values * municipalities
    if np.allclose(counted, np.round(counted), rtol=0, atol=1e-9, equal_nan=True):
        return values
    return values * (1 + VARIED * random.standard_normal(values.shape))


def command(
    runs: Annotated[int, typer.Option(min=1, help="How many runs are kept.")] = RUNS,
    municipalities: Annotated[
        int, typer.Option(min=0, help="Of a made-up country of so many municipalities; 0 for the real one.")
    ] = 0,
) -> None:
    """Write many runs with every outcome to the store, read them back, and print size and time."""
    with TemporaryDirectory() as folder:
        for line in measured(runs, Path(folder), municipalities).lines():
            typer.echo(line)


if __name__ == "__main__":
    typer.run(command)
