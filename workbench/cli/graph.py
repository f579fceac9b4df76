"""`workbench graph`: the dependency graph for other programs; the asserted view reads no store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from workbench import __version__
from workbench.blueprint.model import Blueprint
from workbench.cli.options import NodeId, path_argument
from workbench.cli.terminal import say, tell
from workbench.errors import BadInput
from workbench.views.graph_data import Extra


@click.command("graph")
@path_argument
@click.option("--view", type=click.Choice(["asserted", "evidence"]), default="asserted", show_default=True)
@click.option(
    "--format", "form", type=click.Choice(["json", "dot", "graphml", "mermaid"]), default="json", show_default=True
)
@click.option("--focus", type=NodeId(), metavar="ID", help="Only this node and what is connected with it.")
@click.option("--depth", type=click.IntRange(min=0), metavar="N", help="With --focus: at most N edges away.")
def graph_command(path: Path | None, view: str, form: str, focus: str | None, depth: int | None) -> None:
    """The dependency graph of the blueprint at PATH, as leanblueprint draws it or as the evidence has it.

    \b
    Examples:
      workbench graph --format dot | dot -Tsvg -o graph.svg
      workbench graph blueprints/monochromatic --focus thm:schur-four --depth 2 --format mermaid
      workbench graph --view evidence | jq '.graphs[].nodes[] | select(.status == "white") | .id'
    """
    if depth is not None and focus is None:
        raise click.UsageError("--depth needs --focus ID")
    from workbench.views.graph_data import graph_data

    found = []
    for blueprint, extra in _views(path, view):
        _tell_cycles(blueprint)
        if focus is None or focus in blueprint.nodes:
            found.append(graph_data(blueprint, extra=extra, focus=focus, depth=depth))
    if not found:
        raise BadInput(
            f"there is no node {focus!r}", remedy="name a node by its label; `workbench graph` lists them as `id`"
        )
    say(_written(found, form))


def _views(path: Path | None, view: str) -> Iterator[tuple[Blueprint, Extra | None]]:
    """Each blueprint, with what the view adds to its nodes."""
    if view == "evidence":
        from workbench.survey import reports
        from workbench.views.reports.json import node_object

        for report in reports(path):
            objects = {id: node_object(status) for id, status in report.nodes.items()}
            yield report.blueprint, lambda id, objects=objects: _evidence(objects.get(id, {}))  # type: ignore[misc]
        return
    from workbench.blueprint.reader import read_blueprint
    from workbench.workspace import find_workspace

    workspace = find_workspace(path)
    for main in workspace.require_mains():
        yield read_blueprint(workspace.root / main, workspace.root, workspace.name), None


def _evidence(node: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: node.get(key) for key in ("status", "marks", "tier", "rests_on", "answers")}


def _tell_cycles(blueprint: Blueprint) -> None:
    """Names every cycle on stderr; the graph is drawn all the same."""
    from workbench.blueprint.graph import cycles

    for cycle in cycles(blueprint.statements):
        place = blueprint.statements[cycle[0]].place
        tell(f"{place}: cycle: {' uses '.join([*cycle, cycle[0]])}; remove the \\uses that is not needed")


def _written(found: list[dict[str, Any]], form: str) -> str:
    if form == "json":
        import json

        whole = found[0] if len(found) == 1 else {"version": __version__, "blueprints": found}
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    from workbench.views.graph_formats import FORMATS

    return "".join(FORMATS[form](data) for data in found)


if __name__ == "__main__":
    graph_command()
