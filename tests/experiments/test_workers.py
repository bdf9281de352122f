"""Threads, processes and a Dask cluster make the same files, and those that die are survived."""

import ast
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from pathlib import Path

import dask
import pytest
from distributed import Client, LocalCluster
from typer.testing import CliRunner

from experiments import cluster as clusters
from experiments import workers
from experiments.carrying_out import carry_out
from experiments.cluster import check_workers
from experiments.replicates import RunFailed
from experiments.store import RUNS, Chunk, chunks_of
from experiments.workers import Workers, make_chunk, order_of, rules
from model.declaration import Fault
from model.ensemble import perform
from tests.experiments.test_asking import app
from tests.experiments.test_store import assert_alike
from tests.experiments.toy_experiment import BASELINE, Drifting, contents, toy

LONG = 120.0
"""Seconds that no test waits."""


@pytest.fixture(scope="module")
def cluster():
    """A Dask cluster of two workers, which gives a chunk up when one worker died of it."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        clusters.local_cluster(2) as cluster,
    ):
        yield cluster


@pytest.fixture
def on(cluster):
    """Who works, by name."""
    return {"processes": Workers(processes=2), "cluster": Workers(cluster=cluster.scheduler_address)}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """The files that threads make of the toy, chunk by chunk of two runs."""
    folder = tmp_path_factory.mktemp("undisturbed") / "threads"
    carry_out(toy(seeds=10), folder, chunk_size=2)
    return contents(folder)


@pytest.mark.parametrize("kind", ["processes", "cluster"])
def test_whoever_works_the_files_are_the_same_though_a_worker_is_killed(tmp_path, on, undisturbed, kind):
    """Of more chunks than are handed out at a time."""
    marker, seen = tmp_path / "was here", []
    asked = toy(seeds=10, deadly=3, marker=str(marker))
    carry_out(asked, tmp_path / kind, chunk_size=2, workers=on[kind], progress=lambda *done: seen.append(done))
    assert marker.exists()
    for within in ("runs", "tables", "figures"):
        expected = {name: data for name, data in undisturbed.items() if name.startswith(within)}
        assert contents(tmp_path / kind, within=within) == expected
    assert seen == [(done, 22) for done in range(0, 24, 2)]


def test_a_local_cluster_is_started_and_stopped(tmp_path, undisturbed, monkeypatch):
    monkeypatch.setattr(clusters, "processors", lambda: 1)
    carry_out(toy(seeds=10), tmp_path / "local", chunk_size=2, workers=Workers(cluster="local"))
    assert contents(tmp_path / "local") == undisturbed


def test_the_only_worker_of_a_local_cluster_comes_back(tmp_path, monkeypatch):
    """Though Dask is told to end the place of a worker that is lost at once."""
    monkeypatch.setattr(clusters, "processors", lambda: 1)
    asked = toy(cuts=(0.1,), deadly=3, marker=str(tmp_path / "was here"))
    options = {"deploy.lost-worker-timeout": "0.1s", "scheduler.no-workers-timeout": f"{LONG}s"}
    with dask.config.set({f"distributed.{name}": value for name, value in options.items()}):
        outcome = carry_out(asked, tmp_path / "local", chunk_size=2, workers=Workers(cluster="local"))
    assert (len(outcome.ensembles["cuts"].runs), outcome.failed) == (4, 0)


def test_a_chunk_whose_workers_died_by_chance_is_kept(tmp_path, on):
    """Beside others and then twice alone, on a cluster whose scheduler gives up at once."""
    asked = toy(cuts=(0.1,), deadly=3, marker=str(tmp_path / "was here"), kills=workers.ATTEMPTS - 1)
    assert carry_out(asked, tmp_path / "toy", chunk_size=2, workers=on["cluster"]).failed == 0
    assert (tmp_path / "was here").stat().st_size == workers.ATTEMPTS - 1


def test_what_was_finished_before_a_process_died_is_kept(monkeypatch):
    """One of many chunks breaks a pool when all others are finished: it alone is begun again."""
    begun = []

    @contextmanager
    def pool(processes):
        def submit(*call):
            future, first = Future(), call[2].first
            if first or first in begun:
                future.set_result(first)
            else:
                future.set_exception(BrokenProcessPool())
            begun.append(first)
            return future

        yield submit

    monkeypatch.setattr(workers, "_pool", pool)
    chunks = [Chunk("cuts", number, number, number + 1, "") for number in range(24)]
    made = dict(workers.in_processes(toy(), chunks, 8))
    assert made == {chunk: chunk.first for chunk in chunks}
    assert begun == [*range(24), 0]


@pytest.mark.parametrize("kind", ["processes", "cluster"])
def test_a_chunk_that_always_kills_is_named_and_all_others_are_kept(tmp_path, on, monkeypatch, kind):
    """Here after two attempts, and by one process, since each new one takes its time to start."""
    monkeypatch.setattr(workers, "ATTEMPTS", 2)
    who = {**on, "processes": Workers(processes=1)}[kind]
    with pytest.raises(RunFailed, match=r"runs 2 to 3 of part cuts \(chunk cuts-00001\) .* was there memory enough"):
        carry_out(toy(cuts=(0.1,), deadly=3), tmp_path / kind, chunk_size=2, workers=who)
    records = {path.name for path in (tmp_path / kind / RUNS).glob("*.json")}
    assert records == {"all-00000.json", "cuts-00000.json"}


def test_an_interrupt_does_not_wait_for_what_is_under_way(tmp_path):
    def interrupt(done, of):
        if done:
            raise KeyboardInterrupt

    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        carry_out(toy(seconds=LONG), tmp_path / "toy", chunk_size=2, workers=Workers(processes=1), progress=interrupt)
    assert time.monotonic() - begun < LONG / 2
    assert [child for child in multiprocessing.active_children() if not child.name.startswith("Dask")] == []
    assert [path.name for path in (tmp_path / "toy" / RUNS).glob("*.json")] == ["cuts-00000.json"]


CARRIED_OUT = """
import multiprocessing, sys
from pathlib import Path
from experiments.carrying_out import carry_out
from experiments.workers import Workers
from tests.experiments.toy_experiment import toy

def tell(done, of):
    if done:
        print(*(child.pid for child in multiprocessing.active_children()), flush=True)

if __name__ == "__main__":
    carry_out(toy(seconds=120), Path(sys.argv[1]), chunk_size=2, workers=Workers(processes=1), progress=tell)
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes in /proc")
def test_processes_end_when_the_one_that_started_them_is_killed(tmp_path):
    (tmp_path / "program.py").write_text(CARRIED_OUT)
    command = [sys.executable, str(tmp_path / "program.py"), str(tmp_path / "toy")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as started:
        children = [int(pid) for pid in started.stdout.readline().split()]
        assert len(children) == 1
        assert all(running(pid) for pid in children)
        started.send_signal(signal.SIGKILL)
    until = time.monotonic() + LONG / 2
    while any(running(pid) for pid in children) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(running(pid) for pid in children)


def running(pid: int) -> bool:
    """Whether there is such a process, one that waits to be buried left out."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_an_experiment_is_made_again_elsewhere():
    experiment = toy(seeds=3)
    plan = experiment.plans()["all"]
    (chunk,) = chunks_of("all", plan)
    made = make_chunk(order_of(experiment), chunk, rules())
    assert_alike(made, perform(plan.design, range(2), plan.kept))


def test_a_process_with_other_rules_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "rules", lambda: "rules of tomorrow")
    with pytest.raises(
        RunFailed, match=f"a worker has other rules .*{re.escape(rules())} instead of rules of tomorrow"
    ):
        carry_out(toy(), tmp_path / "toy", workers=Workers(processes=1))


def test_a_worker_with_other_rules_is_refused_by_name(cluster):
    with Client(cluster.scheduler_address) as client:
        check_workers(client, order_of(toy()), {}, rules())
        with pytest.raises(RunFailed) as caught:
            check_workers(client, order_of(toy()), {}, "rules of tomorrow")
        names = list(client.nthreads())
    text = str(caught.value)
    assert f"wrong workers: {len(names)}, " in text
    assert any(name in text for name in names)
    assert f"{rules()} instead of rules of tomorrow" in text


@pytest.mark.parametrize("kind", ["processes", "cluster"])
def test_whoever_draws_another_sample_is_refused(tmp_path, on, kind):
    with pytest.raises(
        RunFailed, match=r"other parameters or seeds .* in the design of part cuts: [0-9a-f]{12} instead"
    ):
        carry_out(Drifting((BASELINE,), (0, 1)), tmp_path / "toy", workers=on[kind])
    assert not list((tmp_path / "toy").glob("runs/*"))


OTHER_RULES = "import experiments.workers\nexperiments.workers.rules = lambda: 'rules of tomorrow'\n"
EARLIER = """
import experiments.workers
experiments.workers.make_chunk = lambda order, part, first, end, version: None
vars(experiments.workers).pop("otherwise", None)
"""


@pytest.mark.parametrize("wrong", [OTHER_RULES, EARLIER])
def test_a_wrong_worker_that_comes_later_is_sent_away_and_its_chunks_go_to_others(tmp_path, undisturbed, caplog, wrong):
    (tmp_path / "wrong.py").write_text(wrong)
    late = []
    with clusters.local_cluster(1) as cluster, Client(cluster.scheduler_address) as client, ExitStack() as closing:
        (right,) = client.nthreads()

        def progress(done, of):
            if done and not late:
                late.append(closing.enter_context(worker_beside(cluster.scheduler_address, tmp_path / "wrong.py")))
                client.wait_for_workers(2, timeout=LONG / 2)

        asked = toy(seeds=10, seconds=0.1)
        carry_out(asked, tmp_path / "toy", chunk_size=2, workers=Workers(cluster=cluster.scheduler_address),
                  progress=progress)  # fmt: skip
        assert list(client.nthreads()) == [right]
    for within in ("runs", "tables"):
        expected = {name: data for name, data in undisturbed.items() if name.startswith(within)}
        assert contents(tmp_path / "toy", within=within) == expected
    (told,) = (record.message for record in caplog.records if record.name == clusters.__name__)
    assert " was refused. It has " in told and right not in told


@contextmanager
def worker_beside(address, preload):
    """A worker of one thread that comes to a scheduler, as a program of its own."""
    command = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen([*command, "--preload", str(preload)], env=environment, stderr=subprocess.DEVNULL) as worker:
        try:
            yield worker
        finally:
            worker.kill()


@pytest.mark.parametrize("kind", ["processes", "cluster"])
def test_an_error_of_the_program_itself_is_told(tmp_path, on, kind):
    """No run can take less than no time."""
    with pytest.raises(ValueError, match="sleep length must be non-negative"):
        carry_out(toy(seconds=-1.0), tmp_path / "toy", workers=on[kind])


def test_a_worker_that_does_not_know_the_model_is_refused(cluster, monkeypatch):
    def absent(*asked):
        raise ModuleNotFoundError("No module named 'experiments'")

    monkeypatch.setattr(workers, "otherwise", absent)
    with Client(cluster.scheduler_address) as client, pytest.raises(RunFailed, match="No module named 'experiments'"):
        check_workers(client, order_of(toy()), {}, "here")


def test_a_scheduler_without_workers_is_told(monkeypatch):
    monkeypatch.setattr(clusters, "WAIT", 1)
    with (
        LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0", processes=False) as empty,
        Client(empty) as client,
        pytest.raises(RunFailed, match="no worker came to the scheduler within 1 seconds"),
    ):
        check_workers(client, order_of(toy()), {}, rules())


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere"])
def test_a_scheduler_that_is_not_there_is_told(tmp_path, monkeypatch, address):
    monkeypatch.setattr(clusters, "CONNECT", 1)
    with pytest.raises(Fault, match=f"--cluster: no scheduler was reached at '{address}'"):
        carry_out(toy(), tmp_path / "toy", workers=Workers(cluster=address))


def test_dask_is_asked_for_where_it_is_missing(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Fault, match=r"needs Dask.*decentralisation-dynamics\[cluster\]"):
        carry_out(toy(), tmp_path / "toy", workers=Workers(cluster="local"))


# The page about clusters

PAGE = (Path(__file__).parents[2] / "experiments" / "CLUSTER.md").read_text(encoding="utf-8")


def example(name: str) -> str:
    """The Python program of the page that is marked so."""
    return re.search(rf"```python {name}\n(.+?)```", PAGE, re.DOTALL).group(1)


@pytest.mark.parametrize("name", ["slurm", "kubernetes"])
def test_the_examples_are_programs_that_can_be_started_again(name):
    """Dask starts workers by importing the program, so all that it does stands behind the guard."""
    body = ast.parse(example(name)).body
    assert [type(part).__name__ for part in body if not isinstance(part, ast.Import | ast.ImportFrom | ast.Assign)] == [
        "If"
    ]
    assert ast.unparse(body[-1].test) == "__name__ == '__main__'"


def test_the_options_of_the_page_exist():
    declared = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["--help"]).stdout
    told = {flag for line in PAGE.splitlines() if "decdyn " in line for flag in re.findall(r"--\w+", line)}
    assert {"--resume", "--processes", "--cluster", "--out"} <= told
    assert all(flag in declared for flag in told)


def test_the_page_names_no_folder_of_a_machine():
    assert re.findall(r"[\s\"'](/(?:home|root|work|tmp|usr|Users)\b)", PAGE) == []


def test_the_example_for_slurm_writes_a_batch_script(monkeypatch, capsys):
    """As far as that goes without SLURM: the script is written, and the command is given the scheduler's address."""
    jobqueue = pytest.importorskip("dask_jobqueue")
    started, called = [], []
    monkeypatch.setattr(jobqueue.SLURMCluster, "scale", lambda self, number=0, **jobs: started.append(jobs))
    monkeypatch.setattr(jobqueue.SLURMCluster, "wait_for_workers", lambda self, number: None)
    monkeypatch.setattr(subprocess, "run", lambda command, check: called.append(command))
    exec(compile(example("slurm"), "slurm.py", "exec"), {"__name__": "__main__"})
    script = capsys.readouterr().out
    for line in ("#SBATCH -p QUEUE", "#SBATCH -A ACCOUNT", "#SBATCH --cpus-per-task=16", "#SBATCH -t 04:00:00"):
        assert line in script
    assert "--nthreads 1 " in script and "--nworkers 16 " in script
    assert {"jobs": 8} in started
    ((*_, option, address),) = called
    assert (option, address[:6]) == ("--cluster", "tcp://")
