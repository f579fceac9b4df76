"""What holds of every screen of this part: it survives what may come, and its text can be read in every theme."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from test_themes import ratio
from views_samples import app_of, press, settle, write

from workbench.tui import themes
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.listing import ListScreen

pytestmark = pytest.mark.asyncio

SCREENS = {
    "findings": ["f"],
    "next": ["n"],
    "impact": ["i"],
    "diff": ["d", "enter"],
    "evidence": ["h"],
    "problems": ["w"],
    "views": ["v"],
    "progress": ["P"],
    "export": ["X"],
    "help": ["question_mark"],
    "palette": ["colon"],
}
"""Screen -> the keys that lead to it from the main screen."""

EMPTY = "\\documentclass{article}\n\\begin{document}\n\\end{document}\n"
CYCLE = r"""\documentclass{article}
\newtheorem{lemma}{Lemma}
\begin{document}
\begin{lemma}\label{a}\uses{b} A \end{lemma}
\begin{lemma}\label{b}\uses{a} B \end{lemma}
\end{document}
"""
HOSTILE = (
    "\\documentclass{article}\n\\newtheorem{lemma}{Lemma}\n\\begin{document}\n"
    + "".join(
        f"\\begin{{lemma}}[{title}]\\label{{{label}}}\\leanok\\checkedby[n=2]{{queens}} {title} \\end{{lemma}}\n"
        for title, label in (
            ("[bold red]markup[/] [/] [@click=app.quit]x[/]", "lem:[bold]"),
            ("\x1b[31mescape \x07 \x9b2J", "lem:\x1b[2J"),
            ("\u202eright to left \u05d0\u05d1\u05d2 \u200f", "lem:\u05d0\u05d1"),
            ("\U0001f468\u200d\U0001f469\u200d\U0001f467 emoji \u4e2d\u6587 e\u0301", "lem:\U0001f600"),
        )
    )
    + "\\end{document}\n"
)


def shown(app: WorkbenchApp) -> str:
    """What a terminal is sent."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


@pytest.mark.parametrize("text", [EMPTY, CYCLE, HOSTILE], ids=["empty", "cycle", "hostile"])
async def test_every_screen_on_a_strange_blueprint(tmp_path: Path, text: str) -> None:
    write(tmp_path, "web.tex", text)
    app = app_of(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        for name, keys in SCREENS.items():
            await press(pilot, *keys)
            said = shown(app)
            assert not [sign for sign in said if (ord(sign) < 32 and sign != "\n") or sign in "\x7f\x9b\u202e\u200f"], (
                name
            )
            assert len(app.screen_stack) == 2, name
            await press(pilot, "G", "j", "k")
            await press(pilot, "escape")
        assert app.is_running


async def test_markup_of_a_blueprint_is_text(tmp_path: Path) -> None:
    write(tmp_path, "web.tex", HOSTILE)
    app = app_of(tmp_path)
    async with app.run_test(size=(160, 40)) as pilot:
        await press(pilot, "v", "a")
        assert "lem:[bold]" in shown(app)


async def test_every_screen_in_tiny_and_in_huge_terminals(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(80, 24)) as pilot:
        for name, keys in SCREENS.items():
            await press(pilot, *keys)
            for size in ((20, 5), (1, 1), (300, 80), (80, 24)):
                await pilot.resize_terminal(*size)
                await pilot.press("j")
            await settle(pilot)
            assert len(app.screen_stack) == 2, name
            await press(pilot, "escape")
        assert app.is_running


async def test_in_twenty_columns_and_five_lines_the_chosen_row_is_in_sight(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(20, 5)) as pilot:
        await press(pilot, "n", "G")
        assert isinstance(app.screen, ListScreen)
        current = app.screen.query_one("#rows").current
        assert current is not None
        assert current.cells[0][0].split()[0] in shown(app)
        await press(pilot, "space")
        assert current.node in shown(app).replace("\n", "")


async def test_everything_that_is_written_can_be_read_in_every_theme(built: Path) -> None:
    """The contrast of what is really sent to the terminal, as WCAG 2.2 counts it."""
    app = app_of(built)
    seen = 0
    low: set[str] = set()
    async with app.run_test(size=(120, 40)) as pilot:
        for name, keys in SCREENS.items():
            if name == "palette":
                continue  # the screen below it is dimmed on purpose
            await press(pilot, *keys)
            for theme in themes.NAMES:
                app.theme = theme
                await settle(pilot)
                for text, colour, ground in written(app):
                    seen += 1
                    if ratio(colour, ground) < (7.0 if theme == themes.CONTRAST else 4.5):
                        low.add(f"{theme}, {name}: {text[:30]!r}, {colour} on {ground}")
            await press(pilot, "escape")
    assert low == set()
    assert seen > 1000


async def test_no_color_leaves_no_colour_and_every_sign(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.selected = "thm:lower"
        for keys, signs in ((["w"], "✓✗0120"), (["P"], "▓▒░◉◔"), (["v"], "●◉!✗?∅")):
            await press(pilot, *keys)
            for _, colour, ground in written(app):
                for shade in (colour, ground):
                    assert shade[1:3] == shade[3:5] == shade[5:7]
            assert set(signs) <= set(shown(app))
            await press(pilot, "escape")


def written(app: WorkbenchApp) -> Iterator[tuple[str, str, str]]:
    """Every piece of text in sight, its colour and its ground."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if style is None or style.color is None or style.bgcolor is None or style.bgcolor.is_default:
                continue
            if any(sign.isalnum() for sign in segment.text):
                yield segment.text.strip(), str(style.color.name), str(style.bgcolor.name)
