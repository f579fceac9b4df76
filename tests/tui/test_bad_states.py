"""Bad states on purpose: nothing is shown that is not so, nothing hangs, nothing reaches the terminal unescaped."""

from __future__ import annotations

from pathlib import Path

import pytest
from main_samples import ids, lines, press, ready, screen_text, still, text, write
from views_samples import app_of
from views_samples import write as write_file

from benchmarks.synthetic import document

pytestmark = pytest.mark.asyncio

HEAD = r"""\documentclass{report}
\usepackage{amsthm}
\usepackage[dep_graph]{blueprint}
\newtheorem{theorem}{Theorem}[chapter]
\newtheorem{lemma}[theorem]{Lemma}
\begin{document}
"""
CONTROL = {chr(code) for code in (*range(32), 0x7F, *range(0x80, 0xA0), 0x200E, 0x200F, *range(0x202A, 0x202F))} - {
    "\n"
}


def blueprint(root: Path, body: str) -> Path:
    write_file(root, "web.tex", f"{HEAD}{body}\n\\end{{document}}\n")
    return root


async def test_an_empty_blueprint(tmp_path: Path) -> None:
    app = app_of(blueprint(tmp_path, "Nothing."))
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        assert app.selected is None
        assert lines(app, "#nodes")[0] == "no nodes"
        assert "this blueprint has no nodes" in text(app, "#card")
        await press(pilot, "j", "G", "enter", "o", "o", "plus", "0", "escape", "slash", "a", "escape")
        assert app.is_running


async def test_a_cycle(tmp_path: Path) -> None:
    body = "\\chapter{A}" + "".join(
        f"\\begin{{lemma}}\\label{{{one}}}\\uses{{{other}}} {one}\\end{{lemma}}\n" for one, other in ("ab", "bc", "ca")
    )
    app = app_of(blueprint(tmp_path, body))
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        assert (ids(app, "#uses"), ids(app, "#used-by")) == (["b"], ["c"])
        await press(pilot, "j", "j")
        assert app.selected == "c"
        assert app.screen.query_one("#uses").border_title == "uses 1 · 2 ancestors"
        assert "◆" in text(app, "#overview")


async def test_no_evidence_at_all(small: Path) -> None:
    for file in (small / ".workbench").glob("evidence.sqlite*"):
        file.unlink()
    app = app_of(small)
    app.begins_at = "thm:ramsey"
    async with app.run_test(size=(120, 60)) as pilot:
        await ready(pilot)
        assert "– ramsey-3-3: not asked yet" in text(app, "#card")
        assert not (small / ".workbench/evidence.sqlite").exists()


async def test_a_damaged_store_is_said_and_everything_else_is_there(small: Path) -> None:
    (small / ".workbench/evidence.sqlite").write_bytes(b"no database" * 999)
    app = app_of(small)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert "evidence.sqlite" in screen_text(app)
        assert len(ids(app)) == 9
        await press(pilot, "j", "enter")
        assert "not asked yet" in text(app, "#card")


HOSTILE = (
    "\\chapter{A}\\begin{lemma}[Title \x1b[31mred\x07 {\u202e}live]\\label{esc\x1b[2J}"
    "Text \x1b]0;owned\x07 [b]bold[/b] [link=x]y[/link] {\u2066}a \x9b31m e\u0301\\end{lemma}\n"
    "\\begin{lemma}[\u05e9\u05dc\u05d5\u05dd]\\label{lem:\u05d0\U0001f600\u6570}\\uses{esc\x1b[2J}\U0001f600 "
    f"\u6570\u5b66 {'w' * 300} [/]\\end{{lemma}}\n"
    "\\begin{lemma}\\label{[bold]x[/bold]}\\uses{lem:\u05d0\U0001f600\u6570}$\\frac{$ Z \\end{lemma}\n"
)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (20, 5)])
async def test_hostile_text_is_text(tmp_path: Path, size: tuple[int, int]) -> None:
    app = app_of(blueprint(tmp_path, HOSTILE))
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        for key in ("g", "j", "j", "enter", "escape", "o", "escape"):
            await press(pilot, key)
            seen = screen_text(app)
            assert not CONTROL & set(seen)
        await press(pilot, "g")
        if size[0] > 60:
            assert r"esc\x1b[2J" in text(app, "#nodes")
            assert "[bold]x[/bold]" in text(app, "#nodes")
            assert "[b]bold[/b]" in text(app, "#card")
        await write(pilot, "[bold] \U0001f600")
        await write(pilot, "kind:[red]")
        assert app.is_running


async def test_rows_are_as_wide_as_the_pane_whatever_they_hold(tmp_path: Path) -> None:
    app = app_of(blueprint(tmp_path, HOSTILE))
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        nodes = app.screen.query_one("#nodes")
        for y in range(nodes.size.height):
            assert nodes.render_line(y).cell_length == nodes.size.width


async def test_five_thousand_nodes(tmp_path: Path) -> None:
    write_file(tmp_path, "web.tex", document(5000))
    app = app_of(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        assert len(ids(app)) == 5000
        await press(pilot, "G")
        assert app.selected == "node:5000"
        assert "node:5000" in text(app, "#nodes")
        assert "◆" in text(app, "#overview")
        await write(pilot, "kind:definition")
        assert len(ids(app)) == 500
        await write(pilot, "number 4321")
        assert ids(app) == ["node:4321"]
        await press(pilot, "enter")
        assert app.selected == "node:4321"


async def test_a_node_that_no_graph_draws_can_be_looked_at(small: Path) -> None:
    """What is used and drawn nowhere, such as an equation, is a neighbour all the same."""
    source = (small / "src/web.tex").read_text()
    source = source.replace(r"Nor of this.", r"\begin{equation}\label{eq:one}x\end{equation} Nor of this.").replace(
        r"\uses{thm:ramsey}", r"\uses{thm:ramsey, eq:one}"
    )
    write_file(small, "src/web.tex", source)
    app = app_of(small)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        for id in app.desk.blueprint.statements if app.desk else ():
            app.selected = id
            await still(pilot)
            assert id in text(app, "#card")


async def test_no_colour_is_shown_where_nobody_wants_any(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_of(built)
    app.begins_at = "lem:wrong"
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        assert app.no_color
        colours = {
            segment.style.color.get_truecolor()
            for strip in app.screen._compositor.render_strips()
            for segment in strip.apply_filter(app._filters[-1], app.screen.background_colors[1])
            if segment.style and segment.style.color
        }
        assert all(red == green == blue for red, green, blue in colours)
        assert "!" in lines(app, "#nodes")[3]
