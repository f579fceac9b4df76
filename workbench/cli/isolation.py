"""What every command that runs children says about the wall around them, before it runs any."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from workbench.cli.terminal import tell
from workbench.errors import MissingTool

require_isolation_option: Callable[[Any], Any] = click.option(
    "--require-isolation", is_flag=True, help="Refuse to run anything where bubblewrap does not work."
)


def settle_isolation(require: bool) -> None:
    """Say once on stderr where children run without isolation; raises MissingTool where it is required."""
    from workbench.dispatch.isolation import isolation

    found = isolation()
    if found.in_force:
        return
    if require:
        raise MissingTool(f"no isolation: {found.what}, and --require-isolation asks for it", remedy=found.remedy)
    tell(f"workbench: no isolation: {found.what}; limits alone are in force; {found.remedy}")
