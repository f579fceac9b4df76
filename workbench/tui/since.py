"""Which nodes changed since a git revision: what the filter `changed:` lets through. Runs in a thread; reads only."""

from __future__ import annotations

from collections.abc import Callable

from workbench.changes import changes
from workbench.fingerprints import Fingerprints
from workbench.revisions import commit_of, files_of, merge_base
from workbench.status import Report
from workbench.survey import nothing_of, reports_of_revision
from workbench.tui.desk import Desk
from workbench.views.pairing import statement_words


def changed_since(desk: Desk, revision: str) -> frozenset[str]:
    """The nodes that were added since `revision` (empty: since the merge base with the main branch), whose statement
    differs, or that became or ceased to be something.

    Raises BadInput where there is no repository or no such revision, MissingTool without git.
    """
    root = desk.workspace.root
    commit = commit_of(root, revision) if revision else merge_base(root)
    with files_of(root, commit) as tree:
        before = reports_of_revision(desk.workspace, tree).get(desk.blueprint.main, nothing_of(desk.report))
        found = changes(before, desk.report, _texts)
    became = (id for ids in found.became.values() for id in ids)
    return frozenset((*found.added, *found.lost_green, *became, *(change.node for change in found.statements)))


def _texts(report: Report) -> Callable[[str], str]:
    prints = Fingerprints(report.blueprint)
    return lambda id: statement_words(prints.statement(id))
