"""What the tests of the main screen share: to wait for it, and to read what is on it."""

from __future__ import annotations

from textual.pilot import Pilot

from workbench.tui.app import WorkbenchApp
from workbench.tui.picture import laid, settled
from workbench.tui.widgets.filter_box import FilterBox
from workbench.tui.widgets.lined import Lined
from workbench.tui.widgets.node_list import NodeList


async def ready(pilot: Pilot[None]) -> WorkbenchApp:
    """The app, with its evidence read and all of it drawn."""
    app = pilot.app
    assert isinstance(app, WorkbenchApp)
    await laid(app)
    await still(pilot)
    return app


async def still(pilot: Pilot[None]) -> None:
    """Until no thread works and everything is drawn."""
    assert isinstance(pilot.app, WorkbenchApp)
    await settled(pilot.app)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each when what the one before started has ended."""
    for key in keys:
        await pilot.press(key)
        await still(pilot)


async def write(pilot: Pilot[None], text: str) -> None:
    """Type a filter."""
    await pilot.press("slash")
    pilot.app.screen.query_one(FilterBox).query_one("Input").value = text  # type: ignore[attr-defined]
    await still(pilot)


def lines(app: WorkbenchApp, name: str) -> list[str]:
    """What a pane shows, line by line."""
    pane = app.screen.query_one(name, Lined)
    return ["".join(segment.text for segment in pane.render_line(y)).rstrip() for y in range(pane.size.height)]


def text(app: WorkbenchApp, name: str) -> str:
    """The same with every white space as one."""
    return " ".join(" ".join(lines(app, name)).split())


def ids(app: WorkbenchApp, name: str = "#nodes") -> list[str]:
    """The nodes of a list, in sight or not."""
    return list(app.screen.query_one(name, NodeList).ids)


def screen_text(app: WorkbenchApp) -> str:
    """Everything that a terminal would show."""
    width, height = app.size
    strips = app.screen._compositor.render_strips()
    rows = ["".join(segment.text for segment in strip) for strip in strips]
    assert len(rows) == height
    assert all(len(row) <= width for row in rows)
    return "\n".join(rows)
