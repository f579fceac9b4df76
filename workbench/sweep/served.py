"""The symbolic checker for many questions: one child for a lane, behind the wall, which imports SymPy once.

Its answers are claims like any other's, and each certificate is re-checked in this process. What SymPy alone says is
not computed a second time, as `check` does; its tier is `computation` all the same, and the reason says so.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from workbench.checkers.base import Checker, Claim
from workbench.checkers.registry import checker
from workbench.checkers.symbolic.server import ServerEnded, answers, argv
from workbench.dispatch.plan import Question
from workbench.dispatch.runner import Store, evidence_of
from workbench.dispatch.sandbox import Session, session
from workbench.errors import MissingTool
from workbench.evidence.record import Cost, Limits
from workbench.sweep.outcome import FAILED, Attempt, attempt_of
from workbench.sweep.techniques import Ask

LIFE_SECONDS = 7 * 86_400.0
"""Of a child: its questions have limits of their own."""


@dataclass(frozen=True, slots=True)
class Served:
    """The symbolic checker's technique."""

    name: str = "symbolic"

    def takes(self, question: Question) -> bool:
        """As `Technique.takes`."""
        return question.checker == self.name

    @contextmanager
    def lane(self, store: Store | None, cancel: Event) -> Iterator[Ask]:
        """As `Technique.lane`: the child is started by the first question, and again where it died of one."""
        with tempfile.TemporaryDirectory(prefix="workbench-sweep-", ignore_cleanup_errors=True) as name:
            lane = _Lane(Path(name), store)
            try:
                yield lane.ask
            finally:
                lane.close()


class _Lane:
    """One child, and what is done with its answers."""

    def __init__(self, folder: Path, store: Store | None) -> None:
        self._certificates = folder / "certificates"
        self._certificates.mkdir()
        self._folder = folder / "child"
        self._folder.mkdir()
        self._store = store
        self._checker: Checker | None = None
        self._opened = ExitStack()
        self._child: Session | None = None

    def close(self) -> None:
        self._opened.close()
        self._child = None

    def ask(self, question: Question) -> Attempt:
        """As `techniques.Ask`."""
        try:
            self._checker = self._checker or checker("symbolic")
        except MissingTool as error:
            return Attempt(FAILED, str(error), missing=True)
        started = time.perf_counter()
        claim = self._claim(question)
        cost = Cost(round(time.perf_counter() - started, 4))
        evidence = evidence_of(question, self._checker, claim, self._certificates, cost, second=False)
        if self._store is not None:
            evidence = self._store.record(evidence, claim.certificate if evidence.decided else None)
        return attempt_of(evidence)

    def _claim(self, question: Question) -> Claim:
        assert question.problem is not None
        child = self._running(question.limits)
        asked = answers(
            [question.problem], child.stdin, child.stdout, self._certificates, seconds=question.limits.seconds
        )
        try:
            return next(claim for _, claim in asked)
        except ServerEnded as error:
            self.close()
            limits = question.limits
            return Claim(None, f"gave up within {limits.seconds:g} s and {limits.memory_mb:,} MB: {error}")

    def _running(self, limits: Limits) -> Session:
        if self._child is None:
            life = Limits(LIFE_SECONDS, limits.memory_mb)
            self._child = self._opened.enter_context(session(argv(), self._folder, life))
        return self._child
