"""The queue: every question that was asked here, with the time and memory of its child and what it says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.evidence.record import Verdict
from workbench.tui.desk import Desk
from workbench.tui.jobs import Job, State
from workbench.tui.screens.listing import ListScreen
from workbench.tui.screens.log import LogScreen
from workbench.tui.widgets.detail import Detail
from workbench.tui.widgets.rows import Listing, Row, Rows, listing
from workbench.views.ink import Ink
from workbench.views.plain import count, cut, fold, plain
from workbench.views.text import VERDICT_SIGNS

LOOK_SECONDS = 0.25
BAR = 10
HEAD_LINES, LEAST_LINES = 7, 3
"""Above the log; what is left of the height is for its last lines, which are not fewer than so many."""
_MEANINGS = {
    Verdict.VERIFIED: "green",
    Verdict.REFUTED: "refuted",
    Verdict.UNKNOWN: "stale",
    Verdict.ERROR: "failed",
}


class QueueScreen(ListScreen):
    """Runs on while one looks at it or not."""

    HEAD = "Queue"
    HELP: ClassVar[str] = (
        "Everything that machines were **asked** since the app began: what runs with its time and memory, what waits, "
        "what was found. Beside it the log of the one under the cursor. An answer is recorded the moment it is there; "
        "leaving this screen, or the app, loses none."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "cancel", "Cancel"),
        Binding("X", "cancel_all", "Cancel all"),
        Binding("R", "again", "Ask again"),
        Binding("L", "log", "Log"),
    ]

    def on_mount(self) -> None:
        """Look a few times a second."""
        self._seen, self._room = -1, LEAST_LINES
        self.set_interval(LOOK_SECONDS, self._look)

    def _look(self) -> None:
        jobs = self.workbench.work.jobs
        if self.is_current and (jobs.version != self._seen or any(job.runs for job in jobs.all())):
            self._seen = jobs.version
            self.refill()

    def gather(self, desk: Desk) -> Listing:
        """All jobs."""
        jobs = self.workbench.work.jobs.all()
        runs = sum(job.runs for job in jobs)
        waits = sum(job.state is State.WAITING for job in jobs)
        title = f"{self.HEAD} · {runs} running, {waits} waiting, {len(jobs) - runs - waits} done"
        return listing(title, map(_row, jobs), "nothing was asked yet: c checks a node, r everything that is ready")

    def tell(self, desk: Desk, row: Row, width: int, ink: Ink) -> Iterable[str]:
        """What is known of a job, and the end of its log."""
        job = self.workbench.work.jobs.get(row.key or "") or row.about
        yield ink(cut(plain(job.question.name), width), "strong")
        yield from fold(f"{_state(job)} · {_figures(job)}", width)
        if job.evidence is not None:
            yield from fold(plain(job.evidence.reason), width)
        if job.why:
            yield from fold(plain(job.why), width)
        if job.line:
            yield from fold(plain(job.line), width)
        yield ""
        log = self.workbench.work.jobs.log_of(job)
        yield from (ink(cut(line, width), "faint") for line in log.since(log.total - self._room))

    def moved(self, row: Row | None) -> None:
        """Tell of the job; how many lines of its log there is room for is known here, and not in the thread."""
        for detail in self.query(Detail):
            self._room = max(LEAST_LINES, detail.size.height - HEAD_LINES)
        super().moved(row)

    def preferred(self) -> str | None:
        """The newest of the selected node."""
        node = self.workbench.selected
        return next((job.question.fingerprint for job in self.workbench.work.jobs.all() if node in job.nodes), None)

    def action_cancel(self) -> None:
        """Leave the question under the cursor."""
        job = self._chosen()
        if job is None or not job.is_open:
            self.notify("only what runs or waits can be cancelled", markup=False)
            return
        together = sum(one.leader == job.leader and one.is_open for one in self.workbench.work.jobs.all())
        self.workbench.work.cancel([job.question.fingerprint])
        if together > 1:
            self.notify(f"cancelling {count(together, 'declaration')}: one Lean answers them", markup=False)

    def action_cancel_all(self) -> None:
        """Leave everything."""
        number = self.workbench.work.cancel()
        self.notify(
            f"cancelling {count(number, 'question')}; what finished is kept" if number else "nothing runs", markup=False
        )

    def action_again(self) -> None:
        """Ask once more."""
        job = self._chosen()
        if job is not None and not job.is_open:
            self.workbench.work.ask(job.question)

    def action_log(self) -> None:
        """The log with all the room there is."""
        if (job := self._chosen()) is not None:
            self.app.push_screen(LogScreen(job.question.fingerprint))

    def _chosen(self) -> Job | None:
        row = self.query_one(Rows).current
        return self.workbench.work.jobs.get(row.key) if row is not None and row.key else None


def _row(job: Job) -> Row:
    return Row(
        cells=(
            (_state(job), _meaning(job)),
            (plain(job.question.name), ""),
            (_short(job), "faint"),
            (_bar(job), _meaning(job)),
            (plain(", ".join(job.nodes)), "faint"),
        ),
        key=job.question.fingerprint,
        node=job.nodes[0] if job.nodes else None,
        about=job,
    )


def _state(job: Job) -> str:
    if job.evidence is not None:
        return f"{VERDICT_SIGNS[job.evidence.verdict]} {job.evidence.verdict}"
    return {State.WAITING: "· waiting", State.RUNNING: "… running", State.CERTIFYING: "… re-checking"}.get(
        job.state, "- left"
    )


def _meaning(job: Job) -> str:
    if job.evidence is not None:
        return _MEANINGS[job.evidence.verdict]
    return "running" if job.runs else "faint"


def _bar(job: Job) -> str:
    """How much of its time is spent."""
    if not job.runs:
        return ""
    full = min(BAR, int(BAR * job.seconds / max(job.question.limits.seconds, 0.001)))
    return "━" * full + "┄" * (BAR - full)


def _short(job: Job) -> str:
    """Time and memory, in a column."""
    if job.state is State.WAITING:
        return ""
    return f"{job.seconds:6.1f} s {job.mb if job.runs else job.peak_mb:6,.0f} MB"


def _figures(job: Job) -> str:
    """Time and memory beside their limits."""
    limits = job.question.limits
    allowed = f"{limits.seconds:g} s and {limits.memory_mb:,} MB are allowed"
    if job.state is State.WAITING:
        return allowed
    most = f", {job.peak_mb:,.0f} MB at most" if job.runs else ""
    return f"{job.seconds:.1f} s, {job.mb if job.runs else job.peak_mb:,.0f} MB{most}; {allowed}"
