"""How the main screen looks, held against pictures that somebody has looked at (`pytest --snapshot-update` makes them).

Every figure in them is fixed: evidence was recorded at a fixed time, and the app's clock stands.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from main_samples import press, ready, write
from textual.pilot import Pilot
from views_samples import app_of
from views_samples import write as write_file

Compare = Callable[..., bool]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (20, 5)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_main_screen(built: Path, snap_compare: Compare, size: tuple[int, int]) -> None:
    app = app_of(built)
    app.begins_at = "thm:ramsey"

    async def before(pilot: Pilot[None]) -> None:
        await ready(pilot)

    assert snap_compare(app, terminal_size=size, run_before=before)


@pytest.mark.parametrize("theme", ["light", "high-contrast"])
def test_broken_node(built: Path, snap_compare: Compare, theme: str) -> None:
    app = app_of(built)
    app.begins_at = "lem:wrong"

    async def before(pilot: Pilot[None]) -> None:
        await ready(pilot)
        app.theme = theme
        await press(pilot, "enter")

    assert snap_compare(app, terminal_size=(120, 40), run_before=before)


def test_graph_with_all_the_room(built: Path, snap_compare: Compare) -> None:
    app = app_of(built)
    app.begins_at = "thm:upper"

    async def before(pilot: Pilot[None]) -> None:
        await ready(pilot)
        await press(pilot, "o")

    assert snap_compare(app, terminal_size=(80, 24), run_before=before)


def test_wrong_filter(built: Path, snap_compare: Compare) -> None:
    app = app_of(built)

    async def before(pilot: Pilot[None]) -> None:
        await ready(pilot)
        await write(pilot, "kind:lemma status:gren")
        await press(pilot, "enter")  # where no cursor blinks

    assert snap_compare(app, terminal_size=(80, 24), run_before=before)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_blueprints(small: Path, snap_compare: Compare, size: tuple[int, int]) -> None:
    write_file(small, "other/web.tex", (small / "src/web.tex").read_text())
    settings = (small / "workbench.toml").read_text()
    write_file(small, "workbench.toml", settings + '\n[[blueprint]]\nmain = "other/web.tex"\n')
    app = app_of(small)

    async def before(pilot: Pilot[None]) -> None:
        await ready(pilot)
        await press(pilot, "b")

    assert snap_compare(app, terminal_size=size, run_before=before)
