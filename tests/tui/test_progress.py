"""Progress: the chapters add up to the whole, and bars are as long as their numbers say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from views_samples import app_of, lines, press, settle, title, told

from workbench.survey import reports
from workbench.tui.screens.progress import parts, shares


@given(st.lists(st.integers(0, 5000), min_size=5, max_size=5), st.integers(5, 60))
def test_a_bar_is_full_and_hides_nobody(numbers: list[int], length: int) -> None:
    found = shares(numbers, length)
    assert sum(found) == (length if sum(numbers) else 0)
    assert all((share > 0) == (number > 0) for share, number in zip(found, numbers, strict=True))
    for one, first in zip(numbers, found, strict=True):
        for other, second in zip(numbers, found, strict=True):
            assert one <= other or first >= second  # more is never shown as less


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12), st.integers(0, 6))
def test_a_bar_that_is_too_short_ends(numbers: list[int], length: int) -> None:
    assert len(shares(numbers, length)) == len(numbers)


def test_chapters_add_up_to_everything(built: Path) -> None:
    whole, *chapters = parts(reports(built)[0])
    assert [part.title for part in chapters] == ["Sums", "Pictures"]
    for kind in ("statuses", "marks", "tiers"):
        for one, number in getattr(whole.summary, kind).items():
            assert number == sum(getattr(part.summary, kind)[one] for part in chapters)


@pytest.mark.asyncio
async def test_bars_and_numbers_of_every_chapter(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "P")
        assert title(app) == "Progress · 2 of 9 nodes green"
        whole, sums, pictures = lines(app)
        assert "2/9" in whole
        assert "1/5" in sums
        assert "1/4" in pictures
        assert "▓" in pictures
        assert "everything" not in told(app)  # the chapter of the selected node is shown first
        assert told(app).startswith("Sums")
        await press(pilot, "g")
        assert told(app).startswith("everything")
        assert "certificate         4" in told(app)
        assert "7 not green yet" in told(app)
        assert "lem:last" in told(app)


@pytest.mark.asyncio
async def test_enter_shows_what_is_left(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "P", "G", "enter")
        assert app.selected == "thm:queens"
        assert len(app.screen_stack) == 1
