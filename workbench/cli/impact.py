"""`workbench impact`: what a change to a node would make stale."""

from __future__ import annotations

from pathlib import Path

import click

from workbench import __version__
from workbench.cli.options import NodeId, format_option, path_argument
from workbench.cli.terminal import say


@click.command("impact")
@click.argument("node", type=NodeId())
@path_argument
@format_option
def impact_command(node: str, path: Path | None, form: str) -> None:
    """What a change to the statement of NODE would make stale: NODE, and all whose statements build on it.

    One id a line, in document order. Uses in proofs do not count: a proof does not say what its statement means.

    \b
    Examples:
      workbench impact def:schur-number
      workbench impact def:schur-number --format json | jq -r '.impact[]'
    """
    from workbench.fingerprints import impact
    from workbench.survey import blueprints, with_node
    from workbench.views.plain import plain
    from workbench.workspace import find_workspace

    blueprint = with_node(list(blueprints(find_workspace(path))), node, lambda blueprint: blueprint)
    found = impact(blueprint, node)
    if form == "json":
        from workbench.views.reports.json import write

        say(write({"version": __version__, "blueprint": blueprint.name, "node": node, "impact": list(found)}))
    else:
        say(plain(id) for id in found)
