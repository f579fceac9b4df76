"""Readers that give way in every way there is, for the engine to notice."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

from hypothesis import strategies as st

from campaigns.fuzz.reader import Reader
from workbench.errors import BadInput


def _read(data: bytes, scratch: Path) -> str:
    (scratch / "left").mkdir()
    (scratch / "left" / "behind").write_bytes(data)
    if b"crash" in data:
        os.kill(os.getpid(), signal.SIGSEGV)
    if b"hang" in data:
        while True:
            pass
    if b"raise" in data:
        return str(data[2**40])
    if b"exit" in data:
        raise SystemExit(3)
    if b"promise" in data:
        raise AssertionError("a promise is broken")
    if b"grow" in data:
        return str(sum(bytearray(900_000_000)[::4096]))
    if b"refuse" in data:
        raise BadInput("it is wrong", remedy="correct it")
    return "accepted"


def _large() -> Iterator[tuple[str, bytes]]:
    yield "harmless", b"x" * 1_000_000
    yield "growing", b"grow"


_PARTS = (b"good", b"refuse", b"xxxx", b"-" * 100)
READERS = (
    Reader("sound", st.lists(st.sampled_from(_PARTS)).map(b"".join), _read, _large),
    Reader("raising", st.lists(st.sampled_from((*_PARTS, b"raise"))).map(b"".join), _read, _large),
    Reader("crashing", st.lists(st.sampled_from((*_PARTS, b"crash"))).map(b"".join), _read, _large),
)
