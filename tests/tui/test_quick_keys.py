"""Keys that are quicker than the screens: each means what it would have meant a moment later, or nothing."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.events import Key
from textual.widgets import Input
from views_samples import app_of, settle
from work_samples import until

from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.prove import ProveScreen

pytestmark = pytest.mark.asyncio


def send(app: WorkbenchApp, *keys: str) -> None:
    """As a terminal does: nobody waits between them."""
    assert app._driver is not None
    for key in keys:
        event = Key(key, key if len(key) == 1 else None)
        event.set_sender(app)
        app._driver.send_message(event)


async def test_a_key_for_the_next_screen_does_not_land_in_its_field(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.selected = "thm:upper"
        send(app, "p", "s")
        await until(lambda: isinstance(app.screen, ProveScreen))
        await settle(pilot)
        assert app.screen.query_one("#using", Input).value == "plain"


@pytest.mark.parametrize("keys", [("q", "j", "A"), ("ctrl+c", "f", "X"), ("f", "q", "q", "p"), ("q", "o", "escape")])
async def test_keys_after_the_last_one_open_nothing(built: Path, keys: tuple[str, ...]) -> None:
    app = app_of(built)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        send(app, *keys)
        await until(lambda: not app.is_running)
    await asyncio.sleep(0)
    assert app.return_code == 0, "what went wrong would have been raised when the app was left"
