"""A sweep on a real dask cluster of processes, one of which is killed now and then."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.sweep.dask_processes import dask_processes, wait_until

COMMAND = [sys.executable, "-c", "from workbench.cli.main import main; main()", "sweep"]
SETS = Path(__file__).resolve().parents[2] / "problems" / "sets"


def journal(folder: Path) -> int:
    return sum(path.read_bytes().count(b"\n") for path in folder.glob(".workbench/sweeps/*.journal"))


def test_the_same_answers_as_here_whoever_dies(tmp_path: Path) -> None:
    count = 240
    lines = (SETS / "answers.jsonl").read_text("utf-8").splitlines()[:count]
    (tmp_path / "workbench.toml").write_text("")
    (tmp_path / "set.jsonl").write_text("\n".join(lines) + "\n")
    with dask_processes(tmp_path / "dask") as cluster:
        words = [*COMMAND, "set.jsonl", "--cluster", cluster.address, "--output", "there.jsonl"]
        client = subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            wait_until(lambda: journal(tmp_path) >= 20 or client.poll() is not None)
            cluster.kill_worker(0)
            wait_until(lambda: journal(tmp_path) >= 60 or client.poll() is not None)
            assert client.poll() is None
            cluster.kill_scheduler()
            _, said = client.communicate(timeout=200)
        finally:
            client.kill()
            client.wait()
    assert client.returncode == 1, said
    there = [json.loads(line) for line in (tmp_path / "there.jsonl").read_text().splitlines()]
    subprocess.run([*COMMAND, "set.jsonl", "--rerun", "--output", "here.jsonl"], cwd=tmp_path, check=False, timeout=200)
    here = [json.loads(line) for line in (tmp_path / "here.jsonl").read_text().splitlines()]
    assert len(there) == len(here) == count

    def decided(rows: list[dict]) -> dict[str, tuple[str, str]]:
        return {row["problem"]: (row["outcome"], row["tier"]) for row in rows}

    assert decided(there) == decided(here)


def test_nobody_at_the_address_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "workbench.toml").write_text("")
    words = [*COMMAND, "schur", "--param", "n=3", "--param", "colours=2", "--cluster", "tcp://127.0.0.1:1"]
    run = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=100, check=False)
    assert run.returncode == 2 and "dask scheduler" in run.stderr and "Traceback" not in run.stderr
