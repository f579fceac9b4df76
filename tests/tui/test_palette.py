"""The palette offers every action, every theme, what the present screen can do, and every node."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.command import CommandPalette, DiscoveryHit, Hit
from textual.widgets import OptionList
from views_samples import app_of, press, settle
from work_samples import until

from workbench.tui import themes
from workbench.tui.actions import ACTIONS
from workbench.tui.app import WorkbenchApp
from workbench.tui.palette import WorkbenchCommands

pytestmark = pytest.mark.asyncio


async def offered(app: WorkbenchApp, query: str = "") -> dict[str, DiscoveryHit | Hit]:
    provider = WorkbenchCommands(app.screen)
    hits = provider.search(query) if query else provider.discover()
    return {hit.text or "": hit async for hit in hits}


async def choose(app: WorkbenchApp, query: str, title: str) -> None:
    found = await offered(app, query)
    found[next(text for text in found if text.startswith(title))].command()


async def test_before_anything_is_typed_every_action_stands_there(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        found = await offered(app)
        for action in ACTIONS:
            assert any(text.startswith(action.title) for text in found)
        assert {f"Theme: {name}" for name in themes.NAMES} <= found.keys()
        assert "Quit" in found


async def test_every_action_can_be_found_by_its_name(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for action in ACTIONS:
            found = await offered(app, action.title.lower())
            assert max(found.values(), key=lambda hit: hit.score).text.startswith(action.title)


async def test_what_only_this_screen_can_do_is_offered_here(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "v")
        assert any(text.startswith("All / differing") for text in await offered(app))
        await press(pilot, "q")
        assert not any(text.startswith("All / differing") for text in await offered(app))


async def test_a_screen_opens_from_the_palette(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "colon")
        assert isinstance(app.screen, CommandPalette)
        await pilot.press(*"findings")
        hits = app.screen.query_one(OptionList)
        await until(lambda: hits.option_count and "Findings" in str(hits.get_option_at_index(0).prompt))
        await pilot.press("enter")
        await settle(pilot)
        if isinstance(app.screen, CommandPalette):  # the first enter takes the hit into the field where it is slow
            await press(pilot, "enter")
        await until(lambda: type(app.screen).__name__ == "FindingsScreen")


async def test_a_node_is_gone_to_by_label_number_or_title(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f")
        await choose(app, "pentag", "Go to thm:ramsey")
        await settle(pilot)
        assert app.selected == "thm:ramsey"
        assert len(app.screen_stack) == 1
        assert "Go to lem:last" in await offered(app, "lem:la")
        assert "Go to thm:upper" in await offered(app, "theorem 1.2")


async def test_a_theme_is_chosen_and_remembered(built: Path, own_settings: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await choose(app, "light", "Theme: light")
        await settle(pilot)
        assert app.theme == themes.LIGHT
    assert 'theme = "light"' in (own_settings / "workbench/tui.toml").read_text()


async def test_an_action_of_a_screen_runs_on_that_screen(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "v")
        before = app.memory.preferences.view
        await choose(app, "differing", "All / differing")
        await settle(pilot)
        assert app.memory.preferences.view != before
