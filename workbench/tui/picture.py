"""A picture of the real app, without a terminal: what README shows, as SVG by Textual."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.worker import WorkerCancelled

from workbench.dispatch.plan import check_nodes
from workbench.errors import BadInput
from workbench.tui.app import WorkbenchApp
from workbench.tui.desk import Desk
from workbench.tui.memory import Memory
from workbench.tui.widgets.overview import Overview

_FONT_FROM_ELSEWHERE = re.compile(r"@font-face \{[^}]*\}")
PATIENCE = 60.0
"""Seconds until what is being read has to be there."""


def picture(path: Path | None, size: tuple[int, int], node: str | None = None, keys: Sequence[str] = ()) -> str:
    """The main screen at `size` (columns, rows) once everything is there, `node` is selected and these keys are
    pressed, as SVG; whatever the user has chosen for himself is left aside.

    Raises BadInput where the sources cannot be used or take over a minute to be read, and where there is no such node.
    """
    with TemporaryDirectory(prefix="workbench-") as nowhere:
        app = WorkbenchApp(path)
        app.memory = Memory(Path(nowhere) / "none")
        return asyncio.run(_taken(app, size, node, keys))


async def _taken(app: WorkbenchApp, size: tuple[int, int], node: str | None, keys: Sequence[str]) -> str:
    async with app.run_test(headless=True, size=size) as pilot:
        desk = await laid(app)
        if node is not None:
            check_nodes(desk.blueprint, [node])
            app.show_node(node)
        for key in keys:
            await pilot.press(key)
        await settled(app)
        await pilot.pause()
        # Textual's picture names a font on somebody's server; without it a viewer takes its own monospaced one.
        return _FONT_FROM_ELSEWHERE.sub("", app.export_screenshot(title=app.title))


async def laid(app: WorkbenchApp) -> Desk:
    """The desk, once evidence is on it. Raises BadInput where there will be none."""
    try:
        async with asyncio.timeout(PATIENCE):
            while app.desk is None or not app.desk.evidence_loaded:
                if app.fault is not None:
                    raise BadInput(app.fault, remedy="correct it and run the command again")
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise BadInput("the blueprint was not read in a minute", remedy="try `workbench status` on it") from None
    return app.desk


async def settled(app: WorkbenchApp) -> None:
    """Wait until no thread of the app works and everything that one handed on is shown."""
    for _ in range(3):  # what a thread hands on may set another to work
        while any(graph.waits for graph in app.screen.query(Overview)):
            await asyncio.sleep(0.02)
        with contextlib.suppress(WorkerCancelled):  # one that a newer one took the place of
            await app.workers.wait_for_complete()
        await asyncio.sleep(0.05)
