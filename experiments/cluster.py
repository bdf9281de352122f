"""Runs on the workers of a Dask cluster: handed out by chunks, and only to workers that would run what is asked."""

import logging
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING, Any

from experiments import workers
from experiments.experiment import Experiment
from experiments.replicates import RunFailed, interrupts_kept_from_children
from model.declaration import Fault
from model.processors import processors

if TYPE_CHECKING:
    from experiments.store import Chunk

CONNECT, WAIT = 10, 60
"""Seconds in which a Dask scheduler must answer, and in which a first worker must come to it."""


def in_cluster(experiment: Experiment, chunks: Sequence["Chunk"], address: str) -> workers.Made:
    """Chunks on the workers of a Dask cluster, which gives those of a dead worker to others; what was lost with
    several is begun again, after all others and alone, where what was beside it cannot be the cause. One end alone may
    still be chance, a worker that was called back for instance, so several are needed where the scheduler allows none.

    A worker that comes later and would run something else is sent away when it is given its first chunk.

    Raises Fault where Dask is not installed or no scheduler is reached, RunFailed where workers are there at the start
    that would run something else, or where none but these is left.
    """
    asked = workers.order_of(experiment), {chunk.part: chunk.design for chunk in chunks}, workers.rules()
    order, _, version = asked
    with _client(address) as client:
        from distributed import CancelledError, KilledWorker, as_completed

        check_workers(client, *asked)
        waiting, deaths, given_up = deque(chunks), dict.fromkeys(chunks, 0), list["Chunk"]()
        errors = Counter["Chunk"]()
        handed_out: dict[Any, Chunk] = {}
        done = as_completed()

        def hand_out() -> None:
            ahead = workers.AHEAD * max(1, sum(client.nthreads().values()))
            while waiting and len(handed_out) < (1 if deaths[waiting[0]] else ahead):
                chunk = waiting.popleft()
                handed_out[future := client.submit(workers.make_chunk, order, chunk, version, pure=False)] = chunk
                done.add(future)

        hand_out()
        for future in done:
            chunk = handed_out.pop(future)
            try:
                batch = future.result()
            except KilledWorker as error:
                alone = deaths[chunk] > 0
                deaths[chunk] += error.allowed_failures + 1
                (given_up if alone and deaths[chunk] >= workers.ATTEMPTS else waiting).append(chunk)
                hand_out()
            except CancelledError:
                raise
            except Exception:
                errors[chunk] += 1
                if not send_away(client, *asked) and errors[chunk] == workers.ATTEMPTS:
                    raise
                waiting.append(chunk)
                hand_out()
            else:
                hand_out()
                yield chunk, batch
        if given_up:
            raise RunFailed(workers.worn_out(given_up[0]))


@contextmanager
def _client(address: str) -> Iterator[Any]:
    """A client of a Dask scheduler, or of a cluster of this machine's own. Raises Fault."""
    try:
        from distributed import Client
    except ImportError as error:
        raise Fault(
            "--cluster: needs Dask, which is not installed: python -m pip install 'decentralisation-dynamics[cluster]'"
        ) from error
    with ExitStack() as closing:
        scheduler: Any = address
        if address == "local":
            scheduler = closing.enter_context(local_cluster(processors()))
        try:
            client = Client(scheduler, timeout=CONNECT)
        except (OSError, ValueError) as error:
            raise Fault(f"--cluster: no scheduler was reached at {address!r}: {error}") from None
        yield closing.enter_context(client)


@contextmanager
def local_cluster(number: int) -> Iterator[Any]:
    """A Dask cluster of this machine's own, of so many workers, each of which comes back however often it dies.

    Dask by itself looks for a lost worker once, some seconds after it died, and ends its place for good where it
    happens to be starting again just then: on a busy machine, or because it died a second time. What it had just been
    given dies with it, and without places the command would wait for ever.
    """
    import dask
    from distributed import LocalCluster

    options = {"n_workers": number, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}
    with dask.config.set({"distributed.deploy.lost-worker-timeout": "1 day"}), ExitStack() as closing:
        # Python starts a tracker beside the first child, and lets that child hear interrupts again.
        resource_tracker.ensure_running()
        with interrupts_kept_from_children():
            cluster = closing.enter_context(LocalCluster(**options, silence_logs=logging.ERROR))
        yield cluster


def check_workers(client: Any, order: workers.Order, designs: Mapping[str, str], version: str) -> None:
    """Raise RunFailed unless there are workers, all of which would run what is asked."""
    try:
        client.wait_for_workers(1, timeout=WAIT)
    except TimeoutError as error:
        raise RunFailed(f"no worker came to the scheduler within {WAIT} seconds; start workers, then resume") from error
    if wrong := wrong_workers(client, order, designs, version):
        worker, other = next(iter(wrong.items()))
        raise RunFailed(f"wrong workers: {len(wrong)}, {worker} among them. It has {other}; {workers.ONE_VERSION}")


def wrong_workers(client: Any, order: workers.Order, designs: Mapping[str, str], version: str) -> dict[str, Any]:
    """The workers that would run something else than is asked, or that cannot tell, each with what it says."""
    found = client.run(workers.otherwise, order, designs, version, on_error="return")
    # One that cannot be reached has just ended, and says nothing of what it would run.
    return {worker: told for worker, told in found.items() if told and not isinstance(told, OSError)}


def send_away(client: Any, order: workers.Order, designs: Mapping[str, str], version: str) -> bool:
    """Let the workers go that would run something else than is asked, and say which; whether there were any.

    Raises RunFailed where no other is there to take over from them, so that they stay.
    """
    wrong = wrong_workers(client, order, designs, version)
    if wrong:
        client.retire_workers(list(wrong))
    stayed = wrong.keys() & client.nthreads().keys()
    for worker, other in wrong.items():
        told = f"{worker} was refused. It has {other}; {workers.ONE_VERSION}"
        if worker in stayed:
            raise RunFailed(told)
        logging.getLogger(__name__).warning(told)
    return bool(wrong)
