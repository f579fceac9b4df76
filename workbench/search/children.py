"""How the programs of a search are started: behind the wall of `dispatch.sandbox`, or bare where a wall stands already.

The bare way is for the stand-in that runs inside LeanDojo's own child: there the wall around that child holds for all.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from workbench.dispatch import sandbox
from workbench.dispatch.sandbox import Access
from workbench.evidence.record import Limits

MOST_BYTES = 32 << 20
"""Of one answer; who says more is not listened to."""
OUTPUT_MB = 200


class Channel(Protocol):
    """A child to talk to."""

    @property
    def stdin(self) -> IO[bytes]:
        """Where it listens."""

    @property
    def stdout(self) -> IO[bytes]:
        """Where it speaks."""

    @property
    def alive(self) -> bool:
        """Whether it runs still."""

    def kill(self) -> None:
        """End it with all that it started."""


@dataclass(frozen=True, slots=True)
class Ran:
    """A child that was run to its end."""

    exit: int | None
    ended_by: str | None
    """None where it ended by itself, else `time` or what else was spent."""
    stdout: bytes


class Children(Protocol):
    """A way to start programs."""

    def run(self, argv: Sequence[str], folder: Path, seconds: float, environment: Mapping[str, str]) -> Ran:
        """Run a program in a folder to its end, without input."""

    def talk(
        self, argv: Sequence[str], folder: Path, seconds: float, environment: Mapping[str, str]
    ) -> AbstractContextManager[Channel]:
        """Start a program in a folder; at the end of the context it is gone. `seconds` bounds its whole life."""


@dataclass(frozen=True, slots=True)
class Walled:
    """Children under limits, behind the wall where there is one."""

    access: Access = Access()  # noqa: RUF009 (frozen)
    memory_mb: int = 3000

    def run(self, argv: Sequence[str], folder: Path, seconds: float, environment: Mapping[str, str]) -> Ran:
        """As `Children.run`."""
        limits = Limits(seconds, self.memory_mb)
        ended = sandbox.run(argv, folder, limits, output_mb=OUTPUT_MB, access=self.access, environment=environment)
        with (folder / sandbox.STDOUT).open("rb") as file:
            return Ran(ended.exit, ended.ended_by, file.read(MOST_BYTES))

    @contextmanager
    def talk(
        self, argv: Sequence[str], folder: Path, seconds: float, environment: Mapping[str, str]
    ) -> Iterator[Channel]:
        """As `Children.talk`."""
        limits = Limits(seconds, self.memory_mb)
        with sandbox.session(
            argv, folder, limits, output_mb=OUTPUT_MB, access=self.access, environment=environment
        ) as child:
            yield child


@dataclass(frozen=True, slots=True)
class Bare:
    """Children in process groups of their own, with nothing else around them; for use behind a wall only."""

    def run(self, argv: Sequence[str], folder: Path, seconds: float, environment: Mapping[str, str]) -> Ran:
        """As `Children.run`."""
        deadline, said = time.monotonic() + seconds, bytearray()
        with self.talk(argv, folder, seconds, environment) as child:
            child.stdin.close()
            reader = Reader(child)
            try:
                while len(said) < MOST_BYTES:
                    said += reader.some(deadline)
            except Ended:
                assert isinstance(child, _Group)
                return Ran(child.wait(), None, bytes(said))
            except Silent:
                return Ran(None, "time", bytes(said))
        return Ran(None, "output", bytes(said))

    @contextmanager
    def talk(
        self, argv: Sequence[str], folder: Path, seconds: float, environment: Mapping[str, str]
    ) -> Iterator[Channel]:
        """As `Children.talk`; the caller keeps the time."""
        child = _Group(argv, folder, environment)
        try:
            yield child
        finally:
            child.kill()


class _Group:
    """A program as the head of its own process group."""

    def __init__(self, argv: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
        with (folder / sandbox.STDERR).open("wb") as err:
            self._process = subprocess.Popen(
                list(argv),
                cwd=folder,
                env={**os.environ, **environment},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=err,
                start_new_session=True,
            )
        assert self._process.stdin is not None and self._process.stdout is not None
        self.stdin: IO[bytes] = self._process.stdin
        self.stdout: IO[bytes] = self._process.stdout

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def wait(self) -> int | None:
        try:
            return self._process.wait(1)
        except subprocess.TimeoutExpired:
            return None

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self.stdin, self.stdout):
            with contextlib.suppress(OSError):
                pipe.close()


class Silent(Exception):
    """A child said nothing until the deadline."""


class Ended(Exception):
    """A child closed its mouth."""


class TooMuch(Exception):
    """A child said more than anybody wants to hear."""


class Reader:
    """What a child says, read with deadlines (of `time.monotonic`) and with room for so many bytes at a time."""

    def __init__(self, channel: Channel, most: int = MOST_BYTES) -> None:
        self._file = channel.stdout.fileno()
        self._most = most
        self._buffer = bytearray()

    def some(self, deadline: float) -> bytes:
        """Whatever comes next. Raises Silent or Ended."""
        if not self._buffer:
            self._more(deadline)
        said = bytes(self._buffer)
        self._buffer.clear()
        return said

    def line(self, deadline: float) -> bytes:
        """The next line without its end. Raises Silent, Ended or TooMuch."""
        searched = 0
        while (end := self._buffer.find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            self._more(deadline)
        said = bytes(self._buffer[:end])
        del self._buffer[: end + 1]
        return said

    def exactly(self, number: int, deadline: float) -> bytes:
        """So many bytes. Raises Silent, Ended or TooMuch."""
        if number > self._most:
            raise TooMuch
        while len(self._buffer) < number:
            self._more(deadline)
        said = bytes(self._buffer[:number])
        del self._buffer[:number]
        return said

    def _more(self, deadline: float) -> None:
        if len(self._buffer) > self._most:
            raise TooMuch
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([self._file], [], [], left)[0]:
            raise Silent
        received = os.read(self._file, 1 << 16)
        if not received:
            raise Ended
        self._buffer += received


def send(channel: Channel, content: bytes, deadline: float) -> None:
    """Give a child something to read. Raises Silent where it does not take it in time, Ended where it is gone."""
    file = channel.stdin.fileno()
    os.set_blocking(file, False)
    rest = memoryview(content)
    while rest:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([], [file], [], left)[1]:
            raise Silent
        try:
            rest = rest[os.write(file, rest) :]
        except BlockingIOError:
            continue
        except (BrokenPipeError, ConnectionError, ValueError):
            raise Ended from None
