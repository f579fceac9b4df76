"""Arguments and options that several commands share, with their completion."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click
from click.shell_completion import CompletionItem

from workbench.errors import WorkbenchError

JSON_OR_TEXT: Final = click.Choice(["text", "json"])


class NodeId(click.ParamType[str]):
    """A node's id; a shell completes it from the blueprints around the current folder."""

    name = "node"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The ids that start so."""
        return _items(_node_ids(ctx.params.get("path")), incomplete)


class ProblemId(click.ParamType[str]):
    """A problem's id or a node's."""

    name = "name"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The ids that start so."""
        return _items([*_problem_ids(), *_node_ids(None)], incomplete)


def _items(ids: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(id) for id in ids if id.startswith(incomplete)]


def _node_ids(path: Path | None) -> list[str]:
    from workbench.survey import blueprints
    from workbench.workspace import find_workspace

    with contextlib.suppress(WorkbenchError, OSError):  # a completion that cannot be had is none
        return [node for blueprint in blueprints(find_workspace(path)) for node in blueprint.nodes]
    return []


def _problem_ids() -> list[str]:
    from workbench.workspace import find_workspace

    with contextlib.suppress(WorkbenchError, OSError):
        return list(find_workspace(None).problems())
    return []


path_argument = click.argument("path", required=False, type=click.Path(path_type=Path))
path_option = click.option(
    "--path", type=click.Path(path_type=Path), help="A root, a blueprint folder or a main .tex file; default: here."
)
format_option = click.option("--format", "form", type=JSON_OR_TEXT, default="text", show_default=True)
