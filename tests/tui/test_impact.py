"""Impact: what the command prints, for the node that is selected."""

from __future__ import annotations

from pathlib import Path

import pytest
from views_samples import app_of, go_to_row, lines, press, settle, title, told

from workbench.fingerprints import impact

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("node", ["def:colouring", "thm:queens", "lem:last"])
async def test_it_is_what_the_command_says(built: Path, node: str) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.selected = node
        await press(pilot, "i")
        assert app.desk is not None
        found = impact(app.desk.blueprint, node)
        assert [line.split()[1] for line in lines(app)] == list(found)
        assert f"makes {len(found)} node" in title(app)


async def test_it_tells_the_way_by_which_a_node_builds_on_it(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.selected = "thm:queens"
        await press(pilot, "i")
        go_to_row(app, "lem:last")
        await settle(pilot)
        assert told(app).startswith("lem:last uses lem:open uses thm:queens")
        await press(pilot, "enter")
        assert app.selected == "lem:last"


async def test_without_a_node_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "web.tex").write_text("\\documentclass{article}\n\\begin{document}\n\\end{document}\n")
    app = app_of(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "i")
        assert lines(app) == []
        assert "no node is selected" in app.screen.query_one("#rows").render_line(0).text
