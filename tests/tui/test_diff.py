"""Diff: a revision is typed in, and what changed since stands there as the command prints it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input
from views_samples import app_of, go_to_row, lines, press, settle, title, told, write

pytestmark = pytest.mark.asyncio


async def test_the_changed_word_is_shown_in_its_context(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "d")
        assert isinstance(app.focused, Input)
        await press(pilot, "enter")
        assert title(app).startswith("Diff · HEAD (5551aebe96) -> the files now")
        found = lines(app)
        assert found[0] == "1 statement changed"
        assert found[1].split()[1] == "thm:lower"
        assert "1..[12 -> 13]" in " ".join(told(app).split())


async def test_the_revision_is_what_was_typed(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "d", *["backspace"] * 4, "m", "a", "i", "n", "enter")
        assert title(app).startswith("Diff · main (5551aebe96)")
        await press(pilot, "r")
        assert isinstance(app.focused, Input)


async def test_nodes_that_came_and_went(small: Path) -> None:
    text = (small / "src/web.tex").read_text()
    write(small, "src/web.tex", text.replace("lem:last", "lem:new"))
    app = app_of(small)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "d", "enter")
        found = lines(app)
        assert found[found.index("Added: 1") + 1].split()[1] == "lem:new"
        assert found[found.index("Removed: 1") + 1].split()[1] == "lem:last"
        go_to_row(app, "lem:last")
        await press(pilot, "enter")
        assert len(app.screen_stack) == 2  # it is in no main screen any more


@pytest.mark.parametrize("typed", ["nonesuch", "--help", "-x"])
async def test_an_unknown_revision_is_a_sentence(built: Path, typed: str) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "d")
        app.screen.query_one(Input).value = typed
        await press(pilot, "enter")
        assert lines(app) == []
        assert "git knows no revision" in app.screen.query_one("#rows").render_line(0).text


async def test_outside_a_repository_it_says_what_to_do(tmp_path: Path) -> None:
    write(tmp_path, "web.tex", "\\documentclass{article}\n\\begin{document}\n\\end{document}\n")
    app = app_of(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "d", "enter")
        shown = " ".join(app.screen.query_one("#rows").render_line(y).text.strip() for y in range(6))
        assert "git init" in shown


async def test_a_finding_that_was_gained_can_be_gone_to(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (small / "src/web.tex").read_text()
    write(small, "src/web.tex", text.replace(r"\uses{lem:open}", r"\uses{lem:open, lem:gone}"))
    opened: list[object] = []
    app = app_of(small)
    monkeypatch.setattr(app, "go_to", opened.append)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "d", "enter")
        assert "Findings gained" in lines(app)
        go_to_row(app, "unresolved-label")
        await settle(pilot)
        assert "lem:gone" in told(app)
        await press(pilot, "e")
        assert len(opened) == 1
