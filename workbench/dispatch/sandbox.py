"""A child under limits: time, resident memory of all its processes, how many these are, what it writes.

The child runs in a session of its own behind `guard.py`, in a folder of its own, with a clean environment and without a
shell. Nothing that it started outlives `run` or `session`, or Workbench itself. Where bubblewrap works, `isolation.py`
puts a wall around it; where it does not, the child may read the user's files and use the network.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import site
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import IO, Any

from workbench.dispatch.isolation import Access, behind_wall, find_wall, isolation
from workbench.errors import WorkbenchError
from workbench.evidence.record import Cost, Limits

__all__ = [
    "OUTPUT_MB",
    "PROCESSES",
    "Access",
    "Finished",
    "LostChild",
    "Sample",
    "Session",
    "isolation",
    "run",
    "session",
    "tail",
    "written_since",
]

STDOUT, STDERR = "stdout", "stderr"
OUTPUT_MB = 20_000
"""What the files in the child's folder may hold together: an LRAT proof grows by about 3 MB a second."""
PROCESSES = 128 + 4 * (os.cpu_count() or 1)
"""How many processes a child may be at a time, itself among them."""
CANCEL_SECONDS, FAREWELL_SECONDS = 0.05, 10.0
KEPT = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "NUMBA_CACHE_DIR", "SYSTEMROOT")


class LostChild(WorkbenchError):
    """The guard itself was killed from outside, so that nothing is known about the child; all of it was ended."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What the child and its descendants use at this moment."""

    seconds: float
    cpu_seconds: float
    mb: float


Watch = Callable[[Sample, Path], None]
"""Whoever looks on is told what a child uses now, and the folder in which it writes `stdout` and `stderr`."""


def unwatched(sample: Sample, folder: Path) -> None:
    """The Watch of a child that nobody looks at."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of a child. `peak_mb` is the largest sum of resident memory seen (shared pages count each time)."""

    exit: int | None
    """The exit code; -N where signal N ended it."""
    ended_by: str | None
    """None where it ended by itself, else `time` | `memory` | `cancelled` | `output` | `processes`."""
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
    processes: int = PROCESSES,
    access: Access = Access(),  # noqa: B008 (frozen)
    environment: Mapping[str, str] | None = None,
) -> Finished:
    """Run `argv` in `folder`, without input; its output goes to the files `stdout` and `stderr` there.

    It may see what `access` names; `environment` adds to the little that it is told. `on_sample` is called a few times
    a second, and once more when the child has ended. Raises FileNotFoundError where there is no such command, LostChild
    where somebody killed the guard, and lets KeyboardInterrupt through after the child is gone.
    """
    with contextlib.ExitStack() as stack:
        out = stack.enter_context((folder / STDOUT).open("wb"))
        bounds = _bounds(limits, output_mb, processes, access)
        _, link = _start(stack, argv, folder, bounds, access, environment or {}, subprocess.DEVNULL, out)
        for line in _lines(link, cancel):
            if on_sample is not None:
                on_sample(Sample(line["seconds"], line["cpu_seconds"], line["mb"]))
            if "ended_by" in line:
                return _finished(line)
    raise _lost()


class Session:
    """A child to talk to. What it says is as hostile as what it is: read no more than you have room for."""

    def __init__(self, guard: subprocess.Popen[bytes], link: socket.socket) -> None:
        assert guard.stdin is not None and guard.stdout is not None
        self.stdin: IO[bytes] = guard.stdin
        self.stdout: IO[bytes] = guard.stdout
        self.finished: Finished | None = None
        """What became of it, once it has ended; None while it lives, and where its guard was killed."""
        self._guard = guard
        self._stop = Event()
        self._listener = Thread(target=self._listen, args=(link,), daemon=True, name="session")
        self._listener.start()

    @property
    def alive(self) -> bool:
        """Whether the child runs still."""
        return self._listener.is_alive()

    def kill(self) -> None:
        """End it and all that it started; it is gone when this returns."""
        self._stop.set()
        self._listener.join(FAREWELL_SECONDS)

    def wait(self, seconds: float | None = None) -> Finished | None:
        """What became of it, after at most so many seconds; None where it lives still, or was lost."""
        self._listener.join(seconds)
        return self.finished

    def _listen(self, link: socket.socket) -> None:
        for line in _lines(link, self._stop):
            if "ended_by" in line:
                self.finished = _finished(line)
                return


@contextmanager
def session(
    argv: Sequence[str],
    folder: Path,
    limits: Limits,
    *,
    output_mb: float = OUTPUT_MB,
    processes: int = PROCESSES,
    access: Access = Access(),  # noqa: B008 (frozen)
    environment: Mapping[str, str] | None = None,
) -> Iterator[Session]:
    """A child to talk to by its pipes; otherwise as with `run`. What it says on stderr goes to the file in `folder`.

    At the end it is killed where it still lives; `finished` then says what became of it.
    """
    with contextlib.ExitStack() as stack:
        bounds = _bounds(limits, output_mb, processes, access)
        guard, link = _start(stack, argv, folder, bounds, access, environment or {}, subprocess.PIPE, subprocess.PIPE)
        child = Session(guard, link)
        stack.callback(_hang_up, child)
        yield child


def _hang_up(child: Session) -> None:
    child.kill()
    for pipe in (child.stdin, child.stdout):
        with contextlib.suppress(OSError):  # what was still to be sent has nobody to go to
            pipe.close()


def _bounds(limits: Limits, output_mb: float, processes: int, access: Access) -> dict[str, Any]:
    """As `guard.Bounds` has them."""
    written = [str(path.resolve()) for path in access.write]
    return {
        "seconds": limits.seconds,
        "memory_mb": limits.memory_mb,
        "output_mb": output_mb,
        "processes": processes,
        "written": written,
    }


def _finished(line: Mapping[str, Any]) -> Finished:
    return Finished(**{name: line[name] for name in Finished.__slots__})


def _lost() -> LostChild:
    return LostChild(
        "the process that guards a checker was killed from outside",
        remedy="run again; if it happens again, look for a memory limit set on the whole session",
    )


def _start(
    stack: contextlib.ExitStack,
    argv: Sequence[str],
    folder: Path,
    bounds: Mapping[str, Any],
    access: Access,
    environment: Mapping[str, str],
    stdin: int,
    stdout: int | IO[bytes],
) -> tuple[subprocess.Popen[bytes], socket.socket]:
    """The guard of a new child, and the socket on which it reports; both end with `stack`."""
    from workbench.dispatch import guard

    if shutil.which(argv[0]) is None:
        raise FileNotFoundError(2, "No such command", argv[0])
    folder = Path(os.path.realpath(folder))
    wall, _ = find_wall()
    ours, theirs = socket.socketpair()
    stack.enter_context(ours)
    # Where psutil has to be found the guard needs its site-packages; on Linux it starts faster without.
    flags = ["-I", "-S"] if guard.ON_LINUX else ["-I"]
    package = str(Path(__file__).parents[2])
    figures = [str(theirs.fileno()), json.dumps({**bounds, "walled": wall is not None})]
    with theirs, (folder / STDERR).open("wb") as err, wall.filter() if wall else contextlib.nullcontext() as rules:
        command = list(argv) if wall is None else behind_wall(wall, argv, folder, access, rules)
        process = subprocess.Popen(
            [sys.executable, *flags, "-c", START_GUARD, package, *figures, *command],
            cwd=folder,
            env={**_environment(folder, os.environ, walled=wall is not None), **environment},
            stdin=stdin,
            stdout=stdout,
            stderr=err,
            pass_fds=[theirs.fileno(), *([] if rules is None else [rules])],
            start_new_session=True,
        )
    stack.callback(_farewell, process, ours)
    return process, ours


START_GUARD = (
    "import sys; sys.path.insert(0, sys.argv[1]); from workbench.dispatch.guard import main; main(*sys.argv[2:])"
)


def _environment(folder: Path, ours: Mapping[str, str], *, walled: bool) -> dict[str, str]:
    """What a child may know of ours, and one thread a process unless it asks for more."""
    kept = {name: ours[name] for name in KEPT if name in ours}
    if site.ENABLE_USER_SITE:
        kept["PYTHONUSERBASE"] = site.getuserbase()
    home = str(folder) if walled else ours.get("HOME", str(folder))
    one_thread = {"OMP_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}
    return {**kept, **one_thread, "HOME": home, "TMPDIR": str(folder), "PYTHONSAFEPATH": "1"}


def _lines(link: socket.socket, cancel: Event | None) -> Iterator[dict[str, Any]]:
    """What the guard says, until it falls silent; tell it once to stop when `cancel` is set."""
    buffer, told = b"", False
    while True:
        if cancel is not None and cancel.is_set() and not told:
            told = True
            with contextlib.suppress(OSError):  # it has ended meanwhile, and what it said last is still to be read
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
    """See the guard off; one that does not go is killed, and all that is left of its session."""
    link.close()
    try:
        guard.wait(FAREWELL_SECONDS)
    except subprocess.TimeoutExpired:
        guard.kill()
        guard.wait()
    if guard.returncode != 0:
        import psutil

        for pid in psutil.pids():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                if os.getsid(pid) == guard.pid:
                    os.kill(pid, signal.SIGKILL)


def tail(folder: Path, name: str = STDERR, size: int = 2000) -> str:
    """The end of what the child wrote, as text; nothing where it put something else than a file there."""
    return _part(folder, name, -size, size).decode("utf-8", "replace").strip()


def written_since(folder: Path, name: str, start: int, most: int = 1 << 16) -> bytes:
    """What the child wrote to its `stdout` or `stderr` from byte `start` on, `most` bytes at a time; for whoever looks
    on while it runs."""
    return _part(folder, name, start, most)


def _part(folder: Path, name: str, start: int, most: int) -> bytes:
    """A part of a file, from its end on where `start` is negative; empty where it is no ordinary file."""
    try:
        with os.fdopen(os.open(folder / name, os.O_RDONLY | NO_TRICKS), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return b""
            file.seek(start if start >= 0 else max(0, file.seek(0, os.SEEK_END) + start))
            return file.read(most)
    except OSError:
        return b""


NO_TRICKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
