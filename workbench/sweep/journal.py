"""What a sweep has done so far, in a file that is only ever added to: a sweep that was killed goes on from it.

It is no evidence, and nothing turns green by it: answers are recorded in the store. But a summary is made from it, so
each line is one `Outcome` behind a seal of the user who ran the sweep (`workbench.seal`): a line that was half written,
altered, brought in from another set's journal or came along with a workspace does not count, and its problem is asked
again.
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

from workbench.seal import Sealing, sealing_that_lasts
from workbench.sweep.outcome import Outcome

FOLDER = "sweeps"
"""In the workspace's store."""
DIGITS = 32
"""Of the seal of a line."""
Key = tuple[str, str]
"""Fingerprint and technique."""


def journal_path(store: Path, source: str, ranges: Sequence[tuple[str, str]]) -> Path:
    """Where the journal of a set is kept, below the workspace's store; a file or folder is known by its place."""
    place = source if ranges else Path(source).resolve().as_posix()
    digest = hashlib.sha256(json.dumps([place, *map(list, ranges)]).encode()).hexdigest()
    return store / FOLDER / f"{digest[:24]}.journal"


class Journal:
    """The journal in one file. Two sweeps of one set at once both add whole lines; a problem may be asked twice."""

    def __init__(self, path: Path) -> None:
        """Opens it, and makes it where there is none. Raises OSError; BadInput without room for a secret."""
        self._sealing = sealing_that_lasts()
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
        return (outcome for outcome, own in self._lines() if own)

    def known(self) -> tuple[dict[Key, Outcome], int]:
        """The last outcome of each question and technique; and of how many others somebody else's lines speak."""
        known: dict[Key, Outcome] = {}
        foreign: set[Key] = set()
        for outcome, own in self._lines():
            key = outcome.fingerprint, outcome.technique
            if own:
                known[key] = outcome
            else:
                foreign.add(key)
        return known, len(foreign - known.keys())

    def _lines(self) -> Iterator[tuple[Outcome, bool]]:
        """Each line that is whole, and whether this user wrote it so."""
        with self._path.open("rb") as file:
            for line in file:
                given, _, body = line.rstrip(b"\n").partition(b" ")
                if not body:
                    continue
                try:
                    yield msgspec.json.decode(body, type=Outcome), given == mark(self._sealing, self._path, body)
                except (ValueError, RecursionError):  # msgspec's errors are ValueErrors
                    continue

    def add(self, outcome: Outcome) -> None:
        """Write one line, whole, with one call, so that no other writer's line gets into it. Raises OSError, with the
        file's name, where there is no room for all of it; what is there of it does not count."""
        body = msgspec.json.encode(outcome)
        line = mark(self._sealing, self._path, body) + b" " + body + b"\n"
        try:
            if os.write(self._file, line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(self._path)) from None


def mark(sealing: Sealing, path: Path, body: bytes) -> bytes:
    """What stands before a line of the journal in this file."""
    return sealing("journal", path.stem, body.decode("utf-8", "replace"))[:DIGITS].encode()
