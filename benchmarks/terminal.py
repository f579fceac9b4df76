"""The terminal workbench on 5,000 nodes that nobody wrote: first paint, keys, filter, graph, the loop, its memory.

The app runs headless, in a process of its own, on a screen of 120 by 40; every paint is rendered to what a terminal
would be sent. `python -m benchmarks.terminal FOLDER STARTED` measures one run and prints it as JSON.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks import synthetic
from benchmarks.measure import Row

RUNS = 3
KEYS = 60
FILTER = "kind:lemma 77"
SIZE = (120, 40)


def rows() -> Iterator[Row]:
    """Yield the measurements one by one."""
    with tempfile.TemporaryDirectory() as folder:
        synthetic.write(Path(folder))
        _run(folder)  # makes the cache warm
        runs = [_run(folder) for _ in range(RUNS)]
    keys = sorted(took for run in runs for took in run["keys"])
    cards = sorted(took for run in runs for took in run["cards"])
    filters = sorted(took for run in runs for took in run["filters"])
    pans = sorted(took for run in runs for took in run["pans"])
    waits = sorted(took for run in runs for took in run["waits"])
    first = median(run["first"] for run in runs)
    yield Row("terminal, 5,000 nodes: from the process's start to the list and a card", f"{first:.0f} ms", "800 ms")
    yield Row("terminal: evidence read, graph drawn", f"{median(run['all'] for run in runs):.0f} ms")
    yield Row("terminal: from a key to the moved cursor (median, 95th percentile)", _spread(keys), "50 ms")
    yield Row("terminal: from a key to the other node's card", _spread(cards))
    yield Row("terminal: from a letter of the filter to the list", _spread(filters), "60 ms")
    yield Row(
        "terminal: from a key to the panned graph, with all the room (median, 95th percentile)", _spread(pans), "30 ms"
    )
    yield Row("terminal: the event loop is late by (99th percentile, most)", _late(waits), "20 ms")
    yield Row("terminal: resident memory", f"{max(run['memory'] for run in runs):.0f} MB", "200 MB")


def _spread(took: list[float]) -> str:
    return f"{median(took):.0f} ms, {quantiles(took, n=20)[-1]:.0f} ms"


def _late(took: list[float]) -> str:
    return f"{quantiles(took, n=100)[-1]:.0f} ms, {took[-1]:.0f} ms"


def _run(folder: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.terminal", folder, str(time.time())]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


async def _measured(folder: Path, started: float) -> dict[str, Any]:
    import psutil
    from textual.events import Key
    from textual.screen import Screen

    from workbench.tui.app import WorkbenchApp
    from workbench.tui.picture import laid, settled
    from workbench.tui.widgets.node_card import NodeCard
    from workbench.tui.widgets.node_list import NodeList

    class Watched(WorkbenchApp):
        """Renders what a terminal would be sent, and tells who waits for it."""

        seen: Callable[[], None] = staticmethod(lambda: None)

        def _display(self, screen: Screen[Any], renderable: Any) -> None:
            if hasattr(renderable, "render_segments"):
                renderable.render_segments(self.console)
            super()._display(screen, renderable)
            self.seen()

    app = Watched(folder)

    async def painted(is_there: Callable[[], bool]) -> float:
        """When the first paint was over that shows it."""
        over = asyncio.get_running_loop().create_future()
        app.seen = lambda: over.set_result(time.time()) if is_there() and not over.done() else None
        return await asyncio.wait_for(over, 60)

    def press(key: str) -> None:
        app.post_message(Key({":": "colon", " ": "space"}.get(key, key), key if len(key) == 1 else None))

    waits: list[float] = []
    async with app.run_test(headless=True, size=SIZE) as pilot:
        breath = asyncio.create_task(_breathe(waits))
        card, nodes = app.screen.query_one(NodeCard), app.screen.query_one("#nodes", NodeList)
        first = await painted(lambda: bool(card._lines and nodes.ids))
        await laid(app)
        await settled(app)
        every = time.time()
        await pilot.pause()
        found: dict[str, Any] = {"first": 1000 * (first - started), "all": 1000 * (every - started), "keys": []}
        found["cards"], found["filters"] = [], []
        for number in range(KEYS):
            lines, began = card._lines, time.time()
            wanted = nodes.cursor + 1
            press("j" if number % 2 else "down")
            found["keys"].append(1000 * (await painted(lambda wanted=wanted: nodes.cursor == wanted) - began))  # type: ignore[misc]
            if card._lines is lines:
                await painted(lambda lines=lines: card._lines is not lines)  # type: ignore[misc]
            found["cards"].append(1000 * (time.time() - began))
            await asyncio.sleep(0.05)
        await pilot.press("slash")
        for letter in FILTER:
            await settled(app)
            before, began = nodes.ids, time.time()
            press(letter)
            found["filters"].append(1000 * (await painted(lambda before=before: nodes.ids is not before) - began))  # type: ignore[misc]
        await pilot.press("escape")
        for size in ((160, 50), SIZE):
            await pilot.resize_terminal(*size)
            await settled(app)
        found["pans"] = await _panned(app, pilot, painted, press)
        breath.cancel()
        return {**found, "waits": waits, "memory": psutil.Process().memory_info().rss / 2**20}


async def _panned(app: Any, pilot: Any, painted: Callable[..., Any], press: Callable[[str], None]) -> list[float]:
    """Milliseconds from each key until the graph, which has all the room and is somewhat nearer, stands elsewhere."""
    from workbench.tui.picture import settled
    from workbench.tui.widgets.overview import Overview

    graph, took = app.screen.query_one(Overview), []
    for key in ("o", "o", "plus", "plus"):
        await pilot.press(key)
        await settled(app)
    for number in range(KEYS):
        before, began = graph._picture, time.time()
        press(("right", "down", "left", "up")[number % 4])
        took.append(1000 * (await painted(lambda before=before: graph._picture is not before) - began))
        await asyncio.sleep(0.05)
    return took


async def _breathe(waits: list[float]) -> None:
    """By how much later than asked for the loop comes back, in milliseconds."""
    while True:
        began = time.perf_counter()
        await asyncio.sleep(0.002)
        waits.append(max(0.0, 1000 * (time.perf_counter() - began) - 2))


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_measured(Path(sys.argv[1]), float(sys.argv[2])))))
