"""`workbench diff`: what changed between git revisions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.options import format_option, path_option
from workbench.cli.terminal import ink_for, say, width_of

if TYPE_CHECKING:
    from workbench.comparison import Compared


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
    from workbench.comparison import compare
    from workbench.workspace import find_workspace

    compared = compare(find_workspace(path), old, new)
    start, end = compared.start, compared.end
    if form == "json":
        from workbench.views.reports.json import one_or_several, write

        say(write(one_or_several([_object(one, start, end) for one in compared.blueprints])))
        return
    from workbench.views.difference import difference_lines

    titles = (f"{old} ({start[:10]})", f"{new} ({end[:10]})" if end else "the files now")
    width, ink = width_of(sys.stdout), ink_for(sys.stdout)
    pages = [
        "\n".join(difference_lines(one.before, one.after, titles, one.changes, width=width, ink=ink))
        for one in compared.blueprints
    ]
    say("\n\n".join(pages) + "\n")


def _object(one: Compared, start: str, end: str | None) -> dict[str, Any]:
    from workbench.views.difference import difference_object

    return difference_object(one.after.blueprint.name, start, end, one.changes)
