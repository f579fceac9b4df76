"""Cubes on a real dask cluster of processes, killed at random moments."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest

from tests.sweep.cube_samples import question, setting
from tests.sweep.dask_processes import dask_processes, wait_until
from workbench.checkers.sat.cubes import cover_formula
from workbench.checkers.sat.lrat import check_lrat
from workbench.errors import BadInput
from workbench.evidence.record import Verdict
from workbench.sweep.cubes import cluster as cluster_module
from workbench.sweep.cubes.cover import cover_proof
from workbench.sweep.cubes.solving import solve

COMMAND = [sys.executable, "-c", "from workbench.cli.main import main; main()", "solve", "--format", "json"]
FAMILY = ["van-der-waerden", "n=97", "lengths=3,10"]


def start(folder: Path, address: str) -> subprocess.Popen[str]:
    words = [*COMMAND, *FAMILY, "--timeout", "300", "--cluster", address]
    return subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def entries(folder: Path) -> list[dict[str, object]]:
    """The whole lines of the ledger."""
    return [
        json.loads(line.partition("\t")[0])
        for path in folder.glob(".workbench/cubes/*.jsonl")
        for line in path.read_text().splitlines(keepends=True)
        if line.endswith("\n")
    ]


def refuted(folder: Path) -> list[tuple[int, ...]]:
    return [tuple(entry["refuted"]) for entry in entries(folder) if "refuted" in entry]  # type: ignore[arg-type]


def test_kill_9_of_workers_scheduler_and_client_loses_no_cube_and_counts_none_twice(tmp_path):
    """One of each is killed after a random number of further cubes, in random order; all workers at once, too."""
    choice = random.Random(20261125)
    victims = ["worker", "workers", "scheduler", "client"]
    choice.shuffle(victims)
    with dask_processes(tmp_path / "dask") as cluster:
        client = start(tmp_path, cluster.address)
        for victim in victims:
            before = refuted(tmp_path)
            aim = len(before) + choice.randint(2, 8)
            wait_until(lambda aim=aim, client=client: len(refuted(tmp_path)) >= aim or client.poll() is not None)
            assert client.poll() is None, (victim, client.communicate())
            if victim == "worker":
                cluster.kill_worker(choice.randrange(2))
            elif victim == "workers":
                cluster.kill_workers()
            elif victim == "scheduler":
                cluster.kill_scheduler()
            else:
                client.send_signal(signal.SIGKILL)
                client.communicate()
                client = start(tmp_path, cluster.address)
            assert refuted(tmp_path)[: len(before)] == before
        out, err = client.communicate(timeout=200)
        assert client.returncode == 0, err
    said = json.loads(out)
    assert (said["answer"], said["tier"], said["certificate"]["kind"]) == ("unsatisfiable", "certificate", "cubes")
    done = refuted(tmp_path)
    assert len(done) == len(set(done)) == said["cubes"]["refuted"] >= 64
    assert said["cubes"]["open"] == 0
    numbers = [entry["number"] for entry in entries(tmp_path) if "refuted" in entry]
    assert numbers == list(range(1, len(done) + 1))
    check_lrat(cover_formula(done, 97), cover_proof(done).encode())
    assert any(entry.startswith("ledger:") and cluster.address in entry for entry in said["rests_on"])


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "PATIENCE_SECONDS", 1.0)


def test_nobody_there_is_bad_input(tmp_path, monkeypatch):
    monkeypatch.setattr(cluster_module, "CONNECT_SECONDS", 1.0)
    asked = question("van-der-waerden", n=22, lengths="3,5")
    with pytest.raises(BadInput, match="no scheduler"):
        solve(asked, setting(tmp_path, cluster="tcp://127.0.0.1:9"))


def test_a_cluster_that_stays_away_ends_the_run_and_what_had_finished_is_kept(tmp_path, impatient):
    asked = question("van-der-waerden", n=77, lengths="3,9")
    with dask_processes(tmp_path / "dask", 1) as cluster:
        address = cluster.address

        def murder() -> None:
            wait_until(lambda: len(refuted(tmp_path)) >= 3)
            cluster.close()

        thread = threading.Thread(target=murder)
        thread.start()
        lost = solve(asked, setting(tmp_path, cluster=address, first=150))
        thread.join()
    assert lost.evidence.verdict is Verdict.ERROR and lost.evidence.answer is None
    assert "is gone" in lost.evidence.reason and "kept in" in lost.evidence.reason
    assert 3 <= lost.left.refuted < 150
    here = solve(asked, setting(tmp_path))
    assert here.evidence.verdict is Verdict.VERIFIED and here.left.refuted == here.left.roots == 150
    again = solve(asked, setting(tmp_path, cluster=address))
    assert again.evidence.verdict is Verdict.VERIFIED, "what is complete needs no cluster"


def test_a_dead_dask_worker_leaves_no_process_behind():
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from workbench.sweep.cubes.executors import WorkerProcess\n"
            "import time\n"
            "worker = WorkerProcess(b'p cnf 1 1\\n1 0\\n', 0, 500, False)\n"
            "print(worker.pid, worker.ask((), 20)[0].outcome, flush=True)\n"
            "time.sleep(100)",
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    pid, outcome = holder.stdout.readline().split()
    assert outcome == "satisfiable"
    family = [psutil.Process(int(pid)), *psutil.Process(int(pid)).children(recursive=True)]
    holder.kill()
    holder.wait()
    wait_until(lambda: not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in family), 20)


@pytest.mark.parametrize("said", [b"", b"{}", b"no JSON\n", None, 7, b'{"outcome": 3}\n'])
def test_what_is_no_answer_is_a_failure_of_the_cube_and_no_refutation(said):
    arrival = cluster_module._arrival((1, -2), said)
    assert arrival.answer.outcome == "failed" and arrival.cube == (1, -2)
