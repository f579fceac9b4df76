"""Answers of a sweep are committed many at a time: whatever came in within a moment, or during the last commit.

A sweep of small questions would otherwise spend most of its time waiting for the disk. Nobody is told of an answer
before it is durable: what is to be said is handed in after what is to be recorded, and said after its commit.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Thread

from workbench.evidence.record import Certificate, Evidence
from workbench.evidence.store import Entry, Store

MOST_AT_ONCE = 256
"""Answers in one commit, and as many may wait for the next."""
GATHER_SECONDS = 0.02
"""So long does an answer wait for others."""


class Recording:
    """A store that writes behind. Its methods may be called from several threads; `close` once, at the end."""

    def __init__(self, store: Store, on_failure: Callable[[BaseException], None]) -> None:
        """`on_failure` is told, once, what the store or a listener raised; nothing is recorded or said after that."""
        self._store = store
        self._on_failure = on_failure
        self._waiting: Queue[Entry | Callable[[], None] | None] = Queue(MOST_AT_ONCE)
        self._thread = Thread(target=self._work, daemon=True, name="recording")
        self._thread.start()

    def record(self, evidence: Evidence, certificate: Path | None = None) -> Evidence:
        """As `Store.record`, but that it is durable only when what is handed to `after` afterwards is called."""
        entry = self._store.prepare(evidence, certificate)
        self._waiting.put(entry)
        return entry.evidence

    def after(self, say: Callable[[], None]) -> None:
        """Call `say`, from a thread of its own, when all that this thread recorded before is durable."""
        self._waiting.put(say)

    def elsewhere(self, fingerprint: str) -> Evidence | None:
        """As `Store.elsewhere`."""
        return self._store.elsewhere(fingerprint)

    def certificate(self, certificate: Certificate, /) -> AbstractContextManager[Path]:
        """As `Store.certificate`."""
        return self._store.certificate(certificate)

    def close(self, seconds: float | None = None) -> None:
        """Wait, so many seconds at most, until all that was handed in is durable and said."""
        with suppress(Full):
            self._waiting.put(None, timeout=seconds)
            self._thread.join(seconds)

    def _work(self) -> None:
        failed = False
        while True:
            taken = self._taken()
            try:
                if not failed:
                    self._store.commit([one for one in taken if isinstance(one, Entry)])
                    for say in taken:
                        if callable(say):
                            say()
            except BaseException as failure:  # raised again by the thread that called `Sweep.run`
                failed = True
                self._on_failure(failure)
            if taken[-1] is None:
                return

    def _taken(self) -> list[Entry | Callable[[], None] | None]:
        """Whatever waits, and at least one."""
        taken = [self._waiting.get()]
        if taken[0] is not None:
            time.sleep(GATHER_SECONDS)
        while len(taken) < MOST_AT_ONCE and taken[-1] is not None:
            try:
                taken.append(self._waiting.get_nowait())
            except Empty:
                break
        return taken
