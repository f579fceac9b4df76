"""How the screens look, in a small terminal and in a large one.

`pytest -n0 tests/tui/test_screen_snapshots.py --snapshot-update` takes the pictures anew; look at them before a commit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from views_samples import app_of, press, settle

from workbench.tui import themes

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
SCREENS: dict[str, tuple[str, Sequence[str]]] = {
    "findings": ("lem:wrong", ["f"]),
    "next": ("lem:wrong", ["n", "j"]),
    "impact": ("def:colouring", ["i", "j", "j"]),
    "diff": ("lem:wrong", ["d", "enter"]),
    "evidence": ("thm:ramsey", ["h"]),
    "problems-colouring": ("thm:lower", ["w"]),
    "problems-matrix": ("thm:ramsey", ["w"]),
    "problems-board": ("thm:queens", ["w"]),
    "views": ("lem:wrong", ["v"]),
    "progress": ("thm:queens", ["P", "g"]),
    "export": ("lem:wrong", ["X"]),
    "help": ("lem:wrong", ["n", "question_mark"]),
    "accept": ("thm:lower", ["a"]),
    "queue": ("thm:lower", ["Q"]),
    "log": ("thm:lower", ["L"]),
    "prove": ("thm:lower", ["p"]),
    "yank": ("thm:lower", ["y"]),
}
"""Picture -> the node that is selected, and the keys that lead there from the main screen."""


def begun(node: str, keys: Sequence[str], theme: str = themes.DARK) -> Callable[[Pilot[None]], object]:
    """What happens before the picture is taken."""

    async def begin(pilot: Pilot[None]) -> None:
        await settle(pilot)
        pilot.app.theme = theme
        pilot.app.selected = node
        await press(pilot, *keys)
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        await settle(pilot)

    return begin


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCREENS)
def test_screen(built: Path, snap_compare: Callable[..., bool], name: str, size: str) -> None:
    node, keys = SCREENS[name]
    assert snap_compare(app_of(built), terminal_size=SIZES[size], run_before=begun(node, keys))


@pytest.mark.parametrize("size", SIZES)
def test_palette(built: Path, snap_compare: Callable[..., bool], size: str) -> None:
    async def begin(pilot: Pilot[None]) -> None:
        await begun("lem:wrong", ["n", "colon"])(pilot)
        await press(pilot, *"imp")

    assert snap_compare(app_of(built), terminal_size=SIZES[size], run_before=begin)


@pytest.mark.parametrize("theme", [themes.LIGHT, themes.CONTRAST])
def test_theme(built: Path, snap_compare: Callable[..., bool], theme: str) -> None:
    assert snap_compare(app_of(built), terminal_size=(80, 24), run_before=begun("thm:lower", ["w"], theme))


@pytest.mark.parametrize("size", [(20, 5)], ids=["20x5"])
def test_tiny(built: Path, snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    assert snap_compare(app_of(built), terminal_size=size, run_before=begun("lem:wrong", ["v"]))
