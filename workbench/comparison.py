"""A workspace at two times side by side: what `diff` shows, on a terminal and on the screen. Reads only."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from workbench.changes import Changes, changes
from workbench.fingerprints import Fingerprints
from workbench.revisions import commit_of, files_of
from workbench.status import Report
from workbench.survey import nothing_of, reports_of, reports_of_revision
from workbench.views.pairing import statement_words
from workbench.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Compared:
    """One blueprint at both times, and what changed; an empty one stands where a time had it not."""

    before: Report
    after: Report
    changes: Changes


@dataclass(frozen=True, slots=True)
class Comparison:
    """All blueprints of a workspace; the commits are full hashes, `end` is None for the files as they are now."""

    start: str
    end: str | None
    blueprints: tuple[Compared, ...]


def compare(workspace: Workspace, old: str, new: str | None = None) -> Comparison:
    """What changed from revision `old` to `new`, or to the files as they are now; evidence is that of today.

    Raises BadInput where there is no repository, no such revision or no blueprint, MissingTool without git.
    """
    workspace.require_mains()
    start = commit_of(workspace.root, old)
    end = commit_of(workspace.root, new) if new else None
    with ExitStack() as folders:
        before = reports_of_revision(workspace, folders.enter_context(files_of(workspace.root, start)))
        if end:
            after = reports_of_revision(workspace, folders.enter_context(files_of(workspace.root, end)))
        else:
            after = {report.blueprint.main: report for report in reports_of(workspace)}
    pairs = [pair for main in workspace.mains if (pair := _pair(before.get(main), after.get(main)))]
    return Comparison(start, end, tuple(Compared(*pair, changes(*pair, texts_of)) for pair in pairs))


def texts_of(report: Report) -> Callable[[str], str]:
    """The statements in normal form, with all that is part of them."""
    prints = Fingerprints(report.blueprint)
    return lambda id: statement_words(prints.statement(id))


def _pair(before: Report | None, after: Report | None) -> tuple[Report, Report] | None:
    """Both sides of one blueprint; an empty one where a revision had it not."""
    if before is None and after is None:
        return None
    return before or nothing_of(after), after or nothing_of(before)  # type: ignore[arg-type]  # one of them is there
