"""The process that stands between Workbench and a child, and outlives whatever the child does.

`sandbox.run` starts this file as a program of its own (standard library alone, about 20 ms): it starts the command,
adds up what all of its descendants use, ends them when a limit is passed, when it is told to, or when Workbench itself
is gone, however it went; and it says what became of them in lines of JSON on the socket it was given.

On Linux it is the child's subreaper (prctl(2)), so that a descendant that daemonises or starts a session of its own
stays within reach. Elsewhere the process tree as psutil sees it has to do.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import select
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

ON_LINUX = sys.platform.startswith("linux")
PDEATHSIG, CHILD_SUBREAPER = 1, 36
POLL_SECONDS, REPORT_SECONDS, RESCAN_SECONDS = 0.04, 0.2, 2.0
MEGABYTE = 1 << 20


def die_with_parent() -> None:
    """Have the kernel kill this process when the one that started it ends (Linux; elsewhere nothing)."""
    if ON_LINUX:
        ctypes.CDLL(None).prctl(PDEATHSIG, signal.SIGKILL)


class Use(NamedTuple):
    """What a process uses: CPU seconds of itself and the children it waited for, resident bytes."""

    cpu_seconds: float
    resident: int


class Tree:
    """The living descendants of this process."""

    def __init__(self) -> None:
        self._strangers: set[int] = set()
        self._forget_at = 0.0

    def __call__(self) -> dict[int, Use]:
        """Every descendant with what it uses; zombies count no memory."""
        return self._from_proc() if ON_LINUX else dict(_from_psutil())

    def _from_proc(self) -> dict[int, Use]:
        # Reading every stat file on a busy machine costs milliseconds, so processes once seen not to descend from
        # this one are passed over, for a time: a number may be given out again.
        if time.monotonic() > self._forget_at:
            self._strangers.clear()
            self._forget_at = time.monotonic() + RESCAN_SECONDS
        seen = {int(name): None for name in os.listdir("/proc") if name.isdigit()}  # noqa: PTH208 (speed)
        stats = {pid: stat for pid in seen if pid not in self._strangers and (stat := _stat(pid))}
        children: dict[int, list[int]] = {}
        for pid, (parent, _) in stats.items():
            children.setdefault(parent, []).append(pid)
        found: dict[int, Use] = {}
        front = children.get(os.getpid(), [])
        while front:
            pid = front.pop()
            if pid not in found:
                found[pid] = stats[pid][1]
                front += children.get(pid, [])
        self._strangers.update(stats.keys() - found.keys())
        return found


def _stat(pid: int) -> tuple[int, Use] | None:
    """Parent and use of a process by proc(5)."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:  # noqa: PTH123 (speed)
            fields = file.read().rpartition(b")")[2].split()
        ticks = sum(map(int, fields[11:15]))
        return int(fields[1]), Use(ticks / os.sysconf("SC_CLK_TCK"), int(fields[21]) * os.sysconf("SC_PAGE_SIZE"))
    except (OSError, IndexError, ValueError):
        return None


def _from_psutil() -> Iterator[tuple[int, Use]]:
    import psutil

    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            times = process.cpu_times()
            yield process.pid, Use(sum(times[:4]), process.memory_info().rss)


class Guard:
    """One child, from its start to the end of its last descendant."""

    def __init__(self, link: socket.socket, seconds: float, memory_mb: float, output_mb: float) -> None:
        self.link = link
        self.seconds = seconds
        self.memory_mb = memory_mb
        self.output_mb = output_mb
        self.tree = Tree()
        self.child = 0
        self.exit: int | None = None
        self.peak_mb = 0.0
        self.started = time.monotonic()

    def run(self, command: list[str]) -> None:
        """Start `command` and stay until nothing of it is left; the last line sent says how it ended."""
        wake, wake_end = os.pipe()
        os.set_blocking(wake_end, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake_end, warn_on_full_buffer=False)
        self.child = os.fork()
        if self.child == 0:
            _become(command)
        ended_by, reported = None, 0.0
        while ended_by is None:
            now = time.monotonic()
            self._reap()
            if self.exit is not None:
                break
            use = self._sample()
            ended_by = self._limit_passed(now, use["mb"])
            if now - reported >= REPORT_SECONDS:
                reported = now
                self._send(use)
            ready, _, _ = select.select([self.link.fileno(), wake], [], [], POLL_SECONDS)
            if self.link.fileno() in ready:  # an order to stop, or the other end is gone
                ended_by = ended_by or "cancelled"
            if wake in ready:
                os.read(wake, 4096)
        self._end_all()
        self._send({**self._sample(), "exit": self.exit, "ended_by": ended_by})

    def _limit_passed(self, now: float, mb: float) -> str | None:
        if mb > self.memory_mb:
            return "memory"
        if now - self.started > self.seconds:
            return "time"
        return "output" if _written() > self.output_mb * MEGABYTE else None

    def _sample(self) -> dict[str, Any]:
        uses = self.tree().values()
        mb = sum(use.resident for use in uses) / MEGABYTE
        self.peak_mb = max(self.peak_mb, mb)
        reaped = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = reaped.ru_utime + reaped.ru_stime + sum(use.cpu_seconds for use in uses)
        return {"seconds": time.monotonic() - self.started, "cpu_seconds": cpu, "mb": mb, "peak_mb": self.peak_mb}

    def _reap(self) -> bool:
        """Wait for whatever has ended; whether any child is left."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return False
            if pid == 0:
                return True
            if pid == self.child:
                self.exit = os.waitstatus_to_exitcode(status)

    def _end_all(self) -> None:
        """Kill every descendant; those that fork while they are being killed are stopped first."""
        stopped: set[int] = set()
        while fresh := self.tree().keys() - stopped:
            stopped |= fresh
            for pid in fresh:
                _signal(pid, signal.SIGSTOP)
        while True:
            for pid in self.tree():
                _signal(pid, signal.SIGKILL)
            if not self._reap():
                return
            time.sleep(0.002)

    def _send(self, line: dict[str, Any]) -> None:
        with contextlib.suppress(OSError):  # whoever listened is gone; the next look at the link ends everything
            self.link.sendall(json.dumps(line).encode() + b"\n")


def _signal(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def _written() -> int:
    """Bytes of the files in the child's folder, which is the current one."""
    total = 0
    with contextlib.suppress(OSError), os.scandir() as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                total += entry.stat(follow_symlinks=False).st_size
    return total


def _become(command: list[str]) -> NoReturn:
    """Turn the forked process into `command`; exit code 127 where it cannot be started."""
    try:
        die_with_parent()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with contextlib.suppress(OSError):  # Linux: when memory is short, the kernel is to take this one first
            Path("/proc/self/oom_score_adj").write_text("500")
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(number, signal.SIG_DFL)
        os.execvp(command[0], command)
    except OSError as error:
        os.write(2, f"{command[0]}: {error.strerror}\n".encode())
    finally:
        os._exit(127)


def main(arguments: list[str]) -> None:
    """guard.py SOCKET SECONDS MEMORY_MB OUTPUT_MB COMMAND..."""
    link = socket.socket(fileno=int(arguments[0]))
    link.set_inheritable(False)
    if ON_LINUX:
        ctypes.CDLL(None).prctl(CHILD_SUBREAPER, 1)
    Guard(link, *map(float, arguments[1:4])).run(arguments[4:])


if __name__ == "__main__":
    main(sys.argv[1:])
