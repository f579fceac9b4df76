"""A call in a child that is forked off a warm process: what it gives, or that it crashed, hung or grew too large.

A fork starts at once, for all modules are imported, and its peak of memory is its own.
"""

from __future__ import annotations

import faulthandler
import json
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Died(Exception):
    """The child gave no answer; the text says why."""


def forked(call: Callable[[], Any], *, seconds: float, most_mb: float) -> Any:
    """What `call` returned in a child (as JSON carries it).

    Raises Died where the child crashed, took more than `seconds` of wall time or more than `most_mb` MB of memory; it
    is killed then.
    """
    reading, writing = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        _answer(call, writing)
    os.close(writing)
    try:
        answer, why = _awaited(child, reading, time.monotonic() + seconds, most_mb)
    finally:
        os.close(reading)
    _, status = os.waitpid(child, 0)
    if why:
        raise Died(why)
    if os.WIFSIGNALED(status):
        raise Died(f"killed by {signal.Signals(os.WTERMSIG(status)).name}")
    try:
        return json.loads(answer)
    except ValueError:
        raise Died(f"ended with exit code {os.waitstatus_to_exitcode(status)}") from None


def peak_mb() -> float:
    """The largest resident memory of this process so far, in MB; of a fork: since it was forked off."""
    if sys.platform == "linux":
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def _answer(call: Callable[[], Any], writing: int) -> None:
    code = 1
    faulthandler.disable()  # a crash is told by how the child ends
    try:
        with os.fdopen(writing, "w") as pipe:
            json.dump(call(), pipe)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _awaited(child: int, reading: int, until: float, most_mb: float) -> tuple[bytes, str]:
    """All that the child wrote, and why it was killed, if it was."""
    parts: list[bytes] = []
    while True:
        if select.select([reading], [], [], 0.05)[0]:
            parts.append(os.read(reading, 1 << 16))
            if not parts[-1]:
                return b"".join(parts), ""
        if time.monotonic() > until:
            why = "not done in time"
        elif (resident_mb(child)) > most_mb:
            why = f"took more than {most_mb:,.0f} MB"
        else:
            continue
        os.kill(child, signal.SIGKILL)
        return b"", why


def resident_mb(process: int | None = None) -> float:
    """The resident memory of a process, by default of this one, in MB; 0 where it is gone."""
    import psutil

    try:
        return float(psutil.Process(process).memory_info().rss) / 1e6
    except psutil.Error:
        return 0.0
