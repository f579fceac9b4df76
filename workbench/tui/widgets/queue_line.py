"""One line on what machines do: there while something runs or waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual.widgets import Static

from workbench.status import SIGNS, Mark
from workbench.tui.widgets.inked import Inked
from workbench.views.plain import cut, plain

if TYPE_CHECKING:
    from workbench.tui.app import WorkbenchApp
    from workbench.tui.jobs import Job

LOOK_SECONDS = 0.25


class QueueLine(Inked, Static):
    """How many questions run and wait, and how it goes with the one that runs longest."""

    DEFAULT_CSS = "QueueLine { height: 1; padding: 0 1; display: none; }  QueueLine.-busy { display: block; }"

    def on_mount(self) -> None:
        """Look a few times a second; nothing is drawn where nothing runs."""
        self.set_interval(LOOK_SECONDS, self.look)

    def look(self) -> None:
        """Draw what is so now."""
        app = cast("WorkbenchApp", self.app)
        jobs = [job for job in app.work.jobs.all() if job.is_open] if "work" in app.__dict__ else []
        self.set_class(bool(jobs), "-busy")
        if jobs:
            self.update(Text(cut(said(jobs), max(20, self.size.width)), self.style_of("running"), no_wrap=True))


def said(jobs: Sequence[Job]) -> str:
    """The line for jobs that are open."""
    from workbench.tui.jobs import State  # with it come the checkers, which the first screen does not wait for

    states = Counter(job.state for job in jobs)
    runs = states[State.RUNNING] + states[State.CERTIFYING]
    states_now = (("running", runs), ("waiting", states[State.WAITING]))
    counts = ", ".join(f"{number} {word}" for word, number in states_now if number)
    first = next((f" · {plain(job.question.name)}: {figures(job)}" for job in jobs if job.runs), "")
    return f"{SIGNS[Mark.RUNNING]} {counts}{first}"


def figures(job: Job) -> str:
    """Time and memory of a job that runs, beside its limits."""
    from workbench.tui.jobs import State

    if job.state is State.CERTIFYING:
        return f"{job.seconds:.0f} s, re-checking"
    limits = job.question.limits
    used = f"{job.seconds:.0f} of {limits.seconds:g} s, {job.mb:,.0f} of {limits.memory_mb:,} MB"
    return f"{plain(job.line)} · {used}" if job.line else used
