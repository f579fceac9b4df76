"""`workbench next`: work to take."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from workbench.cli.options import format_option, path_argument
from workbench.cli.terminal import ink_for, say, width_of


@click.command("next")
@path_argument
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="Of each kind; 0 for all (text).")
@format_option
def next_command(path: Path | None, limit: int, form: str) -> None:
    """Work to take in the blueprint at PATH: what is ready to be proved, and apart from it what is ready to be stated.

    Each kind is ranked by what it unblocks: the number of nodes that use it, directly or through others, in statement
    or proof, and are not dark green.

    \b
    Examples:
      workbench next
      workbench next --format json | jq -r '.ready_to_prove[0].node'
    """
    from workbench.survey import reports
    from workbench.views.work import work_lines, work_object

    found = reports(path)
    if form == "json":
        from workbench.views.reports.json import one_or_several, write

        say(write(one_or_several([work_object(report) for report in found])))
        return
    width, ink = width_of(sys.stdout), ink_for(sys.stdout)
    pages = ["\n".join(work_lines(report, width=width, ink=ink, limit=limit or None)) for report in found]
    say("\n\n".join(pages) + "\n")
