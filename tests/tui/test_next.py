"""Next: both kinds of work, apart, ranked by what they unblock."""

from __future__ import annotations

from pathlib import Path

import pytest
from views_samples import app_of, lines, press, title, told

from workbench.views.work import work

pytestmark = pytest.mark.asyncio


async def test_the_two_kinds_stand_apart_and_are_ranked(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "n")
        found = lines(app)
        assert app.desk is not None
        expected = work(app.desk.report)
        assert title(app) == f"Next · {len(expected.to_prove)} ready to prove, {len(expected.to_state)} ready to state"
        prove, state = found.index("◐ ready to prove: 1"), found.index("◔ ready to state: 3")
        assert [line.split()[2] for line in found[prove + 1 : state - 1]] == [item.node for item in expected.to_prove]
        assert [line.split()[2] for line in found[state + 1 :]] == [item.node for item in expected.to_state]
        waits = [int(line.split()[0]) for line in found[state + 1 :]]
        assert waits == sorted(waits, reverse=True)
        assert waits[0] == expected.to_state[0].unblocks > 0


async def test_enter_shows_the_node_in_the_main_screen(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "n", "j")
        assert "def:colouring" in told(app)
        await press(pilot, "enter")
        assert app.selected == "def:colouring"
        assert len(app.screen_stack) == 1


async def test_headings_are_stepped_over_and_the_ends_are_ends(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "n", "k")
        first = told(app)
        await press(pilot, "G", "down")
        last = told(app)
        assert last != first
        await press(pilot, "g", "up")
        assert told(app) == first
        await press(pilot, "pagedown")
        assert told(app) == last
