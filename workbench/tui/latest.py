"""Work for a screen that is only wanted as of now: one thread at a time, and of what came meanwhile the last alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.widget import Widget

Job = Callable[[], Callable[[], Any]]
"""Computed in a thread; what it returns is then called in the event loop, and may touch widgets."""


class Latest:
    """Runs the newest job for a widget; a job that is overtaken before it begins is never run."""

    def __init__(self, widget: Widget, name: str) -> None:
        self._widget = widget
        self._name = name
        self._next: Job | None = None
        self._now: Job | None = None
        self._busy = False

    def submit(self, job: Job) -> None:
        """Run `job` in a thread, after the one that runs now. Called in the event loop only."""
        self._next = job
        if not self._busy:
            self._start()

    def _start(self) -> None:
        self._now, self._next = self._next, None
        self._busy = self._now is not None and self._widget.is_attached
        if self._busy:
            self._widget.run_worker(self._run, thread=True, group=self._name)

    def _run(self) -> None:
        # Textual's workers are garbage in circles: one that held the job would hold a whole desk until it is collected.
        job, self._now = self._now, None
        show: Callable[[], Any] | None = None
        try:
            show = job() if job is not None else None
        finally:
            self._widget.call_later(self._ended, show)  # does not wait, so that a loop that ends holds nobody

    def _ended(self, show: Callable[[], Any] | None) -> None:
        if show is not None and self._next is None and self._widget.is_attached:
            show()
        self._start()
