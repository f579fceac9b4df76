"""Lean's messages: each that is read is one that a line says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from campaigns.fuzz.lean_lines import WORDS, change, lines
from campaigns.fuzz.numbered import inputs
from campaigns.fuzz.parts import MB
from campaigns.fuzz.reader import Reader
from workbench.checkers.lean.messages import parse_messages


def read_messages(data: bytes, scratch: Path) -> str:
    """Each message is one that a line says."""
    found = parse_messages(data, "A.lean")
    assert len(found) <= data.count(b"\n") + data.count(b"\r") + data.count(b"\x0b") + data.count(b"\x0c") + 1
    said = []
    for line in data.splitlines() if len(data) < 10**5 else ():
        try:
            said.append(json.loads(line.decode("utf-8", "replace"))["data"].strip()[:20_000])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
    assert len(data) >= 10**5 or all(one.text in said for one in found), "a message that nobody sent"
    return "accepted" if found else "none"


def messages_bytes(number: int) -> bytes:
    """Messages as `lean --json` prints them, altered."""
    random = Random(number)
    entries: list[Any] = []
    for _ in range(random.randint(0, 4)):
        entry: dict[str, Any] = {
            "severity": random.choice(("error", "warning")),
            "data": "declaration uses 'sorry'",
            "kind": "hasSorry",
            "pos": {"line": random.randint(0, 9), "column": 4},
            "endPos": None,
            "fileName": "A.lean",
            "caption": "",
        }
        change(entry, random)
        entries.append(entry)
    return lines(*entries)


def _large_messages() -> Iterator[tuple[str, bytes]]:
    one = lines({"severity": "error", "data": "x", "pos": {"line": 1, "column": 0}})
    yield "as many as fit", one * (MB // len(one))
    yield "500,000 brackets", b'{"x":' + b"[" * (MB // 2)
    yield "a million empty lines", b"\n" * MB
    yield "lines of two brackets", b"[]\n" * (MB // 3)
    yield "one text of 1 MB", one.replace(b'"x"', b'"%s"' % (b"\\u0000" * (MB // 6 - 60)))
    yield "a line number of a million digits", one.replace(b"1", b"9" * (MB - 100))


READER = Reader("Lean's messages", inputs(messages_bytes, WORDS), read_messages, _large_messages)
