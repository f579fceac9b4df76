"""Running a command or a function several times and saying what it took."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

BIN = Path(sys.executable).parent
WORKBENCH = str(BIN / "workbench")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, what came out, and what it is to stay within."""

    what: str
    figure: str
    target: str = ""


def seconds(run: Callable[[], object], times: int = 7) -> list[float]:
    """Wall seconds of each of `times` runs, sorted, after one that does not count."""
    run()
    return sorted(_timed(run) for _ in range(times))


def command(*argv: str, cwd: Path | None = None, codes: Sequence[int] = (0,)) -> float:
    """Wall seconds of one run of the real program; RuntimeError with its words where it exits otherwise."""
    start = time.perf_counter()
    run = subprocess.run([WORKBENCH, *argv], cwd=cwd, capture_output=True, text=True, check=False)
    took = time.perf_counter() - start
    if run.returncode not in codes:
        raise RuntimeError(f"workbench {' '.join(argv)} exited {run.returncode}: {run.stderr[-500:]}")
    return took


def within(code: str, limit: float) -> float | None:
    """Wall seconds that a Python program takes in a process of its own; None where `limit` seconds did not suffice."""
    start = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        child.wait(limit)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        return None
    return time.perf_counter() - start if child.returncode == 0 else None


def spread(values: Sequence[float], unit: str = "s") -> str:
    """`median (least to most)`."""
    return f"{statistics.median(values):.2f} {unit} ({min(values):.2f} to {max(values):.2f})"


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start
