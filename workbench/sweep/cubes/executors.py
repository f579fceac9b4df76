"""Who solves the cubes: processes on this machine. `cluster.py` has those of other machines."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread
from typing import Protocol

import msgspec

from workbench.problems.cnf import Clause
from workbench.sweep.cubes.answers import FAILED, REFUTED, Answer, Asked, Setting

MOST_LOSSES = 5
"""So many workers may die on one cube, one after the other, before it is given up."""


class LostWorker(Exception):
    """The worker died, or said something else than an answer."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An answer that came in."""

    cube: Clause
    answer: Answer
    proof: bytes = b""


class Workers(Protocol):
    """Answers cubes side by side. Each cube that was submitted arrives once, unless `close` comes first."""

    @property
    def width(self) -> int:
        """How many cubes should be under way."""

    def submit(self, cube: Clause, seconds: float) -> None:
        """Have a cube answered, by a solver that may take so many wall seconds."""

    def arrivals(self, timeout: float) -> Sequence[Arrival]:
        """What came in, waiting for the first so many seconds. Raises WorkbenchError where nobody answers any more."""

    def close(self) -> None:
        """End what runs."""


class WorkerProcess:
    """One `workbench.sweep.cubes.worker` and the pipes to it."""

    def __init__(self, formula: bytes, seed: int, memory_mb: int, keep: bool) -> None:
        setting = msgspec.json.encode(Setting(len(formula), seed, memory_mb, keep))
        self._keep = keep
        # Ours and not its own, so that nothing stays of one that is killed.
        self._folder = tempfile.TemporaryDirectory(prefix="workbench-worker-", ignore_cleanup_errors=True)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "workbench.sweep.cubes.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # so that Ctrl-C reaches only whoever asked
            env={
                **os.environ,
                "OMP_NUM_THREADS": "1",
                "OPENBLAS_NUM_THREADS": "1",
                "NUMBA_NUM_THREADS": "1",
                "TMPDIR": self._folder.name,
            },
        )
        with contextlib.suppress(BrokenPipeError):
            self._send(setting + b"\n" + formula)

    @property
    def pid(self) -> int:
        """Of the process."""
        return self._process.pid

    def ask(self, cube: Clause, seconds: float) -> tuple[Answer, bytes]:
        """The answer, and the proof where proofs are kept. Raises LostWorker."""
        assert self._process.stdout is not None
        try:
            self._send(msgspec.json.encode(Asked(cube, seconds)) + b"\n")
            answer = msgspec.json.decode(self._process.stdout.readline(), type=Answer)
            size = answer.bytes if self._keep and answer.outcome == REFUTED else 0
            proof = self._process.stdout.read(size)
        except (OSError, ValueError, RecursionError) as error:
            raise LostWorker(str(error)) from error
        if len(proof) < size:
            raise LostWorker("it ended in the middle of a proof")
        return answer, proof

    def _send(self, data: bytes) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(data)
        self._process.stdin.flush()

    def kill(self) -> None:
        """End it and, as its guards see it go, all that it started."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):  # what was not sent has nobody to go to
                if pipe is not None:
                    pipe.close()
        self._folder.cleanup()


class Processes:
    """So many workers on this machine; one that dies is replaced and its cube asked again."""

    def __init__(self, formula: Path, jobs: int, *, seed: int, memory_mb: int, keep: bool) -> None:
        self._formula = formula.read_bytes()
        self._made = (seed, memory_mb, keep)
        self._asked: queue.SimpleQueue[tuple[Clause, float] | None] = queue.SimpleQueue()
        self._answered: queue.SimpleQueue[Arrival] = queue.SimpleQueue()
        self._lock = Lock()
        self._closed = False
        self._alive: set[WorkerProcess] = set()
        self._threads = [Thread(target=self._serve, daemon=True, name=f"cubes {i}") for i in range(jobs)]
        for thread in self._threads:
            thread.start()

    @property
    def width(self) -> int:
        """One cube a worker, and one for whichever is done first."""
        return len(self._threads) + 1

    def submit(self, cube: Clause, seconds: float) -> None:
        """As `Workers` says."""
        self._asked.put((cube, seconds))

    def arrivals(self, timeout: float) -> Sequence[Arrival]:
        """As `Workers` says."""
        try:
            return [self._answered.get(timeout=timeout)]
        except queue.Empty:
            return []

    def close(self) -> None:
        """As `Workers` says."""
        with self._lock:
            self._closed = True
            for worker in self._alive:
                worker.kill()
        for _ in self._threads:
            self._asked.put(None)
        for thread in self._threads:
            thread.join()

    def pids(self) -> list[int]:
        """Of the workers that live."""
        with self._lock:
            return [worker.pid for worker in self._alive]

    def _serve(self) -> None:
        worker: WorkerProcess | None = None
        while (asked := self._asked.get()) is not None and not self._closed:
            for _ in range(MOST_LOSSES):
                worker = worker or self._start()
                if worker is None:
                    return
                try:
                    self._answered.put(Arrival(asked[0], *worker.ask(*asked)))
                    break
                except LostWorker:
                    self._end(worker)
                    worker = None
            else:
                reason = f"{MOST_LOSSES} workers ended on one cube without an answer"
                self._answered.put(Arrival(asked[0], Answer(FAILED, reason)))
        if worker is not None:
            self._end(worker)

    def _start(self) -> WorkerProcess | None:
        with self._lock:
            if self._closed:
                return None
            worker = WorkerProcess(self._formula, *self._made)
            self._alive.add(worker)
            return worker

    def _end(self, worker: WorkerProcess) -> None:
        with self._lock:
            if worker in self._alive:
                self._alive.remove(worker)
                worker.kill()
