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
ROUNDS = 10
"""How many widgets hand a message on, one to another, at most."""
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
    """Wait until nothing is under way: no thread of the app works, and all that was set off has been painted.

    A machine may be slow, so that no time is waited for: a message is passed through every widget until nothing came
    of it so many times. Where something always works, such as a queue that is looked at, it ends after a minute.
    """
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            await _still(app)


async def _still(app: WorkbenchApp) -> None:
    still = 0
    while still < ROUNDS and app.is_running:
        await _passed_through(app)
        working = [worker for worker in app.workers if not worker.is_finished]
        for worker in working:
            with contextlib.suppress(WorkerCancelled):  # one that a newer one took the place of
                await worker.wait()
        waiting = any(graph.waits for graph in app.screen.query(Overview))
        if waiting:
            await asyncio.sleep(0.02)
        still = 0 if working or waiting else still + 1


async def _passed_through(app: WorkbenchApp) -> None:
    """Until every widget has come to the end of what waits for it now, and the screen is painted."""
    widgets = [app, *(widget for screen in app.screen_stack for widget in screen.walk_children(with_self=True))]
    passed = [(widget, asyncio.Event()) for widget in widgets]
    for widget, come in passed:
        widget.call_later(come.set)
    while app.is_running and not all(come.is_set() or not widget.is_running for widget, come in passed):
        await asyncio.sleep(0)
    screen, painted = app.screen, asyncio.Event()
    screen.call_after_refresh(painted.set)
    while app.screen is screen and screen.is_running and not painted.is_set():
        await asyncio.sleep(0.002)
