"""`workbench diff`: what changed between git revisions."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.options import format_option, path_option
from workbench.cli.terminal import ink_for, say, width_of

if TYPE_CHECKING:
    from workbench.status import Report


@click.command("diff")
@click.argument("old", metavar="REV")
@click.argument("new", metavar="[REV]", required=False)
@path_option
@format_option
def diff_command(old: str, new: str | None, path: Path | None, form: str) -> None:
    """What changed from the first REV to the second, or to the files as they are now.

    Statements word by word; nodes that became green, dark green, broken, stale or ready, that were added or removed;
    findings gained and lost. Sources, problems and workbench.lock are those of each revision, evidence is what is
    recorded here now. Nothing in the repository is touched. Exits with 0 whatever changed.

    \b
    Examples:
      workbench diff HEAD~1
      workbench diff v1.0 main
      workbench diff origin/main --format json
    """
    from workbench.changes import changes
    from workbench.revisions import commit_of, files_of
    from workbench.survey import reports_of, reports_of_revision
    from workbench.workspace import find_workspace

    workspace = find_workspace(path)
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
    found = [(pair, changes(*pair, _texts_of)) for pair in pairs]
    if form == "json":
        from workbench.views.difference import difference_object
        from workbench.views.reports.json import one_or_several, write

        say(write(one_or_several([difference_object(b.blueprint.name, start, end, made) for (_, b), made in found])))
        return
    from workbench.views.difference import difference_lines

    titles = (f"{old} ({start[:10]})", f"{new} ({end[:10]})" if end else "the files now")
    width, ink = width_of(sys.stdout), ink_for(sys.stdout)
    pages = ["\n".join(difference_lines(*pair, titles, made, width=width, ink=ink)) for pair, made in found]
    say("\n\n".join(pages) + "\n")


def _texts_of(report: Report) -> Callable[[str], str]:
    """The statements in normal form, with all that is part of them."""
    from workbench.fingerprints import Fingerprints
    from workbench.views.pairing import statement_words

    prints = Fingerprints(report.blueprint)
    return lambda id: statement_words(prints.statement(id))


def _pair(before: Report | None, after: Report | None) -> tuple[Report, Report] | None:
    """Both sides of one blueprint; an empty one where a revision had it not."""
    from workbench.survey import nothing_of

    if before is None and after is None:
        return None
    return before or nothing_of(after), after or nothing_of(before)  # type: ignore[arg-type]  # one of them is there
