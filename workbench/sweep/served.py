"""The symbolic checker for many questions: one child for a lane, behind the wall, which imports SymPy once.

Its answers are claims like any other's, and each certificate is re-checked in this process, while the child is at the
next question. What SymPy alone says is not computed a second time, as `check` does; its tier is `computation` all the
same, and the reason says so.
"""

from __future__ import annotations

import tempfile
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Event, Thread

from workbench.checkers.base import Claim
from workbench.checkers.registry import checker
from workbench.checkers.symbolic.server import AHEAD, ServerEnded, ServerSilent, answers, argv
from workbench.dispatch.plan import Question
from workbench.dispatch.runner import Store, evidence_of
from workbench.dispatch.sandbox import Session, session, tail
from workbench.errors import MissingTool
from workbench.evidence.record import Cost, Limits
from workbench.problems.spec import Problem
from workbench.sweep.outcome import FAILED, Attempt, attempt_of
from workbench.sweep.techniques import Ask

LIFE_SECONDS = 7 * 86_400.0
"""Of a child: its questions have limits of their own."""
SLOW_SECONDS = 0.1
"""A child that took longer for its last question is asked one at a time: another lane may be free for the next."""
_LOOK_SECONDS = 0.1
_FAREWELL_SECONDS = 2.0
"""So long may a child that has ended take until its guard says how."""


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
            lane = _Lane(Path(name), store, cancel)
            try:
                yield lane.ask
            finally:
                lane.close()


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    question: Question
    answer: Future[Attempt | None] = field(default_factory=Future)


class _Lane:
    """One child, what it is asked, and a thread that does with its answers what is to be done."""

    def __init__(self, folder: Path, store: Store | None, cancel: Event) -> None:
        self._certificates = folder / "certificates"
        self._certificates.mkdir()
        self._folder = folder / "child"
        self._folder.mkdir()
        self._store = store
        self._cancel = cancel
        self._opened = ExitStack()
        self._child: Session | None = None
        self._changed = Condition()
        self._fresh: deque[_Asked] = deque()
        """What the child has not been sent."""
        self._sent: deque[_Asked] = deque()
        self._most = AHEAD
        """So many may be under way."""
        self._closed = False
        self._failure: BaseException | None = None
        self._since = 0.0
        """When the child began with its question."""
        self._thread = Thread(target=self._work, daemon=True, name="lane")
        self._thread.start()

    def ask(self, question: Question) -> Attempt | Future[Attempt | None] | None:
        """As `techniques.Ask`; returns when the child may be asked one more."""
        try:
            checker("symbolic")
        except MissingTool as error:
            return Attempt(FAILED, str(error), missing=True)
        one = _Asked(question)
        with self._changed:
            if self._failure is not None:
                raise self._failure
            while len(self._fresh) + len(self._sent) >= self._most:
                if self._cancel.is_set():
                    return None
                self._changed.wait(_LOOK_SECONDS)
            self._fresh.append(one)
            self._changed.notify_all()
        return one.answer

    def close(self) -> None:
        """Wait for what is under way, or where the sweep was cancelled end it."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        while self._thread.is_alive():
            if self._cancel.is_set() and self._child is not None:
                self._child.kill()
            self._thread.join(_LOOK_SECONDS)
        self._opened.close()

    def _work(self) -> None:
        try:
            while (one := self._first()) is not None:
                self._talk(self._running(one.question.limits))
        except BaseException as failure:  # it goes to whoever asked and will ask
            with self._changed:
                self._failure = failure
            for one in (*self._sent, *self._fresh):
                one.answer.set_exception(failure)

    def _talk(self, child: Session) -> None:
        """Ask a child until there is no more to ask, or it ends."""
        try:
            for _, claim in answers(self._source(), child.stdin, child.stdout, self._certificates):
                self._settle(claim)
        except ServerEnded as error:
            claim = self._why(error, child)
            self._opened.close()
            self._child = None
            self._settle(claim)
            with self._changed:
                self._fresh.extendleft(reversed(self._sent))
                self._sent.clear()

    def _first(self) -> _Asked | None:
        """Wait for something to ask; None where the lane is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._fresh or self._closed)
            return self._fresh[0] if self._fresh and not self._cancel.is_set() else None

    def _source(self) -> Iterator[tuple[Problem, float] | None]:
        """What to send, waiting only where nothing is under way."""
        while self._sent or self._first() is not None:
            one = self._next()
            if one is None:
                yield None
            else:
                assert one.question.problem is not None
                yield one.question.problem, one.question.limits.seconds

    def _next(self) -> _Asked | None:
        with self._changed:
            if not self._fresh:
                return None
            self._since = self._since if self._sent else time.perf_counter()
            self._sent.append(self._fresh.popleft())
            return self._sent[-1]

    def _settle(self, claim: Claim) -> None:
        """Certify and record what the child answered to the first question that it was sent."""
        now = time.perf_counter()
        one, took = self._sent[0], now - self._since
        self._since = now
        with self._changed:
            self._sent.popleft()
            self._most = 1 if took > SLOW_SECONDS else AHEAD
            self._changed.notify_all()
        try:
            one.answer.set_result(self._attempt(one.question, claim, Cost(round(took, 4))))
        except BaseException as failure:
            one.answer.set_exception(failure)

    def _attempt(self, question: Question, claim: Claim, cost: Cost) -> Attempt | None:
        if claim.answer is None and self._cancel.is_set():
            return None
        evidence = evidence_of(question, checker("symbolic"), claim, self._certificates, cost, second=False)
        if self._store is not None:
            evidence = self._store.record(evidence, claim.certificate if evidence.decided else None)
        return attempt_of(evidence)

    def _why(self, error: ServerEnded, child: Session) -> Claim:
        """What became of the question that a child died of: given up at a limit; else the tool failed, and the question
        is asked again by the next sweep."""
        finished = None if isinstance(error, ServerSilent) else child.wait(_FAREWELL_SECONDS)
        limits = self._sent[0].question.limits
        if isinstance(error, ServerSilent) or (finished is not None and finished.ended_by is not None):
            return Claim(None, f"gave up within {limits.seconds:g} s and {limits.memory_mb:,} MB: {error}")
        said = tail(self._folder).rpartition("\n")[2][:300]
        code = "" if finished is None or finished.exit is None else f" (exit code {finished.exit})"
        return Claim(None, f"SymPy's process failed: {error}{code}" + (f": {said}" if said else ""), failed=True)

    def _running(self, limits: Limits) -> Session:
        if self._child is None:
            life = Limits(LIFE_SECONDS, limits.memory_mb)
            self._child = self._opened.enter_context(session(argv(), self._folder, life))
        return self._child
