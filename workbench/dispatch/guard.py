"""The process that stands between Workbench and a child, and outlives whatever the child does.

`sandbox.run` starts this file as a program of its own (standard library alone, about 20 ms): it starts the command,
adds up what all of its descendants use, ends them when a limit is passed, when it is told to, or when Workbench itself
is gone, however it went; and it says what became of them in lines of JSON on the socket it was given. Where there is
bubblewrap, the command is bubblewrap's, and the processes behind the wall are counted and ended from outside.

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

from workbench.dispatch.written import Written, tidy, unlinked

ON_LINUX = sys.platform.startswith("linux")
PDEATHSIG, CHILD_SUBREAPER, NO_NEW_PRIVS = 1, 36, 38
POLL_SECONDS, REPORT_SECONDS, RESCAN_SECONDS, UNLINKED_SECONDS = 0.04, 0.2, 2.0, 0.5
MEGABYTE = 1 << 20
THREADS = 32
"""How many threads a process may have, in the mean over as many processes as are allowed."""
WALL_PROCESSES = 2
"""bubblewrap's own: the one outside, and the first one inside."""


def die_with_parent() -> None:
    """Have the kernel kill this process when the one that started it ends (Linux; elsewhere nothing)."""
    if ON_LINUX:
        ctypes.CDLL(None).prctl(PDEATHSIG, signal.SIGKILL)


class Use(NamedTuple):
    """What a process uses: CPU seconds of itself and the children it waited for, resident bytes, threads."""

    cpu_seconds: float
    resident: int
    threads: int


class Bounds(NamedTuple):
    """What the child and its descendants may use together, as `sandbox` passes it on."""

    seconds: float
    memory_mb: float
    output_mb: float
    processes: int
    walled: bool
    """Whether the command is bubblewrap's."""
    written: tuple[str, ...]
    """Folders that it may write to beside its own."""


class Tree:
    """The living descendants of this process."""

    def __init__(self) -> None:
        self._strangers: set[int] = set()
        self._forget_at = 0.0

    def forget(self) -> None:
        """Look at every process of the machine the next time."""
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
        resident = int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
        return int(fields[1]), Use(ticks / os.sysconf("SC_CLK_TCK"), resident, int(fields[17]))
    except (OSError, IndexError, ValueError):
        return None


def _from_psutil() -> Iterator[tuple[int, Use]]:
    import psutil

    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            times = process.cpu_times()
            yield process.pid, Use(sum(times[:4]), process.memory_info().rss, process.num_threads())


class Guard:
    """One child, from its start to the end of its last descendant."""

    def __init__(self, link: socket.socket, bounds: Bounds) -> None:
        self.link = link
        self.bounds = bounds
        self.most_bytes = bounds.output_mb * MEGABYTE
        self.tree = Tree()
        self.written = Written(".", bounds.written, bounds.output_mb)
        self.unlinked, self.look_again = 0, 0.0
        self.child = 0
        self.exit: int | None = None
        self.peak_mb = 0.0
        self.cpu_seconds = 0.0
        self.started = time.monotonic()

    def run(self, command: list[str]) -> None:
        """Start `command` and stay until nothing of it is left; the last line sent says how it ended."""
        wake, wake_end = os.pipe()
        os.set_blocking(wake_end, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake_end, warn_on_full_buffer=False)
        usual = _be_quick()
        parent = os.getpid()
        self.child = os.fork()
        if self.child == 0:
            _become(command, self.bounds, usual, parent)
        _let_go()
        ended_by, reported = None, 0.0
        while ended_by is None:
            now = time.monotonic()
            self._reap()
            if self.exit is not None:
                break
            uses = self.tree()
            use = self._sample(uses)
            ended_by = self._limit_passed(now, uses, use["mb"])
            if now - reported >= REPORT_SECONDS:
                reported = now
                self._send(use)
            ready, _, _ = select.select([self.link.fileno(), wake], [], [], POLL_SECONDS)
            if self.link.fileno() in ready:  # an order to stop, or the other end is gone
                ended_by = ended_by or "cancelled"
            if wake in ready:
                os.read(wake, 4096)
        self._end_all()
        if ended_by is None and (self.written.look() > self.most_bytes or self._exit() == -signal.SIGXFSZ):
            ended_by = "output"
        tidy(".")
        self._send({**self._sample({}), "exit": self._exit(), "ended_by": ended_by})

    def _limit_passed(self, now: float, uses: dict[int, Use], mb: float) -> str | None:
        bounds = self.bounds
        processes = len(uses) - (WALL_PROCESSES if bounds.walled else 0)
        if processes > bounds.processes or sum(use.threads for use in uses.values()) > THREADS * bounds.processes:
            return "processes"
        if mb > bounds.memory_mb:
            return "memory"
        if now - self.started > bounds.seconds:
            return "time"
        if ON_LINUX and now >= self.look_again:
            self.unlinked = unlinked(uses)
            self.look_again = now + UNLINKED_SECONDS
        return "output" if self.written() + self.unlinked > self.most_bytes else None

    def _exit(self) -> int | None:
        """As if there were no wall: bubblewrap says 128 + N where signal N ended the command, as shells do."""
        if self.bounds.walled and self.exit is not None and 128 < self.exit <= 128 + signal.NSIG:
            return 128 - self.exit
        return self.exit

    def _sample(self, uses: dict[int, Use]) -> dict[str, Any]:
        mb = sum(use.resident for use in uses.values()) / MEGABYTE
        self.peak_mb = max(self.peak_mb, mb)
        reaped = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = reaped.ru_utime + reaped.ru_stime + sum(use.cpu_seconds for use in uses.values())
        self.cpu_seconds = max(self.cpu_seconds, cpu)  # of those that nobody waits for, what they used is lost
        seconds = time.monotonic() - self.started
        return {"seconds": seconds, "cpu_seconds": self.cpu_seconds, "mb": mb, "peak_mb": self.peak_mb}

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
        if self.exit is None:
            # At once, before a fork bomb takes all the time: what is behind the wall, or has stayed in the group.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.child, signal.SIGKILL)
        stopped: set[int] = set()
        while fresh := self.tree().keys() - stopped:
            stopped |= fresh
            for pid in fresh:
                _signal(pid, signal.SIGSTOP)
        while True:
            self.tree.forget()
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


def _be_quick() -> int:
    """Go before the child's processes where many of them want the same core (the administrator may); the niceness
    that was usual."""
    usual = os.getpriority(os.PRIO_PROCESS, 0)
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, usual - 10)
    return usual


def _let_go() -> None:
    """Close this process's ends of the child's pipes: the child's end of life is then the end of its output."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):
        os.dup2(nothing, number)
    os.close(nothing)


def _limit_resources(bounds: Bounds) -> None:
    """What the kernel itself enforces, as a second fence around what is polled."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A little more than the limit, so that whoever fills a file up to it is seen to pass it.
    _lower(resource.RLIMIT_FSIZE, int((bounds.output_mb + 1) * MEGABYTE))
    if (
        ON_LINUX and os.getuid() != 0
    ):  # the kernel counts threads, and all of the user's; the administrator's it does not
        _lower(resource.RLIMIT_NPROC, _tasks_of_user() + THREADS * bounds.processes)


def _lower(which: int, value: int) -> None:
    hard = resource.getrlimit(which)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (value, value))


def _tasks_of_user() -> int:
    """Threads of the user's processes."""
    count = 0
    for name in os.listdir("/proc"):  # noqa: PTH208 (speed)
        with contextlib.suppress(OSError):
            if name.isdigit() and os.stat(f"/proc/{name}").st_uid == os.getuid() and (found := _stat(int(name))):  # noqa: PTH116
                count += found[1].threads
    return count


def _become(command: list[str], bounds: Bounds, niceness: int, parent: int) -> NoReturn:
    """Turn the forked process into `command`; exit code 127 where it cannot be started."""
    try:
        die_with_parent()
        if os.getppid() != parent:  # killed before the kernel was told
            os._exit(127)
        os.setpgid(0, 0)
        os.setpriority(os.PRIO_PROCESS, 0, niceness)
        _limit_resources(bounds)
        if ON_LINUX and not bounds.walled:  # bubblewrap sees to it, and may need the privileges of its file before
            ctypes.CDLL(None).prctl(NO_NEW_PRIVS, 1, 0, 0, 0)
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


def main(link_number: str, bounds_json: str, *command: str) -> None:
    """The number of an open socket, Bounds as JSON, and the command."""
    link = socket.socket(fileno=int(link_number))
    link.set_inheritable(False)
    if ON_LINUX:
        ctypes.CDLL(None).prctl(CHILD_SUBREAPER, 1)
    Guard(link, Bounds(**json.loads(bounds_json))).run(list(command))
