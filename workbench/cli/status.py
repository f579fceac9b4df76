"""`workbench status`: the figures and what needs attention, from what is recorded; asks nobody and writes nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from workbench.cli.options import format_option, path_argument
from workbench.cli.terminal import ink_for, say, width_of


@click.command("status")
@path_argument
@format_option
def status_command(path: Path | None, form: str) -> None:
    """The figures of the blueprint at PATH and what needs attention, from what is recorded.

    Asks no machine and writes nothing; `workbench check` brings it up to date.

    \b
    Examples:
      workbench status
      workbench status --format json | jq .summary
    """
    from workbench.survey import reports

    found = reports(path)
    if form == "json":
        from workbench.views.reports.json import as_json

        say(as_json(found))
        return
    from workbench.views.overview import overview

    width, ink = width_of(sys.stdout), ink_for(sys.stdout)
    say("\n\n".join("\n".join(overview(report, width=width, ink=ink)) for report in found) + "\n")
