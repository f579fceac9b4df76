"""The live log of one question: what its children write, while they write it, and what is done with it."""

from __future__ import annotations

import time
from collections import deque
from pathlib import Path

from workbench.dispatch.sandbox import STDERR, STDOUT, written_since
from workbench.views.plain import plain

MOST_LINES = 5_000
"""Of one log; the oldest go first."""
MOST_BYTES = 1 << 20
"""Of what one child writes that is read at a time; what is more is left out, and said to be."""
LONGEST = 2_000
"""Characters of a line."""


class Log:
    """Lines with the second they were heard. Written to by one thread at a time, read by any."""

    def __init__(self) -> None:
        self.lines: deque[str] = deque(maxlen=MOST_LINES)
        self.total = 0
        """How many lines there were; what a reader has seen of them."""
        self._began = time.monotonic()
        self._read: dict[tuple[Path, str], int] = {}
        self._rest: dict[tuple[Path, str], bytes] = {}

    def note(self, line: str) -> None:
        """A line of ours."""
        self._add("·", line)

    def listen(self, folder: Path) -> None:
        """Read on in what the child in `folder` writes."""
        for name, sign in ((STDOUT, " "), (STDERR, "!")):
            key = (folder, name)
            start = self._read.get(key, 0)
            new = written_since(folder, name, start, MOST_BYTES)
            self._read[key] = start + len(new)
            *lines, rest = (self._rest.get(key, b"") + new).split(b"\n")
            self._rest[key] = rest[-LONGEST:]
            for line in lines[-MOST_LINES:]:
                self._add(sign, line[: 4 * LONGEST].decode("utf-8", "replace"))

    def ended(self, folder: Path) -> None:
        """The child in `folder` writes no more: what it said last may lack the end of its line."""
        for name, sign in ((STDOUT, " "), (STDERR, "!")):
            if rest := self._rest.pop((folder, name), b""):
                self._add(sign, rest.decode("utf-8", "replace"))

    def since(self, seen: int) -> list[str]:
        """The lines after the first `seen` ones, as far as they are kept."""
        total, lines = self.total, list(self.lines)
        return lines[-(total - max(seen, 0)) :] if total > seen else []

    def _add(self, sign: str, line: str) -> None:
        self.lines.append(f"{time.monotonic() - self._began:7.1f} {sign} {plain(line)[:LONGEST]}")
        self.total += 1
