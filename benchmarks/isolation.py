"""What the wall around a child costs: a program that does nothing, with and without it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from benchmarks.measure import Row, seconds, spread

TIMES = 31


def rows() -> Iterator[Row]:
    """Yield the measurements one by one."""
    from workbench.dispatch import sandbox

    if not sandbox.isolation().in_force:
        yield Row("a child behind the wall", sandbox.isolation().what)
        return
    walled = _started()
    with patch.object(sandbox, "find_wall", lambda: (None, "")):
        bare = _started()
    yield Row("a child that does nothing, under limits", spread(bare, "ms"))
    yield Row("the same, behind the wall", spread(walled, "ms"), "30 ms more")


def _started() -> list[float]:
    """Milliseconds from the call to the end of all that was started."""
    from workbench.dispatch.sandbox import run
    from workbench.evidence.record import Limits

    with tempfile.TemporaryDirectory() as folder:
        return [1000 * took for took in seconds(lambda: run(["true"], Path(folder), Limits()), TIMES)]
