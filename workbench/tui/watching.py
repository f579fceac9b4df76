"""Files are watched: what changes in an editor, in a pull or in another terminal is read again, in place.

Only folders that hold what was read are watched, each for itself: a lake project's dependencies have tens of thousands.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from workbench.dispatch.plan import Question
from workbench.errors import WorkbenchError
from workbench.evidence.store import DATABASE
from workbench.workspace import STORE_FOLDER, find_root, find_workspace

if TYPE_CHECKING:
    from workbench.tui.app import WorkbenchApp
    from workbench.tui.desk import Desk

QUIET_MS = 100
"""An editor writes a file in several steps; so long nothing has to happen before it is read."""
ENDINGS = frozenset({"", ".tex", ".lean", ".toml", ".lock", ".sty", ".cls", ".bib", ".cnf", ".col", ".smt2", ".json"})
EVIDENCE = (STORE_FOLDER, DATABASE, f"{DATABASE}-wal")
"""The folder itself, since it may be new."""
MOST_FOLDERS = 2_000
CATCH_UP_MS = 500
STOP_SECONDS = 2.0


class Watching:
    """Reloads an app when something that lies on its desk changes; of evidence from elsewhere it takes another look."""

    def __init__(self, app: WorkbenchApp) -> None:
        self._app = app
        self._folders: frozenset[Path] = frozenset()
        self._stop = Event()
        self._thread: Thread | None = None

    def begin(self) -> None:
        """Watch whatever lies on the desk, from now on."""
        self._app.watch(self._app, "desk", self._follow, init=False)
        self._app.watch(self._app, "fault", self._follow, init=False)

    def stop(self) -> None:
        """Watch no more. The thread has to end before the interpreter does."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(STOP_SECONDS)

    def _follow(self) -> None:
        desk = self._app.desk
        if desk is not None and desk.evidence_loaded:
            found = frozenset(folders(desk))
        elif desk is None and self._app.fault is not None:
            found = frozenset(folders_before(self._app.path))
        else:
            return
        if found != self._folders:
            again = bool(self._folders)
            self._stop.set()
            self._folders, self._stop = found, Event()
            self._thread = Thread(target=self._watch, args=(found, self._stop, again), daemon=True, name="watching")
            self._thread.start()

    def _watch(self, found: frozenset[Path], stop: Event, again: bool) -> None:
        """`again` where other folders were watched before: what happened in these meanwhile nobody saw."""
        from watchfiles import watch

        changes = watch(
            *found,
            watch_filter=lambda _, path: is_source(path) or is_evidence(path),
            step=QUIET_MS,
            stop_event=stop,
            rust_timeout=CATCH_UP_MS,
            yield_on_timeout=True,
            recursive=False,
            raise_interrupt=False,
            ignore_permission_denied=True,
        )
        for changed in changes:
            if stop.is_set() or not self._app.is_running:
                return
            if again or any(is_source(path) for _, path in changed):
                self._app.call_later(self._app.reload)
            elif changed:
                self._app.call_later(self._look_again)
            again = False

    def _look_again(self) -> None:
        self._app.work.refresh()


def folders(desk: Desk) -> Iterator[Path]:
    """The folders that hold what a desk was made from; those that exist."""
    workspace = desk.workspace
    root = workspace.root
    found = {root, workspace.store_path, *((root / file).parent for file in desk.blueprint.files)}
    for name in (*workspace.lean_folders, *workspace.problem_folders):
        found |= {root / name, *_below(root / name)}
    questions = [question for of_node in desk.survey.questions.values() for question in of_node]
    found |= {path.parent for question in questions for path in _files(question)}
    yield from sorted(path for path in found if path.is_dir())[:MOST_FOLDERS]


def folders_before(path: Path | None) -> Iterator[Path]:
    """Where to look for a change as long as nothing could be read."""
    try:
        workspace = find_workspace(path)
    except WorkbenchError:  # its settings are wrong, or the main file is gone
        start = (path or Path.cwd()).resolve()
        near = start if start.is_dir() else start.parent
        yield from (folder for folder in {near, find_root(near)} if folder.is_dir())
        return
    sources = [(workspace.root / main).parent for main in workspace.mains]
    yield from {workspace.root, *sources, *(below for source in sources for below in _below(source))}


def is_source(path: str) -> bool:
    """Whether a change of this file may change what the screen shows; drafts of editors do not."""
    name = Path(path).name
    return not name.startswith((".", "#")) and not name.endswith("~") and Path(path).suffix in ENDINGS


def is_evidence(path: str) -> bool:
    """Whether it is the store."""
    return Path(path).name in EVIDENCE


def _below(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*/"):
        if not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _files(question: Question) -> Iterator[Path]:
    if question.problem is not None:
        yield from question.problem.files
    if question.project is not None:
        yield from (module.path for module in question.project.modules.by_name.values())
