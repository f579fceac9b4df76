"""A faulty input made smaller: `python -m campaigns.fuzz.minimise MODULE NAME KIND`, the input on stdin, hex on stdout.

Pieces are left out, large ones first, as long as the fault stays of its kind; each trial runs in a fork, for it may
crash or hang.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from campaigns.fuzz.case import SECONDS, Fault, empty, judged
from campaigns.fuzz.forked import Died, forked
from campaigns.fuzz.reader import Reader

MOST_SECONDS = 60.0
"""Wall time for one fault."""


def smaller(data: bytes, faulty: Callable[[bytes], bool], until: float) -> bytes:
    """The smallest input that was found until then (`time.monotonic`) and is still faulty."""
    size = max(1, len(data) // 2)
    while True:
        at = 0
        while at < len(data):
            if time.monotonic() > until:
                return data
            less = data[:at] + data[at + size :]
            if faulty(less):
                data = less
            else:
                at += size
        if size == 1:
            return data
        size = max(1, size // 2)


def kind_of(reader: Reader, data: bytes, scratch: Path) -> str:
    """The kind of the fault that the input gives, `` where it gives none."""

    def call() -> str:
        word = judged(reader, data, scratch)
        return word.kind if isinstance(word, Fault) else ""

    try:
        return str(forked(call, seconds=6 * SECONDS, most_mb=3000))
    except Died as died:
        empty(scratch)
        return str(died)


def main() -> None:
    """Reads the input, writes what is left of it."""
    from campaigns.fuzz.catalogue import reader

    module, name, kind = sys.argv[1:4]
    attacked = reader(module, name)
    data = sys.stdin.buffer.read()
    with tempfile.TemporaryDirectory(prefix="fuzz-minimise-") as folder:

        def faulty(less: bytes) -> bool:
            return kind_of(attacked, less, Path(folder)) == kind

        print((smaller(data, faulty, time.monotonic() + MOST_SECONDS) if faulty(data) else data).hex())


if __name__ == "__main__":
    main()
