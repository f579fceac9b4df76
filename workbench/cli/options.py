"""Arguments and options that several commands share, with their completion."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from math import isnan
from pathlib import Path
from typing import Any, Final

import click
from click.shell_completion import CompletionItem

from workbench.errors import WorkbenchError

JSON_OR_TEXT: Final = click.Choice(["text", "json"])


class Seconds(click.FloatRange):
    """A positive time that ends."""

    name = "seconds"

    def __init__(self) -> None:
        super().__init__(0, 100 * 365 * 86_400, min_open=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number; `nan` lies in no range and yet passes click's comparison."""
        seconds: float = super().convert(value, param, ctx)
        if isnan(seconds):
            self.fail(f"{value!r} is no number of seconds, such as 60.", param, ctx)
        return seconds


SECONDS: Final = Seconds()
MEGABYTES: Final = click.IntRange(16, 10**8)


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
