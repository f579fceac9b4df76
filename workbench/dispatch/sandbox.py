"""One child at a time under limits: time, resident memory of all its processes, what it writes.

The child runs in a session of its own behind `guard.py`, in a folder of its own, with a clean environment, without a
shell and without input. Nothing that it started outlives `run`, or Workbench itself. What this is not: a wall. The
child may read the user's files and use the network; `_wrapped` is where a wall is put around the command.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

from workbench.errors import WorkbenchError
from workbench.evidence.record import Cost, Limits

STDOUT, STDERR = "stdout", "stderr"
OUTPUT_MB = 20_000
"""What the files in the child's folder may hold together: an LRAT proof grows by about 3 MB a second."""
CANCEL_SECONDS, FAREWELL_SECONDS = 0.05, 10.0
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "NUMBA_CACHE_DIR", "SYSTEMROOT")


class LostChild(WorkbenchError):
    """The guard itself was killed from outside, so that nothing is known about the child; all of it was ended."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What the child and its descendants use at this moment."""

    seconds: float
    cpu_seconds: float
    mb: float


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of a child. `peak_mb` is the largest sum of resident memory seen (shared pages count each time)."""

    exit: int | None
    """The exit code; -N where signal N ended it."""
    ended_by: str | None
    """None where it ended by itself, else `time` | `memory` | `cancelled` | `output`."""
    seconds: float
    cpu_seconds: float
    peak_mb: float

    @property
    def cost(self) -> Cost:
        """As evidence records it."""
        return Cost(round(self.seconds, 3), round(self.cpu_seconds, 3), round(self.peak_mb, 1))


def run(
    argv: Sequence[str],
    folder: Path,
    limits: Limits,
    *,
    cancel: Event | None = None,
    on_sample: Callable[[Sample], None] | None = None,
    output_mb: float = OUTPUT_MB,
) -> Finished:
    """Run `argv` in `folder`; its output goes to the files `stdout` and `stderr` there.

    Raises FileNotFoundError where there is no such command, LostChild where somebody killed the guard, and lets
    KeyboardInterrupt through after the child is gone.
    """
    if shutil.which(argv[0]) is None:
        raise FileNotFoundError(2, "No such command", argv[0])
    ours, theirs = socket.socketpair()
    with ours, contextlib.ExitStack() as stack:
        with theirs:
            guard = _start_guard(_wrapped(argv), folder, limits, output_mb, theirs)
        stack.callback(_farewell, guard, ours)
        for line in _lines(ours, cancel):
            if "ended_by" in line:
                return Finished(**{name: line[name] for name in Finished.__slots__})
            if on_sample is not None:
                on_sample(Sample(line["seconds"], line["cpu_seconds"], line["mb"]))
    raise LostChild(
        "the process that guards a checker was killed from outside",
        remedy="run again; if it happens again, look for a memory limit set on the whole session",
    )


def _wrapped(argv: Sequence[str]) -> list[str]:
    """The command as it is run: where isolation (namespaces, no network) is to be added."""
    return list(argv)


def _start_guard(
    argv: Sequence[str], folder: Path, limits: Limits, output_mb: float, link: socket.socket
) -> subprocess.Popen[bytes]:
    from workbench.dispatch import guard

    # Where psutil has to be found the guard needs its site-packages; on Linux it starts faster without.
    flags = ["-I", "-S"] if guard.ON_LINUX else ["-I"]
    figures = [str(figure) for figure in (link.fileno(), limits.seconds, limits.memory_mb, output_mb)]
    with (folder / STDOUT).open("wb") as out, (folder / STDERR).open("wb") as err:
        return subprocess.Popen(
            [sys.executable, *flags, guard.__file__, *figures, *argv],
            cwd=folder,
            env=_environment(folder, os.environ),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            pass_fds=[link.fileno()],
            start_new_session=True,
        )


def _environment(folder: Path, ours: Mapping[str, str]) -> dict[str, str]:
    """What a child may know of ours, and one thread a process unless it asks for more."""
    kept = {name: ours[name] for name in KEPT if name in ours}
    return {**kept, "TMPDIR": str(folder), "OMP_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1", "PYTHONSAFEPATH": "1"}


def _lines(link: socket.socket, cancel: Event | None) -> Iterator[dict[str, Any]]:
    """What the guard says, until it falls silent; tell it once to stop when `cancel` is set."""
    buffer, told = b"", False
    while True:
        if cancel is not None and cancel.is_set() and not told:
            told = True
            link.sendall(b"stop")
        ready, _, _ = select.select([link], [], [], CANCEL_SECONDS)
        if not ready:
            continue
        try:
            received = link.recv(65536)
        except ConnectionResetError:
            return
        if not received:
            return
        *whole, buffer = (buffer + received).split(b"\n")
        yield from map(json.loads, whole)


def _farewell(guard: subprocess.Popen[bytes], link: socket.socket) -> None:
    """See the guard off; one that does not go is killed with its session."""
    link.close()
    try:
        guard.wait(FAREWELL_SECONDS)
    except subprocess.TimeoutExpired:
        guard.kill()
        guard.wait()
    if guard.returncode != 0:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(guard.pid, signal.SIGKILL)


def tail(folder: Path, name: str = STDERR, size: int = 2000) -> str:
    """The end of what the child wrote, as text."""
    try:
        with (folder / name).open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - size))
            return file.read().decode("utf-8", "replace").strip()
    except OSError:
        return ""
