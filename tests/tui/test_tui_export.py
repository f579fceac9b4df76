"""Export: the page that the command writes, from a screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input
from views_samples import app_of, press, settle, told

from workbench.cli.main import run

pytestmark = pytest.mark.asyncio


async def write_to(pilot, app, name: str) -> None:
    app.screen.query_one(Input).value = name
    await press(pilot, "enter")


async def test_it_writes_what_the_command_writes(built: Path, tmp_path: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "X")
        assert app.screen.query_one(Input).value == "small.html"
        await write_to(pilot, app, str(tmp_path / "new" / "page.html"))
        assert "✓ written" in told(app)
    assert run(["export", str(built), "--html", str(tmp_path / "command.html")]) == 0
    assert (tmp_path / "new" / "page.html").read_bytes() == (tmp_path / "command.html").read_bytes()
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["page.html"]


async def test_a_file_that_is_there_is_replaced_on_the_second_enter(built: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("mine")
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "X")
        await write_to(pilot, app, str(page))
        assert "there already" in told(app)
        assert page.read_text() == "mine"
        await press(pilot, "enter")
        assert "✓ written" in told(app)
    assert page.read_text().startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("name", ["{folder}", "{folder}/file/page.html", "~nobody-is-called-so\0/page.html"])
async def test_what_cannot_be_written_is_a_sentence(built: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("no folder")
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "X")
        await write_to(pilot, app, name.format(folder=tmp_path))
        assert "nothing is written" in told(app) or "is a folder" in told(app)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


async def test_leaving_while_it_is_written_harms_nothing(built: Path, tmp_path: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "X")
        app.screen.query_one(Input).value = str(tmp_path / "page.html")
        await pilot.press("enter", "escape")
        await settle(pilot)
        assert len(app.screen_stack) == 1
        assert app.is_running
