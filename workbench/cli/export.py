"""`workbench export`: the blueprint as one HTML file, and a badge."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli.options import path_argument
from workbench.cli.terminal import say, tell
from workbench.views.plain import plain


@click.command("export")
@path_argument
@click.option(
    "--html", "page", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="The page; - is stdout."
)
@click.option(
    "--badge", "sign", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="An SVG for a README."
)
def export_command(path: Path | None, page: Path | None, sign: Path | None) -> None:
    """The blueprint at PATH as a page that needs nothing else: its graph, its text, what holds and by what evidence.

    The page is one file. It asks the network for nothing, works without JavaScript and is printed as a document. It
    shows the evidence that is recorded; nothing is asked of a machine. Files are written whole or not at all.

    \b
    Examples:
      workbench export --html blueprint.html
      workbench export blueprints/monochromatic --html index.html --badge badge.svg
      workbench check && workbench export --html blueprint.html
    """
    if page is None and sign is None:
        raise click.UsageError("say what to write: --html FILE, --badge FILE or both")
    if page is not None and sign is not None and page == sign:
        raise click.UsageError("--html and --badge need different files")
    from workbench.survey import exhibit
    from workbench.views.html import badge, export

    shown = exhibit(path)
    tell(f"blueprint: {len(shown.report.blueprint.statements)} statements, {len(shown.witnesses)} witnesses")
    if page is not None:
        made = export(shown.report, shown.document, witnesses=shown.witnesses, picture=shown.picture, tell=tell)
        for note in made.notes:
            tell(f"note: {plain(note)}")
        say(made.html, page)
        tell(f"{plain(str(page))}: {len(made.html.encode()) / 1e6:.2f} MB")
    if sign is not None:
        say(badge(shown.report), sign)
        tell(f"{plain(str(sign))}: written")
