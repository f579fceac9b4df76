"""Findings: what is wrong, the worst first, and enter goes to the line in the editor."""

from __future__ import annotations

from pathlib import Path

import pytest
from views_samples import app_of, lines, press, settle, title, told, write

from workbench.tui.screens.findings import FindingsScreen

pytestmark = pytest.mark.asyncio


async def test_broken_nodes_come_before_errors_of_the_sources(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f")
        assert isinstance(app.screen, FindingsScreen)
        assert title(app) == "Findings · 2 errors, 0 warnings"
        broken, label = lines(app)
        assert broken.startswith("!  broken-node")
        assert "src/web.tex:20" in broken
        assert label.startswith("!  unresolved-label")
        assert "src/web.tex:36" in label
        assert "workbench explain lem:wrong" in " ".join(told(app).split())


async def test_enter_opens_the_editor_at_the_line(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    app = app_of(built)
    monkeypatch.setattr(app, "go_to", opened.append)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f", "j", "enter")
        assert [str(place) for place in opened] == ["src/web.tex:36"]
        await press(pilot, "k", "e")
        assert str(opened[-1]) == "src/web.tex:20"


async def test_what_is_corrected_goes_and_the_cursor_stays(small: Path) -> None:
    app = app_of(small)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f", "j")
        text = (small / "src/web.tex").read_text()
        text = text.replace(r"\leanok\checkedby[n=4", r"\checkedby[n=4").replace(r"\leanok It is said", "It is said")
        write(small, "src/web.tex", "%\n" + text)
        app.reload()
        await settle(pilot)
        assert lines(app)[0].startswith("!  refuted-node")
        assert "unresolved-label" in told(app)
        assert "src/web.tex:37" in told(app)


async def test_one_click_selects_and_two_open(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    app = app_of(built)
    monkeypatch.setattr(app, "go_to", opened.append)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f")
        await pilot.click("#rows", offset=(5, 1))
        await settle(pilot)
        assert "unresolved-label" in told(app)
        assert opened == []
        await pilot.click("#rows", offset=(5, 1), times=2)
        await settle(pilot)
        assert [str(place) for place in opened] == ["src/web.tex:36"]


async def test_a_blueprint_without_faults_says_so(tmp_path: Path) -> None:
    write(tmp_path, "web.tex", "\\documentclass{article}\n\\begin{document}\n\\end{document}\n")
    app = app_of(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f")
        assert title(app) == "Findings · 0 errors, 0 warnings"
        assert lines(app) == []
