"""Who makes the runs: threads of this process, processes of this machine, or the workers of a Dask cluster.

The unit of work is a chunk of runs. Whoever makes it, the numbers are the same, and another can make it again when its
worker dies.
"""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from experiments.experiment import Experiment, Plan
from experiments.replicates import RunFailed, interrupts_kept_from_children
from model.declaration import Fault
from model.ensemble import Batch, in_chunks, perform, processors

if TYPE_CHECKING:
    from experiments.store import Chunk

Made = Iterator[tuple["Chunk", Batch]]
ATTEMPTS = 4
"""How often a chunk is begun before it is given up: its workers died each time."""
AHEAD = 3
"""Chunks handed out to each worker at a time: enough that none waits, few enough that little is lost."""


@dataclass(frozen=True)
class Workers:
    """Who works: `cluster` is the address of a Dask scheduler, "local" for one of this machine's own, or empty; then
    `processes` are used, or with 0 threads.
    """

    processes: int = 0
    cluster: str = ""

    def make(self, experiment: Experiment, plans: dict[str, Plan], chunks: Sequence["Chunk"]) -> Made:
        """Yield chunks with their runs as they are done, in any order. Raises RunFailed where workers keep dying."""
        if self.cluster:
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


def order_of(experiment: Experiment) -> tuple[type[Experiment], str, tuple[Any, ...]]:
    """The experiment in the form in which it goes to another process: small, and made into plans there."""
    import json

    return type(experiment), json.dumps(experiment.options(), sort_keys=True), experiment.scenarios


@lru_cache(maxsize=2)
def _plans(order: tuple[type[Experiment], str, tuple[Any, ...]]) -> dict[str, Plan]:
    import json

    kind, options, scenarios = order
    return dict(kind.made_from(json.loads(options), scenarios).plans())


def make_chunk(order: Any, part: str, first: int, end: int, version: str) -> Batch:
    """Make a chunk in another process. Raises RunFailed where the rules there are not those of `version`."""
    here = rules()
    if here != version:
        raise RunFailed(
            f"a worker has other rules than this machine ({here} instead of {version}); install one version"
        )
    plan = _plans(order)[part]
    return perform(plan.design, range(first, end), plan.kept, keep_failures=True)


def rules() -> str:
    """The version of the model that would run here: of the package, and of the rules themselves."""
    from experiments.provenance import package_version
    from model.compilation import fingerprint, sources_of_the_engine

    return f"{package_version()}, rules {fingerprint(sources_of_the_engine())[:16]}"


def in_processes(experiment: Experiment, chunks: Sequence["Chunk"], processes: int) -> Made:
    """Chunks side by side in processes; where one dies, what it had is given to others."""
    order, version = order_of(experiment), rules()
    attempts: dict[Chunk, int] = dict.fromkeys(chunks, 0)
    left = list(chunks)
    while left:
        with _pool(min(processes, len(left))) as submit:
            pending: dict[Future[Batch], Chunk] = {}
            queue = iter(left)
            try:
                while True:
                    while len(pending) < AHEAD * processes and (chunk := next(queue, None)) is not None:
                        attempts[chunk] += 1
                        task = (order, chunk.part, chunk.first, chunk.end, version)
                        pending[submit(make_chunk, *task)] = chunk
                    if not pending:
                        return
                    for done in wait(pending, return_when=FIRST_COMPLETED).done:
                        batch = done.result()
                        chunk = pending.pop(done)
                        left.remove(chunk)
                        yield chunk, batch
            except BrokenProcessPool as error:
                worn = [chunk for chunk in left if attempts[chunk] >= ATTEMPTS]
                if worn:
                    raise RunFailed(
                        f"processes that made chunk {worn[0].name} were ended from outside {ATTEMPTS} times; was there "
                        "memory enough?"
                    ) from error


@contextmanager
def _pool(processes: int) -> Iterator[Callable[..., "Future[Batch]"]]:
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:

        def submit(*call: Any) -> "Future[Batch]":
            with interrupts_kept_from_children():
                return pool.submit(*call)

        try:
            yield submit
        finally:
            pool.shutdown(cancel_futures=True)


def in_cluster(experiment: Experiment, chunks: Sequence["Chunk"], address: str) -> Made:
    """Chunks on the workers of a Dask cluster, which gives those of a dead worker to others.

    Raises Fault where Dask is not installed or no scheduler is reached, RunFailed where workers have other rules.
    """
    try:
        from distributed import Client, KilledWorker, LocalCluster, as_completed
    except ImportError as error:
        raise Fault(
            "--cluster: needs Dask, which is not installed: python -m pip install 'decentralisation-dynamics[cluster]'"
        ) from error
    order, version = order_of(experiment), rules()
    own = (
        LocalCluster(n_workers=processors(), threads_per_worker=1, dashboard_address=None)
        if address == "local"
        else None
    )
    try:
        client = Client(own or address, timeout=10)
    except (OSError, ValueError) as error:
        raise Fault(f"--cluster: no scheduler was reached at {address!r}: {error}") from None
    try:
        check_workers(client, version)
        attempts = dict.fromkeys(chunks, 0)
        names: dict[Any, Chunk] = {}
        queue = iter(chunks)

        def hand_out(chunk: "Chunk") -> Any:
            attempts[chunk] += 1
            future = client.submit(
                make_chunk, order, chunk.part, chunk.first, chunk.end, version, pure=False, retries=ATTEMPTS
            )
            names[future] = chunk
            return future

        ahead = AHEAD * max(1, len(client.scheduler_info()["workers"]))
        done = as_completed([hand_out(chunk) for chunk, _ in zip(queue, range(ahead), strict=False)])
        for future in done:
            chunk = names.pop(future)
            try:
                batch = future.result()
            except KilledWorker as error:
                if attempts[chunk] >= ATTEMPTS:
                    raise RunFailed(f"the workers that made chunk {chunk.name} were ended; had they memory?") from error
                done.add(hand_out(chunk))
                continue
            if (following := next(queue, None)) is not None:
                done.add(hand_out(following))
            yield chunk, batch
    finally:
        client.close()
        if own is not None:
            own.close()


def check_workers(client: Any, version: str) -> None:
    """Raise RunFailed unless every worker that is there has these rules; one that comes later checks when it works."""
    client.wait_for_workers(1, timeout=60)
    wrong = {worker: there for worker, there in client.run(rules).items() if there != version}
    if wrong:
        worker, there = next(iter(wrong.items()))
        raise RunFailed(
            f"{len(wrong)} workers have other rules than this machine, {worker} among them: {there} instead of "
            f"{version}; install one version everywhere"
        )
