"""Copying: what the terminal is asked to put on the clipboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from work_samples import loaded, said, screen_text, until, workspace

from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.yank import YankScreen

pytestmark = pytest.mark.asyncio


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    root = workspace(tmp_path / "workspace")
    web = root / "blueprint/src/web.tex"
    web.write_text(web.read_text().replace(r"\label{lem:gap}", r"\label{lem:gap}\lean{Schur.gap, Schur.other}"))
    return root


@pytest.mark.parametrize(
    ("keys", "copied"),
    [
        (("l",), "lem:gap"),
        (("n",), "Schur.gap"),
        (("u",), r"\uses{lem:gap}"),
        (("j", "j", "enter"), "Schur.other"),
        (("down", "k", "enter"), "lem:gap"),
    ],
)
async def test_what_is_copied_is_said(root: Path, keys: tuple[str, ...], copied: str) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(80, 24)) as pilot:
        await loaded(app)
        app.selected = "lem:gap"
        await pilot.press("y")
        await until(lambda: r"u  \uses{lem:gap}" in screen_text(app))
        await pilot.press(*keys)
        await until(lambda: not isinstance(app.screen, YankScreen) and f"copied {copied}" in said(app))
        assert app.clipboard == copied


async def test_escape_copies_nothing_and_a_name_that_is_not_there_is_said(root: Path) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(80, 24)) as pilot:
        await loaded(app)
        app.selected = "thm:upper"
        await pilot.press("y", "n")
        await until(lambda: "names no Lean declaration" in said(app))
        await pilot.press("escape")
        await until(lambda: not isinstance(app.screen, YankScreen))
        assert app.clipboard == ""
