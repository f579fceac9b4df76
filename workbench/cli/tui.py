"""`workbench tui`: the workbench in the terminal."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import click

from workbench.cli.options import NodeId, path_argument
from workbench.errors import BadInput


class Size(click.ParamType[tuple[int, int]]):
    """Columns and rows, such as 120x40."""

    name = "COLUMNSxROWS"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Both numbers, neither of them absurd."""
        if isinstance(value, tuple):
            return value
        found = re.fullmatch(r"(\d{1,3})x(\d{1,3})", value)
        if found is None or not (20 <= int(found[1]) <= 400 and 5 <= int(found[2]) <= 200):
            self.fail(f"{value!r} is no size from 20x5 to 400x200, such as 120x40.", param, ctx)
        return int(found[1]), int(found[2])


@click.command("tui")
@path_argument
@click.option("--picture", type=click.Path(path_type=Path), help="Write a picture of the main screen (SVG), and end.")
@click.option("--size", type=Size(), default="120x40", show_default=True, help="Of the picture.")
@click.option("--node", type=NodeId(), help="The node that is selected at first.")
def tui_command(path: Path | None, picture: Path | None, size: tuple[int, int], node: str | None) -> None:
    """The blueprint at PATH in the terminal: its graph, the work, the evidence; `?` on every screen says more.

    \b
    Examples:
      workbench tui
      workbench tui blueprints/monochromatic --node thm:schur-four
      workbench tui --picture workbench.svg --size 120x40
    """
    from workbench.workspace import find_workspace

    find_workspace(path).require_mains()
    if picture is not None:
        from workbench.cli.terminal import say
        from workbench.tui.picture import picture as taken

        say(taken(path, size, node), picture)
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput("this is no terminal", remedy="`workbench status` and `workbench graph` print to a pipe")
    from workbench.tui.app import WorkbenchApp

    app = WorkbenchApp(path)
    app.begins_at = node
    app.run()
    if app.return_code:
        raise click.exceptions.Exit(app.return_code)
