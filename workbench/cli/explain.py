"""`workbench explain`: why a node has its colour."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from workbench.cli.options import NodeId, format_option, path_argument
from workbench.cli.terminal import ink_for, say, width_of


@click.command("explain")
@click.argument("node", type=NodeId())
@path_argument
@format_option
def explain_command(node: str, path: Path | None, form: str) -> None:
    """Why NODE has its colour: its pairing, its answers, what its author says, and what it builds on.

    Each sentence names its file and line or its evidence, and what to do next.

    \b
    Examples:
      workbench explain thm:schur-four
      workbench explain thm:schur-four --format json | jq -r '.because[].do | values'
    """
    from workbench.survey import reports, with_node
    from workbench.views.explanation import explanation_lines, explanation_object

    report = with_node(reports(path), node, lambda report: report.blueprint)
    if form == "json":
        from workbench.views.reports.json import write

        say(write(explanation_object(report, node)))
    else:
        say(explanation_lines(report, node, width=width_of(sys.stdout), ink=ink_for(sys.stdout)))
