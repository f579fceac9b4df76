"""A sweep's answers share commits, and none is announced before it is durable."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from workbench.errors import BadInput
from workbench.evidence.record import Evidence
from workbench.evidence.store import Entry, Store
from workbench.sweep.recording import MOST_AT_ONCE, Recording


def unknown(number: int) -> Evidence:
    return Evidence.unknown("time", fingerprint=f"f{number}", kind="problem", name="p", checker="symbolic")


class Slow(Store):
    """A store whose commits wait to be let go, and are counted."""

    gate: threading.Event
    groups: list[int]

    def commit(self, entries: Sequence[Entry]) -> None:
        self.gate.wait()
        super().commit(entries)
        self.groups.append(len(entries))


def slow(folder: Path) -> Slow:
    store = Slow.open(folder, write=True)
    store.gate, store.groups = threading.Event(), []
    return store


def test_what_comes_in_during_a_commit_is_one_commit_and_is_announced_after_it(tmp_path: Path) -> None:
    with slow(tmp_path / "s") as store:
        said: list[tuple[int, bool]] = []
        recording = Recording(store, pytest.fail)
        for number in range(100):
            recording.record(unknown(number))
            recording.after(lambda number=number: said.append((number, store.latest(f"f{number}") is not None)))  # type: ignore[misc]
        assert said == []
        store.gate.set()
        recording.close()
        assert said == [(number, True) for number in range(100)]
        assert sum(store.groups) == 100 and len(store.groups) <= 4


def test_memory_is_bounded_and_nothing_is_said_after_a_failure(tmp_path: Path) -> None:
    with slow(tmp_path / "s") as store:
        said: list[int] = []
        failures: list[BaseException] = []
        recording = Recording(store, failures.append)

        def many() -> None:
            for number in range(4 * MOST_AT_ONCE):
                recording.record(unknown(number))
                recording.after(lambda number=number: said.append(number))  # type: ignore[misc]

        thread = threading.Thread(target=many)
        thread.start()
        thread.join(0.3)
        assert thread.is_alive(), "more was handed in than can wait"
        assert store._connection is not None
        store._connection.execute("PRAGMA query_only = ON")
        store.gate.set()
        thread.join()
        recording.close()
        assert said == [] and len(failures) == 1 and isinstance(failures[0], BadInput)


def test_an_interrupted_sweep_waits_no_longer_than_it_is_told(tmp_path: Path) -> None:
    with slow(tmp_path / "s") as store:
        recording = Recording(store, pytest.fail)
        recording.record(unknown(1))
        recording.close(0.05)
        assert store.history() == []
        store.gate.set()
        recording._thread.join()
        assert len(store.history()) == 1


def test_what_a_sweep_announced_survives_kill_9(tmp_path: Path) -> None:
    dice = random.Random(9)
    (tmp_path / "workbench.toml").touch()
    rows = [
        {"id": f"q-{n}", "kind": "answer", "answer": {"question": "?", "expression": f"{n}*{n}", "answer": str(n * n)}}
        for n in range(20_000)
    ]
    (tmp_path / "set.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    announced: dict[str, str] = {}
    for attempt in range(3):
        argv = [sys.executable, "-m", "workbench.cli.main", "sweep", "set.jsonl", "--output", f"{attempt}.jsonl"]
        here = {**os.environ, "TMPDIR": str(tmp_path)}  # what it leaves behind goes with the test
        errors = tmp_path / "errors"
        with (
            errors.open("wb") as said,
            subprocess.Popen(argv, cwd=tmp_path, env=here, stdout=-3, stderr=said) as process,
        ):
            output, until = tmp_path / f"{attempt}.jsonl", time.monotonic() + 120
            wanted = 100 * attempt + dice.randrange(10, 100)
            while not output.exists() or output.read_bytes().count(b"\n") < wanted:
                assert process.poll() is None, errors.read_text("utf-8")
                assert time.monotonic() < until
                time.sleep(dice.random() / 100)
            process.send_signal(signal.SIGKILL)
        for line in output.read_text("utf-8").splitlines(keepends=True):
            if line.endswith("\n"):
                one = json.loads(line)
                announced[one["fingerprint"]] = one["certificate"]
    assert len(announced) > 200
    with Store.open(tmp_path / ".workbench", write=False) as store:
        found = store.latest_of(announced)
        assert found.keys() == announced.keys()
        for fingerprint, sha256 in announced.items():
            certificate = found[fingerprint].certificate
            assert certificate is not None and certificate.sha256 == sha256
