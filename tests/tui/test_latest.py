"""Of several jobs that come one after another the first and the last are done, and only the newest is shown."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import pytest
from textual.app import App, ComposeResult
from textual.widget import Widget

from workbench.tui.latest import Latest

pytestmark = pytest.mark.asyncio


class Alone(App[None]):
    """A widget and nothing else."""

    def compose(self) -> ComposeResult:
        yield Widget(id="one")


async def test_what_was_overtaken_is_neither_done_nor_shown() -> None:
    app = Alone()
    async with app.run_test() as pilot:
        latest = Latest(app.query_one("#one"), "work")
        began, go = Event(), Event()
        done: list[int] = []
        shown: list[int] = []

        def job(number: int) -> Callable[[], Callable[[], None]]:
            def work() -> Callable[[], None]:
                began.set()
                assert go.wait(10)
                done.append(number)
                return lambda: shown.append(number)

            return work

        latest.submit(job(0))
        while not began.is_set():
            await pilot.pause(0.01)
        for number in range(1, 6):
            latest.submit(job(number))
        go.set()
        for _ in range(3):
            await app.workers.wait_for_complete()
            await pilot.pause()
        assert done == [0, 5]
        assert shown == [5]
        latest.submit(job(6))
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert shown == [5, 6]


async def test_a_widget_that_went_is_not_touched() -> None:
    app = Alone()
    async with app.run_test() as pilot:
        widget = app.query_one("#one")
        latest = Latest(widget, "work")
        go = Event()
        shown: list[bool] = []

        def work() -> Callable[[], None]:
            assert go.wait(10)
            return lambda: shown.append(widget.is_attached)

        latest.submit(work)
        await pilot.pause()
        await widget.remove()
        go.set()
        await pilot.pause(0.1)
        assert shown == []
        latest.submit(work)  # nor does it begin
        await pilot.pause()
        assert shown == []
