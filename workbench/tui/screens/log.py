"""The live log of a checker: what its child writes, while it writes it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer, Static
from textual.widgets import Log as LogView

from workbench.tui.jobs import Job
from workbench.tui.log import MOST_LINES
from workbench.tui.screens.base import WorkbenchScreen
from workbench.tui.widgets.queue_line import figures
from workbench.tui.work import jobs_of
from workbench.views.plain import cut, plain

LOOK_SECONDS = 0.2
NOTHING = "nothing was asked yet: c on the main screen asks about a node"


class LogScreen(WorkbenchScreen):
    """Follows one job to its end; `tab` goes on to the next one."""

    HELP: ClassVar[str] = (
        "What a checker's child **writes**, as it writes it: seconds first, then `·` for what Workbench notes, a blank "
        "for its output, `!` for its errors. Tab goes on to the next question that was asked, `f` follows the end."
    )
    DEFAULT_CSS = """
    LogScreen > #title { height: 1; padding: 0 1; background: $panel; text-style: bold; }
    LogScreen > #said { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,n", "next(1)", "Next", key_display="tab"),
        Binding("shift+tab,N", "next(-1)", "Previous", show=False),
        Binding("x", "cancel", "Cancel"),
        Binding("f", "follow", "Follow"),
        Binding("j", "scroll(1)", "Down", show=False),
        Binding("k", "scroll(-1)", "Up", show=False),
        Binding("g", "top", "Top", show=False),
        Binding("G", "follow", "End", show=False),
    ]

    def __init__(self, fingerprint: str | None = None) -> None:
        """`fingerprint` of the question; None for the newest of the selected node, else what runs, else the newest."""
        super().__init__()
        self._fingerprint = fingerprint
        self._shown: str | None = None
        self._seen = 0

    def compose(self) -> ComposeResult:
        """Title, log, keys."""
        yield Static("Log", id="title", markup=False)
        yield LogView(id="said", max_lines=MOST_LINES, highlight=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Look a few times a second."""
        if self._fingerprint is None:
            jobs = jobs_of(self.workbench, self.workbench.selected) or self.workbench.work.jobs.all()
            self._fingerprint = jobs[0].question.fingerprint if jobs else None
        self.query_one(LogView).focus()
        self.set_interval(LOOK_SECONDS, self._look)
        self._look()

    @property
    def job(self) -> Job | None:
        """The one that is followed."""
        return self.workbench.work.jobs.get(self._fingerprint) if self._fingerprint else None

    def _look(self) -> None:
        job, view = self.job, self.query_one(LogView)
        if job is None:
            self.query_one("#title", Static).update(f"Log · {NOTHING}")
            return
        state = str(job.evidence.verdict if job.evidence else job.state)
        spent = figures(job) if job.runs else f"{job.seconds:.1f} s"
        said = f"Log · {plain(job.question.name)} · {state} · {spent}"
        self.query_one("#title", Static).update(cut(said, max(10, self.size.width - 2)))
        if self._shown != job.question.fingerprint:
            self._shown, self._seen = job.question.fingerprint, 0
            view.clear()
        log = self.workbench.work.jobs.log_of(job)
        if lines := log.since(self._seen):
            self._seen = log.total
            view.write_lines(lines, scroll_end=view.is_vertical_scroll_end)

    def action_next(self, by: int) -> None:
        """Another job, in the order of the queue."""
        ids = [job.question.fingerprint for job in self.workbench.work.jobs.all()]
        if ids:
            at = ids.index(self._fingerprint) if self._fingerprint in ids else 0
            self._fingerprint = ids[(at + by) % len(ids)]
            self._look()

    def action_cancel(self) -> None:
        """Leave this question."""
        if self.job is None or not self.workbench.work.cancel([self.job.question.fingerprint]):
            self.notify("it does not run", markup=False)

    def action_follow(self) -> None:
        """To the end, and stay there."""
        self.query_one(LogView).scroll_end(animate=False)

    def action_top(self) -> None:
        """To the beginning."""
        self.query_one(LogView).scroll_home(animate=False)

    def action_scroll(self, by: int) -> None:
        """A line up or down."""
        self.query_one(LogView).scroll_relative(y=by, animate=False)
