"""What the screen has machines do: questions go into the queue, and answers come onto the desk while one browses.

The functions at the end are the actions of the main screen.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from workbench.dispatch.isolation import isolation
from workbench.dispatch.plan import Question, check_files
from workbench.dispatch.queue import Left, Queue
from workbench.dispatch.runner import Answered, Progress, Started
from workbench.errors import WorkbenchError
from workbench.evidence.record import Verdict
from workbench.evidence.store import Store
from workbench.survey import Survey, report_of, waiting
from workbench.tui.jobs import Job, Jobs
from workbench.views.plain import count, plain
from workbench.views.text import VERDICT_SIGNS

if TYPE_CHECKING:
    from workbench.tui.app import WorkbenchApp
    from workbench.tui.desk import Desk
    from workbench.tui.search import Search

LEAST_PAUSE, REST = 0.1, 3.0
"""Between two looks at the store while answers come in: so many seconds, and so many times what a look takes."""


class Work:
    """The queue of one app, its jobs, and the search for a proof that was begun last."""

    def __init__(self, app: WorkbenchApp) -> None:
        self._app = app
        self._queue: Queue | None = None
        self._due = self._laying = False
        self._pause = LEAST_PAUSE
        self._warned = False
        self._early: partial[None] | None = None
        self.jobs = Jobs()
        self.search: Search | None = None
        app.watch(app, "desk", self._on_desk, init=False)

    def check(self, nodes: Sequence[str] = (), *, rerun: bool = False) -> None:
        """Ask what has no fresh answer, of these nodes or of all; with `rerun` what has one, too."""
        desk = self._app.desk
        if desk is None or not desk.evidence_loaded:  # a key was quicker than the disk
            self._early = partial(self.check, nodes, rerun=rerun)
            return
        self._app.run_worker(partial(self._plan, desk, tuple(nodes), rerun), thread=True, exit_on_error=False)

    def ask(self, question: Question) -> None:
        """Ask one question again."""
        desk = self._app.desk
        if desk is not None:
            self._app.run_worker(partial(self._open, desk, (question,)), thread=True, exit_on_error=False)

    def cancel(self, fingerprints: Collection[str] | None = None) -> int:
        """Leave these questions, by default all; gives back how many wait or run."""
        running = self.jobs.running
        chosen = running if fingerprints is None else running & set(fingerprints)
        if self._queue is not None and chosen:
            self._app.run_worker(partial(self._queue.cancel, chosen), thread=True, exit_on_error=False)
        return len(chosen)

    def close(self) -> None:
        """End every child, and wait until they are gone; what finished is recorded already."""
        if self.search is not None:
            self.search.stop()
        if self._queue is not None:
            self._queue.close()

    def refresh(self) -> None:
        """Look at the evidence again soon, and put what it says on the desk. Called in the app's thread."""
        self._due = True
        if not self._laying:
            self._laying = True
            self._app.set_timer(self._pause, self._look)

    def _plan(self, desk: Desk, nodes: Sequence[str], rerun: bool) -> None:
        try:
            found = waiting(desk.workspace, [desk.survey], nodes, rerun=rerun)
        except WorkbenchError as error:
            self._say(str(error), "error")
            return
        for name in found.without_certificate:
            self._say(f"the certificate of {name} is gone or altered, so its answer counts for nothing", "warning")
        if found.elsewhere:
            there = count(len(found.elsewhere), "answer")
            self._say(f"{there} recorded by another user or machine: certificates are re-checked here", "warning")
        if not found.questions:
            self._say(_nothing(desk.survey, nodes), "information")
            return
        self._open(desk, found.questions)

    def _open(self, desk: Desk, questions: Sequence[Question]) -> None:
        try:
            check_files(questions, desk.workspace.root)
        except WorkbenchError as error:
            self._say(str(error), "error")
            return
        self._warn_of_no_wall()
        if self._queue is None:
            self._queue = Queue(
                desk.workspace.store_path, jobs=desk.workspace.settings.limits.jobs, on_event=self._hear
            )
        added = self.jobs.opening(partial(self._queue.add, questions), _askers(desk.survey))
        again = len(questions) - added
        said = f"{count(added, 'question')} in the queue" if added else "nothing is added"
        self._say(said + (f", {again} there already" if again else "") + " (Q shows it)", "information")
        self._app.call_later(self.refresh)

    def _hear(self, event: Progress | Left) -> None:
        """In the threads of the queue."""
        self.jobs.hear(event)
        if isinstance(event, Started | Answered | Left):
            self._app.call_later(self.refresh)
        # Of many answers a person wants to hear of the bad ones, and of the last.
        if isinstance(event, Answered) and not (event.evidence.verdict is Verdict.VERIFIED and self.jobs.running):
            evidence = event.evidence
            said = f"{VERDICT_SIGNS[evidence.verdict]} {event.question.name}: {evidence.verdict}"
            self._say(said if evidence.decided else f"{said}: {evidence.reason}", "information")

    def _say(self, text: str, severity: str) -> None:
        self._app.call_later(
            partial(self._app.notify, plain(text), severity=severity, markup=False)  # type: ignore[arg-type]
        )

    def _warn_of_no_wall(self) -> None:
        found = isolation()
        if not found.in_force and not self._warned:
            self._warned = True
            self._say(f"no isolation: {found.what}; limits alone are in force; {found.remedy}", "warning")

    def _look(self) -> None:
        """In the app's thread: one look at a time."""
        desk = self._app.desk
        if not self._due or desk is None or not desk.evidence_loaded:
            self._laying = False
            return
        self._due = False
        self._app.run_worker(partial(self._report, desk), thread=True, exit_on_error=False)

    def _report(self, desk: Desk) -> None:
        began = time.monotonic()
        try:
            with Store.open(desk.workspace.store_path, write=False) as store:
                seen = report_of(desk.survey, store, desk.lock, ran=self.jobs.answers, running=self.jobs.running)
            found: Desk | None = replace(desk, report=seen)
        except WorkbenchError as error:
            self._say(str(error), "error")
            found = None
        self._pause = max(LEAST_PAUSE, REST * (time.monotonic() - began))
        self._app.call_later(self._lay, desk, found)

    def _lay(self, before: Desk, after: Desk | None) -> None:
        """In the app's thread."""
        self._laying = False
        if after is not None and self._app.desk is before:
            self._laid = after
            self._app.desk = after
        elif after is not None:
            self._due = True  # the sources were read again meanwhile
        if self._due:
            self.refresh()

    _laid: Desk | None = None

    def _on_desk(self, desk: Desk | None) -> None:
        """A desk that was read anew knows nothing of what runs; and somebody may have asked before it was there."""
        if desk is not None and desk.evidence_loaded and self._early is not None:
            early, self._early = self._early, None
            early()
        if desk is not None and desk is not self._laid and desk.evidence_loaded and self.jobs.running:
            self.refresh()


def _askers(survey: Survey) -> dict[str, tuple[str, ...]]:
    """Fingerprint of a question -> the nodes that ask it."""
    found: dict[str, tuple[str, ...]] = {}
    for id, of_node in survey.questions.items():
        for question in of_node:
            for one in (question, survey.encodings.get(question.fingerprint)):
                if one is not None:
                    found[one.fingerprint] = (*found.get(one.fingerprint, ()), id)
    return found


def _nothing(survey: Survey, nodes: Sequence[str]) -> str:
    """Why there is nothing to ask."""
    if nodes and not any(survey.questions.get(id) for id in nodes):
        return f"{nodes[0] if len(nodes) == 1 else 'none of these nodes'} names nothing that a machine can be asked"
    return "every answer is fresh: nothing to ask (R asks again)"


def check_node(app: WorkbenchApp) -> None:
    """Ask what the selected node has no fresh answer to."""
    if app.selected is not None:
        app.work.check([app.selected])


def rerun_node(app: WorkbenchApp) -> None:
    """Ask everything that the selected node names, once more."""
    if app.selected is not None:
        app.work.check([app.selected], rerun=True)


def check_chapter(app: WorkbenchApp) -> None:
    """Ask what is open in the chapter of the selected node."""
    desk = app.desk
    if desk is None or app.selected not in desk.blueprint.nodes:
        return
    nodes = desk.blueprint.nodes
    chapter = nodes[app.selected].chapter
    app.work.check([id for id, node in nodes.items() if node.chapter == chapter])


def check_ready(app: WorkbenchApp) -> None:
    """Ask everything that has no fresh answer."""
    app.work.check()


def cancel(app: WorkbenchApp) -> None:
    """Leave the questions of the selected node; where it has none that run, say how to cancel all."""
    mine = [job for job in app.work.jobs.all() if job.is_open and app.selected in job.nodes]
    if app.work.cancel([job.question.fingerprint for job in mine]):
        app.notify(f"cancelling {count(len(mine), 'question')}; what finished is kept", markup=False)
    elif app.work.jobs.running:
        app.notify("nothing runs for this node; X in the queue (Q) cancels everything", markup=False)
    else:
        app.notify("nothing runs", markup=False)


def jobs_of(app: WorkbenchApp, node: str | None) -> list[Job]:
    """The jobs of a node, as `Jobs.all` has them."""
    return [job for job in app.work.jobs.all() if node in job.nodes]
