"""Help: every screen says what it is for, and every key that works on it."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest
from textual.widgets import Markdown, Static
from views_samples import app_of, press, settle

import workbench.tui.screens
from workbench.tui.actions import ACTIONS
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.base import WorkbenchScreen
from workbench.tui.screens.help import HelpScreen, keys_of, written

KEYS = {"findings": "f", "next": "n", "impact": "i", "diff": "d", "evidence": "h", "problems": "w", "views": "v"}


def all_screens() -> list[type[WorkbenchScreen]]:
    """Every screen of the package."""
    modules = [
        importlib.import_module(f"workbench.tui.screens.{found.name}")
        for found in pkgutil.iter_modules(workbench.tui.screens.__path__)
    ]
    return [
        one
        for module in modules
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, WorkbenchScreen) and one.__module__ == module.__name__
    ]


def keys_said(app: WorkbenchApp) -> str:
    return str(app.screen.query_one("#keys", Static).render())


def test_every_screen_that_one_can_reach_explains_itself() -> None:
    found = [one for one in all_screens() if one.__name__ not in ("WorkbenchScreen", "ListScreen")]
    assert len(found) > 8
    assert [one.__name__ for one in found if len(one.HELP.split()) < 10] == []


@pytest.mark.asyncio
@pytest.mark.parametrize("name", [*KEYS, "progress"])
async def test_question_mark_explains_the_screen_that_one_is_on(built: Path, name: str) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, KEYS.get(name, "P"))
        explained = app.screen
        assert isinstance(explained, WorkbenchScreen)
        if name == "diff":
            await press(pilot, "tab")  # out of the field, where ? is a sign like any other
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        assert app.screen.query_one(Markdown).source == explained.HELP
        for key in keys_of(explained):
            assert key.does in keys_said(app)
        assert "● dark green" in str(app.screen.query_one("#signs", Static).render())
        await press(pilot, "q")
        assert app.screen is explained


@pytest.mark.asyncio
async def test_on_the_main_screen_it_lists_every_action(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "question_mark")
        said = keys_said(app)
        for action in ACTIONS:
            assert f"{action.title}. {action.help}" in said
            assert written(action.keys.split(",")[0]) in said


@pytest.mark.asyncio
async def test_it_can_be_read_in_a_tiny_terminal(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(20, 5)) as pilot:
        await press(pilot, "question_mark", "j", "j")
        await settle(pilot)
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "escape")
        assert not isinstance(app.screen, HelpScreen)


def test_keys_are_written_as_people_write_them() -> None:
    assert [written(key) for key in ("question_mark", "ctrl+d", "shift+tab", "G", "down", "escape")] == [
        *("?", "^d", "shift+tab", "G", "↓", "esc")
    ]
