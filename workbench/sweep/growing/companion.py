"""Our end of the child that keeps its solver from step to step."""

from __future__ import annotations

import json
import os
import select
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from workbench.dispatch.outlook import access_of, environment_of
from workbench.dispatch.sandbox import Session, session
from workbench.evidence.record import Limits
from workbench.problems.spec import Problem
from workbench.sweep.growing.child import QUESTION

ENDLESS = 10.0**8
MOST_LINE = 256 << 20


class Companion:
    """Asked for one value after the other; a new child is started where the last one is gone."""

    def __init__(self, problem: Problem, grows: str, limits: Limits) -> None:
        self._problem = problem
        self._grows = grows
        self._limits = Limits(ENDLESS, limits.memory_mb)
        self._stack = ExitStack()
        self._child: Session | None = None
        self._said = bytearray()

    def __enter__(self) -> Companion:
        return self

    def __exit__(self, *error: object) -> None:
        self.drop()

    def ask(self, value: int) -> None:
        """Begin a step; `answer` has what comes of it."""
        if self._child is None or not self._child.alive:
            self.drop()
            self._child = self._start()
        self._said.clear()
        self._child.stdin.write(b"%d\n" % value)
        self._child.stdin.flush()

    def answer(self, seconds: float) -> dict[str, Any] | None:
        """What it says, waiting at most so long; None where it has not answered yet. Raises ChildProcessError where it
        ended or said something else than an answer."""
        if self._child is None:
            raise ChildProcessError("it was ended")
        while not self._said.endswith(b"\n"):
            ready, _, _ = select.select([self._child.stdout.fileno()], [], [], seconds)
            if not ready:
                return None
            piece = os.read(self._child.stdout.fileno(), 1 << 16)
            if not piece or len(self._said) > MOST_LINE:
                raise ChildProcessError("it ended without an answer")
            self._said += piece
        try:
            said = json.loads(self._said)
        except (ValueError, RecursionError) as error:
            raise ChildProcessError(f"it said something else than an answer: {error}") from error
        if not isinstance(said, dict) or "fault" in said or not {"answer", "how", "contains"} <= said.keys():
            raise ChildProcessError("it has no answer")
        return said

    def drop(self) -> None:
        """End the child, and forget what it has learned."""
        self._stack.close()
        self._child = None

    def _start(self) -> Session:
        name = tempfile.TemporaryDirectory(prefix="workbench-growing-", ignore_cleanup_errors=True)
        folder = Path(self._stack.enter_context(name))
        body = self._problem.body
        question = {
            "family": body["family"],
            "parameters": body["parameters"],
            "grows": self._grows,
            "base": str(self._problem.base),
        }
        (folder / QUESTION).write_text(json.dumps(question), encoding="utf-8")
        argv = [sys.executable, "-m", "workbench.sweep.growing.child"]
        access, environment = access_of(self._problem), environment_of()
        return self._stack.enter_context(session(argv, folder, self._limits, access=access, environment=environment))
