"""What a sweep has done so far, in a file that is only ever added to: a sweep that was killed goes on from it.

It is no evidence, and nothing turns green by it: answers are recorded in the store. Each line is one `Outcome` with a
checksum; a line that was half written, or altered, does not count, and its problem is asked again.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from workbench.sweep.outcome import Outcome

FOLDER = "sweeps"
"""In the workspace's store."""
_DIGITS = 16
"""Of the checksum of a line."""


def journal_path(store: Path, source: str, ranges: Sequence[tuple[str, str]]) -> Path:
    """Where the journal of a set is kept, below the workspace's store; a file or folder is known by its place."""
    place = source if ranges else Path(source).resolve().as_posix()
    digest = hashlib.sha256(json.dumps([place, *map(list, ranges)]).encode()).hexdigest()
    return store / FOLDER / f"{digest[:24]}.journal"


class Journal:
    """The journal in one file. Two sweeps of one set at once both add whole lines; a problem may be asked twice."""

    def __init__(self, path: Path) -> None:
        """Opens it, and makes it where there is none. Raises OSError."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        size = os.fstat(self._file).st_size
        if size and os.pread(self._file, 1, size - 1) != b"\n":
            os.write(self._file, b"\n")  # what was half written ends here

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        os.close(self._file)

    def done(self) -> Iterator[Outcome]:
        """What counts of what is written, in the order written."""
        with self._path.open("rb") as file:
            for line in file:
                digest, _, body = line.rstrip(b"\n").partition(b" ")
                if len(digest) == _DIGITS and digest == _digest(body):
                    try:
                        yield msgspec.json.decode(body, type=Outcome)
                    except (ValueError, RecursionError):  # msgspec's errors are ValueErrors
                        continue

    def add(self, outcome: Outcome) -> None:
        """Write one line, whole, with one call, so that no other writer's line gets into it. Raises OSError, with the
        file's name, where there is no room for all of it; what is there of it does not count."""
        body = msgspec.json.encode(outcome)
        line = _digest(body) + b" " + body + b"\n"
        try:
            if os.write(self._file, line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(self._path)) from None


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest()[:_DIGITS].encode()
