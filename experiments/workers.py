"""Who makes the runs: threads of this process, processes of this machine, or the workers of a Dask cluster.

The unit of work is a chunk of runs. Whoever makes it, the numbers are the same, and another can make it again when its
worker dies.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from experiments.experiment import Experiment, Plan
from experiments.replicates import RunFailed, interrupts_kept_from_children
from model.declaration import Fault
from model.ensemble import Batch, in_chunks, perform

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from experiments.store import Chunk

Made = Iterator[tuple["Chunk", Batch]]
ATTEMPTS = 4
"""How often a chunk is begun before it is given up: its workers died each time, or it ended in an error."""
AHEAD = 3
"""Chunks handed out to each worker at a time: enough that none waits, few enough that little is lost."""
ONE_VERSION = "install one version of everything everywhere"


@dataclass(frozen=True)
class Workers:
    """Who works: `cluster` is the address of a Dask scheduler, "local" for one of this machine's own, or empty; then
    `processes` are used, or with 0 threads. Raises Fault for both at a time.
    """

    processes: int = 0
    cluster: str = ""

    def __post_init__(self) -> None:
        if self.processes and self.cluster:
            raise Fault("--processes and --cluster: got both; allowed one (a cluster has workers of its own)")

    def make(self, experiment: Experiment, plans: dict[str, Plan], chunks: Sequence["Chunk"]) -> Made:
        """Yield chunks with their runs as they are done, in any order. Raises RunFailed where workers keep dying."""
        if self.cluster:
            from experiments.cluster import in_cluster

            return in_cluster(experiment, chunks, self.cluster)
        if self.processes:
            return in_processes(experiment, chunks, self.processes)
        return in_threads(plans, chunks)


def in_threads(plans: dict[str, Plan], chunks: Iterable["Chunk"]) -> Made:
    """One chunk after another, its runs side by side in threads."""
    for chunk in chunks:
        plan = plans[chunk.part]
        size = max(1, len(chunk.runs))
        for batch in in_chunks(plan.design, plan.kept, runs=chunk.runs, size=size, keep_failures=True):
            yield chunk, batch


Order = tuple[type[Experiment], str, tuple[Any, ...]]


def order_of(experiment: Experiment) -> Order:
    """The experiment in the form in which it goes to another process: small, and made into plans there."""
    import json

    return type(experiment), json.dumps(experiment.options(), sort_keys=True), experiment.scenarios


@lru_cache(maxsize=2)
def _plans(order: Order) -> dict[str, tuple[Plan, str]]:
    """The plans of an experiment, each with the digest of its design."""
    import json

    from experiments.store import design_digest, design_table

    kind, options, scenarios = order
    plans = kind.made_from(json.loads(options), scenarios).planned()
    return {part: (plan, design_digest(design_table(plan))) for part, plan in plans.items()}


def make_chunk(order: Order, chunk: "Chunk", version: str) -> Batch:
    """Make a chunk in another process. Raises RunFailed where rules or design there are not those that are asked."""
    if other := otherwise(order, {chunk.part: chunk.design}, version):
        raise RunFailed(f"a worker has {other}; {ONE_VERSION}")
    plan, _ = _plans(order)[chunk.part]
    return perform(plan.design, chunk.runs, plan.kept, keep_failures=True)


def otherwise(order: Order, designs: Mapping[str, str], version: str) -> str:
    """In words, what would be run here otherwise than is asked: by other rules, or of another design. Else empty."""
    here = rules()
    if here != version:
        return f"other rules than this machine: {here} instead of {version}"
    for part, design in designs.items():
        _, found = _plans(order)[part]
        if found != design:
            return (
                f"other parameters or seeds than this machine in the design of part {part}: {found[:12]} instead of "
                f"{design[:12]}"
            )
    return ""


def rules() -> str:
    """The version of the model that would run here: of the package, and of the rules themselves."""
    from experiments.provenance import package_version
    from model.sources import version_of_the_rules

    return f"{package_version()}, rules {version_of_the_rules()}"


def in_processes(experiment: Experiment, chunks: Sequence["Chunk"], processes: int) -> Made:
    """Chunks side by side in processes. Where one dies, what was handed out is begun again: after all others, and the
    last time alone, so that a chunk that ends its process is told from those that were beside it.
    """
    order, version = order_of(experiment), rules()
    deaths = dict.fromkeys(chunks, 0)
    while deaths:
        ordered = sorted(deaths, key=deaths.__getitem__)
        if deaths[ordered[0]] >= ATTEMPTS:
            raise RunFailed(worn_out(ordered[0]))
        chosen = [chunk for chunk in ordered if deaths[chunk] < ATTEMPTS - 1] or ordered[:1]
        width = min(processes, len(chosen))
        pending: dict[Future[Batch], Chunk] = {}
        queue = iter(chosen)
        with _pool(width) as submit:
            try:
                while True:
                    for chunk in islice(queue, AHEAD * width - len(pending)):
                        pending[submit(make_chunk, order, chunk, version)] = chunk
                    if not pending:
                        break
                    # What was finished before a process died counts, and comes first.
                    for done in sorted(wait(pending, return_when=FIRST_COMPLETED).done, key=failed):
                        batch = done.result()
                        chunk = pending.pop(done)
                        del deaths[chunk]
                        yield chunk, batch
            except BrokenProcessPool:
                for chunk in pending.values():
                    deaths[chunk] += 1


def failed(done: "Future[Batch]") -> bool:
    """Whether what is done has no result."""
    return done.exception() is not None


def worn_out(chunk: "Chunk") -> str:
    """What is said of a chunk that is given up."""
    return (
        f"runs {chunk.first} to {chunk.end - 1} of part {chunk.part} (chunk {chunk.name}) were given up: whoever made "
        "them was ended from outside each time, at last with nothing else under way; was there memory enough?"
    )


@contextmanager
def _pool(processes: int) -> Iterator[Callable[..., "Future[Batch]"]]:
    """A pool of processes as a function that hands it a task.

    It ends at once where the block is left by an error or an interrupt: what is under way would not be kept.
    """
    context = multiprocessing.get_context("spawn")
    theirs, ours = context.Pipe(duplex=False)
    with ProcessPoolExecutor(processes, context, initializer=end_with_parent, initargs=(theirs,)) as pool:

        def submit(*call: Any) -> "Future[Batch]":
            with interrupts_kept_from_children():
                return pool.submit(*call)

        try:
            yield submit
        except BaseException:
            ours.close()
            raise
        finally:
            pool.shutdown(cancel_futures=True)
            ours.close()
            theirs.close()


def end_with_parent(pipe: "Connection") -> None:
    """Let this process end as soon as the other end of a pipe is closed: by whoever started it, or by its death.

    A worker of a pool does not notice by itself that its parent was killed, and would wait for ever.
    """

    def watch() -> None:
        with suppress(EOFError, OSError):
            pipe.recv_bytes()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
