"""`workbench tui`: the workbench in the terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from workbench.cli.options import path_argument
from workbench.errors import BadInput


@click.command("tui")
@path_argument
def tui_command(path: Path | None) -> None:
    """The blueprint at PATH in the terminal: its graph, the work, the evidence; `?` on every screen says more.

    \b
    Examples:
      workbench tui
      workbench tui blueprints/monochromatic
    """
    from workbench.workspace import find_workspace

    find_workspace(path).require_mains()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput("this is no terminal", remedy="`workbench status` and `workbench graph` print to a pipe")
    from workbench.tui.app import WorkbenchApp

    app = WorkbenchApp(path)
    app.run()
    if app.return_code:
        raise click.exceptions.Exit(app.return_code)
