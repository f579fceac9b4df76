"""Searching for a proof from the screen, with the real Lean: candidates and answers, and what is in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input
from work_samples import children, loaded, said, screen_text, until, write

from workbench.search.session import Failed, Finished
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.prove import ProveScreen

pytestmark = pytest.mark.asyncio
WEB = r"""\documentclass{report}
\usepackage{amsthm}
\usepackage[dep_graph]{blueprint}
\newtheorem{lemma}{Lemma}[chapter]
\begin{document}
\chapter{Sums}
\begin{lemma}\label{lem:swap}\lean{Goals.back}
Both can be swapped.
\end{lemma}
\begin{lemma}\label{lem:open}\lean{Goals.everything}
Everything holds.
\end{lemma}
\begin{lemma}\label{lem:none}
Nothing formal.
\end{lemma}
\end{document}
"""
LEAN = """namespace Goals
theorem back (p q : Prop) : p ∧ q → q ∧ p := by
  sorry
theorem everything (p : Prop) : p := by
  sorry
end Goals
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compiled_libraries: None) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    root = tmp_path / "workspace"
    write(root, "web.tex", WEB)
    write(root, "lean/Goals.lean", LEAN)
    write(root, "workbench.toml", '[[blueprint]]\nmain = "web.tex"\nlean = ["lean"]\n')
    return root


def source(root: Path) -> str:
    return (root / "lean/Goals.lean").read_text("utf-8")


async def test_what_is_found_and_audited_is_written_and_read_again(root: Path) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(app)
        await pilot.press("p")
        await until(lambda: "s begins" in screen_text(app))
        app.screen.query_one("#seconds", Input).value = "600"  # a busy machine takes many times as long
        assert source(root) == LEAN, "nothing begins by itself"
        await pilot.press("s")
        await until(lambda: app.work.search is not None and not app.work.search.runs)
        search = app.work.search
        assert search is not None and [one.outcome for one in search.results] == ["proved"]
        proof, _, rest = source(root).partition("theorem everything")
        assert "sorry" not in proof and rest == LEAN.partition("theorem everything")[2]
        outcomes = [candidate.outcome for candidate in search.candidates]
        assert any(isinstance(one, Finished) for one in outcomes) and any(isinstance(one, Failed) for one in outcomes)
        await until(lambda: "proves it" in screen_text(app) and "proved and written" in screen_text(app))
        await until(lambda: "lem:swap: ◉ Goals.back: proved and written to lean/Goals.lean:2" in said(app))
        before = len(screen_text(app))
        await pilot.press("j", "j", "space")  # another candidate, with all the room
        await until(lambda: "candidate " in screen_text(app) and before)
        await pilot.press("s")  # there is nothing left to prove, and it says so
        await until(lambda: app.work.search is not search and not app.work.search.runs)  # type: ignore[union-attr]
        await until(lambda: "is proved already" in screen_text(app))
        assert not children()


async def test_it_goes_on_while_one_browses_and_stops_when_told(root: Path) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(80, 24)) as pilot:
        await loaded(app)
        app.selected = "lem:open"
        await pilot.press("p", "s")
        await until(lambda: app.work.search is not None and app.work.search.tried > 0)
        await pilot.press("q")
        assert not isinstance(app.screen, ProveScreen) and app.work.search.runs  # type: ignore[union-attr]
        app.selected = "lem:swap"
        await pilot.press("p", "s")  # one search at a time
        await until(lambda: "lem:open is being searched for still" in said(app))
        await pilot.press("x")
        await until(lambda: not app.work.search.runs)  # type: ignore[union-attr]
        assert "stopped" in app.work.search.fault and source(root) == LEAN  # type: ignore[union-attr]
        await until(lambda: not children())
        await pilot.press("x")
        await until(lambda: "nothing is searched for" in said(app))


async def test_leaving_the_app_ends_the_search_with_its_children(root: Path) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(80, 24)) as pilot:
        await loaded(app)
        app.selected = "lem:open"
        await pilot.press("p", "s")
        await until(lambda: app.work.search is not None and app.work.search.tried > 0 and children())
        await pilot.press("ctrl+c")
        await until(lambda: not app.is_running)
    await until(lambda: not children())
    assert source(root) == LEAN


async def test_what_cannot_be_searched_for_is_said(root: Path) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(80, 24)) as pilot:
        await loaded(app)
        app.selected = "lem:none"
        await pilot.press("p", "s")
        await until(lambda: "lem:none names no Lean declaration" in said(app))
        await pilot.press("q")
        app.selected = "lem:swap"
        await pilot.press("p", "slash", "ctrl+u")
        await pilot.press(*"nobody", "enter")
        await until(lambda: "there is no program 'nobody'" in " ".join(screen_text(app).split()))
        assert source(root) == LEAN
