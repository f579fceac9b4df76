"""A queue for whoever stays: questions are added while others run, and each can be left again.

Where a command asks all of its questions in one `run`, a person at a screen asks one, looks at something else, asks
ten more and cancels the first. What may run at a time is bounded all the same, and what finished is recorded at once.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Event, Lock, Thread, current_thread

from workbench.dispatch.declarations import batches
from workbench.dispatch.elsewhere import adopted
from workbench.dispatch.plan import Question
from workbench.dispatch.recorded import leave_a_trace
from workbench.dispatch.runner import PATIENCE_SECONDS, Answered, Progress, processors, run
from workbench.evidence.store import Store

CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Left:
    """The question stays without an answer: it was cancelled, or its answer could not be kept."""

    question: Question
    why: str
    """A sentence without a full stop."""


@dataclass(frozen=True, slots=True, eq=False)
class _Item:
    """What runs together: one question, or the declarations that one Lean answers."""

    questions: tuple[Question, ...]
    cancel: Event = field(default_factory=Event)
    answered: set[str] = field(default_factory=set)
    """Fingerprints of those that need no waiting for any more, though the item is not through."""

    @property
    def open(self) -> frozenset[str]:
        """Fingerprints of those that have no answer yet."""
        return frozenset(one.fingerprint for one in self.questions) - self.answered


class Queue:
    """Questions that wait and run. Its methods may be called from any thread, though not within `on_event`; `close`
    alone waits for children."""

    def __init__(self, store_path: Path, *, jobs: int, on_event: Callable[[Progress | Left], None]) -> None:
        """`jobs` items run side by side; `on_event` is called from their threads, one at a time."""
        self._store_path = store_path
        self._jobs = jobs
        self._on_event = on_event
        self._store: Store | None = None
        self._opening = Lock()
        self._telling = Lock()
        self._lock = Lock()
        self._waiting: deque[_Item] = deque()
        self._running: list[_Item] = []
        self._threads: set[Thread] = set()
        self._closed = False

    def add(self, questions: Iterable[Question]) -> tuple[tuple[Question, ...], ...]:
        """Ask these too; gives back those that neither wait nor run already, by what runs together (events speak of the
        first of these where they mean all). Nothing is added after `close`."""
        with self._lock:
            there = {id for item in (*self._waiting, *self._running) for id in item.open}
            new = {one.fingerprint: one for one in questions if one.fingerprint not in there}
            if self._closed or not new:
                return ()
            together = batches(new.values())
            in_batches = {one.fingerprint for batch in together for one in batch}
            added = (*together, *((one,) for id, one in new.items() if id not in in_batches))
            self._waiting.extend(map(_Item, added))
            for _ in range(min(self._jobs - len(self._threads), len(self._waiting))):
                # A daemon: a certificate that takes long to check must not hold up the end of the process.
                thread = Thread(target=self._work, daemon=True, name="queue")
                self._threads.add(thread)
                thread.start()
            return added

    def cancel(self, fingerprints: Iterable[str] | None = None) -> None:
        """Leave these questions, by default all. A child that runs is ended, for all declarations that it is asked."""
        with self._lock:
            chosen = None if fingerprints is None else set(fingerprints)
            for item in (*self._waiting, *self._running):
                if chosen is None or item.open & chosen:
                    item.cancel.set()
            left = [item for item in self._waiting if item.cancel.is_set()]
            self._waiting = deque(item for item in self._waiting if not item.cancel.is_set())
        self._leave((one for item in left for one in item.questions), CANCELLED)

    def close(self, seconds: float = 10 * PATIENCE_SECONDS) -> None:
        """Cancel everything and wait, so many seconds at most, until no child is left."""
        with self._lock:
            self._closed = True
            threads = tuple(self._threads)
        self.cancel()
        until = time.monotonic() + seconds
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))
        if self._store is not None and not any(thread.is_alive() for thread in threads):
            self._store.close()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._threads.discard(current_thread())
                    return
                item = self._waiting.popleft()
                self._running.append(item)
            self._run(item)

    def _run(self, item: _Item) -> None:
        why = CANCELLED

        def hear(event: Progress) -> None:
            if isinstance(event, Answered):  # whoever hears of it may ask it again at once
                with self._lock:
                    item.answered.add(event.question.fingerprint)
            self._tell(event)

        try:
            cores = max(1, processors() // self._jobs)
            store = self._opened() if leave_a_trace(item.questions) else None
            known = partial(adopted, store=store) if store is not None else None
            run(item.questions, jobs=1, cores=cores, store=store, on_event=hear, cancel=item.cancel, elsewhere=known)
        except Exception as error:  # whatever it is, nobody else is there to hear of it
            why = str(error) or type(error).__name__
        finally:
            with self._lock:
                self._running.remove(item)
        self._leave((one for one in item.questions if one.fingerprint in item.open), why)

    def _opened(self) -> Store:
        """One store for all threads, opened when there is something to record. Raises BadInput as `Store.open` does."""
        with self._opening:
            if self._store is None:
                self._store = Store.open(self._store_path, write=True)
            return self._store

    def _leave(self, questions: Iterable[Question], why: str) -> None:
        for question in questions:
            self._tell(Left(question, why))

    def _tell(self, event: Progress | Left) -> None:
        with self._telling:
            self._on_event(event)
