"""The app begins where it was left, in the user's own settings, and never writes them into a workspace."""

from __future__ import annotations

from pathlib import Path

import pytest
from views_samples import app_of, press, settle

from workbench.tui import themes
from workbench.tui.preferences import load

pytestmark = pytest.mark.asyncio


def files(root: Path) -> set[Path]:
    return {path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts}


async def test_theme_and_selection_come_back(built: Path, own_settings: Path) -> None:
    before = files(built)
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "t", "G")
        assert app.theme == themes.LIGHT
        left = app.selected
        assert left == "lem:last"
    again = app_of(built)
    async with again.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert again.theme == themes.LIGHT
        assert again.selected == left
    assert files(built) - before == set() or {path.name for path in files(built) - before} <= {
        "evidence.sqlite-wal",
        "evidence.sqlite-shm",
    }
    assert load(own_settings / "workbench/tui.toml")[0].selected == {str(built.resolve()): "lem:last"}


async def test_a_node_that_is_gone_is_not_selected(small: Path) -> None:
    app = app_of(small)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "G")
    text = (small / "src/web.tex").read_text()
    (small / "src/web.tex").write_text(text.replace("lem:last", "lem:other"))
    again = app_of(small)
    async with again.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert again.selected == "def:colouring"


async def test_a_damaged_file_costs_a_sentence_and_no_more(built: Path, own_settings: Path) -> None:
    path = own_settings / "workbench/tui.toml"
    path.parent.mkdir()
    path.write_text("theme = [")
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert app.theme == themes.DARK
        assert any("settings are not used" in one.message for one in app._notifications)
        await press(pilot, "t")
    assert load(path)[0].theme == themes.LIGHT


async def test_an_unknown_theme_is_the_dark_one(built: Path, own_settings: Path) -> None:
    path = own_settings / "workbench/tui.toml"
    path.parent.mkdir()
    path.write_text('theme = "solarized"\n')
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert app.theme == themes.DARK


async def test_where_settings_cannot_be_written_the_app_goes_on(built: Path, own_settings: Path) -> None:
    (own_settings / "workbench").write_text("a file where the folder should be")
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "t", "t")
        assert app.theme == themes.CONTRAST
        said = [one.message for one in app._notifications if "not remembered" in one.message]
        assert len(said) == 1  # once, and not at every key
