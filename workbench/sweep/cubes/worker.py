"""A worker: `python -m workbench.sweep.cubes.worker`. It has each cube solved in a child behind the wall, under limits
of time and memory, and checks the proof itself, where it was solved.

On stdin a `Setting`, the formula, then an `Asked` a line; on stdout an `Answer` a line, with the proof behind it where
proofs are kept. It ends when stdin does, for then whoever asked is gone; so does everything that it started.
"""

from __future__ import annotations

import json
import os
import select
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec

from workbench.checkers.base import RejectedCertificate, certify
from workbench.checkers.sat.cubes import Part, PartJudge
from workbench.dispatch.outlook import environment_of
from workbench.dispatch.sandbox import Session, session
from workbench.evidence.record import Limits
from workbench.problems.cnf import Clause
from workbench.problems.dimacs import parse_cnf
from workbench.sweep.cubes.answers import FAILED, REFUTED, SATISFIABLE, SPENT, Answer, Asked, Setting
from workbench.sweep.cubes.solver import FORMULA, PROOF

IDLE_SECONDS = 300.0
"""After so long without a question the process ends; whoever has another starts a new one."""
START_SECONDS = 120.0
"""What the solver may take to start and read the formula, on a machine that is busy."""
END_SECONDS = 5.0
ENDLESS = Limits().seconds * 10**6
MOST_LINE = 1 << 28


class Orphaned(Exception):
    """Whoever asked is gone."""


class Solver:
    """The child that solves: started when it is needed, killed when it takes too long."""

    def __init__(self, formula: bytes, setting: Setting, folder: Path) -> None:
        (folder / FORMULA).write_bytes(formula)
        self._limits = Limits(ENDLESS, setting.memory_mb)
        self._seed = setting.seed
        self._style = "text" if setting.keep else "binary"  # binary is faster; some checkers of others read text alone
        self._folder = folder
        self._stack = ExitStack()
        self._child: Session | None = None
        self._used = 0.0
        """CPU seconds of the child that cubes before this one took."""

    def ask(self, cube: Clause, seconds: float) -> dict[str, Any]:
        """What it said of a cube, or `ended` and what it had used by then: `time`, `memory`... Raises Orphaned."""
        if self._child is None or not self._child.alive:
            self.close()
            argv = [sys.executable, "-m", "workbench.sweep.cubes.solver", str(self._seed), self._style]
            self._child = self._stack.enter_context(
                session(argv, self._folder, self._limits, environment=environment_of())
            )
            if not (self._line(self._child, time.monotonic() + START_SECONDS) or b"").endswith(b"\n"):
                self.close()
                return {"fault": f"did not start within {START_SECONDS:g} s and {self._limits.memory_mb:,} MB"}
        self._child.stdin.write(b" ".join(str(literal).encode() for literal in (*cube, 0)) + b"\n")
        self._child.stdin.flush()
        line = self._line(self._child, time.monotonic() + seconds)
        if line is None or not line.endswith(b"\n"):
            return self._ended("itself" if line is not None else "time")
        said: dict[str, Any] = json.loads(line)
        self._used += float(said["cpu_seconds"])
        return said

    def close(self) -> None:
        """End the child."""
        self._stack.close()
        self._child = None
        self._used = 0.0

    def _ended(self, by: str) -> dict[str, Any]:
        """What became of a child that is not to go on, or did not."""
        assert self._child is not None
        if by == "time":
            self._child.kill()
        finished, used = self._child.wait(END_SECONDS), self._used
        self.close()
        if finished is None:
            return {"ended": by}
        cpu_seconds = max(0.0, finished.cpu_seconds - used)
        ended = by if by == "time" else finished.ended_by or by
        return {"ended": ended, "cpu_seconds": cpu_seconds, "peak_mb": finished.peak_mb}

    def _line(self, child: Session, deadline: float) -> bytes | None:
        """What it says next, a whole line unless it ended; None where the time is over."""
        said = bytearray()
        while not said.endswith(b"\n") and len(said) < MOST_LINE:
            ready, _, _ = select.select([child.stdout.fileno(), 0], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                return None
            if child.stdout.fileno() not in ready:
                raise Orphaned  # nobody asks before the answer is there: this is the end of stdin
            if not (piece := os.read(child.stdout.fileno(), 1 << 16)):
                break
            said += piece
        return bytes(said)


class Worker:
    """Answers cubes of one formula."""

    def __init__(self, formula: bytes, setting: Setting, folder: Path) -> None:
        self._formula = parse_cnf(formula, FORMULA)
        self._solver = Solver(formula, setting, folder)
        self._proof = folder / PROOF
        self._where = f"{os.uname().nodename}:{os.getpid()}"

    def answer(self, asked: Asked) -> Answer:
        """Have it solved, and check what came out."""
        started, used = time.monotonic(), time.process_time()
        try:
            said = self._solver.ask(asked.cube, asked.seconds)
        except (BrokenPipeError, ValueError, TypeError, KeyError) as error:
            self._solver.close()
            said = {"fault": f"said something else than an answer: {error}"}
        answer = _ended(said["ended"]) if "ended" in said else self._judged(asked.cube, said)
        return msgspec.structs.replace(
            answer,
            seconds=round(time.monotonic() - started, 3),
            cpu_seconds=round(said.get("cpu_seconds", 0.0) + time.process_time() - used, 3),
            peak_mb=round(said.get("peak_mb", 0.0), 1),
            where=self._where,
        )

    def close(self) -> None:
        """End the solver."""
        self._solver.close()

    def _judged(self, cube: Clause, said: dict[str, Any]) -> Answer:
        if "fault" in said:
            return Answer(FAILED, f"the solver {said['fault']}")
        if said["model"] is not None:
            return Answer(SATISFIABLE, model=tuple(said["model"]))
        if self._proof.is_symlink() or not self._proof.is_file():
            return Answer(FAILED, "the solver left no proof")
        try:
            checked = certify(PartJudge(), Part(self._formula, cube), "lrat", self._proof)
        except RejectedCertificate as error:
            return Answer(FAILED, f"REJECTED: the proof of a cube: {error}")
        except OSError as error:
            return Answer(FAILED, f"the proof of a cube cannot be read: {error.strerror}")
        return Answer(REFUTED, checked.reason, checked.certificate.sha256, checked.certificate.bytes)


def _ended(by: str) -> Answer:
    if by in ("time", "memory", "output"):
        return Answer(SPENT, by)
    return Answer(FAILED, "the solver's process ended without an answer")


def main() -> None:
    """Serve whoever holds the other end of stdin and stdout."""
    setting = msgspec.json.decode(_read_line(), type=Setting)
    formula = _read(setting.formula)
    with tempfile.TemporaryDirectory(prefix="workbench-cubes-", ignore_cleanup_errors=True) as name:
        worker = Worker(formula, setting, Path(name))
        try:
            while select.select([0], [], [], IDLE_SECONDS)[0] and (line := _read_line()):
                answer = worker.answer(msgspec.json.decode(line, type=Asked))
                proof = (Path(name) / PROOF).read_bytes() if setting.keep and answer.outcome == REFUTED else b""
                _write(msgspec.json.encode(answer) + b"\n" + proof)
        except (Orphaned, BrokenPipeError):
            return
        finally:
            worker.close()


def _read(size: int) -> bytes:
    """From stdin without a buffer, so that `select` sees all that is still to be read."""
    data = bytearray()
    while len(data) < size and (piece := os.read(0, min(1 << 20, size - len(data)))):
        data += piece
    return bytes(data)


def _read_line() -> bytes:
    line = bytearray()
    while not line.endswith(b"\n") and (byte := os.read(0, 1)):
        line += byte
    return bytes(line) if line.endswith(b"\n") else b""


def _write(data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(1, view) :]


if __name__ == "__main__":
    main()
