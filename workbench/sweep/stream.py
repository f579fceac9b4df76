"""A sweep: rows in, outcomes out, some at a time, whatever the set's length.

One thread reads the set and looks up what is known; `jobs` workers ask; one thread commits what they found. Between
them are queues of bounded length, so that a set of a million rows takes no more memory than one of ten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import partial
from queue import Empty, Full, Queue
from threading import Event, Lock, Thread

from workbench.dispatch.plan import Question, about
from workbench.dispatch.runner import PATIENCE_SECONDS
from workbench.errors import BadInput
from workbench.evidence.record import Limits
from workbench.evidence.store import Store
from workbench.sweep.outcome import Attempt, Outcome, outcome_of
from workbench.sweep.recording import Recording
from workbench.sweep.rows import BadRow, Row
from workbench.sweep.techniques import Ask, Technique
from workbench.workspace import Workspace

_AHEAD = 4
"""Questions that wait, for each worker."""
_LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Begun:
    """A worker asks about this problem now."""

    worker: int
    problem: str
    technique: str


@dataclass(frozen=True, slots=True)
class Done:
    """A problem has its outcome under a technique."""

    outcome: Outcome
    resumed: bool
    """It was known from before."""
    missing: bool = False
    """It failed for want of a tool."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that states no problem, or a problem that no technique takes."""

    error: BadInput


Happening = Begun | Done | Refused


@dataclass(frozen=True, slots=True)
class Sweep:
    """What is to be swept, and how."""

    rows: Iterable[Row | BadRow]
    techniques: Sequence[Technique]
    store: Store | None
    """Where answers are recorded. None for ranges of parameters: what nobody expects is no evidence for a statement."""
    known: Mapping[tuple[str, str], Outcome]
    """Of before, by (fingerprint, technique)."""
    limits: Callable[[Row], Limits]
    workspace: Workspace | None = None
    """Where the modules of Lean problems are looked for."""
    jobs: int = 2

    def run(self, on_event: Callable[[Happening], None], cancel: Event | None = None) -> None:
        """Try everything; `on_event` is called from several threads, one at a time, after an answer was recorded.

        When `cancel` is set, and on Ctrl-C (KeyboardInterrupt goes on), what is running is ended and has no outcome.
        Raises what a worker raised: BadInput where the store takes no answer.
        """
        _Running(self, on_event, cancel or Event()).everything()


@dataclass(frozen=True, slots=True)
class _Task:
    question: Question
    group: str
    technique: Technique


class _Running:
    """One call of `Sweep.run`: the threads and what they share."""

    def __init__(self, sweep: Sweep, on_event: Callable[[Happening], None], cancel: Event) -> None:
        self._sweep = sweep
        self._on_event = on_event
        self._cancel = cancel
        self._waiting: Queue[_Task | None] = Queue(_AHEAD * sweep.jobs)
        self._lock = Lock()
        self._failure: BaseException | None = None
        self._recording = Recording(sweep.store, self._fail) if sweep.store is not None else None

    def everything(self) -> None:
        threads = [
            Thread(target=self._work, args=(number,), daemon=True, name=f"sweep {number}")
            for number in range(self._sweep.jobs)
        ]
        try:
            for thread in threads:
                thread.start()
            for row in self._sweep.rows:
                if self._cancel.is_set():
                    break
                self._plan(row)
            for _ in threads:
                self._put(None)
            for thread in threads:
                thread.join()
            if self._recording is not None:
                self._recording.close()
        except BaseException:
            self._cancel.set()
            with suppress(KeyboardInterrupt):
                for thread in threads:
                    thread.join(PATIENCE_SECONDS)
                if self._recording is not None:
                    self._recording.close(PATIENCE_SECONDS)
            raise
        if self._failure is not None:
            raise self._failure

    def _plan(self, row: Row | BadRow) -> None:
        """Tell what is known of a row, and put the rest before the workers."""
        if isinstance(row, BadRow):
            self._tell(Refused(row.error))
            return
        try:
            question = self._question(row)
        except BadInput as error:
            self._tell(Refused(error))
            return
        techniques = [technique for technique in self._sweep.techniques if technique.takes(question)]
        if not techniques:
            problem = f"{question.name}: none of the techniques takes a problem of kind {row.problem.kind}"
            self._tell(Refused(BadInput(problem, remedy="name one that does with --with")))
        for technique in techniques:
            before = self._sweep.known.get((question.fingerprint, technique.name))
            if before is not None and before.stands_under(question.limits):
                self._tell(Done(before, resumed=True))
            else:
                self._put(_Task(question, row.group, technique))

    def _question(self, row: Row) -> Question:
        """What is asked of a row; where a range of parameters is swept nothing is expected, as in `solve`."""
        question = about(row.problem, self._sweep.limits(row), self._sweep.workspace)
        return question if row.expects else replace(question, problem=row.problem, expect=None)

    def _put(self, task: _Task | None) -> None:
        while not self._cancel.is_set():
            with suppress(Full):
                self._waiting.put(task, timeout=_LOOK_SECONDS)
                return

    def _work(self, number: int) -> None:
        lanes: dict[str, Ask] = {}
        try:
            with ExitStack() as opened:
                while not self._cancel.is_set():
                    with suppress(Empty):
                        task = self._waiting.get(timeout=_LOOK_SECONDS)
                        if task is None:
                            return
                        name = task.technique.name
                        if name not in lanes:
                            lanes[name] = opened.enter_context(task.technique.lane(self._recording, self._cancel))
                        self._tell(Begun(number, task.question.name, name))
                        found = lanes[name](task.question)
                        if isinstance(found, Future):
                            found.add_done_callback(partial(self._answered, task))
                        else:
                            self._finish(task, found)
        except BaseException as failure:  # raised again by the thread that called `run`
            self._fail(failure)

    def _fail(self, failure: BaseException) -> None:
        self._failure = self._failure or failure
        self._cancel.set()

    def _answered(self, task: _Task, found: Future[Attempt | None]) -> None:
        try:
            self._finish(task, found.result())
        except BaseException as failure:
            self._fail(failure)

    def _finish(self, task: _Task, attempt: Attempt | None) -> None:
        if attempt is not None:
            question = task.question
            outcome = outcome_of(
                attempt,
                problem=question.name,
                group=task.group,
                technique=task.technique.name,
                fingerprint=question.fingerprint,
                limits=question.limits,
            )
            done = Done(outcome, resumed=False, missing=attempt.missing)
            if self._recording is None:
                self._tell(done)
            else:
                self._recording.after(lambda: self._tell(done))

    def _tell(self, event: Happening) -> None:
        with self._lock:
            self._on_event(event)
